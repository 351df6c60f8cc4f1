"""Related articles: what is shared counts, what is rare counts more, and the cost is linear."""

import pickle
from dataclasses import replace
from html import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from reading import related as module
from reading.related import (
    SUMMARY,
    TAGS,
    TITLE,
    WINDOW,
    WORDS,
    Text,
    chosen_first,
    packed,
    related,
    text_and_headings,
    unpacked,
    word_counts,
    words_in,
)
from social.text import parsed


def text(key: str, body: str = "", **changes) -> Text:
    """Return an article that has a topic and nothing else in common with others."""
    facts = {"group": key, "language": "en", "topic": f"topic of {key}", "tags": (), "title": "", "summary": ""}
    return Text(key=key, **{**facts, "words": words_in(f"<p>{body}</p>"), **changes})


FILLER = [text(f"filler-{number}", body=f"filler{number}") for number in range(6)]


@pytest.mark.parametrize(
    ("close", "far"),
    [
        ({"topic": "t"}, {}),
        ({"tags": ("rare",)}, {"tags": ("common",)}),
        ({"tags": ("common", "rare")}, {"tags": ("rare",)}),
        ({"body": "hummingbird"}, {}),
        ({"body": "hummingbird nectar"}, {"body": "hummingbird sparrows"}),
        ({"title": "Hummingbirds"}, {"body": "Hummingbirds nectar sparrows sparrows sparrows"}),
        ({"summary": "nectar"}, {"topic": "another"}),
    ],
)
def test_what_is_shared_counts(close, far):
    """Topic, tags and words bring an article nearer; rare ones more than common ones, titles more than text."""
    texts = [
        text("own", topic="t", tags=("rare", "common"), title="Hummingbirds", body="hummingbird nectar hummingbirds"),
        text("far", **{"tags": (), **far}),
        text("close", **close),
        *(replace(filler, tags=("common",)) for filler in FILLER),
        text("other", body="sparrows"),
    ]

    assert related(texts, 1)["own"] == ("close",)


def test_what_all_share_counts_for_nothing():
    """A topic, a tag and words that every article has put none before another: the nearer by date comes first."""
    texts = [text(key, topic="t", tags=("tag",), body="the same words for all") for key in "abcd"]

    assert related(texts, 2) == {"a": ("b", "c"), "b": ("a", "c"), "c": ("b", "d"), "d": ("c", "b")}


@pytest.mark.parametrize(
    "changes",
    [
        {"group": "own"},  # a translation
        {"language": "fr"},
        {"listed": False},  # a draft, a hidden post, one with noindex
    ],
)
def test_what_is_never_shown(changes):
    """Translations, other languages and what is not listed are no further reading."""
    texts = [text("own", topic="t"), text("other", topic="t", **changes), *FILLER]

    assert related(texts, 3)["own"] == ()


def test_kin_is_left_out():
    """Parts of the same series stand beside the article anyway."""
    texts = [text("own", topic="t", kin=frozenset("b")), text("b", topic="t"), text("c", topic="t")]

    assert related(texts, 3)["own"] == ("c",)


def test_what_is_not_listed_has_related_articles_too():
    """A draft in the preview, or a hidden post, leads on to others."""
    texts = [text("draft", topic="t", listed=False), text("a", topic="t"), *FILLER]

    assert related(texts, 3) == {"draft": ("a",), "a": (), **{filler.key: () for filler in FILLER}}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Sharing, sharing! A “share”…", {"sharing": 2, "share": 1}),
        ("in 2026 it is so", {}),
        ("日本語", {"日本": 1, "本語": 1}),
        ("हिन्दी में लिखा", {"हिन्दी": 1, "में": 1, "लिखा": 1}),
        ("مشاركة الرابط، مشاركة", {"مشاركة": 2, "الرابط": 1}),
    ],
)
def test_words(body, expected):
    """Words are told apart in any script; short ones and numbers tell nothing."""
    assert word_counts(text("a", body=body)) == expected


