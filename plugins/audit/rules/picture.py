"""The picture that networks show: it exists, is what the tags say, and fits each network."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Found, Level
from audit.page import Page
from audit.registry import page_rule
from audit.site import Picture, Site, once_a_page
from audit.sources import (
    APPLE,
    BLUESKY_POSTS,
    DISCORD,
    FACEBOOK_FAQ,
    FACEBOOK_IMAGES,
    OGP,
    SIGNAL,
    SIGNAL_SIZE,
    WHATSAPP,
    X_MARKUP,
)

TYPES = ("image/jpeg", "image/png", "image/gif", "image/webp")
COMPANIONS = (
    "og:image:url",
    "og:image:secure_url",
    "og:image:type",
    "og:image:width",
    "og:image:height",
    "og:image:alt",
)
MOST_BYTES = 1_000_000
WHATSAPP_BYTES = 600_000
LEAN_BYTES = 300_000
LEAST = (200, 200)
LARGE = (600, 315)
FULL = (1200, 630)
WIDEST = 4.0  # WhatsApp: width to height
SQUARE = 0.05  # Signal: what differs less from a square is shown small
ALT_LENGTH = 420


def picture_file(page: Page, site: Site, name: str = "og:image") -> str:
    """Return the file of the picture that a tag names, "" when it has none in the folder."""
    path = site.path(page.meta(name).strip())
    return "" if path is None else site.file_at(path)


@once_a_page
def picture_of(page: Page, site: Site) -> Picture | None:
    """Return the page's og:image as measured, None when its file is not in the folder or cannot be read."""
    file = picture_file(page, site)
    found = site.picture(file) if file else None
    return None if found is None or found.error else found


@once_a_page
def raster_of(page: Page, site: Site) -> Picture | None:
    """Return the page's og:image when it is one that networks show."""
    found = picture_of(page, site)
    return found if found and found.type in TYPES and len(page.metas_of("og:image")) == 1 else None


@page_rule(
    "picture-exists",
    Level.ERROR,
    "The picture that a page names lies in the built folder, when it is on this site.",
    fix="publish the file, or name another",
    source=OGP,
    key="image",
)
def picture_exists(page: Page, site: Site) -> Iterator[Found]:
    for name in ("og:image", "twitter:image"):
        for meta in page.metas_of(name):
            path = site.path(meta.content.strip())
            if path is not None and not site.is_answered(path):
                yield Found(f"{name} is “{meta.content}”, and no such file is in the folder", meta.line)


@page_rule(
    "picture-readable",
    Level.ERROR,
    "The picture can be opened.",
    fix="save the file anew",
    source=OGP,
    key="image",
)
def picture_readable(page: Page, site: Site) -> Iterator[Found]:
    file = picture_file(page, site)
    if file and (error := site.picture(file).error):
        yield Found(f"og:image {file} cannot be read: {error}", page.line("og:image"))


@page_rule(
    "picture-format",
    Level.ERROR,
    "The picture is a JPEG, PNG, GIF or WebP: X and Signal refuse SVG, most networks AVIF.",
    fix="save it as JPEG or PNG",
    source=X_MARKUP,
    key="image",
)
def picture_format(page: Page, site: Site) -> Iterator[Found]:
    found = picture_of(page, site)
    if found and found.type not in TYPES:
        yield Found(
            f"og:image is {found.type or 'of an unknown type'}; {', '.join(TYPES)} are accepted", page.line("og:image")
        )


@page_rule(
    "picture-webp",
    Level.HINT,
    "The picture is no WebP, which not every network is known to show.",
    fix="save it as JPEG, or PNG when it is small",
    source=FACEBOOK_IMAGES,
    key="image",
)
def picture_webp(page: Page, site: Site) -> Iterator[Found]:
    found = raster_of(page, site)
    if found and found.type == "image/webp":
        yield Found("og:image is a WebP; JPEG and PNG work everywhere", page.line("og:image"))


@page_rule(
    "picture-declared-size",
    Level.ERROR,
    "og:image:width and og:image:height are the picture’s own.",
    fix="write the size of the file",
    source=FACEBOOK_IMAGES,
)
def picture_declared_size(page: Page, site: Site) -> Iterator[Found]:
    found = raster_of(page, site)
    if found is None:
        return
    for name, real in (("og:image:width", found.width), ("og:image:height", found.height)):
        declared = page.meta(name).strip()
        if declared and declared != str(real):
            yield Found(f"{name} is “{declared}”; the file has {real}", page.line(name))


