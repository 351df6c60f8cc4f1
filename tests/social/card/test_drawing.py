"""Cards and crops as pixels, decoded from the files that are published."""

import io
import random
from dataclasses import replace

import pytest
from factories import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageOps, ImageStat, features
from social.card.canvas import FullCanvas
from social.card.colours import contrast
from social.card.design import Brand
from social.card.drawing import Artist
from social.card.layouts import LAYOUTS, POSTS, SHARE, Box, Role
from social.card.specimens import ENGLISH, SPECIMENS, specimen
from social.model import CardLayout, Crop, LocalFile

FORMATS = (SHARE, *POSTS)
CARD_BYTES, LONG_CARD_BYTES, PICTURE_BYTES = 40_000, 60_000, 120_000
SHORT = [name for name, card in SPECIMENS.items() if len(card.title.split()) <= 15 and len(card.title) < 200]
GROWN = 0.12  # of the size of type: how far letters may reach out of their line's box
RED, GREEN, BLUE, MIDDLE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (128, 128, 128)

PART = st.integers(0, 255)
COLOUR = st.tuples(PART, PART, PART)
COLOURS = st.fixed_dictionaries(
    dict.fromkeys(("paper", "surface", "ink", "muted", "line", "accent", "on_accent", "highlight"), COLOUR)
)


def by_format(form):
    return form.name


def listed(**changes):
    """Return a card of a list."""
    entries = ("What social media optimisation is", "SMO or SMM: which is when", "Why nobody agrees what SMO means")
    card = specimen("Social media optimisation", ENGLISH, "Topic", "12 articles")
    return replace(card, **{"layout": CardLayout.LIST, "entries": entries, **changes})


def pictured(file, **changes):
    """Return a card with a picture, a file of the content folder, behind its words."""
    card = specimen("What social media optimisation is", ENGLISH, "Topic")
    return replace(card, layout=CardLayout.PICTURE, picture=LocalFile(file, file), **changes)


def decoded(data: bytes) -> Image.Image:
    """Return a file's picture in RGB."""
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB")


def of_words(card):
    """Return all words of a card without their places."""
    return card.kicker, card.title, card.byline, card.site_name


def grown(box: Box, size: int) -> tuple[int, int, int, int]:
    """Return the corners of a box with room for what letters reach out of it."""
    more = round(size * GROWN)
    return box.x - more, box.y - more, box.right + more - 1, box.bottom + more - 1


def ink_outside(before: Image.Image, after: Image.Image, found) -> tuple[int, int, int, int] | None:
    """Return where pixels differ that are neither of a stroke nor in or near a box of words; None if nowhere."""
    difference = ImageChops.difference(before, after).convert("L").point(lambda value: 255 * (value > 0))
    eraser = ImageDraw.Draw(difference)
    for words in found.words:
        eraser.rectangle(grown(words.box, words.size), fill=0)
    for rule in found.rules:
        eraser.rectangle((rule.x, rule.y, rule.right - 1, rule.bottom - 1), fill=0)
    return difference.getbbox()


def ink(one: Image.Image, other: Image.Image) -> float:
    """Return how much two pictures differ, 0 to 255."""
    return ImageStat.Stat(ImageChops.difference(one, other).convert("L")).mean[0]


def is_like(pixel, colour, tolerance=6) -> bool:
    """Whether a pixel has a colour, as far as JPEG keeps it."""
    return all(abs(one - other) <= tolerance for one, other in zip(pixel, colour, strict=True))


def recoloured(artist: Artist, content=ROOT / "content", **colours) -> Artist:
    """Return an artist of the same brand with other colours."""
    old = artist.brand
    return Artist(Brand({**old.colours, **colours}, old.logo_file, old.artwork), artist.type, content)


# --- Files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS, ids=by_format)
@pytest.mark.parametrize("name", SPECIMENS)
def test_a_card_of_words(drawn, name, form):
    """It is a PNG of the format's size with a palette, which is what makes it small."""
    with Image.open(io.BytesIO(drawn(name, form))) as image:
        image.load()
        assert (image.format, image.mode, image.size) == ("PNG", "P", (form.width, form.height))
        assert not image.has_transparency_data


@pytest.mark.parametrize("name", SPECIMENS)
def test_bytes_of_a_share_card(drawn, name):
    """Small enough for a message that is loaded on a telephone."""
    assert len(drawn(name)) <= (CARD_BYTES if name in SHORT else LONG_CARD_BYTES)


