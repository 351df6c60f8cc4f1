"""Arrangements as pixels: pictures by Pillow, artwork by resvg, words by HarfBuzz."""

from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from PIL import Image, ImageChops, ImageCms, ImageOps

from social.card.arrangement import Arrangement, Words, arrange
from social.card.canvas import Canvas, FlatCanvas, FullCanvas, corners, jpeg
from social.card.colours import Colour, readable
from social.card.crops import cover
from social.card.design import Brand
from social.card.layouts import LAYOUTS, SHARE, Box, Format, Layout, Role
from social.card.typesetting import Block, Placed, Typesetter
from social.model import Card, CardLayout, Code, Crop, LocalFile
from social.qr import svg

# A card with a picture: small enough for every network and every reader's data plan.
PICTURE_CARD_BYTES = 120_000
# Colours of the artwork that a card keeps, smooth edges included.
ARTWORK_COLOURS = 10
DEEP = 8  # bits of a pixel of a card with emoji, which have many colours
RULE_COLOUR = "highlight"
PAPER = "paper"
# A JPEG is decoded no larger than needed by its own means, and reduced to twice the wanted size before it is
# resampled: both save most of the time that a camera's picture takes, and no difference is to be seen.
PROFILED = ("RGB", "RGBA", "CMYK", "L")  # modes whose colours a profile may describe
DEEP_GREY = "I;16"  # 16 bits of grey, of which Pillow would keep the lowest eight
DRAFT_SIDE, REDUCING_GAP = 1500, 2.0


