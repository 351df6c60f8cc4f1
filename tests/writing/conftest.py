"""What tests of bodies share: a content folder, and the Markdown of one post in it."""

import pytest
from bs4 import BeautifulSoup
from factories import WORDS
from markdown import Markdown
from PIL import Image
from words.tables import Words
from writing.body import Body
from writing.references import References
from writing.settings import PELICANS

MARKDOWN = PELICANS["MARKDOWN"]


@pytest.fixture(scope="session")
def content(tmp_path_factory):
    """A content folder with a few files and two pictures of one name."""
    folder = tmp_path_factory.mktemp("content")
    texts = ["home.md", "pages/about.md", "posts/post.md", "posts/other.md", "posts/old.markdown"]
    for path in [*texts, "posts/Q & A.md", "files/paper.pdf", "posts/film.mp4", "extra/poster.png"]:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).touch()
    pictures = {"images/a.png": (10, 20), "posts/images/a.png": (30, 40), "posts/my picture.png": (5, 6)}
    named = {"posts/a,b.png": (1, 2), "images/größe.png": (3, 4), "posts/no. 1/100%#?.png": (7, 8)}
    for path, size in (pictures | named).items():
        (folder / path).parent.mkdir(exist_ok=True)
        Image.new("RGB", size).save(folder / path)
    (folder / "images" / "drawing.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    return folder


@pytest.fixture
def body(content):
    """Return a function that turns the Markdown of posts/post.md into its HTML, the problems told, and its `Body`."""

    def converted(
        text: str, base_path: str = "/blog", words: Words = WORDS["en"], **options
    ) -> tuple[str, list[tuple[str, str]], Body]:
        problems = []
        post = content / "posts" / "post.md"
        references = References(post, content, base_path, lambda *found: problems.append(found[:2]), **options)
        extension = Body(references, words, words.language)
        html = Markdown(**MARKDOWN | {"extensions": [*MARKDOWN["extensions"], extension]}).convert(text)
        return html, problems, extension

    return converted


@pytest.fixture
def convert(body):
    """Return a function that turns the Markdown of posts/post.md into HTML and the problems reported."""

    def converted(text: str, base_path: str = "/blog", **options) -> tuple[BeautifulSoup, list[tuple[str, str]]]:
        html, problems, _ = body(text, base_path, **options)
        return BeautifulSoup(html, "html.parser"), problems

    return converted
