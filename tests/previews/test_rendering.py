"""The previews as HTML: what they show, what they escape, and what they leave alone."""

import json
import re
import subprocess
import sys
from xml.etree.ElementTree import Element

import html5lib
import pytest
from bs4 import BeautifulSoup
from commands import environment
from factories import ROOT
from lxml import html
from networks.rules import READERS, TABLE
from previews.findings import findings_in
from previews.looks import LOOKS
from previews.origins import Sources
from previews.rendering import ASSETS, Previews, beside, write
from previews.site import read_site

URL = "https://www.example.org"
HOSTILE = [
    "</p><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)> ' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% raw %} & &amp; &lt;",
    "a\u202eb\u0000c\u2028d",
    "😀 社交 عربي עברית हिन्दी " * 20,
    "x" * 3000,
]


def previews(folder, **facts) -> Previews:
    """Return the previews of a folder beside which they would lie."""
    return Previews(read_site(folder, URL), "../site/", Sources(folder.parent), **facts)


def built(tmp_path, *heads: str):
    """Return a folder with a page for each head: /0.html, /1.html …"""
    folder = tmp_path / "site"
    folder.mkdir()
    for number, head in enumerate(heads):
        (folder / f"{number}.html").write_text(f"<!doctype html><html lang=en><head>{head}</head>", encoding="utf-8")
    return folder


def tag(key: str, content: str) -> str:
    """Return a meta element, its content escaped."""
    soup = BeautifulSoup("", "html.parser")
    return str(soup.new_tag("meta", attrs={"property": key, "content": content}))


def is_valid(html: str | bytes) -> Element:
    """Return a page; raise where HTML breaks the rules of parsing."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def test_every_network_has_a_look():
    """The table of looks is as complete as that of the networks."""
    assert LOOKS.keys() == READERS.keys()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts(tmp_path, text):
    """Whatever a page says of itself is shown as it stands, and is never markup."""
    keys = (
        "og:title",
        "og:description",
        "og:site_name",
        "twitter:label1",
        "twitter:data1",
        "fediverse:creator",
        "og:image",
    )
    card = tag("twitter:card", "summary_large_image")
    page = previews(built(tmp_path, f"{card}{''.join(tag(key, text) for key in keys)}")).page(0)
    soup = BeautifulSoup(page, "html5lib")

    is_valid(page)
    assert soup.find("script") is None
    assert [image for image in soup.find_all("img") if image.get("onerror")] == []
    assert not [element for element in soup.find_all() if any(name.startswith("on") for name in element.attrs)]
    shown = " ".join(text.replace("\u0000", "\ufffd").split())
    assert shown[:40] in " ".join(soup.select_one(".slack .title").get_text().split())
    assert "49" not in soup.select_one("h1").get_text()


@pytest.mark.parametrize("colour", ["red;background:url(//evil.example)", "#12345", "#zzzzzz", "expression(1)"])
def test_hostile_colour(tmp_path, colour):
    """A colour that is none is not written into styles."""
    head = f"<title>T</title><meta name=description content=D><meta name=theme-color content='{colour}'>"

    assert "--accent" not in previews(built(tmp_path, head)).page(0)


def test_colour(tmp_path):
    """Discord's card has the page's colour."""
    head = "<title>T</title><meta name=description content=D><meta name=theme-color content='#5865F2'>"
    soup = BeautifulSoup(previews(built(tmp_path, head)).page(0), "html5lib")

    assert {card["style"] for card in soup.select(".card.discord")} == {"--accent: #5865F2"}


def test_no_preview_is_told(tmp_path):
    """Where there is no preview the bare address is drawn, and it is said why."""
    soup = BeautifulSoup(previews(built(tmp_path, "<title>T</title>")).page(0), "html5lib")

    assert {card.get_text() for card in soup.select(".card.whatsapp")} == {f"{URL}/0.html"}
    assert soup.select_one("#whatsapp .problem").get_text() == (
        "No preview: there is no title and no description that it reads."
    )


def test_pictures(tmp_path):
    """A picture of the folder is shown from there; one on another host is not fetched."""
    folder = built(
        tmp_path, tag("og:image", f"{URL}/a b.png"), f"<title>T</title>{tag('og:image', 'https://other.example/a.png')}"
    )
    (folder / "a b.png").write_bytes((ROOT / "tests/site/content/images/default.png").read_bytes())
    found = previews(folder)
    pages = [BeautifulSoup(found.page(number), "html5lib") for number in (0, 1)]

    assert {image["src"] for image in pages[0].select(".card img")} == {"../../site/a%20b.png"}
    assert pages[1].select(".card img") == []
    assert "a picture on another host" in pages[1].select_one(".bluesky").get_text()


def test_whatsapp_is_drawn_large_and_small(tmp_path):
    """WhatsApp shows one page in two ways, and both are drawn in both widths and colours."""
    folder = built(
        tmp_path, "".join(tag(f"og:{key}", "https://other.example/a.png") for key in ("title", "description", "image"))
    )
    soup = BeautifulSoup(previews(folder).page(0), "html5lib")

    assert [len(soup.select(f".card.whatsapp.{layout}")) for layout in ("large", "small")] == [4, 4]
    for figure in soup.select("#whatsapp figure"):
        assert {"light", "dark"} & {*figure["class"]}
        assert {"phone", "desktop"} & {*figure["class"]}


def test_the_list_of_all_pages(tmp_path):
    """Each page is listed with a link, and with the networks that do not show it whole."""
    folder = built(tmp_path, "<title>First</title>", tag("og:title", "Second"), "")
    page = previews(folder).overview()
    soup = BeautifulSoup(page, "html5lib")

    is_valid(page)
    assert [(link.get_text(), link["href"]) for link in soup.select(".entries a")] == [
        ("First", "pages/0.html"),
        ("Second", "pages/1.html"),
        ("/2.html", "pages/2.html"),
    ]
    lost = [entry["data-lost"].split() for entry in soup.select(".entries > li")]
    assert "whatsapp" in lost[0]
    assert set(lost[2]) == set(READERS)


def test_findings(tmp_path):
    """What the audit finds stands beside the page, and what it finds elsewhere on the list of all."""
    folder = built(tmp_path, "<title>T</title>")
    findings = findings_in(folder, URL)
    found = previews(folder, findings=findings)

    assert findings["0.html"]
    for finding in findings["0.html"]:
        assert f"<code>{finding.rule}</code>" in found.page(0)
    assert "of the audit" in found.overview()


def test_site_is_whole(built_site):
    """Of the tests' own site each page is drawn on each network, and every file is valid HTML."""
    for name, data in built_site.files():
        if name in ASSETS:
            continue
        page = is_valid(data)
        if name.startswith("pages/"):
            sections = [section for section in page.iter("section") if "network" in section.get("class", "").split()]
            assert [section.get("id") for section in sections] == [reader.key for reader in TABLE]


