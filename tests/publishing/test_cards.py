"""`make cards`: a contact sheet of all share cards, and one page's card in the sizes of posts."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from commands import environment
from factories import BLOG, ROOT, TEST_SITE, described, manifest_with
from pelican.settings import read_settings
from PIL import Image
from publishing.cards import CROPS, CardError, cards_of, contact_sheet, posts
from publishing.inventory import known, strangers
from social.card.drawing import Artist
from social.card.layouts import POSTS, SHARE
from social.card.specimens import SPECIMENS
from social.model import CardLayout, PageKind
from social.pelican import read_artist

PAGES = {
    "index.html": described(PageKind.HOME, path="", heading="Home <b>&</b>", words=None),
    "post/index.html": described(heading="A post"),
    "topics/a/index.html": described(PageKind.CATEGORY, entries=1, listed=("A post",)),
    "404.html": described(PageKind.NOT_FOUND),
}


@pytest.fixture(scope="module", name="artist")
def artist_of_the_real_site(tmp_path_factory) -> Artist:
    """Return what draws the real site's cards."""
    cache = tmp_path_factory.mktemp("cache")
    return read_artist(read_settings(str(ROOT / "pelicanconf.py"), override={"CACHE_PATH": str(cache)}))


@pytest.fixture(name="pages")
def pages_of_a_manifest() -> dict:
    """Return cards as a manifest holds them."""
    return cards_of(json.loads(manifest_with(PAGES, {}, [])))


def test_cards_are_read_as_they_were_written(pages):
    """What a manifest holds is equal to what was decided; pages go by their address, home by a name."""
    assert {name: card for name, (card, _) in pages.items()} == {
        "index": PAGES["index.html"].card,
        "post": PAGES["post/index.html"].card,
        "topics/a": PAGES["topics/a/index.html"].card,
        "404.html": None,
    }
    assert pages["topics/a"][0].layout is CardLayout.LIST


def test_contact_sheet_shows_every_card(pages, artist, tmp_path):
    """Each card and each specimen stands on one page, whole and as networks crop it, with its alternative text."""
    sheet, *files = contact_sheet(pages, artist, tmp_path / "cards")
    page = BeautifulSoup(sheet.read_text(encoding="utf-8"), "html5lib")

    shown = page.find_all("article")
    assert [article.h2.string for article in shown] == [
        *("index", "post", "topics/a"),
        *(f"specimens/{name}" for name in SPECIMENS),
    ]
    for article in shown:
        pictures = article.find_all("img")
        assert len(pictures) == 1 + len(CROPS)
        for picture in pictures:
            assert Path(sheet.parent, picture["src"]).is_file()
    assert {sheet, *files} == {file for file in (tmp_path / "cards").rglob("*") if file.is_file()}
    assert shown[0].img["alt"] == PAGES["index.html"].share_picture.value.alt
    assert page.find("b") is None, "words are no markup"


@pytest.mark.parametrize("name", ["post", "/post/", "topics/a", "", "index"])
def test_posts_come_in_all_sizes(pages, artist, tmp_path, name):
    """The card of one page, in its own folder, as share card, square, portrait and pin."""
    found = posts(name, pages, artist, tmp_path)

    assert [file.name for file in found] == [
        *("share-1200x630.png", "square-1080x1080.png", "portrait-1080x1350.png", "pin-1000x1500.png")
    ]
    assert {file.parent for file in found} == {tmp_path / (name.strip("/") or "index")}
    for file, form in zip(found, (SHARE, *POSTS), strict=True):
        with Image.open(file) as image:
            assert image.size == (form.width, form.height)


@pytest.mark.parametrize(
    ("name", "told"), [("pots", 'no published page "pots"; did you mean "post"?'), ("404.html", "has no card")]
)
def test_what_cannot_be_drawn_is_told(pages, artist, tmp_path, name, told):
    """A page that is not there is answered with the nearest, one without card with why."""
    with pytest.raises(CardError, match=told.replace("?", r"\?")):
        posts(name, pages, artist, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_was_drawn_is_recorded(tmp_path):
    """The command keeps an inventory of cards/, of one run after the other; what others put there is not in it."""
    inventory, folder = tmp_path / ".cache" / "cards.files", tmp_path / "cards"
    for arguments in (["plain"], []):
        command = [sys.executable, "-m", "publishing", "cards", *arguments, "--settings", str(TEST_SITE)]
        subprocess.run(command, cwd=tmp_path, env=environment(SITEURL=BLOG), capture_output=True, check=True)
        assert known(inventory) == frozenset(
            file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()
        )
    (folder / "mine.psd").touch()

    assert {"index.html", "plain/share-1200x630.png", "index.png"} <= known(inventory)
    assert strangers(folder, known(inventory)) == ["mine.psd"]
