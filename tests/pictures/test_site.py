"""Pictures on built pages: each in the right format and width, published, and waiting where it may wait."""

import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from commands import run
from exhibition import exhibition
from factories import BLOG, Built, run_publishing
from PIL import Image
from writing.srcset import addresses

LOCAL = "/blog/"


def pictures(site: Built, page: str) -> list[Tag]:
    """Return the <img> of a page's main part that stand for pictures, in their order."""
    return site.page(page).main.select(".lead-picture img, .prose img, .post-card img")


def by_alt(site: Built, alt: str, page: str = "full/") -> Tag:
    """Return a picture or a drawing of a page by what it shows."""
    return site.page(page).main.select_one(f'img[alt="{alt}"], svg[aria-label="{alt}"]')


def drawn(site: Built) -> set[str]:
    """Return the paths of the published variants."""
    return {file.relative_to(site.folder).as_posix() for file in (site.folder / "pictures").iterdir()}


def test_every_candidate_exists_and_is_as_wide_as_it_says(exhibited):
    """Posts, translations, pages, topics, authors and home show variants, all of which are there."""
    pages = ("full/", "other/", "fr/other/", "card/", "about/", "topics/first-topic/", "authors/ada-team/", "")
    shown = set()
    for page in pages:
        candidates = [each for source in exhibited.page(page).select("source[type]") for each in [source["srcset"]]]
        assert candidates, page
        for part in (part for candidate in candidates for part in candidate.split(", ")):
            address, _, width = part.partition(" ")
            path = address.removeprefix(LOCAL)
            shown.add(path)
            with Image.open(exhibited.folder / path) as image:
                assert f"{image.width}w" == width or not width
                assert image.get_format_mimetype() == f"image/{Path(path).suffix[1:]}"

    assert drawn(exhibited) == shown


def test_the_file_itself_is_there_for_other_browsers(exhibited):
    """The <img> names it, with width, height and words."""
    for page in ("full/", "other/", "about/", ""):
        for image in pictures(exhibited, page):
            if not image["src"].startswith("data:"):
                assert (exhibited.folder / image["src"].removeprefix(LOCAL)).is_file()
                assert image["width"].isdecimal()
                assert image["height"].isdecimal()


@pytest.mark.parametrize(
    ("page", "first"), [("full/", "The lead"), ("other/", "The first"), ("about/", "A picture"), ("", "A picture")]
)
def test_only_the_first_picture_of_a_page_does_not_wait(exhibited, page, first):
    """It is the lead picture where there is one; every other one of ours is fetched when it is scrolled to."""
    head, *rest = pictures(exhibited, page)

    assert (head["alt"], head.get("loading")) == (first, None)
    assert (head.get("fetchpriority") == "high") is (first == "The lead")
    waiting = {image.get("alt"): image.get("loading") for image in rest}
    chosen = {"Written as HTML": "eager", "Her own choice": None, "In the text itself": None}
    assert {alt: loading for alt, loading in waiting.items() if loading != "lazy"} == {
        alt: loading for alt, loading in chosen.items() if alt in waiting
    }


@pytest.mark.parametrize(
    "alt", ["A photo", "With a caption", "A linked one", "In a table", "In a list", "A narrow one"]
)
def test_wherever_a_picture_stands(exhibited, alt):
    """It has variants in both formats."""
    sources = by_alt(exhibited, alt).parent.find_all("source")

    assert [source["type"] for source in sources] == ["image/avif", "image/webp"]
    narrow = alt == "A narrow one"
    assert {source["sizes"] for source in sources} == {f"min({'300px' if narrow else '41.4rem'}, 95vw - 1rem)"}


@pytest.mark.parametrize(
    "alt", ["a small sign", "A film", "Another", "With colours of its own", "In the text itself", "Written as HTML"]
)
def test_what_has_no_variants_is_what_it_was(exhibited, alt):
    """Tiny ones, films, drawings with their own colours, data; and one in HTML is not a special case."""
    has_variants = alt == "Written as HTML"

    assert (by_alt(exhibited, alt).parent.name == "picture") is has_variants


def test_a_writers_own_picture_is_left_alone(exhibited):
    """Whoever writes <picture> knows what for; its addresses work."""
    (picture,) = (found for found in exhibited.page("full/").find_all("picture") if "Her own choice" in str(found))

    assert addresses(picture.source["srcset"]) == ["/blog/posts/images/sign.png"]
    assert picture.img.attrs.keys() == {"src", "alt", "width", "height"}