@pytest.mark.parametrize("form", POSTS, ids=by_format)
@pytest.mark.parametrize("name", SPECIMENS)
def test_bytes_of_other_formats(drawn, name, form):
    """They have up to twice the area, and are no heavier than that."""
    assert len(drawn(name, form)) <= 2 * LONG_CARD_BYTES


@pytest.mark.parametrize("form", FORMATS, ids=by_format)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_card_of_a_list(artist, form, direction):
    """It is a PNG like a card of words."""
    data = artist.draw(listed(direction=direction), form)

    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.mode, image.size) == ("PNG", "P", (form.width, form.height))
    assert form is not SHARE or len(data) <= CARD_BYTES


@pytest.mark.parametrize("form", FORMATS, ids=by_format)
@pytest.mark.parametrize("file", sorted((ROOT / "content" / "posts" / "images").glob("*.png")), ids=lambda f: f.stem)
def test_a_card_with_a_picture(artist, file, form):
    """It is a JPEG of the format's size."""
    data = artist.draw(pictured(f"posts/images/{file.name}"), form)

    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (form.width, form.height))
    assert len(data) <= PICTURE_BYTES


def test_a_file_is_as_it_is(artist):
    """What needs no drawing is published byte for byte."""
    path = "images/logo.svg"

    assert artist.draw(LocalFile(path, "0")) == (ROOT / "content" / path).read_bytes()


def test_a_card_is_drawn_the_same_way_each_time(artist, new_artist):
    """Whoever draws it, and whatever was drawn before."""
    cards = [*(SPECIMENS[name] for name in ("arabic", "emoji", "japanese", "one-word")), listed()]
    other, another = new_artist(), new_artist()
    first = {card: other.draw(card) for card in cards}
    backwards = {card: another.draw(card) for card in reversed(cards)}

    assert first == backwards
    assert first == {card: artist.draw(card) for card in cards}
    assert first == {card: other.draw(card) for card in cards}


@pytest.mark.parametrize("before", [None, "other"])
def test_a_picture_card_is_drawn_the_same_way_each_time(new_artist, before):
    """Pictures that were drawn before leave nothing behind."""
    card = pictured("posts/images/smo-vs-smm.png")
    one, other = new_artist(), new_artist()
    crop = Crop(picture=card.picture, width=600, height=600, limit=PICTURE_BYTES)
    if before:
        other.draw(pictured("posts/images/seo-and-smo.png"))
        other.draw(crop)

    assert one.draw(card) == other.draw(card) == one.draw(card)
    assert one.draw(crop) == other.draw(crop)


# --- Words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS, ids=by_format)
@pytest.mark.parametrize("name", SPECIMENS)
def test_ink_stays_inside(artist, drawn, name, form):
    """Between a card and the same card without words only the boxes of words and strokes differ."""
    card = SPECIMENS[name]
    found = artist.arrangement(card, form)
    before = decoded(artist.empty(LAYOUTS[card.layout], form, found).png())
    after = decoded(drawn(name, form))

    assert ink_outside(before, after, found) is None
    assert ImageChops.difference(before, after).getbbox() is not None


@pytest.mark.parametrize("form", FORMATS, ids=by_format)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("layout", [CardLayout.LIST, CardLayout.PICTURE])
def test_ink_stays_inside_other_layouts(artist, layout, direction, form):
    """The same on lists and on panels."""
    card = replace(listed(), layout=layout, direction=direction)
    found = artist.arrangement(card, form)
    ground = FullCanvas(Image.new("RGB", (form.width, form.height), artist.brand.colours[LAYOUTS[layout].background]))
    before = ground.image.copy()
    artist.write(ground, card, found, artist.blocks(card, found))

    assert ink_outside(before, ground.image, found) is None


@pytest.mark.parametrize("name", SPECIMENS)
def test_ink_stays_in_the_column(artist, drawn, name):
    """Nothing reaches the artwork on either side, apart from the stroke beside the title."""
    card = SPECIMENS[name]
    found = artist.arrangement(card)
    before = decoded(artist.empty(LAYOUTS[card.layout], SHARE, found).png())
    left, _, right, _ = ImageChops.difference(before, decoded(drawn(name))).getbbox()
    reach = max(words.size for words in found.words) * GROWN
    edges = (found.rules[0].right, SHARE.column.right) if not found.from_right else (SHARE.column.x, found.rules[0].x)

    assert min(edges[0], found.rules[0].x) - reach <= left
    assert right <= max(edges[1], found.rules[0].right) + reach


