"""What is kept of pages says which of them would be printed otherwise."""

import pickle
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printing.pages import MOST_IDLE, NUMBERS, Kept, Record, unpacked
from reuse.digests import UnknownError

QUESTIONS = [("face", name) for name in "abcdef"]
UNANSWERED = "nobody knows"


def answering(answers):
    """Return what answers questions by their keys."""

    def answer(question):
        found = answers[question[1]]
        if found == UNANSWERED:
            raise UnknownError(question)
        return found

    return answer


def page(kept, asked, answer):
    """Return the record of a page that asked these questions."""
    numbers = array(NUMBERS, [kept.number_of(question, answer) for question in asked])
    return Record("bytes", (), "", numbers.tobytes(), b"", "", ())


def again(kept):
    """Return what the next build finds."""
    return unpacked(pickle.loads(pickle.dumps(kept.packed())))  # noqa: S301 (our own)


ANSWERS = st.fixed_dictionaries(dict.fromkeys("abcdef", st.sampled_from(["", "1", "2", UNANSWERED])))
ASKED = st.lists(st.lists(st.sampled_from(QUESTIONS), unique=True), max_size=4)


@given(before=ANSWERS, after=st.lists(ANSWERS, min_size=1, max_size=3), asked=ASKED)
def test_a_page_is_right_while_its_answers_are_the_same(before, after, asked):
    """In each later build a page is right if, and only if, each of its questions has the answer of the first."""
    kept, answer = unpacked(None), answering(before)
    for number, questions in enumerate(asked):
        if all(before[key] != UNANSWERED for _, key in questions):
            kept.pages[str(number)] = page(kept, questions, answer)
    for answers in after:
        kept = again(kept)
        changed = kept.changed(answering(answers))
        for name, record in kept.pages.items():
            same = all(answers[key] == before[key] for _, key in asked[int(name)])
            assert changed.isdisjoint(record.numbers()) == same
        kept.pages = {name: one for name, one in kept.pages.items() if changed.isdisjoint(one.numbers())}


def test_a_question_that_nobody_can_answer():
    """A page that asks what could not be answered in this build is not kept."""
    kept = unpacked(None)
    page(kept, QUESTIONS[:1], answering({"a": "1"}))
    kept.changed(answering({"a": UNANSWERED}))

    with pytest.raises(UnknownError):
        kept.number_of(QUESTIONS[0], answering({"a": "1"}))


def test_idle_questions():
    """Questions that no page asks any more go once they are many; the others keep their answers."""
    answer = answering(dict(zip("abcdef", "123456", strict=True)))
    kept = unpacked(None)
    page(kept, QUESTIONS, answer)
    kept.pages["left"] = page(kept, [QUESTIONS[4], QUESTIONS[1]], answer)
    found = again(kept.tidied())

    assert len(QUESTIONS) > MOST_IDLE * 2
    assert found.questions == [QUESTIONS[1], QUESTIONS[4]]
    assert found.answers == ["2", "5"]
    assert list(found.pages["left"].numbers()) == [1, 0]
    assert found.tidied() is found


def test_packed():
    """What was kept is unpacked again."""
    kept = Kept({}, QUESTIONS, "123456")
    kept.pages["a"] = page(kept, QUESTIONS[2:4], answering({}))

    assert (again(kept).pages, again(kept).questions, again(kept).answers) == (kept.pages, QUESTIONS, list("123456"))
