"""The articles as their files tell them: what `make proofread` checks holds for each of them."""

import os
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from factories import ROOT
from proofreading.claims import check_claims
from proofreading.form import check_form
from proofreading.inline import images, links, plain
from proofreading.links import check_links, external
from proofreading.model import Kind
from proofreading.names import has_figure, names
from proofreading.proof import Proof, read
from proofreading.questions import check_questions
from proofreading.reading import is_source, running
from proofreading.repeats import check_repeats, told
from proofreading.sentences import check_sentences, measure, sentences_of, statements
from proofreading.sources import check_sources, sources
from proofreading.sums import check_sums, sums_of
from writing.front_matter import one, parse, split

CONTENT = ROOT / "content"
FILES = sorted(file.relative_to(ROOT).as_posix() for file in CONTENT.rglob("*.md"))
POSTS = [file for file in FILES if file.startswith("content/posts/")]
ENGLISH = [file for file in POSTS if not re.search(r"\.[a-z]{2}\.md$", file)]
TOPICS = [file for file in FILES if file.startswith("content/topics/")]


def fresh() -> Proof:
    """Return the content, with exceptions that nothing has asked for yet."""
    before = Path.cwd()
    os.chdir(ROOT)  # findings name files as seen from the project
    try:
        return read(Path("content"))
    finally:
        os.chdir(before)


@cache
def proof() -> Proof:
    """Return the content, read once."""
    return fresh()


def article(file):
    """Return an article by its path."""
    return next(found for found in proof().articles if found.path.as_posix() == file)


def name(file):
    """Return how a file is called in the output of the tests."""
    return Path(file).name


def none(findings):
    """Fail with what was found, a line each."""
    assert not (found := "\n".join(map(str, findings))), f"\n{found}"


def unquoted(text):
    """Return a text without what it quotes."""
    return re.sub(r'"[^"]*"|“[^”]*”', "", text)


each_file = pytest.mark.parametrize("file", FILES, ids=name)
each_post = pytest.mark.parametrize("file", POSTS, ids=name)
each_english_post = pytest.mark.parametrize("file", ENGLISH, ids=name)
each_topic = pytest.mark.parametrize("file", TOPICS, ids=name)


def test_every_file_is_read():
    """No file of the content was left out."""
    assert sorted(found.path.as_posix() for found in proof().articles) == FILES
    assert proof().unread == ()


def test_library():
    """There are sixteen articles in English or more, and none of them is a stub."""
    assert len(ENGLISH) >= 16
    assert [file for file in ENGLISH if measure(sentences_of(article(file))).words < 400] == []


@each_file
def test_sums(file):
    """Every sum comes to what is written behind it."""
    none(check_sums(article(file), ROOT / Path(file).parent))


def test_sums_are_found():
    """Most articles work an example out, and those that are known for their sums hold many."""
    counted = {name(file): len(sums_of(article(file), ROOT / Path(file).parent)) for file in ENGLISH}

    assert counted["smo-vs-smm.md"] >= 20
    assert counted["what-is-social-media-marketing.md"] >= 10
    assert counted["measuring-smo-and-smm.md"] >= 20
    assert sum(count > 0 for count in counted.values()) >= 16
    assert sum(counted.values()) >= 150


@each_english_post
def test_a_worked_example(file):
    """Each article has an example that a reader can compute again, and says that it is invented."""
    text = "\n".join(plain(block.raw) for block in article(file).blocks)

    assert sums_of(article(file), ROOT / Path(file).parent), f"{file}: no sum stands in it"
    assert re.search(r"invented|made (?:\w+ ){0,3}up|made-up|imaginary", text), f"{file}: no example is called invented"


@each_file
def test_sentences(file):
    """Sentences are short, and the words ones that a reader of fifteen follows."""
    none(check_sentences(article(file)))


@each_file
def test_claims(file):
    """Nothing uncertain is stated as certain, nothing dead named as alive, no filler."""
    none(check_claims(article(file), proof().exceptions))


@each_file
def test_links(file):
    """Addresses are encrypted, plain, and spelled in one way."""
    none(check_links(article(file), proof().exceptions))


@each_post
def test_sources(file):
    """Every external link is listed under Sources with what it supports and its date; figures on others have a link."""
    none(check_sources(article(file), proof().exceptions))


