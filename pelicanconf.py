"""The site: every fact and choice, once. Used as it is for the local preview; publishconf.py states what differs."""

import logging
import os
from pathlib import Path

from jinja2 import StrictUndefined

here = Path(__file__).parent

# --- Who we are -------------------------------------------------------------------------------------------------------

SITENAME = "Wellshared"
SITESUBTITLE = "Social media optimisation, explained and demonstrated"
# The preview server's address: previews then show true absolute addresses, as the published pages do.
SITEURL = os.environ.get("PREVIEW_URL", "http://localhost:8000")
DEFAULT_LANG = "en-GB"  # a language with its region: networks want both (og:locale en_GB)
TIMEZONE = "Europe/London"  # dates in front matter without an offset are meant in this zone
AUTHOR = "Editorial Team"  # for a post that names no author; has its profile in content/authors/

ORGANISATION = {
    "name": "Wellshared",
    "description": "A marketing agency’s blog on social media optimisation, social media marketing and search.",
    "email": "hello@example.org",
    # Google asks for a square of at least 112 px that looks right on white.
    "logo": "images/logo.png",
}

# Addresses of the organisation's own profiles, most important first. They become `sameAs` in JSON-LD and `rel="me"`
# links in the footer, so that networks can verify them. Example: "https://mastodon.social/@wellshared"
SOCIAL_PROFILES: list[str] = []
TWITTER_SITE = ""  # the site's handle on X, with @; empty: no twitter:site tag
FEDIVERSE_CREATOR = ""  # the site's Mastodon account, @name@host; credited when a post's author has none

# --- Brand: read by the stylesheet, the theme colour and the share cards ----------------------------------------------

# Which characters the parts of a font hold. https://www.w3.org/TR/css-fonts-4/#unicode-range-desc
latin = "U+0-FF,U+131,U+152-153,U+2BB-2DC,U+304-329,U+2000-206F,U+20AC,U+2122,U+2191-2193,U+2212-2215,U+FEFF,U+FFFD"
latin_extended = "U+100-2BA,U+2BD-2FF,U+1D00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF"
vietnamese = "U+102-129,U+168-1B0,U+300-323,U+1EA0-1EF9,U+20AB"


def face(family, file, weights, *, style="normal", characters="", preload=False):
    """Return one file of a font as stylesheet and share cards read it; `preload` what every page shows first."""
    return {
        "family": family,
        "file": f"fonts/{file}",
        "weights": weights,
        "style": style,
        "characters": characters,
        "preload": preload,
    }


