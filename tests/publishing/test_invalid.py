"""One mistake a folder in tests/invalid/: the files that have it, and in expected.txt exactly what a check says.

`make golden` writes the expected words anew; read the difference.
"""

import shutil
from pathlib import Path

import pytest
from factories import ROOT, TEST_SITE, run

INVALID = ROOT / "tests" / "invalid"
CASES = sorted(folder.name for folder in INVALID.iterdir() if folder.is_dir())
# What every site needs: authors, the pictures that the settings name, and a topic.
BASE = ("authors", "images")
TOPIC = "Title: First topic\nSummary: What it is about.\n\nText.\n"


def said(case: str, folder: Path) -> str:
    """Return the errors that a check of the case's site tells, with its closing line."""
    content = folder / "content"
    for name in BASE:
        shutil.copytree(TEST_SITE.parent / "content" / name, content / name)
    (content / "topics").mkdir()
    (content / "topics" / "first-topic.md").write_text(TOPIC, encoding="utf-8")
    shutil.copytree(INVALID / case, content, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    settings = f"import sys\nsys.path[:0] = [{str(TEST_SITE.parent)!r}, {str(ROOT)!r}]\nfrom conf import *\n"
    drafts = "from publishconf import DRAFT_LANG_SAVE_AS, DRAFT_PAGE_LANG_SAVE_AS, DRAFT_PAGE_SAVE_AS, DRAFT_SAVE_AS\n"
    (folder / "settings.py").write_text(f'{settings}{drafts}PATH = "content"\n', encoding="utf-8")
    done = run("publishing", "check", "--settings", "settings.py", cwd=folder)
    assert done.returncode == 1, done.stdout
    return done.stderr


@pytest.mark.parametrize("case", CASES)
def test_mistake_is_told(request, case, tmp_path):
    """A check says what the mistake is, where, and what to write instead; nothing else."""
    expected = INVALID / case / "expected.txt"
    found = said(case, tmp_path)
    if request.config.getoption("--golden"):
        expected.write_text(found, encoding="utf-8")

    assert found == expected.read_text(encoding="utf-8")


def test_there_are_many():
    """No mistake that was thought of is left without its test."""
    assert len(CASES) >= 40
