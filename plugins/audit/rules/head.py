"""How the head is written: order, bytes, attributes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from audit.model import Found, Level
from audit.page import Page
from audit.registry import page_rule
from audit.rules.presence import SHARED
from audit.site import Site
from audit.sources import APPLE, DISCORD, HTML_CHARSET, NOPCOMMERCE, OGP, SIGNAL, SLACK_TAGS, SYNAPSE, WHATSAPP

FIRST_BYTES = 1024
SLACK_BYTES = 32_768
WHATSAPP_BYTES = 300_000
APPLE_BYTES = 1_000_000
SYNAPSE_TAGS = 50
DISCORD_NAME = 256
PROPERTIES = ("og:", "article:", "profile:", "book:", "music:", "video:")
OG_TYPES = frozenset(
    (
        *("website", "article", "profile", "book", "video.movie", "video.episode", "video.tv_show", "video.other"),
        *("music.song", "music.album", "music.playlist", "music.radio_station"),
    )
)


@page_rule(
    "charset",
    Level.ERROR,
    "A page declares UTF-8 within its first 1,024 bytes.",
    fix='write <meta charset="utf-8"> right after <head>',
    source=HTML_CHARSET,
)
def charset(page: Page, site: Site) -> Iterator[Found]:
    if page.encoding != "utf-8":
        found = f"the encoding “{page.encoding}” is declared" if page.encoding else "no encoding is declared"
        yield Found(f"{found}; utf-8 is accepted")
    elif page.bytes.charset > FIRST_BYTES:
        found = f"the encoding is declared at byte {page.bytes.charset:,}"
        yield Found(f"{found}; the first {FIRST_BYTES:,} bytes are accepted")


@page_rule(
    "head-32-kb",
    Level.HINT,
    "All tags for networks stand within the first 32 KB, which is what Slack is said to ask for.",
    fix="move styles and scripts behind the tags",
    source=SLACK_TAGS,
)
def head_32_kb(page: Page, site: Site) -> Iterator[Found]:
    if SLACK_BYTES < page.bytes.share_end <= WHATSAPP_BYTES:
        yield Found(f"the last tag for networks ends at byte {page.bytes.share_end:,}; {SLACK_BYTES:,} are read")


@page_rule(
    "head-300-kb",
    Level.ERROR,
    "All tags for networks stand within the first 300 KB, more of which WhatsApp does not read.",
    fix="move styles and scripts behind the tags",
    source=WHATSAPP,
)
def head_300_kb(page: Page, site: Site) -> Iterator[Found]:
    if page.bytes.share_end > WHATSAPP_BYTES:
        yield Found(f"the last tag for networks ends at byte {page.bytes.share_end:,}; {WHATSAPP_BYTES:,} are read")


@page_rule(
    "page-1-mb",
    Level.WARNING,
    "A page has no more than 1 MB of HTML: Messages and Signal read no more.",
    fix="move data, styles and pictures out of the page",
    source=APPLE,
)
def page_1_mb(page: Page, site: Site) -> Iterator[Found]:
    if page.bytes.size > APPLE_BYTES:
        yield Found(f"the page has {page.bytes.size:,} bytes; {APPLE_BYTES:,} are read")


@page_rule(
    "head-before-styles",
    Level.HINT,
    "Tags for networks stand before styles in the page, which may push them out of what is read.",
    fix="move <style> behind the last tag",
    source=WHATSAPP,
)
def head_before_styles(page: Page, site: Site) -> Iterator[Found]:
    if -1 < page.bytes.style < page.bytes.share_end <= SLACK_BYTES:
        yield Found(f"a <style> stands at byte {page.bytes.style:,}, before the last tag for networks")


@page_rule(
    "meta-in-head",
    Level.ERROR,
    "Tags for networks stand in the head; what stands in the body is not read.",
    fix="move the tag into the head, and close every element before it",
    source=WHATSAPP,
)
def meta_in_head(page: Page, site: Site) -> Iterator[Found]:
    for meta in page.metas:
        if not meta.in_head and meta.key.lower().startswith((*SHARED, "description")):
            yield Found(f"{meta.key} stands in the body; the head is accepted", meta.line)


@page_rule(
    "meta-property",
    Level.ERROR,
    "Open Graph tags are named with property=: Signal and Synapse read no others.",
    fix='write <meta property="…">',
    source=SIGNAL,
)
def meta_property(page: Page, site: Site) -> Iterator[Found]:
    for meta in page.metas:
        if meta.attribute != "property" and meta.key.lower().startswith(PROPERTIES):
            yield Found(f"{meta.key} is named with {meta.attribute}=; property= is accepted", meta.line)


@page_rule(
    "meta-name",
    Level.WARNING,
    "Tags of X and of the fediverse, description and robots are named with name=.",
    fix='write <meta name="…">',
    source=SYNAPSE,
)
def meta_name(page: Page, site: Site) -> Iterator[Found]:
    for meta in page.metas:
        is_named = meta.key.lower().startswith(("twitter:", "fediverse:")) or meta.key.lower() in (
            "description",
            "robots",
            "author",
        )
        if meta.attribute == "property" and is_named:
            yield Found(f"{meta.key} is named with property=; name= is accepted", meta.line)


@page_rule(
    "meta-lower-case",
    Level.ERROR,
    "Names of tags are written in lower case, as Discord compares them.",
    fix="write the name in lower case",
    source=DISCORD,
)
def meta_lower_case(page: Page, site: Site) -> Iterator[Found]:
    for meta in page.metas:
        if meta.key != meta.key.lower() and meta.key.lower().startswith(SHARED):
            yield Found(f"{meta.key} has capitals; {meta.key.lower()} is accepted", meta.line)


@page_rule(
    "meta-quoted",
    Level.HINT,
    "Attributes of tags stand in quotation marks; without them WhatsApp was seen to miss some.",
    fix="switch off what takes quotation marks out of the HTML",
    source=NOPCOMMERCE,
)
def meta_quoted(page: Page, site: Site) -> Iterator[Found]:
    if page.bytes.unquoted:
        yield Found("a tag has an attribute without quotation marks; double ones are accepted")


@page_rule(
    "og-count",
    Level.ERROR,
    "A page has at most 50 tags that begin with og: (and as many with article:); Synapse ignores all of more.",
    fix="leave out repeated tags",
    source=SYNAPSE,
)
def og_count(page: Page, site: Site) -> Iterator[Found]:
    counts = Counter(meta.key.lower().partition(":")[0] for meta in page.metas if meta.attribute == "property")
    for prefix in ("og", "article"):
        if counts[prefix] > SYNAPSE_TAGS:
            yield Found(f"there are {counts[prefix]} tags of {prefix}:; {SYNAPSE_TAGS} are accepted")


@page_rule(
    "og-site-name-length",
    Level.ERROR,
    "og:site_name has at most 256 characters: Discord shows no preview at all for more.",
    fix="write the site’s name alone",
    source=DISCORD,
)
def og_site_name_length(page: Page, site: Site) -> Iterator[Found]:
    length = len(page.meta("og:site_name"))
    if length > DISCORD_NAME:
        found = f"og:site_name has {length} characters; {DISCORD_NAME} are accepted"
        yield Found(found, page.line("og:site_name"))


@page_rule(
    "og-type",
    Level.WARNING,
    "og:type is one that Open Graph lists, or has a namespace of its own.",
    fix="write article for a post, profile for a person, website for everything else",
    source=OGP,
)
def og_type(page: Page, site: Site) -> Iterator[Found]:
    found = page.meta("og:type").strip()
    if found and found not in OG_TYPES and ":" not in found:
        yield Found(f"og:type is “{found}”; {', '.join(sorted(OG_TYPES))} are accepted", page.line("og:type"))


@page_rule(
    "article-tags",
    Level.WARNING,
    "Tags that begin with article: stand on pages of the type article alone.",
    fix="write og:type article, or leave the tags out",
    source=OGP,
)
def article_tags(page: Page, site: Site) -> Iterator[Found]:
    found = next((meta for meta in page.metas if meta.key.startswith("article:") and meta.content), None)
    # What many systems print on every page: the address of the site's own page on Facebook.
    if found and page.meta("og:type") not in ("article", "") and found.key != "article:publisher":
        yield Found(
            f"{found.key} stands on a page of the type “{page.meta('og:type')}”; article is accepted", found.line
        )


@page_rule(
    "twitter-labels",
    Level.HINT,
    "twitter:label1 and twitter:data1 come together, and so do label2 and data2: Slack shows both.",
    fix="write the other of the two",
    source=SLACK_TAGS,
)
def twitter_labels(page: Page, site: Site) -> Iterator[Found]:
    for number in "12":
        label, data = f"twitter:label{number}", f"twitter:data{number}"
        if bool(page.metas_of(label)) != bool(page.metas_of(data)):
            there, missing = (label, data) if page.metas_of(label) else (data, label)
            yield Found(f"there is {there} and no {missing}; both are accepted", page.line(there))


@page_rule(
    "theme-color",
    Level.HINT,
    "theme-color is written as #RRGGBB, the form that Discord takes.",
    fix="write the colour as #RRGGBB",
    source=DISCORD,
)
def theme_color(page: Page, site: Site) -> Iterator[Found]:
    for meta in page.metas_of("theme-color"):
        digits = meta.content.strip().removeprefix("#").lower()
        if (
            len(digits) not in (6, 8)
            or not meta.content.strip().startswith("#")
            or set(digits) - set("0123456789abcdef")
        ):
            yield Found(f"theme-color is “{meta.content}”; #RRGGBB is accepted", meta.line)
