"""Drawn pictures are made once, named by what makes them, and stay for a while after the last page that named them."""

import json
import logging
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from factories import BLOG, ROOT, TEST_SITE, run_publishing
from PIL import Image
from publishing.drawings import copying, publish_drawings, publish_kept, recent
from reuse.workers import heard

TODAY = datetime.now(UTC).date()


def day(ago: int) -> str:
    """Return the day so many days ago."""
    return (TODAY - timedelta(days=ago)).isoformat()


class Pencil:
    """Draws, and remembers what."""

    def __init__(self) -> None:
        self.drawn: list[str] = []

    def __call__(self, path: str) -> bytes:
        self.drawn.append(path)
        return f"drawing {path}".encode()


@pytest.fixture
def kept(tmp_path) -> Path:
    """Return where drawings are kept, with one in it that nobody knows and one of an earlier build."""
    for name in ("stray", "old"):
        (tmp_path / "kept" / "cards").mkdir(parents=True, exist_ok=True)
        (tmp_path / "kept" / "cards" / f"{name}.png").write_text(name, encoding="utf-8")
    return tmp_path / "kept"


def names(folder: Path) -> list[str]:
    """Return the files below a folder, sorted."""
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def test_what_is_missing_is_drawn_and_published(kept, tmp_path):
    """A wanted file is drawn, kept and published; its last day is today."""
    pencil = Pencil()
    found = publish_drawings(["cards/a.png"], pencil, kept, copying(tmp_path / "output"), {})

    assert pencil.drawn == ["cards/a.png"]
    assert found == {"cards/a.png": day(0)}
    assert (tmp_path / "output/cards/a.png").read_bytes() == b"drawing cards/a.png"


def test_second_build_draws_nothing(kept, tmp_path):
    """What is kept is published as it is."""
    publish_drawings(["cards/a.png"], Pencil(), kept, copying(tmp_path / "one"), {})
    pencil = Pencil()
    publish_drawings(["cards/a.png"], pencil, kept, copying(tmp_path / "two"), {})

    assert pencil.drawn == []
    assert names(tmp_path / "two") == ["cards/a.png"]


def test_old_drawings_stay_published(kept, tmp_path):
    """A share out there still shows a picture that no page names any more; its last day stays."""
    found = publish_drawings(["cards/a.png"], Pencil(), kept, copying(tmp_path / "output"), {"cards/old.png": day(3)})

    assert found == {"cards/old.png": day(3), "cards/a.png": day(0)}
    assert (tmp_path / "output/cards/old.png").read_text() == "old"


def test_a_drawing_that_comes_back_is_current(kept, tmp_path):
    """A title that is changed back names its first picture again."""
    pencil = Pencil()
    found = publish_drawings(["cards/old.png"], pencil, kept, copying(tmp_path / "output"), {"cards/old.png": day(3)})

    assert (found, pencil.drawn) == ({"cards/old.png": day(0)}, [])


def test_what_nobody_wants_is_cleared(kept, tmp_path):
    """The folder holds what is published and nothing else, half-written files included."""
    (kept / "cards" / "b.png.123.part").touch()
    publish_drawings(["cards/a.png"], Pencil(), kept, copying(tmp_path / "output"), {"cards/old.png": day(3)})

    assert names(kept) == ["cards/a.png", "cards/old.png"]


def test_what_cannot_be_drawn_is_not_published(kept, tmp_path):
    """A picture that is broken leaves no empty file, here or there."""
    found = publish_drawings(["cards/a.png"], lambda _: None, kept, copying(tmp_path / "output"), {})

    assert found == {}
    assert names(kept) == []


def test_many_are_drawn_in_children(kept, tmp_path):
    """Each is kept and published, in the order of the pages; what could not be drawn, or was logged, comes back."""
    wanted = [f"cards/{number}.png" for number in range(40)]

    def draw(path: str) -> bytes | None:
        if path == "cards/7.png":
            logging.getLogger("pencil").warning("%s is broken", path)
            return None
        return f"{path} {os.getpid()}".encode()

    with heard() as records:
        found = publish_drawings(wanted, draw, kept, copying(tmp_path / "output"), {})

    assert list(found) == [path for path in wanted if path != "cards/7.png"]
    assert names(kept) == names(tmp_path / "output") == sorted(found)
    assert [record.getMessage() for record in records] == ["cards/7.png is broken"]


