"""Parts of pages that are the same on many: each is printed once a build."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from reuse.trace import Question, note, noted

PARTS = "parts"  # in Pelican's context


class Parts:
    """What was printed of them.

    `context` is what all pages share: of what a page has alone, a part knows only the values that it is given.
    """

    def __init__(self, context: Mapping[str, Any]) -> None:
        self.context = context
        self.known: dict[tuple[str, tuple[tuple[str, str], ...]], tuple[Markup, tuple[Question, ...]]] = {}

    def printed(self, environment: Environment, name: str, values: Mapping[str, str]) -> Markup:
        """Return what a template prints with these values; the page that shows it asks what it asked."""
        key = name, tuple(values.items())
        if key not in self.known:
            with noted() as asked:
                html = environment.get_template(name).render(self.context, **values)
            self.known[key] = Markup(html), tuple(asked)  # noqa: S704 (its template has escaped what it prints)
        html, questions = self.known[key]
        for question in questions:
            note(*question)
        return html


@pass_context
def part(context: Context, name: str, **values: str) -> Markup:
    """Return what a template of the theme prints, which depends on these values and on nothing else of the page."""
    parts: Parts = context.parent.get(PARTS) or Parts(context.parent)
    return parts.printed(context.environment, name, values)
