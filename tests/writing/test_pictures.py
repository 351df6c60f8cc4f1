"""Pictures are measured as they are shown, from their header alone."""

import os
import struct
import zlib

import pytest
from PIL import Image
from writing.pictures import ORIENTATION, Measured, drawn_size, fault, measure

WIDTH, HEIGHT = 40, 30


def drawn(path, size=(WIDTH, HEIGHT), **options):
    """Return a picture's path, drawn and saved."""
    Image.new("RGB", size, "teal").save(path, **options)
    return path


def png_of_size(path, width: int, height: int):
    """Return the path of a PNG that only claims its size: it ends where its pixels would begin."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    checked = struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + checked + struct.pack(">I", 1) + b"IDAT")
    return path


@pytest.mark.parametrize(
    ("name", "kind", "media_type"),
    [
        ("a.jpg", "JPEG", "image/jpeg"),
        ("a.jpeg", "JPEG", "image/jpeg"),
        ("a.png", "PNG", "image/png"),
        ("a.gif", "GIF", "image/gif"),
        ("a.webp", "WEBP", "image/webp"),
        # the bytes decide, not the name
        ("a.png", "JPEG", "image/jpeg"),
        ("a", "PNG", "image/png"),
    ],
)
def test_kinds(tmp_path, name, kind, media_type):
    """Width, height, media type and bytes are those of the file."""
    path = drawn(tmp_path / name, format=kind)

    assert measure(path) == Measured(WIDTH, HEIGHT, media_type, path.stat().st_size)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("orientation", "shown"),
    [
        *((number, (WIDTH, HEIGHT)) for number in (1, 2, 3, 4)),
        *((number, (HEIGHT, WIDTH)) for number in (5, 6, 7, 8)),
        # no orientation at all: what EXIF does not define turns nothing
        (0, (WIDTH, HEIGHT)),
    ],
)
def test_a_photo_stored_sideways_is_measured_as_shown(tmp_path, kind, orientation, shown):
    """Of EXIF's eight orientations the last four swap the sides."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    measured = measure(drawn(tmp_path / "photo", format=kind, exif=exif))

    assert (measured.width, measured.height) == shown


def test_a_phones_double_picture_is_a_jpeg(tmp_path):
    """A JPEG with a second picture inside, as phones store them, is a JPEG to all others."""
    second = Image.new("RGB", (10, 10))
    path = drawn(tmp_path / "phone.jpg", format="MPO", save_all=True, append_images=[second])

    assert measure(path) == Measured(WIDTH, HEIGHT, "image/jpeg", path.stat().st_size)


def test_moving_pictures(tmp_path):
    """An animation has the size of its canvas."""
    frames = [Image.new("RGB", (WIDTH, HEIGHT), colour) for colour in ("red", "green")]
    path = drawn(tmp_path / "moving.gif", save_all=True, append_images=frames)

    assert (measure(path).width, measure(path).height) == (WIDTH, HEIGHT)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"just text",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"GIF89a",
        b"RIFF\x00\x00\x00\x00WEBP",
    ],
    ids=["empty", "text", "SVG", "PNG's first bytes", "JPEG's", "GIF's", "WebP's"],
)
def test_what_is_no_picture_has_no_measures(tmp_path, content):
    """A file that cannot be opened as a picture is told apart and stops nothing."""
    path = tmp_path / "a.png"
    path.write_bytes(content)

    assert measure(path) is None


def test_broken_exif_spoils_nothing(tmp_path):
    """A photo whose EXIF cannot be read is measured as it is stored."""
    path = drawn(tmp_path / "a.jpg", exif=b"Exif\x00\x00no EXIF at all")

    assert measure(path) == Measured(WIDTH, HEIGHT, "image/jpeg", path.stat().st_size)


def test_only_the_header_is_read(tmp_path):
    """A picture is measured by its first bytes: the rest may be large."""
    path = png_of_size(tmp_path / "a.png", 4000, 3000)

    assert (measure(path).width, measure(path).height) == (4000, 3000)


