"""Redirects from the addresses that pages had before, for every kind of host, from one list of aliases.

A host of plain files gets a small page at each old address, which sends readers on. Hosts that read `_redirects`, nginx
and Apache answer with 301, which search engines prefer; the two servers also keep what follows the `?`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple
from unicodedata import category, normalize
from urllib.parse import quote, unquote, urlsplit

from markupsafe import Markup
from writing.paths import folded

NETLIFY, NGINX, APACHE = "_redirects", "redirects.nginx.map", "redirects.apache.conf"
MAPS = (NETLIFY, NGINX, APACHE)  # what servers read, in the output folder
INDEX = "index.html"
PAGES = (".html", ".htm")  # what hosts serve as HTML, so that a stub can stand there

SUFFIXED = re.compile(r".+\.[a-z][a-z0-9]{0,4}", re.IGNORECASE)  # "old.php", but not "release-1.5"
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
LONGEST = 255  # bytes that file systems take for one name
UNPRINTABLE = frozenset(("Cc", "Cs", "Zl", "Zp"))  # control characters, halves of characters, ends of lines

# What stands in a path as it is: browsers send it so, and hosts of `_redirects` compare what was sent.
# https://url.spec.whatwg.org/#path-percent-encode-set
PATH = "/!$&'()+,-.;=:@_~"
# The same of an address; $ and * are left out, since servers would take them for their own.
ADDRESS = "%/:?#[]@!&'()+,;="
PLACEHOLDER = re.compile(r":(?=[A-Za-z])")  # in `_redirects`
PUNCTUATION = re.compile(r"(?![\w/-])[ -~]")

# No words, which would have to be in the page's language: the address stands for itself.
STUB = Markup("""\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{new}</title>
<link rel="canonical" href="{new}">
<meta http-equiv="refresh" content="0; url={local}">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
</head>
<body>
<p><a href="{local}">{new}</a></p>
</body>
</html>
""")
FORCED_COMMENT = """\
# Redirects from old addresses, written by the publish.
# Netlify follows these although a page stands at the old address; the other hosts pass over them.
"""
PLAIN_COMMENT = """\
# Cloudflare Pages follows these; GitLab Pages and Netlify where nothing stands at the old address.
"""
NGINX_COMMENT = """\
# Redirects from old addresses, written by the publish. For nginx to follow them its configuration needs:
#
#     http {
#         map $uri $new_address { include /path/to/redirects.nginx.map; }
#         server {
#             if ($new_address) { return 301 $new_address$is_args$args; }
#         }
#     }
"""
APACHE_COMMENT = """\
# Redirects from old addresses, written by the publish. For Apache to follow them, copy this file to .htaccess in the
# folder of the site, where AllowOverride has FileInfo; or write into the configuration of the host:
#
#     Include /path/to/redirects.apache.conf
"""


@dataclass(frozen=True, slots=True, order=True)
class Redirect:
    """From an address that a page had to the one that it has.

    Attributes:
        old: path under the site as `parse_alias` returns it.
        new: absolute address of the page.
    """

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Alias:
    """A redirect and where it is written: the file, as messages name it, the line, and how it was typed."""

    redirect: Redirect
    file: str
    line: int
    typed: str


class Collision(NamedTuple):
    """An alias that cannot be: where it is written, and why not."""

    file: str
    line: int
    message: str


def parse_alias(text: str) -> str:
    """Return the normal form of a path under the site, however it was typed.

    There is no slash at the start, one at the end unless a file is named ("2019/old.html"), no "index.html"; nothing is
    percent-encoded, and Unicode is in NFC. Raises ValueError with what to write instead.
    """
    typed = text.strip()
    if not typed:
        raise refusal(text, "is empty")
    if ELSEWHERE.match(typed):
        raise refusal(text, "names a scheme or a host")
    if sign := next((sign for sign in "?#" if sign in typed), ""):
        raise refusal(text, f"has a {sign}, which hosts of plain files do not look at")
    try:
        path = normalize("NFC", unquote(typed, errors="strict"))
    except UnicodeDecodeError as error:
        raise refusal(text, "is percent-encoded, but not as UTF-8") from error
    if any(category(character) in UNPRINTABLE for character in path):
        raise refusal(text, "has a control character")
    if "\\" in path:
        raise refusal(text, "has a backslash")
    *folders, name = path.removeprefix("/").split("/")
    name = "" if name == INDEX else name
    names = [*folders, name] if name else folders
    if not names:
        raise refusal(text, "is the home page")
    if any(part in ("", ".", "..") for part in names):
        raise refusal(text, "has a part between slashes that is empty, . or ..")
    if any(len(part.encode()) > LONGEST for part in names):
        raise refusal(text, f"has a part between slashes of more than {LONGEST} bytes, which no file can be called")
    return "/".join(names) + ("" if SUFFIXED.fullmatch(name) else "/")


def refusal(text: str, wrong: str) -> ValueError:
    """Return the error about a text that is no path of the site."""
    return ValueError(f'"{text}" {wrong}; write a path of this site such as /old-post/ or /2019/05/old.html')


def file_of(old: str) -> str:
    """Return the file of the output folder that hosts look for at an old address."""
    return f"{old}{INDEX}" if old.endswith("/") else old


def has_stub(old: str) -> bool:
    """Return whether a page can stand at an old address: what is called old.php no host of plain files serves as one.

    Without a stub only the hosts that read one of the maps redirect it.
    """
    return PurePosixPath(file_of(old)).suffix.lower() in PAGES


def outputs(redirects: Iterable[Redirect], base_path: str, language: str) -> dict[str, bytes]:
    """Return all files that redirect, by their path in the output folder.

    The maps are always there: nginx does not start when a file that its configuration includes is missing.
    """
    found = sorted(redirects)
    stubs = {file_of(redirect.old): stub(redirect, language) for redirect in found if has_stub(redirect.old)}
    maps = {NETLIFY: netlify(found, base_path), NGINX: nginx(found, base_path), APACHE: apache(found, base_path)}
    return stubs | {name: text.encode() for name, text in maps.items()}


def stub(redirect: Redirect, language: str) -> bytes:
    """Return the page that sends readers on to the new address, and tells search engines that it is the canonical one.

    As every link inside pages the way on starts at the host's root, so that a built folder can be looked at anywhere.
    https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh
    """
    new = ascii_address(redirect.new)
    local = urlsplit(new)._replace(scheme="", netloc="").geturl()
    return STUB.format(language=language, new=new, local=local or "/").encode()


def netlify(redirects: Iterable[Redirect], base_path: str) -> str:
    """Return `_redirects`. https://docs.netlify.com/routing/redirects/

    Netlify serves the stub unless "!" forces it on, and takes a path with and without the slash at its end for one:
    https://answers.netlify.com/t/changed-behavior-in-redirects/10084. Cloudflare Pages follows a rule whatever file is
    there, tells the two paths apart, and skips a line with "!" but counts it, so that an alias takes three of its 2,000
    static redirects: https://developers.cloudflare.com/pages/configuration/redirects/. GitLab Pages always serves the
    stub: https://docs.gitlab.com/user/project/pages/redirects.
    """
    found = sorted(redirects)
    forced = [rule(one.old, one.new, "301!", base_path) for one in found if has_stub(one.old)]
    plain = [rule(form, one.new, "301", base_path) for one in found for form in forms(one.old)]
    return FORCED_COMMENT + "".join(forced) + PLAIN_COMMENT + "".join(plain)


def rule(old: str, new: str, status: str, base_path: str) -> str:
    """Return a line of `_redirects`; in neither address is anything a placeholder (":name") or a splat ("*")."""
    encoded = quote(decoded(old, base_path), safe=PATH)
    return " ".join(PLACEHOLDER.sub("%3A", part) for part in (encoded, ascii_address(new), status)) + "\n"


def forms(old: str) -> tuple[str, ...]:
    """Return the paths under which an old address is asked for: that of a folder without the slash at its end too."""
    return (old.removesuffix("/"), old) if old.endswith("/") else (old,)


def nginx(redirects: Iterable[Redirect], base_path: str) -> str:
    """Return the inside of a `map $uri …`. https://nginx.org/en/docs/http/ngx_http_map_module.html

    `$uri` is decoded. Strings would be compared without regard to case, so that /About/ could not be told from /about/,
    and from some fifty bytes on they need a larger `map_hash_bucket_size`, without which nginx does not start; regular
    expressions have neither flaw, and two thousand of them cost a third of a millisecond.
    """
    lines = (f'"~{pattern(one.old, base_path)}" "{ascii_address(one.new)}";\n' for one in sorted(redirects))
    return NGINX_COMMENT + "".join(lines)


def apache(redirects: Iterable[Redirect], base_path: str) -> str:
    """Return directives of mod_alias. https://httpd.apache.org/docs/2.4/mod/mod_alias.html#redirectmatch

    They may stand in .htaccess as well as in the host's configuration; a RewriteMap may not, and its keys hold no
    spaces. `Redirect` would take every path that begins with the old one for it. RedirectMatch compares the decoded
    path, and encodes the new address itself, so that it stands here decoded.
    """
    lines = (
        f'RedirectMatch 301 "{pattern(one.old, base_path)}" "{substitution(one.new)}"\n' for one in sorted(redirects)
    )
    return APACHE_COMMENT + "".join(lines)


def substitution(new: str) -> str:
    """Return an address as RedirectMatch takes it: decoded; a $ would begin a reference, a quote end the address."""
    return re.sub(r'["$]', r"\\\g<0>", unquote(new))


def pattern(old: str, base_path: str) -> str:
    """Return the regular expression of an old path, as it may stand between double quotes.

    Either server reads an escaped quote as a quote, and leaves a backslash before other signs to the expression.
    """
    path = PUNCTUATION.sub(r"\\\g<0>", decoded(old, base_path))
    return f"^{path}?$" if path.endswith("/") else f"^{path}$"


def decoded(old: str, base_path: str) -> str:
    """Return an old path from the host's root."""
    return f"{unquote(base_path)}/{old}"


