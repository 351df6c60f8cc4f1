"""Where readers meet the questions that articles answer."""

from urllib.parse import urlsplit

import pytest
from factories import Built


def asked(site: Built, path: str) -> dict[str, list[tuple[str, str]]]:
    """Return question and address of each article that the search page offers, by topic."""
    found = {}
    heading = site.page(path).find(id="_questions")
    for topic in heading.parent.find_all("h3") if heading else []:
        links = topic.find_next_sibling("ul").find_all("a")
        found[topic.get_text()] = [(link.get_text(), urlsplit(link["href"]).path) for link in links]
    return found


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("search/", {"First topic": [("What is translated?", "/blog/translated/")]}),
        ("fr/search/", {"First topic": [("Qu’est-ce qui est traduit ?", "/blog/fr/translated/")]}),
    ],
)
def test_questions_are_those_of_the_language(built, path, expected):
    """The search page of a language has the questions of its articles, each a link; it needs no script for that."""
    assert asked(built, path) == expected


def test_every_question_stands_under_its_topic(real):
    """Each article that answers one is offered once; a topic's come in reading order."""
    found = asked(real, "search/")
    path = [step.a["href"] for step in real.page("topics/social-media-optimisation/").select(".path li")]

    offered = [address for topic in found.values() for _, address in topic]
    assert len(offered) == len(set(offered)) >= 16
    assert all(question.endswith("?") for topic in found.values() for question, _ in topic)
    own = [address for _, address in found["Social media optimisation"]]
    assert own[1:] == [address for address in path if address in own]


def test_a_reading_path_says_what_each_article_answers(real):
    """Below each title stands the question; the search page has the same."""
    questions = {address: question for topic in asked(real, "search/").values() for question, address in topic}
    steps = real.page("topics/practice/").select(".path li")

    assert len(steps) >= 3
    assert [step.p.get_text() for step in steps] == [questions[step.a["href"]] for step in steps]
