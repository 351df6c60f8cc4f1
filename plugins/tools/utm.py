"""Tags in an address that tell analytics where a visit comes from: how they are written, and put into the address.

`theme/static/js/utm.js` does the same in a browser: change both together, a test holds them against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import category, normalize
from urllib.parse import quote, urlsplit, urlunsplit

# https://support.google.com/analytics/answer/10917952
PREFIX = "utm_"
REQUIRED = ("source", "medium", "campaign")
OPTIONAL = ("content", "term")
# One for each of the channels into which Google Analytics sorts visits by their medium; any other word is "Unassigned".
# https://support.google.com/analytics/answer/9756891
COMMON_MEDIUMS = ("social", "email", "cpc", "paid_social")
RARE_MEDIUMS = ("display", "referral", "affiliate", "video", "audio", "sms", "push")
MEDIUMS = (*COMMON_MEDIUMS, *RARE_MEDIUMS)
ACCENTS = re.compile("(?<=[a-z])[\u0300-\u036f]+")
LETTERS = "LMN"  # first letters of Unicode's categories: letters, marks on them, numbers


def percent_encoded(parameters: Iterable[tuple[str, str]]) -> str:
    """Return a query with every value percent-encoded, a space as %20; empty values are left out.

    Not `+` for a space: mail programs and several apps show it as a plus.
    """
    return "&".join(f"{encoded(name)}={encoded(value)}" for name, value in parameters if value)


@lru_cache(maxsize=512)
def encoded(text: str) -> str:
    """Return a text percent-encoded. The last ones are remembered: each network that is linked gets the same."""
    return quote(text, safe="")


def tagged(url: str, **tags: str) -> str:
    """Return `url` with tags such as source="x" after its own query and before its fragment.

    Tags that it had are left out, of empty ones nothing is said.
    """
    return "".join(tagged_parts(url, **tags))


def tagged_parts(url: str, **tags: str) -> tuple[str, str, str]:
    """Return the parts of a tagged address: the page, the query with its "?", the fragment with its "#"."""
    page, own, fragment = divided(url)
    utm = percent_encoded((f"{PREFIX}{name}", value) for name, value in tags.items())
    query = "&".join(filter(None, (own, utm)))
    return page, f"?{query}" if query else "", fragment


@lru_cache(maxsize=8)
def divided(url: str) -> tuple[str, str, str]:
    """Return an address without query and fragment, its query without tags, and its fragment with its "#".

    The last ones are remembered: a page is shared on many networks.
    """
    parts = urlsplit(url)
    own = [parameter for parameter in parts.query.split("&") if parameter and not is_tag(parameter)]
    page = urlunsplit(parts._replace(query="", fragment=""))
    return page, "&".join(own), f"#{parts.fragment}" if parts.fragment else ""


def is_tag(parameter: str) -> bool:
    return parameter.lower().startswith(PREFIX)


def conventional(value: str) -> str:
    """Return a tag's value as it should be written: small letters without accents, hyphens for spaces and signs.

    Analytics take “LinkedIn” and “linkedin” for two sources. Letters of other scripts stay.
    """
    decomposed = normalize("NFD", value.lower().replace("ß", "ss"))
    letters = normalize("NFC", ACCENTS.sub("", decomposed))
    signs = "".join(sign if sign == "." or category(sign)[0] in LETTERS else " " for sign in letters)
    return "-".join(signs.split())