BRAND = {
    "logo": "images/logo.svg",
    # One square SVG for favicon, touch icon and web manifest; classes such as `fill-accent` take the colours below.
    "icon": here / "theme/artwork/icon.svg",
    "colours": {
        # Every text colour has a contrast of at least 4.5:1 on `paper` and on `surface` (tests/theme/test_brand.py).
        "light": {
            "paper": "#fcfbf7",
            "surface": "#f2efe6",
            "ink": "#1d2327",
            "muted": "#596066",
            "line": "#d8d3c5",
            "accent": "#0b5d57",
            "on_accent": "#ffffff",
            "highlight": "#f6c453",
        },
        "dark": {
            "paper": "#14191c",
            "surface": "#1e2529",
            "ink": "#eceae4",
            "muted": "#a6adb1",
            "line": "#39434a",
            "accent": "#6fd0c3",
            "on_accent": "#0d1516",
            "highlight": "#f6c453",
        },
    },
    "fonts": {
        # The first name of "heading" is also the font of the share cards; stand-ins: theme/templates/css/fonts.css
        "heading": '"Bricolage Grotesque", "Heading Fallback", system-ui, sans-serif',
        "text": '"Literata", "Text Fallback", "Times Fallback", serif',
        "code": "ui-monospace, Menlo, Consolas, monospace",
        "folder": here / "theme/static",
        # Files in that folder; a browser fetches one only for a character in its range ("": all characters).
        "faces": [
            face("Bricolage Grotesque", "bricolage-grotesque.woff2", "400 800", characters=latin, preload=True),
            face("Bricolage Grotesque", "bricolage-grotesque-latin-ext.woff2", "400 800", characters=latin_extended),
            face("Bricolage Grotesque", "bricolage-grotesque-vietnamese.woff2", "400 800", characters=vietnamese),
            face("Literata", "literata.woff2", "400 700", characters=latin, preload=True),
            face("Literata", "literata-latin-ext.woff2", "400 700", characters=latin_extended),
            face("Literata", "literata-vietnamese.woff2", "400 700", characters=vietnamese),
            face("Literata", "literata-italic.woff2", "400", style="italic"),
        ],
    },
}
# Fonts of share cards for letters that the heading font lacks: files, or folders of files, anywhere.
# They are asked in this order; what is not installed is passed over.
CARD_FONTS = [here / "theme/cards/fonts", Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc")]
# One square SVG for each layout of cards without a picture; it takes the colours of BRAND.
CARD_ARTWORK = here / "theme/cards"
# Days for which a drawn picture stays published when no page names it any more: shares out there still show it.
CARD_DAYS = 90
# Shown when a page has no card and no picture of its own that suits a share: 1200×630 px (1.91:1), PNG or JPEG.
SHARE_IMAGE = "images/share-default.png"
SHARE_IMAGE_ALT = "Wellshared: social media optimisation, explained and demonstrated"

# --- Navigation and calls to action ---------------------------------------------------------------------------------

# Labels and texts, each in every language of theme/words/.
MENU = [
    ({"en": "Topics", "fr": "Thèmes", "de": "Themen", "es": "Temas", "ar": "المواضيع"}, "topics/"),
    (
        {
            "en": "All articles",
            "fr": "Tous les articles",
            "de": "Alle Artikel",
            "es": "Todos los artículos",
            "ar": "كل المقالات",
        },
        "archives/",
    ),
    ({"en": "About", "fr": "À propos", "de": "Über uns", "es": "Acerca de", "ar": "من نحن"}, "about/"),
    ({"en": "Contact", "fr": "Contact", "de": "Kontakt", "es": "Contacto", "ar": "اتصل بنا"}, "contact/"),
]
FOOTER_MENU = [
    ({"en": "Glossary", "fr": "Glossaire", "de": "Glossar", "es": "Glosario", "ar": "المعجم"}, "glossary/"),
    ({"en": "Tools", "fr": "Outils", "de": "Werkzeuge", "es": "Herramientas", "ar": "الأدوات"}, "tools/"),
    ({"en": "Feeds", "fr": "Flux", "de": "Feeds", "es": "Canales web", "ar": "خلاصات الويب"}, "feeds/"),
    (
        {
            "en": "Share check",
            "fr": "Vérifier une page",
            "de": "Seite prüfen",
            "es": "Comprobar una página",
            "ar": "فحص صفحة",
        },
        "share-check/",
    ),
    ({"en": "Privacy", "fr": "Confidentialité", "de": "Datenschutz", "es": "Privacidad", "ar": "الخصوصية"}, "privacy/"),
    ({"en": "Tags", "fr": "Étiquettes", "de": "Schlagwörter", "es": "Etiquetas", "ar": "الوسوم"}, "tags/"),
    ({"en": "Authors", "fr": "Auteurs", "de": "Autoren", "es": "Autores", "ar": "الكُتّاب"}, "authors/"),
]
CALL_TO_ACTION = {
    "title": {
        "en": "Want your pages to travel further?",
        "fr": "Envie que vos pages aillent plus loin\u202f?",
        "de": "Sollen Ihre Seiten weiter herumkommen?",
        "es": "¿Quiere que sus páginas lleguen más lejos?",
        "ar": "أتريد أن تصل صفحاتك إلى أبعد؟",
    },
    "text": {
        "en": "Tell us what you publish and where it should be seen. We answer with what we would change first.",
        "fr": "Dites-nous ce que vous publiez, et pour qui. Nous répondons par ce qu’il faut d’abord changer.",
        "de": "Sagen Sie uns, was Sie veröffentlichen und wer es sehen soll. Wir sagen, was wir zuerst ändern würden.",
        "es": "Cuéntenos qué publica y dónde debería verse. Le responderemos con lo que cambiaríamos primero.",
        "ar": "أخبرنا بما تنشره وأين ينبغي أن يُرى، نُجبك بأول ما كنا سنغيّره.",
    },
    "label": {
        "en": "Ask for a review",
        "fr": "Demander une analyse",
        "de": "Prüfung anfragen",
        "es": "Pedir una revisión",
        "ar": "اطلب مراجعة",
    },
    "link": "contact/",
}
# Forms, for any form service. `action`: its https address (or a path of the site); empty: the contact form opens the
# reader's mail program, and no newsletter is offered. `thanks`: the page that says thank you. `fields`: what is sent
# along unseen, where {thanks} stands for that page's whole address, such as {"_next": "{thanks}"} for Formspree;
# `attributes`: what else the service reads off the form, such as {"data-netlify": "true"}. `email`: the service's name
# for the field with the reader's address; `trap`: its name for the field that only programs fill in.
FORMS = {
    "contact": {"action": "", "thanks": "thank-you/", "fields": {}},
    "newsletter": {"action": "", "thanks": "newsletter-thank-you/", "email": "email", "fields": {}},
}

# --- Services of others and hosts: docs/developing.md has what each of these takes ------------------------------------

COMMENTS: dict[str, str] | None = None  # below articles, loaded when a reader asks for them; None: none
# What counts visits without cookies; None: nothing. Set it in publishconf.py and say so in content/pages/privacy.md; on
# this machine nothing is counted.
ANALYTICS: dict[str, str] | None = None
# Headers that hosts send with every file, beside ours or instead of them; "" takes one of ours out.
HEADERS: dict[str, str] = {}
# What the Content-Security-Policy allows beside what pages name, by directive: for scripts of others that load more.
POLICY_SOURCES: dict[str, list[str]] = {}
SECURITY_TXT: dict[str, object] | None = None  # whom to tell of a security hole; None: no /.well-known/security.txt
LLMS_TXT = False  # whether /llms.txt lists articles and pages for language models

# --- Sharing --------------------------------------------------------------------------------------------------------

# Which networks stand under an article, in this order; all that exist: plugins/social/networks.py
SHARE_NETWORKS = [
    "linkedin",
    "facebook",
    "x",
    "whatsapp",
    "bluesky",
    "mastodon",
    "reddit",
    "telegram",
    "pinterest",
    "threads",
    "email",
]
# Networks whose previews every article shows of itself; all that exist: plugins/networks/rules.py
SHARE_PREVIEWS = ["linkedin", "facebook", "x", "mastodon"]
# utm_campaign of a shared address, unless the post's `Campaign` says another.
SHARE_CAMPAIGN = "share-button"

# --- What is where (content in, addresses out) ------------------------------------------------------------------------

PATH = "content"
STATIC_PATHS = ["images", "extra"]


def at_the_root(content):
    """Return where the files in extra/ are published: at the root of the site, in folders as there."""
    extra = content / "extra"
    files = (file.relative_to(extra).as_posix() for file in sorted(extra.rglob("*")) if file.is_file())
    return {f"extra/{file}": {"path": file} for file in files}


EXTRA_PATH_METADATA = at_the_root(here / "content")
CACHE_PATH = ".cache"  # what is kept from one build to the next
OUTPUT_PATH = ".cache/preview"  # never output/: that is what was published last
THEME = "theme"
WORDS = here / "theme/words"  # what menus and buttons say, a table a language
THEME_STATIC_DIR = "theme"

ARTICLE_URL, ARTICLE_SAVE_AS = "{slug}/", "{slug}/index.html"  # short and without a date: kept for ever
ARTICLE_LANG_URL, ARTICLE_LANG_SAVE_AS = "{lang}/{slug}/", "{lang}/{slug}/index.html"
DRAFT_URL, DRAFT_SAVE_AS = "drafts/{slug}/", "drafts/{slug}/index.html"
DRAFT_LANG_URL, DRAFT_LANG_SAVE_AS = "drafts/{lang}/{slug}/", "drafts/{lang}/{slug}/index.html"
PAGE_URL, PAGE_SAVE_AS = "{slug}/", "{slug}/index.html"
PAGE_LANG_URL, PAGE_LANG_SAVE_AS = "{lang}/{slug}/", "{lang}/{slug}/index.html"
DRAFT_PAGE_URL, DRAFT_PAGE_SAVE_AS = "drafts/pages/{slug}/", "drafts/pages/{slug}/index.html"
DRAFT_PAGE_LANG_URL, DRAFT_PAGE_LANG_SAVE_AS = "drafts/pages/{lang}/{slug}/", "drafts/pages/{lang}/{slug}/index.html"
CATEGORY_URL, CATEGORY_SAVE_AS = "topics/{slug}/", "topics/{slug}/index.html"
TAG_URL, TAG_SAVE_AS = "tags/{slug}/", "tags/{slug}/index.html"
AUTHOR_URL, AUTHOR_SAVE_AS = "authors/{slug}/", "authors/{slug}/index.html"
CATEGORIES_URL, CATEGORIES_SAVE_AS = "topics/", "topics/index.html"
TAGS_URL, TAGS_SAVE_AS = "tags/", "tags/index.html"
AUTHORS_URL, AUTHORS_SAVE_AS = "authors/", "authors/index.html"
ARCHIVES_URL, ARCHIVES_SAVE_AS = "archives/", "archives/index.html"
INDEX_URL = ""  # page 2 of the home page links back to its address, not to index.html
DIRECT_TEMPLATES = ["index", "categories", "tags", "authors", "archives", "404"]

# (title, address, media type), the main one first; pages announce them, publishing/feeds.py writes them.
# JSON Feed's own type is application/feed+json, but older readers look for the plain one, and newer ones accept it.
FEED_PATHS = [
    ("Atom feed", "feed.xml", "application/atom+xml"),
    ("RSS feed", "rss.xml", "application/rss+xml"),
    ("JSON Feed", "feed.json", "application/json"),
]
# Whether the publish keeps content/addresses.txt and refuses to lose an address in it; a preview does not.
KEEP_ADDRESSES = False
# Beginnings of paths of the same site that something else answers, such as "/shop/": links to them are not checked.
OTHER_PATHS: list[str] = []
# Part of each entry's id in the feeds (RFC 4151): never change it, or every reader sees all posts as new.
FEED_TAG = "wellshared.example.org,2026"

DEFAULT_PAGINATION = 10
PAGINATED_TEMPLATES = {"index": None, "category": None, "tag": None, "author": None}
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]

