"""What hosts send with every file, for every kind of host: the policy, other headers, and how long caches keep what.

Hosts that read `_headers`, nginx and Apache get the same of it. Left out on purpose: Strict-Transport-Security, which
binds a whole domain for a year and is the host's to promise; Cross-Origin-Resource-Policy, with which other sites could
not show a share card.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

from publishing.redirects import PUNCTUATION

NETLIFY, NGINX, APACHE = "_headers", "headers.nginx.conf", "headers.apache.conf"
FILES = (NETLIFY, NGINX, APACHE)  # in the output folder
POLICY = "Content-Security-Policy"
CACHING = "Cache-Control"
# https://owasp.org/www-project-secure-headers/
GENERAL = {
    "X-Content-Type-Options": "nosniff",
    # Others learn from which site a reader comes, as campaign reports need, but not from which page.
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# A year, the longest that anybody keeps a file. https://www.rfc-editor.org/rfc/rfc8246
FOR_EVER = "public, max-age=31536000, immutable"
A_MONTH = "public, max-age=2592000"
ASKED_AGAIN = "no-cache"  # kept, but asked for each time whether it has changed
LONGEST_LINE = 2000  # characters; https://developers.cloudflare.com/pages/configuration/headers/
# nginx reads its configuration through a buffer of 4,096 bytes, into which every parameter must fit.
# https://github.com/nginx/nginx/blob/master/src/core/ngx_conf_file.c
NGINX_PARAMETER = 3000

TOKEN = re.compile(r"[A-Za-z0-9-]+")
VALUE = re.compile(r"[ -#%-~]*")  # nginx and Apache would read a $ as the beginning of a name

NETLIFY_COMMENT = """\
# Headers, written by the publish. Netlify and Cloudflare Pages send them; unless a rule says otherwise, both tell
# browsers to ask again each time.
"""
NGINX_COMMENT = """\
# Headers, written by the publish. For nginx to send them its configuration needs, in the server of the site:
#
#     include /path/to/headers.nginx.conf;
#
# A location with an add_header of its own sends none of these: it needs the line too.
"""
APACHE_COMMENT = """\
# Headers, written by the publish. For Apache to send them, with mod_headers, append this file to .htaccess in the
# folder of the site, where AllowOverride has FileInfo; or write into the configuration of the host:
#
#     Include /path/to/headers.apache.conf
"""


def headers(policy: str, own: Mapping[str, str]) -> dict[str, str]:
    """Return what is sent with every file, by name; of `own` an empty value takes the header of that name out.

    Names are compared as HTTP compares them, without regard to case. Raises ValueError for what is no header.
    """
    found = {name.lower(): (name, value) for name, value in {POLICY: policy, **GENERAL}.items()}
    for name, value in own.items():
        if not TOKEN.fullmatch(name):
            raise ValueError(f"{name!r} is no name of a header; write one such as Strict-Transport-Security")
        if name.lower() == CACHING.lower():
            raise ValueError(f"{CACHING} is another for each folder; let the host set what shall be otherwise")
        if not VALUE.fullmatch(value):
            raise ValueError(f"{name} is {value!r}, but a header is one line of ASCII without $")
        found[name.lower()] = (name, value)
    return {name: value for name, value in found.values() if value}


def outputs(sent: Mapping[str, str], kept: Mapping[str, str], base_path: str) -> dict[str, bytes]:
    """Return the files for all hosts, by their path in the output folder.

    `kept` are folders of the site, "cards/", with how long caches keep what lies in them.
    """
    folders = dict(sorted(kept.items()))
    made = {
        NETLIFY: netlify(sent, folders, base_path),
        NGINX: nginx(sent, folders, base_path),
        APACHE: apache(sent, folders, base_path),
    }
    return {name: text.encode() for name, text in made.items()}


def netlify(sent: Mapping[str, str], kept: Mapping[str, str], base_path: str) -> str:
    """Return `_headers`. https://docs.netlify.com/routing/headers/

    A file gets the headers of all rules that it meets; two of one name would be joined, so that none stands in both.
    """
    rules = {"*": sent, **{f"{folder}*": {CACHING: value} for folder, value in kept.items()}}
    lines = (
        line
        for path, found in rules.items()
        for line in (f"{base_path}/{path}", *(f"  {name}: {value}" for name, value in found.items()))
    )
    return NETLIFY_COMMENT + "".join(f"{line}\n" for line in lines)


def nginx(sent: Mapping[str, str], kept: Mapping[str, str], base_path: str) -> str:
    """Return directives for a server. https://nginx.org/en/docs/http/ngx_http_headers_module.html

    Nobody may keep an error for ever, so that this one header lacks "always".
    """
    lines = [line for name, value in sent.items() for line in (*assignments(name, value), added(name, value))]
    lines += [f'set $kept_for "{ASKED_AGAIN}";']
    lines += [f'if ($uri ~ "{beginning(base_path, folder)}") {{ set $kept_for "{kept[folder]}"; }}' for folder in kept]
    return NGINX_COMMENT + "".join(f"{line}\n" for line in (*lines, f"add_header {CACHING} $kept_for;"))


def added(name: str, value: str) -> str:
    """Return the directive that sends a header, errors included."""
    said = variable(name) if len(value) > NGINX_PARAMETER else f'"{quoted(value)}"'
    return f"add_header {name} {said} always;"


def assignments(name: str, value: str) -> list[str]:
    """Return what puts a value that is too long for one parameter into a variable, piece by piece."""
    if len(value) <= NGINX_PARAMETER:
        return []
    pieces = [value[start : start + NGINX_PARAMETER] for start in range(0, len(value), NGINX_PARAMETER)]
    so_far = ("", *[f"${{{variable(name)[1:]}}}"] * (len(pieces) - 1))
    return [f'set {variable(name)} "{before}{quoted(piece)}";' for before, piece in zip(so_far, pieces, strict=True)]


def variable(name: str) -> str:
    """Return the variable of nginx that holds a header."""
    return f"${name.lower().replace('-', '_')}"


def apache(sent: Mapping[str, str], kept: Mapping[str, str], base_path: str) -> str:
    """Return directives of mod_headers. https://httpd.apache.org/docs/2.4/mod/mod_headers.html"""
    lines = [f'Header always set {name} "{quoted(value).replace("%", "%%")}"' for name, value in sent.items()]
    lines += [f'Header set {CACHING} "{ASKED_AGAIN}"']
    lines += [
        f'Header set {CACHING} "{value}" "expr=%{{REQUEST_URI}} =~ m#{beginning(base_path, folder)}#"'
        for folder, value in kept.items()
    ]
    return APACHE_COMMENT + "\n".join(["<IfModule mod_headers.c>", *lines, "</IfModule>"]) + "\n"


def quoted(value: str) -> str:
    """Return a value as it stands between the double quotes of either server."""
    return re.sub(r'["\\]', r"\\\g<0>", value)


def beginning(base_path: str, folder: str) -> str:
    """Return the regular expression of all paths in a folder; no sign in it means anything to a server's own syntax."""
    return "^" + PUNCTUATION.sub(lambda sign: f"\\x{ord(sign[0]):02x}", f"{unquote(base_path)}/{folder}")
