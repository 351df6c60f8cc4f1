"""The networks a reader can share to: one table, and the address of a share made from it."""

from __future__ import annotations

from dataclasses import dataclass

from tools.utm import encoded, tagged_parts

from social.model import Metadata


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """How a network takes a share.

    Attributes:
        key: name in settings and front matter (`Share_Text_<Key>`); also `utm_source`.
        endpoint: address without its query.
        parameters: query in order, percent-encoded; in the values stand {url}, {text}, {title}, {picture}, {hashtags}
            (comma list) and {account} (the site's handle there, without @). One that stays empty is left out.
        medium: `utm_medium`; "social" is what analytics count as organic social.
    """

    key: str
    name: str
    endpoint: str
    parameters: tuple[tuple[str, str], ...]
    medium: str = "social"


@dataclass(frozen=True, slots=True)
class ShareLink:
    """A finished link: the complete, encoded address to open."""

    key: str
    name: str
    href: str


NETWORKS = {
    network.key: network
    for network in (
        # Takes the address alone; titles in the older shareArticle are ignored.
        Network(
            key="linkedin",
            name="LinkedIn",
            endpoint="https://www.linkedin.com/sharing/share-offsite/",
            parameters=(("url", "{url}"),),
        ),
        # Only `u` is reliable.
        Network(
            key="facebook",
            name="Facebook",
            endpoint="https://www.facebook.com/sharer/sharer.php",
            parameters=(("u", "{url}"),),
        ),
        # https://docs.x.com/x-for-websites/post-button/guides/web-intent
        Network(
            key="x",
            name="X",
            endpoint="https://x.com/intent/tweet",
            parameters=(("text", "{text}"), ("url", "{url}"), ("hashtags", "{hashtags}"), ("via", "{account}")),
        ),
        # The link stands last in the text, so that the preview is made of it.
        Network(
            key="whatsapp",
            name="WhatsApp",
            endpoint="https://wa.me/",
            parameters=(("text", "{text}%20{url}"),),
        ),
        # https://docs.bsky.app/docs/advanced-guides/intent-links: `text` is the only parameter.
        Network(
            key="bluesky",
            name="Bluesky",
            endpoint="https://bsky.app/intent/compose",
            parameters=(("text", "{text}%20{url}"),),
        ),
        # The project's own tool, which remembers the reader's server.
        # https://blog.joinmastodon.org/2026/03/a-new-share-button
        Network(
            key="mastodon",
            name="Mastodon",
            endpoint="https://share.joinmastodon.org/",
            parameters=(("text", "{text}%20{url}"),),
        ),
        Network(
            key="reddit",
            name="Reddit",
            endpoint="https://www.reddit.com/submit",
            parameters=(("url", "{url}"), ("title", "{title}")),
        ),
        # https://core.telegram.org/widgets/share
        Network(
            key="telegram",
            name="Telegram",
            endpoint="https://t.me/share/url",
            parameters=(("url", "{url}"), ("text", "{text}")),
        ),
        # https://developers.pinterest.com/docs/web-features/buttons/
        Network(
            key="pinterest",
            name="Pinterest",
            endpoint="https://www.pinterest.com/pin/create/button/",
            parameters=(("url", "{url}"), ("media", "{picture}"), ("description", "{text}")),
        ),
        # https://developers.facebook.com/documentation/threads/threads-web-intents
        Network(
            key="threads",
            name="Threads",
            endpoint="https://www.threads.com/intent/post",
            parameters=(("text", "{text}"), ("url", "{url}")),
        ),
        # RFC 6068: spaces as %20, line breaks as %0D%0A. https://www.rfc-editor.org/rfc/rfc6068#section-5
        Network(
            key="email",
            name="E-mail",
            endpoint="mailto:",
            parameters=(("subject", "{title}"), ("body", "{text}%0D%0A%0D%0A{url}")),
            medium="email",
        ),
    )
}


def share_links(meta: Metadata) -> list[ShareLink]:
    """Return a link for each network that the site offers, in the site's order."""
    return [share_link(NETWORKS[key], meta) for key in meta.site.networks]


def share_link(network: Network, meta: Metadata) -> ShareLink:
    """Return the link that shares a page on one network."""
    text = meta.share_texts.get(network.key, meta.share_text)
    values = {
        "url": "".join(map(encoded, address_parts(network, meta))),
        "text": encoded(text.value),
        "title": encoded(meta.share_title.value),
        "picture": encoded(meta.share_picture.value.url),
        "hashtags": encoded(",".join(meta.hashtags.value)),
        "account": encoded(meta.site.twitter.removeprefix("@")),
    }
    filled = ((name, template.format_map(values)) for name, template in network.parameters)
    query = "&".join(f"{name}={value}" for name, value in filled if value)
    return ShareLink(network.key, network.name, f"{network.endpoint}?{query}")


def share_address(network: Network, meta: Metadata) -> str:
    """Return the address of a page as it is shared on a network: with the words by which visits are counted."""
    return "".join(address_parts(network, meta))


def address_parts(network: Network, meta: Metadata) -> tuple[str, str, str]:
    """Return that address in parts: the page, the query, the fragment."""
    return tagged_parts(meta.url.value, source=network.key, medium=network.medium, campaign=meta.campaign.value)
