"""Each picture is drawn once, kept, and offered only where it helps."""

import os
import time
from pathlib import Path

import pytest
from pictures import drawing as module
from pictures.gallery import Gallery
from pictures.variants import AVIF, FLAT_WEBP, WEBP
from PIL import Image, ImageDraw
from reuse.store import Store

DAY = 24 * 60 * 60  # seconds


@pytest.fixture
def gallery(tmp_path):
    """Return a function that opens the gallery of a new build, with the cache of the builds before it."""
    return lambda: Gallery(tmp_path / "cache")


def names(folder):
    """Return the files below a folder, sorted."""
    return sorted(file.name for file in folder.rglob("*") if file.is_file())


def illustration(file, kind="PNG"):
    """Save an illustration, and return its file."""
    image = Image.new("RGB", (1200, 630), "linen")
    pen = ImageDraw.Draw(image)
    for number in range(60):
        left, top = number * 173 % 1100, number * 89 % 600
        pen.ellipse((left, top, left + 160, top + 160), ("teal", "gold", "navy")[number % 3])
    image.save(file, kind)
    return file


@pytest.mark.parametrize(
    ("picture", "forms"),
    [
        (lambda photo, _: photo("a.png"), [AVIF, WEBP]),
        (lambda photo, _: photo("a.jpg"), [AVIF, WEBP]),
        (lambda _, folder: illustration(folder / "a.png"), [FLAT_WEBP]),
    ],
)
def test_what_a_page_may_show(gallery, photo, tmp_path, picture, forms):
    """Every variant that is offered lies in the cache, whole, and is asked for by name."""
    build = gallery()
    sources = build.sources(picture(photo, tmp_path))
    paths = {variant.path for source in sources for variant in source.variants}

    assert [source.form for source in sources] == forms
    assert build.wanted == paths
    for source in sources:
        for variant in source.variants:
            with Image.open(tmp_path / "cache" / variant.path) as image:
                assert (image.width, image.get_format_mimetype()) == (variant.width, source.form.type)


def test_an_illustration_is_lighter_than_its_file(gallery, tmp_path):
    """In every width, and the narrower the lighter; what is drawn for it is all that is offered."""
    file = illustration(tmp_path / "a.png")
    (source,) = gallery().sources(file)
    weights = [(tmp_path / "cache" / variant.path).stat().st_size for variant in source.variants]

    assert source.variants[-1].width == 1200
    assert weights == sorted(weights)
    assert weights[-1] < file.stat().st_size
    assert {path.suffix for path in (tmp_path / "cache" / "pictures").iterdir()} == {".webp"}


def test_the_next_build_draws_nothing(gallery, photo, monkeypatch):
    """What is kept is offered as it is; another file with the same pixels is no other picture."""
    file = photo("a.png")
    first = gallery().sources(file)
    monkeypatch.setattr(module, "encoded", pytest.fail)

    assert gallery().sources(file) == first
    assert gallery().sources(file.rename(file.with_name("b.png"))) == first


def test_pictures_that_are_drawn_ahead(gallery, photo, monkeypatch):
    """Those of a whole site are drawn on all cores; nobody draws them again, and pages want what they show alone."""
    files = [photo(f"{number}.png", (640 + number, 400)) for number in range(3)]
    alone = [gallery().sources(file) for file in files[:1]]
    build = gallery()
    build.draw_ahead([*files, files[0], files[0].with_name("none.png")])
    monkeypatch.setattr(module, "encoded", pytest.fail)

    assert build.wanted == set()
    assert [build.sources(file) for file in files] == [*alone, *(gallery().sources(file) for file in files[1:])]
    assert all(map(build.sources, files))


