"""What is kept of readings: never other than what reading anew would give, and nothing is read twice."""

import pickle
from datetime import UTC, datetime
from functools import partial
from shutil import copyfile

import pytest
from factories import BLOG, ROOT, TEST_SITE
from markdown import Markdown
from PIL import Image
from reuse.store import SETTING, Store
from writing.pelican import ContentReader, renew_readings, settings_in
from writing.readings import DIGEST, FOLDERS, USED, Work, extension_key, function_key, key_of

TEXTS = {
    "posts/plain.md": "Title: Plain\nDate: 2026-01-01\nCategory: News\nTags: a, B\n\nWords, and more of them.",
    "posts/picture.md": "Title: P\nDate: 2026-01-01\nCategory: News\nImage: images/a.png\nImage_Alt: A.\n\nWords.",
    "posts/linked.md": "Title: L\nDate: 2026-01-01\nCategory: News\n\n[words](plain.md) ![it](images/a.png)",
    "posts/drawn.md": "Title: D\nDate: 2026-01-01\nCategory: News\n\n![a line](images/b.svg)",
    "posts/address.md": "Title: A\nDate: 2026-01-01\nCategory: News\n\n[words](/files/new.pdf)",
    "posts/boxed.md": "Title: N\nDate: 2026-01-01\nCategory: News\n\n> [!NOTE]\n> Words.",
    "posts/reviewed.md": "Title: R\nDate: 2026-01-01\nCategory: News\nReview_By: 2026-06-01\n\nWords.",
    "posts/advised.md": "Title: R\nDate: 2026-01-01\nCategory: News\n\nLorem ipsum.",
    "posts/code.md": 'Title: C\nDate: 2026-01-01\nCategory: News\n\n## "Quoted" -- part\n\n```python\nx = 1\n```',
    "posts/wrong.md": "Title: W\nCategory: News\n\n[words](nothing.md)",
    "pages/about.md": "Title: About\nDate: 2026-06-01\nTemplate: own\n\nWords.",
    "topics/news.md": "Title: News\n\nAll that is new.",
    "home.md": "Title: Home\n\nWords.",
}
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="9"/>'


