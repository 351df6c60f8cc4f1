"""Serve a built folder on this machine: as a static host would (`serve`), or live, beside a build that repeats.

A request's path ─ answer ─▶ Response ─ live ─▶ the same with a script that reloads the page, or the build's problems
"""

from __future__ import annotations

import mimetypes
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from threading import Condition
from typing import Any
from urllib.parse import quote, unquote
from uuid import uuid4

from markupsafe import Markup, escape

from publishing.search import FOLDER, LateIndex

HOST = "127.0.0.1"  # nobody else on the network may read drafts
RELOAD = "/__reload__"
PREVIEWS = "/preview/"  # how networks show each page
HEARTBEAT = 10.0  # seconds; only a write shows that a browser has gone, and ends its thread

HTML = "text/html; charset=utf-8"
# Python's own table, never the machine's; beside it what hosts send and some versions of Python do not know.
# https://www.iana.org/assignments/media-types/media-types.xhtml
TYPES = mimetypes.MimeTypes().types_map[True] | {
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}

NOT_FOUND = Markup("<!doctype html>\n<title>Not found</title>\n<h1>Not found</h1>\n")
# It names the build that its page came from: one that ended while the page was loading is then not missed. A hidden tab
# hangs up, since six open connections are all that a browser grants a host.
# https://developer.mozilla.org/en-US/docs/Web/API/EventSource
SCRIPT = Markup("""\
<script>
(() => {{
  let events;
  const listen = () => {{
    events?.close();
    if (document.hidden) return;
    events = new EventSource("{address}");
    events.onmessage = () => location.reload();
  }};
  addEventListener("pageshow", listen);
  document.addEventListener("visibilitychange", listen);
}})();
</script>
""")
ERROR_PAGE = Markup("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>The site could not be built</title>
<style>
:root {{ color-scheme: light dark; font: 1.1rem/1.5 system-ui, sans-serif; }}
body {{ max-width: 60rem; margin: 3rem auto; padding: 0 1rem; }}
li {{ margin-block: .5rem; overflow-wrap: anywhere; white-space: pre-line; }}
ul {{ list-style: none; padding: 0; }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere; font-size: .9375rem; }}
</style>
</head>
<body>
<h1>The site could not be built</h1>
<p>{summary}</p>
{problems}<p>This page reloads by itself when the next build has finished.</p>
{script}</body>
</html>
""")
# A box at the lower edge, which can be closed. It comes first, so that it is read and reached first. The page's styles
# stop at it: its words and the ring of the focus have a contrast of 13:1 in light and dark. The end of the page, and
# what has the focus there, can be scrolled above it.
OVERLAY = Markup("""\
<aside id="build-problems" lang="en" aria-label="Problems">
<style>
#build-problems, #build-problems * {{ all: revert; }}
#build-problems {{
  position: fixed; inset: auto 0 0; z-index: 2147483647; max-height: 50vh; max-height: 50dvh; overflow: auto;
  overscroll-behavior: contain; box-sizing: border-box; border-top: 3px solid #ffb4a9;
  background: #5b0f0f; color: #fff; color-scheme: dark; direction: ltr;
  font: 1rem/1.5 system-ui, sans-serif; text-align: start; overflow-wrap: anywhere;
}}
#build-problems :focus-visible {{ outline: 3px solid #fff; outline-offset: -4px; }}
#build-problems summary {{ padding: .625rem 1rem; font-weight: bold; cursor: pointer; }}
#build-problems > details > summary {{ position: sticky; top: 0; background: inherit; }}
#build-problems > details {{ background: inherit; }}
#build-problems ul {{ list-style: none; margin: 0; padding: .25rem 1rem .75rem; }}
#build-problems li {{ white-space: pre-line; }}
#build-problems li + li {{ margin-top: .5rem; padding-top: .5rem; border-top: 1px solid #a85a55; }}
#build-problems li summary {{ padding: .375rem .75rem; margin-inline: -.75rem; font-weight: normal; }}
#build-problems pre {{ margin: 0; white-space: pre-wrap; font-size: .875rem; }}
html {{ scroll-padding-bottom: 50vh; }}
body {{ padding-bottom: 50vh !important; }}
body:has(> #build-problems > details:not([open])) {{ padding-bottom: 4rem !important; }}
</style>
<details open>
<summary>{summary}</summary>
{problems}</details>
</aside>
""")
PROBLEMS = Markup("<ul>\n{problems}</ul>\n")
PROBLEM = Markup("<li>{text}</li>\n")
PLACED = Markup("<strong>{place}</strong> {text}")
CRASH = Markup("<strong>{text}</strong><details><summary>Where it happened</summary><pre>{rest}</pre></details>")
NEXT = re.compile(r"\n(?=(?:\S.*?:\d+: )?error\[)")  # a message may have several lines
PLACE = re.compile(r"(?P<place>\S.*?:\d+:) (?P<text>error\[.+)", re.DOTALL)
TRACEBACK = "Traceback (most recent call last):"
CRASHED = "The build broke off"
BODY = re.compile(rb"<body(?:\s[^>]*)?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mount:
    """A built folder, and the path under which its pages mean to live: "" or "/blog"."""

    folder: Path
    base: str = ""


Previews = Callable[[str], bytes | None]
"""Returns a file of the previews by its name, "" for the first of them; None where there is none."""


@dataclass(frozen=True, slots=True)
class Response:
    """What a request is answered with: `type` is its media type, `location` where a redirect leads."""

    status: HTTPStatus
    type: str = HTML
    body: bytes = b""
    location: str = ""


@dataclass(frozen=True, slots=True)
class Build:
    """What came of a build.

    Attributes:
        broken: whether something is wrong, so that the folder is still as the build before left it.
        said: the problems of a broken build, and the advice that a good one has; the closing line of both.
        pages: how many pages are other than before.
        id: another for each build, also after a restart.
    """

    broken: bool
    said: str
    pages: int = 0
    id: str = field(default_factory=lambda: uuid4().hex)


class Builds:
    """The last finished build; requests wait here for the first, open pages for the next."""

    def __init__(self) -> None:
        self.finished = Condition()
        self.last = Build(broken=False, said="", id="")

    def finish(self, build: Build) -> None:
        """Make this the last build and tell all who wait."""
        with self.finished:
            self.last = build
            self.finished.notify_all()

    def wait(self, seen: str = "", seconds: float | None = None) -> Build:
        """Return the last build as soon as it is another than `seen` ("": as soon as there is one).

        When the seconds are over it is returned all the same.
        """
        with self.finished:
            self.finished.wait_for(lambda: self.last.id != seen, seconds)
            return self.last


def answer(mount: Mount, target: str) -> Response:
    """Return what a static host would answer to a request for `target`: an encoded path, perhaps with a query."""
    encoded, _, query = target.partition("?")
    path = unquote(encoded)
    if mount.base and path in ("/", mount.base):
        return redirect(f"{mount.base}/", query)
    if not path.startswith(f"{mount.base}/"):
        return missing(mount)
    name = path.removeprefix(f"{mount.base}/")
    file = f"{name}index.html" if name == "" or name.endswith("/") else name
    body = read(mount.folder, file)
    if body is not None:
        return Response(HTTPStatus.OK, type_of(file), body)
    if read(mount.folder, f"{name}/index.html") is not None:
        return redirect(f"{path}/", query)
    return missing(mount)


def previewed(previews: Previews, mount: Mount, target: str) -> Response | None:
    """Return the answer to a request for a preview, None for any other; a page of the site goes first."""
    path, _, query = target.partition("?")
    if not f"{path}/".startswith(PREVIEWS) or (mount.folder / PREVIEWS.strip("/")).exists():
        return None
    if not path.startswith(PREVIEWS):
        return redirect(PREVIEWS, query)
    name = unquote(path.removeprefix(PREVIEWS))
    body = previews(name)
    return None if body is None else Response(HTTPStatus.OK, type_of(name) if name else HTML, body)


def indexed(index: LateIndex, target: str) -> Response | None:
    """Return the answer to a request for a file of the search index, None for any other."""
    path, _, _ = target.partition("?")
    if not path.startswith(f"/{FOLDER}/"):
        return None
    name = unquote(path.removeprefix(f"/{FOLDER}/"))
    body = read(index.folder(), name)
    return None if body is None else Response(HTTPStatus.OK, type_of(name), body)


def read(folder: Path, name: str) -> bytes | None:
    """Return the bytes of a file in `folder`, or None: there is none of that name, or it lies outside."""
    try:
        file = (folder / name).resolve()
        return file.read_bytes() if file.is_relative_to(folder.resolve()) and file.is_file() else None
    except (OSError, ValueError):  # a name that no file can have is one too: too long, with a null byte
        return None


def redirect(path: str, query: str) -> Response:
    """Return the way to another path with the same query."""
    location = quote(path) + (f"?{query}" if query else "")
    return Response(HTTPStatus.MOVED_PERMANENTLY, type="", location=location)


def missing(mount: Mount) -> Response:
    """Return the site's own page for what is not there."""
    return Response(HTTPStatus.NOT_FOUND, body=read(mount.folder, "404.html") or NOT_FOUND.encode())


def type_of(name: str) -> str:
    """Return the media type that belongs to a file's ending."""
    found = TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


def live(response: Response, build: Build) -> Response:
    """Return a page with the reloading script; anything but a page as it is.

    While the last build is broken, its problems stand over the page of the last good one, or alone where there is none.
    """
    if response.type != HTML:
        return response
    script = SCRIPT.format(address=f"{RELOAD}?{build.id}")
    if not build.broken:
        return replace(response, body=before_body_ends(response.body, script.encode()))
    summary, problems = shown(build.said)
    if response.body == NOT_FOUND.encode():  # nothing was built yet
        page = ERROR_PAGE.format(summary=summary, problems=problems, script=script)
        return Response(HTTPStatus.INTERNAL_SERVER_ERROR, body=page.encode())
    over_it = OVERLAY.format(summary=summary, problems=problems)
    body = before_body_ends(response.body, script.encode())
    return replace(response, body=after_body_begins(body, over_it.encode()))


def shown(said: str) -> tuple[str, Markup]:
    """Return what a broken build said as a line that sums it up, and the list of its problems.

    Of a traceback the last line comes first, since it says what is wrong; the rest can be opened.
    """
    told, _, last = said.rpartition("\n")
    if TRACEBACK in told:
        summary, texts = CRASHED, [CRASH.format(text=last, rest=told)]
    else:
        summary, texts = last, [placed(problem) for problem in NEXT.split(told) if problem]
    return summary, PROBLEMS.format(problems=Markup().join(PROBLEM.format(text=text) for text in texts))


def placed(problem: str) -> Markup:
    """Return a problem with file and line in bold, where it has them."""
    found = PLACE.fullmatch(problem)
    return PLACED.format(**found.groupdict()) if found else escape(problem)


def after_body_begins(page: bytes, addition: bytes) -> bytes:
    """Return a page with something right after its <body>; before its end when that tag is left out, as HTML allows."""
    found = BODY.search(page)
    if not found:
        return before_body_ends(page, addition)
    return page[: found.end()] + b"\n" + addition + page[found.end() :]


def before_body_ends(page: bytes, addition: bytes) -> bytes:
    """Return a page with something before its last </body>; at its end when that tag is left out, as HTML allows."""
    found = page.rfind(b"</body>")
    end = len(page) if found < 0 else found
    return page[:end] + addition + page[end:]


class Server(ThreadingHTTPServer):
    """Serves a folder; with `builds` live, with `previews` how networks show its pages, with `index` its search."""

    allow_reuse_port = False  # else two servers may share a port, and neither says so

    def __init__(
        self,
        mount: Mount,
        port: int,
        builds: Builds | None = None,
        previews: Previews | None = None,
        index: LateIndex | None = None,
    ) -> None:
        super().__init__((HOST, port), Handler)
        self.mount, self.builds, self.previews, self.index = mount, builds, previews, index

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing when a browser hangs up: it does so with every page that is left."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """Sends what `answer` and `live` decide."""

    server: Server

    def do_GET(self) -> None:
        path, _, seen = self.path.partition("?")
        if self.server.builds and path == RELOAD:
            self.stream(self.server.builds, seen)
        else:
            response = self.response()
            self.begin(response)
            self.wfile.write(response.body)

    def do_HEAD(self) -> None:
        self.begin(self.response())

    def response(self) -> Response:
        """Return the answer to this request; live, it waits for the first build."""
        mount, builds = self.server.mount, self.server.builds
        if builds is None:
            return answer(mount, self.path)
        build = builds.wait()  # before the file is read: a page may reload once too often, but never stays out of date
        preview = previewed(self.server.previews, mount, self.path) if self.server.previews else None
        found = indexed(self.server.index, self.path) if self.server.index else None
        return live(preview or found or answer(mount, self.path), build)

    def begin(self, response: Response) -> None:
        """Send all but the body."""
        self.send_response(response.status)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(response.body)))
        if response.type:
            self.send_header("Content-Type", response.type)
        if response.location:
            self.send_header("Location", response.location)
        self.end_headers()

    def stream(self, builds: Builds, seen: str) -> None:
        """Send an event after every build but the one that the page has seen, until the browser hangs up.

        https://html.spec.whatwg.org/multipage/server-sent-events.html
        """
        self.send_response(HTTPStatus.OK)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.write(b"retry: 500\n\n")  # milliseconds: a server that was started again is found at once
        seen = seen or builds.wait().id
        while True:
            build = builds.wait(seen, HEARTBEAT)
            self.wfile.write(b": no news\n\n" if build.id == seen else b"data: built\n\n")
            seen = build.id

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 (its name in the standard library)
        """Say nothing of requests: the terminal belongs to the builds."""


def listen(
    mount: Mount,
    port: int,
    builds: Builds | None = None,
    previews: Previews | None = None,
    index: LateIndex | None = None,
) -> Server:
    """Return a server on a port (0: any that is free); when that cannot be had, the program ends with a word."""
    try:
        return Server(mount, port, builds, previews, index)
    except OSError as error:
        raise SystemExit(f"Port {port} cannot be used ({error.strerror}); choose another: PORT={port + 1}") from error


def serve(mount: Mount, port: int) -> None:
    """Serve a published folder until Ctrl-C."""
    with suppress(KeyboardInterrupt), listen(mount, port) as server:
        print(f"{mount.folder}/ at http://localhost:{server.server_port}{quote(mount.base)}/ (Ctrl-C ends)", flush=True)
        server.serve_forever()