@pytest.mark.parametrize("role", [Role.KICKER, Role.TITLE, Role.BYLINE, Role.SITE])
@pytest.mark.parametrize("name", SPECIMENS)
def test_every_line_is_drawn(artist, drawn, name, role):
    """In each line of each role there is ink, in a colour that can be read on the ground."""
    card = SPECIMENS[name]
    image, ground = decoded(drawn(name)), artist.brand.colours[LAYOUTS[card.layout].background]

    for words in artist.arrangement(card).of(role):
        for number in range(len(words.lines)):
            top = words.box.y + number * words.line_height
            line = image.crop((words.box.x, top, words.box.right, top + words.line_height))
            colours = {colour for count, colour in line.getcolors(line.width * line.height) if count > 20}
            assert ground in colours
            assert max(contrast(ground, colour) for colour in colours) >= 4.5


@pytest.mark.parametrize("number", [1, 3, 6, 10, 20])
def test_every_emoji_is_drawn(artist, number):
    """However many a title holds, none is left out."""
    emoji = "🚀😀🎉🍀🌍🐶🍎⚽🎈🔥📌🍕🎸🚲🌈🦋🍇🏆🎨🧩"[:number]
    card = specimen(" ".join(emoji), ENGLISH)
    image = decoded(artist.draw(card))
    (words,) = artist.arrangement(card).of(Role.TITLE)
    weight = LAYOUTS[card.layout].types[Role.TITLE].weight

    def is_drawn(line, character):
        x = words.box.x + artist.type.shape(line[: line.index(character)], weight, ENGLISH).width * words.size
        y = words.box.y + words.lines.index(line) * words.line_height
        place = image.crop((round(x), y, round(x) + words.size, y + words.line_height))
        return len(place.getcolors(place.width * place.height)) > 5

    assert [c for line in words.lines for c in line if c.strip() and not is_drawn(line, c)] == []


@pytest.mark.parametrize(
    ("byline", "first", "language", "direction"),
    [
        ("Somebody · 7 min", "Somebody", ENGLISH, "ltr"),
        ("צוות המערכת", "צוות", "he", "rtl"),
        # words of the other direction at the beginning of a line
        ("SMM עדיף", "SMM", "he", "rtl"),
        ("2026 SMM מתי", "2026", "he", "rtl"),
        ("עולם means world", "עולם", ENGLISH, "ltr"),
    ],
)
def test_the_first_word_stands_where_lines_begin(artist, byline, first, language, direction):
    """Left on a card that is read from the left, right on one from the right, whatever the word's own direction."""
    card = replace(specimen("Sharing", ENGLISH), byline=byline, language=language, direction=direction)
    (words,) = artist.arrangement(card).of(Role.BYLINE)
    weight = LAYOUTS[card.layout].types[Role.BYLINE].weight
    width = int(artist.type.shape(first, weight, language).width * words.size)
    box = words.box
    x = box.right - width if direction == "rtl" else box.x
    beginnings = [
        decoded(artist.draw(other)).crop((x, box.y, x + width, box.bottom))
        for other in (card, replace(card, byline=first))
    ]

    # Up to half a px of difference is left to rounding; another word would differ by all its ink.
    ground = Image.new("RGB", beginnings[0].size, artist.brand.colours[LAYOUTS[card.layout].background])
    assert ink(*beginnings) < 0.75 * ink(ground, beginnings[1])


def test_right_to_left_mirrors_the_artwork(artist):
    """The motif stands in the other corner, the logo on the other side."""
    left, right = (
        decoded(artist.draw(replace(SPECIMENS["one-word"], direction=direction))) for direction in ("ltr", "rtl")
    )
    corner = (SHARE.column.right + 60, 0, SHARE.width, SHARE.height)
    other = (0, 0, SHARE.column.x - 60, SHARE.height)

    assert ImageChops.difference(left.crop(corner), ImageOps.mirror(right).crop(corner)).getbbox() is None
    assert ImageChops.difference(left.crop(other), ImageOps.mirror(right).crop(other)).getbbox() is None
    assert ImageChops.difference(left.crop(corner), right.crop(corner)).getbbox() is not None


def test_the_logo_is_never_mirrored(artist):
    """It stands on the other side, and looks as it always does."""
    cards = [replace(SPECIMENS["one-word"], direction=direction) for direction in ("ltr", "rtl")]
    logos = []
    for card in cards:
        box = artist.arrangement(card).logo
        logos.append(decoded(artist.draw(card)).crop((box.x, box.y, box.right, box.bottom)))

    assert ImageChops.difference(*logos).getbbox() is None
    assert ImageChops.difference(logos[0], ImageOps.mirror(logos[0])).getbbox() is not None


