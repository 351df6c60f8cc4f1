"""Tests that share a browser know nothing of each other."""


def test_nothing_is_left(tabs, home):
    """What a page stored, and whatever it opened, is gone for the next, which is a reader's first again."""
    found = []
    for _ in range(2):
        with tabs.opening() as tab:
            page = tab()
            page.goto(f"{home}/")
            found.append(page.evaluate("[localStorage.length, document.cookie]"))
            page.evaluate("localStorage.left = document.cookie = 'left=1'")
            with page.expect_popup():
                page.evaluate("open('/about/') && undefined")
            context = page.context
            assert len(context.pages) > 2

    assert found == [[0, ""], [0, ""]]
    assert len(context.pages) == 1