def test_cards_say_how_wide_they_are(exhibited):
    """The first card of the home page is large, all others stand side by side."""
    lead, other = (card.source["sizes"] for card in exhibited.page("").select(".post-card:has(source)"))

    assert lead.startswith("(min-width: 48rem) min(39.1rem")
    assert other.startswith("(min-width: 64.25rem) min(22.4rem")


def test_drawings_are_part_of_the_page(exhibited):
    """They have a name, a size, and ids that no other has; the page has nothing of their file's colours."""
    first, second = (by_alt(exhibited, alt) for alt in ("A drawing", "The same once more"))

    assert (first["role"], first["width"], first["height"]) == ("img", "400", "120")
    assert first.find("marker")["id"] != second.find("marker")["id"]
    assert "#0b5d57" not in str(first)
    assert second.parent.name == "figure"


def test_what_only_drafts_show_stays_at_home(exhibited):
    """No variant of it is published: 500 px wide is no other picture here."""
    assert not any("-500." in path for path in drawn(exhibited))
    assert not (exhibited.folder / "posts/images/secret.jpg").exists()


def test_feeds_have_plain_pictures(exhibited):
    """A reader gets the file with an absolute address, its measures and its words; drawings too."""
    items = BeautifulSoup(exhibited.text("feed.xml"), "xml").find_all("entry")
    (html,) = (BeautifulSoup(item.content.text, "html.parser") for item in items if item.title.text == "Full")
    photo, drawing = (html.find("img", alt=alt) for alt in ("A photo", "A drawing"))

    assert photo.attrs == {"src": f"{BLOG}/posts/images/photo.jpg", "alt": "A photo", "width": "1500", "height": "600"}
    assert drawing.attrs == {
        "src": f"{BLOG}/posts/images/themed.svg",
        "alt": "A drawing",
        "width": "400",
        "height": "120",
    }
    assert html.svg is None
    assert len(html.find_all("picture")) == 1  # the writer's own


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """The exhibition as a project of its own, published once."""
    folder = tmp_path_factory.mktemp("project")
    exhibition(folder)
    assert publish(folder).returncode == 0
    return folder


def publish(folder: Path):
    """Publish a project; return what was said."""
    return run_publishing(folder / "settings.py", folder / "output", cwd=folder, SITEURL=BLOG)


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_publishing_without_the_cache_makes_the_same_site(project):
    """Drawn anew, every variant has the same bytes under the same name."""
    before = contents(project / "output")
    shutil.rmtree(project / ".cache" / "pictures")

    assert publish(project).returncode == 0
    assert contents(project / "output") == before


def test_another_picture_under_the_same_name(project, tmp_path):
    """Its variants have other names; those of before stay, since pages that somebody kept still show them."""
    folder = Path(shutil.copytree(project, tmp_path / "copy"))
    settings = folder / "settings.py"
    settings.write_text(settings.read_text(encoding="utf-8").replace(str(project), str(folder)), encoding="utf-8")
    before = drawn(Built(folder / "output", BLOG))
    Image.linear_gradient("L").resize((1500, 600)).save(folder / "content/posts/images/photo.jpg", quality=100)

    assert publish(folder).returncode == 0
    after = drawn(Built(folder / "output", BLOG))
    assert before < after
    assert not any(path.split("/")[1] in (folder / "output/full/index.html").read_text() for path in before - after)


@pytest.mark.parametrize("command", ["html", "check"])
def test_a_picture_in_the_text_that_is_cut_short_is_an_error(project, tmp_path, command):
    """Told once, with the file and the line that shows it, and what to do; nothing is published."""
    folder = tmp_path / "copy"
    exhibition(folder)
    shutil.copytree(project / ".cache" / "pictures", folder / ".cache" / "pictures")
    photo = folder / "content/posts/images/photo.jpg"
    photo.write_bytes(photo.read_bytes()[:20_000])
    output = ["--output", "output"] if command == "html" else []
    result = run("publishing", command, "--settings", "settings.py", *output, cwd=folder, SITEURL=BLOG)

    assert result.returncode == 1
    (problem, _) = result.stderr.splitlines()
    assert problem.startswith("content/posts/full.md:")
    assert "error[picture]: the picture cannot be read to its end" in problem
    line = int(problem.split(":")[1])
    assert "images/photo.jpg" in (folder / "content/posts/full.md").read_text(encoding="utf-8").splitlines()[line - 1]
