"""Posts about a page, written out as somebody would post them: words, address, hashtags, and how long that is."""

from __future__ import annotations

from dataclasses import dataclass

from networks.posts import POSTS

from social.model import Metadata
from social.networks import NETWORKS, share_address

GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Draft:
    """A post for one network.

    Attributes:
        key, name: the network's.
        text: what is posted, in several lines.
        length, limit: characters as the network counts them.
    """

    key: str
    name: str
    text: str
    length: int
    limit: int

    @property
    def excess(self) -> int:
        """How many characters are too many."""
        return max(0, self.length - self.limit)


def drafts(meta: Metadata) -> list[Draft]:
    """Return a post for each network that the site offers or the writer wrote for, in the site's order.

    Networks that nobody posts to at large, such as messengers, have none.
    """
    wanted = dict.fromkeys((*meta.site.networks, *meta.share_texts))
    return [draft(key, meta) for key in wanted if key in POSTS]


def draft(key: str, meta: Metadata) -> Draft:
    """Return the post for one network. A hashtag that stands in the words is not written twice."""
    words = meta.share_texts.get(key, meta.share_text)
    post, network = POSTS[key], NETWORKS[key]
    written = {word.strip(".,:;!?").casefold() for word in words.value.split()}
    tags = [f"#{tag}" for tag in meta.hashtags.value if f"#{tag}".casefold() not in written][: post.hashtags]
    address = share_address(network, meta)
    text = GAP.join(filter(None, (words.value, address, " ".join(tags))))
    length = post.length(text.replace(address, "", 1), address)
    return Draft(key, network.name, text, length, post.limit)
