"""Pelican's side of writing: a reader for content files, and the profiles that are no pages of their own."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

from markupsafe import escape
from pelican import Pelican, signals
from pelican.contents import Article, Author, Category, Page, Tag
from pelican.generators import ArticlesGenerator, Generator
from pelican.readers import BaseReader
from pelican.readers import Readers as PelicansReaders
from pelican.settings import DEFAULT_CONFIG, read_settings
from pelican.urlwrappers import URLWrapper
from pelican.utils import SafeDatetime, get_date, slugify
from reuse.store import SETTING as STORE
from words.tables import Words, choose, read_tables

from writing.advice import advice
from writing.checks import (
    check_addresses,
    check_fragments,
    check_links,
    check_names,
    check_profiles,
    check_translations,
    every_content,
    every_text,
    is_written,
)
from writing.front_matter import Document, Field, FrontMatterError, field, line, one, split
from writing.glossaries import TEMPLATE, check_terms, glossaries
from writing.headings import contents
from writing.lines import Lines, Sought
from writing.misplaced import misplaced
from writing.paths import MARKER, RealPlaces, find, is_elsewhere
from writing.pictures import ACCEPTED, DRAWING, fault
from writing.probes import TEMPLATE as OF_TEMPLATES
from writing.probes import note
from writing.problems import log_advice, log_problem
from writing.profiles import Call, Topic, home_of, origin_of, posts_named, profile_of, published
from writing.questions import check_questions
from writing.raw_html import is_blank
from writing.readings import FOLDERS, READINGS, USED, Readings
from writing.references import ADDRESSES, HOME, NO_FILES, References, Report, is_outbound
from writing.schema import WRITTEN, Kind, mistakes
from writing.settings import complete
from writing.strays import strays
from writing.suggestions import is_picture, meant
from writing.tidy import read, tidied
from writing.values import (
    ACCEPTED_DATES,
    NO,
    YES,
    canonical,
    is_ahead,
    is_before,
    is_language,
    parse_date,
    parse_status,
)
from writing.video import FORMATS, KNOWN, POSTER_ELSEWHERE, embed_of, embedded, is_video

if TYPE_CHECKING:
    from writing.body import Converter

Wrapper = TypeVar("Wrapper", bound=URLWrapper)

EXTENSIONS = ["md", "markdown"]
TERMS = {"tag": Tag, "category": Category, "author": Author}  # by Pelican's markers for them
TERMS_OF = {"tags": Tag, "category": Category, "authors": Author}  # by the keys of metadata
PROFILE_FILES = {"home": HOME, "topics": "topics/*.md", "authors": "authors/*.md"}
CALL = "call_to_action"
CALL_PARTS = ("call_to_action_text", "call_to_action_label", "call_to_action_link")
NO_CALLS = ("none", *NO)  # the values that take the box away
BUTTONS = ("https://", "http://", "mailto:", "tel:", "sms:")
OF_VIDEOS = ("video_date", "video_duration")
PROFILES = {Kind.TOPICS: Category, Kind.AUTHORS: Author}
# What their templates extend: one made for the other kind asks for what a file is not.
TEMPLATES = {Kind.POSTS: "article", Kind.PAGES: "page"}
EXTENDS = re.compile(r"""\{%-?\s*extends\s+["'](?P<name>[\w/-]+)\.html["']""")
# Wrong or not, Pelican needs them to go on to the next mistake.
KEPT = frozenset(("title", "date", "category", "status", "modified"))
PICTURES = ("image", "share_image")
SHOWN = ("image", "video")  # of the front matter; a share picture is published as it was cut, not as it is
# Stands in for a date that could not be read, so that the build can go on to the next mistake; it is never published.
NO_DATE = "1970-01-01"
UNFINISHED = ("draft", "skip")


class ContentReader(BaseReader):  # type: ignore[misc]
    """Reads a Markdown file; every mistake is logged as an error with its line, and reading goes on."""

    enabled = True
    file_extensions = EXTENSIONS

    def __getstate__(self) -> dict[str, Any]:
        """Return what reading needs in another process: the settings may hold what cannot travel."""
        return {"settings": {name: self.settings.get(name) for name in (*USED, *FOLDERS)}}

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the body as HTML and the metadata as Pelican wants it, `front_matter` with the lines among it."""
        file = Path(source_path)
        found = self.readings.of(file, self)
        found.tell(file)
        metadata = found.metadata
        for key, kind in TERMS_OF.items():
            if isinstance(terms := metadata.get(key), list):
                metadata[key] = [self.term(kind, *term) for term in terms]
            elif terms:
                metadata[key] = self.term(kind, *terms)
        return found.html, metadata

    @property
    def readings(self) -> Readings:
        found: Readings = self.settings.get(READINGS) or renew_readings(self.settings)
        return found

    def term(self, kind: type[Wrapper], name: str, slug: str) -> Wrapper:
        """Return a tag, category or author."""
        found: Wrapper = kind(name, self.settings)
        found.slug = slug
        return found

    def read_whole(self, file: Path, raw: bytes) -> tuple[str, dict[str, Any]]:
        """Return the body of a file as HTML and its metadata, tags and the like as pairs of name and slug."""
        document = self.document(file, raw)
        if document is None:
            return "", {"title": file.stem, "status": "skip"}
        html, found = self.body(file, document)
        metadata = self.metadata(file, document)
        metadata["call"] = self.call(file, document.fields, found)
        if self.kind(file) in WRITTEN:
            for place in misplaced(document):
                log_problem(file, place.line, place.key, place.message)
            if metadata["status"] not in UNFINISHED:
                self.check_place(file, document)
                self.look_at(file, document, html)
        return html, metadata | found

    def check_place(self, file: Path, document: Document) -> None:
        """Report what lies in a folder such as _drafts, which other programs keep back, and says nothing itself."""
        folders = file.relative_to(self.content).parts[1:-1]
        kept = next((folder for folder in folders if folder.startswith("_")), "")
        if kept and not {"draft", "status"} & document.fields.keys():
            message = f'the folder "{kept}" keeps nothing back; write “Draft: true”, or “Draft: false” to publish it'
            log_problem(file, 1, "draft", message)

    def look_at(self, file: Path, document: Document, html: str) -> None:
        """Report a body that shows nothing, and what the writer may want to look at again."""
        if is_blank(html):
            log_problem(
                file, document.body_line, "body", "there is no text; write some, or “Draft: true” for the time being"
            )
        for found in advice(document, file.stem, self.kind(file), datetime.now(tz=UTC).date()):
            log_advice(file, found.line, found.key, found.message)

    def document(self, file: Path, raw: bytes) -> Document | None:
        """Return the file taken apart, as far as it can be read, which is reported; None when it cannot be at all."""
        if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            log_problem(file, 1, "encoding", "the file is UTF-16; save it with the encoding UTF-8")
            return None
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            found = f"byte {raw[error.start]:#04x}"
            log_problem(file, line, "encoding", f"{found} is no UTF-8; save the file with the encoding UTF-8")
            text = raw.decode("utf-8-sig", errors="replace")
        try:
            return read(text)
        except FrontMatterError as error:
            log_problem(file, error.line, "front matter", str(error))
            return error.rest and tidied(error.rest)

    def metadata(self, file: Path, document: Document) -> dict[str, Any]:
        fields = document.fields
        report = partial(log_problem, file)
        kind = self.kind(file)
        unusable = set()
        for mistake in mistakes(fields, kind, self.settings["EXTRA_KEYS"]):
            report(mistake.line, mistake.key, mistake.message)
            unusable.add(mistake.key)
        found: dict[str, Any] = {key: one(fields, key) for key in fields}
        found["title"] = one(fields, "title") or file.stem
        found |= self.dates(fields, report, required=kind is Kind.POSTS)
        found |= self.names(fields, report)
        found["status"] = self.status(fields, report)
        if kind is Kind.PAGES and "date" in found and is_ahead(found["date"], self.settings["TIMEZONE"]):
            found["status"] = "draft"  # as Pelican does with posts, but not with pages
        if "lang" in found:
            found["lang"] = canonical(found["lang"])
        if found.get("lang", "").lower() == self.settings["DEFAULT_LANG"].lower():
            del found["lang"]  # Pelican compares it with the default in lower case and would call it a translation
        unusable |= set(self.unusable(file, fields, report, unusable))
        found = {key: value for key, value in found.items() if key not in unusable - KEPT}
        for key in PICTURES:
            if one(fields, key):
                found[key] = self.picture(file, fields, key, report)
        found |= self.about_video(file, fields, report)
        if kind in PROFILES:  # these have no page of their own: links to the file lead to the page about its name
            found["url"] = named(PROFILES[kind], found["title"], self.settings).url
        found["front_matter"] = fields
        found.pop("author", None)
        return {key: value for key, value in found.items() if value not in ("", [])}

    def kind(self, file: Path) -> Kind:
        """Return what a content file is, by its place."""
        below = file.parts[len(self.content.parts) :]
        return Kind.HOME if below == (HOME,) else Kind(below[0])

    def unusable(self, file: Path, fields: Mapping[str, Field], report: Any, told: Collection[str]) -> Iterator[str]:
        """Report values that no table can judge; yield their keys."""
        template, lang, slug = (one(fields, key) for key in ("template", "lang", "slug"))
        if not slug and self.kind(file) in WRITTEN and not self.slug(file.stem):
            report(1, "slug", f'the file’s name "{file.stem}" makes no address; write a Slug')
        lineage = self.lineage(template) if template else []
        note(OF_TEMPLATES, template, " ".join(lineage))
        if template and not lineage:
            report(
                line(fields, "template"),
                "template",
                f'Template: the theme has no template "{template}"; take it out, or add it there',
            )
            yield "template"
        for kind, base in TEMPLATES.items():
            if base in lineage and kind is not self.kind(file):
                message = f'Template: "{template}" is made for {kind}, not for {self.kind(file)}; take it out'
                report(line(fields, "template"), "template", message)
                yield "template"
        if lang and "lang" not in told and not is_language(lang):
            report(line(fields, "lang"), "lang", f'Lang: "{lang}" is no language that is known; write a tag such as fr')
            yield "lang"

    def slug(self, name: str) -> str:
        """Return the address that Pelican makes of a file's name."""
        made: str = slugify(name, regex_subs=self.settings["SLUG_REGEX_SUBSTITUTIONS"])
        return made

    def tags(self, fields: Mapping[str, Field], report: Any) -> Iterator[tuple[str, str]]:
        """Yield name and slug of the tags, one for each address, in the spelling that stands first."""
        seen = set()
        for name in split(field(fields, "tags"), ","):
            slug = self.term_slug(name)
            if not slug:
                report(line(fields, "tags"), "tags", f'Tags: "{name}" makes no address; use letters or digits in it')
            elif slug not in seen:
                seen.add(slug)
                yield name, slug

    def term_slug(self, name: str) -> str:
        """Return the address that is made of the name of a tag, category or author, which many texts have."""
        if name not in self.slugs:
            self.slugs[name] = slug_of(name, self.settings)
        return self.slugs[name]

    @cached_property
    def slugs(self) -> dict[str, str]:
        return {}

    def names(self, fields: Mapping[str, Field], report: Any) -> dict[str, Any]:
        """Return name and slug of tags, authors and category."""
        found: dict[str, Any] = {}
        found["tags"] = list(self.tags(fields, report))
        authors = split(field(fields, "authors"), ";") or split(field(fields, "author"), ";")
        wanted = dict.fromkeys(authors or [self.settings["AUTHOR"]])
        found["authors"] = [(name, self.term_slug(name)) for name in wanted]
        if category := one(fields, "category"):
            found["category"] = category, self.term_slug(category)
        return found

    def dates(self, fields: Mapping[str, Field], report: Any, *, required: bool) -> dict[str, SafeDatetime]:
        """Return `Date`, `Modified` and the day of `Reviewed`, as far as the page has them or must have them; look at
        `Review_By` too.
        """
        keys = [key for key in ("date", "modified") if key in fields or (key == "date" and required)]
        found = {key: self.date(fields, key, report) for key in keys}
        read = {key: found[key] for key in keys if found[key].date().isoformat() != NO_DATE}
        if len(read) > 1 and is_before(read["modified"], read["date"], one(fields, "modified")):
            report(line(fields, "modified"), "modified", "Modified is before Date; write the day of the last change")
        elif len(read) > 1 and read["modified"].date() == read["date"].date() and ":" not in one(fields, "modified"):
            found["modified"] = found["date"]  # a day without a time is any moment of it
        if one(fields, "review_by"):
            self.date(fields, "review_by", report)
        if one(fields, "reviewed"):
            found["reviewed"] = self.date(fields, "reviewed", report)
            if wrong := self.misdated(found["reviewed"], read.get("date"), one(fields, "reviewed")):
                report(line(fields, "reviewed"), "reviewed", wrong)
        return found

    def misdated(self, reviewed: SafeDatetime, day: SafeDatetime | None, written: str) -> str:
        """Return what is wrong with the day of a review, and what to write instead, or ""."""
        if day and reviewed.date().isoformat() != NO_DATE and is_before(reviewed, day, written):
            return "Reviewed is before Date; write the day on which the text was last looked through"
        if is_ahead(reviewed, self.settings["TIMEZONE"]):
            return "Reviewed is ahead; a review that is planned stands under Review_By"
        return ""

    def date(self, fields: Mapping[str, Field], key: str, report: Any) -> SafeDatetime:
        text = one(fields, key)
        try:
            moment = parse_date(text)
            return get_date(moment.isoformat()) if moment.tzinfo else SafeDatetime.fromisoformat(moment.isoformat())
        except ValueError as error:
            if text or key == "modified":
                report(line(fields, key), key, str(error) if text else f"Modified is empty; write {ACCEPTED_DATES}")
            return get_date(NO_DATE)

    def status(self, fields: Mapping[str, Field], report: Any) -> str:
        try:
            return parse_status(one(fields, "status"), one(fields, "draft"))
        except ValueError as error:
            report(line(fields, "status" if "status" in fields else "draft"), "status", str(error))
            return "draft"

    def picture(self, file: Path, fields: Mapping[str, Field], key: str, report: Any) -> str:
        """Return an address on another host as it is, else the picture's path in the content folder, or ""."""
        reference = one(fields, key)
        label = key.title()
        if key == "image" and not one(fields, "image_alt"):
            report(line(fields, key), "image_alt", "Image_Alt is missing; say in a few words what the picture shows")
        if is_elsewhere(reference) and not MARKER.match(reference):
            if not reference.startswith("https://") or not is_outbound(reference):
                report(line(fields, key), key, f'{label}: "{reference}" is neither a file nor an https:// address')
            return reference
        found = find(reference, file.parent, self.content, self.real_place)
        if found is None:
            hint = meant(reference, file.parent, self.content, is_picture)
            remedy = hint or "; put it beside the post or into content/images/"
            report(line(fields, key), key, f'{label}: there is no file "{reference}"{remedy}')
            return ""
        if wrong := fault(found):
            report(line(fields, key), key, f'{label}: "{reference}" {wrong}')
        elif key != "image" and found.suffix.lower() == DRAWING:
            report(line(fields, key), key, f'{label}: "{reference}" is a drawing; accepted is {ACCEPTED}')
        return found.relative_to(self.content.resolve()).as_posix()

    def about_video(self, file: Path, fields: Mapping[str, Field], report: Any) -> dict[str, Any]:
        """Return the video that a post is about, and when it came out; report what is said of none."""
        found: dict[str, Any] = {}
        if one(fields, "video"):
            found["video"] = self.video(file, fields, report)
        if one(fields, "video_date"):
            found["video_date"] = self.date(fields, "video_date", report)
        lonely = () if "video" in found or self.kind(file) is not Kind.POSTS else OF_VIDEOS
        for key in filter(partial(one, fields), lonely):
            report(line(fields, key), key, f"{key.title()} tells of a Video; write its address, or take this line out")
        return found

    def video(self, file: Path, fields: Mapping[str, Field], report: Any) -> str:
        """Return the address of a video on a network as it is, else the file's path in the content folder, or ""."""
        reference, number = one(fields, "video"), line(fields, "video")
        if not one(fields, "image"):
            report(number, "image", "Image is missing; a video needs a picture that stands for it until it plays")
        elif is_outbound(one(fields, "image")):
            message = f'Image: "{one(fields, "image")}" {POSTER_ELSEWHERE}'
            report(line(fields, "image"), "image", message)
        if is_elsewhere(reference) and not MARKER.match(reference):
            if embed_of(reference) is None:
                remedy = embedded(reference) or f"; write that of one on {KNOWN}, or the path of a file ({FORMATS})"
                report(number, "video", f'Video: "{reference}" is no address of a video that can be played{remedy}')
            return reference
        found = find(reference, file.parent, self.content, self.real_place)
        if found is None and embed_of(f"https://{reference}"):
            report(number, "video", f'Video: "{reference}" lacks its beginning; write https://{reference}')
        elif found is None and (remedy := embedded(reference)):
            report(number, "video", f'Video: "{reference}" is more than an address{remedy}')
        elif found is None:
            remedy = meant(reference, file.parent, self.content, is_video) or "; put it beside the post"
            report(number, "video", f'Video: there is no file "{reference}"{remedy}')
        elif not is_video(found):
            report(number, "video", f'Video: "{reference}" is no video that every browser plays; accepted is {FORMATS}')
        return found.relative_to(self.content.resolve()).as_posix() if found else ""

    def body(self, file: Path, document: Document) -> tuple[str, dict[str, Any]]:
        """Return the body as HTML, and what was found in it: `links` to content files and to addresses of the site
        (`addressed`), each with its line and as it is written, the `ids` that links may lead to, the other `files` that
        it shows, its table of `contents`, the scripts that its `tools` want, and whether it `has_tasks`.
        """
        lines = Lines(document.body, document.body_line)

        def report(code: str, message: str, sought: Sought) -> None:
            log_problem(file, lines.of(sought), code, message)

        references = self.references(file, document.fields, report)
        language = canonical(one(document.fields, "lang") or self.settings["DEFAULT_LANG"])
        html, body = self.converter(language).convert(document.body, references)
        if one(document.fields, "template") == TEMPLATE:
            check_terms(body.terms.found, report)
        links, addressed = (
            [(path, lines.of(reference), reference) for path, reference in found]
            for found in (references.linked, references.addressed)
        )
        return html, {
            "links": links,
            "addressed": addressed,
            "ids": body.parts.ids,
            "files": references.files,
            "pictures": [(path, lines.of(reference)) for path, reference in references.seen],
            "contents": contents(body.headings.sections, len(document.body)),
            "tools": tuple(body.tools.scripts),
            "has_tasks": body.tasks.found,
        }

    def converter(self, language: str) -> Converter:
        """Return what makes HTML of texts in a language."""
        from writing.body import Converter  # noqa: PLC0415 (slow to load, and a build may have kept all that it makes)

        if language not in self.converters:
            self.converters[language] = Converter(self.settings["MARKDOWN"], self.words(language), language)
        return self.converters[language]

    @cached_property
    def converters(self) -> dict[str, Converter]:
        return {}

    def words(self, language: str) -> Words:
        """Return what is said around a text in a language."""
        return choose(self.tables, language, self.settings["DEFAULT_LANG"])

    @cached_property
    def tables(self) -> Mapping[str, Words]:
        return read_tables(Path(self.settings["WORDS"]))

    def references(self, file: Path, fields: Mapping[str, Field], report: Report) -> References:
        """Return what makes addresses in a file work."""
        moved = {path: to["path"] for path, to in self.settings["EXTRA_PATH_METADATA"].items() if "path" in to}
        return References(
            file,
            self.content,
            self.settings["SITEURL"],
            report,
            sponsored=one(fields, "sponsored").lower() in YES,
            addresses=moved,
            terms={marker: partial(self.url, kind) for marker, kind in TERMS.items()},
            real=self.real_place,
        )

    def call(self, file: Path, fields: Mapping[str, Field], found: dict[str, Any]) -> Call | None:
        """Return what a file asks its readers to do; None where it says nothing of it.

        Where the button leads is added to the links that are `found` in the text, which are checked later.
        """
        title = one(fields, CALL)
        if not title or title.lower() in NO_CALLS:
            for key in filter(fields.get, CALL_PARTS):
                message = f"{key.title()} is shown below a Call_To_Action; write one, or take this line out"
                log_problem(file, line(fields, key), key, message)
            return Call() if title else None
        text, label, reference = (one(fields, key) for key in CALL_PARTS)
        call = Call(title=title, text=text, label=label)
        if not reference:
            return call
        number = line(fields, CALL_PARTS[-1])

        def report(code: str, message: str, sought: Sought) -> None:
            log_problem(file, number, CALL_PARTS[-1], message)

        if reference.startswith("#"):
            report("", f'"{reference}" is a part of this text; {ADDRESSES}', reference)
        if reference.startswith("//"):
            reference = f"https:{reference}"
        if is_elsewhere(reference) and not reference.lower().startswith((*BUTTONS, *NO_FILES)):
            report("", f'"{reference}" leads nowhere that a button can; {ADDRESSES}', reference)
        references = self.references(file, fields, report)
        address = references.link(reference)
        found["links"] += [(path, number, written) for path, written in references.linked]
        found["addressed"] += [(path, number, written) for path, written in references.addressed]
        found["files"] |= references.files
        for path, _ in references.linked:
            return replace(call, link=behind(reference), file=path)
        for path in references.files:
            address = references.address(self.content.resolve() / path) + behind(reference)
        return replace(call, link=address.removeprefix(references.base_path))

    def url(self, kind: type[URLWrapper], name: str) -> str:
        """Return the path of the page about a tag, category or author."""
        return str(named(kind, name, self.settings).url)

    def template(self, name: str) -> Path | None:
        """Return the file of a template, None where there is none."""
        folders = [*self.settings["THEME_TEMPLATES_OVERRIDES"], Path(self.settings["THEME"], "templates")]
        files = (Path(folder, f"{name}.html") for folder in folders)
        return next((file for file in files if file.is_file()), None)

    def made_of(self, template: str) -> str:
        """Return the names of the templates that one is made of, with spaces between; "" where there is none."""
        return " ".join(self.lineage(template))

    def lineage(self, name: str) -> list[str]:
        """Return the names of a template and of those that it extends, the nearest first."""
        found: list[str] = []
        while name not in found and (file := self.template(name)):
            found.append(name)
            extended = EXTENDS.search(file.read_text(encoding="utf-8"))
            name = extended["name"] if extended else name
        return found

    @cached_property
    def real_place(self) -> RealPlaces:
        return RealPlaces()

    @cached_property
    def content(self) -> Path:
        return Path(self.settings["PATH"])


def named(kind: type[Wrapper], name: str, settings: dict[str, Any]) -> Wrapper:
    """Return a tag, category or author whose slug is made of the name as plain text.

    Pelican reads the name as HTML and would find no slug for a tag called "<title>".
    """
    found: Wrapper = kind(name, settings)
    found.slug = slug_of(name, settings)
    return found


def slug_of(name: str, settings: Mapping[str, Any]) -> str:
    """Return the address that is made of a name as plain text."""
    found: str = slugify(str(escape(name)), regex_subs=settings["SLUG_REGEX_SUBSTITUTIONS"])
    return found


def behind(reference: str) -> str:
    """Return query and fragment of a reference, with their signs."""
    parts = urlsplit(reference)
    return urlunsplit(("", "", "", parts.query, parts.fragment))


class ProfilesGenerator(Generator):  # type: ignore[misc]
    """Reads content/home.md, content/topics/ and content/authors/ beside Pelican's posts and pages.

    It runs after Pelican's generators of posts and pages, and before the one that copies files.
    """

    def generate_context(self) -> None:
        self.context["profile_pages"] = {
            name: list(filter(None, map(self.read, sorted(Path(self.path).glob(pattern)))))
            for name, pattern in PROFILE_FILES.items()
        }
        # Pelican copies what bodies link to; pictures that only front matter names are copied because of this.
        # What only drafts show stays at home with them.
        contents = every_content(self.context)
        shown = {path for content in every_text(self.context) for path in pictures_of(content)}
        kept = {path for content in contents if not is_written(content) for path in pictures_of(content)} - shown
        self.context["static_links"] = self.context["static_links"] - kept | shown

    def read(self, file: Path) -> Page | None:
        """Return the file as Pelican's page; None when it could not be read, which has been reported then."""
        page = self.readers.read_file(
            base_path=self.path, path=file.relative_to(self.path).as_posix(), content_class=Page, context=self.context
        )
        if not isinstance(page, Page):
            return None
        self.add_source_path(page)  # so that links to the file can be resolved
        self.add_static_links(page)
        return page


def pictures_of(content: Page) -> set[str]:
    """Return the files that a post or page shows, by their paths in the content folder."""
    named_pictures = {content.metadata.get(key, "") for key in SHOWN}
    found: set[str] = content.get_static_links() | content.metadata.get("files", set())
    return found | {path for path in named_pictures if path and not is_elsewhere(path)}


def complete_lists(generator: Any) -> None:
    """Give every tag, author and category a page: Pelican makes none for those that only a translation or a hidden
    post has, yet these posts link to them. A translation is listed where no other language of it is.
    """
    for article in [*generator.translations, *generator.hidden_articles, *generator.hidden_translations]:
        listed = article.status == "published"
        for lists, name in ((generator.tags, "tags"), (generator.authors, "authors")):
            for term in getattr(article, name, ()):
                others = [other for other in article.translations if term in getattr(other, name, ())]
                lists[term].extend([article] if listed and not others else [])
        generator.categories[article.category].extend(
            [article] if listed and all(other.category != article.category for other in article.translations) else []
        )


class Listing(list[Article]):
    """A list of posts that is quick to ask whether it has one: Pelican asks that of each post for each list."""

    def __init__(self, articles: Iterable[Article]) -> None:
        super().__init__(articles)
        self.ids = frozenset(map(id, self))

    def __contains__(self, article: object) -> bool:
        return id(article) in self.ids


def order_lists(generator: Any) -> None:
    """Put the lists that `complete_lists` added to in the order of all others."""
    order = generator.settings["ARTICLE_ORDER_BY"]
    for terms in (generator.authors, generator.categories):
        terms[:] = [(term, Listing(sorted(articles, key=order))) for term, articles in terms]
    for term, articles in generator.tags.items():
        generator.tags[term] = Listing(sorted(articles, key=order))
    generator.context["tags"] = list(generator.tags.items())


def add_profiles(generators: Iterable[Generator]) -> None:
    """Put topics, author profiles and the home page's text into the context, when all content has been read."""
    context = next(iter(generators)).context
    pages = context["profile_pages"]
    for content in every_content(context):  # their order depends on that of files in a folder
        content.translations.sort(key=lambda version: str(version.lang))
    context["topics"] = topics_of(pages["topics"], context)
    context["topics_by_name"] = {topic.name: topic for topic in context["topics"]}
    context["profiles"] = {page.title: profile_of(page) for page in pages["authors"]}
    context["home"] = home_of(pages["home"], context)
    context["neighbours"] = neighbours_of(context["articles"])
    context["glossaries"] = glossaries(context)
    for file, message in strays(Path(context["PATH"]), context["static_links"]):
        log_problem(file, 1, "file", message)
    check_names(context, topics=[page.title for page in pages["topics"]])
    check_profiles(context)
    check_translations(context)
    check_questions(context)
    check_links(context)
    check_fragments(context)
    check_addresses(context)


def topics_of(pages: list[Page], context: dict[str, Any]) -> list[Topic]:
    """Return the topics that have posts, in their own `Order`, then by name."""
    articles = {category.slug: (category, found) for category, found in context["categories"]}
    by_slug = published(context)
    topics = []
    for page in sorted(pages, key=lambda page: (int(page.metadata.get("order", 99)), page.title)):
        category, found = articles.get(named(Category, page.title, page.settings).slug, (None, []))
        if category:
            topics.append(
                Topic(
                    name=page.title,
                    url=category.url,
                    summary=page.metadata.get("summary", ""),
                    origin=origin_of(page),
                    content=page.content,
                    articles=tuple(found),
                    pillar=next(iter(posts_named(page, "pillar", by_slug)), None),
                    path=posts_named(page, "reading_path", by_slug),
                    call=page.metadata.get("call"),
                )
            )
    return topics


def neighbours_of(articles: list[Article]) -> dict[str, tuple[Article | None, Article | None]]:
    """Return, by address, the posts of its language before each one and after it; `articles` come newest first."""
    found: dict[str, tuple[Article | None, Article | None]] = {}
    for language in {article.lang for article in articles}:
        own = [article for article in articles if article.lang == language]
        older, newer = [*own[1:], None], [None, *own]
        found |= {article.url: (before, after) for article, before, after in zip(own, older, newer, strict=False)}
    return found


def complete_settings(pelican_object: Pelican) -> None:
    """Put what the settings leave out in place. Raises SettingError for what cannot be used."""
    complete(pelican_object.settings, DEFAULT_CONFIG)


def settings_in(file: Path, **override: Any) -> dict[str, Any]:
    """Return the settings of a file, with what it leaves out. Raises SettingError for what cannot be used."""
    found: dict[str, Any] = read_settings(str(file), override=override)
    complete(found, DEFAULT_CONFIG)
    return found


def renew_readings(settings: dict[str, Any]) -> Readings:
    """Begin a build: what files and clock said during another counts no more."""
    found = settings[READINGS] = Readings(settings, settings.get(STORE))
    return found


def begin(generator: ArticlesGenerator) -> None:
    """Begin a build."""
    renew_readings(generator.settings)


def read_ahead(generator: ArticlesGenerator) -> None:
    """Read all texts, before the first of them is asked for."""
    readings: Readings = generator.settings[READINGS]
    if readings.is_prepared:
        return
    wanted = [
        *generator.get_files(generator.settings["ARTICLE_PATHS"], generator.settings["ARTICLE_EXCLUDES"]),
        *generator.get_files(generator.settings["PAGE_PATHS"], generator.settings["PAGE_EXCLUDES"]),
    ]
    files = [place_of(generator, path) for path in sorted(wanted)]
    files = [file for file in files if file.suffix[1:] in EXTENSIONS]
    profiles = (file for pattern in PROFILE_FILES.values() for file in sorted(Path(generator.path).glob(pattern)))
    readings.prepare(dict.fromkeys([*files, *profiles]), ContentReader(generator.settings))


def place_of(generator: Generator, path: str) -> Path:
    """Return the place of a file of the content folder, as Pelican makes it."""
    return Path(os.path.abspath(os.path.join(generator.path, path)))  # noqa: PTH100, PTH118


def use_reader(readers: PelicansReaders) -> None:
    """Let our reader read Markdown in the place of Pelican's."""
    for extension in EXTENSIONS:
        readers.reader_classes[extension] = ContentReader


def add_generator(pelican_object: Pelican) -> type[Generator]:
    """Return the generator that Pelican should run beside its own."""
    return ProfilesGenerator


def register() -> None:
    """Connect to Pelican; whatever can fail waits for a signal, since errors in here are swallowed."""
    signals.initialized.connect(complete_settings)
    signals.readers_init.connect(use_reader)
    signals.article_generator_init.connect(begin)
    signals.article_generator_preread.connect(read_ahead)
    signals.get_generators.connect(add_generator)
    signals.article_generator_pretaxonomy.connect(complete_lists)
    signals.article_generator_finalized.connect(order_lists)
    signals.all_generators_finalized.connect(add_profiles)
