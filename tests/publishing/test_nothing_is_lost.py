"""Whatever stands in a file: it is published, or a message names it. No post vanishes without a word."""

import json
import shutil
from pathlib import Path

from factories import BLOG, TEST_SITE, run_publishing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

KEYS = (
    *(
        "Title",
        "title",
        "TITLE",
        "Date",
        "date",
        "Modified",
        "Category",
        "Tags",
        "Authors",
        "Summary",
        "Slug",
        "Status",
    ),
    *("Draft", "Image", "Image_Alt", "Card", "Lang", "Robots", "Canonical", "Share_Text_X", "Sponsored", "Translation"),
    *("Titel", "description", "cssclasses", "Save_As", "Template", "Review_By", "Hashtags", "Share-Title"),
)
VALUES = (
    *(
        "A title",
        "SMO: what is it?",
        "2026-01-01",
        "2026-01-01 10:00",
        "03/02/2026",
        "2026-02-30",
        "soon",
        "First topic",
    ),
    *(
        "R&D / Growth",
        "published",
        "draft",
        "hidden",
        "skip",
        "Publsihed",
        "true",
        "false",
        "[a, b]",
        "a, b",
        "[",
        "{a: b}",
    ),
    *(
        "'quoted",
        '"quoted"',
        "# no comment",
        "images/none.png",
        "/images/wide.png",
        "https://example.org/a.png",
        "fr",
        "xq",
    ),
    *(
        "noindex",
        "../../etc",
        "Ü b",
        "ソーシャル",
        "🚀",
        "",
        " ",
        "\u00a0",
        "“smart”",
        "- a",
        "| x",
        "> y",
        "*",
        "&a",
        "!x",
    ),
    *("<script>alert(1)</script>", "{{ 7*7 }}", "%", "a" * 300, "\u2028", "null", "~", "0", "1e3", "2026-13-45"),
)
VALID = ("Title: A title", "Date: 2026-01-01", "Category: First topic")
BODIES = (
    "Text.",
    "",
    "   ",
    "# Heading\n\nText.",
    "[link](nowhere.md)",
    "![](x.png)",
    "---",
    "<p>raw",
    "```\ncode",
    "> [!NOTE]\n> x",
)
LINES = st.builds(
    "{}{}{}".format, st.sampled_from(KEYS), st.sampled_from((": ", ":", " : ", "= ")), st.sampled_from(VALUES)
)
FRONT_MATTER = st.lists(LINES, max_size=5).flatmap(lambda lines: st.permutations([*lines, *VALID])) | st.lists(
    LINES, max_size=6
)


@st.composite
def file(draw) -> bytes:
    """Return the bytes of a content file as somebody might save it."""
    lines = "\n".join(draw(FRONT_MATTER))
    body = draw(st.sampled_from(BODIES))
    text = draw(
        st.sampled_from((f"{lines}\n\n{body}\n", f"---\n{lines}\n---\n\n{body}\n", f"---\n{lines}\n\n{body}\n"))
    )
    text = text.replace("\n", draw(st.sampled_from(("\n", "\r\n", "\r"))))
    encoding = draw(st.sampled_from(("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252")))
    return text.encode(encoding, errors="replace")


def project(folder: Path, files: dict[str, bytes]) -> Path:
    """Return a project with these posts and what every site needs."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("topics", "authors", "images"):
        shutil.copytree(TEST_SITE.parent / "content" / name, folder / "content" / name)
    (folder / "content/topics/first-topic.md").write_text("Title: First topic\n\nText.\n", encoding="utf-8")
    (folder / "content" / "posts").mkdir()
    for name, data in files.items():
        (folder / "content" / "posts" / name).write_bytes(data)
    source = f"import sys\nsys.path[:0] = [{str(TEST_SITE.parent)!r}]\nfrom bare import *\n"
    (folder / "settings.py").write_text(f'{source}PATH = "content"\n', encoding="utf-8")
    return folder


def published(folder: Path) -> tuple[set[str], str]:
    """Publish a project with drafts; return the posts that are in its pages, and what was said."""
    result = run_publishing(folder / "settings.py", folder / "output", cwd=folder, SITEURL=BLOG)
    if result.returncode:
        assert "Traceback" not in result.stderr
        return set(), result.stderr
    pages = json.loads((folder / ".cache" / "manifest.json").read_text(encoding="utf-8"))["pages"].values()
    return {Path(page["file"]).name for page in pages if page["file"].startswith("content/posts/")}, result.stdout


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(file(), min_size=12, max_size=24))
def test_every_file_is_published_or_named(tmp_path_factory, contents):
    """Those that a message names are put aside; all others are published, each on a page of its own."""
    folder = tmp_path_factory.mktemp("lost") / "project"
    left = {f"post-{number}.md": data for number, data in enumerate(contents)}
    for _ in range(4):  # a file whose address is free only when another is gone is named in a later round
        found, said = published(project(folder, left))
        if found or not left:
            break
        named = {name for name in left if f"content/posts/{name}:" in said}
        assert named, f"nothing was published, and no file is named:\n{said}"
        left = {name: data for name, data in left.items() if name not in named}
    skipped = {name for name in left if b"skip" in left[name]}

    assert set(left) - found <= skipped
