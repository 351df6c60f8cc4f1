"""What axe finds wrong with a page in the tests' browser."""

from axe_playwright_python.sync_playwright import Axe

CONTRAST = ("color-contrast",)  # all that a scheme changes
# Axe gathers all that passed, too, unless it is told that nobody reads it: that takes twice as long.
RUN = """([context, options]) => axe
    .run(context ?? document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } }, ...options })
    .then((found) => found.violations.map(({ id, nodes: [{ html, failureSummary }] }) =>
        [id, html.slice(0, 160), failureSummary.slice(-200)]))"""


def violations(page, context: str | None = None, only: tuple[str, ...] = ()) -> list[list[str]]:
    """Return each rule that is broken, with the first place, on a page or in an element; or of `only` some rules.

    Target sizes are asked for, which axe leaves out by default: WCAG 2.2, 2.5.8.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    return page.evaluate(RUN, [context, {"runOnly": list(only)} if only else {}])


def in_both_schemes(page, context: str | None = None) -> list[list[str]]:
    """Return what axe finds on a page that is light, and of contrast once it is dark."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found = violations(page, context)
    page.emulate_media(color_scheme="dark")
    return found + violations(page, context, CONTRAST)