# --- Colours ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("layout", "role"), [(layout, role) for layout in CardLayout for role in LAYOUTS[layout].types]
)
def test_words_can_be_read(artist, layout, role):
    """In the brand's colours, by WCAG's measure."""
    look = LAYOUTS[layout]

    assert contrast(artist.colour(look, role), artist.brand.colours[look.background]) >= 4.5


@settings(max_examples=200, deadline=None)
@given(colours=COLOURS)
def test_words_can_be_read_in_any_brand(artist, colours):
    """Whatever colours a designer chooses."""
    other = recoloured(artist, **colours)

    for look in LAYOUTS.values():
        for role in look.types:
            assert contrast(other.colour(look, role), colours[look.background]) >= 4.5


@pytest.mark.parametrize(
    ("layout", "colour", "is_other"),
    [
        (CardLayout.TEXT, "accent", True),
        (CardLayout.TEXT, "on_accent", True),
        (CardLayout.TEXT, "highlight", True),
        (CardLayout.TEXT, "line", False),
        (CardLayout.LIST, "accent", True),
        (CardLayout.LIST, "paper", True),
        (CardLayout.LIST, "ink", True),
        (CardLayout.LIST, "on_accent", False),
    ],
)
def test_the_colours_of_the_brand_are_those_of_its_cards(artist, layout, colour, is_other):
    """A colour changes what is drawn with it, and nothing else."""
    card = listed(layout=layout, entries=() if layout is CardLayout.TEXT else ("One", "Two"))
    changed = tuple(part ^ 16 for part in artist.brand.colours[colour])
    other = recoloured(artist, **{colour: changed})
    images = [decoded(one.draw(card)) for one in (artist, other)]

    assert (ImageChops.difference(*images).getbbox() is not None) == is_other


def test_the_ground_is_the_brands(artist):
    """The colour that covers most of a card is exactly the one in the settings."""
    for layout in (CardLayout.TEXT, CardLayout.LIST):
        image = decoded(artist.draw(listed(layout=layout, entries=() if layout is CardLayout.TEXT else ("One",))))
        _, most = max(image.getcolors(image.width * image.height))
        assert most == artist.brand.colours[LAYOUTS[layout].background]


# --- Pictures ---------------------------------------------------------------------------------------------------------