@page_rule(
    "picture-declared-type",
    Level.ERROR,
    "og:image:type is the picture’s own.",
    fix="write the type of the file",
    source=OGP,
)
def picture_declared_type(page: Page, site: Site) -> Iterator[Found]:
    found, declared = raster_of(page, site), page.meta("og:image:type").strip()
    if found and declared and declared != found.type:
        yield Found(f"og:image:type is “{declared}”; the file is {found.type}", page.line("og:image:type"))


@page_rule(
    "picture-size-told",
    Level.WARNING,
    "og:image:width and og:image:height are there: Facebook shows the picture on the first share only then.",
    fix="write both after og:image",
    source=FACEBOOK_FAQ,
)
def picture_size_told(page: Page, site: Site) -> Iterator[Found]:
    missing = [name for name in ("og:image:width", "og:image:height") if not page.metas_of(name)]
    if page.metas_of("og:image") and missing:
        yield Found(f"{' and '.join(missing)} missing; both are accepted", page.line("og:image"))


@page_rule(
    "picture-alt",
    Level.WARNING,
    "og:image:alt says what the picture shows.",
    fix="write og:image:alt after og:image",
    source=OGP,
    key="image_alt",
)
def picture_alt(page: Page, site: Site) -> Iterator[Found]:
    if page.metas_of("og:image") and not page.metas_of("og:image:alt"):
        yield Found("there is no og:image:alt", page.line("og:image"))


@page_rule(
    "picture-alt-length",
    Level.WARNING,
    "twitter:image:alt has at most 420 characters.",
    fix="say it in fewer words",
    source=X_MARKUP,
    key="image_alt",
)
def picture_alt_length(page: Page, site: Site) -> Iterator[Found]:
    length = len(page.meta("twitter:image:alt"))
    if length > ALT_LENGTH:
        yield Found(
            f"twitter:image:alt has {length} characters; {ALT_LENGTH} are accepted", page.line("twitter:image:alt")
        )


@page_rule(
    "picture-companions",
    Level.WARNING,
    "og:image:width, :height, :type and :alt stand directly after the og:image that they describe.",
    fix="move them behind og:image",
    source=DISCORD,
)
def picture_companions(page: Page, site: Site) -> Iterator[Found]:
    names = [meta.key.lower() for meta in page.metas if meta.key.lower().startswith("og:")]
    if "og:image" not in names:
        return
    at = names.index("og:image")
    after = 0
    while names[at + 1 + after : at + 2 + after] and names[at + 1 + after].startswith("og:image"):
        after += 1
    for name in COMPANIONS:
        if name in names and name not in names[at + 1 : at + 1 + after]:
            yield Found(f"{name} does not follow og:image", page.line(name))


@page_rule(
    "picture-bytes",
    Level.ERROR,
    "The picture has at most 1,000,000 bytes: Bluesky and Signal take no more.",
    fix="save it smaller, or as JPEG",
    source=BLUESKY_POSTS,
    key="image",
)
def picture_bytes(page: Page, site: Site) -> Iterator[Found]:
    found = raster_of(page, site)
    if found and found.size > MOST_BYTES:
        yield Found(f"og:image has {found.size:,} bytes; {MOST_BYTES:,} are accepted", page.line("og:image"))


@page_rule(
    "picture-bytes-whatsapp",
    Level.WARNING,
    "The picture has less than 600 KB, as WhatsApp asks.",
    fix="save it smaller, or as JPEG",
    source=WHATSAPP,
    key="image",
)
def picture_bytes_whatsapp(page: Page, site: Site) -> Iterator[Found]:
    found = raster_of(page, site)
    if found and WHATSAPP_BYTES < found.size <= MOST_BYTES:
        yield Found(
            f"og:image has {found.size:,} bytes; less than {WHATSAPP_BYTES:,} are accepted", page.line("og:image")
        )


