"""Sentences are parted where they end, and measured."""

import pytest
from proofreading.sentences import check_sentences, measure, sentences, sentences_of, split, spoken_words, words


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Ask, e.g. Ana or Ben. Then go.", ["Ask, e.g. Ana or Ben.", "Then go."]),
        ("It is 4.5 per cent. The rest is 3.", ["It is 4.5 per cent.", "The rest is 3."]),
        ("Mr. Smith v. Mrs. Jones.", ["Mr. Smith v. Mrs. Jones."]),
        ("By J. R. Smith. Read it.", ["By J. R. Smith.", "Read it."]),
        ("It moved to X. Then it stopped.", ["It moved to X.", "Then it stopped."]),
        ('He said "no." Then "yes".', ['He said "no."', 'Then "yes".']),
        ("Sites, feeds etc. Others too.", ["Sites, feeds etc.", "Others too."]),
        ("On 1 Jan. 2026 it began.", ["On 1 Jan. 2026 it began."]),
        ("It says no. 5 is left.", ["It says no. 5 is left."]),
        ("He said no. She left.", ["He said no.", "She left."]),
        ("Wait ... then go.", ["Wait ... then go."]),
        ("What? (Nothing.) So.", ["What?", "(Nothing.)", "So."]),
        ("It costs €5. €3 is left.", ["It costs €5.", "€3 is left."]),
        ("See example.com today.", ["See example.com today."]),
    ],
)
def test_split(text, parts):
    """Full stops of abbreviations, numbers and initials end nothing."""
    assert [part for _, part in split(text)] == parts


def test_lines(article):
    """A sentence knows its line, and one over two lines is one."""
    block = article("First. Second\ngoes on.\nThird.").blocks[0]

    assert [(sentence.text, sentence.line) for sentence in sentences(block)] == [
        ("First.", 3),
        ("Second goes on.", 3),
        ("Third.", 5),
    ]


@pytest.mark.parametrize(
    ("text", "count"), [("easy-to-share pages", 2), ("150 ÷ 10 = 15", 3), ("a – b", 2), ("it’s 3.5%", 2)]
)
def test_words(text, count):
    """What stands between spaces with a letter or digit is a word."""
    assert len(words(text)) == count


def test_what_is_read(article):
    """Headings, tables, code, captions and sources are no running text; boxes, lists and quotations are."""
    body = (
        "Text.\n\n## Heading.\n\n- Item.\n\n| Head. |\n| --- |\n| Cell. |\n\n```\nCode.\n```\n\n> Quoted.\n\n"
        '![Alt.](a.png "Caption.")\n\n## Sources\n\n- [A](https://example.net): source. Undated.\n'
    )

    assert [sentence.text for sentence in sentences_of(article(body))] == ["Text.", "Item.", "Quoted."]


def test_entries_without_a_stop_flatter_no_mean(article):
    """A checklist's entries count for the longest sentence alone."""
    measures = measure(sentences_of(article("Four words are here.\n\n- one\n- two words without any end here\n")))

    assert (measures.words, measures.sentences, measures.mean, measures.longest) == (4, 1, 4.0, 6)


def test_grade(article):
    """The grade is that of Flesch and Kincaid: 10 words of 14 syllables in a sentence."""
    text = "The cat sat on the mat and looked at animals."  # 1 each, but "animals" has 3
    measures = measure(sentences_of(article(text)))

    assert measures.grade == pytest.approx(0.39 * 10 + 11.8 * 12 / 10 - 15.59)


def test_what_has_no_syllables():
    """Numbers, code, abbreviations and names within a sentence are left out; a sentence's first word counts."""
    assert list(spoken_words("Mastodon shows \ue003 to 500 SMO readers of Instagram by word-of-mouth.")) == [
        *("Mastodon", "shows", "to", "readers", "of", "by", "word", "of", "mouth"),
    ]


LONG = " ".join(["word"] * 35)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            f"{LONG.capitalize()}. {LONG.capitalize()} more.",
            ["a sentence of 36 words", "sentences of 35.5 words on av"],
        ),
        (f"{LONG.capitalize()}. Short one. Another.", []),
        ("Sentence of ordinary words. " * 40, []),
        ("Organisational communication necessitates multidimensional considerations. " * 40, ["reading grade"]),
        ("Organisational communication necessitates considerations.", []),
    ],
)
def test_limits(article, body, found):
    """Long sentences, long means and hard words are told; a text too short to grade is not."""
    told = [finding.found for finding in check_sentences(article(body))]

    assert [text[: len(start)] for text, start in zip(told, found, strict=True)] == found


def test_other_languages_are_not_measured(article):
    """Limits of English are no limits of French."""
    assert not list(check_sentences(article(f"{LONG} {LONG}.", Lang="fr")))
