"""Tasks as a script finds them: a label around the words of each, and a key that stays when other words change."""

import pytest


@pytest.fixture
def keys(convert):
    """Return a function that gives the keys of a text's tasks in their order."""

    def found(text: str) -> list[str]:
        html, problems = convert(text)
        assert problems == []
        return [mark["data-task"] for mark in html.select(".task-mark")]

    return found


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("- [ ] a *b* [c](other.md) `d`", ["☐ a b c d"]),
        ("- [ ] a\n    - [x] deep\n    - none", ["☐ a", "☑ deep"]),
        ("- [ ] a\n\n    more\n\n- [x] b", ["☐ a", "☑ b"]),
        ("1. [ ] a\n2. [x] b", ["☐ a", "☑ b"]),
        ("> - [ ] quoted", ["☐ quoted"]),
        ("- [ ] a\n    ```\n    code\n    ```", ["☐ a"]),
        ("- none", []),
    ],
    ids=["inline", "nested", "paragraphs", "numbers", "quotation", "code", "none"],
)
def test_labels(convert, text, labels):
    """The label holds the mark and the task's own words, not what stands below them."""
    html, _ = convert(text)

    assert [label.get_text().strip() for label in html.select(".task label")] == labels
    assert [label.span["class"] for label in html.select("label")] == [["task-mark"]] * len(labels)
    assert html.select("label :is(ul, p, pre), label label") == []


@pytest.mark.parametrize(("text", "has_tasks"), [("- [ ] a", True), ("- a", False), ("Words.", False)])
def test_found(body, text, has_tasks):
    """Whether a text has tasks is known once it has been converted."""
    _, _, extension = body(text)

    assert extension.tasks.found is has_tasks


@pytest.mark.parametrize(
    "changed",
    [
        "- [ ] new\n- [ ] a *b*\n- [ ] c",
        "- [ ] c\n- [ ] a *b*",
        "Words[^1] & <b>more</b>.\n\n## A heading\n\n- [ ] a **b**\n    - [ ] new\n- [ ] c\n\n[^1]: A note.",
        "1. [ ] a b\n2. [ ] c",
        "- [ ] a  [b](other.md)\n\n- [ ] c",
    ],
    ids=["above", "order", "around", "numbers", "marks"],
)
def test_keys_stay(keys, changed):
    """A key stays when tasks come or move, when the rest of the text changes, when only the looks of words do."""
    assert set(keys("- [ ] a *b*\n- [ ] c")) <= set(keys(changed))


@pytest.mark.parametrize("changed", ["- [ ] a c", "- [x] a b", "- [ ] A b"], ids=["words", "done", "letters"])
def test_keys_change(keys, changed):
    """A task whose words or whose state in the source is another has another key."""
    assert keys(changed) != keys("- [ ] a b")


def test_notes_count_for_nothing(keys):
    """The number of a note, which changes with those before it, is no part of a key."""
    first = "- [ ] a[^1]\n\n[^1]: A note."
    second = "Words[^0].\n\n- [ ] a[^1]\n\n[^0]: Another.\n[^1]: A note."

    assert keys(first) == keys(second)


def test_html_counts(keys):
    """Two tasks that differ in an entity or in HTML alone have two keys, whatever else of HTML is in the text."""
    first, second = keys("- [ ] a &lt; b\n- [ ] a &gt; b")

    assert first != second
    assert keys("<b>x</b> &amp;\n\n- [ ] a &lt; b\n- [ ] a &gt; b") == [first, second]


def test_same_words(keys):
    """Tasks that say the same are told apart by the heading or task above them: a new one takes no tick over."""
    sections = "## B\n\n- [ ] a\n\n## C\n\n- [ ] a\n- [ ] d\n    - [ ] a"
    before = keys(sections)

    assert len(set(before)) == 4
    assert keys(f"## A\n\n- [ ] a\n\n{sections}")[1:] == before


def test_all_the_same(keys):
    """Even tasks that nothing tells apart have keys of their own."""
    assert len(set(keys("- [ ] a\n- [ ] a\n- [ ] a"))) == 3


def test_classes_of_the_writer(convert):
    """What a writer gives to an item stays the item's."""
    html, _ = convert("- [ ] a\n{: .mine }")

    assert "task" in html.li["class"]
    assert html.label.get_text().startswith("☐ a")
