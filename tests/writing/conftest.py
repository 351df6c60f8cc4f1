"""What tests of bodies share: a content folder, and the Markdown of one post in it."""

import pytest
from bs4 import BeautifulSoup
from factories import WORDS
from markdown import Markdown
from markdown.extensions.toc import slugify_unicode
from PIL import Image
from words.tables import Words
from writing.body import Body
from writing.references import References

# As in the real settings.
EXTENSIONS = ["extra", "admonition", "smarty", "toc"]
CONFIGS = {"toc": {"title": "", "slugify": slugify_unicode}}


@pytest.fixture(scope="session")
def content(tmp_path_factory):
    """A content folder with a few files and two pictures of one name."""
    folder = tmp_path_factory.mktemp("content")
    texts = ["home.md", "pages/about.md", "posts/post.md", "posts/other.md", "posts/old.markdown"]
    for path in [*texts, "posts/Q & A.md", "files/paper.pdf", "posts/film.mp4", "extra/poster.png"]:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).touch()
    pictures = {"images/a.png": (10, 20), "posts/images/a.png": (30, 40), "posts/my picture.png": (5, 6)}
    for path, size in (pictures | {"posts/a,b.png": (1, 2), "images/größe.png": (3, 4)}).items():
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
        extension = Body(references, words)
        html = Markdown(extensions=[*EXTENSIONS, extension], extension_configs=CONFIGS, output_format="html").convert(
            text
        )
        return html, problems, extension

    return converted


@pytest.fixture
def convert(body):
    """Return a function that turns the Markdown of posts/post.md into HTML and the problems reported."""

    def converted(text: str, base_path: str = "/blog", **options) -> tuple[BeautifulSoup, list[tuple[str, str]]]:
        html, problems, _ = body(text, base_path, **options)
        return BeautifulSoup(html, "html.parser"), problems

    return converted
