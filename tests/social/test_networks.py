"""Where the share links lead, and what a network is told."""

from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from factories import BLOG, described, picture, site, source
from hypothesis import given
from hypothesis import strategies as st
from social.metadata import describe
from social.networks import NETWORKS, share_link, share_links
from social.text import one_line

EVERY_NETWORK = pytest.mark.parametrize("network", [pytest.param(found, id=key) for key, found in NETWORKS.items()])
HOSTILE = (
    st.text() | st.sampled_from(["&url=x", "a+b c", "100%", "%20", "#", "?", "</a>", "{url}", "😀 日本語", '"'])
).map(one_line)

PAGE = describe(
    source(
        fields={
            "share_text": "Read & share: 100% free?",
            "hashtags": "SMO, Größe",
            "campaign": "Spring Sale",
            "card": "none",
        },
        heading="A “title”",
    ),
    site(twitter="@site", share_picture=picture(url=f"{BLOG}/images/default.png")),
)
HERE = "https%3A%2F%2Fexample.org%2Fblog%2Fpost%2F"
SOCIAL = "utm_medium%3Dsocial%26utm_campaign%3Dspring-sale"
TEXT = "Read%20%26%20share%3A%20100%25%20free%3F"
TITLE = "A%20%E2%80%9Ctitle%E2%80%9D"
HREFS = {
    "linkedin": f"https://www.linkedin.com/sharing/share-offsite/?url={HERE}%3Futm_source%3Dlinkedin%26{SOCIAL}",
    "facebook": f"https://www.facebook.com/sharer/sharer.php?u={HERE}%3Futm_source%3Dfacebook%26{SOCIAL}",
    "x": f"https://x.com/intent/tweet?text={TEXT}&url={HERE}%3Futm_source%3Dx%26{SOCIAL}"
    "&hashtags=SMO%2CGr%C3%B6%C3%9Fe&via=site",
    "whatsapp": f"https://wa.me/?text={TEXT}%20{HERE}%3Futm_source%3Dwhatsapp%26{SOCIAL}",
    "bluesky": f"https://bsky.app/intent/compose?text={TEXT}%20{HERE}%3Futm_source%3Dbluesky%26{SOCIAL}",
    "mastodon": f"https://share.joinmastodon.org/?text={TEXT}%20{HERE}%3Futm_source%3Dmastodon%26{SOCIAL}",
    "reddit": f"https://www.reddit.com/submit?url={HERE}%3Futm_source%3Dreddit%26{SOCIAL}&title={TITLE}",
    "telegram": f"https://t.me/share/url?url={HERE}%3Futm_source%3Dtelegram%26{SOCIAL}&text={TEXT}",
    "pinterest": f"https://www.pinterest.com/pin/create/button/?url={HERE}%3Futm_source%3Dpinterest%26{SOCIAL}"
    f"&media=https%3A%2F%2Fexample.org%2Fblog%2Fimages%2Fdefault.png&description={TEXT}",
    "threads": f"https://www.threads.com/intent/post?text={TEXT}&url={HERE}%3Futm_source%3Dthreads%26{SOCIAL}",
    "email": f"mailto:?subject={TITLE}&body={TEXT}%0D%0A%0D%0A{HERE}"
    "%3Futm_source%3Demail%26utm_medium%3Demail%26utm_campaign%3Dspring-sale",
}


def told(href: str) -> dict[str, str]:
    """Return what a network reads of a link's query; a plus is a plus, as mail programs have it."""
    return dict(parse_qsl(urlsplit(href).query.replace("+", "%2B"), keep_blank_values=True, strict_parsing=True))


# The links


@pytest.mark.parametrize(("key", "href"), HREFS.items(), ids=HREFS)
def test_href(key, href):
    """The complete address to open, of one page on each network."""
    assert share_link(NETWORKS[key], PAGE).href == href


def test_every_network_is_in_the_table():
    """No network without an expected address."""
    assert set(HREFS) == set(NETWORKS)


@EVERY_NETWORK
def test_a_network_goes_by_one_name(network):
    """The key is also `utm_source`: lower case, since analytics tell "X" and "x" apart."""
    assert NETWORKS[network.key] is network
    assert network.key.isalpha()
    assert network.key == network.key.lower()
    assert network.endpoint.startswith("mailto:" if network.key == "email" else "https://")


def test_links_in_the_order_of_the_site():
    """The networks that the site offers, in its order, with the names that readers know."""
    meta = describe(source(), site(networks=("x", "email", "linkedin")))

    assert [(link.key, link.name) for link in share_links(meta)] == [
        ("x", "X"),
        ("email", "E-mail"),
        ("linkedin", "LinkedIn"),
    ]


def test_a_site_may_offer_none():
    """Without networks there are no links."""
    assert share_links(describe(source(), site(networks=()))) == []


# What a network is told


@pytest.mark.parametrize("key", ["x", "whatsapp", "bluesky", "mastodon", "telegram", "pinterest", "threads", "email"])
def test_a_network_may_have_a_text_of_its_own(key):
    """`Share_Text_<Network>` is told there, `Share_Text` everywhere else."""
    meta = described(fields={"share_text": "For all", f"share_text_{key}": "For one"})
    heard = {name: " ".join(told(share_link(network, meta).href).values()) for name, network in NETWORKS.items()}

    assert [name for name, words in heard.items() if "For one" in words] == [key]
    assert "For all" not in heard[key]


