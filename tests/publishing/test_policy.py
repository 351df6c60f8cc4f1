"""The policy allows what pages hold and name, and nothing else."""

from base64 import b64encode
from hashlib import sha256

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from publishing.policy import DIRECTIVES, MOST_STYLES, Found, hashed, policy, source_of

OWN = "https://example.org"
PLAYER = "https://player.example"
ALWAYS = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'"


def found_in(html: str) -> Found:
    """Return what a page needs."""
    found = Found(OWN, (PLAYER,))
    found.page(html.encode())
    return found


def directives(value: str) -> dict[str, list[str]]:
    """Return a policy's directives, each with its sources."""
    return {name: sources for name, *sources in (part.split() for part in value.split(";"))}


def allowed(html: str) -> dict[str, list[str]]:
    """Return what the policy for a page says beside what it says for every page."""
    always = directives(ALWAYS)
    return {
        name: values
        for name, values in directives(policy(found_in(html).sources)).items()
        if always.get(name) != values
    }


def digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_without_needs():
    """A page that needs nothing gets everything from its own host, and can neither be moved nor hold plugins."""
    assert policy({}) == policy(found_in("<p>Text</p>").sources) == policy(found_in("").sources) == ALWAYS


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # of our own host
        ('<img src="/a.png" srcset="a.png 1x, b.png 2x">', {}),
        ('<script src="/a.js"></script><link rel="stylesheet" href="a.css">', {}),
        (f'<img src="{OWN}/a.png">', {}),
        # of other hosts
        ('<img src="https://img.example/a.png">', {"img-src": ["'self'", "https://img.example"]}),
        ('<img src="//img.example:8080/a">', {"img-src": ["'self'", "https://img.example:8080"]}),
        ('<img src="http://img.example/a">', {"img-src": ["'self'", "http://img.example"]}),
        ('<img src="https://bücher.example/a">', {"img-src": ["'self'", "https://xn--bcher-kva.example"]}),
        ('<img src="https://user@img.example/a">', {"img-src": ["'self'", "https://img.example"]}),
        ('<img src="data:image/png;base64,AAAA">', {"img-src": ["'self'", "data:"]}),
        (
            '<picture><source srcset="https://a.example/1 1x, https://b.example/2,3 2x"><img src="c"></picture>',
            {"img-src": ["'self'", "https://a.example", "https://b.example"]},
        ),
        ('<svg><image xlink:href="https://img.example/a"/></svg>', {"img-src": ["'self'", "https://img.example"]}),
        (
            '<video src="https://v.example/a" poster="https://p.example/a"></video>',
            {"img-src": ["'self'", "https://p.example"], "media-src": ["'self'", "https://v.example"]},
        ),
        ('<iframe src="https://f.example/a"></iframe>', {"frame-src": ["'self'", "https://f.example"]}),
        ('<object data="/a.svg"></object>', {"object-src": ["'self'"]}),
        ('<script src="https://s.example/a.js"></script>', {"script-src": ["'self'", "https://s.example"]}),
        ('<link rel="STYLESHEET" href="https://s.example/a">', {"style-src": ["'self'", "https://s.example"]}),
        ('<link rel="canonical" href="https://s.example/a">', {}),
        ('<a href="https://a.example/">a</a>', {}),
        # forms
        ('<form action="https://f.example/send"></form>', {"form-action": ["'self'", "https://f.example"]}),
        ('<form action="mailto:a@example.org"></form>', {"form-action": ["'self'", "mailto:"]}),
        ('<form><button formaction="https://f.example/"></form>', {"form-action": ["'self'", "https://f.example"]}),
        # players that a reader asks for
        (f'<a href="/" data-embed="{PLAYER}/1">', {"frame-src": ["'self'", PLAYER]}),
        (f'<a href="/" data-embed="{PLAYER}.evil/1">', {}),
        # what no address is
        ('<img src="https://[broken/">', {}),
        ('<img src="">', {}),
        ('<iframe src="about:blank"></iframe><iframe src="javascript:1"></iframe>', {}),
    ],
)
def test_addresses(html, expected):
    """Hosts that a page names for something are allowed for that alone."""
    assert allowed(html) == expected


@pytest.mark.parametrize(
    ("html", "directive", "text"),
    [
        ("<style>p > a { color: red }</style>", "style-src", "p > a { color: red }"),
        ("<style>a\r\nb\rc</style>", "style-src", "a\nb\nc"),
        ("<style><!-- a --></style>", "style-src", "<!-- a -->"),
        ("<style>é</style>", "style-src", "é"),
        ("<noscript><style>p{}</style></noscript>", "style-src", "p{}"),
        ("<svg><style>a &gt; b{}</style></svg>", "style-src", "a > b{}"),
        ("<svg><style><![CDATA[a &gt; b{}]]></style></svg>", "style-src", "a &gt; b{}"),
        ('<script>if (1 < 2) "</b>"</script>', "script-src", 'if (1 < 2) "</b>"'),
        ('<script type="module">a()</script>', "script-src", "a()"),
        ("<script type=text/javascript>a()</script>", "script-src", "a()"),
        ("<script type=importmap>{}</script>", "script-src", "{}"),
    ],
)
def test_elements(html, directive, text):
    """A style or script in a page is allowed by the hash of what a browser reads in it."""
    assert allowed(html) == {directive: ["'self'", digest(text)]}


