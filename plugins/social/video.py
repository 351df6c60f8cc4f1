"""Decide what is said of the video that a page is about."""

from __future__ import annotations

from dataclasses import replace

from writing.video import length_of

from social.fields import NONE_GIVEN, place, written
from social.model import Source, Sourced, Video


def video_of(source: Source) -> Sourced[Video | None]:
    """1. `Video`, out since 1. `Video_Date`, 2. the page's own date. 2. None."""
    if source.video is None:
        return Sourced(None, NONE_GIVEN)
    published = source.video.published or source.published
    seconds = length_of(written(source, "video_duration"))
    return Sourced(replace(source.video, published=published, seconds=seconds or None), place(source, "video"))
