"""Services of others: what settings name is checked, and the policy is opened for exactly that."""

import pytest
from publishing.policy import policy
from publishing.services import GISCUS_LANGUAGES, LOCAL, analytics, comment_sources, comments
from writing.problems import SettingError

SITE = "https://example.org/blog"
THREAD = "https://mastodon.example/@us/1234"
GISCUS = {"provider": "giscus", "repo": "us/blog", "repo_id": "R_1", "category": "Comments", "category_id": "DIC_1"}
ISSO = {"provider": "isso", "server": "https://comments.example/"}
MASTODON = {"provider": "mastodon"}


def opened(sources) -> dict[str, tuple[str, ...]]:
    """Return what a policy allows of other hosts."""
    found = (part.split() for part in policy(sources).split(";"))
    return {name: hosts for name, *values in found if (hosts := tuple(value for value in values if "://" in value))}


# Comments


def test_no_comments():
    """Without a setting there are none, and a post on Mastodon changes nothing."""
    assert comments(None, "en", THREAD) is None


def test_giscus():
    """The script's attributes are those that giscus documents; readers without it are led to the discussions."""
    found = comments(GISCUS, "en-GB", "")

    assert (found.script, found.host) == ("https://giscus.app/client.js", "giscus.app")
    assert found.link == "https://github.com/us/blog/discussions"
    assert dict(found.attributes) == {
        "data-repo": "us/blog",
        "data-repo-id": "R_1",
        "data-category": "Comments",
        "data-category-id": "DIC_1",
        "data-mapping": "pathname",
        "data-theme": "preferred_color_scheme",
        "data-lang": "en",
        "crossorigin": "anonymous",
    }
    assert opened(comment_sources(found)) == dict.fromkeys(
        ("frame-src", "script-src", "style-src"), ("https://giscus.app",)
    )


@pytest.mark.parametrize(
    ("language", "spoken"), [("fr", "fr"), ("fr-CA", "fr"), ("zh-TW", "zh-TW"), ("zh-Hans-SG", "en"), ("cy", "en")]
)
def test_languages_of_giscus(language, spoken):
    """It is asked for a language that it speaks."""
    assert dict(comments(GISCUS, language, "").attributes)["data-lang"] == spoken
    assert GISCUS_LANGUAGES.fullmatch(spoken)


def test_isso():
    """A server of one's own is asked for script, style and data."""
    found = comments(ISSO, "en-GB", "")

    assert (found.script, found.link) == ("https://comments.example/js/embed.min.js", "")
    assert dict(found.attributes) == {"data-isso": "https://comments.example/", "data-isso-lang": "en"}
    assert opened(comment_sources(found)) == dict.fromkeys(
        ("script-src", "style-src", "connect-src"), ("https://comments.example",)
    )


def test_mastodon():
    """The replies to a post are asked for where it lives, by our own script."""
    found = comments(MASTODON, "en", THREAD)

    assert (found.api, found.script) == ("https://mastodon.example/api/v1/statuses/1234/context", "")
    assert found.link == THREAD
    assert opened(comment_sources(found)) == {"connect-src": ("https://mastodon.example",)}


def test_no_post_on_mastodon():
    """An article that names no post has no comments."""
    assert comments(MASTODON, "en", "") is None


# Analytics


