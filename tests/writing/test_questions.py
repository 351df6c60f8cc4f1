"""The questions of posts: each has its mark, and no two published posts of a language have the same one."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writing.front_matter import Field
from writing.questions import check_questions, folded, is_asked


def post(path: str, question: str, **changes) -> SimpleNamespace:
    """Return a published post that answers a question, which stands on line 2, with changes."""
    fields = {"question": Field(question, 2)} if question else {}
    facts = {"source_path": path, "save_as": "a.html", "status": "published", "lang": "en", "translations": []}
    return SimpleNamespace(**{**facts, "metadata": {"front_matter": fields}, **changes})


def told(caplog, *posts: SimpleNamespace) -> list[str]:
    """Return what a check of these posts says."""
    check_questions({"articles": posts, "hidden_articles": [], "drafts": []})
    return [record.getMessage() for record in caplog.records]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is SMO?", "what is  smo"),
        ("What’s “SMO”?", "What's 'SMO'…"),
        ("Qu’est-ce que le SMO ?", "qu est ce que le smo"),
        ("ＳＭＯ？", "SMO?"),
        ("STRASSE?", "Straße?"),
        ("Cafe\u0301?", "Café?"),
    ],
)
def test_spellings_of_one_question(one, other):
    """Case, punctuation, spaces and ways to write a letter count for nothing."""
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("C?", "C 2?"), ("कि?", "का?"), ("Où?", "Ou?"), ("SMO vs SMM?", "SMO?")])
def test_other_questions(one, other):
    """Letters, their signs and digits count."""
    assert folded(one) != folded(other)


@given(st.text())
def test_folding_again_changes_nothing(question):
    """What was folded stays as it is."""
    assert folded(folded(question)) == folded(question)


@pytest.mark.parametrize("question", ["What?", "ماذا؟", "何？", "Ի՞նչ", "ምን፧", "Τι;", "Τι\u037e", "“Why?”"])
def test_marks(question):
    """A question has the mark of its script."""
    assert is_asked(question)


@pytest.mark.parametrize("statement", ["What SMO is", "ما هو", "Why.", ""])
def test_no_mark(statement):
    """Anything else has none."""
    assert not is_asked(statement)


def test_one_question_twice(caplog):
    """The second by its file's name is told where the first stands."""
    posts = (post("posts/b.md", "what is SMO"), post("posts/a.md", "What is SMO?"), post("posts/c.md", "Why?"))

    (message,) = told(caplog, *posts)

    assert message.startswith('posts/b.md:2: error[question]: "what is SMO" is answered by posts/a.md:2 too; write')


@pytest.mark.parametrize(
    "other",
    [
        post("b", "What is SMO?", lang="fr"),
        post("b", "What is SMO?", status="draft"),
        post("b", "What is SMO?", save_as=""),
        post("b", "What is SMM?"),
        post("b", ""),
    ],
    ids=["language", "draft", "waiting", "another", "none"],
)
def test_no_clash(caplog, other):
    """Other languages, what is not published, other questions and none do no harm."""
    assert told(caplog, post("a", "What is SMO?"), other) == []


def test_questions_without_words(caplog):
    """Two of them are not the same question."""
    assert told(caplog, post("a", "?"), post("b", "?")) == []


def test_a_translation_has_the_question_of_its_language(caplog):
    """It is found through its original, and clashes with posts of its own language alone."""
    french = post("a.fr", "Pourquoi ?", lang="fr")

    assert told(caplog, post("a", "Why?", translations=[french]), post("b", "Pourquoi ?")) == []
    assert len(told(caplog, post("a", "Why?", translations=[french]), post("b", "Pourquoi ?", lang="fr"))) == 1
