"""The front matter: every key that a writer may use, where, what it accepts and what counts without it.

One table: it validates, it fills a new post, it is printed in the writer's guide, and a browser editor can be made from
it. What one key alone cannot tell, such as whether a picture exists, the reader checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache

from writing.front_matter import Field, as_list
from writing.values import NO, YES
from writing.video import CLOCK


class Kind(StrEnum):
    """What a content file is; but for the home page the name of its folder."""

    POSTS = "posts"
    PAGES = "pages"
    TOPICS = "topics"
    AUTHORS = "authors"
    HOME = "home"


ALL = frozenset(Kind)
POSTS, WRITTEN = frozenset((Kind.POSTS,)), frozenset((Kind.POSTS, Kind.PAGES))
TOPICS, AUTHORS, HOME = frozenset((Kind.TOPICS,)), frozenset((Kind.AUTHORS,)), frozenset((Kind.HOME,))
NOBODY: frozenset[Kind] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key of the front matter.

    Attributes:
        name: as writers write it; any case is read, and spaces or hyphens for underscores.
        accepted: what may stand there, in a few words; Markdown.
        without: what counts where it is missing.
        where: the kinds of files that have it; required: those that must.
        form: what a value looks like, whole; None where any text will do. `advice` says what to write instead.
        is_list: whether several values may stand there.
        is_family: whether the name is the beginning of several keys, one for each network.
        is_prose: whether readers see the value as it is written.
    """

    name: str
    accepted: str
    without: str
    where: frozenset[Kind] = WRITTEN
    required: frozenset[Kind] = NOBODY
    form: re.Pattern[str] | None = None
    advice: str = ""
    is_list: bool = False
    is_family: bool = False
    is_prose: bool = False

    @property
    def key(self) -> str:
        """Return the name as the rest of the code spells it."""
        return self.name.lower()


def form(pattern: str) -> re.Pattern[str]:
    """Return a form of values; letters may be of any case."""
    return re.compile(pattern, re.IGNORECASE)


# https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
ROBOTS = (
    "all|index|follow|noindex|nofollow|none|nosnippet|noarchive|nocache|notranslate|noimageindex|indexifembedded"
    "|max-snippet:-?\\d+|max-video-preview:-?\\d+|max-image-preview:(?:none|standard|large)|unavailable_after:[^,]+"
)
TRUTH = form("|".join(YES + NO))
# Where a post on Mastodon lives, and its number there. https://docs.joinmastodon.org/entities/Status/#url
THREAD = re.compile(r"(?P<host>https://[^\s/]+)/@[^\s/]+/(?P<id>\d+)/?")
TRUE_OR_FALSE = "write true or false"