def ascii_address(new: str) -> str:
    """Return an address with everything percent-encoded that no address may hold."""
    return quote(new, safe=ADDRESS)


class Output:
    """The files of the output folder, found as on a machine that minds neither case nor the form of Unicode."""

    def __init__(self, pages: Mapping[str, str]) -> None:
        self.files: dict[str, tuple[str, str]] = {}
        self.folders: dict[str, str] = {}
        for file, place in pages.items():
            self.add(file, place)

    def add(self, file: str, place: str) -> None:
        """Note a file and who made it."""
        name = folded(file)
        self.files[name] = (file, place)
        above = name.rpartition("/")[0]
        while above and above not in self.folders:
            self.folders[above] = file
            above = above.rpartition("/")[0]

    def obstacle(self, file: str, place: str, *, is_written: bool = True) -> str:
        """Return why a file that stands in a place cannot be beside these, and what to do; "" when it can.

        One that is not written, but only asked for, may lie below another file.
        """
        if folded(file) in self.files:
            found, other = self.files[folded(file)]
            owner = "this very page" if other == place else other or "a list or a file of the site"
            same = "is" if found == file else "is on many machines, which do not mind case,"
            return f"{same} the address of {owner}; take it out"
        if not is_written:
            return ""
        for folder in PurePosixPath(file).parents:
            if folded(str(folder)) in self.files:
                found, other = self.files[folded(str(folder))]
                return f'lies below "{found}"{of(other)}, which is a file; take it out'
        if folded(file) in self.folders:
            return f'is the folder of "{self.folders[folded(file)]}"; take it out'
        return ""


