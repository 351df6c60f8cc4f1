"""What counts visits is told what its maker's snippet would tell it, and the policy lets it work."""

import pytest
from factories import BLOG, bare_site, publish

MATOMO = {"provider": "matomo", "server": "https://m.example", "id": "7"}
PLAUSIBLE = {"provider": "plausible", "script": "https://p.example/js/pa-1.js"}
# As far as they are known by what they do when they come: Matomo reads its queue, Plausible the options that it finds.
SCRIPTS = {
    "https://m.example/matomo.js": "window.told = window._paq; new Image().src = 'https://m.example/matomo.php?idsite=7'",
    "https://p.example/js/pa-1.js": "window.told = plausible.o; fetch('https://p.example/api/event')",
}


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        (
            MATOMO,
            (
                [
                    ["disableCookies"],
                    ["setTrackerUrl", "https://m.example/matomo.php"],
                    ["setSiteId", "7"],
                    ["trackPageView"],
                    ["enableLinkTracking"],
                ],
                "https://m.example/matomo.php?idsite=7",
            ),
        ),
        (PLAUSIBLE, ({}, "https://p.example/api/event")),
    ],
    ids=["matomo", "plausible"],
)
def test_own_script(tab, serve, tmp_path, setting, expected):
    """Our script comes first, and what the service then sends is not refused."""
    site = publish(bare_site(tmp_path, f"ANALYTICS = {setting!r}"), tmp_path, BLOG)
    page = tab()
    complaints, asked = [], []

    def respond(route):
        asked.append(route.request.url)
        headers = {"Access-Control-Allow-Origin": "*"}
        route.fulfill(body=SCRIPTS.get(route.request.url, ""), content_type="text/javascript", headers=headers)

    page.route(lambda url: not url.startswith("http://127.0.0.1"), respond)
    page.on("console", lambda said: complaints.append(said.text) if "Security Policy" in said.text else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    with serve(site) as home:
        page.goto(f"{home}/", wait_until="networkidle")
        found = page.evaluate("window.told")

    told, sent = expected
    assert found == told
    assert sent in asked
    assert complaints == []
