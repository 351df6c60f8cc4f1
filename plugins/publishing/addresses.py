"""Keep what was promised: an address that was published once leads somewhere ever after, or is given up on purpose.

What was published stands in `content/addresses.txt`, which the publish keeps and which is committed with the posts;
what is given up stands in `content/gone.txt`, which people write. Both have a path a line, without the path under which
the site lives, so that a site that moves loses nothing. Pelican reads neither: it takes no .txt for content.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from urllib.parse import quote

from publishing.redirects import PATH, parse_alias

PUBLISHED, GONE = "addresses.txt", "gone.txt"
"""The two lists, in the content folder."""

REMARK = re.compile(r"(?:^|\s)#.*")
MERGE = re.compile(
    r"(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)"
)  # https://git-scm.com/docs/git-merge#_how_conflicts_are_presented
PLAIN = PATH.replace(",", "")  # an address out of a list can be put under Aliases, where a comma parts two

COMMENT = """\
# Addresses that were published, old ones that redirect included. The publish keeps this list; commit it with the posts.
# An address that shall go without a redirect is written into gone.txt, not taken out here.
"""


def promised(urls: Iterable[str]) -> frozenset[str]:
    """Return as addresses of the lists what pages are found under, each without the path under which the site lives."""
    return frozenset(address_of(parse_alias(f"/{url}")) for url in urls)


def encoded(address: str) -> str:
    """Return an address as the lists and messages have it, percent-encoded as browsers show it to copy."""
    return quote(address, safe=PLAIN)


def address_of(old: str) -> str:
    """Return an alias in its normal form as the lists have it: "/old-post/"."""
    return f"/{old}"


def read(text: str, report: Callable[[int, str], None]) -> Mapping[str, int]:
    """Return the addresses of a list, each with its line; report each line that is none with what to do.

    Empty lines and what follows a # are passed over. What is no path of the site is never guessed at.
    """
    found: dict[str, int] = {}
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        entry = REMARK.sub("", line).strip()
        if not entry:
            continue
        if MERGE.match(entry):
            report(number, f'git left a merge here, "{entry}"; keep the addresses of both sides, delete its own lines')
        elif not entry.startswith("/"):
            report(number, f'"{entry}" is no address; write a path that begins with a slash, as in /old-post/')
        else:
            try:
                found.setdefault(address_of(parse_alias(entry)), number)
            except ValueError as error:
                report(number, str(error))
    return found


def written(addresses: Iterable[str]) -> str:
    """Return the list of published addresses as text, sorted; the same addresses make the same bytes."""
    return COMMENT + "".join(f"{encoded(address)}\n" for address in sorted(set(addresses)))


def lost(before: Iterable[str], now: Iterable[str], aliases: Iterable[str], gone: Iterable[str]) -> list[str]:
    """Return the addresses that were published, sorted, that nothing answers any more and that nobody has given up.

    `aliases` are in their normal form; all else is as in the lists.
    """
    return sorted(set(before) - set(now) - answering(aliases) - set(gone))


def answering(aliases: Iterable[str]) -> frozenset[str]:
    """Return the addresses that redirect: with those of pages they are what the next list of published ones holds.

    That they are kept there is why an alias cannot be taken out unnoticed either.
    """
    return frozenset(map(address_of, aliases))


def lost_message(address: str, new: Iterable[str], withdrawn: str = "") -> str:
    """Return what is wrong with a lost address and what to do.

    `new` are addresses that were not published before, `withdrawn` names the file that had the address and is a draft.
    """
    shown = encoded(address)
    near = get_close_matches(address, sorted(new), n=1)
    hint = f", perhaps that at {encoded(near[0])}" if near else ""
    back = f"publish {withdrawn} again, which is no longer public; or " if withdrawn else ""
    return (
        f'"{shown}" was published and would be gone; {back}write “Aliases: {shown}” into the page that takes its '
        f"place{hint}, or put the line {shown} into content/{GONE}"
    )


def superfluous(gone: Mapping[str, int], now: Iterable[str]) -> dict[str, int]:
    """Return the addresses, with their lines, that are given up and answer all the same; `now` are those that do."""
    answered = set(now)
    return {address: line for address, line in gone.items() if address in answered}


def superfluous_message(address: str) -> str:
    """Return what to do about an address that is given up and answers all the same."""
    return f'"{encoded(address)}" answers, so that it is not gone; take the line out'
