"""README and docs/ say what the code does."""

import importlib.util
import re
import subprocess
import textwrap

import pytest
from factories import ROOT
from pelican.settings import DEFAULT_CONFIG
from social.networks import NETWORKS
from writing.front_matter import parse
from writing.schema import KEYS, Kind, mistakes, table
from writing.values import parse_date

README = (ROOT / "README.md").read_text(encoding="utf-8")
WRITING = (ROOT / "docs" / "writing.md").read_text(encoding="utf-8")
DEVELOPING = (ROOT / "docs" / "developing.md").read_text(encoding="utf-8")

# Of Pelican, though not among its defaults.
PELICANS_OWN = re.compile(
    r"_(URL|SAVE_AS|FEED_ATOM|FEED_RSS)$|^(AUTHOR|FEED_ALL_RSS|SITESUBTITLE|TIMEZONE|DIRECT_TEMPLATES|SITEURL|THEME|PATH)$"
)


def first_cells(text: str, heading: str) -> list[str]:
    """Return what stands in backquotes in the first column of the first table under a heading."""
    section = text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"^\| `([^`]+)` \|", section, flags=re.MULTILINE)


def settings() -> dict[str, object]:
    """Return the settings of pelicanconf.py."""
    spec = importlib.util.spec_from_file_location("pelicanconf", ROOT / "pelicanconf.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: value for name, value in vars(module).items() if name.isupper()}


def test_readme_lists_every_target():
    """The README's table of commands is the list of `make help`."""
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = {line.split()[0] for line in listed.splitlines() if line.startswith("  ")}

    named = {cell.split()[1] for cell in first_cells(README, "Commands")}
    assert named - {"help"} == targets - {"help"}
    assert "help" in targets


def test_every_target_works_without_make():
    """developing.md names the commands behind each target, and the Makefile runs them."""
    section = DEVELOPING.split("## Without make\n", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| (`[^|]+`) \| (`(?:python|uv) .+) \|$", section, flags=re.MULTILINE)
    named = {target: commands for targets, commands in rows for target in re.findall("`([^`]+)`", targets)}
    makefile = (
        (ROOT / "Makefile").read_text(encoding="utf-8").replace("\npublish: html", "\npublish:\n\t-m publishing html")
    )

    assert named.keys() == {cell.split()[1] for cell in first_cells(README, "Commands")} - {"help"}
    for target, commands in named.items():
        recipe = makefile.split(f"\n{target}:", 1)[1].split("\n\n", 1)[0]
        for command in re.findall(r"`(?:python )?((?:uv|-m|tests)[^`]+)`", commands):
            start = re.match(r"uv [a-z ]+|-m [\w.]+(?: [a-z]+\b(?!/))?|\S+", command)[0].strip()
            assert start in recipe, (target, start)


def test_docs_list_every_setting():
    """The table of settings holds exactly the settings that are ours."""
    ours = {name for name in settings() if name not in DEFAULT_CONFIG and not PELICANS_OWN.search(name)}

    assert set(first_cells(DEVELOPING, "Settings")) == ours


def test_the_guide_lists_every_key():
    """The writer's table is the one that validates."""
    assert table() in WRITING


@pytest.mark.parametrize("key", [key.key for key in KEYS], ids=str)
def test_every_key_is_read(key):
    """No key stands in the table that no code reads."""
    files = (file for file in (ROOT / "plugins").rglob("*.py") if file.name != "schema.py")
    sources = "\n".join(file.read_text(encoding="utf-8") for file in files)
    pelicans_own = ("slug", "lang", "translation", "template", "tags")

    wanted = "share_text_" if key == "share_text_mastodon" else key
    assert f'"{wanted}"' in sources or wanted in pelicans_own


def test_documented_example_is_a_post():
    """The README's example of a post has the keys that a post must have."""
    example = README.split("## Write a post", 1)[1]

    for key in ("Title", "Date", "Category"):
        assert re.search(rf"^    {key}: \S", example, flags=re.MULTILINE)


def test_the_guides_example_is_a_post():
    """A writer who types the guide's example makes no mistake."""
    example = WRITING.split("## What a file looks like\n\n", 1)[1].split("\nFirst the keys", 1)[0]
    document = parse(textwrap.dedent(example))

    assert list(mistakes(document.fields, Kind.POSTS)) == []
    assert document.body.startswith("The first paragraph")


def test_the_guides_message_is_the_real_one():
    """What the guide quotes is what a writer reads."""
    with pytest.raises(ValueError, match="3 February") as error:
        parse_date("03/02/2026")

    assert f"    content/posts/what-a-share-is.md:2: error[date]: {error.value}\n" in WRITING


def test_number_of_networks():
    """The README counts the networks rightly."""
    assert len(NETWORKS) == 11
    assert "eleven networks" in README


@pytest.mark.parametrize(
    "name", ["social_head", "page_metadata", "share_links", "share_anatomy", "local", "long_date", "language_name"]
)
def test_template_names_exist(name):
    """What developing.md offers to themes is what templates get."""
    assert f'"{name}"' in (ROOT / "plugins" / "social" / "pelican.py").read_text(encoding="utf-8")
    assert name in DEVELOPING
