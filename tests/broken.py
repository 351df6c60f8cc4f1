"""A tiny site without a fault, and for each rule of the audit a change that breaks just that."""

import json
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from PIL import Image

URL = "https://example.org"
POST, FRENCH, HOME, ABOUT, MISSING = (
    "post/index.html",
    "fr/post/index.html",
    "index.html",
    "about/index.html",
    "404.html",
)

HEAD = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} | Site</title>
<link rel="canonical" href="{url}">
<meta name="description" content="{description}">
<meta name="author" content="Ada Byron">
<meta name="robots" content="{robots}">
{alternates}<meta property="og:title" content="{title}">
<meta property="og:type" content="{type}">
<meta property="og:url" content="{url}">
<meta property="og:description" content="{description}">
<meta property="og:site_name" content="Site">
<meta property="og:locale" content="{locale}">
<meta property="og:image" content="https://example.org/card.png">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:type" content="image/png">
<meta property="og:image:alt" content="A card">
{article}<meta name="twitter:card" content="summary_large_image">
<meta name="twitter:site" content="@site">
<meta name="twitter:image:alt" content="A card">
<meta name="twitter:label1" content="Written by">
<meta name="twitter:data1" content="Ada Byron">
<link rel="alternate" type="application/atom+xml" title="Feed" href="/feed.xml">
<link rel="icon" href="/icon.png">
<link rel="apple-touch-icon" href="/icon.png">
<meta name="theme-color" content="#ffffff">
<script type="application/ld+json">{json_ld}</script>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<p><a href="/">Site</a> <a href="/post/">Post</a> <a href="/fr/post/">French</a> <a href="/about/">About</a></p>
<h1 id="top-of-it">{title}</h1>
<p>By Ada Byron, <time datetime="2026-01-02T09:00:00+00:00">2 January 2026</time></p>
<h2 id="part">A part</h2>
<p><img src="/photo.png" srcset="/photo.png 1x, /card.png 2x" alt="A photo"> <a href="#part">To the part</a>
<a href="https://www.facebook.com/sharer/sharer.php?u={shared}">Share</a></p>
</body>
</html>
"""
ARTICLE = """\
<meta property="article:published_time" content="2026-01-02T09:00:00+00:00">
<meta property="article:modified_time" content="2026-01-03T09:00:00+00:00">
<meta property="article:section" content="Topic">
"""
ALTERNATES = """\
<link rel="alternate" hreflang="en" href="https://example.org/post/">
<link rel="alternate" hreflang="fr" href="https://example.org/fr/post/">
<link rel="alternate" hreflang="x-default" href="https://example.org/post/">
"""
INDEXABLE = "index, follow, max-image-preview:large"
LOCALES = {"en": "en_GB", "fr": "fr_FR"}


def node(kind: str, identifier: str, **properties) -> dict:
    """Return an object of a graph."""
    return {"@type": kind, "@id": f"{URL}/#{identifier}", **properties}


def graph(title: str, url: str, language: str, *, is_article: bool) -> str:
    """Return the JSON-LD of a page, one property a line, so that a change can name it."""
    nodes = [
        node("WebSite", "website", name="Site", url=f"{URL}/"),
        node("Organization", "org", name="Site", url=f"{URL}/", logo=f"{URL}/logo.png"),
        node("WebPage", "webpage", url=url),
    ]
    if is_article:
        steps = [("Home", f"{URL}/"), (title, url)]
        nodes += [
            node("Person", "author", name="Ada Byron", url=f"{URL}/about/"),
            node(
                "BlogPosting",
                "article",
                url=url,
                headline=title,
                inLanguage=language,
                image={"@type": "ImageObject", "url": f"{URL}/photo.png", "width": 1200, "height": 675},
                datePublished="2026-01-02T09:00:00+00:00",
                dateModified="2026-01-03T09:00:00+00:00",
                author={"@id": f"{URL}/#author"},
                publisher={"@id": f"{URL}/#org"},
            ),
            node(
                "BreadcrumbList",
                "breadcrumb",
                itemListElement=[
                    {"@type": "ListItem", "position": number, "name": name, "item": item}
                    for number, (name, item) in enumerate(steps, 1)
                ],
            ),
        ]
    return json.dumps({"@context": "https://schema.org", "@graph": nodes}, indent=0)


def page(
    title: str, path: str, description: str, *, language: str = "en", is_article: bool = False, robots: str = INDEXABLE
) -> str:
    """Return a page that every rule is content with."""
    url = f"{URL}/{path}"
    return HEAD.format(
        title=title,
        url=url,
        description=description,
        language=language,
        robots=robots,
        type="article" if is_article else "website",
        locale=LOCALES[language],
        article=ARTICLE if is_article else "",
        alternates=ALTERNATES if is_article else "",
        json_ld=graph(title, url, language, is_article=is_article),
        shared=quote(url, safe=""),
    )


def picture(width: int, height: int, form: str = "PNG", noise: int = 0) -> bytes:
    """Return a picture; `noise` bytes are put behind it, which no reader minds."""
    file = BytesIO()
    Image.new("RGB", (width, height), "#336699").save(file, form)
    return file.getvalue() + bytes(noise)


SITEMAP = f"""\
<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>{URL}/</loc><lastmod>2026-01-03</lastmod></url>
<url><loc>{URL}/post/</loc></url>
<url><loc>{URL}/fr/post/</loc></url>
<url><loc>{URL}/about/</loc></url>
</urlset>
"""
FEED = f"""\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>tag:example.org,2026:feed</id><title>Site</title><updated>2026-01-03T09:00:00Z</updated>
<entry><id>tag:example.org,2026:post</id><title>A title</title><link href="{URL}/post/"/>
<content type="html">&lt;a href="{URL}/about/"&gt;About&lt;/a&gt;</content></entry>
<entry><id>tag:example.org,2026:fr</id><title>Un titre</title><link href="{URL}/fr/post/"/></entry>
</feed>
"""
BASE: dict[str, str | bytes] = {
    HOME: page("Home of it all", "", "What this tiny site is about, in few but enough words."),
    POST: page("A title", "post/", "What this post is about, in few words but enough of them.", is_article=True),
    FRENCH: page(
        "Un titre", "fr/post/", "De quoi parle ce texte, en peu de mots mais assez.", language="fr", is_article=True
    ),
    ABOUT: page("About", "about/", "Who writes this tiny site, and why anybody would do it."),
    MISSING: page("Not found", "404.html", "There is nothing at this address, or not any more.", robots="noindex"),
    "robots.txt": f"User-agent: *\nAllow: /\n\nSitemap: {URL}/sitemap.xml\n",
    "sitemap.xml": SITEMAP,
    "feed.xml": FEED,
    "style.css": "h1 { color: #336699 }",
    "card.png": picture(1200, 630),
    "photo.png": picture(1200, 675),
    "logo.png": picture(512, 512),
    "icon.png": picture(180, 180),
}


@dataclass(frozen=True)
class Change:
    """What is done to a file: the first `old` in it becomes `new`; without `old` it becomes the whole file.

    Without `new` the file is removed.
    """

    file: str
    old: str | None = None
    new: str | bytes | None = None


def changed(*changes: Change) -> dict[str, str | bytes]:
    """Return the files of the tiny site with changes. Raises KeyError or ValueError when there is nothing to change."""
    files = dict(BASE)
    for change in changes:
        if change.new is None:
            del files[change.file]
        elif change.old is None:
            files[change.file] = change.new
        else:
            before, found, after = files[change.file].partition(change.old)
            if not found:
                raise ValueError(f"{change.file} has no {change.old!r}")
            files[change.file] = before + change.new + after
    return files


def write(folder: Path, *changes: Change) -> Path:
    """Write the tiny site with changes into a folder, and return that."""
    for name, content in changed(*changes).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def at(file: str, old: str, new: str) -> tuple[Change]:
    return (Change(file, old, new),)


def post(old: str, new: str = "") -> tuple[Change]:
    """Return a change of the post."""
    return at(POST, old, new)


def about(old: str, new: str = "") -> tuple[Change]:
    """Return a change of the page that is no article and has no translation."""
    return at(ABOUT, old, new)


def before_head_ends(addition: str) -> tuple[Change]:
    return about("</head>", f"{addition}\n</head>")


def in_body(addition: str) -> tuple[Change]:
    return about("</body>", f"{addition}\n</body>")


def meta(name: str, content: str, attribute: str = "name") -> str:
    return f'<meta {attribute}="{name}" content="{content}">'


def card(data: bytes, width: int = 1200, height: int = 630, kind: str = "image/png") -> tuple[Change, ...]:
    """Return the changes that give the about page another picture, declared as it is."""
    ending = kind.rpartition("/")[2].removesuffix("+xml")
    return (
        Change(f"other.{ending}", None, data),
        Change(ABOUT, "https://example.org/card.png", f"https://example.org/other.{ending}"),
        Change(ABOUT, 'width" content="1200"', f'width" content="{width}"'),
        Change(ABOUT, 'height" content="630"', f'height" content="{height}"'),
        Change(ABOUT, 'type" content="image/png"', f'type" content="{kind}"'),
    )


def version(language: str, url: str) -> str:
    return f'<link rel="alternate" hreflang="{language}" href="{url}">'


def canonical(url: str) -> tuple[Change, ...]:
    """Return the changes that give the about page another canonical address, wherever that stands."""
    return (
        *about('canonical" href="https://example.org/about/"', f'canonical" href="{url}"'),
        *about('og:url" content="https://example.org/about/"', f'og:url" content="{url}"'),
        *about(quote(f"{URL}/about/", safe=""), quote(url, safe="")),
        Change("sitemap.xml", f"<url><loc>{URL}/about/</loc></url>\n", ""),
    )


def line(file: str, start: str) -> str:
    """Return the line of a file that begins so, to be taken out."""
    return next(f"{line}\n" for line in BASE[file].splitlines() if line.startswith(start))


def ld(type_: str, **properties) -> tuple[Change]:
    """Return a change that adds an object to the graph of the about page."""
    added = json.dumps({"@type": type_, **properties})
    return about('"@graph": [', f'"@graph": [{added},')


LONG = "word " * 60
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"/>'
OTHER = "https://example.org/other"

# For each rule, by its id, what breaks it and nothing else.
BROKEN: list[tuple[str, tuple[Change, ...]]] = [
    # presence
    ("title-one", about("<title>About | Site</title>", "")),
    ("title-one", about("<title>About | Site</title>", "<title> </title>")),
    ("title-one", before_head_ends("<title>Another</title>")),
    ("description-one", about(line(ABOUT, '<meta name="description"'))),
    ("description-one", before_head_ends(meta("description", "Another"))),
    ("canonical-one", before_head_ends('<link rel="canonical" href="https://example.org/about/">')),
    ("canonical-present", about(line(ABOUT, '<link rel="canonical"'))),
    ("og-required", about(line(ABOUT, '<meta property="og:type"'))),
    ("og-recommended", about(line(ABOUT, '<meta property="og:site_name"'))),
    ("og-image-one", before_head_ends(meta("og:image", "https://example.org/photo.png", "property"))),
    ("meta-once", before_head_ends(meta("og:locale", "en_GB", "property"))),
    ("meta-empty", about('author" content="Ada Byron"', 'author" content=" "')),
    ("twitter-card", about(line(ABOUT, '<meta name="twitter:card"'))),
    ("twitter-card", about("summary_large_image", "large")),
    ("twitter-handle", about('"@site"', '"site"')),
    ("viewport", about(line(ABOUT, '<meta name="viewport"'))),
    ("doctype", about("<!doctype html>\n")),
    ("icon", about(line(ABOUT, '<link rel="icon"'))),
    # head
    ("charset", about('<meta charset="utf-8">')),
    ("charset", about("<head>", f"<head><script>{' ' * 1000}</script>")),
    ("head-32-kb", about("<title>", f"<script>{' ' * 33_000}</script><title>")),
    ("head-300-kb", about("<title>", f"<script>{' ' * 300_000}</script><title>")),
    ("page-1-mb", in_body(f"<!--{' ' * 1_000_000}-->")),
    ("head-before-styles", about("<title>", "<style>h1 { color: red }</style><title>")),
    ("meta-in-head", in_body(meta("og:video", "https://example.net/a.mp4", "property"))),
    ("meta-property", about('property="og:locale"', 'name="og:locale"')),
    ("meta-name", about('name="twitter:site"', 'property="twitter:site"')),
    ("meta-lower-case", about('name="twitter:site"', 'name="twitter:Site"')),
    ("meta-quoted", about('content="@site"', "content=@site")),
    ("og-count", before_head_ends("".join(meta("og:see_also", f"{OTHER}/{n}", "property") for n in range(50)))),
    (
        "og-site-name-length",
        tuple(
            Change(file, 'site_name" content="Site"', f'site_name" content="{"S" * 257}"')
            for file in (HOME, POST, FRENCH, ABOUT, MISSING)
        )
        + tuple(
            Change(file, '"name": "Site"', f'"name": "{"S" * 257}"') for file in (HOME, POST, FRENCH, ABOUT, MISSING)
        ),
    ),
    ("og-type", about('og:type" content="website"', 'og:type" content="blog"')),
    ("article-tags", before_head_ends(meta("article:section", "Topic", "property"))),
    ("twitter-labels", about(line(ABOUT, '<meta name="twitter:data1"'))),
    ("theme-color", about("#ffffff", "white")),
    # address
    ("address-absolute", before_head_ends(meta("twitter:image", "/card.png"))),
    ("address-https", before_head_ends(meta("og:video", "http://example.net/a.mp4", "property"))),
    ("address-live", before_head_ends(meta("og:video", "https://localhost/a.mp4", "property"))),
    ("address-length", before_head_ends(meta("og:video", f"https://example.net/{'a' * 2048}", "property"))),
    ("address-encoded", before_head_ends(meta("og:video", "https://example.net/a b.mp4", "property"))),
    ("address-utm", before_head_ends(meta("og:video", "https://example.net/a.mp4?utm_source=x", "property"))),
    (
        "canonical-og-url",
        about('og:url" content="https://example.org/about/"', 'og:url" content="https://example.org/"'),
    ),
    ("canonical-fragment", canonical(f"{URL}/about/#part")),
    ("canonical-exists", canonical(f"{URL}/gone/")),
    ("canonical-self", canonical(f"{URL}/post/")),
    ("canonical-form", canonical(f"{URL}/about/index.html")),
    ("canonical-elsewhere", canonical("https://example.net/about/")),
    # picture
    ("picture-exists", before_head_ends(meta("twitter:image", "https://example.org/gone.png"))),
    ("picture-readable", card(b"no picture")),
    ("picture-format", card(SVG, kind="image/svg+xml")),
    ("picture-webp", card(picture(1200, 630, "WEBP"), kind="image/webp")),
    ("picture-declared-size", about('width" content="1200"', 'width" content="1201"')),
    ("picture-declared-type", about('type" content="image/png"', 'type" content="image/jpeg"')),
    ("picture-size-told", about(line(ABOUT, '<meta property="og:image:width"'))),
    ("picture-alt", about(line(ABOUT, '<meta property="og:image:alt"'))),
    (
        "picture-alt-length",
        about('twitter:image:alt" content="A card"', f'twitter:image:alt" content="A card{"d" * 420}"')
        + about('og:image:alt" content="A card"', f'og:image:alt" content="A card{"d" * 420}"'),
    ),
    (
        "picture-companions",
        about(line(ABOUT, '<meta property="og:image:alt"'))
        + before_head_ends(meta("og:image:alt", "A card", "property"))
        + about(
            '<meta property="og:image:type"', meta("og:determiner", "a", "property") + '<meta property="og:image:type"'
        ),
    ),
    ("picture-bytes", card(picture(1200, 630, noise=1_000_001))),
    ("picture-bytes-whatsapp", card(picture(1200, 630, noise=700_000))),
    ("picture-bytes-lean", card(picture(1200, 630, noise=400_000))),
    ("picture-least", card(picture(190, 190), 190, 190)),
    ("picture-large", card(picture(500, 262), 500, 262)),
    ("picture-full-size", card(picture(1000, 525), 1000, 525)),
    ("picture-ratio", card(picture(3000, 700), 3000, 700)),
    ("picture-square", card(picture(1200, 1200), 1200, 1200)),
    ("picture-card-large", about("summary_large_image", "summary")),
    ("icon-readable", (Change("icon.png", None, picture(60, 60)),)),
    # text
    ("title-without-brand", about('og:title" content="About"', 'og:title" content="About | Site"')),
    (
        "description-length",
        about(
            'description" content="Who writes this tiny site, and why anybody would do it."',
            'description" content="Short."',
        ),
    ),
    ("text-escaped-once", about('og:title" content="About"', 'og:title" content="About &amp;amp; so"')),
    ("text-plain", about('og:title" content="About"', 'og:title" content="About &lt;b&gt;it&lt;/b&gt;"')),
    ("text-one-line", about('og:title" content="About"', 'og:title" content="About\n  it"')),
    ("preview-title", about('og:title" content="About"', f'og:title" content="{"Word " * 20}word"')),
    ("preview-description", about('og:description" content="Who', f'og:description" content="{"Word " * 60}Who')),
    # agreement
    ("headline-og-title", post('og:title" content="A title"', 'og:title" content="Another"')),
    ("twitter-og-agree", before_head_ends(meta("twitter:title", "Other"))),
    ("date-form", post('published_time" content="2026-01-02T09:00:00+00:00"', 'published_time" content="2 January"')),
    (
        "date-form",
        post('published_time" content="2026-01-02T09:00:00+00:00"', 'published_time" content="2026-01-02T09:00:00"'),
    ),
    (
        "date-order",
        post('modified_time" content="2026-01-03', 'modified_time" content="2026-01-01')
        + post('"dateModified": "2026-01-03', '"dateModified": "2026-01-01'),
    ),
    ("date-agrees", post('modified_time" content="2026-01-03', 'modified_time" content="2026-01-04')),
    ("date-visible", post('datetime="2026-01-02', 'datetime="2026-01-09')),
    ("headline-visible", post('<h1 id="top-of-it">A title</h1>', '<h1 id="top-of-it">Words</h1>')),
    ("author-visible", post("By Ada Byron,", "By somebody,")),
    ("author-agrees", post('author" content="Ada Byron"', 'author" content="Somebody"')),
    (
        "json-ld-canonical",
        post(
            '"@id": "https://example.org/#article",\n"url": "https://example.org/post/"',
            '"@id": "https://example.org/#article",\n"url": "https://example.org/other/"',
        ),
    ),
    ("json-ld-language", post('"inLanguage": "en"', '"inLanguage": "de"')),
    ("site-name-agrees", about('"name": "Site"', '"name": "Another"')),
    ("alt-agrees", about('twitter:image:alt" content="A card"', 'twitter:image:alt" content="Another"')),
    # JSON-LD
    ("json-ld-parses", about('"@graph": [', '"@graph": [,')),
    (
        "json-ld-one-graph",
        before_head_ends(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Thing"}</script>'
        ),
    ),
    ("json-ld-context", about('"https://schema.org"', '"https://example.org/words"')),
    ("json-ld-type", about('"@graph": [', '"@graph": [{"name": "Nothing"},')),
    ("json-ld-id-once", ld("Person", **{"@id": f"{URL}/#webpage", "name": "Ada"})),
    ("json-ld-id-resolves", ld("Person", name="Ada", worksFor={"@id": f"{URL}/#nobody"})),
    ("json-ld-absolute", ld("Person", name="Ada", url="/about/")),
    ("json-ld-article", post('"headline": "A title",\n', "")),
    ("json-ld-article-more", post('"dateModified": "2026-01-03T09:00:00+00:00",\n', "")),
    ("json-ld-article-there", post('"@type": "BlogPosting"', '"@type": "CreativeWork"')),
    ("json-ld-date", post('"dateModified": "2026-01-03T09:00:00+00:00"', '"dateModified": "yesterday"')),
    ("json-ld-date-zone", post('"dateModified": "2026-01-03T09:00:00+00:00"', '"dateModified": "2026-01-03T09:00:00"')),
    ("json-ld-author-name", post('"@type": "Person"', '"@type": "Thing"')),
    (
        "json-ld-author-one",
        tuple(Change(POST, "Ada Byron", "Ada Byron and Bob Coe") for _ in range(1))
        + post('"name": "Ada Byron"', '"name": "Ada Byron and Bob Coe"')
        + post("By Ada Byron,", "By Ada Byron and Bob Coe,"),
    ),
    (
        "json-ld-author-address",
        post('"name": "Ada Byron",\n"url": "https://example.org/about/"', '"name": "Ada Byron"'),
    ),
    ("json-ld-breadcrumb", post('"position": 2', '"position": 3')),
    ("json-ld-profile", ld("ProfilePage", mainEntity={"@type": "Person"})),
    ("json-ld-video", ld("VideoObject", name="A film", uploadDate="2026-01-02T09:00:00+00:00")),
    ("json-ld-website", at(HOME, '"@type": "WebSite"', '"@type": "Thing"')),
    ("json-ld-logo", (Change("logo.png", None, picture(100, 100)),)),
    ("json-ld-retired", ld("FAQPage")),
    ("json-ld-image-exists", post('"url": "https://example.org/photo.png"', '"url": "https://example.org/gone.png"')),
    (
        "json-ld-image-size",
        (
            Change("small.png", None, picture(200, 200)),
            *post(
                '"url": "https://example.org/photo.png",\n"width": 1200,\n"height": 675',
                '"url": "https://example.org/small.png"',
            ),
        ),
    ),
    ("json-ld-image-declared", post('"height": 675', '"height": 676')),
    (
        "json-ld-image-own",
        post(
            '"url": "https://example.org/photo.png",\n"width": 1200,\n"height": 675',
            '"url": "https://example.org/card.png"',
        ),
    ),
    (
        "json-ld-mastodon",
        (
            *about(
                '{\n"@context"',
                '[{"@context": "https://schema.org", "@type": "WebPage", "headline": "Other"}, {\n"@context"',
            ),
            *about("}</script>", "}]</script>"),
        ),
    ),
    # language
    ("lang", about('<html lang="en">', "<html>")),
    (
        "lang-form",
        about('<html lang="en">', '<html lang="en_GB">')
        + about('og:locale" content="en_GB"', 'og:locale" content="en_GB"'),
    ),
    ("og-locale-form", about('og:locale" content="en_GB"', 'og:locale" content="en-GB"')),
    ("og-locale-language", about('og:locale" content="en_GB"', 'og:locale" content="fr_FR"')),
    (
        "hreflang-self",
        about(
            '<meta property="og:title"',
            version("de", "https://example.net/")
            + version("x-default", "https://example.net/")
            + '<meta property="og:title"',
        ),
    ),
    (
        "hreflang-exists",
        post(
            '<link rel="alternate" hreflang="en"',
            f'<link rel="alternate" hreflang="de" href="{URL}/de/post/"><link rel="alternate" hreflang="en"',
        ),
    ),
    (
        "hreflang-return",
        post(
            '<link rel="alternate" hreflang="en"',
            f'<link rel="alternate" hreflang="de" href="{URL}/about/"><link rel="alternate" hreflang="en"',
        ),
    ),
    (
        "hreflang-canonical",
        tuple(
            Change(
                file,
                'hreflang="fr" href="https://example.org/fr/post/"',
                'hreflang="fr" href="https://example.org/fr/post"',
            )
            for file in (POST,)
        ),
    ),
    (
        "hreflang-once",
        post(
            '<link rel="alternate" hreflang="x-default"',
            version("fr", "https://example.net/fr/") + '<link rel="alternate" hreflang="x-default"',
        ),
    ),
    ("hreflang-default", post('<link rel="alternate" hreflang="x-default" href="https://example.org/post/">\n')),
    ("hreflang-language", tuple(Change(file, 'hreflang="en"', 'hreflang="de"') for file in (POST,))),
    # robots
    ("robots-known", about("index, follow", "index, folow")),
    ("robots-one-mind", at(MISSING, '"noindex"', '"noindex, follow, nofollow"')),
    ("robots-large-pictures", about("index, follow, max-image-preview:large", "index, follow")),
    (
        "noindex-canonical",
        at(MISSING, 'canonical" href="https://example.org/404.html', 'canonical" href="https://example.org/about/')
        + at(MISSING, 'og:url" content="https://example.org/404.html', 'og:url" content="https://example.org/about/')
        + at(MISSING, "example.org%2F404.html", "example.org%2Fabout%2F"),
    ),
    ("robots-txt-preview", at("robots.txt", "User-agent: *", "User-agent: Twitterbot\nDisallow: /\n\nUser-agent: *")),
    ("robots-txt-picture", at("robots.txt", "Allow: /\n", "Allow: /\nDisallow: /*.png$\n")),
    ("robots-txt-noindex", at("robots.txt", "Allow: /\n", "Allow: /\nDisallow: /404.html\n")),
    (
        "robots-txt-listed",
        at("robots.txt", "User-agent: *", "User-agent: Googlebot\nDisallow: /about/\n\nUser-agent: *"),
    ),
    ("robots-txt-sitemap", at("robots.txt", "/sitemap.xml", "/other.xml")),
    ("robots-txt-names-sitemap", at("robots.txt", f"Sitemap: {URL}/sitemap.xml\n", "")),
    # sitemap
    ("sitemap-parses", at("sitemap.xml", "</urlset>", "")),
    ("sitemap-parses", (Change("sitemap-news.xml", None, "<news/>"),)),
    (
        "sitemap-size",
        (
            Change(
                "sitemap-2.xml",
                None,
                "<urlset>" + "".join(f"<url><loc>{URL}/style.css?{n}</loc></url>" for n in range(50_001)) + "</urlset>",
            ),
        ),
    ),
    ("sitemap-absolute", at("sitemap.xml", "</urlset>", "<url><loc>/about/</loc></url></urlset>")),
    ("sitemap-once", at("sitemap.xml", "</urlset>", f"<url><loc>{URL}/about/</loc></url></urlset>")),
    ("sitemap-utm", at("sitemap.xml", f"<loc>{URL}/about/", f"<loc>{URL}/about/?utm_source=a")),
    ("sitemap-exists", at("sitemap.xml", "</urlset>", f"<url><loc>{URL}/gone/</loc></url></urlset>")),
    ("sitemap-noindex", at("sitemap.xml", "</urlset>", f"<url><loc>{URL}/404.html</loc></url></urlset>")),
    ("sitemap-canonical", at("sitemap.xml", f"{URL}/about/", f"{URL}/about/index.html")),
    ("sitemap-complete", at("sitemap.xml", f"<url><loc>{URL}/about/</loc></url>\n", "")),
    ("sitemap-dates", at("sitemap.xml", "2026-01-03", "3 January")),
    # feeds
    ("feed-exists", about('href="/feed.xml"', 'href="/gone.xml"')),
    ("feed-parses", at("feed.xml", "</feed>", "")),
    ("feed-announced", at(HOME, line(HOME, '<link rel="alternate" type="application/atom'), "")),
    ("feed-ids", at("feed.xml", "2026:fr", "2026:post")),
    ("feed-links", at("feed.xml", f"{URL}/fr/post/", f"{URL}/gone/")),
    ("feed-content-absolute", at("feed.xml", f'a href="{URL}/about/"', 'a href="/about/"')),
    ("feed-noindex", at("feed.xml", f"{URL}/fr/post/", f"{URL}/404.html")),
    ("feed-canonical", at("feed.xml", f"{URL}/fr/post/", f"{URL}/fr/post/index.html")),
    ("feed-utm", at("feed.xml", f"{URL}/fr/post/", f"{URL}/fr/post/?utm_source=feed")),
    # links
    ("link-exists", in_body('<a href="/gone/">Gone</a>')),
    ("resource-exists", in_body('<img src="/gone.png" alt="Gone">')),
    ("resource-exists", in_body('<img src="/photo.png" srcset="/photo.png 1x, /gone.png 2x" alt="Gone">')),
    ("anchor-exists", in_body('<a href="/post/#gone">Gone</a>')),
    ("link-slash", in_body('<a href="/post">Post</a>')),
    ("link-utm", in_body('<a href="/post/?utm_source=home">Post</a>')),
    ("link-live", in_body('<a href="http://localhost:8000/">Preview</a>')),
    ("link-words", in_body('<a href="/post/"></a>')),
    ("link-address", in_body('<a href="">Nowhere</a>')),
    ("resource-https", in_body('<img src="http://example.net/a.png" alt="A">')),
    ("share-link", in_body('<a href="https://x.com/intent/post?text=Read&amp;url=%2Fabout%2F">Share</a>')),
    ("share-link", in_body('<a href="https://wa.me/?text=Read%20https%3A%2F%2Fexample.org%2Fgone%2F">Share</a>')),
    (
        "share-link-own",
        post(
            "</body>",
            '<a href="https://bsky.app/intent/compose?text=A%20https%3A%2F%2Fexample.org%2F">Share</a></body>',
        ),
    ),
    # structure
    ("h1-one", in_body("<h1>Another</h1>")),
    ("heading-order", in_body("<h4>Deep</h4>")),
    ("heading-words", in_body("<h2> </h2>")),
    ("alt", in_body('<img src="/photo.png">')),
    ("alt-words", in_body('<img src="/photo.png" alt="IMG_1234.jpg">')),
    ("id-once", in_body('<p id="part">Again</p>')),
    # between pages
    ("title-unique", about("<title>About | Site</title>", "<title>Home of it all | Site</title>")),
    (
        "description-unique",
        about(
            'name="description" content="Who writes this tiny site, and why anybody would do it."',
            'name="description" content="What this tiny site is about, in few but enough words."',
        ),
    ),
    (
        "site-name-same",
        about('site_name" content="Site"', 'site_name" content="Another"')
        + about('"name": "Site"', '"name": "Another"'),
    ),
    (
        "page-linked",
        tuple(Change(file, '<a href="/about/">About</a>', "") for file in (HOME, POST, FRENCH, MISSING)),
    ),
]
