"""Public names of drawn files: a hash of everything that changes a pixel, and of nothing else."""

import re
from dataclasses import fields, replace

import pytest
from social.card.names import drawing, words_of
from social.model import Card, CardDesign, CardLayout, Crop, LocalFile, Typeface

PATH = re.compile(r"cards/[0-9a-f]{20}\.(png|jpg)")
LATIN = Typeface("latin", "a" * 64, frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ·."))
GREEK = Typeface("greek", "b" * 64, frozenset("λόγος"))
EMOJI = Typeface("emoji", "c" * 64, frozenset("🚀"), is_colourful=True)
DESIGN = CardDesign("d" * 64, (LATIN, GREEK, EMOJI))
PICTURE = LocalFile("posts/a.png", "0123456789abcdef" * 4)
CARD = Card(
    layout=CardLayout.LIST,
    kicker="Topic",
    title="A title",
    byline="3 articles",
    entries=("One", "Two"),
    site_name="Site",
    language="en-GB",
    direction="ltr",
)
PICTURE_CARD = replace(CARD, layout=CardLayout.PICTURE, entries=(), picture=PICTURE)
CROP = Crop(picture=PICTURE, width=1200, height=900, limit=100_000)
RECIPES = {"card": CARD, "card with a picture": PICTURE_CARD, "crop": CROP, "file": PICTURE}

# A change of each field.
OTHER = {
    "layout": CardLayout.TEXT,
    "kicker": "Tag",
    "title": "A Title",
    "byline": "4 articles",
    "entries": ("Two", "One"),
    "site_name": "Site 2",
    "language": "en-US",
    "direction": "rtl",
    "picture": LocalFile(PICTURE.path, "f" * 64),
    "width": 1201,
    "height": 901,
    "limit": 100_001,
}


def name(recipe, design=DESIGN) -> str:
    """Return the public name of what a recipe makes."""
    return drawing(recipe, design).path


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_the_same_recipe_has_the_same_name(recipe):
    """A copy of a recipe and of the design is drawn only once."""
    copy = replace(recipe)
    design = CardDesign(DESIGN.digest, tuple(replace(typeface) for typeface in DESIGN.typefaces))

    assert copy is not recipe
    assert drawing(copy, design) == drawing(recipe, DESIGN)


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_a_drawing_holds_its_recipe(recipe):
    """What is drawn under a name is what the name was made from."""
    assert drawing(recipe, DESIGN).recipe is recipe


@pytest.mark.parametrize(
    ("recipe", "suffix"),
    [
        (CARD, "png"),
        (replace(CARD, layout=CardLayout.TEXT, entries=()), "png"),
        (PICTURE_CARD, "jpg"),
        (CROP, "jpg"),
        (LocalFile("images/a.png", "e" * 64), "png"),
        (LocalFile("images/a.JPG", "e" * 64), "jpg"),
    ],
)
def test_path(recipe, suffix):
    """All stand in one folder, under twenty digits and the suffix of what they are."""
    assert PATH.fullmatch(name(recipe))[1] == suffix


@pytest.mark.parametrize(
    ("path", "suffix"),
    [("a.png", ".png"), ("images/b.JPEG", ".jpeg"), ("c.webp", ".webp"), ("d.tar.gif", ".gif"), ("e.f/g", "")],
)
def test_a_file_keeps_its_suffix(path, suffix):
    """A file that is published as it is has the hash of its bytes for a name."""
    assert name(LocalFile(path, "0123456789abcdef" * 4)) == f"cards/0123456789abcdef0123{suffix}"


@pytest.mark.parametrize(
    ("recipe", "field"),
    [(recipe, field.name) for recipe in (CARD, PICTURE_CARD, CROP) for field in fields(recipe)],
)
def test_every_field_changes_the_name(recipe, field):
    """Another word, another language, another size, another picture: another file."""
    other = replace(recipe, **{field: OTHER[field]})

    assert other != recipe
    assert name(other) != name(recipe)


def test_all_changes_have_names_of_their_own():
    """No two of them meet."""
    recipes = [replace(CARD, **{field.name: OTHER[field.name]}) for field in fields(CARD)]

    assert len({name(recipe) for recipe in [CARD, *recipes]}) == len(recipes) + 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # words that move from one place to the next
        ({"kicker": "a", "title": "bc"}, {"kicker": "ab", "title": "c"}),
        ({"kicker": "a", "byline": ""}, {"kicker": "", "byline": "a"}),
        ({"entries": ("a", "b")}, {"entries": ("a b",)}),
        ({"entries": ("a", "b")}, {"entries": ("a,b",)}),
    ],
)
def test_the_place_of_words_counts(one, other):
    """The same letters in another place are another card."""
    assert name(replace(CARD, **one)) != name(replace(CARD, **other))


@pytest.mark.parametrize("recipe", [PICTURE_CARD, CROP], ids=["card", "crop"])
def test_the_bytes_of_a_picture_count(recipe):
    """Not where it lies."""
    moved = replace(recipe, picture=LocalFile("elsewhere/b.png", PICTURE.digest))
    changed = replace(recipe, picture=LocalFile(PICTURE.path, "f" * 64))

    assert name(moved) == name(recipe)
    assert name(changed) != name(recipe)


@pytest.mark.parametrize("recipe", [CARD, PICTURE_CARD, CROP], ids=["card", "card with a picture", "crop"])
def test_the_design_counts(recipe):
    """Colours, logo, artwork, code and engines stand for all that is drawn."""
    assert name(recipe, replace(DESIGN, digest="e" * 64)) != name(recipe)


@pytest.mark.parametrize(
    ("words", "changed", "is_other"),
    [
        # the font of all words
        ({}, LATIN, True),
        # one that no word needs
        ({}, GREEK, False),
        ({}, EMOJI, False),
        # one that a word needs, wherever it stands
        ({"title": "A λόγος"}, GREEK, True),
        ({"kicker": "λόγος"}, GREEK, True),
        ({"byline": "λόγος"}, GREEK, True),
        ({"site_name": "λόγος"}, GREEK, True),
        ({"entries": ("One", "λόγος")}, GREEK, True),
        ({"title": "A λόγος"}, EMOJI, False),
        ({"title": "A 🚀"}, EMOJI, True),
    ],
)
def test_the_fonts_of_the_words_count(words, changed, is_other):
    """A new version of a font changes the cards that it draws, and no others."""
    card = replace(CARD, **words)
    typefaces = tuple(replace(t, digest="e" * 64) if t is changed else t for t in DESIGN.typefaces)

    assert (name(card, replace(DESIGN, typefaces=typefaces)) != name(card)) == is_other


def test_another_font_in_the_folder_changes_nothing():
    """As long as no word of the card needs it."""
    more = replace(DESIGN, typefaces=(*DESIGN.typefaces, Typeface("thai", "e" * 64, frozenset("ก"))))

    assert name(CARD, more) == name(CARD)
    assert name(replace(CARD, title="ก"), more) != name(replace(CARD, title="ก"))


def test_crops_need_no_fonts():
    """A crop has no words."""
    assert name(CROP, replace(DESIGN, typefaces=())) == name(CROP)


def test_words_of():
    """All that is written on a card."""
    assert words_of(CARD) == ("Site", "Topic", "A title", "3 articles", "One", "Two")
