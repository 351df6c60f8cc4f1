"""What readers of a small site are led on to: series, reading paths, related articles, calls to action, forms."""

import json
import shutil
from pathlib import Path

import pytest
from factories import BLOG, TEST_SITE, Built, run, run_publishing

SETTINGS = """\
import sys
sys.path[:0] = [{folder!r}]
from bare import *
PATH = "content"
CALL_TO_ACTION = {{
    "title": {{"en-GB": "The site asks", "fr": "Le site demande"}}, "text": "A text.", "label": "Act", "link": "topics/"
}}
FORMS = {{
    "contact": {{
        "action": "https://forms.example/1", "thanks": "thanks/", "trap": "_gotcha", "email": "_replyto",
        "fields": {{"_next": "{{thanks}}"}}, "attributes": {{"data-netlify": "true"}},
    }},
    "newsletter": {{"action": "https://news.example/", "email": "EMAIL"}},
}}
"""
TOPICS = {
    "One": "Pillar: pillar\nReading_Path: step, elsewhere\nCall_To_Action: The topic asks\n"
    "Call_To_Action_Label: Its button\nCall_To_Action_Link: ../pages/contact.md#write\n",
    "Two": "",
}
# By slug: day of January, topic, further lines.
POSTS = {
    "pillar": (1, "One", "Related: step, part-three\n"),
    "step": (2, "One", "Reviewed: 2026-02-03\n"),
    "elsewhere": (3, "Two", ""),
    "part-one": (4, "Two", "Series: A series\nCall_To_Action: none\n"),
    "part-two": (
        5,
        "Two",
        "Series: a  Series\nCall_To_Action: The post asks\nCall_To_Action_Link: https://example.com/\n",
    ),
    "part-three": (6, "Two", "Series: A series\n"),
    "alone": (7, "Two", "Series: Quite another\nRelated: pillar\n"),
    "unlisted": (8, "Two", "Robots: noindex\n"),
    "hidden": (9, "Two", "Status: hidden\n"),
}
PAGES = {
    "contact": "Template: contact\n",
    "thanks": "Robots: noindex\n",
    "feeds": "Template: feeds\n",
    "privacy": "Reviewed: 2026-02-04\n",
}


def write(folder: Path, changes: str = "") -> Path:
    """Write the site's files below a folder; return its settings."""
    content = folder / "content"
    for name in ("authors", "images"):
        shutil.copytree(TEST_SITE.parent / "content" / name, content / name)
    for name in ("topics", "posts", "pages"):
        (content / name).mkdir()
    for name, lines in TOPICS.items():
        text = f"Title: {name}\nSummary: About it.\n{lines}\nText.\n"
        (content / "topics" / f"{name.lower()}.md").write_text(text, encoding="utf-8")
    for slug, (day, topic, lines) in POSTS.items():
        text = f"Title: {slug}\nDate: 2026-01-0{day}\nCategory: {topic}\nSummary: On {slug}.\n{lines}\nText.\n"
        (content / "posts" / f"{slug}.md").write_text(text, encoding="utf-8")
    french = "Title: Étape\nDate: 2026-01-02\nCategory: One\nSlug: step\nLang: fr\nTranslation: true\n\nTexte.\n"
    (content / "posts" / "step.fr.md").write_text(french, encoding="utf-8")
    for slug, lines in PAGES.items():
        (content / "pages" / f"{slug}.md").write_text(
            f"Title: {slug}\nSummary: x\n{lines}\n## Write\n\nText.\n", encoding="utf-8"
        )
    merci = "Title: Merci\nSummary: x\nSlug: thanks\nLang: fr\nTranslation: true\nRobots: noindex\n\nTexte.\n"
    (content / "pages" / "thanks.fr.md").write_text(merci, encoding="utf-8")
    ecrire = "Title: Écrire\nSummary: x\nSlug: contact\nLang: fr\nTranslation: true\nTemplate: contact\n\nTexte.\n"
    (content / "pages" / "contact.fr.md").write_text(ecrire, encoding="utf-8")
    settings = folder / "settings.py"
    settings.write_text(SETTINGS.format(folder=str(TEST_SITE.parent)) + changes, encoding="utf-8")
    return settings


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Built:
    """The small site, under a path."""
    folder = tmp_path_factory.mktemp("reading")
    return publish_in(folder, write(folder))


def hrefs(page, selector: str) -> list[str]:
    """Return the slugs that the links of an element lead to."""
    return [link["href"].removeprefix("/blog/").strip("/") for link in page.select(f"{selector} a")]


def words(element) -> str:
    """Return what an element says."""
    return element.get_text(" ", strip=True) if element else ""


@pytest.mark.parametrize(
    ("slug", "summary", "links"),
    [
        ("part-one", "Part 1 of 3 of the series “A series”", ["part-two", "part-three"]),
        ("part-two", "Part 2 of 3 of the series “A series”", ["part-one", "part-three"]),
        ("alone", "", []),
        ("pillar", "", []),
    ],
)
def test_series(small, slug, summary, links):
    """Each part has the list of all, closed, with itself marked; a part alone shows none."""
    page = small.page(f"{slug}/")

    assert words(page.select_one("article details.series summary")) == summary
    assert hrefs(page, "details.series") == links
    assert [words(own) for own in page.select("details.series [aria-current]")] == ([slug] if summary else [])


