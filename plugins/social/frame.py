"""What stands around the text of a page, and is the same on all pages in its language."""

from __future__ import annotations

from dataclasses import dataclass

from words.tables import Words

from social.model import Site


@dataclass(frozen=True, slots=True)
class Frame:
    """What header and footer know of their page.

    Attributes:
        language: of the page's text, as a tag such as "en-GB".
        interface: the words around it, in that language where the site has a table of it.
    """

    language: str
    site: Site
    interface: Words

    def say(self, key: str, *, count: int | None = None, **values: object) -> str:
        """Return interface words. Raises KeyError for a key that no table has."""
        return self.interface.say(key, count=count, **values)
