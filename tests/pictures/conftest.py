"""Pictures as writers have them."""

import pytest
from PIL import Image, ImageCms


def noisy(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Return a picture with something in every part, so that no file of it is tiny."""
    band = Image.effect_noise((width // 20 or 1, height // 20 or 1), 80).resize((width, height))
    return Image.merge("RGB", (band, band.rotate(180), band)).convert(mode)


@pytest.fixture
def photo(tmp_path):
    """Return a function that saves a noisy picture and returns its file; `options` are Pillow's."""

    def made(name: str = "photo.png", size: tuple[int, int] = (800, 500), mode: str = "RGB", **options):
        file = tmp_path / name
        noisy(*size, mode).save(file, **options)
        return file

    return made


@pytest.fixture
def srgb() -> bytes:
    """The profile that most cameras write."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.fixture
def wide_profile(srgb) -> bytes:
    """A profile that says to be another one than sRGB's."""
    return srgb.replace(b"sRGB", b"WIDE").replace("sRGB".encode("utf-16-be"), "WIDE".encode("utf-16-be"))
