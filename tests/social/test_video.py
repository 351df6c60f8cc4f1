"""The video that a page is about: tags for networks, an object for search engines."""

from datetime import UTC, datetime

import pytest
from factories import BLOG, described, picture
from social.head import tags
from social.json_ld import duration, json_ld
from social.model import Video

EMBEDDED = Video(
    url="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
    page="https://youtu.be/dQw4w9WgXcQ",
    network="YouTube",
    type="text/html",
    width=1280,
    height=720,
)
FILE = Video(url=f"{BLOG}/posts/film.mp4", type="video/mp4")
FIELDS = {"video": "…", "video_duration": "4:35"}


def about(video: Video, **changes):
    """Return the metadata of a post about a video."""
    return described(fields=FIELDS, video=video, picture=picture(), **changes)


def video_tags(meta) -> list[tuple[str, str]]:
    """Return name and content of the tags about the video."""
    values = [dict(tag.attributes) for tag in tags(meta)]
    return [(v["property"], v["content"]) for v in values if v.get("property", "").startswith("og:video")]


def node(meta, kind: str) -> dict:
    """Return the one object of a type."""
    (found,) = [one for one in json_ld(meta)["@graph"] if one["@type"] == kind]
    return found


def test_tags_of_a_player():
    """Networks are told the player with its size, each once."""
    assert video_tags(about(EMBEDDED)) == [
        ("og:video", EMBEDDED.url),
        ("og:video:secure_url", EMBEDDED.url),
        ("og:video:type", "text/html"),
        ("og:video:width", "1280"),
        ("og:video:height", "720"),
    ]


def test_tags_of_a_file():
    """A file is told with its type; what was not measured is not told."""
    assert video_tags(about(FILE)) == [
        ("og:video", FILE.url),
        ("og:video:secure_url", FILE.url),
        ("og:video:type", "video/mp4"),
    ]


def test_no_secure_address_without_tls():
    """A preview at http:// says of no address that it is secure."""
    assert "og:video:secure_url" not in dict(video_tags(about(Video(url="http://localhost/a.mp4", type="video/mp4"))))


def test_no_video():
    """A page about something else says nothing of videos."""
    meta = described()

    assert video_tags(meta) == []
    assert "VideoObject" not in {one["@type"] for one in json_ld(meta)["@graph"]}
    assert meta.origin("video") == "none given"


def test_object():
    """Search engines get all that Google requires and recommends, as one of the page's objects."""
    meta = about(EMBEDDED)
    found = node(meta, "VideoObject")

    assert node(meta, "BlogPosting")["video"] == {"@id": found["@id"]}
    assert found["name"] == meta.title.value
    assert found["description"] == meta.description.value
    assert found["thumbnailUrl"] == [crop.url for crop in meta.crops] or [meta.picture.value.url]
    assert found["uploadDate"] == "2026-01-02T10:30:00+00:00"
    assert found["duration"] == "PT4M35S"
    assert found["embedUrl"] == EMBEDDED.url
    assert "contentUrl" not in found


def test_object_of_a_file():
    """A file of ours has an address of its own, and no player."""
    found = node(about(FILE), "VideoObject")

    assert found["contentUrl"] == FILE.url
    assert "embedUrl" not in found


def test_date_of_the_video():
    """A video may be older than the post about it."""
    day = datetime(2025, 5, 6, tzinfo=UTC)
    video = Video(url=FILE.url, type=FILE.type, published=day)

    assert about(video).video.value.published == day
    assert about(video).origin("video") == "Video, line 1"


@pytest.mark.parametrize(
    ("seconds", "text"), [(275, "PT4M35S"), (45, "PT45S"), (60, "PT1M"), (3875, "PT1H4M35S"), (7200, "PT2H")]
)
def test_duration(seconds, text):
    """A length is told as ISO 8601 has it, without zeros."""
    assert duration(seconds) == text