class Site:
    """A content folder, whose texts can be read in one build after another."""

    def __init__(self, folder, caplog):
        self.folder, self.content, self.log = folder, folder / "content", caplog
        self.settings = {"SITEURL": BLOG}
        for path, text in TEXTS.items():
            self.write(path, text)
        self.draw("images/a.png", (10, 20))
        self.write("images/b.svg", DRAWING.format(8))
        self.write("../templates/own.html", '{% extends "page.html" %}')
        (folder / "words").mkdir()
        copyfile(ROOT / "theme" / "words" / "en.toml", folder / "words" / "en.toml")

    def write(self, path, text):
        """Write a file of the content folder."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def draw(self, path, size):
        """Write a picture."""
        (self.content / path).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", size).save(self.content / path)

    def reader(self, store=None):
        """Return a reader as a build begins."""
        folders = {"PATH": str(self.content), "WORDS": self.folder / "words"}
        folders["THEME_TEMPLATES_OVERRIDES"] = [str(self.folder / "templates")]
        settings = settings_in(TEST_SITE, **folders, **self.settings)
        settings[SETTING] = store
        renew_readings(settings)
        return ContentReader(settings)

    def built(self, *, keeps: bool):
        """Return, by path, what comes of each text in a build, and what is told of it."""
        store = Store(self.folder / "cache", "1") if keeps else None
        reader = self.reader(store)
        files = sorted(self.content.rglob("*.md"))
        reader.readings.prepare(files, reader)
        found = {}
        for file in files:
            self.log.clear()
            html, metadata = reader.read(str(file))
            told = [record.getMessage() for record in self.log.records]
            found[file.relative_to(self.content).as_posix()] = html, {**metadata, **named(metadata)}, told
        if store:
            store.close(whole=True)
        return found


def named(metadata):
    """Return tags, authors and category of a text, comparable in every respect."""
    terms = {key: metadata.get(key, []) for key in ("tags", "authors", "category")}
    return {
        key: [(type(term), term.name, term.slug) for term in (found if isinstance(found, list) else [found])]
        for key, found in terms.items()
    }


@pytest.fixture
def site(tmp_path, caplog):
    return Site(tmp_path, caplog)


@pytest.fixture
def read(monkeypatch):
    """The bodies that Markdown was asked to read, in this process."""
    found = []
    convert = Markdown.convert

    def noted(self, source):
        found.append(source)
        return convert(self, source)

    monkeypatch.setattr(Markdown, "convert", noted)
    monkeypatch.setattr("writing.readings.spread", lambda work, items, **_: list(map(work, items)))
    return found


def to_noon_of(monkeypatch, year, month, day):
    """Put the clock to a day."""

    class Then(datetime):
        @classmethod
        def now(cls, tz=UTC):
            return datetime(year, month, day, 12, tzinfo=tz)

    monkeypatch.setattr("writing.values.datetime", Then)
    monkeypatch.setattr("writing.pelican.datetime", Then)


def test_nothing_is_read_twice(site, read):
    """A second build reads no text but those with problems, whose messages depend on all that lies around."""
    first = site.built(keeps=True)
    assert len(read) == len(TEXTS)
    read.clear()

    assert site.built(keeps=True) == first
    assert read == ["[words](nothing.md)"]
    assert site.built(keeps=False) == first


def without(site, path):
    (site.content / path).unlink()


def with_other_words(site):
    table = site.folder / "words" / "en.toml"
    words = table.read_text(encoding="utf-8")
    table.write_text(words.replace('callout_note = "Note"', 'callout_note = "Mark"'), encoding="utf-8")


def with_other_markdown(site):
    markdown = {"extensions": ["extra", "toc"], "extension_configs": {"toc": {"title": ""}}, "output_format": "html"}
    site.settings["MARKDOWN"] = markdown


@pytest.mark.parametrize(
    ("edit", "changed"),
    [
        (lambda site: site.write("posts/plain.md", TEXTS["posts/plain.md"] + "!"), {"posts/plain.md"}),
        (lambda site: site.draw("images/a.png", (30, 40)), {"posts/picture.md", "posts/linked.md"}),
        (lambda site: site.draw("posts/images/a.png", (30, 40)), {"posts/picture.md", "posts/linked.md"}),
        (lambda site: site.write("images/b.svg", DRAWING.format(7)), {"posts/drawn.md"}),
        (lambda site: site.write("files/new.pdf", ""), {"posts/address.md"}),
        (lambda site: site.write("posts/nothing.md", TEXTS["home.md"]), {"posts/nothing.md", "posts/wrong.md"}),
        (partial(without, path="images/a.png"), {"posts/picture.md", "posts/linked.md"}),
        (partial(without, path="posts/plain.md"), {"posts/linked.md"}),
        (lambda site: site.write("../templates/own.html", '{% extends "article.html" %}'), {"pages/about.md"}),
        (partial(without, path="../templates/own.html"), {"pages/about.md"}),
        (with_other_words, None),
        (with_other_markdown, None),
        (lambda site: site.settings.update(SITEURL="https://example.net"), None),
        (lambda site: site.settings.update(AUTHOR="Somebody"), None),
    ],
)
def test_whatever_changes_a_text_is_noticed(site, read, edit, changed):
    """After any edit a build that keeps gives what one gives that does not; it reads anew what the edit touched."""
    before = site.built(keeps=True)
    edit(site)
    read.clear()
    after = site.built(keeps=True)
    conversions = len(read)

    assert after == site.built(keeps=False)
    assert {path for path in after if after[path] != before.get(path)} >= (changed or {"posts/plain.md"})
    if changed is not None:
        assert conversions == len(changed | {"posts/wrong.md"})
        assert {path for path in after if after[path] != before.get(path)} == changed


@pytest.mark.parametrize(
    ("day", "told", "status"),
    [((2026, 5, 1), False, "draft"), ((2026, 6, 1), False, "published"), ((2026, 6, 2), True, "published")],
)
def test_the_clock_is_asked_again(site, monkeypatch, day, told, status):
    """A page that waits for its day is there on that day, and a review that is due is told, though no file changed."""
    to_noon_of(monkeypatch, 2026, 4, 1)
    before = site.built(keeps=True)
    to_noon_of(monkeypatch, *day)
    after = site.built(keeps=True)

    assert before["pages/about.md"][1]["status"] == "draft"
    assert after == site.built(keeps=False)
    assert after["pages/about.md"][1]["status"] == status
    assert bool(after["posts/reviewed.md"][2]) is told


def test_advice_is_told_again(site):
    """What is kept of a text tells its writer each time what reading it told."""
    first, second = site.built(keeps=True), site.built(keeps=True)

    assert "Lorem ipsum" in second["posts/advised.md"][2][0]
    assert second["posts/advised.md"] == first["posts/advised.md"]


def test_digests_tell_texts_apart(site):
    """Two texts have one digest only if all that was read is the same; one text keeps it from build to build."""
    found = [site.built(keeps=True) for _ in range(2)]
    digests = [[text[1][DIGEST] for text in build.values()] for build in found]

    assert digests[0] == digests[1]
    assert len(set(digests[0])) == len(TEXTS)


def test_on_all_cores(site):
    """Texts that are read in other processes are those that one process reads, and are told of when they are asked for:
    once, and in the order in which they are.
    """
    for number in range(40):
        site.write(
            f"posts/{number:02}.md", f"Title: {number}\nDate: 2026-01-01\nCategory: News\nTags: x\n\nTODO {number}"
        )
    reader, alone = site.reader(), site.reader()
    files = sorted(site.content.rglob("*.md"), reverse=True)

    reader.readings.prepare(files, reader)
    assert not site.log.records
    found = [(html, metadata | named(metadata)) for html, metadata in map(reader.read, map(str, files))]
    told = [record.getMessage() for record in site.log.records]
    site.log.clear()

    assert found == [(html, metadata | named(metadata)) for html, metadata in map(alone.read, map(str, files))]
    assert told == [record.getMessage() for record in site.log.records]
    assert len([message for message in told if "TODO" in message]) == 40


def test_readers_travel(site):
    """Where processes know nothing of their parents, a reader brings what it needs, and none of the other settings."""
    site.settings["OTHER_SORT"] = lambda article: article
    reader = site.reader()
    file = site.content / "posts" / "picture.md"
    here, there = Work(reader), pickle.loads(pickle.dumps(Work(reader)))  # noqa: S301 (our own)

    assert there((file, file.read_bytes())) == here((file, file.read_bytes()))


def test_what_cannot_be_read_is_told_when_it_is_asked_for(site, monkeypatch):
    """A file that is gone, or at which the reader itself fails, stops nothing before."""
    reader = site.reader()
    gone, broken = site.content / "posts" / "gone.md", site.content / "posts" / "plain.md"
    monkeypatch.setattr(ContentReader, "call", lambda *_: 1 / 0)
    reader.readings.prepare([gone, broken], reader)

    for file, error in ((gone, OSError), (broken, ZeroDivisionError)):
        with pytest.raises(error):
            reader.read(str(file))


class Watched(dict):
    """Settings that know which of them were asked for."""

    def __init__(self, settings):
        super().__init__(settings)
        self.asked = set()

    def __getitem__(self, key):
        self.asked.add(key)
        return super().__getitem__(key)

    def get(self, key, default=None):
        self.asked.add(key)
        return super().get(key, default)


def test_all_settings_that_are_used_are_known():
    """Whatever setting the reading of a text asks for is in the key under which it is kept."""
    settings = Watched(settings_in(ROOT / "pelicanconf.py"))
    reader = ContentReader(settings)
    for file in sorted((ROOT / "content").rglob("*.md")):
        reader.read_whole(file, file.read_bytes() + b"\n\n[a]({tag}a) [b]({author}b) [c]({category}c)\n")

    assert settings.asked == {*USED, *FOLDERS}


def slugged(value, separator):
    return value


@pytest.mark.parametrize(
    ("markdown", "is_known"),
    [
        ({}, True),
        ({"extensions": ["extra", "markdown.extensions.toc"]}, True),
        ({"extensions": ["factories"]}, True),
        ({"extensions": ["no_module_of_that_name"]}, False),
        ({"extensions": [object()]}, False),
        ({"extension_configs": {"toc": {"slugify": slugged}}}, True),
        ({"extension_configs": {"toc": {"slugify": partial(slugged, separator="")}}}, False),
    ],
)
def test_nothing_is_kept_that_depends_on_the_unknown(site, markdown, is_known):
    """Settings whose code cannot be hashed are used, and nothing of theirs is kept."""
    settings = site.reader().settings

    assert bool(key_of({**settings, "MARKDOWN": markdown})) is is_known


def test_code_of_settings(tmp_path, monkeypatch):
    """A function of the settings, and an extension, count by what stands in their files."""
    file = tmp_path / "own_extension.py"
    monkeypatch.syspath_prepend(str(tmp_path))
    keys = []
    for number in (1, 2):
        file.write_text(f"def f(a):\n    return {number}\n", encoding="utf-8")
        names = {"__name__": "own_extension"}
        exec(compile(file.read_text(encoding="utf-8"), str(file), "exec"), names)  # noqa: S102
        keys.append((extension_key("own_extension:Own"), function_key(names["f"])))

    assert all(one != other for one, other in zip(*keys, strict=True))
    assert function_key(1) is None


def test_links_in_the_content_folder(site, tmp_path):
    """A folder that a link brings into another place is looked into again."""
    (site.content / "posts" / "images").symlink_to(site.content / "images")
    before = site.built(keeps=True)
    (site.content / "posts" / "images").unlink()
    site.draw("posts/images/a.png", (3, 4))
    after = site.built(keeps=True)

    assert after == site.built(keeps=False)
    assert 'width="3"' in after["posts/linked.md"][0] != before["posts/linked.md"][0]
