"""Texts to proofread."""

from pathlib import Path

import pytest
from proofreading.reading import article_of


@pytest.fixture
def article():
    """Return a function that makes an article: a body, which begins on line 3, and more keys of the front matter."""

    def make(body, path="content/posts/post.md", **keys):
        head = [f"{key}: {value}" for key, value in {"Title": "A title", **keys}.items()]
        return article_of("\n".join([*head, "", body]), Path(path))

    return make
