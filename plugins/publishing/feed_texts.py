"""The text of a post as readers of feeds get it: whole, with addresses that lead somewhere from anywhere."""

from __future__ import annotations

import re
from functools import partial
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from bs4.element import Tag
from writing.srcset import replaced

# Comments to browsers, as Word writes them; Python's parser knows not all of their kind, and raises.
MARKED = re.compile(r"<!\[(?!CDATA\[)[^>]*>?")
OF_HEADINGS = ":is(h2, h3, h4, h5, h6) > a[href]"
ADDRESS_ATTRIBUTES = ("href", "xlink:href", "src", "poster", "cite", "data", "action", "formaction")


def absolute_html(html: str, address: str) -> str:
    """Return an HTML fragment in which every address is absolute, read as standing at `address`.

    A drawing's symbol of the same text stays with it: browsers take none from another host. A heading is no link to
    itself, which nobody needs outside the page. A tool is the worked example that it holds.
    """
    soup = BeautifulSoup(MARKED.sub("", html), "html.parser")
    for form in soup.select("form[data-tool]"):
        read_only(form)
    for link in soup.select(OF_HEADINGS):
        if link.parent and link["href"] == f"#{link.parent.get('id')}":
            link.unwrap()
    absolute = partial(urljoin, address)
    for element in soup.find_all():
        for name in ADDRESS_ATTRIBUTES:
            if element.has_attr(name) and not (element.name == "use" and str(element[name]).startswith("#")):
                element[name] = absolute(str(element[name]))
        if element.has_attr("srcset"):
            element["srcset"] = replaced(str(element["srcset"]), absolute)
    return str(soup)


def read_only(form: Tag) -> None:
    """Make the form of a tool a list of what is filled in and what comes of it: feed readers show no forms."""
    for element in form.select("button, [role=status]"):
        element.decompose()
    for label in form.select("label"):
        value = label.select_one("input, textarea, option[selected]")
        text = str(value.get("value", value.get_text())) if value else ""
        words = label.find(string=True, recursive=False)
        if value and not text:
            label.decompose()
        else:
            label.replace_with(f"{str(words or '').strip()}: {text}")
    for item in form.select("li"):
        if not item.get_text(strip=True):
            item.decompose()
    for element in form.select("output"):
        element.unwrap()
    name = Tag(name="strong")
    name.string = str(form["aria-label"])
    form.name, form.attrs = "div", {}
    form.insert(0, name)
