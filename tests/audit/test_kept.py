"""What an earlier look has found is taken over where it still holds, and nowhere else."""

from collections.abc import Mapping
from pathlib import Path
from random import Random
from shutil import rmtree

import pytest
from audit import kept
from audit.judge import chosen, judge
from audit.kept import findings_of
from audit.model import Level
from audit.site import Site, answered_by, files_in, forms, read
from broken import ABOUT, BROKEN, FRENCH, HOME, MISSING, POST, URL, picture, write
from reuse.store import Store

ALL = tuple(Level)
TOLD = (Level.ERROR, Level.WARNING)
STEPS = 20
PAGES = {HOME, ABOUT, POST, FRENCH, MISSING}


def site(folder: Path, elsewhere=()) -> Site:
    """Return a folder of which nothing was read."""
    return Site(folder=folder, url=URL, files=frozenset(files_in(folder)), elsewhere=elsewhere)


def kept_findings(folder: Path, store: Path, levels=TOLD, elsewhere=()):
    """Return the findings of a look that begins with what the one before it has left."""
    opened = Store(store, "1")
    found = findings_of(site(folder, elsewhere), levels, opened)
    opened.close(whole=False)
    return found


@pytest.fixture
def reads(monkeypatch) -> list[str]:
    """The pages that were read to be judged, in order."""
    found: list[str] = []
    page_of = kept.page_of

    def reading(source, file):
        found.append(file)
        return page_of(source, file)

    monkeypatch.setattr(kept, "page_of", reading)
    return found


def fault(random: Random, folder: Path) -> None:
    """Break the site in one of the ways that rules know, as far as what is changed is there."""
    _, changes = random.choice(BROKEN)
    for change in changes:
        file = folder / change.file
        if change.new is None:
            file.unlink(missing_ok=True)
        elif change.old is None or file.is_file():
            file.parent.mkdir(parents=True, exist_ok=True)
            new = change.new if isinstance(change.new, bytes) else change.new.encode()
            old = change.old.encode() if isinstance(change.old, str) else change.old
            file.write_bytes(new if old is None else file.read_bytes().replace(old, new))


def removed(random: Random, folder: Path) -> None:
    """Remove a file."""
    (folder / random.choice(files_in(folder))).unlink()


def renamed(random: Random, folder: Path) -> None:
    """Give a page another address."""
    page = random.choice([file for file in files_in(folder) if file.endswith(".html")] or [HOME])
    if (folder / page).is_file():
        (folder / f"{random.randrange(9)}").mkdir(exist_ok=True)
        (folder / page).rename(folder / f"{random.randrange(9)}.html")


def redrawn(random: Random, folder: Path) -> None:
    """Replace a picture by one of another size."""
    (folder / "card.png").write_bytes(picture(random.choice((100, 500, 1200)), 630))


def linked(random: Random, folder: Path) -> None:
    """Let a page link to a part of another."""
    file = folder / random.choice(sorted(PAGES))
    if file.is_file():
        file.write_bytes(file.read_bytes().replace(b"</body>", b'<a href="/post/#part">A</a><a href="/0">B</a></body>'))


def unnamed(random: Random, folder: Path) -> None:
    """Take a part out of a page, or make it noindex, or take out its canonical address."""
    file = folder / random.choice((POST, FRENCH))
    old, new = random.choice(((b'id="part"', b'id="other"'), (b"index, follow", b"noindex"), (b'rel="canonical"', b"")))
    if file.is_file():
        file.write_bytes(file.read_bytes().replace(old, new))


def restored(random: Random, folder: Path) -> None:
    """Make everything good again."""
    rmtree(folder)
    write(folder)


@pytest.mark.parametrize("seed", range(3))
def test_kept_findings_are_those_of_a_look_at_everything(tmp_path, seed):
    """Whatever changes, in whatever order, and whichever levels and other paths are asked for."""
    random, folder, store = Random(seed), write(tmp_path / "site"), tmp_path / "store"  # noqa: S311
    wrong = 0
    for _ in range(STEPS):
        random.choice((fault, fault, fault, removed, renamed, redrawn, linked, unnamed, restored))(random, folder)
        levels, elsewhere = random.choice((TOLD, TOLD, ALL)), random.choice(((), (), ("0",)))
        found = kept_findings(folder, store, levels, elsewhere)
        told = judge(read(folder, URL, elsewhere=elsewhere), chosen(levels=levels))

        assert found == told
        wrong += len(found)
    assert wrong