def test_what_is_alike_is_drawn_together(kept, tmp_path):
    """A picture is opened once for all that shows it."""
    pencil = Pencil()
    wanted = ["a1", "b1", "a2", "b2", "a3"]
    found = publish_drawings(wanted, pencil, kept, copying(tmp_path), {}, alike=lambda path: path[0])

    assert pencil.drawn == ["a1", "a2", "a3", "b1", "b2"]
    assert list(found) == wanted


def test_what_is_kept_already(tmp_path):
    """Files of a folder that holds more are published where a page wants them, or did so not long ago."""
    for name in ("pictures/new.avif", "pictures/old.avif", "pictures/idle.avif"):
        (tmp_path / "cache" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "cache" / name).write_text(name, encoding="utf-8")
    old = {"pictures/old.avif": day(3), "pictures/gone.avif": day(3)}
    found = publish_kept(["pictures/new.avif"], tmp_path / "cache", copying(tmp_path / "output"), old)

    assert found == {"pictures/old.avif": day(3), "pictures/new.avif": day(0)}
    assert names(tmp_path / "output") == sorted(found)


def test_an_old_drawing_that_is_lost_is_forgotten(kept, tmp_path):
    """Nobody knows any more how to draw it."""
    assert publish_drawings([], Pencil(), kept, copying(tmp_path / "output"), {"cards/lost.png": day(1)}) == {}


@pytest.mark.parametrize(("ago", "stays"), [(0, True), (89, True), (90, True), (91, False), (4000, False)])
def test_recent(tmp_path, ago, stays):
    """After so many days without a page that names it, a drawing goes."""
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"drawings": {"cards/a.png": day(ago)}}), encoding="utf-8")

    assert recent(manifest, 90) == ({"cards/a.png": day(ago)} if stays else {})


def test_recent_without_a_manifest(tmp_path):
    """Before the first publish there is none; the one of an earlier version names no drawings."""
    (tmp_path / "old.json").write_text('{"pages": {}}', encoding="utf-8")

    assert recent(tmp_path / "none.json", 90) == recent(tmp_path / "old.json", 90) == {}


# In a site


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """Return a copy of the tests' site, published once."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(TEST_SITE.parent / "content", folder / "content")
    source = f"import sys\nsys.path[:0] = [{str(TEST_SITE.parent)!r}]\nfrom conf import *\n"
    (folder / "settings.py").write_text(f'{source}PATH = "content"\nCARD_DAYS = 30\n', encoding="utf-8")
    return publish(folder)


def publish(folder: Path) -> Path:
    """Publish a copy of the tests' site and return its folder; fails with the build's own words."""
    result = run_publishing(folder / "settings.py", folder / "output", SITEURL=BLOG)
    assert result.returncode == 0, result.stderr
    return folder


@pytest.fixture
def site(project, tmp_path) -> Path:
    """Return a copy of the published project, so that each test may change it."""
    return Path(shutil.copytree(project, tmp_path / "site"))


def card(folder: Path, page: str = "plain/index.html") -> str:
    """Return the path of a page's share picture."""
    text = (folder / "output" / page).read_text(encoding="utf-8")
    return text.partition(f'og:image" content="{BLOG}/')[2].partition('"')[0]


def stamps(folder: Path) -> dict[str, int]:
    """Return when each kept drawing was made."""
    kept = folder / ".cache" / "drawings"
    return {name: (kept / name).stat().st_mtime_ns for name in names(kept)}


