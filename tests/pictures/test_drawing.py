"""Variants are upright, keep colours and transparency, and say nothing of who took the picture where."""

import io
import os
import subprocess
import sys
from hashlib import sha256

import pytest
from factories import ROOT
from pictures.drawing import UNREADABLE, check, encoded, flat, is_animated, is_flat, opened, resized
from pictures.variants import AVIF, FLAT_WEBP, FORMATS, Look, formats
from PIL import Image, ImageChops, ImageDraw, ImageStat

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825
both = pytest.mark.parametrize("form", formats(Look.RICH), ids=lambda form: form.name)


def decoded(data: bytes) -> Image.Image:
    """Return a variant as a browser has it."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def variant(file, form=AVIF, width=400) -> Image.Image:
    """Return a file's variant, decoded."""
    return decoded(encoded(resized(opened(file, width), width), form))


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return how far two pictures are from each other, root mean square of 0 to 255."""
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).rms)


@pytest.mark.parametrize("look", Look)
def test_all_formats_are_there(look):
    """The encoders come with Pillow, or readers would get less than the site promises."""
    assert formats(look) == FORMATS[look]


@both
@pytest.mark.parametrize(
    ("name", "mode", "found"),
    [
        ("a.png", "RGB", "RGB"),
        ("a.jpg", "RGB", "RGB"),
        ("a.jpg", "L", "RGB"),
        ("a.jpg", "CMYK", "RGB"),
        ("a.png", "P", "RGB"),
        ("a.png", "L", "RGB"),
        ("a.png", "1", "RGB"),
        ("a.png", "RGBA", "RGB"),  # all of it opaque
        ("a.webp", "RGB", "RGB"),
        ("a.avif", "RGB", "RGB"),
    ],
)
def test_modes(photo, form, name, mode, found):
    """However a file stores its pixels, its variant shows them."""
    file = photo(name, mode=mode)
    made = variant(file, form)

    assert (made.mode, made.size) == (found, (400, 250))
    with Image.open(file) as original:
        assert difference(made, original.convert("RGB").resize(made.size, Image.Resampling.LANCZOS)) < 16


@both
def test_sixteen_bits_of_grey(tmp_path, form):
    """Scanners write them; their upper half counts, not the lower."""
    ramp = Image.linear_gradient("L").convert("I").point(lambda value: value * 257).convert("I;16")
    ramp.save(tmp_path / "a.png")
    made = variant(tmp_path / "a.png", form, 256)

    assert [made.getpixel((128, y))[0] for y in (0, 128, 255)] == pytest.approx([0, 128, 255], abs=6)


@both
@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "RGB"])
def test_transparency(tmp_path, form, mode):
    """What is transparent in the file is so in its variants, however the file says it."""
    image = Image.new("RGBA", (400, 400), (200, 30, 30, 255))
    image.paste((0, 0, 0, 0), (0, 0, 200, 400))
    options = {}
    if mode == "RGB":
        image, options = Image.new("RGB", (400, 400), (200, 30, 30)), {"transparency": (0, 0, 0)}
        image.paste((0, 0, 0), (0, 0, 200, 400))
    image.convert(mode).save(tmp_path / "a.png", **options)
    made = variant(tmp_path / "a.png", form)

    assert made.mode == "RGBA"
    assert (made.getpixel((100, 200))[3], made.getpixel((300, 200))[3]) == (0, 255)


@both
@pytest.mark.parametrize("turn", range(1, 9))
def test_orientation(tmp_path, form, turn):
    """A photo is turned as the camera meant it; the turn itself does not go along, or browsers would do it again."""
    seen = Image.new("RGB", (60, 40), "white")
    seen.paste((200, 0, 0), (0, 0, 30, 20))  # in the upper left corner, as the photographer saw it
    back = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[turn]
    exif = Image.Exif()
    exif[ORIENTATION] = turn
    (seen.transpose(back) if back is not None else seen).save(tmp_path / "a.jpg", quality=95, exif=exif)
    made = variant(tmp_path / "a.jpg", form, 60)

    assert made.size == (60, 40)
    assert made.getexif().get(ORIENTATION, 1) == 1
    assert made.getpixel((15, 10))[1] < 60
    assert made.getpixel((45, 30))[1] > 200


@both
def test_no_word_of_where_it_was_taken(photo, form):
    """Place, camera, comments and texts of the file are not in its variants."""
    exif = Image.Exif()
    exif[MAKER] = "Maker of cameras"
    exif.get_ifd(GPS)[2] = (52.0, 31.0, 12.0)
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>secret</x:xmpmeta>"
    data = encoded(opened(photo("a.jpg", exif=exif, xmp=xmp, comment=b"secret"), 400), form)

    assert b"Maker" not in data
    assert b"secret" not in data
    assert not decoded(data).getexif()


@both
def test_profiles(photo, form, srgb, wide_profile):
    """The profile of other colours than a browser takes for granted goes along; sRGB's would be dead weight."""
    assert variant(photo("a.jpg", icc_profile=wide_profile), form).info["icc_profile"] == wide_profile
    assert "icc_profile" not in variant(photo("b.jpg", icc_profile=srgb), form).info
    assert "icc_profile" not in variant(photo("c.jpg", icc_profile=b"broken"), form).info


