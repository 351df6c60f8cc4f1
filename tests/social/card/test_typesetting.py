"""Words as shapes, with the fonts of the project."""

import json
import os
import re
import subprocess
import sys
from hashlib import sha256

import pytest
from factories import ROOT
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from social.card.direction import CONTROLS
from social.card.layouts import LAYOUTS
from social.card.lines import graphemes
from social.card.names import words_of
from social.card.specimens import SPECIMENS
from social.card.typefaces import missing
from social.card.typesetting import LEAST_LEADING, MOST_LEADING, FontError, open_font

FONTS = ROOT / "theme" / "cards" / "fonts"
WEB_FONTS = ROOT / "theme" / "static" / "fonts"
FONT_FILES = sorted(
    file for file in (ROOT / "theme").rglob("*") if file.suffix in {".ttf", ".otf", ".ttc", ".woff", ".woff2"}
)
WEIGHT = 700
HEADING = "Bricolage Grotesque"  # the brand's, in two files
ALL_FONTS = 12_000_000  # bytes: what a clone of the project has to carry at most

# Draws specimens in a process of its own and tells what it drew, and with what.
ELSEWHERE = """
import json, sys
from hashlib import sha256
from pathlib import Path
from PIL import features
from pelican.settings import read_settings
from social.card.specimens import SPECIMENS
from social.pelican import read_artist

root, cache, *names = sys.argv[1:]
changes = {"CACHE_PATH": cache, "CARD_FONTS": [Path(root, "theme/cards/fonts")]}
artist = read_artist(read_settings(str(Path(root, "pelicanconf.py")), override=changes))
found = {name: sha256(artist.draw(SPECIMENS[name])).hexdigest() for name in names}
fonts = "PIL.ImageFont" in sys.modules
print(json.dumps({"drawn": found, "image_font": fonts, "fribidi": bool(features.check("fribidi"))}))
"""
RIGHT_TO_LEFT = ("arabic", "hebrew", "devanagari")


def glyphs(typesetter, text, language="en"):
    """Return the numbers of a line's glyphs from left to right."""
    return [glyph.number for glyph in typesetter.shape(text, WEIGHT, language).glyphs]


def inked(typesetter, text, language="en"):
    """Return the numbers of a line's glyphs from left to right, without spaces: each font has one of its own."""
    found = typesetter.shape(text, WEIGHT, language).glyphs
    return [glyph.number for glyph in found if glyph.font.font(WEIGHT).get_glyph_extents(glyph.number).width]


def fonts_of(typesetter, text, language="en"):
    """Return the families of the fonts that a line is drawn with."""
    return {glyph.font.family for glyph in typesetter.shape(text, WEIGHT, language).glyphs}


def width(typesetter, text, language="en"):
    """Return the width of a line at a size of 1 px."""
    return typesetter.shape(text, WEIGHT, language).width