def test_a_broken_picture_among_those_drawn_ahead(gallery, photo):
    """It is told where it is shown, as ever; the others are drawn."""
    whole, broken = photo("a.png"), photo("b.png", (700, 500))
    broken.write_bytes(broken.read_bytes()[: broken.stat().st_size // 2])
    build = gallery()
    build.draw_ahead([broken, whole])

    assert build.unreadable == {}
    assert (build.sources(broken), bool(build.sources(whole))) == ((), True)
    assert list(build.unreadable) == [broken]


def test_what_is_known_needs_no_drawing_library(gallery, photo, tmp_path, monkeypatch):
    """The variants of a picture are kept with the builds' other results; they hold as long as the files are there."""
    file, cache = photo("a.png"), tmp_path / "cache"

    def build():
        return Gallery(cache, Store(cache, "1"))

    first = build()
    found = first.sources(file)
    first.store.close(whole=True)
    monkeypatch.setattr("pictures.gallery.measure", pytest.fail)
    assert build().sources(file) == found
    monkeypatch.undo()
    (cache / found[0].variants[0].path).unlink()
    assert build().sources(file) == found
    assert (cache / found[0].variants[0].path).is_file()


@pytest.mark.parametrize("lose", [Path.unlink, lambda file: file.write_bytes(b"")])
def test_one_that_was_lost_is_drawn_again(gallery, photo, tmp_path, lose):
    """A cache that somebody cleared in part, or a disk, is made whole, with the same bytes."""
    file = photo("a.png")
    (source, _) = gallery().sources(file)
    lost = tmp_path / "cache" / source.variants[0].path
    before = lost.read_bytes()
    lose(lost)
    gallery().sources(file)

    assert lost.read_bytes() == before


def test_a_format_that_is_no_lighter_is_left_out_for_good(gallery, photo, monkeypatch):
    """It is not published, and not tried again by the next build."""
    file = photo("a.avif", quality=5)
    build = gallery()

    assert build.sources(file) == ()
    assert build.wanted == set()
    monkeypatch.setattr(module, "encoded", pytest.fail)
    assert gallery().sources(file) == ()


@pytest.mark.parametrize(
    ("name", "options"),
    [("a.gif", {}), ("a.webp", {"save_all": True}), ("a.png", {"save_all": True}), ("a.avif", {"save_all": True})],
)
def test_films_stay_as_they_are(gallery, photo, name, options, tmp_path):
    """What moves would stand still in a variant."""
    with Image.open(photo("first.png")) as first, Image.open(photo("second.png")) as second:
        first.save(tmp_path / name, save_all=True, append_images=[second])

    assert gallery().sources(tmp_path / name) == ()
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("kind", ["tiny", "drawing", "text"])
def test_others_stay_as_they_are(gallery, photo, tmp_path, kind):
    """Neither tiny pictures nor drawings have variants, nor what is no picture."""
    file = {"tiny": photo("tiny.png", (8, 8)), "drawing": tmp_path / "a.svg", "text": tmp_path / "a.png"}[kind]
    if kind != "tiny":
        file.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>" * 200, encoding="utf-8")
    build = gallery()

    assert build.sources(file) == ()
    assert build.unreadable == {}


@pytest.mark.parametrize("name", ["a.png", "a.jpg"])
def test_one_that_is_cut_short(gallery, photo, name, tmp_path):
    """It has no variants, and the build learns why; nothing half drawn is left."""
    file = photo(name)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    build = gallery()

    assert build.sources(file) == ()
    assert list(build.unreadable) == [file]
    assert not (tmp_path / "cache").exists()
    with pytest.raises(module.UNREADABLE):
        gallery().check(file)


def test_a_cache_that_cannot_be_written(gallery, photo, tmp_path):
    """A full disk or a closed folder is not the picture's fault."""
    (tmp_path / "cache").touch()
    build = gallery()

    with pytest.raises(OSError, match="cache"):
        build.sources(photo("a.png", (800, 500)))
    assert build.unreadable == {}


def test_check_trusts_what_was_drawn(gallery, photo, monkeypatch):
    """A picture that could be drawn can be read; nobody reads it again for that."""
    file = photo("a.png")
    gallery().sources(file)
    monkeypatch.setattr(module, "check", pytest.fail)

    gallery().check(file)


@pytest.mark.parametrize(("days", "stays"), [(89, True), (91, False)])
def test_what_no_build_asks_for_is_forgotten(gallery, photo, tmp_path, days, stays):
    """After so many days; what a build asks for is as new again."""
    gallery().sources(photo("a.png"))
    old = time.time() - days * DAY
    for name in names(tmp_path / "cache"):
        os.utime(tmp_path / "cache" / "pictures" / name, (old, old))
    gallery().forget(90)

    assert bool(names(tmp_path / "cache")) is stays
    gallery().sources(tmp_path / "a.png")
    gallery().forget(1)
    assert names(tmp_path / "cache")


def test_a_photo_on_a_phone_costs_a_fraction(gallery, photo):
    """The variant that a phone takes is many times lighter than the file."""
    file = photo("a.jpg", (2400, 1600), quality=90)
    (avif, *_) = gallery().sources(file)
    by_width = {variant.width: variant.path for variant in avif.variants}

    assert (gallery().cache / by_width[720]).stat().st_size < file.stat().st_size / 4
