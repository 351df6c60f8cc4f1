"""A site with a picture of every kind: in texts, on cards, in lists, in drafts."""

from pathlib import Path

from factories import BLOG, TEST_SITE, Built, publish
from PIL import Image

THEMED = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 120" width="400" height="120">
<defs><marker id="tip" viewBox="0 0 9 9" refX="9" refY="4.5" markerWidth="9" markerHeight="9" orient="auto">
<path d="M0 0 9 4.5 0 9z" class="fill-accent" fill="#0b5d57"/></marker></defs>
<rect x="1" y="1" width="120" height="60" fill="none" stroke="#000"/><text x="12" y="36">Page</text>
<path d="M130 30h120" stroke="#0b5d57" stroke-width="2" marker-end="url(#tip)"/></svg>"""
OWN_COLOURS = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60"><text y="40" fill="navy">Mine</text></svg>'
POST = """Title: {title}
Date: 2026-01-0{day}
Category: First topic
Summary: A summary.
{keys}
{text}
"""
FULL = """The first words.

![A photo]({{photo}})

![With a caption](images/photo.jpg "The caption")

[![A linked one](images/photo.jpg)](other.md)

Words ![a small sign](images/sign.png) and words.

| a picture | words |
|---|---|
| ![In a table](images/photo.jpg) | x |

- ![In a list](images/photo.jpg)

![A narrow one](images/photo.jpg){width=300}

![A film](images/film.gif) ![Another](images/film.webp)

![A drawing](images/themed.svg)

![The same once more](images/themed.svg "With a caption")

![With colours of its own](images/own-colours.svg)

![In the text itself](data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==)

<img src="images/photo.jpg" alt="Written as HTML" loading="eager">

<picture><source srcset="images/sign.png"><img src="images/photo.jpg" alt="Her own choice"></picture>
""".replace("{{photo}}", "images/photo.jpg")


def noisy(width: int, height: int) -> Image.Image:
    """Return a picture with something in every part, so that no file of it is tiny."""
    band = Image.effect_noise((width // 20, height // 20), 80).resize((width, height))
    return Image.merge("RGB", (band, band.rotate(180), band))


def exhibition(folder: Path) -> Path:
    """Return the settings of a project with all of it, made in a folder."""
    content = folder / "content"
    for name in ("posts/images", "topics", "authors", "pages", "images"):
        (content / name).mkdir(parents=True)
    source = TEST_SITE.parent / "content"
    for name in ("images/logo.png", "images/logo.svg", "images/default.png"):
        (content / name).write_bytes((source / name).read_bytes())
    images = content / "posts" / "images"
    noisy(1500, 600).save(images / "photo.jpg", quality=90)
    noisy(800, 420).save(images / "lead.png")
    noisy(500, 300).save(images / "secret.jpg")
    for name in ("topic", "author", "page", "home"):
        noisy(420, 300).rotate(len(name) * 10).save(content / "images" / f"{name}.jpg", quality=90)
    Image.new("RGB", (24, 24), "red").save(images / "sign.png")
    frames = [noisy(120, 80) for _ in range(3)]
    for name in ("film.gif", "film.webp"):
        frames[0].save(images / name, save_all=True, append_images=frames[1:], duration=400)
    (images / "themed.svg").write_text(THEMED, encoding="utf-8")
    (images / "own-colours.svg").write_text(OWN_COLOURS, encoding="utf-8")

    lead = "Image: images/lead.png\nImage_Alt: The lead\n"
    other = "Words.\n\n![The first](images/photo.jpg)\n\n![The second](images/photo.jpg)"
    posts = {
        "full": POST.format(title="Full", day=3, keys=lead, text=FULL),
        "other": POST.format(title="Other", day=2, keys="Slug: other\n", text=other),
        "other.fr": POST.format(title="Autre", day=2, keys="Slug: other\nLang: fr\nTranslation: true\n", text=other),
        "card": POST.format(title="Card", day=1, keys=lead, text="Words."),
        "draft": POST.format(title="Draft", day=1, keys="Draft: true\n", text="![Secret](images/secret.jpg)"),
    }
    for name, text in posts.items():
        (content / "posts" / f"{name}.md").write_text(text, encoding="utf-8")
    texts = {
        "topics/first-topic": "First topic",
        "authors/ada-team": "Ada Team",
        "pages/about": "About",
        "home": "Home",
    }
    for (path, title), name in zip(texts.items(), ("topic", "author", "page", "home"), strict=True):
        text = f"Title: {title}\nSummary: A summary.\n\nText.\n\n![A picture](/images/{name}.jpg)\n"
        (content / f"{path}.md").write_text(text, encoding="utf-8")
    settings = folder / "settings.py"
    settings.write_text(
        f"import sys\nsys.path[:0] = [{str(TEST_SITE.parent)!r}]\nfrom bare import *\n"
        f"PATH = {str(content)!r}\nDRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = ''\n",
        encoding="utf-8",
    )
    return settings


def open_exhibition(folder: Path) -> Built:
    """Return that site, published under a path."""
    return publish(exhibition(folder), folder, BLOG)
