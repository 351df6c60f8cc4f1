"""Comments are loaded when a reader asks for them; until then nobody else is asked for anything."""

import json

import pytest
from axe import violations
from factories import BLOG, bare_site, publish

THREAD = "https://mastodon.example/@us/1"
API = "https://mastodon.example/api/v1/statuses/1/context"
SETTINGS = {
    "giscus": {"provider": "giscus", "repo": "us/blog", "repo_id": "R", "category": "C", "category_id": "D"},
    "isso": {"provider": "isso", "server": "https://isso.example"},
    "mastodon": {"provider": "mastodon"},
}
# What the services' scripts do, as far as a page and its policy notice.
SCRIPTS = {
    "https://giscus.app/client.js": """
        const script = document.currentScript;
        const frame = document.createElement("iframe");
        frame.src = "https://giscus.app/widget?" + new URLSearchParams({ ...script.dataset });
        frame.title = "Comments";
        const style = document.createElement("link");
        style.rel = "stylesheet";
        style.href = "https://giscus.app/default.css";
        document.head.prepend(style);
        script.after(frame);
    """,
    "https://isso.example/js/embed.min.js": """
        const script = document.querySelector("script[data-isso]");
        const style = document.createElement("link");
        style.rel = "stylesheet";
        style.href = script.dataset.isso + "css/isso.css";
        document.head.append(style);
        const thread = document.getElementById("isso-thread");
        fetch(script.dataset.isso + "?uri=" + location.pathname).then((got) => thread.append("Loaded " + got.status));
    """,
}


def reply(number: int, to: int, content: str, **changes) -> dict:
    """Return a reply as Mastodon does, with what is read of it. https://docs.joinmastodon.org/entities/Status/"""
    account = {"display_name": f"Name {number}", "username": "name", "url": f"https://mastodon.example/@name{number}"}
    found = {"id": str(number), "in_reply_to_id": str(to), "content": content, "account": account}
    facts = {"created_at": "2026-11-03T09:00:00.000Z", "spoiler_text": "", "language": "en"}
    return {**found, **facts, "url": f"https://mastodon.example/@name/{number}", **changes}


HOSTILE = (
    '<p>Words<script>window.hacked = 1</script><img src="https://tracker.example/a.png" onerror="window.hacked = 1">'
    '<br><a href="javascript:window.hacked=1">a</a> <a href="https://a.example/" onclick="window.hacked=1">'
    '<span class="invisible">https://</span>a.example</a></p><style>body{display:none}</style>'
    '<iframe srcdoc="x"></iframe>'
)
REPLIES = [
    reply(2, 1, "<p>First</p>", language="ar"),
    reply(3, 2, "<p>Answer</p>"),
    reply(4, 3, "<p>Answer to that</p>"),
    reply(5, 1, HOSTILE, account={"display_name": "<b>N</b>", "username": "n", "url": "javascript:1"}),
    reply(6, 1, "<p>Hidden</p>", spoiler_text="A warning"),
    reply(7, 1, f"<p>{'long' * 60}</p>"),
]