@page_rule(
    "picture-bytes-lean",
    Level.HINT,
    "The picture has at most 300 KB, above which WhatsApp was seen to leave it out.",
    fix="save it smaller, or as JPEG",
    source=WHATSAPP,
    key="image",
)
def picture_bytes_lean(page: Page, site: Site) -> Iterator[Found]:
    found = raster_of(page, site)
    if found and LEAN_BYTES < found.size <= WHATSAPP_BYTES:
        yield Found(f"og:image has {found.size:,} bytes; {LEAN_BYTES:,} are safe", page.line("og:image"))


def is_below(found: Picture, least: tuple[int, int]) -> bool:
    return found.width < least[0] or found.height < least[1]


@page_rule(
    "picture-least",
    Level.ERROR,
    "The picture is at least 200 × 200 px, below which Facebook shows none.",
    fix="use a larger one, at best 1200 × 630 px",
    source=FACEBOOK_IMAGES,
    key="image",
)
def picture_least(page: Page, site: Site) -> Iterator[Found]:
    found = raster_of(page, site)
    if found and is_below(found, LEAST):
        yield Found(f"og:image is {found.width} × {found.height} px; 200 × 200 px are required", page.line("og:image"))


@page_rule(
    "picture-large",
    Level.WARNING,
    "The picture is at least 600 × 315 px, below which Facebook shows it small.",
    fix="use a larger one, at best 1200 × 630 px",
    source=FACEBOOK_IMAGES,
    key="image",
)
def picture_large(page: Page, site: Site) -> Iterator[Found]:
    found = raster_of(page, site)
    if found and is_below(found, LARGE) and not is_below(found, LEAST):
        yield Found(f"og:image is {found.width} × {found.height} px; 600 × 315 px are needed", page.line("og:image"))


@page_rule(
    "picture-full-size",
    Level.HINT,
    "The picture is 1200 × 630 px, and so sharp on every screen; Messages wants 900 px of width.",
    fix="use one of 1200 × 630 px",
    source=APPLE,
    key="image",
)
def picture_full_size(page: Page, site: Site) -> Iterator[Found]:
    found = raster_of(page, site)
    if found and is_below(found, FULL) and not is_below(found, LARGE):
        yield Found(f"og:image is {found.width} × {found.height} px; 1200 × 630 px are best", page.line("og:image"))


@page_rule(
    "picture-ratio",
    Level.WARNING,
    "The picture is at most four times as wide as high: WhatsApp shows no other large.",
    fix="use one of 1200 × 630 px",
    source=WHATSAPP,
    key="image",
)
def picture_ratio(page: Page, site: Site) -> Iterator[Found]:
    found = raster_of(page, site)
    if found and found.width > WIDEST * found.height:
        yield Found(f"og:image is {found.width} × {found.height} px; 4:1 at most is accepted", page.line("og:image"))


@page_rule(
    "picture-square",
    Level.HINT,
    "The picture is no square: Signal shows squares small.",
    fix="use one of 1200 × 630 px",
    source=SIGNAL_SIZE,
    key="image",
)
def picture_square(page: Page, site: Site) -> Iterator[Found]:
    found = raster_of(page, site)
    if found and not is_below(found, FULL) and abs(found.width / found.height - 1) < SQUARE:
        yield Found(f"og:image is {found.width} × {found.height} px; about 1.91:1 is accepted", page.line("og:image"))


@page_rule(
    "picture-card-large",
    Level.HINT,
    "A large picture comes with summary_large_image: X and Discord show a small one otherwise.",
    fix='write <meta name="twitter:card" content="summary_large_image">',
    source=DISCORD,
)
def picture_card_large(page: Page, site: Site) -> Iterator[Found]:
    found = raster_of(page, site)
    if found and not is_below(found, LARGE) and page.meta("twitter:card").strip() == "summary":
        yield Found("twitter:card is “summary”; summary_large_image shows the picture large", page.line("twitter:card"))


@page_rule(
    "icon-readable",
    Level.HINT,
    "The apple-touch-icon is at least 108 × 108 px: Messages and Signal show it where there is no picture.",
    fix="use one of 180 × 180 px",
    source=SIGNAL,
)
def icon_readable(page: Page, site: Site) -> Iterator[Found]:
    for link in page.links_of("apple-touch-icon"):
        path = site.path(site.resolve(page, link.href))
        file = site.file_at(path) if path is not None else ""
        if file and site.picture(file).width < 108:  # noqa: PLR2004 (as the summary says)
            yield Found(f"{file} is {site.picture(file).width} px wide; 108 px are needed", link.line)
