"""What a template asks for is noted: names, entries of mappings, functions that nobody knows."""

import pytest
from jinja2 import DictLoader, Environment
from reuse.trace import BETWEEN, Entries, Names, NotingContext, note, noted, watched

PARTIALS = {
    "macro.html": "{% macro shown(x) %}{{ x }}{{ site_name }}{% endmacro %}",
    "with.html": "{% macro shown() %}{{ articles | length }}{% endmacro %}",
    "part.html": "{{ articles | length }}{{ inner | default('') }}",
    "base.html": "{% block main %}{% endblock %}{{ articles[0] }}",
}
SHARED = {"articles": ["a", "b"], "topics": {"one": 1, "two": 2}, "unused": []}
OWN = {"article": "the text", "number": 3}
TEMPLATES = {
    "nothing": ("plain {{ site_name }}", []),
    "of its own": ("{{ article }}", [("own", "article")]),
    "of all": ("{{ articles | length }}", [("shared", "articles")]),
    "twice": ("{{ articles[0] }}{{ articles[1] }}", [("shared", "articles")]),
    "an entry": ("{{ topics['one'] }}", [("entry", f"topics{BETWEEN}one")]),
    "an entry by name": ("{{ topics.two }}", [("entry", f"topics{BETWEEN}two")]),
    "an entry that is not there": ("{{ topics.get('three', 3) }}", [("entry", f"topics{BETWEEN}three")]),
    "whether there is one": ("{{ 'one' in topics }}", [("entry", f"topics{BETWEEN}one")]),
    "all entries": ("{% for key in topics %}{{ key }}{% endfor %}", [("shared", "topics")]),
    "how many": ("{{ topics | length }}", [("shared", "topics")]),
    "entries in pairs": ("{% for k, v in topics.items() %}{{ v }}{% endfor %}", [("shared", "topics")]),
    "a name of the template": ("{% set articles = 1 %}{{ articles }}", []),
    "in a loop": ("{% for number in range(2) %}{{ number }}{% endfor %}", []),
    "included": ("{% include 'part.html' %}", [("shared", "articles")]),
    "inherited": ("{% extends 'base.html' %}", [("shared", "articles")]),
    "in a block": (
        "{% extends 'base.html' %}{% block main %}{{ number }}{% endblock %}",
        [("own", "number"), ("shared", "articles")],
    ),
    "a macro": ("{% from 'macro.html' import shown %}{{ shown(1) }}", []),
    "a macro that sees the page": (
        "{% from 'with.html' import shown with context %}{{ shown() }}",
        [("shared", "articles")],
    ),
    "a function of ours": ("{{ known() }}", [("face", "noted by it")]),
    "a function of others": ("{{ unknown() }}", [("unknown", "unknown")]),
    "not taken": ("{% if number > 5 %}{{ articles }}{% endif %}", [("own", "number"), ("shared", "articles")]),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_noted(name):
    """Each template notes what it may look up, once, and nothing else; Jinja looks up names of branches not taken."""
    text, expected = TEMPLATES[name]
    environment = Environment(loader=DictLoader(PARTIALS), autoescape=True)
    environment.context_class = NotingContext
    environment.globals |= {"known": lambda: note("face", "noted by it") or "", "unknown": str}
    shared = {key: Entries(value, key) if isinstance(value, dict) else value for key, value in SHARED.items()}
    names = Names(shared, OWN, frozenset(("range", "known")))
    with watched(names), noted() as asked:
        environment.from_string(text).render({"site_name": "Site", **shared, **OWN})

    assert sorted(asked) == sorted(expected)


def test_outside():
    """While no page is printed nothing is noted, and mappings are as they were."""
    topics = Entries({"one": 1}, "topics")
    note("face", "a")
    with noted() as asked:
        pass

    assert (topics["one"], dict(topics), list(topics), len(topics), list(asked)) == (1, {"one": 1}, ["one"], 1, [])


def test_inner():
    """What is printed for another page meanwhile is noted of that one alone."""
    with noted() as outer:
        note("a", "1")
        with noted() as inner:
            note("b", "2")
        note("c", "3")

    assert (list(outer), list(inner)) == ([("a", "1"), ("c", "3")], [("b", "2")])
