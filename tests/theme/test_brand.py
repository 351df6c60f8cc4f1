"""The brand stands in one place, and can be read."""

import importlib.util
import re

import pytest
from factories import ROOT, TEST_SITE, publish
from PIL import Image

CARD = re.compile(r"cards/[0-9a-f]{20}\.png")
CSS = ROOT / "theme" / "templates" / "css"
# WCAG 2.2, 1.4.3: text needs a contrast of 4.5 to its ground.
LEAST_CONTRAST = 4.5
TEXT_ON_GROUND = [
    *((text, ground) for text in ("ink", "muted", "accent") for ground in ("paper", "surface")),
    ("on_accent", "accent"),
]


def brand() -> dict:
    """Return BRAND of pelicanconf.py."""
    spec = importlib.util.spec_from_file_location("pelicanconf", ROOT / "pelicanconf.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.BRAND


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb. https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours. https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND, ids=lambda name: name)
def test_text_can_be_read(scheme, text, ground):
    """Every colour of text has enough contrast on every ground it may stand on."""
    colours = brand()["colours"][scheme]

    assert contrast(colours[text], colours[ground]) >= LEAST_CONTRAST


@pytest.mark.parametrize("file", sorted(CSS.glob("*.css")), ids=lambda file: file.name)
def test_colours_come_from_the_brand(file):
    """No stylesheet names a colour, but shadows."""
    text = re.sub(r"\{#.*?#\}|--shad(?:ow|e): rgb\([^)]*\)", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch|oklab|lab|lch)a?\(", text) == []


def test_used_custom_properties_exist():
    """Every custom property that a style uses without a fallback is set somewhere."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in CSS.glob("*.css"))
    used = set(re.findall(r"var\((--[\w-]+)\)", text))
    # `--{{ name }}` sets one for each colour or font of the brand.
    named = {f"--{name.replace('_', '-')}" for name in brand()["colours"]["light"]}
    known = set(re.findall(r"(--[\w-]+)\s*:", text)) | named

    assert used - known == set()


def test_changed_brand_changes_the_site(built, tmp_path):
    """A colour changed in the settings is the colour of the page, of the browser's frame and of the share card."""
    conf = tmp_path / "conf.py"
    source = TEST_SITE.read_text(encoding="utf-8").replace("Path(__file__).parent", f"Path({str(TEST_SITE.parent)!r})")
    conf.write_text(f'{source}\nBRAND["colours"]["light"]["paper"] = "#ffeedd"\n', encoding="utf-8")

    changed = publish(conf, tmp_path, built.url)

    before, after = built.text("archives/index.html"), changed.text("archives/index.html")
    paper = brand()["colours"]["light"]["paper"]
    assert paper not in after
    (old,), (new,) = ({*CARD.findall(page)} for page in (before, after))
    assert after == before.replace(paper, "#ffeedd").replace(old, new)
    with Image.open(changed.folder / new) as card:
        assert (255, 238, 221) in (colour for _, colour in card.convert("RGB").getcolors(1200 * 630))