def drawn_elsewhere(cache, **environment):
    """Return what another process tells of the specimens that it has drawn."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), **environment}
    command = [sys.executable, "-c", ELSEWHERE, str(ROOT), str(cache), *RIGHT_TO_LEFT]
    result = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    ("word", "language"),
    [
        # the same letter at the beginning, in the middle and at the end of a word
        ("ببب", "ar"),
        ("ععع", "ar"),
        ("ککک", "fa"),
    ],
)
def test_arabic_letters_join(typesetter, word, language):
    """Joined letters have other shapes than single ones, each its own, and need less room."""
    joined, alone = glyphs(typesetter, word, language), glyphs(typesetter, word[0], language)

    assert len(set(joined)) == 3
    assert not set(joined) & set(alone)
    assert width(typesetter, word, language) < 3 * width(typesetter, word[0], language)


def test_a_non_joiner_parts_arabic_letters(typesetter):
    """As Persian writes it: no space, but no joint either."""
    parted, joined = glyphs(typesetter, "بب"), glyphs(typesetter, "ب\u200cب")

    assert parted != joined
    assert width(typesetter, "ب\u200cب") == pytest.approx(2 * width(typesetter, "ب"))


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        # Devanagari: consonants melt into one shape
        ("क्ष", "hi", 1),
        ("त्र", "hi", 1),
        # Arabic: lam and alef are one
        ("لا", "ar", 1),
        # a letter and its accent, where the font has both as one
        ("e\u0301", "en", 1),
        # emoji of several code points
        ("👩🏽‍💻", "en", 1),
        ("👨‍👩‍👧‍👦", "en", 1),
        ("🇬🇧", "en", 1),
        ("❤️", "en", 1),
        ("1️⃣", "en", 1),
        ("👍🏿", "en", 1),
        # two flags are two
        ("🇬🇧🇩🇪", "en", 2),
        # letters of most scripts are one shape each
        ("Sharing", "en", 7),
        ("שלום", "he", 4),
        ("分享", "zh-Hans", 2),
        ("공유", "ko", 2),
    ],
)
def test_shapes_of_several_characters(typesetter, text, language, number):
    """Characters that are written as one shape are one."""
    assert len(glyphs(typesetter, text, language)) == number


@pytest.mark.parametrize("text", ["👩🏽‍💻", "👨‍👩‍👧‍👦", "🇬🇧", "❤️", "1️⃣", "👍🏿", "🚀", "☺️", "#️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"])
def test_emoji_are_in_colour(typesetter, text):
    """They come from the font that has them in colours, a sequence as one shape."""
    found = typesetter.shape(text, WEIGHT, "en").glyphs

    assert [glyph.font.typeface.is_colourful for glyph in found] == [True]


@pytest.mark.parametrize("text", ["❤", "✓", "★", "→", "1", "#", "©", "™"])
def test_signs_are_in_the_colour_of_words(typesetter, text):
    """Without U+FE0F a sign is written as letters are."""
    assert not any(glyph.font.typeface.is_colourful for glyph in typesetter.shape(text, WEIGHT, "en").glyphs)


@pytest.mark.parametrize(
    ("text", "language"),
    [("שלום", "he"), ("مرحبا", "ar"), ("שלום עולם", "he"), ("دور", "ar")],
)
def test_right_to_left(typesetter, text, language):
    """The first letter stands right of the last."""
    line = typesetter.shape(text, WEIGHT, language)
    first, last = (typesetter.shape(letter, WEIGHT, language).glyphs[0].number for letter in (text[0], text[-1]))
    places = [glyph.x for glyph in line.glyphs]

    assert places == sorted(places)
    if language == "he":  # where letters look the same everywhere
        assert (line.glyphs[-1].number, line.glyphs[0].number) == (first, last)


def test_words_of_the_other_direction(typesetter):
    """Latin words and digits run left to right inside Hebrew: the line is its parts in the other order."""
    parts = [inked(typesetter, part, "he") for part in ("עדיף", "SMM", "מתי")]

    assert inked(typesetter, "מתי SMM עדיף", "he") == [number for part in parts for number in part]


@pytest.mark.parametrize("pair", ["AV", "To", "LT", "Ty", "P."])
def test_kerning(typesetter, pair):
    """Letters move together where there would be a hole between them."""
    assert width(typesetter, pair) < sum(width(typesetter, letter) for letter in pair)


@pytest.mark.parametrize(
    ("letter", "marked", "language"),
    [
        ("ب", "بّ", "ar"),
        ("ش", "شُ", "ar"),
        ("ש", "שָ", "he"),
        ("ש", "שׁ", "he"),
        ("क", "के", "hi"),
        ("x", "x\u0302", "en"),
    ],
)
def test_marks_need_no_room_of_their_own(typesetter, letter, marked, language):
    """They stand on or under their letter."""
    assert width(typesetter, marked, language) == pytest.approx(width(typesetter, letter, language), rel=0.03)


@pytest.mark.parametrize(
    ("character", "one", "other"),
    [("骨", "ja", "zh-Hans"), ("直", "ja", "zh-Hans"), ("骨", "zh-Hans", "zh-Hant")],
)
def test_characters_have_the_form_of_their_country(typesetter, character, one, other):
    """The same code point is written otherwise in Japan than in China."""
    assert glyphs(typesetter, character, one) != glyphs(typesetter, character, other)


@pytest.mark.parametrize(("tag", "other"), [("ja-JP", "ja"), ("zh-CN", "zh-Hans"), ("zh-TW", "zh-Hant")])
def test_a_region_tells_the_form_as_well(typesetter, tag, other):
    """Two tags of the same writing give the same shapes."""
    assert glyphs(typesetter, "骨直", tag) == glyphs(typesetter, "骨直", other)


def test_weight(typesetter):
    """The brand's font has all weights between light and bold."""
    assert typesetter.shape("Sharing", 400, "en").width < typesetter.shape("Sharing", 800, "en").width