def test_grey_with_a_profile(photo, wide_profile):
    """A profile of three colours does not fit grey, and none of grey would fit the variant."""
    assert "icc_profile" not in variant(photo("a.jpg", mode="L", icc_profile=wide_profile)).info


def test_size():
    """The height is in proportion, and never nothing."""
    assert resized(Image.new("RGB", (1200, 630)), 360).size == (360, 189)
    assert resized(Image.new("RGB", (5000, 1)), 360).size == (360, 1)
    assert resized(image := Image.new("RGB", (10, 10)), 10) is image


def areas(width: int = 1200, height: int = 630, mode: str = "RGB") -> Image.Image:
    """Return an illustration: areas of few colours with smooth edges."""
    image = Image.new(mode, (4 * width, 4 * height), (240, 230, 210))
    pen = ImageDraw.Draw(image)
    for number in range(8):
        left, top = number * width // 3, number * height // 5
        pen.ellipse((left, top, left + width, top + height), (30 * number, 200 - 20 * number, 90))
    return image.resize((width, height), Image.Resampling.BOX)


def signs() -> Image.Image:
    """Return a screenshot with small signs, each in a colour of its own."""
    image = Image.new("RGB", (1200, 630), "white")
    for number in range(900):
        left, top = number % 30 * 40, number // 30 * 20
        image.paste((number * 37 % 256, number * 91 % 256, number * 53 % 256), (left, top, left + 5, top + 8))
    return image


@pytest.mark.parametrize(
    ("image", "found"),
    [
        (areas(), True),
        (areas(mode="RGBA"), True),
        (Image.new("RGB", (400, 400)), True),
        (signs(), False),
        (Image.linear_gradient("L").convert("RGB"), False),
        (Image.effect_noise((400, 400), 80).convert("RGB"), False),
    ],
)
def test_is_flat(image, found):
    """An illustration is, a gradient or a photograph is not, however few their colours."""
    assert is_flat(image) is found


@pytest.mark.parametrize("width", [360, 720, 1200])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_flat_pictures_keep_their_areas(width, mode):
    """With few colours and without loss, all that changes is the smoothness of edges, by less than eyes see."""
    image = areas(mode=mode)
    made = decoded(encoded(flat(image, width), FLAT_WEBP))

    assert made.size == (width, round(630 * width / 1200))
    assert difference(made, image.resize(made.size, Image.Resampling.HAMMING)) < 2.5


def test_flat_pictures_keep_transparency_and_profile(wide_profile):
    """Whatever is not seen stays so, and colours that are not sRGB's are still said to be so."""
    image = areas(mode="RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 600, 630))
    image.info["icc_profile"] = wide_profile
    made = decoded(encoded(flat(image, 360), FLAT_WEBP))

    assert (made.getpixel((90, 90))[3], made.getpixel((300, 90))[3]) == (0, 255)
    assert made.info["icc_profile"] == wide_profile


def test_same_bytes_whatever_the_machine(photo):
    """A variant's name is a hash of what makes it: another process makes the same bytes, on one core as on many."""
    file = photo(size=(900, 700))
    script = (
        "import os, sys\nfrom hashlib import sha256\nfrom pathlib import Path\n"
        "if hasattr(os, 'sched_setaffinity'):\n    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
        "from pictures.drawing import encoded, opened, resized\nfrom pictures.variants import Look, formats\n"
        "image = resized(opened(Path(sys.argv[1]), 720), 720)\n"
        "print(*(sha256(encoded(image, form)).hexdigest() for form in formats(Look.RICH)))"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    other = subprocess.run([sys.executable, "-c", script, file], capture_output=True, text=True, check=True, env=env)
    image = resized(opened(file, 720), 720)

    assert other.stdout.split() == [sha256(encoded(image, form)).hexdigest() for form in formats(Look.RICH)]


@pytest.mark.parametrize(("name", "moves"), [("a.gif", True), ("a.webp", True), ("a.png", True), ("a.avif", True)])
def test_films(tmp_path, name, moves):
    """What moves is told from what does not, in every format that can."""
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / name, save_all=True, append_images=frames[1:])
    frames[0].save(tmp_path / f"still-{name}")

    assert is_animated(tmp_path / name)
    assert not is_animated(tmp_path / f"still-{name}")


def test_a_picture_of_a_phone_with_a_second_inside(tmp_path):
    """It is a JPEG to everybody else, and no film."""
    first, second = Image.new("RGB", (20, 20), "red"), Image.new("RGB", (20, 20), "blue")
    first.save(tmp_path / "a.jpg", format="MPO", save_all=True, append_images=[second])

    assert not is_animated(tmp_path / "a.jpg")


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp"])
def test_what_is_cut_short(photo, name):
    """A file whose header is whole and whose pixels are not raises what is announced."""
    file = photo(name)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])

    for read in (check, lambda path: opened(path, 400)):
        with pytest.raises(UNREADABLE):
            read(file)


@both
def test_saving_leaves_nothing_on_the_picture(photo, form):
    """Threads save one picture in several formats at once: none may read what another one has set."""
    image = opened(photo("a.png"), 400)
    before = dict(vars(image))
    encoded(image, form)

    assert vars(image) == before