@pytest.mark.parametrize(
    ("slug", "heading", "after"),
    [
        ("part-one", "Next part of the series “A series”", "part-two"),
        ("pillar", "Next on the reading path “One”", "step"),
        ("step", "Next on the reading path “One”", "elsewhere"),
        ("elsewhere", "", None),
        ("part-three", "", None),
        ("alone", "", None),
    ],
)
def test_next_step(small, slug, heading, after):
    """A series leads on to its next part, a reading path to its next step; at their end nothing is offered so."""
    step = small.page(f"{slug}/").select_one(".next-step")

    assert words(step.h2 if step else None) == heading
    assert (step.select_one("a[rel=next]")["href"] if step else None) == (f"/blog/{after}/" if after else None)


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("pillar", {}),  # the next one stands above
        ("part-two", {"prev": "part-one"}),
        ("part-three", {"prev": "part-two"}),
        ("alone", {"prev": "part-three", "next": "unlisted"}),
        ("elsewhere", {"prev": "step", "next": "part-one"}),
    ],
)
def test_neighbours(small, slug, expected):
    """In a series the neighbours are its parts, else those by date; what is offered above is not repeated."""
    found = {link["rel"][0]: link["href"].split("/")[2] for link in small.page(f"{slug}/").select(".neighbours a")}

    assert found == expected


def test_related(small):
    """The writer's choice is first; what is not listed, hidden, translated or next anyway is never among them."""
    related = {slug: hrefs(small.page(f"{slug}/"), ".related") for slug in POSTS}

    assert related["alone"][0] == "pillar"
    assert all(not {slug, "unlisted", "hidden"} & {*found} for slug, found in related.items())
    assert "fr/step" not in {link for found in related.values() for link in found}
    assert related["pillar"][0] == "part-three"
    assert "step" not in related["pillar"]
    assert not {"part-two", "part-three"} & {*related["part-one"]}
    assert related["unlisted"], "a post that is not listed leads on all the same"
    assert hrefs(small.page("fr/step/"), ".related") == []


def test_topic_hub(small):
    """A topic begins with its pillar, goes on with the numbered path, and lists all its articles below."""
    page = small.page("topics/one/")
    headings = [words(heading) for heading in page.select("main h2.section-head")]

    assert headings == ["Start with", "Then read on", "All articles of this topic"]
    assert page.select_one("[aria-labelledby=_pillar] h3 a")["href"] == "/blog/pillar/"
    assert page.select_one("ol.path")["start"] == "2"
    assert hrefs(page, "ol.path") == ["step", "elsewhere"]
    assert "2 articles in this order, 2 min in all" in words(page.select_one("[aria-labelledby=_path]"))
    assert [words(heading) for heading in small.page("topics/two/").select("main h2.section-head")] == []


@pytest.mark.parametrize(
    ("path", "title", "label", "href"),
    [
        ("", "The site asks", "Act", "/blog/topics/"),
        ("topics/one/", "The topic asks", "Its button", "/blog/contact/#write"),
        ("topics/two/", "The site asks", "Act", "/blog/topics/"),
        ("step/", "The topic asks", "Its button", "/blog/contact/#write"),
        ("elsewhere/", "The site asks", "Act", "/blog/topics/"),
        ("part-two/", "The post asks", "Act", "https://example.com/"),
        ("fr/step/", "Le site demande", "Act", "/blog/topics/"),
        ("part-one/", "", "", None),
    ],
)
def test_call_to_action(small, path, title, label, href):
    """A page asks what its file says, else its topic, else the site; “none” asks nothing."""
    box = small.page(path).select_one(".call-to-action")

    assert words(box.h2 if box else None) == title
    assert words(box.select_one(".button") if box else None) == label
    assert (box.select_one(".button")["href"] if box else None) == href


def test_a_call_tells_its_language(small):
    """What is in another language than the page says so; what is in the box's own does not repeat it."""
    box = small.page("fr/step/").select_one(".call-to-action")

    assert box.get("lang") is None
    assert [part.get("lang") for part in (box.h2, box.p, box.a)] == [None, "en-GB", "en-GB"]


def test_reviewed(small):
    """The day of the last review is told to readers and search engines, and changes no other date."""
    page = small.page("step/")
    graph = json.loads(page.find("script", type="application/ld+json").string)["@graph"]
    node = next(node for node in graph if node["@type"] == "WebPage")

    assert "Reviewed 3 February 2026" in words(page.select_one("header .meta"))
    assert page.select_one('header time[datetime="2026-02-03"]')
    assert node["lastReviewed"] == "2026-02-03"
    assert node["dateModified"].startswith("2026-01-02")
    assert "2026-02-03" not in small.text("sitemap.xml") + small.text("feed.xml")
    assert "lastReviewed" not in small.text("pillar/index.html")
    assert words(small.page("privacy/").select_one("header .meta")) == "Reviewed 4 February 2026"