@pytest.fixture(name="built_site")
def tests_site(built):
    """The previews of the tests' tiny site, with its manifest."""
    manifest = json.loads((built.folder.parent / ".cache" / "manifest.json").read_text(encoding="utf-8"))
    return Previews(read_site(built.folder, "", manifest), "../output/", Sources(ROOT))


def test_origins(built_site):
    """With the manifest each value tells the line that it was written in, and links to it."""
    names = [page.file for page in built_site.site.pages]
    soup = BeautifulSoup(built_site.page(names.index("all-keys/index.html")), "html5lib")
    values = {
        value.select_one("code").get_text(): value.get_text(" ", strip=True) for value in soup.select(".values > li")
    }
    links = [link["href"] for link in soup.select(".values a")]

    assert re.search(r"line \d+ .* origin: Share_Title, \S+/all-keys\.md:\d+ · read by Facebook", values["og:title"])
    assert all(re.fullmatch(r"vscode://file//.+/all-keys\.md:\d+", link) for link in links)
    assert links


def test_every_link_leads_somewhere(built_site, tmp_path, built):
    """Written to disk, every link and picture of the previews is a file."""
    out = tmp_path / "previews"
    found = Previews(built_site.site, beside(built.folder, out), Sources(ROOT))
    files = write(found, out)

    assert files[0] == out / "index.html"
    broken, checked = [], 0
    for file in (file for file in files if file.suffix == ".html"):
        page = html.document_fromstring(file.read_bytes())
        addresses = page.xpath("//@href | //@src")
        checked += len(addresses)
        local = [address for address in addresses if not re.match(r"https?:|vscode:|#", address)]
        broken += [address for address in local if not (file.parent / address).resolve().is_file()]
    assert broken == []
    assert checked > 1000


def run(*arguments: str, cwd=ROOT) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    command = [sys.executable, "-m", "previews", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment(), capture_output=True, text=True, check=False)


def test_command(tmp_path):
    """The command writes the previews of any folder, and prints where they are."""
    folder = built(tmp_path, "<title>First</title>")
    out = tmp_path / "out"
    done = run(str(folder), "--out", str(out), "--site-url", URL, "--editor", "x://{file}#{line}")

    assert (done.returncode, done.stdout, done.stderr) == (0, f"{out}/index.html\n", "")
    assert (out / "pages" / "0.html").is_file()
    assert "First" in (out / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gone"], "gone is no folder\n"),
        (["empty"], "empty holds no page\n"),
        (
            ["empty", "--out", "empty/out"],
            "empty/out lies in empty, and would be published with it; choose another --out\n",
        ),
        (["empty", "--manifest", "list.json"], "list.json is no manifest\n"),
        (["empty", "--manifest", "gone.json"], "[Errno 2] No such file or directory: 'gone.json'\n"),
    ],
)
def test_command_refuses(tmp_path, arguments, said):
    """What cannot be previewed is told in one line."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "list.json").write_text("[]")
    done = run(*arguments, cwd=tmp_path)

    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)
