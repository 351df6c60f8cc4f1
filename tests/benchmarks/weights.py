"""What first views of pages load in a browser: how many requests, and how many bytes of which kind on the wire."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator
from typing import Any

from results import Weight

PAGES = {
    "home": "",
    "an article": "what-is-social-media-optimisation/",
    "a topic": "topics/social-media-optimisation/",
}
SCREENS = {
    "desktop": {"viewport": {"width": 1280, "height": 800}, "device_scale_factor": 1},
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3},
}
KINDS = {
    "document": "HTML",
    "stylesheet": "CSS",
    "script": "JavaScript",
    "font": "fonts",
    "image": "pictures",
    "other": "pictures",  # the icon
}
COMPRESSED = ("text/", "image/svg", "application/json", "application/manifest")  # as every host does


def weigh(browser: Any, home: str) -> Iterator[Weight]:
    """Yield what each page of the real site, served at `home`, loads on each screen before anybody scrolls or clicks.

    `browser` is one of Playwright's; each view begins with an empty cache.
    """
    for page in PAGES:
        for screen in SCREENS:
            yield weigh_view(browser, home, page, screen)


def weigh_view(browser: Any, home: str, page: str, screen: str) -> Weight:
    """Return what one page loads on one screen."""
    context = browser.new_context(**SCREENS[screen])
    responses = first_view(context.new_page(), f"{home}/{PAGES[page]}")
    found: Counter[str] = Counter()
    for response in responses:
        kind = KINDS[response.request.resource_type]
        found[kind] += weight(response.body(), response.headers.get("content-type", ""))
    context.close()
    return Weight(page, screen, len(responses), dict(sorted(found.items())))


def first_view(page: Any, address: str) -> list[Any]:
    """Open a page and return the responses until nothing is loaded any more."""
    found: list[Any] = []

    def add(response: Any) -> None:
        found.append(response)

    page.on("response", add)
    page.goto(address, wait_until="networkidle")
    return found


def weight(body: bytes, kind: str) -> int:
    """Return the bytes of a body of a media type on the wire."""
    return len(gzip.compress(body, 9)) if kind.startswith(COMPRESSED) else len(body)