@pytest.fixture(scope="module", params=SETTINGS)
def provider(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def article(provider, tmp_path_factory, serve):
    """The address of an article with comments by each provider in turn."""
    folder = tmp_path_factory.mktemp(provider)
    settings = bare_site(folder, f"COMMENTS = {SETTINGS[provider]!r}")
    (folder / "content" / "posts").mkdir()
    key = f"Comments: {THREAD}\n" if provider == "mastodon" else ""
    post = f"Title: A post\nDate: 2026-01-01\nCategory: First topic\nSummary: Words.\n{key}\nText.\n"
    (folder / "content" / "posts" / "a.md").write_text(post, encoding="utf-8")
    with serve(publish(settings, folder, BLOG)) as home:
        yield f"{home}/a/"


@pytest.fixture
def visit(tab, article):
    """Opens the article; `page.asked` are the requests to other hosts, `page.complaints` what goes wrong."""

    def open_page(answer: object = None, status: int = 200, **options):
        page = tab((320, 640), **options)
        page.asked, page.complaints, page.answer = [], [], (answer, status)

        def respond(route):
            page.asked.append(route.request.url)
            body, code = page.answer
            if route.request.url in SCRIPTS and code == 200:
                return route.fulfill(body=SCRIPTS[route.request.url], content_type="text/javascript")
            headers = {"Access-Control-Allow-Origin": "*"}
            kind = "text/css" if route.request.url.endswith(".css") else "text/html"
            return route.fulfill(body=json.dumps(body) if body else "", status=code, headers=headers, content_type=kind)

        page.route(lambda url: not url.startswith("http://127.0.0.1"), respond)
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(article)
        return page

    return open_page


def show(page) -> None:
    """Ask for the comments."""
    page.get_by_role("button", name="Show comments").click()


def test_nothing_before_the_click(visit, provider):
    """A reader who does not ask for comments sends nothing to anybody, and is told who would learn what."""
    page = visit()
    page.wait_for_load_state("networkidle")
    host = {"giscus": "giscus.app", "isso": "isso.example", "mastodon": "mastodon.example"}[provider]

    assert page.asked == []
    assert host in page.get_by_role("region", name="Comments").inner_text()


def test_without_a_script(visit, provider):
    """Without JavaScript there is no button, but a way to the discussion, or a word on why there is none."""
    page = visit(java_script_enabled=False)
    box = page.get_by_role("region", name="Comments")
    words = {"giscus": "Read them on github.com", "isso": "JavaScript", "mastodon": "Read them on mastodon.example"}

    assert box.get_by_role("button").count() == 0
    assert words[provider] in box.inner_text()


@pytest.mark.parametrize("provider", ["giscus"], indirect=True)
@pytest.mark.parametrize(("chosen", "theme"), [("", "preferred_color_scheme"), ("dark", "dark")])
def test_giscus(visit, chosen, theme):
    """Its script gets what the settings say, in the scheme that the reader chose, and the policy lets it work."""
    page = visit()
    page.evaluate("scheme => { document.documentElement.dataset.scheme = scheme }", chosen)
    show(page)
    frame = page.locator("[data-comments] iframe")
    frame.wait_for()

    assert f"theme={theme}" in frame.get_attribute("src")
    assert "repoId=R" in frame.get_attribute("src")
    assert {url.partition("?")[0] for url in page.asked} == {
        "https://giscus.app/client.js",
        "https://giscus.app/default.css",
        "https://giscus.app/widget",
    }
    assert page.complaints == []
    assert page.evaluate("document.activeElement.hasAttribute('data-comments-thread')")


@pytest.mark.parametrize("provider", ["isso"], indirect=True)
def test_isso(visit):
    """Its script finds its server and its place, and the policy lets it fetch style and comments."""
    page = visit()
    show(page)
    page.get_by_text("Loaded 200").wait_for()

    assert {url.partition("?")[0] for url in page.asked} == {
        "https://isso.example/js/embed.min.js",
        "https://isso.example/css/isso.css",
        "https://isso.example/",
    }
    assert page.complaints == []


@pytest.mark.parametrize("provider", ["mastodon"], indirect=True)
class TestMastodon:
    def test_replies(self, visit):
        """Replies stand in order, answers below what they answer; the button goes, and focus is where they begin."""
        page = visit({"ancestors": [], "descendants": REPLIES})
        show(page)
        page.get_by_text("First", exact=True).wait_for()
        box = page.locator("[data-comments-thread]")

        assert page.asked == [API]
        assert box.locator("> ol > li").count() == 4
        assert box.locator("ol ol > li > div").all_inner_texts() == ["Answer", "Answer to that"]
        assert box.locator("time").first.inner_text() == "3 Nov 2026"
        assert box.get_by_text("First", exact=True).locator("..").get_attribute("lang") == "ar"
        assert page.get_by_role("button", name="Show comments").count() == 0
        assert page.evaluate("document.activeElement.hasAttribute('data-comments-thread')")

    def test_hostile_replies(self, visit):
        """Of foreign HTML only words, line breaks and links to pages are left."""
        page = visit({"descendants": REPLIES})
        show(page)
        page.get_by_text("First", exact=True).wait_for()
        item = page.locator("[data-comments-thread] > ol > li").nth(1)
        names = item.evaluate(
            "item => [...new Set([...item.querySelectorAll('*')].map((one) => one.localName))].sort()"
        )
        links = item.evaluate("item => [...item.querySelectorAll('a')].map((link) => [link.href, link.rel])")

        assert names == ["a", "bdi", "br", "div", "p", "span", "time"]
        assert links == [
            ["https://mastodon.example/@name/5", "nofollow ugc noopener"],
            ["https://a.example/", "nofollow ugc noopener"],
        ]
        assert item.locator("bdi").inner_text() == "<b>N</b>"
        assert item.locator("div").inner_text() == "Words\na https://a.example"
        assert page.evaluate("window.hacked") is None
        assert page.asked == [API]

    def test_warnings_and_long_words(self, visit):
        """What has a warning is folded; nothing is wider than the phone, and Axe finds nothing."""
        page = visit({"descendants": REPLIES}, media={"reduced_motion": "reduce"})
        show(page)
        page.get_by_text("First", exact=True).wait_for()

        assert not page.get_by_text("Hidden").is_visible()
        page.get_by_text("A warning").click()
        assert page.get_by_text("Hidden").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        assert violations(page, "[data-comments]") == []

    def test_no_replies(self, visit):
        """Where nobody has answered yet, that is said."""
        page = visit({"descendants": []})
        show(page)

        page.get_by_role("status").filter(has_text="Nobody has said anything yet.").wait_for()

    def test_failure(self, visit):
        """A server that does not answer is told, and can be asked again."""
        page = visit({}, status=503)
        show(page)
        page.get_by_role("status").filter(has_text="The comments could not be loaded.").wait_for()
        page.answer = ({"descendants": REPLIES}, 200)
        show(page)

        page.get_by_text("First", exact=True).wait_for()


@pytest.mark.parametrize("provider", ["giscus"], indirect=True)
def test_script_that_does_not_come(visit):
    """A service whose script is blocked or down is told, and can be asked again."""
    page = visit(status=404)
    show(page)
    page.get_by_role("status").filter(has_text="The comments could not be loaded.").wait_for()
    page.answer = (None, 200)
    show(page)

    page.locator("[data-comments] iframe").wait_for()
    assert page.locator("[data-comments] script").count() == 1