# Keys of the front matter that a plugin or template of yours reads, beside those of docs/writing.md.
EXTRA_KEYS: list[str] = []

# --- How it is built --------------------------------------------------------------------------------------------------

# Pelican finds no plugin by itself once PLUGINS is set: all of them stand here. Settings of Pelican that they need, and
# what each of ours is where nothing is said: plugins/writing/settings.py
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["writing.pelican", "social.pelican", "pictures.pelican", "reading.pelican", "publishing.pelican"]
# A misspelt name in a template is an error, not an empty place on the page.
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}

PAGE_ORDER_BY = "slug"
SLUGIFY_SOURCE = "basename"
# What Emacs, Vim and macOS leave beside a file that is open; Pelican's own pattern matches none of it. A full stop
# begins names of theirs, but for .well-known/, in which networks look for proofs of ownership.
IGNORE_FILES = [".[!w]*", "#*#", "*~", "*.sw?"]
# Said by writing/body.py, with the line.
LOG_FILTER = [(logging.WARNING, "Empty alt attribute for image %s in %s")]
WITH_FUTURE_DATES = False  # a post dated ahead stays a draft until its day
DEFAULT_DATE_FORMAT = "%Y-%m-%d"
# `C++`, `C#` and `C` are three tags: the signs that Pelican would drop get words in the address.
SLUG_REGEX_SUBSTITUTIONS = [
    (r"\+", " plus "),
    (r"#", " sharp "),
    (r"&", " and "),
    (r"[^\w\s-]", " "),
    (r"(?u)\A\s*", ""),
    (r"(?u)\s*\Z", ""),
    (r"[-\s]+", "-"),
]