@pytest.mark.parametrize(
    ("setting", "script", "attributes", "settings", "hosts"),
    [
        (
            {"provider": "goatcounter", "site": "https://us.goatcounter.com"},
            "https://gc.zgo.at/count.js",
            {"data-goatcounter": "https://us.goatcounter.com/count"},
            {},
            {"script-src": ("https://gc.zgo.at",), "connect-src": ("https://us.goatcounter.com",)},
        ),
        (
            {"provider": "goatcounter", "site": "https://stats.example/"},
            "https://stats.example/count.js",
            {"data-goatcounter": "https://stats.example/count"},
            {},
            dict.fromkeys(("script-src", "connect-src"), ("https://stats.example",)),
        ),
        (
            {"provider": "plausible", "domain": "example.org"},
            "https://plausible.io/js/script.js",
            {"data-domain": "example.org"},
            {},
            dict.fromkeys(("script-src", "connect-src"), ("https://plausible.io",)),
        ),
        (
            {"provider": "plausible", "domain": "example.org", "server": "https://p.example"},
            "https://p.example/js/script.js",
            {"data-domain": "example.org"},
            {},
            dict.fromkeys(("script-src", "connect-src"), ("https://p.example",)),
        ),
        (
            {"provider": "plausible", "script": "https://plausible.io/js/pa-1.js"},
            "https://plausible.io/js/pa-1.js",
            {},
            {"data-plausible": ""},
            dict.fromkeys(("script-src", "connect-src"), ("https://plausible.io",)),
        ),
        (
            {"provider": "umami", "id": "1-2"},
            "https://cloud.umami.is/script.js",
            {"data-website-id": "1-2"},
            {},
            {
                "script-src": ("https://cloud.umami.is",),
                "connect-src": ("https://api-gateway.umami.dev", "https://gateway.umami.is"),
            },
        ),
        (
            {"provider": "umami", "id": "1-2", "server": "https://u.example"},
            "https://u.example/script.js",
            {"data-website-id": "1-2"},
            {},
            dict.fromkeys(("script-src", "connect-src"), ("https://u.example",)),
        ),
        (
            {"provider": "matomo", "server": "https://m.example/matomo", "id": 3},
            "https://m.example/matomo/matomo.js",
            {},
            {"data-matomo": "https://m.example/matomo/matomo.php", "data-site": "3"},
            dict.fromkeys(("script-src", "img-src", "connect-src"), ("https://m.example",)),
        ),
    ],
)
def test_analytics(setting, script, attributes, settings, hosts):
    """Each service's script stands in the page as documented, and the policy names its hosts and no other."""
    found = analytics(setting, SITE)

    assert found.script == script
    assert (dict(found.attributes), dict(found.settings)) == (attributes, settings)
    assert opened(found.sources) == hosts


def test_no_analytics():
    """Nothing is counted without a setting."""
    assert analytics(None, SITE) is None


@pytest.mark.parametrize(
    "url", ["http://localhost:8000", "http://127.0.0.1:1/blog", "http://[::1]/", "http://a.localhost"]
)
def test_previews_are_not_counted(url):
    """On this machine nothing is counted, but the setting is checked."""
    assert analytics({"provider": "umami", "id": "1"}, url) is None
    with pytest.raises(SettingError):
        analytics({"provider": "umami"}, url)
    assert not LOCAL.fullmatch("example.org")


# Mistakes


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("giscus", 'COMMENTS is \'giscus\'; write None, or {"provider": "giscus", …}'),
        ({}, "COMMENTS is {}; write None"),
        ({"provider": "giscuss"}, 'did you mean "giscus"?; known are giscus, isso, mastodon'),
        ({**GISCUS, "category_id": " "}, 'COMMENTS: giscus needs "category_id"'),
        ({**GISCUS, "repoid": "x"}, "giscus has no 'repoid'; did you mean \"repo_id\"?"),
        ({**GISCUS, "mapping": "number"}, "\"mapping\" is 'number'; write one of pathname"),
        ({"provider": "isso"}, 'COMMENTS: isso needs "server"'),
        ({"provider": "isso", "server": "comments.example"}, "\"server\" is 'comments.example'; write an address"),
        ({"provider": "isso", "server": "https://[x"}, "write an address such as https://example.org"),
    ],
)
def test_mistakes_in_comments(setting, told):
    """A setting that cannot be used is told with what to write, even where no article has comments."""
    with pytest.raises(SettingError) as error:
        comments(setting, "en", "")

    assert told in str(error.value)


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        (
            {"provider": "google"},
            "ANALYTICS: \"provider\" is 'google'; known are goatcounter, plausible, umami, matomo",
        ),
        ({"provider": "plausible"}, 'plausible needs either "domain" or "script"'),
        ({"provider": "plausible", "domain": "a", "script": "https://b.example/c"}, 'either "domain" or "script"'),
        ({"provider": "matomo", "id": "1"}, 'ANALYTICS: matomo needs "server"'),
        ({"provider": "goatcounter", "site": "us"}, "\"site\" is 'us'; write an address"),
    ],
)
def test_mistakes_in_analytics(setting, told):
    """A setting that cannot be used is told with what to write."""
    with pytest.raises(SettingError) as error:
        analytics(setting, SITE)

    assert told in str(error.value)
