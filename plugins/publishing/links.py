"""Links to addresses of this site: each must lead to what is published. Nothing of Pelican itself is needed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from social.card.names import FOLDER as DRAWN
from writing.checks import every_content, every_text, is_written, withheld
from writing.fragments import complaint
from writing.paths import base_path
from writing.problems import Problem, hint, log_advice, log_problem, nearest, shown
from writing.references import TERM, name_of

from publishing.promises import public_url
from publishing.redirects import INDEX

CODE = "link"
UNREADABLE = frozenset(("front matter", "encoding"))  # the codes of problems with which a file may not be read at all
# By Pelican's markers, where its context keeps what they name.
TERMS = {"tag": "tags", "category": "categories", "author": "authors"}

Context = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Published:
    """What answers under the address of the site.

    Attributes:
        files: all files of the output folder.
        beginnings: those of paths that may be answered by more than these files.
        base: the path under which the site lives.
    """

    files: frozenset[str]
    beginnings: tuple[str, ...] = ()
    base: str = ""

    def file(self, path: str) -> str | None:
        """Return the file that a host serves at a path, None when it serves none there.

        Many hosts know a page by its name without .html.
        https://developers.cloudflare.com/pages/configuration/serving-pages/#route-matching
        """
        forms = (f"{path}{INDEX}",) if is_folder(path) else (path, f"{path}.html")
        return next((form for form in forms if form in self.files), None)

    def is_answered(self, path: str) -> bool:
        """Return whether a path is answered, as far as that can be known."""
        return self.file(path) is not None or path.startswith(self.beginnings)

    def lacks_slash(self, path: str) -> bool:
        """Return whether a path is answered only with a slash behind it, to which many hosts send readers on."""
        return not self.is_answered(path) and self.file(f"{path}/") is not None

    def is_bare_folder(self, path: str) -> bool:
        """Return whether a path that is not answered is the folder of files that are."""
        return any(file.startswith(f"{path.removesuffix('/')}/") for file in self.files)

    def meant(self, path: str) -> str:
        """Return a hint at the address that looks most like a path, or ""; a page's for what is no file."""
        below = path.removeprefix(f"{plain(self.base)}/") if self.base else path
        if self.is_answered(below) or self.lacks_slash(below):
            return hint(f"/{below}")
        wanted = "" if PurePosixPath(below).suffix else INDEX
        return nearest(
            f"/{below}", sorted(f"/{file.removesuffix(INDEX)}" for file in self.files if file.endswith(wanted))
        )


def is_folder(path: str) -> bool:
    return not path or path.endswith("/")


def plain(path: str) -> str:
    """Return a path as files of the output folder are called: without a slash before it, decoded, in NFC."""
    return normalize("NFC", unquote(path)).removeprefix("/")


def check_addressed(
    context: Context, settings: Mapping[str, Any], files: Iterable[str], told: Collection[Problem]
) -> None:
    """Report links to addresses of this site that nothing will answer.

    `files` are all that will be written. What a file with a mistake, which `told` names, might have answered is not
    told as a mistake of its own.
    """
    drafts = [content for content in every_content(context) if content.status == "draft"]
    written = frozenset(plain(file) for file in files) - {content.save_as for content in drafts}
    others = (f"{DRAWN}/", *(plain(path) for path in settings["OTHER_PATHS"]))
    site = Published(written, others, base_path(settings["SITEURL"]))
    check = Check(
        site=site,
        pages={plain(content.save_as): content for content in every_content(context) if is_written(content)},
        drafts={path: content for content in drafts for path in paths_of(content, settings)},
        terms={marker: [term.name for term, _ in context[name]] for marker, name in TERMS.items()},
        doubtful=frozenset(problem.path.stem for problem in told),
        is_complete=UNREADABLE.isdisjoint(problem.code for problem in told),
    )
    for content in every_text(context):
        for address, line, reference in content.metadata.get("addressed", ()):
            path = plain(address)
            if message := check.mistake(path, reference, of_draft=content in drafts):
                log_problem(content.source_path, line, CODE, message)
            elif site.lacks_slash(path):
                message = f'"{reference}" is a detour on most hosts and leads nowhere on others'
                log_advice(content.source_path, line, CODE, f'{message}; write "{slashed(reference)}"')


def slashed(reference: str) -> str:
    """Return a reference with a slash behind its path."""
    parts = urlsplit(reference)
    return parts._replace(path=f"{parts.path}/").geturl()


def paths_of(content: Any, settings: Mapping[str, Any]) -> Iterator[str]:
    """Yield the paths of a draft: the one in previews, and the one that it will have."""
    yield plain(content.url)
    yield plain(public_url(content, settings))


def theme_files(settings: Mapping[str, Any]) -> Iterator[str]:
    """Yield the theme's files by their places in the output folder."""
    yield from (path for _, path in theme_copies(settings))


def theme_copies(settings: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield the theme's files that are published, each with its place in the output folder."""
    ignored = settings["IGNORE_FILES"]
    for static in settings["THEME_STATIC_PATHS"]:
        root = Path(settings["THEME"], static)
        for file in sorted(root.rglob("*")) if root.is_dir() else [root]:
            parts = file.relative_to(root).parts or (file.name,)
            if file.is_file() and not any(fnmatch(part, pattern) for part in parts for pattern in ignored):
                yield file, "/".join((settings["THEME_STATIC_DIR"], *parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What links are held against.

    Attributes:
        pages: the posts and pages by their files in the output folder.
        drafts: those that are not published, by the paths that they have or would have.
        terms: the names that each marker of Pelican's may have behind it.
        doubtful: names of files with mistakes.
        is_complete: whether every file could be read.
    """

    site: Published
    pages: Mapping[str, Any]
    drafts: Mapping[str, Any]
    terms: Mapping[str, Collection[str]]
    doubtful: frozenset[str]
    is_complete: bool

    def mistake(self, path: str, reference: str, *, of_draft: bool) -> str:
        """Return what is wrong with a link and what to write, or ""; drafts may lead to drafts."""
        file = self.site.file(path) or self.site.file(f"{path}/")
        if file:
            return complaint(reference, self.pages[file].metadata["ids"]) if file in self.pages else ""
        draft = self.drafts.get(path) or self.drafts.get(f"{path}/")
        if draft is not None:
            return "" if of_draft else self.of_draft(draft, path, reference)
        if self.site.is_answered(path) or PurePosixPath(path).name in self.doubtful:
            return ""
        if term := TERM.match(reference):
            return self.of_term(term["kind"], reference)
        remedy = "; write the path of a file, or take the link out"
        if self.site.is_bare_folder(path):
            return f'"{reference}" is a folder without a page of its own{remedy}'
        return f'"{reference}" is no address of this site{self.site.meant(path) or remedy}'

    def of_draft(self, draft: Any, path: str, reference: str) -> str:
        if path.removesuffix("/") == plain(draft.url).removesuffix("/"):
            file = shown(draft.source_path).as_posix()
            return f'only the preview has "{reference}"; link to the file {file}, and publish it'
        return f'"{reference}" {withheld(draft)}'

    def of_term(self, kind: str, reference: str) -> str:
        if not self.is_complete:
            return ""
        name = name_of(reference)
        remedy = nearest(name, self.terms[kind]) or "; write one that a post has, or take the link out"
        return f'no post has the {kind} "{name}"{remedy}'