def test_a_text_without_words_is_none():
    """An empty `Share_Text_X` does not silence the share on X."""
    meta = described(fields={"share_text": "For all", "share_text_x": ""})

    assert told(share_link(NETWORKS["x"], meta).href)["text"] == "For all"


@pytest.mark.parametrize("key", ["x", "whatsapp", "bluesky", "mastodon", "telegram", "pinterest", "threads", "email"])
def test_a_paid_post_says_so_where_it_is_shared(key):
    """The label comes first in every text."""
    meta = described(fields={"sponsored": "true", "share_text": "Read"})
    heard = told(share_link(NETWORKS[key], meta).href)

    assert any(words.startswith("Ad: Read") for words in heard.values())


@pytest.mark.parametrize(
    ("fields", "where", "missing"),
    [
        ({}, {"twitter": "@site"}, {"hashtags"}),
        ({"hashtags": "SMO"}, {}, {"via"}),
        ({}, {}, {"hashtags", "via"}),
        ({"hashtags": "SMO"}, {"twitter": "@site"}, set()),
    ],
)
def test_x_is_told_nothing_empty(fields, where, missing):
    """Without hashtags or account their parameters are left out."""
    meta = describe(source(fields=fields), site(**where))

    assert {"text", "url", "hashtags", "via"} - set(told(share_link(NETWORKS["x"], meta).href)) == missing


def test_hashtags_are_told_without_their_sign():
    """X adds the sign. https://docs.x.com/x-for-websites/post-button/guides/web-intent"""
    meta = described(fields={"hashtags": "#SMO, Social Media"})

    assert told(share_link(NETWORKS["x"], meta).href)["hashtags"] == "SMO,SocialMedia"


@pytest.mark.parametrize("key", ["whatsapp", "bluesky", "mastodon", "email"])
def test_the_address_stands_last_in_a_text(key):
    """So that the preview is made of it and no mark sticks to it."""
    words = list(told(share_link(NETWORKS[key], PAGE).href).values())[-1]

    assert words.split()[-1].startswith(f"{BLOG}/post/?utm_source={key}&")


def test_an_email_has_lines():
    """Text, an empty line, the address. https://www.rfc-editor.org/rfc/rfc6068#section-5"""
    text, empty, address = told(share_link(NETWORKS["email"], PAGE).href)["body"].split("\r\n")

    assert (text, empty) == ("Read & share: 100% free?", "")
    assert address.startswith(f"{BLOG}/post/")


@pytest.mark.parametrize(
    ("key", "medium"), [(key, "email" if key == "email" else "social") for key in NETWORKS], ids=NETWORKS
)
def test_medium(key, medium):
    """Analytics count "social" as organic social, a mail as email."""
    assert f"utm_source={key}&utm_medium={medium}&utm_campaign=spring-sale" in unquote(
        share_link(NETWORKS[key], PAGE).href
    )


def test_a_text_from_elsewhere_is_shared_from_there():
    """The canonical address is shared, with its own query kept."""
    meta = described(fields={"canonical": "https://example.com/first/?id=1#part"})

    assert told(share_link(NETWORKS["linkedin"], meta).href)["url"] == (
        "https://example.com/first/?id=1&utm_source=linkedin&utm_medium=social&utm_campaign=share-button#part"
    )


@given(text=HOSTILE, title=HOSTILE.filter(bool), path=st.sampled_from(["", "post/", "größe/", "a%20b/", "404.html"]))
def test_what_is_told_is_what_was_meant(text, title, path):
    """Whatever is written, the query decodes to the page's own address with utm, and to its words unchanged."""
    meta = described(fields={"share_text": text}, heading=title, path=path)
    for network in NETWORKS.values():
        url = f"{BLOG}/{path}?utm_source={network.key}&utm_medium={network.medium}&utm_campaign=share-button"
        meant = {"url": url, "text": meta.share_text.value, "title": meta.title.value}
        expected = {
            name: unquote(template).replace("{picture}", meta.share_picture.value.url)
            for name, template in network.parameters
            if template not in ("{hashtags}", "{account}")
        }

        filled = {name: fill(template, meant) for name, template in expected.items()}
        assert told(share_link(network, meta).href) == filled, network.key


def fill(template: str, values: dict[str, str]) -> str:
    """Return the template with each name replaced once, whatever the values hold."""
    text, name, rest = template.partition("{")
    if not name:
        return template
    key, _, rest = rest.partition("}")
    return f"{text}{values[key]}{fill(rest, values)}" if key in values else template


@given(text=HOSTILE)
def test_links_are_plain_ascii_without_plus(text):
    """A space is %20: several apps would show a plus. Nothing is left that HTML or a shell of text would cut."""
    meta = described(fields={"share_text": text, "share_title": text})
    for network in NETWORKS.values():
        href = share_link(network, meta).href

        assert href.isascii(), network.key
        assert not set(href) & set("+ \"'<>\r\n"), network.key


# Encoding