KEYS = (
    Key(
        name="Title",
        accepted="text, shown exactly as written",
        without="required",
        where=ALL,
        required=ALL,
        is_prose=True,
    ),
    Key(
        name="Question",
        accepted="the one question that the post answers, as a reader would ask it; no two posts answer the same one",
        without="none",
        where=POSTS,
        is_prose=True,
    ),
    Key(
        name="Date",
        accepted="`2026-11-21`, `2026-11-21 09:00`, or with an offset; dates such as `03/02/2026` are refused",
        without="required for posts",
        required=POSTS,
    ),
    Key(
        name="Reviewed",
        accepted="as `Date`, not before it and not ahead: the day on which somebody last found all of it still right",
        without="no such line",
    ),
    Key(name="Review_By", accepted="the day by which somebody should look whether it is still right", without="never"),
    Key(name="Modified", accepted="as `Date`, not before it", without="the date"),
    Key(
        name="Category",
        accepted="the title of a file in `content/topics/`",
        without="required for posts",
        where=POSTS,
        required=POSTS,
    ),
    Key(name="Tags", accepted="list with commas", without="none", is_list=True),
    Key(
        name="Authors",
        accepted="names with `;` between them; each has a file in `content/authors/`",
        without="the Editorial Team",
        is_list=True,
    ),
    Key(name="Author", accepted="the same, for one", without="`Authors`", is_list=True),
    Key(
        name="Summary",
        accepted="one or two sentences; never cut",
        without="the first paragraph, cut at a word",
        where=ALL,
        is_prose=True,
    ),
    Key(
        name="Slug",
        accepted="the address: letters a to z, digits, hyphens",
        without="the file’s name",
        form=re.compile(r"[a-z0-9][\w-]{0,99}", re.ASCII | re.IGNORECASE),
        advice="write letters a to z, digits and hyphens, 100 at most",
    ),
    Key(
        name="Aliases",
        accepted="addresses that the page had before, such as `/old-post/`, with commas between them: they redirect",
        without="none",
        where=ALL - HOME,
        is_list=True,
    ),
    Key(
        name="Status",
        accepted="`published`, `draft`, `hidden` (reachable by its address only) or `skip`",
        without="published",
    ),
    Key(name="Draft", accepted="`true` means `Status: draft`", without="false"),
    Key(
        name="Image",
        accepted="the post’s picture, without text in it: a path beside the post, `/images/…` or an `https://` address",
        without="none",
    ),
    Key(name="Image_Alt", accepted="what the picture shows", without="required with `Image`", is_prose=True),
    Key(name="Image_Caption", accepted="a line under the picture", without="none", is_prose=True),
    Key(
        name="Video",
        accepted="the post is about this video: an address on YouTube or Vimeo, or the path of an MP4 or WebM file; "
        "`Image` is its poster",
        without="none",
        where=POSTS,
    ),
    Key(name="Video_Date", accepted="as `Date`: when the video came out", without="the date", where=POSTS),
    Key(
        name="Video_Duration",
        accepted="how long it is: `4:35` or `1:04:35`",
        without="not told",
        where=POSTS,
        form=CLOCK,
        advice="write minutes and seconds such as 4:35, or 1:04:35 with hours",
    ),
    Key(
        name="Card",
        accepted="`text`: a share card of words alone; `picture`: words over the post’s picture; `none`: no card",
        without="`picture` where `Image` can be used, else `text`",
        form=form("text|picture|none"),
        advice="write text, picture or none",
    ),
    Key(name="Share_Title", accepted="what networks show", without="the title", is_prose=True),
    Key(name="Share_Description", accepted="what networks show", without="the summary", is_prose=True),
    Key(
        name="Share_Image",
        accepted="a picture for networks instead of the card, 600×315 pixels or more: cut to 1200×630; an `https://` "
        "address is used as it is",
        without="the card",
    ),
    Key(
        name="Share_Image_Alt",
        accepted="what that picture shows, or what the card does",
        without="`Image_Alt`, else the title; for a card the words on it",
        is_prose=True,
    ),
    Key(
        name="Canonical",
        accepted="address where the text was first published",
        without="its own address",
        form=form(r"https?://\S+"),
        advice="write it whole, with https://",
    ),
    Key(
        name="Robots",
        accepted="such as `noindex`: keeps the page out of search results, sitemap and feeds",
        without="everything allowed",
        form=form(rf"({ROBOTS})(\s*,\s*({ROBOTS}))*"),
        advice="write directives that Google knows, such as noindex or noindex, nofollow",
        is_list=True,
    ),
    Key(
        name="Lang",
        accepted="a language such as `fr`",
        without="the site’s",
        form=form(r"[a-z]{2,3}([-_][a-z0-9]{2,8})*"),
        advice="write a language tag such as fr or pt-BR",
    ),
    Key(
        name="Translation",
        accepted="`true` for a translation; it has the `Slug` of the original",
        without="–",
        form=TRUTH,
        advice=TRUE_OR_FALSE,
    ),
    Key(name="Hashtags", accepted="list with commas, without `#`", without="none", where=POSTS, is_list=True),
    Key(
        name="Share_Text",
        accepted="the sentence that a share begins with",
        without="the title that networks show",
        where=POSTS,
        is_prose=True,
    ),
    Key(
        name="Share_Text_Mastodon",
        accepted="the same for one network: `Share_Text_` and its name",
        without="`Share_Text`",
        where=POSTS,
        is_family=True,
        is_prose=True,
    ),
    Key(name="Campaign", accepted="`utm_campaign` of shared addresses", without="the site’s", where=POSTS),
    Key(
        name="Sponsored",
        accepted="`true`: a visible label, and “Ad:” first in shared texts",
        without="false",
        where=POSTS,
        form=TRUTH,
        advice=TRUE_OR_FALSE,
    ),
    Key(
        name="Series",
        accepted="the name of a series, the same in all its posts; the order is that of their dates",
        without="none",
        where=POSTS,
        is_prose=True,
    ),
    Key(
        name="Related",
        accepted="slugs of posts to go on with, best first",
        without="posts that share topic, tags and words",
        where=POSTS,
        is_list=True,
    ),
    Key(
        name="Call_To_Action",
        accepted="the heading of the box below the text; `none`: no box",
        without="the topic’s, else the site’s",
        where=POSTS | TOPICS,
        is_prose=True,
    ),
    Key(
        name="Call_To_Action_Text",
        accepted="one or two sentences below it",
        without="none",
        where=POSTS | TOPICS,
        is_prose=True,
    ),
    Key(
        name="Call_To_Action_Label",
        accepted="what its button says",
        without="the site’s",
        where=POSTS | TOPICS,
        is_prose=True,
    ),
    Key(
        name="Call_To_Action_Link",
        accepted="where the button leads: a path or an address, as in the text",
        without="the site’s",
        where=POSTS | TOPICS,
    ),
    Key(
        name="Comments",
        accepted="address of our post on Mastodon whose replies are the comments: `https://mastodon.social/@name/1234`",
        without="those of the site’s service, if it has one",
        where=POSTS,
        form=THREAD,
        advice="write the address of one post on Mastodon, such as https://mastodon.social/@name/1234",
    ),
    Key(name="Template", accepted="another template of the theme", without="the usual one"),
    Key(
        name="Order",
        accepted="a topic’s place among the topics, a number",
        without="after those that have one",
        where=TOPICS,
        form=re.compile(r"\d+"),
        advice="write a number",
    ),
    Key(
        name="Pillar",
        accepted="slug of the post to begin the topic with; it may be of another topic",
        without="none",
        where=TOPICS,
        form=re.compile(r"[^,]+"),
        advice="write the slug of one post",
    ),
    Key(
        name="Reading_Path",
        accepted="slugs of posts in the order in which to read them; some may be of other topics",
        without="none",
        where=TOPICS,
        is_list=True,
    ),
    Key(
        name="Type",
        accepted="`Person` or `Organization`",
        without="`Person`",
        where=AUTHORS,
        form=re.compile("Person|Organization"),
        advice="write Person or Organization",
    ),
    Key(name="Profiles", accepted="addresses of the author’s profiles", without="none", where=AUTHORS, is_list=True),
    Key(
        name="Twitter",
        accepted="handle on X, with `@`",
        without="none",
        where=AUTHORS,
        form=form(r"@\w+"),
        advice="write the handle with @",
    ),
    Key(
        name="Fediverse",
        accepted="account as `@name@host`",
        without="none",
        where=AUTHORS,
        form=form(r"@[^@\s]+@[^@\s]+"),
        advice="write the account as @name@host",
    ),
    Key(name="Start_Here", accepted="slugs of posts", without="none", where=HOME, is_list=True),
)
BY_KEY: Mapping[str, Key] = {key.key: key for key in KEYS}
FAMILIES: Mapping[str, Key] = {key.key.rpartition("_")[0] + "_": key for key in KEYS if key.is_family}
# What other tools call the same: Hugo, Jekyll, Obsidian, Ghost, Decap.
ELSEWHERE_CALLED: Mapping[str, str] = {
    **dict.fromkeys(("description", "excerpt", "abstract", "subtitle"), "Summary"),
    **dict.fromkeys(("lastmod", "updated", "last_modified_at", "date_modified"), "Modified"),
    **dict.fromkeys(("last_reviewed", "lastreviewed", "review_date", "reviewed_on"), "Reviewed"),
    **dict.fromkeys(("see_also", "related_posts"), "Related"),
    **dict.fromkeys(("created", "publish_date", "pubdate", "date_created", "date_published"), "Date"),
    **dict.fromkeys(("published",), "Status"),
    **dict.fromkeys(("categories", "topic", "section"), "Category"),
    **dict.fromkeys(("tag", "keywords"), "Tags"),
    **dict.fromkeys(("cover", "thumbnail", "featured_image", "feature_image", "hero", "banner"), "Image"),
    **dict.fromkeys(("cover_alt", "thumbnail_alt", "alt"), "Image_Alt"),
    **dict.fromkeys(("permalink", "url", "path", "save_as"), "Slug"),
    **dict.fromkeys(("language", "locale"), "Lang"),
    **dict.fromkeys(("layout",), "Template"),
    **dict.fromkeys(("canonical_url", "original"), "Canonical"),
    **dict.fromkeys(("og_image", "social_image"), "Share_Image"),
    **dict.fromkeys(("weight",), "Order"),
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with one key: its line, the key, and what to do."""

    line: int
    key: str
    message: str


@lru_cache(maxsize=1000)
def known(key: str) -> Key | None:
    """Return what the table says of a key, that of its family for one of several; None for an unknown key."""
    family = next((found for start, found in FAMILIES.items() if key.startswith(start)), None)
    return BY_KEY.get(key) or family


def mistakes(fields: Mapping[str, Field], kind: Kind, extra: Iterable[str] = ()) -> Iterator[Mistake]:
    """Yield what the table alone finds wrong with the front matter of a file of a kind, in the order of its lines.

    `extra` are keys that the settings allow beside those of the table.
    """
    allowed = {name.lower() for name in extra}
    for name, found in fields.items():
        key = known(name)
        if name in allowed:
            continue
        if key is None:
            yield Mistake(found.line, name, f'there is no key "{name.title()}"{meant(name, kind)}')
        elif kind not in key.where:
            places = " and ".join(sorted(key.where))
            yield Mistake(found.line, name, f"{key.name} has no meaning in {kind}, only in {places}; take it out")
        elif len(values := as_list(found.value)) > 1 and not key.is_list:
            yield Mistake(found.line, name, f"{key.name} has {len(values)} values, but takes one; keep one of them")
        elif (text := ", ".join(values)) and key.form and not key.form.fullmatch(text):
            yield Mistake(found.line, name, f'{key.name}: "{text}" cannot be used; {key.advice}')
    for key in KEYS:
        if kind in key.required and not any(as_list(fields[key.key].value) if key.key in fields else ()):
            line = fields[key.key].line if key.key in fields else 1
            yield Mistake(line, key.key, f"{key.name} is missing; add a line “{key.name}: …” at the top")


def meant(name: str, kind: Kind) -> str:
    """Return a hint at the key that was probably meant, else where keys are listed."""
    if name in ELSEWHERE_CALLED:
        return f"; here it is {ELSEWHERE_CALLED[name]}"
    near = get_close_matches(name, [key.key for key in KEYS if kind in key.where], n=1)
    return f"; did you mean {BY_KEY[near[0]].name}?" if near else "; docs/writing.md lists those that are"


def table(keys: Sequence[Key] = KEYS) -> str:
    """Return the keys as a Markdown table, for the writer's guide."""
    rows = [("key", "in", "accepted", "without it"), ("---", "---", "---", "---")]
    rows += [(f"`{key.name}`", places(key.where), key.accepted, key.without) for key in keys]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def places(where: frozenset[Kind]) -> str:
    """Return the kinds of files that have a key, in words."""
    return "all" if where == ALL else ", ".join(kind for kind in Kind if kind in where)