@pytest.mark.parametrize("name", SPECIMENS)
def test_no_character_is_a_box(typesetter, name):
    """Every word of every specimen has its shapes; glyph 0 is what fonts show for a character they lack."""
    card = SPECIMENS[name]
    words = words_of(card)

    assert missing(words, typesetter.typefaces) == ()
    assert all(0 not in glyphs(typesetter, text, card.language) for text in words)


@pytest.mark.parametrize("name", SPECIMENS)
def test_lines_are_no_wider_than_their_boxes(artist, name):
    """Whole lines, as they are drawn, fit as well as the sum of their words did."""
    card = SPECIMENS[name]

    for words in artist.arrangement(card).words:
        weight = LAYOUTS[card.layout].types[words.role].weight
        widths = [artist.type.shape(text, weight, card.language).width * words.size for text in words.lines]
        assert 0 < max(widths) <= words.box.width + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("สวัสดี", tuple(dict.fromkeys(graphemes("สวัสดี")))),
        ("A ก and ก", ("ก",)),
        ("Sharing", ()),
        ("中文 日本語 한국어 ไ", ("ไ",)),
    ],
)
def test_missing(typesetter, text, expected):
    """What none of the fonts has is told, here Thai."""
    assert missing([text], typesetter.typefaces) == expected


def test_what_is_missing_is_not_drawn(typesetter):
    """No box stands in its place."""
    assert typesetter.shape("ก", WEIGHT, "th").glyphs == ()
    assert glyphs(typesetter, "aกb") == [*glyphs(typesetter, "a"), *glyphs(typesetter, "b")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Łódź, żółw i źdźbło", "pl"),
        ("Příliš žluťoučký kůň", "cs"),
        ("Şişli’de güzel ağaç", "tr"),
        ("Größe, naïve, señor, Øl", "de"),
        ("„Ādaži“ ēst", "lv"),
    ],
)
def test_what_the_heading_font_has_is_drawn_with_it(typesetter, text, language):
    """Letters that the brand's font has, in any of its files, come from no other."""
    assert fonts_of(typesetter, text, language) == {HEADING}


@pytest.mark.parametrize(
    ("text", "language", "font"),
    [
        ("Sharing", "en", HEADING),
        ("التسويق", "ar", "noto-sans-arabic.ttf"),
        ("שיווק", "he", "noto-sans-hebrew.ttf"),
        ("मार्केटिंग", "hi", "noto-sans-devanagari.ttf"),
        ("営業", "ja", "noto-sans-cjk.otf"),
        ("ソーシャル", "ja", "noto-sans-cjk.otf"),
        ("마케팅", "ko", "noto-sans-cjk.otf"),
        ("Маркетинг", "ru", "noto-sans.ttf"),
        ("Μάρκετινγκ", "el", "noto-sans.ttf"),
        ("🚀", "en", "twemoji.ttf"),
    ],
)
def test_fonts_of_scripts(typesetter, text, language, font):
    """Each script is drawn with the font that was made for it."""
    assert fonts_of(typesetter, text, language) == {font}


@pytest.mark.parametrize("control", [chr(number) for number in CONTROLS])
def test_controls_change_nothing(typesetter, control):
    """Marks of direction are not drawn and turn nothing round."""
    assert glyphs(typesetter, f"a{control}b c") == glyphs(typesetter, "ab c")


@settings(deadline=None)
@given(text=st.text(alphabet="abc AV.—שלום 12مرحبا漢字🚀é", max_size=20))
def test_width_is_that_of_the_glyphs(typesetter, text):
    """Glyphs stand from left to right inside the line, and the same words are shaped the same way each time."""
    line = typesetter._shape(text, WEIGHT, "en")  # noqa: SLF001 (without what was kept of the first time)

    assert line == typesetter.shape(text, WEIGHT, "en")
    assert line.width >= 0
    assert all(-1 <= glyph.x <= line.width + 1 for glyph in line.glyphs)


@pytest.mark.parametrize("text", ["Sharing", "شارك", "שלום", "मीडिया", "分享", "🚀", "ก", "", " "])
def test_height_of_a_line(typesetter, text):
    """High enough for the script, not so high that lines fall apart; most of it stands above the baseline."""
    assert LEAST_LEADING <= typesetter.leading(text) <= MOST_LEADING
    assert 0.5 < typesetter.ascent(text) < 0.9


