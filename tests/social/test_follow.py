"""Where readers can follow: names that they know."""

import pytest
from social.follow import Profile, profiles


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.linkedin.com/company/wellshared/", "LinkedIn"),
        ("https://de.linkedin.com/in/ada", "LinkedIn"),
        ("https://twitter.com/wellshared", "X"),
        ("https://www.youtube.com/@wellshared", "YouTube"),
        ("https://www.threads.com/@wellshared", "Threads"),
        ("https://bsky.app/profile/wellshared.example", "Bluesky"),
        ("https://mastodon.social/@wellshared", "Mastodon (@wellshared@mastodon.social)"),
        ("https://example.social/@site/", "Mastodon (@site@example.social)"),
        ("https://example.social/@site/116", "example.social"),
        ("https://www.example.org/press", "example.org"),
        ("https://notlinkedin.com/ada", "notlinkedin.com"),
    ],
)
def test_name(address, name):
    """A profile goes by its network's name, in the Fediverse with the account, anywhere else by its host."""
    assert profiles([address]) == (Profile(address, name),)


def test_order():
    """Profiles stay in the order in which the site names them, the most important first."""
    addresses = ["https://x.com/a", "https://github.com/a"]

    assert [profile.url for profile in profiles(addresses)] == addresses


def test_readers_can_follow(built):
    """Footer and end of an article link to the site's profiles as its own, by name."""
    links = built.page("plain/").select("a[rel=me]")

    assert [(link["href"], link.get_text()) for link in links] == [
        ("https://example.social/@site", "Mastodon (@site@example.social)")
    ] * 2