def test_sources_are_found():
    """The check has much to look at: links, listed sources, statements of names with figures."""
    found = [article(file) for file in ENGLISH]
    stated = [
        text
        for post in found
        for block in post.blocks
        if block.kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.ROW) and not is_source(block)
        for _, text in statements(block)
        if names(text) and has_figure(text)
    ]

    assert sum(len(sources(post)) for post in found) >= 100
    assert sum(1 for post in found for _ in external(post)) >= 250
    assert len(stated) >= 80


@each_post
def test_form(file):
    """Takeaways at the top, links to terms and posts, a next article, dates, picture, texts for networks, headings."""
    none(check_form(article(file)))


def test_questions():
    """Each article answers one question, and no two the same."""
    none(check_questions(proof().posts))


def test_repeats():
    """No sentence stands in two files."""
    none(check_repeats(proof().articles, proof().exceptions))
    assert sum(1 for found in proof().articles for _ in told(found)) >= 1_000


def test_exceptions_are_needed():
    """Each exception that a reviewer has allowed allows something."""
    read_anew = fresh()
    read_anew.findings()

    none(read_anew.exceptions.idle())


@each_english_post
def test_summary_of_its_own(file):
    """A summary is written for its article, and says something of it rather than that it is one."""
    summaries = Counter(article(other).field("summary") for other in ENGLISH)
    summary = article(file).field("summary")

    assert summaries[summary] == 1
    assert not re.match(r"(?:This|Our|In this) (?:article|post|guide)\b", summary)


@each_english_post
def test_share_texts_of_their_own(file):
    """Each network gets words of its own, without exhortations."""
    texts = [unquoted(article(file).field(f"share_text_{network}")) for network in ("linkedin", "x", "mastodon")]

    assert len(set(texts)) == 3, f"{file}: two networks get the same text"
    assert not [
        text for text in texts if re.search(r"\bcheck (?:it |this )?out\b|\bread more\b|!", text, re.IGNORECASE)
    ]


@each_english_post
def test_tone(file):
    """No exclamation marks, no emoji, no em dashes."""
    for block in running(article(file)):
        text = unquoted(plain(block.raw, ""))
        assert not re.search(r"!(?:\s|$)|[\U0001F300-\U0001FAFF]", text), f"{file}:{block.line}: {text[:60]}"
        assert text.count("—") == 0, f"{file}:{block.line}: {text[:60]}"


@each_english_post
def test_pictures(file):
    """A picture in a text says what it shows and has a caption, in words of their own."""
    for block in article(file).blocks:
        for alternative, address, caption in images(block.raw):
            assert len(alternative.split()) >= 3, f"{file}:{block.line}: {address}"
            assert caption != alternative, f"{file}:{block.line}: {address}"


@each_english_post
def test_dates(file):
    """An article was looked through on or after its day, and is to be looked at again within a year and a bit."""
    post = article(file)
    written, reviewed, again = (post.field(key)[:10] for key in ("date", "reviewed", "review_by"))

    assert written <= reviewed < again
    assert int(again[:4]) - int(reviewed[:4]) <= 1


@each_topic
def test_topics(file):
    """A topic has its first article and a reading path, and the two hold its posts."""
    topic = parse((ROOT / file).read_text(encoding="utf-8"))
    title, pillar = one(topic.fields, "title"), one(topic.fields, "pillar")
    path = split(topic.fields["reading_path"].value, ",")
    posts = {Path(post).stem for post in ENGLISH if article(post).field("category") == title}
    existing = {Path(post).stem for post in ENGLISH}

    assert pillar in existing
    assert set(path) <= existing
    assert posts
    assert posts <= {pillar, *path}, f"{file}: on no path: {sorted(posts - {pillar, *path})}"
    assert len(topic.body.split()) >= 40, f"{file}: the topic's text is a stub"


@each_post
def test_sources_come_last(file):
    """The list of sources ends the text."""
    blocks = article(file).blocks
    first = next((number for number, block in enumerate(blocks) if is_source(block)), len(blocks))

    assert all(is_source(block) for block in blocks[first:])
    assert all(block.kind in (Kind.HEADING, Kind.ITEM, Kind.PARAGRAPH) for block in blocks[first:])


@each_english_post
def test_links_lead_on(file):
    """Two links or more to other posts stand inside sentences, not in tables or captions."""
    found = [
        link.address
        for block in running(article(file))
        for link in links(block)
        if re.match(r"(?:\.\./posts/)?[\w.-]+\.md", link.address)
    ]

    assert len(set(found)) >= 2