def two_halves(size, left, right, mode="RGB"):
    """Return a picture of two colours, left and right."""
    image = Image.new(mode, size, left)
    image.paste(right, (size[0] // 2, 0, *size))
    return image


def gradient(size):
    """Return a picture with many soft colours."""
    grey = Image.linear_gradient("L").resize(size)
    return Image.merge("RGB", (grey, ImageOps.flip(grey), ImageOps.invert(grey)))


def rotated() -> bytes:
    """Return what a telephone stores: the picture lying on its side, with a note that its left side is the top."""
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    two_halves((1200, 800), RED, BLUE).save(out, "JPEG", exif=exif, quality=95)
    return out.getvalue()


def saved(image, kind, **options) -> bytes:
    """Return a picture as a file."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def palette_with_transparency() -> bytes:
    """Return a PNG of a palette, its left half transparent."""
    image = Image.new("P", (1200, 900), 0)
    image.putpalette([*GREEN, *RED])
    image.paste(1, (600, 0, 1200, 900))
    return saved(image, "PNG", transparency=0)


def deep_grey() -> bytes:
    """Return a PNG of 65,536 greys, as scanners write it."""
    row = b"\x00\x40" * 600 + b"\x00\x80" * 600  # the lower byte first
    return saved(Image.frombytes("I;16", (1200, 900), row * 900), "PNG")


def noise(size) -> bytes:
    """Return what no compression makes small."""
    chance = random.Random(1)  # noqa: S311 (no secret: the same on every run)
    return saved(Image.frombytes("RGB", size, chance.randbytes(size[0] * size[1] * 3)), "PNG", compress_level=1)


PAPER = (252, 251, 247)
needs_avif = pytest.mark.skipif(not features.check("avif"), reason="this Pillow reads no AVIF")
# Files, and what is seen in the left and the right half of what is shown of them.
PICTURES = {
    "jpeg": (lambda: saved(two_halves((1600, 1000), RED, BLUE), "JPEG", quality=95), RED, BLUE),
    "cmyk.jpeg": (lambda: saved(two_halves((1600, 1000), RED, BLUE).convert("CMYK"), "JPEG", quality=95), RED, BLUE),
    "grey.jpeg": (lambda: saved(two_halves((1600, 1000), 0, 128, "L"), "JPEG"), (0, 0, 0), MIDDLE),
    "progressive.jpeg": (lambda: saved(two_halves((1600, 1000), RED, BLUE), "JPEG", progressive=True), RED, BLUE),
    "alpha.png": (lambda: saved(two_halves((1200, 900), (0, 0, 0, 0), (*RED, 255), "RGBA"), "PNG"), PAPER, RED),
    "half-alpha.png": (
        lambda: saved(two_halves((1200, 900), (*RED, 255), (0, 0, 0, 128), "RGBA"), "PNG"),
        RED,
        (126, 125, 123),
    ),
    "grey-alpha.png": (lambda: saved(two_halves((1200, 900), (0, 0), (128, 255), "LA"), "PNG"), PAPER, MIDDLE),
    "palette.png": (palette_with_transparency, PAPER, RED),
    "two-colours.png": (lambda: saved(two_halves((1200, 900), 0, 1, "1"), "PNG"), (0, 0, 0), (255, 255, 255)),
    "16-bit.png": (deep_grey, (64, 64, 64), MIDDLE),
    "profile.png": (
        lambda: saved(
            two_halves((1200, 900), RED, BLUE),
            "PNG",
            icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
        ),
        RED,
        BLUE,
    ),
    "broken-profile.png": (
        lambda: saved(two_halves((1200, 900), RED, BLUE), "PNG", icc_profile=b"none"),
        RED,
        BLUE,
    ),
    "a.webp": (lambda: saved(two_halves((1200, 900), RED, BLUE), "WEBP", lossless=True), RED, BLUE),
    "alpha.webp": (
        lambda: saved(two_halves((1200, 900), (0, 0, 0, 0), (*RED, 255), "RGBA"), "WEBP", lossless=True),
        PAPER,
        RED,
    ),
    "a.avif": (lambda: saved(two_halves((1200, 900), RED, BLUE), "AVIF", quality=95), RED, BLUE),
    "animated.gif": (
        lambda: saved(
            two_halves((1200, 900), RED, BLUE),
            "GIF",
            save_all=True,
            append_images=[Image.new("RGB", (1200, 900), GREEN)],
        ),
        RED,
        BLUE,
    ),
    "tiny.png": (lambda: saved(two_halves((40, 20), RED, BLUE), "PNG"), RED, BLUE),
    "high.png": (lambda: saved(two_halves((800, 2400), RED, BLUE), "PNG"), RED, BLUE),
    "strip.png": (lambda: saved(two_halves((3000, 30), RED, BLUE), "PNG"), RED, BLUE),
}


@pytest.fixture(scope="module")
def album(tmp_path_factory, artist):
    """An artist of the site's brand whose content is a folder of difficult pictures."""
    folder = tmp_path_factory.mktemp("pictures")
    for name, (make, *_) in PICTURES.items():
        if features.check("avif") or not name.endswith(".avif"):
            (folder / name).write_bytes(make())
    (folder / "rotated.jpeg").write_bytes(rotated())
    (folder / "large.jpeg").write_bytes(saved(gradient((6000, 4000)), "JPEG", quality=90))
    (folder / "noise.png").write_bytes(noise((1200, 630)))
    return recoloured(artist, folder, paper=PAPER)


NAMES = [pytest.param(name, marks=needs_avif if name.endswith(".avif") else ()) for name in PICTURES]


@pytest.mark.parametrize("size", [(1200, 675), (1200, 1200), (600, 900)], ids=str)
@pytest.mark.parametrize("name", NAMES)
def test_crops(album, name, size):
    """A picture of any kind becomes a JPEG of exactly the asked size, with its colours as they are seen."""
    _, left, right = PICTURES[name]
    data = album.draw(Crop(picture=LocalFile(name, name), width=size[0], height=size[1], limit=PICTURE_BYTES))
    image = decoded(data)

    with Image.open(io.BytesIO(data)) as file:
        assert (file.format, file.mode, file.size) == ("JPEG", "RGB", size)
    assert len(data) <= PICTURE_BYTES
    assert is_like(image.getpixel((size[0] // 8, size[1] // 2)), left)
    assert is_like(image.getpixel((size[0] * 7 // 8, size[1] // 2)), right)


@pytest.mark.parametrize("name", NAMES)
def test_picture_cards(album, name):
    """Each of them can lie behind words; above the panel it is to be seen."""
    _, left, right = PICTURES[name]
    data = album.draw(pictured(name))
    image = decoded(data)

    assert image.size == (SHARE.width, SHARE.height)
    assert len(data) <= PICTURE_BYTES
    assert is_like(image.getpixel((150, 100)), left)
    assert is_like(image.getpixel((1050, 100)), right)


def test_a_picture_is_turned_upright(album):
    """The left side of what a camera stored sideways is the top of what is shown."""
    image = decoded(
        album.draw(Crop(picture=LocalFile("rotated.jpeg", "0"), width=600, height=900, limit=PICTURE_BYTES))
    )

    assert is_like(image.getpixel((300, 50)), RED)
    assert is_like(image.getpixel((300, 850)), BLUE)


@pytest.mark.parametrize("name", ["rotated.jpeg", "profile.png", "jpeg"])
def test_a_crop_tells_nothing_else(album, name):
    """Neither where it was taken nor with what: the published file holds pixels alone."""
    crop = Crop(picture=LocalFile(name, name), width=300, height=300, limit=PICTURE_BYTES)

    with Image.open(io.BytesIO(album.draw(crop))) as image:
        assert not image.getexif()
        assert "icc_profile" not in image.info
        assert "exif" not in image.info


def test_a_large_photograph(album):
    """24 megapixels are no obstacle."""
    crop = Crop(picture=LocalFile("large.jpeg", "0"), width=1200, height=900, limit=PICTURE_BYTES)
    image = decoded(album.draw(crop))
    small = gradient((1200, 800)).resize((1200, 900), box=(67, 0, 1133, 800))

    assert image.size == (1200, 900)
    assert max(ImageChops.difference(image, small).convert("L").getextrema()) < 12
    assert decoded(album.draw(pictured("large.jpeg"))).size == (1200, 630)


@pytest.mark.parametrize("limit", [20_000, 60_000, 120_000])
def test_a_limit_is_kept(album, limit):
    """A picture of many colours is compressed as far as it takes, and no further."""
    crop = Crop(picture=LocalFile("large.jpeg", "0"), width=1200, height=1200, limit=limit)

    assert len(album.draw(crop)) <= limit


def test_noise_is_drawn(album):
    """What cannot be made small enough is drawn all the same, smaller than it was."""
    picture = LocalFile("noise.png", "0")
    data = album.draw(Crop(picture=picture, width=1200, height=630, limit=PICTURE_BYTES))

    assert decoded(data).size == (1200, 630)
    assert len(data) < 3 * PICTURE_BYTES
    assert decoded(album.draw(pictured("noise.png"))).size == (1200, 630)


@pytest.mark.parametrize("kept", [0, 10, 0.5, 0.9], ids=str)
@pytest.mark.parametrize("name", ["jpeg", "alpha.png", "palette.png", "a.webp"])
def test_a_broken_picture_is_told(album, artist, tmp_path, name, kept):
    """A file that ends too early is an error, not half a picture."""
    whole = (album.content / name).read_bytes()
    (tmp_path / name).write_bytes(whole[: kept if isinstance(kept, int) else int(len(whole) * kept)])
    other = Artist(artist.brand, artist.type, tmp_path)

    for recipe in (Crop(picture=LocalFile(name, "0"), width=600, height=600, limit=9), pictured(name)):
        with pytest.raises((OSError, SyntaxError, ValueError)):
            other.draw(recipe)


def test_a_missing_picture_is_told(album):
    """A file that is not there as well."""
    with pytest.raises(OSError, match=r"nowhere\.png"):
        album.draw(pictured("nowhere.png"))


def test_two_pictures_of_one_path_are_not_confused(artist, tmp_path):
    """A picture that is replaced while the preview runs is drawn anew."""
    other = Artist(artist.brand, artist.type, tmp_path)
    seen = []
    for colour in (RED, BLUE):
        data = saved(Image.new("RGB", (60, 60), colour), "PNG")
        (tmp_path / "a.png").write_bytes(data)
        crop = Crop(picture=LocalFile("a.png", str(colour)), width=30, height=30, limit=PICTURE_BYTES)
        seen.append(decoded(other.draw(crop)).getpixel((15, 15)))

    assert is_like(seen[0], RED)
    assert is_like(seen[1], BLUE)