class Artist:
    """Draws cards and crops; keeps empty cards between them.

    Args:
        content: folder in which the paths of pictures begin.
    """

    def __init__(self, brand: Brand, typesetter: Typesetter, content: Path) -> None:
        self.brand = brand
        self.type = typesetter
        self.content = content
        self._empty: dict[tuple[CardLayout, str, bool, int | None], FlatCanvas] = {}
        self._opened: tuple[LocalFile | None, Image.Image] = (None, Image.new("RGB", (1, 1)))
        self._cropped: tuple[tuple[LocalFile, int, int] | None, Image.Image] = (None, Image.new("RGB", (1, 1)))

    def draw(self, recipe: Card | Crop | LocalFile | Code, form: Format = SHARE) -> bytes:
        """Return the file that a recipe makes: PNG for cards without a picture, JPEG for others, SVG
        for codes, a file as it is.

        Raises OSError, SyntaxError or ValueError when a picture cannot be read to its end.
        """
        if isinstance(recipe, Card):
            return self.card(recipe, form)
        if isinstance(recipe, Code):
            return svg(recipe)
        if isinstance(recipe, Crop):
            return jpeg(self.crop(recipe.picture, recipe.width, recipe.height), recipe.limit)
        return Path(self.content, recipe.path).read_bytes()

    def arrangement(self, card: Card, form: Format = SHARE) -> Arrangement:
        """Return where everything of a card stands."""
        measure = self.type.measure(card.language)
        layout, logo_ratio = LAYOUTS[card.layout], self.brand.logo_ratio
        return arrange(card, form, layout, measure, leading=self.type.leading, logo_ratio=logo_ratio)

    def card(self, card: Card, form: Format) -> bytes:
        """Return a card as PNG or, when a picture lies behind its words, as JPEG."""
        found = self.arrangement(card, form)
        if card.picture and found.panel:
            return self.over_picture(self.crop(card.picture, form.width, form.height), card, found, found.panel)
        blocks = self.blocks(card, found)
        depth = DEEP if any(block.emoji for _, _, block in blocks) else None
        key = (card.layout, form.name, found.from_right, depth)
        if key not in self._empty:
            self._empty[key] = self.empty(LAYOUTS[card.layout], form, found, depth)
        flat = self._empty[key].copy()
        self.write(flat, card, found, blocks)
        return flat.png()

    def over_picture(self, picture: Image.Image, card: Card, found: Arrangement, panel: Box) -> bytes:
        """Return a card with its words on a panel over a picture, which is as before afterwards."""
        top = min(panel.y, *(rule.y for rule in found.rules))
        part = Box(panel.x, top, panel.width, picture.height - top)
        before = picture.crop(corners(part))
        full = FullCanvas(before.copy(), part.x, part.y)
        full.fill(panel, self.brand.colours[LAYOUTS[card.layout].background])
        self.place_logo(full.image, found.logo._replace(x=found.logo.x - part.x, y=found.logo.y - part.y), found)
        self.write(full, card, found, self.blocks(card, found))
        try:
            picture.paste(full.image, corners(part))
            return jpeg(picture, PICTURE_CARD_BYTES)
        finally:
            picture.paste(before, corners(part))

    def empty(self, layout: Layout, form: Format, found: Arrangement, depth: int | None = None) -> FlatCanvas:
        """Return a card without words: the motif in the upper corner where lines end, turned round in the opposite."""
        background = self.brand.colours[layout.background]
        image = Image.new("RGB", (form.width, form.height), background)
        motif = self.brand.motif(layout.artwork, form.motif)
        turned = motif.transpose(Image.Transpose.ROTATE_180)
        image.paste(motif, (form.width - motif.width, 0), motif)
        image.paste(turned, (0, form.height - turned.height), turned)
        if found.from_right:
            image = ImageOps.mirror(image)
        self.place_logo(image, found.logo, found)
        inks = dict.fromkeys((*(self.colour(layout, role) for role in layout.types), self.brand.colours[RULE_COLOUR]))
        return FlatCanvas(image, background, inks, ARTWORK_COLOURS, depth)

    def place_logo(self, image: Image.Image, box: Box, found: Arrangement) -> None:
        """Draw the logo into a box; what is seen of it begins where lines begin, also when its edge is not seen."""
        logo = self.brand.logo(box.height)
        ground = image.crop(corners(box))
        shown = ground.copy()
        shown.paste(logo, mask=logo)
        seen = ImageChops.difference(shown, ground).getbbox() or (0, 0, *shown.size)
        shift = shown.width - seen[2] if found.from_right else -seen[0]
        image.paste(logo, (box.x + shift, box.y), logo)

    def colour(self, layout: Layout, role: Role) -> Colour:
        """Return the colour of words, which can be read on what lies behind them."""
        wanted = (self.brand.colours[name] for name in layout.types[role].colours)
        return readable(self.brand.colours[layout.background], wanted)

    def blocks(self, card: Card, found: Arrangement) -> list[tuple[Words, tuple[int, int], Block]]:
        """Return the words of a card as pixels, each with the place where its first line begins."""
        return [(words, *self.block(words, card, found)) for words in found.words if words.lines]

    def block(self, words: Words, card: Card, found: Arrangement) -> tuple[tuple[int, int], Block]:
        """Return words as pixels, and the place where their first line begins."""
        weight = LAYOUTS[card.layout].types[words.role].weight
        lines = []
        for number, text in enumerate(words.lines):
            x = words.box.x
            if found.from_right:
                x = round(words.box.right - self.type.shape(text, weight, card.language).width * words.size)
            lines.append(Placed(text, x, round(words.box.y + words.line_height * (number + self.type.ascent(text)))))
        _, left, top = lines[0]
        placed = tuple(Placed(text, x - left, y - top) for text, x, y in lines)
        return (left, top), self.type.draw(placed, words.size, weight, card.language)

    def write(
        self, canvas: Canvas, card: Card, found: Arrangement, blocks: Iterable[tuple[Words, tuple[int, int], Block]]
    ) -> None:
        """Draw all words and strokes of a card."""
        layout = LAYOUTS[card.layout]
        for rule in found.rules:
            canvas.fill(rule, self.brand.colours[RULE_COLOUR])
        for words, (left, top), block in blocks:
            if block.cover:
                at = (left + block.cover.x, top + block.cover.y)
                canvas.words(block.cover, at, self.colour(layout, words.role))
            for emoji in block.emoji:
                canvas.picture(emoji.image, (left + emoji.x, top + emoji.y))

    def crop(self, picture: LocalFile, width: int, height: int) -> Image.Image:
        """Return the part of a picture that has the shape of `width` × `height`, in that size, without transparency.

        The latest is remembered, and must not stay changed: one picture may lie behind the words of many cards.
        """
        key = (picture, width, height)
        if self._cropped[0] != key:
            opened = self.open(picture)
            box, size = cover(opened.size, (width, height)), (width, height)
            found = opened.resize(size, Image.Resampling.LANCZOS, corners(box), reducing_gap=REDUCING_GAP)
            self._cropped = (key, found)
        return self._cropped[1]

    def open(self, picture: LocalFile) -> Image.Image:
        """Return a picture as it is shown: upright, in sRGB, on the brand's paper where it is transparent.

        A page's card and crops come one after the other, so that each picture is read once.
        """
        if self._opened[0] != picture:
            with Image.open(Path(self.content, picture.path)) as image:
                image.draft("RGB", (DRAFT_SIDE, DRAFT_SIDE))
                upright = ImageOps.exif_transpose(image)
            self._opened = (picture, on_paper(in_srgb(upright), self.brand.colours[PAPER]))
        return self._opened[1]


def on_paper(image: Image.Image, paper: Colour) -> Image.Image:
    """Return a picture in RGB, on a colour where it is transparent."""
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", seen.size, paper), seen)
    return image.convert("RGB")


def in_srgb(image: Image.Image) -> Image.Image:
    """Return a picture with its colours as sRGB has them; what it says of its colours does not go with it.

    Cameras and phones write wider colour spaces, which would look pale without their profile. A broken one is ignored.
    """
    profile = image.info.pop("icc_profile", None)
    if image.mode == DEEP_GREY:
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if profile and image.mode in PROFILED:
        with suppress(ImageCms.PyCMSError, OSError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = "RGBA" if image.mode == "RGBA" else "RGB"
            found = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
            return found or image
    return image
