"""Pagefind at work: what it is asked, and the files of an index that it answers with. https://pagefind.app/docs/

It is asked as its own library for Python asks it, so that no page has to be written for it:
https://pagefind.app/docs/py-api/
"""

from __future__ import annotations

import json
import os
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from types import MappingProxyType
from typing import Any

ENTRY, SCRIPT = "pagefind-entry.json", "pagefind.js"
FRAGMENT, CHUNK, META = "fragment/{}.pf_fragment", "index/{}.pf_index", "pagefind.{}.pf_meta"
DATA = ("fragment/", "index/")
PROGRAM = "wasm.{}.pagefind"
# The program for pages in languages whose word endings Pagefind does not know.
OTHER_LANGUAGES = "unknown"
LEFT_OUT = ("button", ".footnote-ref", ".footnote-backref")  # what is no text inside what is searched
OPTION = "PAGEFIND_"  # begins the variables in which Pagefind looks for options
# What is packed again later is packed in chunks that take little time; several threads wait for each other's memory.
# https://github.com/Pagefind/pagefind/blob/v1.5.2/pagefind/src/options.rs
QUICK = MappingProxyType(
    {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "2000", "RAYON_NUM_THREADS": "1", "TOKIO_WORKER_THREADS": "1"}
)
INSTEAD = "take the page with Template: search out of content/pages/ to publish without a search"
END = b","  # of each message, which is JSON in Base64
READ = 2**20  # bytes at once

Program = Callable[[], Path]
"""Returns Pagefind's program. Raises ImportError or FileNotFoundError where this system has none."""


class SearchError(Exception):
    """An index that could not be made; the message says why and what to do."""


def installed() -> Path:
    """Return the program that the package pagefind_bin brings. Raises ImportError or FileNotFoundError without it."""
    from pagefind_bin import get_executable  # noqa: PLC0415 (its absence is told, and only where a search is wanted)

    found: Path = get_executable()
    return found


def executable(program: Program) -> Path:
    """Return Pagefind's program. Raises SearchError where this system has none."""
    try:
        return program()
    except (ImportError, FileNotFoundError) as error:
        raise SearchError(
            "the search index is made by Pagefind, which is not installed: pagefind_bin has it for Linux, macOS "
            f"and Windows on x86-64 and ARM64; {INSTEAD}"
        ) from error


def index_of(pages: Mapping[str, bytes], program: Path, options: Mapping[str, str] = QUICK) -> dict[str, bytes]:
    """Return the files of the index of pages, by their paths in its folder; in one order what comes in any.

    Args:
        pages: by their paths in the site.
        program: Pagefind.
        options: variables for it.

    Raises SearchError with its last words.
    """
    with TemporaryFile() as errors:
        try:
            process = subprocess.Popen(  # noqa: S603 (our own command)
                [str(program), "--service"],
                cwd=program.parent,  # where there are no options of anybody's
                env={name: value for name, value in os.environ.items() if not name.startswith(OPTION)} | {**options},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        except OSError as error:
            raise SearchError(f"Pagefind cannot be started: {program}: {error.strerror or error}; {INSTEAD}") from error
        messages = [message(number, one) for number, one in enumerate(questions(pages))]
        answers = ask(process, messages)
        if len(answers) == len(messages):
            process.kill()  # it would wait for more as long as any copy of this process has its pipe open
        code = process.wait()
        if len(answers) < len(messages):
            errors.seek(0)
            said = " ".join(errors.read().decode(errors="replace").split())
            raise SearchError(f"Pagefind ended with exit code {code}: {said or 'it said nothing'}; {INSTEAD}")
    return loaded(files_in(answers))


def ask(process: subprocess.Popen[bytes], messages: Sequence[bytes]) -> list[bytes]:
    """Return the answers to messages: fewer where the program has ended, which closes its pipes as well."""
    assert process.stdin  # noqa: S101 (both are pipes)
    assert process.stdout  # noqa: S101
    parts, missing = [], len(messages)
    try:
        process.stdin.write(b"".join(messages))
        process.stdin.flush()
        while missing > 0 and (part := os.read(process.stdout.fileno(), READ)):
            parts.append(part)
            missing -= part.count(END)
    except OSError:  # it has ended; why is told by its last words
        pass
    finally:
        for pipe in (process.stdin, process.stdout):
            try:
                pipe.close()
            except OSError:  # what was still to be written to a program that has ended
                continue
    return b"".join(parts).split(END)[:-1]


def questions(pages: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    """Yield what Pagefind is asked for an index."""
    yield {"type": "NewIndex", "config": {"exclude_selectors": LEFT_OUT}}
    for path, page in pages.items():
        contents = page.decode(errors="replace")
        yield {"type": "AddFile", "index_id": 0, "file_path": path, "file_contents": contents}
    yield {"type": "GetFiles", "index_id": 0}


def message(number: int, payload: Mapping[str, Any]) -> bytes:
    """Return a question as it is sent."""
    return b64encode(json.dumps({"message_id": number, "payload": payload}).encode()) + END


def files_in(answers: Sequence[bytes]) -> dict[str, str]:
    """Return the files of an index in Base64, by their paths. Raises SearchError."""
    try:
        payloads = [json.loads(b64decode(answer))["payload"] for answer in answers]
        if wrong := [payload["message"] for payload in payloads if payload["type"] == "Error"]:
            raise SearchError(f"Pagefind says: {wrong[0]}; {INSTEAD}")
        return {file["path"].replace("\\", "/"): file["content"] for file in payloads[-1]["files"]}
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise SearchError(f"Pagefind gave an answer that cannot be read ({error!r}); {INSTEAD}") from error


def loaded(files: Mapping[str, str]) -> dict[str, bytes]:
    """Return what pages load of an index, not Pagefind's own interface.

    Raises SearchError when the index is not as Pagefind makes it.
    """
    try:
        described = json.loads(b64decode(files[ENTRY]))
        languages = described["languages"] = dict(sorted(described["languages"].items()))
        programs = {PROGRAM.format(language["wasm"] or OTHER_LANGUAGES) for language in languages.values()}
        kept = {SCRIPT, ENTRY, *programs, *(META.format(language["hash"]) for language in languages.values())}
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise SearchError(f"Pagefind made no {ENTRY} that can be read ({error!r}); {INSTEAD}") from error
    if missing := sorted(kept - files.keys()):
        raise SearchError(f"Pagefind made no {missing[0]}; {INSTEAD}")
    found = {path: b64decode(data) for path, data in sorted(files.items()) if path in kept or path.startswith(DATA)}
    return found | {ENTRY: entry_of(described)}


def entry_of(described: Mapping[str, Any]) -> bytes:
    """Return the file in which Pagefind looks for the indexes of languages."""
    return json.dumps(described, ensure_ascii=False, separators=(",", ":")).encode()
