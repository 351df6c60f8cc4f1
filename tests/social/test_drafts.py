"""Posts about a page: what they say, how long they are, and what their writer is told."""

from factories import BLOG, site, source
from hypothesis import given
from hypothesis import strategies as st
from networks.posts import POSTS
from social.advice import advice
from social.drafts import drafts
from social.metadata import describe
from social.model import Metadata, PageKind
from social.networks import NETWORKS, share_links

ALL = site(networks=tuple(NETWORKS))


def described(**fields: str) -> Metadata:
    """Return a post that says these things, on a site that offers every network."""
    return describe(source(PageKind.ARTICLE, fields), ALL)


def text(meta: Metadata, key: str) -> str:
    """Return the post for one network."""
    return next(draft.text for draft in drafts(meta) if draft.key == key)


def told(**fields: str) -> list[tuple[str, str]]:
    """Return the advice on what is too long to be posted."""
    found = source(PageKind.ARTICLE, {"summary": "Words.", **fields})
    return [piece for piece in advice(found, describe(found, ALL)) if "address and hashtags" in piece.message]


def test_a_post():
    """Words, address and hashtags, each in a paragraph; the address is the one that the share link has."""
    meta = described(share_text="For all.", share_text_x="For X.", hashtags="SocialMedia, SMO")

    assert text(meta, "x") == (
        f"For X.\n\n{BLOG}/post/?utm_source=x&utm_medium=social&utm_campaign=share-button\n\n#SocialMedia #SMO"
    )
    assert text(meta, "linkedin").startswith("For all.\n\n")
    assert text(meta, "threads").endswith("\n\n#SocialMedia")


def test_without_words():
    """Without a text of the writer's the title is posted; without hashtags nothing stands in their place."""
    assert text(described(), "mastodon").startswith("A title\n\nhttps://")
    assert text(described(), "mastodon").count("\n\n") == 1


def test_a_hashtag_in_the_words():
    """One that stands in the words is not written again, whatever its case."""
    assert text(described(share_text="On #smo.", hashtags="SMO, Sharing"), "x").endswith("\n\n#Sharing")


def test_an_advertisement_says_so_first():
    """The label comes at the start of every post."""
    meta = described(share_text="Buy.", share_text_linkedin="Buy it.", sponsored="true")

    assert [draft.text.startswith("Ad: Buy") for draft in drafts(meta)] == [True] * len(drafts(meta))


def test_networks():
    """Those that the site offers, in its order, and any that the writer wrote for; messengers have no posts."""
    few = describe(source(PageKind.ARTICLE, {"share_text_mastodon": "Hi.", "share_text_email": "Hi."}), site())

    assert [draft.key for draft in drafts(few)] == ["linkedin", "x", "mastodon"]
    assert {draft.key for draft in drafts(described())} == set(POSTS)


@given(words=st.text(), tags=st.text())
def test_length(words, tags):
    """The length is that of the text with the address as the network counts it."""
    for draft in drafts(described(share_text=words, hashtags=tags)):
        post = POSTS[draft.key]
        address = next(
            line for line in draft.text.split("\n\n") if line.startswith(f"{BLOG}/post/?utm_source={draft.key}")
        )
        assert draft.length == post.count(draft.text.replace(address, "")) + post.address(address)
        assert draft.limit == post.limit


def test_words_that_are_too_long():
    """They are told under their key, with the number of characters; the general ones for each network."""
    assert told(share_text_x="x" * 257) == [
        (
            "share_text_x",
            "with address and hashtags it has 282 characters on X, which takes 280; shorten it by 2",
        )
    ]
    assert told(share_text_x="x" * 255) == []
    assert [
        (key, message.partition(" on ")[2]) for key, message in told(share_text="x" * 257, share_text_bluesky="y")
    ] == [("share_text", "X, which takes 280; shorten it by 2, or write a Share_Text_X")]


def test_a_long_title_alone_is_nothing_to_tell():
    """Where the writer wrote no words to post, none are too long."""
    found = source(PageKind.ARTICLE, {"summary": "Words.", "title": "T"}, heading="x" * 400)

    assert [piece.key for piece in advice(found, describe(found, ALL)) if "address and hashtags" in piece.message] == []


def test_share_links_have_the_address_of_the_posts():
    """A visit is counted alike, whether the link was pressed or the text pasted."""
    links = {link.key: link.href for link in share_links(described())}

    assert "utm_source%3Dlinkedin" in links["linkedin"]
    assert "utm_source=linkedin" in text(described(), "linkedin")
