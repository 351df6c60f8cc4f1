"""Cards as reviewed: with pytest's option --golden this file draws them anew, a person looks at the difference.

Another version of an engine may round an edge otherwise; what is compared leaves that much room, and no more.
"""

import io
from dataclasses import replace

import pytest
from factories import ROOT
from PIL import Image, ImageChops, ImageStat
from social.card.specimens import ENGLISH, SPECIMENS, specimen
from social.model import CardLayout, LocalFile

GOLDEN = ROOT / "tests" / "golden" / "cards"
PICTURE = "posts/images/what-is-social-media-optimisation.png"
LIST = replace(
    specimen("Social media optimisation", ENGLISH, "Topic", "12 articles"),
    layout=CardLayout.LIST,
    entries=(
        "What is social media optimisation?",
        "SMO vs SMM: which one do you need, and when?",
        "SEO and SMO",
        "Why nobody agrees what SMO means",
    ),
)
PICTURE_CARD = replace(
    specimen("What is social media optimisation?", ENGLISH, "Social media optimisation"),
    layout=CardLayout.PICTURE,
    picture=LocalFile(PICTURE, PICTURE),
)
CARDS = {**SPECIMENS, "list": LIST, "picture": PICTURE_CARD}

MOST_MEAN = 1.0  # of 255, the mean difference of each channel
FAR = 40  # of 255: a pixel is another one when a channel differs by more
MOST_FAR = 0.005  # of all pixels


def difference(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """Return the largest mean difference of a channel, and the share of pixels that are far from each other."""
    found = ImageChops.difference(one, other)
    red, green, blue = found.split()
    farthest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    far = sum(farthest.histogram()[FAR + 1 :])
    return max(ImageStat.Stat(found).mean), far / (one.width * one.height)


@pytest.mark.parametrize("name", CARDS)
def test_card(request, artist, tmp_path, name):
    """Each looks as it did when somebody looked at it."""
    data = artist.draw(CARDS[name])
    with Image.open(io.BytesIO(data)) as image:
        found, is_png = image.convert("RGB"), image.format == "PNG"
    golden = GOLDEN / f"{name}.png"
    if request.config.getoption("--golden"):
        if is_png:
            golden.write_bytes(data)
        else:
            found.save(golden, optimize=True)
    with Image.open(golden) as image:
        expected = image.convert("RGB")
    assert found.size == expected.size
    mean, far = difference(found, expected)
    is_like = mean <= MOST_MEAN and far <= MOST_FAR
    drawn = tmp_path / f"{name}.png"
    if not is_like:
        found.save(drawn)

    assert is_like, (
        f"the card {name!r} differs from {golden.name}: by {mean:.2f} of 255 on average, "
        f"{far:.2%} of its pixels by more than {FAR}; look at {drawn}"
    )


def test_every_golden_card_is_compared():
    """No picture is left over from a card that no test draws any more."""
    assert {file.name for file in GOLDEN.iterdir()} == {f"{name}.png" for name in CARDS}


@pytest.mark.parametrize(
    ("change", "is_seen"),
    [
        # an edge that is rounded otherwise
        (lambda image: image.point(lambda value: min(value + 1, 255)), False),
        # a word moved by some px, another ground
        (lambda image: ImageChops.offset(image, 4, 0), True),
        (lambda image: image.point(lambda value: max(value - 3, 0)), True),
    ],
)
def test_a_difference_is_seen(artist, change, is_seen):
    """What a person would see is more than the room that is left."""
    with Image.open(io.BytesIO(artist.draw(CARDS["fifteen-words"]))) as image:
        card = image.convert("RGB")
    mean, far = difference(card, change(card))

    assert (mean > MOST_MEAN or far > MOST_FAR) == is_seen
