"""What a reviewer has allowed: one file, with a reason for each entry; one that nothing needs any more is told."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from proofreading.model import Finding

TABLES = ("http", "unsourced", "repeated", "claims", "dead")
"""What may be allowed: http:// addresses, statements without a link, repeated sentences, claims, names of the gone."""


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Reasons by what they allow, a table a check; remembers what was asked for.

    Attributes:
        tables: in each the text that is allowed, and why.
        path: the file that holds them, None where there is none.
        used: the entries that something needed.
    """

    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    path: Path | None = None
    used: set[tuple[str, str]] = field(default_factory=set)

    def allows(self, table: str, text: str) -> bool:
        """Return whether a text holds one that a table allows."""
        plain = " ".join(text.split())
        needed = [(table, allowed) for allowed in self.tables.get(table, ()) if allowed in plain]
        self.used.update(needed)
        return bool(needed)

    def idle(self) -> Iterator[Finding]:
        """Yield the entries that nothing has needed since these exceptions were read."""
        if self.path is None:
            return
        lines = self.path.read_text(encoding="utf-8").split("\n")
        for table, entries in self.tables.items():
            for text in entries:
                if (table, text) not in self.used:
                    line = next((number for number, words in enumerate(lines, 1) if text in words), 1)
                    found = f'the exception "{text}" under [{table}] allows nothing'
                    yield Finding(self.path, line, "exceptions", found, "take it out")


def read_exceptions(file: Path) -> Exceptions:
    """Return the exceptions in a file, none where there is no such file.

    Raises ValueError where an entry has no reason or stands in a table that no check asks, TOMLDecodeError (a
    ValueError) for what is no TOML.
    """
    if not file.is_file():
        return Exceptions()
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    for table, entries in tables.items():
        if table not in TABLES or not isinstance(entries, dict):
            raise ValueError(f"{file}: [{table}] is no table of exceptions; there are {', '.join(TABLES)}")
        for text, reason in entries.items():
            if not isinstance(reason, str) or not reason.strip():
                raise ValueError(f'{file}: "{text}" under [{table}] has no reason; write one behind the =')
    return Exceptions(tables, file)