HTML = ["<p>", "</p>", "<h2>", "</h2>", '<h3 id="a">', "</h3>", "<br>", '<a href="b">', "</a>", "one ", "two", "&amp;"]
HTML += ["\n", " ", "&rsquo;", "<b>", "</b>", "<pre><code>", "</code></pre>", "<H2>", "</H2>"]
ODD = ["<", "&", "&eacute;", "&#8220;", "<!-- a -->", "<script>one</script>", "<template>two</template>", "<textarea>"]


@given(st.lists(st.sampled_from(HTML)).map("".join) | st.lists(st.sampled_from(HTML + ODD), max_size=12).map("".join))
@example("<h2>one <b>two</b></h2>\n<p>three</p><p>four</p>")
@example("<h2>one")
def test_the_text_of_a_body(html):
    """Words are those that a parser finds, whether one was needed or not."""
    root = parsed(html)
    headings = " ".join(heading.text_content() for heading in root.iter("h2", "h3", "h4"))

    text, words = text_and_headings(html)

    assert text.split() == root.text_content().split()
    assert words.split() == headings.split()


@given(st.lists(st.text(), max_size=9))
def test_words_are_kept(parts):
    """What is kept of words is the words."""
    words = words_in(escape(" ".join(parts)))

    assert unpacked(pickle.loads(pickle.dumps(packed(words)))) == words  # noqa: S301 (our own)


def test_better_places_count_more():
    """A word of the title weighs as several of the text."""
    counts = word_counts(text("a", title="title", summary="summary", body="body"))

    assert counts == {"title": TITLE, "summary": SUMMARY, "body": 1}


TEXTS = st.lists(
    st.builds(
        text,
        st.uuids().map(str),
        language=st.sampled_from(("en", "fr")),
        topic=st.sampled_from("tu"),
        tags=st.lists(st.sampled_from("abc"), unique=True).map(tuple),
        body=st.lists(st.sampled_from(("share", "page", "link", "network", "日本語")), max_size=8).map(" ".join),
        listed=st.booleans(),
    ),
    unique_by=lambda found: found.key,
    max_size=12,
)


@given(TEXTS, st.integers(1, 4))
def test_laws(texts, wanted):
    """Never itself, never twice, never too many, only what is listed, and the same answer every time."""
    by_key = {found.key: found for found in texts}

    result = related(texts, wanted)

    assert result == related(texts, wanted)
    assert result.keys() == by_key.keys()
    for key, others in result.items():
        assert key not in others
        assert len(set(others)) == len(others) <= wanted
        assert all(by_key[other].listed and by_key[other].language == by_key[key].language for other in others)


@pytest.mark.parametrize("number", [300, 1200])
def test_the_cost_is_bounded(monkeypatch, number):
    """However many articles share everything, each looks at no more entries than the docstring says."""
    looked_at = []
    near = module.near

    def counted(position, postings):
        found = list(near(position, postings))
        looked_at.append(len(found))
        return found

    monkeypatch.setattr(module, "near", counted)
    tags = tuple(f"tag-{tag}" for tag in range(TAGS + 5))
    texts = [
        text(str(key), topic="t", tags=tags, body=" ".join(f"word{key % 7}{n}" for n in range(40)))
        for key in range(number)
    ]

    related(texts, 3)

    bound = (1 + TAGS + WORDS) * (2 * WINDOW + 1)
    assert bound == 1887
    assert f"{bound:,}" in related.__doc__
    assert sum(looked_at) <= number * bound


@pytest.mark.parametrize(
    ("chosen", "ranked", "expected"),
    [
        ("", "abcd", "abc"),
        ("x", "abcd", "xab"),
        ("b", "abcd", "bac"),
        ("wxyz", "ab", "wxyz"),
        ("xx", "a", "xa"),
    ],
)
def test_the_writers_choice_comes_first(chosen, ranked, expected):
    """What a writer chose is shown whole and first; the rest is filled up without repeats."""
    assert chosen_first(chosen, ranked, 3) == tuple(expected)
