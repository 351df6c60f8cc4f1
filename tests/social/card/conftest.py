"""What draws the cards, with the project's fonts alone: those of the machine would draw other pixels."""

from functools import cache

import pytest
from factories import ROOT
from pelican.settings import read_settings
from social.card.drawing import Artist
from social.card.layouts import SHARE
from social.card.specimens import SPECIMENS
from social.pelican import read_artist


@pytest.fixture(scope="session")
def font_cache(tmp_path_factory):
    """A folder where unpacked web fonts are kept."""
    return tmp_path_factory.mktemp("fonts")


@pytest.fixture(scope="session")
def new_artist(font_cache):
    """Return a function that makes an artist who has drawn nothing yet, of the site's brand."""

    def make() -> Artist:
        changes = {"CACHE_PATH": str(font_cache), "CARD_FONTS": [ROOT / "theme" / "cards" / "fonts"]}
        return read_artist(read_settings(str(ROOT / "pelicanconf.py"), override=changes))

    return make


@pytest.fixture(scope="session")
def artist(new_artist) -> Artist:
    return new_artist()


@pytest.fixture(scope="session")
def typesetter(artist):
    return artist.type


@pytest.fixture(scope="session")
def drawn(artist):
    """Return a function that gives the file of a specimen in a format, each drawn once."""
    return cache(lambda name, form=SHARE: artist.draw(SPECIMENS[name], form))
