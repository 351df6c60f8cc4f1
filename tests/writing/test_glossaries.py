"""Which texts link to terms; each content is a few attributes of what Pelican keeps."""

from types import SimpleNamespace

import pytest
from writing.glossaries import glossaries


def text(path: str, *links: str, template: str = "", save_as: str = "index.html") -> SimpleNamespace:
    """Return a page that links to others: `other#part`."""
    metadata = {"links": [(link.partition("#")[0], 1, link) for link in links], "template": template}
    return SimpleNamespace(source_path=path, url=f"{path}/", save_as=save_as, metadata=metadata, translations=[])


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ((), {}),
        (("about#part",), {}),
        (("words",), {}),
        (("words#a", "words#b", "about#c"), {"post": ("words/",)}),
        (("mots#a", "words#b"), {"post": ("mots/", "words/")}),
        (("unpublished#a",), {}),
        (("nothing#a",), {}),
    ],
)
def test_glossaries(links, found):
    """A text has the glossaries that are published and to whose terms, not to whose page alone, it links."""
    pages = [
        text("about"),
        text("words", template="glossary"),
        text("mots", template="glossary"),
        text("unpublished", template="glossary", save_as=""),
    ]
    none = dict.fromkeys(("hidden_articles", "drafts", "hidden_pages", "draft_pages"), ())
    context = {
        **none,
        "articles": [text("post", *links)],
        "pages": pages,
        "profile_pages": {},
        "generated_content": {page.source_path: page for page in pages},
    }

    assert glossaries(context) == found
