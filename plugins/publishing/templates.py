"""Compiled templates, kept from one build to the next: each generator of Pelican's would compile them anew.

Compiling computes what it can: the address of a file of the theme would become a part of the template, and stay in it
when the file changes. So nothing is computed here, and what is kept depends on a template's source and Jinja alone.
"""

from __future__ import annotations

import marshal
import sys
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from reuse.store import hashed
from social.files import write_whole

FOLDER = "templates"  # in the cache folder
CHECK = 16  # bytes of the hash before each file's content
# What decides about the code that Jinja makes of a source. https://jinja.palletsprojects.com/en/stable/api/
OPTIONS = (
    *("block_start_string", "block_end_string", "variable_start_string", "variable_end_string"),
    *("comment_start_string", "comment_end_string", "line_statement_prefix", "line_comment_prefix"),
    *("trim_blocks", "lstrip_blocks", "newline_sequence", "keep_trailing_newline", "finalize", "is_async", "sandboxed"),
)
Kept = tuple[str, CodeType]
"""Hash of a source, and its code."""

KEPT: dict[str, Kept] = {}  # in memory, by the names of their files


class Unfolded(CodeGenerator):
    """Makes code that computes everything when it is run."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> str:
        if isinstance(node, nodes.TemplateData):
            return super()._output_child_to_const(node, frame, finalize)
        raise nodes.Impossible


class Compiled(BytecodeCache):
    """Templates as code, in memory and in the folder, a file each.

    What is damaged there, or made of another source, is made anew; where nothing can be written, nothing is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Return the code of a template, if there is one; its file has one name, whatever the source is."""
        key = hashed(options_of(environment, name), name, filename)
        bucket = Bucket(environment, key, hashed(source))
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the code into a bucket, if it is kept and made of the same source."""
        found = KEPT.get(bucket.key) or self.read(bucket.key)
        if found and found[0] == bucket.checksum:
            KEPT[bucket.key] = found
            bucket.code = found[1]

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a bucket."""
        if bucket.code:
            KEPT[bucket.key] = bucket.checksum, bucket.code
            data = marshal.dumps(KEPT[bucket.key])
            with suppress(OSError):
                write_whole(self.folder / bucket.key, check(data) + data)

    def read(self, key: str) -> Kept | None:
        """Return what a file holds, None where there is no whole one."""
        try:
            content = (self.folder / key).read_bytes()
        except OSError:
            return None
        data = content[CHECK:]
        if content[:CHECK] != check(data):
            return None
        found: Kept = marshal.loads(data)  # noqa: S302 (checked, and in a folder of our own)
        return found


def check(data: bytes) -> bytes:
    """Return the hash that stands before a file's content."""
    return blake2b(data, digest_size=CHECK).digest()


def options_of(environment: Environment, name: str) -> str:
    """Return a hash of all that decides, beside a source, about the code that is made of a template."""
    escapes = environment.autoescape
    return hashed(
        jinja2.__version__,
        sys.implementation.cache_tag,
        sys.hexversion,
        escapes(name) if callable(escapes) else escapes,
        *(getattr(environment, option) for option in OPTIONS),
        *sorted(environment.extensions),
        *calls(environment.filters),
        "",
        *calls(environment.tests),
    )


def calls(functions: dict[str, Any]) -> list[str]:
    """Return what filters or tests are passed beside their arguments: the code that calls them depends on it."""
    kinds = ((name, getattr(function, "jinja_pass_arg", None)) for name, function in functions.items())
    return sorted(f"{name} {kind}" for name, kind in kinds if kind)


def keep_compiled(environment: Environment, cache: Path) -> None:
    """Let an environment take templates that were compiled before, by another one or by an earlier build.

    Their files are read once: nothing changes while a site is built.
    """
    environment.optimized = False
    environment.auto_reload = False
    environment.code_generator_class = Unfolded
    environment.bytecode_cache = Compiled(cache / FOLDER)
