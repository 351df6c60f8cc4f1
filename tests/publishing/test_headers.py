"""The same headers for every kind of host."""

import re
from urllib.parse import unquote

import pytest
from publishing.headers import (
    APACHE,
    CACHING,
    FILES,
    FOR_EVER,
    GENERAL,
    NETLIFY,
    NGINX,
    NGINX_PARAMETER,
    POLICY,
    headers,
    outputs,
)

BASES = ("", "/blog", "/bl%C3%B6g", "/a%20b/c%23d")
VALUE = "default-src 'self'; style-src 'self' 'sha256-a+b/c='"
KEPT = {"pictures/": FOR_EVER, "cards/": "max-age=1"}


def made(value: str = VALUE, base: str = "", own: dict[str, str] | None = None) -> dict[str, str]:
    """Return the files, as text."""
    found = outputs(headers(value, own or {}), KEPT, base)
    return {name: data.decode() for name, data in found.items()}


def lines(text: str) -> list[str]:
    """Return what is no comment."""
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_every_host_has_a_file():
    """There is one file for each kind of host, and each holds every header."""
    found = made()

    assert tuple(found) == FILES
    for text in found.values():
        for name, value in {POLICY: VALUE, **GENERAL}.items():
            assert re.search(rf"{name}:? \"?{re.escape(value)}\"?", text)


@pytest.mark.parametrize("base", BASES)
def test_netlify(base):
    """A rule for everything, and one for each folder that caches keep; no header stands in two that one file meets."""
    assert lines(made(base=base)[NETLIFY]) == [
        f"{base}/*",
        f"  {POLICY}: {VALUE}",
        *(f"  {name}: {value}" for name, value in GENERAL.items()),
        f"{base}/cards/*",
        f"  {CACHING}: max-age=1",
        f"{base}/pictures/*",
        f"  {CACHING}: {FOR_EVER}",
    ]


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("server", [NGINX, APACHE])
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/cards/a.png", "max-age=1"),
        ("/pictures/a/b.avif", FOR_EVER),
        ("/cards", "no-cache"),
        ("/about/", "no-cache"),
        ("/other/cards/a.png", "no-cache"),
    ],
)
def test_caching(base, server, path, expected):
    """On nginx and Apache, whose last word counts, pages are asked for again and drawn files are kept."""
    found = [line for line in lines(made(base=base)[server]) if "no-cache" in line or ("/" in line and "~" in line)]
    kept = [re.search(r'"((?:public, )?(?:no-cache|max-age)[^"]*)"', line)[1] for line in found]
    patterns = [re.search(r'm#(.*)#"|~ "(.*?)"\)', line) for line in found]
    values = [
        value
        for value, pattern in zip(kept, patterns, strict=True)
        if pattern is None or re.search(pattern[1] or pattern[2], unquote(base) + path)
    ]

    assert values[-1] == expected


def test_nginx_takes_long_values():
    """A value that does not fit into one parameter of nginx is put together of several."""
    value = "'sha256-x' " * 1000
    found = lines(made(value)[NGINX])
    parts = [
        re.fullmatch(r'set \$content_security_policy "(.*)";', line)[1] for line in found if "set $content" in line
    ]

    assert len(parts) == 4
    assert all(len(part) <= NGINX_PARAMETER + 30 for part in parts)
    assert "".join(part.removeprefix("${content_security_policy}") for part in parts) == value
    assert f"add_header {POLICY} $content_security_policy always;" in found


@pytest.mark.parametrize(
    ("server", "expected"), [(NETLIFY, 'X: a"b\\c%d'), (NGINX, 'X "a\\"b\\\\c%d"'), (APACHE, 'X "a\\"b\\\\c%%d"')]
)
def test_quoting(server, expected):
    """What means something to a server is written so that it means itself."""
    assert expected in made(own={"X": 'a"b\\c%d'})[server]


def test_own_headers():
    """Settings add headers, replace ours whatever their case, and take them out."""
    found = headers(VALUE, {"Strict-Transport-Security": "max-age=1", "referrer-policy": "no-referrer", POLICY: ""})

    assert found == {
        "X-Content-Type-Options": "nosniff",
        "referrer-policy": "no-referrer",
        "Permissions-Policy": GENERAL["Permissions-Policy"],
        "Strict-Transport-Security": "max-age=1",
    }


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("X Y", "a", "no name of a header"),
        ("", "a", "no name of a header"),
        ("X:", "a", "no name of a header"),
        ("X", "a\nY: b", "one line"),
        ("X", "é", "one line of ASCII"),
        ("X", "$a", "without \\$"),
        ("cache-control", "no-store", "another for each folder"),
    ],
)
def test_no_headers(name, value, why):
    """What no header is, or cannot be written for all hosts, is refused."""
    with pytest.raises(ValueError, match=why):
        headers(VALUE, {name: value})
