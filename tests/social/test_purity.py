"""Only the files called pelican.py know Pelican, and arrows between the plugins go one way."""

import ast
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from factories import ROOT

PLUGINS = ROOT / "plugins"
# A plugin, and those that it may import.
MAY_IMPORT = {
    "audit": {"audit", "networks", "reuse"},
    "networks": {"networks"},
    "reuse": {"reuse"},
    "reading": {"reading", "reuse", "social", "words", "writing"},
    "pictures": {"pictures", "reuse", "social", "writing"},
    "previews": {"audit", "networks", "previews"},
    "proofreading": {"proofreading", "writing"},
    "tools": {"networks", "tools", "words"},
    "words": {"words"},
    "writing": {"reuse", "tools", "words", "writing"},
    "social": {"networks", "reuse", "social", "tools", "words", "writing"},
    "printing": {"printing", "reuse", "social", "writing"},
    "publishing": {
        "audit",
        "networks",
        "pictures",
        "previews",
        "printing",
        "publishing",
        "reuse",
        "social",
        "words",
        "writing",
    },
}
FILES = sorted(PLUGINS.rglob("*.py"))
PURE = [file for file in FILES if file.name != "pelican.py"]


def module(file: Path) -> str:
    """Return the name under which a file is imported."""
    return ".".join(file.relative_to(PLUGINS).with_suffix("").parts).removesuffix(".__init__")


@cache
def imported(file: Path) -> set[str]:
    """Return the top-level packages that a file imports, inside functions too."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(file.parent.name if node.level else (node.module or "").partition(".")[0])
    return found


def test_importing_the_core_imports_no_pelican():
    """All modules but the adapters come without Pelican, so that they can be tested, and used, without it."""
    names = [module(file) for file in PURE]
    script = f"import sys\nfor name in {names!r}:\n    __import__(name)\nprint('pelican' in sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(PLUGINS)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert {name.partition(".")[0] for name in names} == set(MAY_IMPORT)
    assert result.stdout == "False\n"


def test_only_adapters_import_pelican():
    """The files that import Pelican are called after it, and every file called so does."""
    assert [module(file) for file in FILES if "pelican" in imported(file)] == [
        "pictures.pelican",
        "printing.pelican",
        "publishing.pelican",
        "reading.pelican",
        "social.pelican",
        "writing.pelican",
    ]


@pytest.mark.parametrize("file", FILES, ids=module)
def test_arrows_go_one_way(file):
    """Writing knows neither of the others, social nothing of publishing."""
    plugin = file.relative_to(PLUGINS).parts[0]

    assert imported(file) & set(MAY_IMPORT) <= MAY_IMPORT[plugin]


@pytest.mark.parametrize("name", ["head", "json_ld", "networks"])
def test_printers_decide_nothing(name):
    """What prints takes decided values and knows nothing of how they were decided."""
    tree = ast.parse((PLUGINS / "social" / f"{name}.py").read_text(encoding="utf-8"))

    assert "social.metadata" not in {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
