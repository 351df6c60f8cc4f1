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
KINDS = {"document": "HTML", "stylesheet": "CSS", "script": "JavaScript", "font": "fonts", "image": "pictures"}
COMPRESSED = ("text/", "image/svg", "application/json", "application/manifest")  # as every host does


def weigh(browser: Any, home: str) -> Iterator[Weight]:
    """Yield what each page of the real site, served at `home`, loads on each screen before anybody scrolls or clicks.

    `browser` is one of Playwright's; each view begins with an empty cache.
    """
    for name, path in PAGES.items():
        for screen, options in SCREENS.items():
            context = browser.new_context(**options)
            page = context.new_page()
            responses: list[Any] = []
            page.on("response", responses.append)
            page.goto(f"{home}/{path}", wait_until="networkidle")
            found: Counter[str] = Counter()
            for response in responses:
                kind = KINDS.get(response.request.resource_type, "other")
                found[kind] += weight(response.body(), response.headers.get("content-type", ""))
            yield Weight(name, screen, len(responses), dict(sorted(found.items())))
            context.close()


def weight(body: bytes, kind: str) -> int:
    """Return the bytes of a body of a media type on the wire."""
    return len(gzip.compress(body, 9)) if kind.startswith(COMPRESSED) else len(body)
