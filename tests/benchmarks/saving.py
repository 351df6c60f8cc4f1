"""How long a writer waits: from saving a post until the preview server tells the browser to load the page again."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

from corpus import Corpus
from generators.base import Generator
from measure import BuildError

HOST = "127.0.0.1"
EVENTS = "/__reload__"  # where open pages wait for the next build
MOST = 600.0  # seconds for a build, the first one included
BETWEEN = 0.5  # seconds from a reload to the next save
ADDRESS = re.compile(r"http://localhost:(\d+)")


def seconds_to_reload(generator: Generator, corpus: Corpus, folder: Path, times: int) -> tuple[float, ...]:
    """Return the seconds from each of some saves to the event that makes browsers reload, in a site that is written.

    Each save changes another post from the middle, and the page must have the change when the event is there. Raises
    `BuildError`.
    """
    with previewed(generator, folder) as port, closing(HTTPConnection(HOST, port, timeout=MOST)) as connection:
        shown(port, "/")  # answered once the first build is over
        connection.request("GET", EVENTS)
        events = connection.getresponse()
        return tuple(reload_after_save(generator, corpus, folder, (port, events), time) for time in range(times))


def reload_after_save(
    generator: Generator, corpus: Corpus, folder: Path, server: tuple[int, HTTPResponse], number: int
) -> float:
    """Save a post, and return the seconds until the server tells that it is built."""
    port, events = server
    post, word = corpus.posts[len(corpus.posts) // 2 + number], f"saved{number}"
    time.sleep(BETWEEN)
    start = time.perf_counter()
    generator.save(post.changed(word), folder)
    while not events.readline().startswith(b"data:"):
        pass
    found = time.perf_counter() - start
    if word.encode() not in shown(port, f"/{post.slug}/"):
        raise BuildError(f"The preview of {post.slug} does not show what was saved")
    return found


@contextmanager
def previewed(generator: Generator, folder: Path) -> Iterator[int]:
    """Run the preview server of a site; yield its port. Raises `BuildError`."""
    with tempfile.NamedTemporaryFile("w+", encoding="utf-8") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "publishing", "devserver", "--port", "0"],
            cwd=folder,
            env=generator.environment(),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            yield port_of(process, Path(said.name))
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def port_of(process: subprocess.Popen[bytes], said: Path) -> int:
    """Return the port that the server names once it listens. Raises `BuildError`."""
    while process.poll() is None:
        if found := ADDRESS.search(said.read_text(encoding="utf-8")):
            return int(found[1])
        time.sleep(0.05)
    raise BuildError(f"The preview server ended with {process.returncode}:\n{said.read_text(encoding='utf-8')}")


def shown(port: int, path: str) -> bytes:
    """Return what the server answers."""
    with closing(HTTPConnection(HOST, port, timeout=MOST)) as connection:
        connection.request("GET", path)
        return connection.getresponse().read()
