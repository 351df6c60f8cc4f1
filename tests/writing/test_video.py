"""Videos: which addresses are played, by what, and what a linked picture becomes."""

import pytest
from writing.video import LANDSCAPE, PLAYERS, PORTRAIT, POSTER_ELSEWHERE, embed_of, length_of

YOUTUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
VIMEO = "https://player.vimeo.com/video/76979871?dnt=1"
POSTER = "[![A talk](images/a.png)]"


@pytest.mark.parametrize(
    ("address", "player"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("https://youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&list=PL1", YOUTUBE),
        ("http://m.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("https://music.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("https://youtu.be/dQw4w9WgXcQ?si=abc", YOUTUBE),
        ("https://www.youtube.com/live/dQw4w9WgXcQ", YOUTUBE),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", YOUTUBE),
        ("https://www.youtube.com/embed/dQw4w9WgXcQ", YOUTUBE),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", YOUTUBE),
        ("HTTPS://WWW.YouTube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("https://youtu.be/dQw4w9WgXcQ?t=90", f"{YOUTUBE}?start=90"),
        ("https://youtu.be/dQw4w9WgXcQ?t=1m30s", f"{YOUTUBE}?start=90"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&start=3723", f"{YOUTUBE}?start=3723"),
        ("https://youtu.be/dQw4w9WgXcQ?t=soon", YOUTUBE),
        ("https://vimeo.com/76979871", VIMEO),
        ("https://vimeo.com/channels/staff-picks/76979871", VIMEO),
        ("https://player.vimeo.com/video/76979871", VIMEO),
        ("https://vimeo.com/groups/short-films/videos/76979871", VIMEO),
        ("https://vimeo.com/showcase/123/video/76979871", VIMEO),
        ("https://vimeo.com/76979871/a1b2c3d4e5", f"{VIMEO}&h=a1b2c3d4e5"),
        ("https://player.vimeo.com/video/76979871?h=a1b2c3d4e5&title=0", f"{VIMEO}&h=a1b2c3d4e5"),
        ('https://player.vimeo.com/video/76979871?h="><script>', VIMEO),
    ],
)
def test_played(address, player):
    """Each form of a video's address leads to the player that sets no cookie, at the moment that it names."""
    assert embed_of(address).url == player


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/@wellshared",
        "https://www.youtube.com/playlist?list=PL1",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQQ",
        "https://www.youtube.com/results?q=v=dQw4w9WgXcQ",
        "https://www.youtube.com.example.net/watch?v=dQw4w9WgXcQ",
        "https://example.net/?https://youtu.be/dQw4w9WgXcQ",
        "https://vimeo.com/about",
        "https://vimeo.com/76979871/settings",
        "ftp://youtu.be/dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ, https://youtu.be/dQw4w9WgXcQ",
        "youtu.be/dQw4w9WgXcQ",
        "images/clip.mp4",
        "",
    ],
)
def test_not_played(address):
    """What is no video of a network that we know stays a link."""
    assert embed_of(address) is None


def test_shape():
    """A short stands upright, everything else lies."""
    assert embed_of("https://www.youtube.com/shorts/dQw4w9WgXcQ").size == PORTRAIT
    assert embed_of("https://youtu.be/dQw4w9WgXcQ").size == LANDSCAPE


def test_players_have_origins():
    """A Content-Security-Policy can name every player."""
    assert [player.origin for player in PLAYERS] == ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("4:35", 275), ("0:45", 45), ("75:10", 4510), ("1:04:35", 3875), ("4:75", 0), ("1:75:10", 0), ("4", 0), ("", 0)],
)
def test_length(text, seconds):
    """A length is read as players show it."""
    assert length_of(text) == seconds


def test_poster(convert):
    """A linked picture alone in its paragraph is a link to the video, with its player, and says what comes."""
    soup, problems = convert(f"{POSTER}(https://youtu.be/dQw4w9WgXcQ)")
    found = soup.find("figure", "video")

    assert found.a["href"] == "https://youtu.be/dQw4w9WgXcQ"
    assert found.a["data-embed"] == YOUTUBE
    assert found.img["alt"] == "A talk"
    assert found.get_text() == "Play video, loaded from YouTube"
    assert problems == []


def test_poster_with_a_caption(convert):
    """The picture's title is the line below."""
    soup, _ = convert('[![A talk](images/a.png "By Ada")](https://vimeo.com/76979871)')

    assert soup.figure.figcaption.get_text() == "By Ada"
    assert soup.figure.a["data-embed"] == VIMEO


def test_upright_poster(convert):
    """A short gets an upright frame."""
    soup, _ = convert(f"{POSTER}(https://youtube.com/shorts/dQw4w9WgXcQ)")

    assert soup.figure["class"] == ["video", "portrait"]


@pytest.mark.parametrize(
    "text",
    [
        f"Look: {POSTER}(https://youtu.be/dQw4w9WgXcQ)",
        f"{POSTER}(https://youtu.be/dQw4w9WgXcQ) and more",
        f"{POSTER}(https://youtu.be/dQw4w9WgXcQ)\n{POSTER}(https://youtu.be/dQw4w9WgXcQ)",
        f"{POSTER}(https://example.net/watch?v=dQw4w9WgXcQ)",
        "[A talk](https://youtu.be/dQw4w9WgXcQ)",
        "![A talk](images/a.png)",
        "https://youtu.be/dQw4w9WgXcQ",
    ],
)
def test_no_poster(convert, text):
    """Anything else is what it was."""
    soup, _ = convert(text)

    assert soup.find(attrs={"data-embed": True}) is None


def test_posters_are_ours(convert):
    """A poster on another host would be asked for before anybody wants the video."""
    address = "https://img.youtube.com/vi/dQw4w9WgXcQ/0.jpg"
    _, problems = convert(f"[![A talk]({address})](https://youtu.be/dQw4w9WgXcQ)")

    assert problems == [("video", f'the poster "{address}" {POSTER_ELSEWHERE}')]


def test_files_of_videos_stay_as_they_are(convert):
    """A `<video>` of one's own needs no network, and no poster of ours."""
    soup, _ = convert('<video src="film.mp4" controls></video>')

    assert soup.video["src"].endswith("posts/film.mp4")
    assert soup.figure is None
