"""Parts of pages that are the same on many: printed once, and asked for by each page that shows them."""

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined
from jinja2.exceptions import UndefinedError
from printing.parts import PARTS, Parts, part
from reuse.trace import NotingContext, note, noted

TEMPLATES = {
    "page": '{{ article }}: {{ part("part", language="en") }} {{ part("part", language="fr") }}',
    "part": "{{ counted() }} <b>{{ language }}</b> {{ name }}",
    "with its page": '{{ part("own") }}',
    "own": "{{ article }}",
    "in a macro": '{% from "macro" import show with context %}{{ show() }}',
    "macro": '{% macro show() %}{{ part("part", language="de") }}{% endmacro %}',
}


@pytest.fixture
def printed():
    """Return what prints a template, with what all pages share and what it has alone; and how often a part was."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, loader=DictLoader(TEMPLATES))
    environment.context_class = NotingContext
    times = []

    def counted():
        note("kind", "key")
        times.append(1)
        return len(times)

    environment.globals |= {"part": part, "counted": counted}
    shared = {"name": "<A & B>"}
    shared[PARTS] = Parts(shared)
    return lambda name, **own: environment.get_template(name).render(shared | own)


def test_a_part_is_printed_once_for_each_value(printed):
    """The second page shows what was printed for the first; text in it is escaped once."""
    expected = "1 <b>en</b> &lt;A &amp; B&gt; 2 <b>fr</b> &lt;A &amp; B&gt;"

    assert printed("page", article="a") == f"a: {expected}"
    assert printed("page", article="b") == f"b: {expected}"
    assert printed("in a macro") == "3 <b>de</b> &lt;A &amp; B&gt;"


def test_every_page_asks_what_its_parts_asked(printed):
    """Also the one for which nothing is printed any more; nothing is lost of what it asks around them."""
    for article in ("a", "b"):
        with noted() as asked:
            note("before", article)
            printed("page", article=article)
            note("after", article)

        assert list(asked) == [("before", article), ("kind", "key"), ("after", article)]


def test_a_part_knows_nothing_of_its_page(printed):
    """A value of one page would be shown on all."""
    with pytest.raises(UndefinedError, match="article"):
        printed("with its page", article="a")