def test_a_picture_too_large_to_open_stops_nothing(tmp_path):
    """Pillow refuses pictures of hundreds of megapixels; that is no reason to stop without naming the file."""
    assert measure(png_of_size(tmp_path / "a.png", 30_000, 30_000)) is None


def test_a_missing_file_is_an_error(tmp_path):
    """Whoever measures a file has found it."""
    with pytest.raises(FileNotFoundError):
        measure(tmp_path / "missing.png")


def test_a_new_picture_under_an_old_name_is_measured_anew(tmp_path):
    """The preview runs for hours; a picture that was replaced has its new measures."""
    path = drawn(tmp_path / "a.png")
    before = measure(path)
    drawn(path, (10, 20))

    assert (before.width, before.height) == (WIDTH, HEIGHT)
    assert (measure(path).width, measure(path).height) == (10, 20)


def test_a_new_picture_of_the_same_bytes_count_is_measured_anew(tmp_path):
    """Replaced by one of the same length, a picture is told by its time."""
    path = png_of_size(tmp_path / "a.png", 10, 20)
    os.utime(path, ns=(0, 1_000_000_000))
    before = measure(path)
    png_of_size(path, 20, 10)
    os.utime(path, ns=(0, 1_000_000_001))

    assert (before.width, measure(path).width) == (10, 20)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", ""),
        ("a.svg", b"<svg", "is no drawing that can be read"),
        ("a.svg", b"<svg viewBox='0 0 1 1'/>", 'is SVG that lacks its name; write xmlns="http://www.w3.org/2000/svg"'),
        ("a.svg", b"<html/>", "is no drawing that can be read"),
        ("a.png", b"", "is no picture that can be read"),
        ("a.jpg", b"<html>", "is no picture that can be read"),
    ],
)
def test_faults(tmp_path, name, data, words):
    """What no page can show is told with what is accepted."""
    (tmp_path / name).write_bytes(data)

    assert fault(tmp_path / name).startswith(words)
    assert bool(fault(tmp_path / name)) is bool(words)


@pytest.mark.parametrize(
    ("kind", "words"),
    [("PNG", ""), ("JPEG", ""), ("GIF", ""), ("WEBP", ""), ("AVIF", ""), ("BMP", "image/bmp"), ("TIFF", "image/tiff")],
)
def test_kinds_that_browsers_show(tmp_path, kind, words):
    """A picture of another kind would be a gap on the page, whatever its name says."""
    Image.new("RGB", (8, 8)).save(tmp_path / "a.png", kind)

    assert words in fault(tmp_path / "a.png")
    assert bool(fault(tmp_path / "a.png")) is bool(words)


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('width="80" height="40"', (80, 40)),
        ('width="80px" height="40.4px"', (80, 40)),
        ('width="2in" height="72pt"', (192, 96)),
        ('width="1PC" height="25.4mm"', (16, 96)),
        ('viewBox="0 0 80 40"', (80, 40)),
        ('viewBox=" -5,-5 ,80, 40.6 "', (80, 41)),
        ('width="100%" height="100%" viewBox="0 0 80 40"', (80, 40)),
        ('width="80" viewBox="0 0 160 40"', (80, 20)),
        ('height="80" viewBox="0 0 160 40"', (320, 80)),
        ('width="2em" height="1.5ex" viewBox="0 -750 2000 1000"', (32, 12)),
        ('width="80"', None),
        ('width="0" height="0"', None),
        ('viewBox="0 0 80"', None),
        ("", None),
    ],
)
def test_size_of_a_drawing(tmp_path, root, size):
    """A drawing is as large as its root says, in px of a page, else as its own coordinates are."""
    file = tmp_path / "a.svg"
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {root}/>', encoding="utf-8")

    assert drawn_size(file) == size


@pytest.mark.parametrize("text", ["", "<svg", "<p/>", '<svg width="1" height="1"/>'])
def test_what_is_no_drawing_has_no_size(tmp_path, text):
    """SVG is XML in its own namespace, as browsers want it."""
    file = tmp_path / "a.svg"
    file.write_text(text, encoding="utf-8")

    assert drawn_size(file) is None
