"""The policy holds in a browser: pages lose nothing by it, and what is slipped into them does nothing."""

import pytest

SMUGGLED = """() => {
    const ran = (window.ran = []);
    const blocked = [];
    document.addEventListener("securitypolicyviolation", (event) => blocked.push(event.effectiveDirective));
    const script = document.createElement("script");
    script.textContent = "ran.push('script')";
    const style = document.createElement("style");
    style.textContent = "body { color: red }";
    document.body.append(script, style);
    document.body.insertAdjacentHTML("beforeend", `
        <p id="smuggled" style="color: red" onclick="ran.push('handler')">x</p>
        <img src="https://elsewhere.example/a.png"><base href="https://elsewhere.example/">
        <form name="smuggled" action="https://elsewhere.example/"></form>`);
    document.getElementById("smuggled").click();
    document.forms.smuggled.submit();
    return new Promise((done) => setTimeout(() => done([ran, [...new Set(blocked)].sort()]), 200));
}"""


@pytest.mark.parametrize("site", ["real", "tiny"])
def test_every_page_loads(tab, request, home, tiny_home, site):
    """No page of either site asks for anything that the policy refuses."""
    address = {"real": home, "tiny": tiny_home}[site]
    pages = request.getfixturevalue({"real": "real", "tiny": "built"}[site]).pages()
    page = tab()
    refused = []
    page.on("console", lambda said: refused.append((page.url, said.text)) if "Security Policy" in said.text else None)
    for path in pages:
        page.goto(f"{address}/{path}", wait_until="domcontentloaded")

    assert refused == []


def test_what_is_slipped_in(tab, home):
    """Scripts, styles and handlers that no page held, hosts that none named, and another base do nothing."""
    page = tab()
    page.goto(f"{home}/about/")
    ran, blocked = page.evaluate(SMUGGLED)
    colour = page.evaluate("getComputedStyle(document.body).color")

    assert ran == []
    assert blocked == [
        "base-uri",
        "form-action",
        "img-src",
        "script-src-attr",
        "script-src-elem",
        "style-src-attr",
        "style-src-elem",
    ]
    assert colour != "rgb(255, 0, 0)"