def replace(file: Path, old: str, new: str) -> None:
    """Change the text of a file."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_publishing_again_changes_nothing(site):
    """The second build draws nothing, and publishes the same bytes under the same names."""
    before = {name: (site / "output" / name).read_bytes() for name in names(site / "output")}
    made = stamps(site)
    publish(site)

    assert stamps(site) == made
    assert {name: (site / "output" / name).read_bytes() for name in names(site / "output")} == before


def test_a_changed_title_has_another_picture(site):
    """Networks that have cached the first fetch the second; the first stays for shares that are out there."""
    before, made = card(site), stamps(site)
    replace(site / "content/posts/plain.md", "Title: ", "Title: Not ")
    publish(site)

    assert card(site) != before
    assert {card(site), before} <= set(names(site / "output"))
    assert {name: stamps(site)[name] for name in made} == made


def test_the_picture_of_long_ago_goes(site):
    """After CARD_DAYS days without a page that names it, a picture is no longer published."""
    before = card(site)
    replace(site / "content/posts/plain.md", "Title: ", "Title: Not ")
    replace(site / ".cache/manifest.json", f'"{before}": "{day(0)}"', f'"{before}": "{day(31)}"')
    publish(site)

    assert before not in names(site / "output")
    assert before not in stamps(site)


def test_changed_bytes_of_the_logo_draw_every_card_anew(site):
    """The logo is on all of them; its name is not what counts."""
    before = card(site), card(site, "archives/index.html")
    replace(site / "content/images/logo.svg", "<svg ", '<svg data-changed="" ')
    publish(site)

    assert card(site) != before[0]
    assert card(site, "archives/index.html") != before[1]


def test_changed_bytes_of_a_picture_draw_its_card_anew(site):
    """The same name with another picture in it is another card."""
    post = site / "content/posts/plain.md"
    replace(post, "Title: ", "Image: photo.png\nImage_Alt: A photo\nTitle: ")
    Image.new("RGB", (1200, 800), "red").save(post.with_name("photo.png"))
    before = card(publish(site))
    Image.new("RGB", (1200, 800), "blue").save(post.with_name("photo.png"))

    assert before.endswith(".jpg")
    assert card(publish(site)) != before


def test_a_failed_publish_loses_no_picture(site):
    """What is published keeps its pictures, in the cache too, whatever goes wrong with the next build."""
    made, before = set(stamps(site)), names(site / "output")
    (site / "content/posts/plain.md").write_text("Title: Only\n\nText.\n", encoding="utf-8")
    result = run_publishing(site / "settings.py", site / "output", SITEURL=BLOG)

    assert result.returncode == 1
    assert names(site / "output") == before
    assert made <= set(stamps(site))


@pytest.mark.parametrize("name", ["photo.jpg", "photo.png"])
@pytest.mark.parametrize("key", ["Image", "Share_Image"])
def test_a_picture_that_is_cut_short_is_an_error(site, name, key):
    """Its header is whole, so only drawing finds it: told once, with file, line and remedy; nothing is published."""
    post = site / "content/posts/plain.md"
    replace(post, "Title: ", f"{key}: {name}\nImage_Alt: A photo\nTitle: ")
    Image.effect_noise((1200, 800), 60).save(post.with_name(name))
    data = post.with_name(name).read_bytes()
    post.with_name(name).write_bytes(data[: len(data) // 2])
    line = 1 + post.read_text(encoding="utf-8").splitlines().index(f"{key}: {name}")
    result = run_publishing(site / "settings.py", site / "output", cwd=site, SITEURL=BLOG)

    assert result.returncode == 1
    (problem, _) = result.stderr.splitlines()
    assert problem.startswith(
        f"content/posts/plain.md:{line}: error[{key.lower()}]: the picture cannot be read to its end"
    )
    assert "save it anew" in problem


@pytest.mark.parametrize(
    ("size", "name", "told"),
    [((599, 400), "small.png", "599×400 pixels"), (None, "vector.svg", "no picture of pixels")],
)
def test_a_picture_that_no_card_can_use_is_advice(site, size, name, told):
    """The page is published with a card of words alone, and its writer told why."""
    post = site / "content/posts/plain.md"
    replace(post, "Title: ", f"Image: {name}\nImage_Alt: A photo\nTitle: ")
    if size:
        Image.new("RGB", size).save(post.with_name(name))
    else:
        shutil.copy(ROOT / "content/images/logo.svg", post.with_name(name))
    result = run_publishing(site / "settings.py", site / "output", cwd=site, SITEURL=BLOG)

    assert result.returncode == 0
    *advices, summary = result.stdout.splitlines()
    (advice,) = (line for line in advices if "plain.md" in line)
    assert ": advice[image]: the share card shows words alone" in advice
    assert told in advice
    assert " pages in " in summary
    assert card(site).endswith(".png")


def test_a_character_without_a_font_is_advice(site):
    """It is named with its code point, and the page is published."""
    replace(site / "content/posts/plain.md", "Title: ", "Title: ไทย ")
    result = run_publishing(site / "settings.py", site / "output", cwd=site, SITEURL=BLOG)

    assert result.returncode == 0
    assert "content/posts/plain.md:1: advice[title]:" in result.stdout
    assert "U+0E44 THAI CHARACTER SARA AI MAIMALAI" in result.stdout