@pytest.mark.parametrize(("path", "thanks"), [("contact/", "thanks/"), ("fr/contact/", "fr/thanks/")])
def test_contact_form(small, path, thanks):
    """The form goes to the service with what it wants, and comes back to a page in the reader's language."""
    form = small.page(path).select_one("main form")

    assert (form["method"], form["action"], form["data-netlify"]) == ("post", "https://forms.example/1", "true")
    assert {field["name"]: field["value"] for field in form.select("[type=hidden]")} == {"_next": f"{BLOG}/{thanks}"}
    assert [field["name"] for field in form.select("input:not([type=hidden]), select, textarea")] == [
        *("name", "_replyto", "about", "website", "message", "_gotcha")
    ]
    assert all(form.find("label", attrs={"for": field["id"]}) for field in form.select("[id]") if field.get("name"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("name", (None, None, "name", True)),
        ("_replyto", ("email", "email", "email", True)),
        ("website", ("url", "url", "url", False)),
    ],
)
def test_phones_help(small, name, expected):
    """Each field says what it is for, to the phone's keyboard and to what fills it in, and whether it is needed."""
    field = small.page("contact/").find("input", attrs={"name": name})

    assert (field.get("type"), field.get("inputmode"), field.get("autocomplete"), "required" in field.attrs) == expected


@pytest.mark.parametrize("path", ["", "pillar/"])
def test_newsletter(small, path):
    """Sign-up stands after an article and at the end of the home page, with consent and the way to the privacy page."""
    form = small.page(path).select_one(".newsletter form")
    field = form.find("input", attrs={"type": "email"})

    assert (form["action"], field["name"], field["autocomplete"]) == ("https://news.example/", "EMAIL", "email")
    assert field["aria-describedby"] == form.select_one(".meta")["id"]
    assert form.select_one(".meta a")["href"] == "/blog/privacy/"


def test_feeds(small):
    """Every feed has its address in plain view, a link, and a button for what can copy."""
    page = small.page("feeds/")
    addresses = [f"{BLOG}/{name}" for name in ("feed.xml", "rss.xml", "feed.json")]

    assert [words(code) for code in page.select(".feeds code")] == addresses
    assert [button["data-copy"] for button in page.select(".feeds button[hidden]")] == addresses
    assert hrefs(page, ".feeds") == ["feed.xml", "rss.xml", "feed.json"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            'FORMS["contact"]["action"] = "forms.example"\n',
            'FORMS: the action "forms.example" of "contact" cannot be used',
        ),
        (
            'FORMS["contact"]["thanks"] = "thank/"\n',
            'FORMS: "contact" thanks at "thank/", but no page has that address; did',
        ),
        ('CALL_TO_ACTION = {"title": "x"}\n', "CALL_TO_ACTION: write title, text, label, link"),
        ("CALL_TO_ACTION = {}\n", "part-two.md:6: error[call_to_action]: a call to action needs Call_To_Action_Label"),
    ],
)
def test_settings_mistakes_are_told(tmp_path, settings, message):
    """A setting that cannot work stops the build with what to write."""
    settings_file = write(tmp_path, settings)

    result = run_publishing(settings_file, tmp_path / "output", cwd=tmp_path, SITEURL=BLOG)

    assert result.returncode == 1
    assert message in result.stderr


def test_without_services(tmp_path):
    """With nothing configured the contact form opens the mail program, and no newsletter or call is shown."""
    nothing = "FORMS = {}\nCALL_TO_ACTION = {}\n"
    settings_file = write(tmp_path, nothing)
    for file in (tmp_path / "content/posts/part-two.md", tmp_path / "content/topics/one.md"):
        kept = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("Call_")]
        file.write_text("\n".join(kept), encoding="utf-8")

    site = publish_in(tmp_path, settings_file)

    form = site.page("contact/").select_one("main form")
    assert (form["action"], form["enctype"]) == ("mailto:test@example.org", "text/plain")
    assert not form.select("[aria-hidden]")
    assert not site.page("").select(".newsletter, .call-to-action")
    assert not site.page("part-two/").select(".newsletter, .call-to-action")


def test_a_slip_in_a_series_is_told(tmp_path):
    """A part alone whose series is called almost as another may be meant for that one; it stops nothing."""
    settings_file = write(tmp_path)
    post = tmp_path / "content/posts/alone.md"
    post.write_text(post.read_text(encoding="utf-8").replace("Quite another", "A serie"), encoding="utf-8")

    result = run("publishing", "check", "--settings", settings_file.name, cwd=tmp_path, SITEURL=BLOG)

    assert result.returncode == 0
    message = 'advice[series]: Series: "A serie" has this part alone; did you mean "A series"?'
    assert f"content/posts/alone.md:5: {message}" in result.stdout


def publish_in(folder: Path, settings_file: Path) -> Built:
    """Return the site that was published in a folder."""
    result = run_publishing(settings_file, folder / "output", cwd=folder, SITEURL=BLOG)
    assert result.returncode == 0, result.stderr
    return Built(folder / "output", BLOG)