def test_the_tallest_script_decides(typesetter):
    """A line of two scripts is as high as the higher one needs; an emoji needs no more than words."""
    assert typesetter.leading("Sharing शेयर") == max(typesetter.leading("Sharing"), typesetter.leading("शेयर"))
    assert typesetter.leading("Sharing 🚀") == typesetter.leading("Sharing")


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.ttf", b""), ("a.ttf", b"no font"), ("a.woff2", b"no font"), ("a.woff2", b"wOF2" + b"\0" * 60)],
)
def test_what_is_no_font_is_told(tmp_path, name, data):
    """A broken file is named, not drawn with."""
    file = tmp_path / name
    file.write_bytes(data)

    with pytest.raises(FontError, match=re.escape(name)):
        open_font(file, tmp_path / "cache", "a family")


def test_a_web_font_is_unpacked_once(tmp_path):
    """The second time it is read from the cache, with the same characters."""
    file = WEB_FONTS / "bricolage-grotesque.woff2"
    first = open_font(file, tmp_path, HEADING)
    (kept,) = tmp_path.iterdir()
    written = kept.stat().st_mtime_ns
    second = open_font(file, tmp_path, HEADING)

    assert kept.name == f"{sha256(file.read_bytes()).hexdigest()}.ttf"
    assert kept.stat().st_mtime_ns == written
    assert first.typeface == second.typeface


def test_fonts_are_light_enough_for_a_clone():
    """All fonts together."""
    assert FONT_FILES
    assert sum(file.stat().st_size for file in FONT_FILES) < ALL_FONTS


@pytest.mark.parametrize("file", [file for file in FONT_FILES if file.parent == FONTS], ids=lambda file: file.name)
def test_every_card_font_is_in_the_table(file):
    """The table says what it is, what it holds, and under which licence."""
    rows = [row for row in (FONTS / "README.md").read_text(encoding="utf-8").splitlines() if f"`{file.name}`" in row]

    assert len(rows) == 1
    assert rows[0].count("|") == 5
    assert re.search(r"OFL 1\.1|CC BY 4\.0", rows[0])


def test_the_table_names_only_fonts_that_are_there():
    """No row is left over."""
    named = set(re.findall(r"`([\w.-]+\.(?:ttf|otf|ttc))`", (FONTS / "README.md").read_text(encoding="utf-8")))

    assert named == {file.name for file in FONT_FILES if file.parent == FONTS}


@pytest.mark.parametrize("file", FONT_FILES, ids=lambda file: file.name)
def test_every_font_has_its_licence_beside_it(file):
    """The text lies in the same folder, under the font's own name or that of its family."""
    beside = [text for text in file.parent.glob("*.txt") if file.name.startswith(text.name.rpartition("-")[0])]

    assert beside
    assert all(len(text.read_text(encoding="utf-8")) > 1000 for text in beside)


@pytest.mark.parametrize("file", FONT_FILES, ids=lambda file: file.name)
def test_every_font_may_be_embedded(file):
    """Its own bits forbid nothing."""
    with TTFont(file, lazy=True) as font:
        assert "OS/2" not in font or font["OS/2"].fsType & 0b1111 in {0, 8}


def test_another_process_draws_the_same(font_cache, drawn):
    """Nothing of a process decides pixels; and Pillow's own text, which would ask the system, is never loaded."""
    found = drawn_elsewhere(font_cache, PYTHONHASHSEED="7")

    assert found["drawn"] == {name: sha256(drawn(name)).hexdigest() for name in RIGHT_TO_LEFT}
    assert not found["image_font"]


@pytest.mark.skipif(sys.platform != "linux", reason="only here a library can be hidden by a search path")
def test_without_fribidi_the_same_is_drawn(font_cache, drawn, tmp_path):
    """Scripts that Pillow would draw wrong without FriBiDi look the same where there is none."""
    for name in ("libfribidi.so", "libfribidi.so.0"):
        (tmp_path / name).write_bytes(b"no library")
    found = drawn_elsewhere(font_cache, LD_LIBRARY_PATH=str(tmp_path))

    assert not found["fribidi"]
    assert found["drawn"] == {name: sha256(drawn(name)).hexdigest() for name in RIGHT_TO_LEFT}