def collisions(aliases: Iterable[Alias], pages: Mapping[str, str]) -> list[Collision]:
    """Return the aliases that stand in the way of each other, or of what else is published.

    `pages` are all files of the output folder but those of redirects, each with the content file behind it, as messages
    name it, or "". Where case counts for nothing, a stub at /About/ would replace the page at /about/.
    """
    output = Output({**dict.fromkeys(MAPS, ""), **pages})
    seen: dict[str, Alias] = {}
    found = []
    for alias in sorted(aliases, key=lambda alias: (alias.file, alias.line, alias.redirect)):
        old = alias.redirect.old
        other = seen.get(folded(file_of(old)))
        obstacle = output.obstacle(file_of(old), alias.file, is_written=has_stub(old))
        reason = f"stands in {other.file}:{other.line} too; keep one" if other else obstacle
        if reason:
            found.append(Collision(alias.file, alias.line, f'the alias "{alias.typed}" {reason}'))
            continue
        seen[folded(file_of(old))] = alias
        if has_stub(old):
            output.add(file_of(old), f"{alias.file}:{alias.line}")
    return found


def copies_in_the_way(copies: Mapping[str, str], pages: Mapping[str, str]) -> list[Collision]:
    """Return the files of the content folder that are copied to where something else is made.

    `copies` are these by their place in the output folder, `pages` all else that is written; both as in `collisions`.
    """
    output = Output({**dict.fromkeys(MAPS, ""), **pages})
    found = ((file, source, output.obstacle(file, source)) for file, source in sorted(copies.items()))
    return [Collision(source, 1, f'the file "{file}" {reason}') for file, source, reason in found if reason]


def of(place: str) -> str:
    """Return whose a file is, in brackets, where anybody's."""
    return f" ({place})" if place else ""
