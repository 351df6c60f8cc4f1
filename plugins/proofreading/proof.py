"""All checks over a folder of content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from writing.front_matter import FrontMatterError

from proofreading.claims import check_claims
from proofreading.exceptions import Exceptions, read_exceptions
from proofreading.form import check_form
from proofreading.links import check_links
from proofreading.model import Article, Finding
from proofreading.questions import check_questions
from proofreading.reading import files, is_post, read_article
from proofreading.repeats import check_repeats
from proofreading.sentences import check_sentences
from proofreading.sources import check_sources
from proofreading.sums import check_sums

EXCEPTIONS = "proofreading.toml"
"""The file of exceptions, in the folder of the content."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A folder of content, read once.

    Attributes:
        content: the folder.
        articles: its files in their order.
        exceptions: what a reviewer has allowed.
        unread: files that could not be taken apart.
    """

    content: Path
    articles: tuple[Article, ...]
    exceptions: Exceptions
    unread: tuple[Finding, ...] = ()

    @property
    def posts(self) -> tuple[Article, ...]:
        return tuple(article for article in self.articles if is_post(article.path))

    def of_one(self, article: Article) -> Iterator[Finding]:
        """Yield what is wrong with an article by itself."""
        yield from check_sums(article, article.path.parent)
        yield from check_claims(article, self.exceptions)
        yield from check_links(article, self.exceptions)
        yield from check_sentences(article)
        if is_post(article.path):
            yield from check_sources(article, self.exceptions)
            yield from check_form(article)

    def of_all(self) -> Iterator[Finding]:
        """Yield what is wrong with articles beside each other."""
        yield from check_questions(self.posts)
        yield from check_repeats(self.articles, self.exceptions)

    def findings(self) -> list[Finding]:
        """Return everything that was found, by file and line."""
        found = [*self.unread, *(finding for article in self.articles for finding in self.of_one(article))]
        found += self.of_all()
        return sorted({*found, *self.exceptions.idle()})


def read(content: Path, only: Sequence[Path] = ()) -> Proof:
    """Return a folder of content, with the files in `only` that lie elsewhere. Raises ValueError for bad exceptions."""
    articles, unread = [], []
    inside = files(content)
    known = {file.resolve() for file in inside}
    for file in (*inside, *(file for file in only if file.resolve() not in known)):
        try:
            articles.append(read_article(file))
        except FrontMatterError as error:
            unread.append(Finding(file, error.line, "reading", str(error), "run make check"))
        except UnicodeDecodeError:
            unread.append(Finding(file, 1, "reading", "this is no UTF-8", "save it as UTF-8"))
    return Proof(content, tuple(articles), read_exceptions(content / EXCEPTIONS), tuple(unread))
