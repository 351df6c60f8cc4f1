"""What is searched of a page: Pagefind finds in it what it finds in the whole page."""

import pytest
from publishing.searched import searched

HEAD = """<!doctype html>
<html lang="en">
<head><title>T</title><style>h1{}</style></head>
<body><nav><a href="/">Home</a></nav>
"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Nothing is marked.</p>", None),
        (
            "<h1>A</h1><div data-pagefind-body><p>x</p></div><p>y</p>",
            "<h1>A</h1><div data-pagefind-body><p>x</p></div>",
        ),
        (  # elements of the same name within
            "<div data-pagefind-body>a<div>b<div>c</div></div>d</div><div>e</div><h1>A</h1>",
            "<div data-pagefind-body>a<div>b<div>c</div></div>d</div><h1>A</h1>",
        ),
        (  # values in attributes of elements around, which are kept as tags
            '<div data-pagefind-meta="date:2026-01-02"><p>n</p><h1>A</h1><p data-pagefind-body>x</p></div>',
            '<div data-pagefind-meta="date:2026-01-02"><h1>A</h1><p data-pagefind-body>x</p></div>',
        ),
        (  # values that are the text of an element
            '<span data-pagefind-meta="author">Ada</span><b>n</b><h1>A</h1><p data-pagefind-body>x</p>',
            '<span data-pagefind-meta="author">Ada</span><h1>A</h1><p data-pagefind-body>x</p>',
        ),
        (  # the first picture after the title, up to the last part that is searched
            '<img src="1"><h1>A</h1><p><img src="2"></p><img src="3"><p data-pagefind-body>x</p><img src="4">',
            '<h1>A</h1><img src="2"><p data-pagefind-body>x</p>',
        ),
        ('<h1>A</h1><p data-pagefind-body>x</p><img src="4">', "<h1>A</h1><p data-pagefind-body>x</p>"),
        (  # tags in texts, comments and attributes are none
            "<script>'<h1>'</script><!-- <h1>B --><h1 title='>'>A</h1><div data-pagefind-body><!-- </div> -->x</div>",
            "<h1 title='>'>A</h1><div data-pagefind-body><!-- </div> -->x</div>",
        ),
        (  # an end tag that is missing, one of nothing, and an element that is never closed
            "<h1>A</h1></b><ul><li>n<li>m</ul><p data-pagefind-body>x</p><section data-pagefind-body>y",
            "<h1>A</h1><p data-pagefind-body>x</p><section data-pagefind-body>y</body></html>",
        ),
        (  # what is to be ignored stays so
            '<div data-pagefind-ignore="all"><h1>B</h1></div><h1>A</h1><p data-pagefind-body>x</p>',
            '<div data-pagefind-ignore="all"><h1>B</h1></div><h1>A</h1><p data-pagefind-body>x</p>',
        ),
    ],
)
def test_searched(body, expected):
    """Marked parts, the title, values and the language; nothing of what stands around them."""
    found = searched(f"{HEAD}{body}</body></html>".encode()).decode()

    if expected is None:
        assert found == ""
    else:
        assert found == f'<title>T</title><html lang="en">{expected}</html>'


def test_built_site(built):
    """It is a small part of a page, and the same when what surrounds it is another."""
    page = (built.folder / "all-keys" / "index.html").read_bytes()
    found = searched(page)

    assert len(found) < len(page) / 2
    assert (
        searched(page.replace(b"</header>", b"<p>More</p></header>").replace(b"</footer>", b"More</footer>")) == found
    )