def changed(file: str, old: str, new: str):
    """Return what changes a file's text."""

    def change(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")

    return change


@pytest.mark.parametrize(
    ("change", "judged"),
    [
        (lambda _: None, set()),
        (changed(ABOUT, "A part", "Another part"), {ABOUT}),
        (changed("robots.txt", "Allow", "allow"), set()),
        (changed("sitemap.xml", "2026-01-03", "2026-01-04"), set()),
        (lambda folder: (folder / "new.txt").write_text("x"), set()),
        # What others have asked about it is answered otherwise.
        (changed(FRENCH, 'rel="canonical"', 'rel="none"'), {FRENCH, POST}),
        (lambda folder: (folder / "photo.png").unlink(), PAGES),
        (lambda folder: (folder / "card.png").write_bytes(picture(1200, 600)), PAGES),
        (lambda folder: (folder / ABOUT).unlink(), PAGES - {ABOUT}),
    ],
)
def test_only_what_has_changed_is_judged_again(tmp_path, reads, change, judged):
    """A page is read again when it, or the answer to something that it asked, is another one."""
    folder = write(tmp_path / "site")
    kept_findings(folder, tmp_path / "store")
    assert set(reads) == PAGES
    reads.clear()

    change(folder)
    kept_findings(folder, tmp_path / "store")

    assert set(reads) == judged


@pytest.mark.parametrize(
    ("file", "text", "rule"),
    [
        ("robots.txt", "User-agent: Twitterbot\nDisallow: /\n", "robots-txt-preview"),
        ("sitemap-2.xml", "<urlset><url><loc>https://example.org/none/</loc></url></urlset>", "sitemap-exists"),
        ("feed.xml", "<feed", "feed-parses"),
        (ABOUT, "<!doctype html><html lang=en><title>Home of it all | Site</title>", "title-unique"),
    ],
)
def test_rules_on_the_whole_site_see_new_files(tmp_path, file, text, rule):
    """A file that was not there, or was another one, is judged with all others."""
    folder = write(tmp_path / "site")
    (folder / file).unlink(missing_ok=True)
    before = kept_findings(folder, tmp_path / "store")
    (folder / file).write_text(text, encoding="utf-8")
    after = kept_findings(folder, tmp_path / "store")

    assert rule not in {finding.rule for finding in before}
    assert rule in {finding.rule for finding in after}


def test_digests_that_are_known_are_believed(tmp_path, reads):
    """Who has just written a file knows its hash, and nobody need read it for that."""
    folder, store = write(tmp_path / "site"), Store(tmp_path / "store", "1")
    known = dict.fromkeys(files_in(folder), "same")
    for _ in range(2):
        found = site(folder)
        found.digests.update(known)
        findings_of(found, TOLD, store)
    assert len(reads) == len(PAGES)

    found = site(folder)
    found.digests.update(known | {ABOUT: "other"})
    findings_of(found, TOLD, store)
    assert reads[len(PAGES) :] == [ABOUT]


def listed(store: Path) -> kept.Listed:
    """Return what the last look has listed."""
    opened = Store(store, "1")
    ((row,),) = opened.connection.execute("SELECT key FROM kept WHERE key LIKE ?", (f"%{kept.LISTED}",))
    return opened.get(kept.SECTION, row)


def test_questions_that_nobody_asks_any_more_go(tmp_path):
    """What is kept does not grow with every look."""
    folder = write(tmp_path / "site")
    sizes = []
    for number in range(30):
        text = f'<!doctype html><a href="/{number}/1">A</a><a href="/{number}/2">B</a>'
        (folder / "changing.html").write_text(text, encoding="utf-8")
        kept_findings(folder, tmp_path / "store")
        sizes.append(len(listed(tmp_path / "store").asked))

    assert max(sizes) <= kept.MOST_IDLE * sizes[0]


def values(store: Path, changes: Mapping[str, bytes | None] | None = None) -> dict[str, bytes]:
    """Return what lies in a store, by the end of its key, once some of it was taken out or replaced."""
    opened = Store(store, "1")
    with opened.connection:
        for name, value in (changes or {}).items():
            opened.connection.execute("DELETE FROM kept WHERE key LIKE ? AND ? IS NULL", (f"% {name}", value))
            opened.connection.execute("UPDATE kept SET value = ? WHERE key LIKE ?", (value, f"% {name}"))
        rows = opened.connection.execute("SELECT key, value FROM kept").fetchall()
    return {key.partition(" ")[2]: value for key, value in rows}


@pytest.mark.parametrize("damage", [lambda _: None, lambda _: b"", lambda older: older])
@pytest.mark.parametrize("name", ["0", kept.LAST, kept.LISTED, kept.WORKED_OUT])
def test_a_store_of_which_a_part_is_gone_or_older(tmp_path, name, damage):
    """Who is killed while he writes leaves parts of two looks; whatever does not fit is judged again."""
    folder, store = write(tmp_path / "site"), tmp_path / "store"
    kept_findings(folder, store)
    older = values(store)[name]
    changed(FRENCH, 'rel="canonical"', 'rel="none"')(folder)
    (folder / "card.png").unlink()
    kept_findings(folder, store)
    values(store, {name: damage(older)})
    changed(ABOUT, "A part", "Another part")(folder)

    assert kept_findings(folder, store) == judge(read(folder, URL), chosen(levels=TOLD))


def test_an_edit_writes_few_pages_again(tmp_path):
    """Pages are kept in groups, of which only those are written in which one was judged."""
    folder = write(tmp_path / "site")
    for number in range(200):
        (folder / f"{number}.html").write_text(f'<!doctype html><a href="/">{number}</a>', encoding="utf-8")
    kept_findings(folder, tmp_path / "store")
    before = listed(tmp_path / "store").stamps
    (folder / "7.html").write_text('<!doctype html><a href="/post/">A</a>', encoding="utf-8")
    kept_findings(folder, tmp_path / "store")
    after = listed(tmp_path / "store").stamps

    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_files_answer_at_the_paths_at_which_they_are_looked_for():
    """The two ways to see it agree: which files may answer at a path, and at which paths a file may."""
    for file in ("index.html", "a/index.html", "a.html", "a/b.html", "a", "aindex.html", "a/index.html/index.html"):
        for path in ("", "a", "a/", "a/index", "a.html", "a/index.html", "a/b", "aindex", "index", "index.html/", "/"):
            assert (file in forms(path)) is (path in answered_by(file)), (file, path)