@pytest.mark.parametrize(
    "html",
    [
        *("<p style=''>", "<p x:style='a: b'>", "<P STYLE='a: b'>", "<p\nstyle='a:b'>", '<p ONCLICK="a()">'),
        *("<p/onclick=a()>", "<p a=b\"onclick='a()'>", '<p onclick = "a()">', "<svg:image href='https://a.example/'>"),
        *('<a data-a="https:&#47;&#47;player.example/1">', f'<a data-a="{PLAYER}/1">', "<o:p onload='a()'>"),
        *('<svg><image href="https://a.example/"/></svg>', "<p>content=1 &amp; &copy; a &b <b xlink:onload='a()'>"),
        '<p data-a="HTTPS://PLAYER.EXAMPLE/1">',
    ],
)
def test_no_element_is_passed_over(html):
    """Elements are looked at where they may need something, and whatever else is in the page changes nothing."""

    class Thorough(Found):
        def telling(self, root, text):
            return root.iter(etree.Element)

    for around in ("{}", "<main><p>&copy; {}</p></main>", "<p>a</p>{}<script>x</script>"):
        found, thorough = Found(OWN, (PLAYER,)), Thorough(OWN, (PLAYER,))
        for one in (found, thorough):
            one.page(around.format(html).encode())

        assert policy(found.sources) == policy(thorough.sources)


@pytest.mark.parametrize("kind", ["application/ld+json", "application/json", "text/plain"])
def test_data_is_no_script(kind):
    """What no browser runs needs no hash."""
    assert allowed(f'<script type="{kind}">{{}}</script>') == {}


@pytest.mark.parametrize(
    ("html", "directive", "text"),
    [
        ('<p style="color: &quot;red&quot;">', "style-src-attr", 'color: "red"'),
        ('<p onclick="a(&amp;b)">', "script-src-attr", "a(&b)"),
    ],
)
def test_attributes(html, directive, text):
    """What a writer put into attributes works, by hashes that are good for attributes alone."""
    assert allowed(html) == {directive: ["'unsafe-hashes'", digest(text)]}


def test_many_style_attributes():
    """So many different styles that no host would send all their hashes are allowed as they are."""
    styles = [f'<p style="top:{number}px">' for number in range(MOST_STYLES)]

    assert allowed("".join(styles)) == {"style-src-attr": ["'unsafe-inline'"]}
    assert len(allowed("".join(styles[1:]))["style-src-attr"]) == MOST_STYLES


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("a{background:url(https://i.example/a.png)}", {"img-src": ["'self'", "https://i.example"]}),
        ("a{background:url(\"data:image/svg+xml,<svg xmlns='x'>\")}", {"img-src": ["'self'", "data:"]}),
        ("@font-face{src:url('https://f.example/a.woff2?v=1')}", {"font-src": ["'self'", "https://f.example"]}),
        ("@import 'https://s.example/a.css';", {"style-src": ["'self'", "https://s.example"]}),
        ("@import url(https://s.example/a.css);", {"style-src": ["'self'", "https://s.example"]}),
        ("a{background:url(/a.png)}", {}),
    ],
)
def test_stylesheets(css, expected):
    """What a stylesheet names is allowed too."""
    found = Found(OWN)
    found.css(css)

    assert {name: values for name, values in directives(policy(found.sources)).items() if name in expected} == expected
    assert set(directives(policy(found.sources))) == {*directives(ALWAYS), *expected}


def test_several_sources():
    """What pages, settings and services need becomes one directive each: keywords, hashes, then hosts."""
    found = policy(
        {"script-src": {"https://b.example", digest("x")}}, {"script-src": {"'wasm-unsafe-eval'"}, "img-src": ()}
    )

    assert found == f"{ALWAYS}; script-src 'self' 'wasm-unsafe-eval' {digest('x')} https://b.example"


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="<&"), min_size=1)


@settings(deadline=None)  # the parser of browsers takes its time when it is first asked
@given(st.sampled_from(["style", "script"]), TEXTS)
def test_hashes_are_those_of_a_browser(tag, text):
    """Whatever stands in a style or script, it is hashed as an HTML parser reads it."""
    html = f"<!doctype html><{tag}>{text}</{tag}>"
    read = html5lib.parse(html, namespaceHTMLElements=False).find(f".//{tag}").text

    assert hashed(read) in found_in(html).sources[f"{tag}-src"]


@given(st.text())
def test_any_address(address):
    """Whatever a page names, the policy stays one line of directives."""
    found = Found(OWN)
    for directive in DIRECTIVES:
        found.address(directive, address)

    value = policy(found.sources)
    assert value.isascii()
    assert value.isprintable()
    assert source_of(address).isascii()
    assert set(directives(value)) <= set(DIRECTIVES)
