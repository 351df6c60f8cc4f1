"""Related articles: what is shared counts, what is rare counts more, the cost is linear, and edits cost little."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import related as module
from reading.related import NOBODY, RARE, TAGS, WORDS, Index, Text, chosen_first, packed, related, step, unpacked
from reading.words import words_of


def text(key: str, body: str = "", **changes) -> Text:
    """Return an article that has a topic and nothing else in common with others; for a hash of its body, the body."""
    facts = {"group": key, "language": "en", "topic": f"topic of {key}", "tags": (), "title": "", "summary": ""}
    return Text(key=key, **{**facts, "body": f"<p>{body}</p>", **changes})


def found(texts, wanted, before=None):
    """Return the keys of what is found for each, and what is kept."""
    result, kept = related(texts, lambda places: [said(texts[place]) for place in places], wanted, before or {})
    return {
        text.key: tuple(texts[other].key for other in others) for text, others in zip(texts, result, strict=True)
    }, kept


def said(one):
    return words_of(one.title, one.summary, one.body)


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

    assert found(texts, 1)[0]["own"] == ("close",)


def test_what_all_share_counts_for_nothing():
    """Words and a tag that every article has put none before another: those of the topic follow in their order."""
    texts = [text(key, topic="t", tags=("tag",), body="the same words for all") for key in "abcd"]

    assert found(texts, 2)[0] == {"a": ("b", "c"), "b": ("c", "d"), "c": ("d", "b"), "d": ("c", "b")}


def test_a_topic_fills_up():
    """Those that share more come first, then the next of the topic, then those before; never from other topics."""
    texts = [text(key, topic="t", tags=("rare",) * (key in "be")) for key in "abcdef"]
    texts += [text("other", tags=("rare",)), *FILLER]

    assert found(texts, 4)[0]["b"] == ("e", "other", "c", "d")
    assert found(texts, 9)[0]["e"] == ("b", "other", "f", "d", "c", "a")


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

    assert found(texts, 3)[0]["own"] == ()


def test_kin_is_left_out():
    """Parts of the same series stand beside the article anyway."""
    texts = [text("own", topic="t", kin=frozenset("b")), text("b", topic="t"), text("c", topic="t")]

    assert found(texts, 3)[0]["own"] == ("c",)


def test_what_is_not_listed_has_related_articles_too():
    """A draft in the preview, or a hidden post, leads on to others."""
    texts = [text("draft", topic="t", listed=False), text("a", topic="t"), *FILLER]

    assert found(texts, 3)[0] == {"draft": ("a",), "a": (), **{filler.key: () for filler in FILLER}}


TEXTS = st.lists(
    st.builds(
        text,
        st.sampled_from("abcdefghijklmnopqrstuvwxyz"),
        language=st.sampled_from(("en", "en", "fr")),
        topic=st.sampled_from("tu"),
        tags=st.lists(st.sampled_from("abc"), unique=True).map(tuple),
        body=st.lists(st.sampled_from(("share", "page", "link", "network", "日本語")), max_size=8).map(" ".join),
        listed=st.booleans(),
        kin=st.frozensets(st.sampled_from("abcdef"), max_size=2),
    ),
    unique_by=lambda made: made.key,
    max_size=16,
)


@given(TEXTS, st.integers(1, 4))
def test_laws(texts, wanted):
    """Never itself, never twice, never too many, only what is listed, and the same answer every time."""
    by_key = {made.key: made for made in texts}

    result, _ = found(texts, wanted)

    assert result == found(texts, wanted)[0]
    assert result.keys() == by_key.keys()
    for key, others in result.items():
        assert key not in others
        assert len(set(others)) == len(others) <= wanted
        assert by_key[key].kin.isdisjoint(others)
        assert all(by_key[other].listed and by_key[other].language == by_key[key].language for other in others)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_kept_changes_nothing(monkeypatch, seed):
    """After any edits all is found that is found without what earlier ones left, scores included."""
    monkeypatch.setattr(module, "RARE", 8)  # so that few articles have common features, too
    monkeypatch.setattr(module, "WORDS", 6)
    chance = random.Random(seed)  # noqa: S311 (nothing is kept secret with it)
    texts, kept = blog(chance, 30), {}
    for _ in range(60):
        texts = edited(texts, chance)
        result, kept = found(texts, 3, kept)
        clean, made = found(texts, 3)

        assert result == clean
        assert [(e.others, e.scores) for e in kept["en"].entries] == [(e.others, e.scores) for e in made["en"].entries]
        kept = unpacked(packed(kept))


def blog(chance, number, first=0):
    """Return articles of words that are as frequent as in a language."""
    return [
        text(
            f"post-{first + key}",
            topic=f"topic {chance.randrange(3)}",
            tags=tuple(chance.sample("abcdefgh", k=chance.randrange(3))),
            body=sentence(chance, chance.choice((5, 60))),
            listed=chance.random() < 0.9,
            kin=frozenset({f"post-{chance.randrange(30)}"}),
        )
        for key in range(number)
    ]


def sentence(chance, length):
    return " ".join(f"word{int(300 ** chance.random())}" for _ in range(length))


def edited(texts, chance):
    """Return articles of which some are changed, added, taken away, or stand elsewhere."""
    texts = list(texts)
    for _ in range(chance.randrange(3)):
        place = chance.randrange(len(texts))
        one = texts[place]
        kind = chance.randrange(10)
        if kind == 0:
            texts.pop(place)
        elif kind == 1:
            texts[place:place] = blog(chance, 1, first=chance.randrange(100, 10**9))
        elif kind == 2:
            texts.insert(chance.randrange(len(texts)), replace(texts.pop(place), body=f"{one.body} more"))
        elif kind == 3:
            texts.insert(chance.randrange(len(texts)), texts.pop(place))
        elif kind == 4:
            texts[place] = replace(one, listed=not one.listed)
        elif kind == 5:
            texts[place] = replace(one, kin=frozenset({chance.choice(texts).key}))
        elif kind == 6:
            texts[place] = replace(one, tags=tuple(chance.sample("abcdefgh", k=2)))
        else:
            texts[place] = replace(one, body=f"{one.body}<p>{sentence(chance, 6)}</p>")
    return texts


def test_a_word_that_becomes_common():
    """One article more that says a word, and the word brings none together, though no weight is another."""
    texts = [text(f"same-{number}", body="hummingbird") for number in range(RARE)] + 90 * FILLER[:1]
    texts = [replace(one, key=str(place), group=str(place)) for place, one in enumerate(texts)]
    result, kept = found(texts, 1)
    texts[-1] = replace(texts[-1], body="<p>hummingbird</p>")

    assert result["0"] == ("1",)
    assert found(texts, 1, kept)[0] == found(texts, 1)[0]
    assert found(texts, 1, kept)[0]["0"] == ()


@given(TEXTS, TEXTS)
def test_any_other_articles_before(before, after):
    """Whatever articles there were before, what is found is what a search without them finds."""
    assert found(after, 2, found(before, 2)[1])[0] == found(after, 2)[0]


def test_what_is_not_known_is_never_taken_over():
    """An article of whose body no hash is known is read anew each time."""
    texts = [text("a", body="hummingbird"), text("b", body="hummingbird"), *FILLER]
    unknown = [replace(one, body="") for one in texts]
    first, second = (words_of("", "", f"<p>{word}</p>") for word in ("hummingbird", "sparrow"))
    _, kept = related(unknown, lambda places: [first for _ in places], 1, {})

    result, _ = related(unknown, lambda places: [second if place > 1 else first for place in places], 1, kept)

    assert result[0] == (1,)


def test_an_edit_costs_little(monkeypatch):
    """The words of the edited article alone are asked for; of the others, few are ranked anew."""
    chance = random.Random(1)  # noqa: S311 (nothing is kept secret with it)
    texts = [replace(one, body=f"<p>{sentence(chance, 200)}</p>") for one in blog(chance, 300)]
    _, kept = found(texts, 3)
    texts[100] = replace(texts[100], body=f"{texts[100].body}<p>Added later: hummingbird word7.</p>")
    asked, ranked, best = [], [], Index.best

    def say(places):
        asked.extend(places)
        return [said(texts[place]) for place in places]

    def noted(self, place, *rest):
        ranked.append(place)
        return best(self, place, *rest)

    monkeypatch.setattr(Index, "best", noted)
    result, kept = related(texts, say, 3, kept)

    assert asked == [100]
    assert 1 <= len(ranked) < 30
    assert (result, kept) == related(texts, None, 3, kept)


@pytest.mark.parametrize("number", [100, 400])
def test_the_cost_is_bounded(monkeypatch, number):
    """However many articles share everything, each looks at no more entries than the docstring says."""
    looked_at, scores = [], Index.scores

    def noted(self, place):
        features = (feature for feature, _ in module.features_of(self.entries[place]))
        looked_at.append(sum(len(self.rare.get(feature, NOBODY)[0]) for feature in features))
        return scores(self, place)

    monkeypatch.setattr(Index, "scores", noted)
    tags = tuple(f"tag-{tag}" for tag in range(TAGS + 5))
    texts = [
        text(str(key), topic="t", tags=tags, body=" ".join(f"word{key % 7}{n}" for n in range(40)))
        for key in range(number)
    ]

    found(texts, 3)

    bound = (1 + TAGS + WORDS) * RARE
    assert bound == 2368
    assert f"{bound:,}" in related.__doc__
    assert max(looked_at) <= bound
    assert len(looked_at) == number


def test_rare_ends_a_step():
    """What is rare is never common in the same step."""
    assert step(RARE) < step(RARE + 1)


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
