"""An article has the form that readers, networks and reviewers count on."""

import pytest
from proofreading.form import check_form
from proofreading.limits import LONGEST_SUMMARY, SHARE_TEXT_X, SHORTEST_SUMMARY

KEYS = {
    "Reviewed": "2026-11-21",
    "Review_By": "2027-11-21",
    "Summary": "s" * SHORTEST_SUMMARY,
    "Image": "images/a.png",
    "Image_Alt": "A",
    "Share_Text_Linkedin": "A",
    "Share_Text_X": "A",
    "Share_Text_Mastodon": "A",
}
BODY = """\
The answer.

!!! takeaways "Key takeaways"
    - One.

## A

[a](../pages/glossary.md#reach), [b](../pages/glossary.md#card), [c](../pages/glossary.md#feed), [d](one.md).

### B

Says [a page](https://ogp.me). Next, read [the other](two.md#part).

## Sources

- [A](https://ogp.me): tags. Undated.
"""


def told(article, body=BODY, **changes):
    """Return what is found in a good article with changes; None takes a key out."""
    keys = {key: value for key, value in {**KEYS, **changes}.items() if value is not None}
    return [finding.found for finding in check_form(article(body, **keys))]


def test_a_good_article(article):
    """Nothing is found in an article that has everything."""
    assert told(article) == []


@pytest.mark.parametrize("key", KEYS)
def test_keys(article, key):
    """Each key is missed."""
    assert told(article, **{key: None}) == [f"there is no {key.title()}"]


@pytest.mark.parametrize(
    ("key", "length", "count"),
    [
        ("Summary", SHORTEST_SUMMARY - 1, 1),
        ("Summary", LONGEST_SUMMARY, 0),
        ("Summary", LONGEST_SUMMARY + 1, 1),
        ("Share_Text_X", SHARE_TEXT_X, 0),
        ("Share_Text_X", SHARE_TEXT_X + 1, 1),
    ],
)
def test_lengths(article, key, length, count):
    """Texts for others have the lengths that others show."""
    assert len(told(article, **{key: "s" * length})) == count


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("!!! takeaways", "!!! note", "no key takeaways stand near the top"),
        ("The answer.\n", "The answer.\n\nB.\n\nC.\n\nD.\n\nE.\n\nF.\n", "no key takeaways stand near the top"),
        ("glossary.md#card", "glossary.md", "2 terms of the glossary are linked"),
        ("glossary.md#card", "glossary.md#reach", "2 terms of the glossary are linked"),
        ("[d](one.md)", "d", "1 other posts are linked"),
        ("## Sources", "## More", 'there is no heading "Sources"'),
        ("### B", "#### B", 'the heading "B" is of level 4 below one of level 2'),
        ("## A", "### A", 'the heading "A" is of level 3 below one of level 1'),
        ("## A", "# A", 'the heading "A" is of level 1 below one of level 1'),
    ],
)
def test_text(article, old, new, found):
    """What a text lacks is told."""
    assert found in told(article, BODY.replace(old, new, 1))


def test_next_article(article):
    """The end leads on; a link far above is no end."""
    far = BODY.replace("Next, read [the other](two.md#part).", "[x](two.md)\n\n" + "More.\n\n" * 9)

    assert told(article, far) == ["the end leads on to no other post"]


def test_sources_are_for_links(article):
    """A text that links to nobody needs no list."""
    assert told(article, BODY.split("## Sources", maxsplit=1)[0].replace("[a page](https://ogp.me)", "a page")) == []


@pytest.mark.parametrize("keys", [{"Translation": "true"}, {"Lang": "ar"}])
def test_other_languages(article, keys):
    """A translation, or a post in another language, is looked at for its headings alone."""
    assert [finding.found for finding in check_form(article("Text.", **keys))] == []
    assert len(list(check_form(article("#### A", **keys)))) == 1
