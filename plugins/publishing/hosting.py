"""What settings say of hosts, icons and services of others, checked once; and the files that follow from it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from pictures.variants import FOLDER as PICTURES
from reuse.store import Store, hashed
from reuse.workers import spread
from social.card.colours import Colour, parse
from social.card.names import FOLDER as CARDS
from social.model import Metadata, Site
from writing.paths import base_path
from writing.problems import Problem, SettingError, general, nearest
from writing.video import PLAYERS

from publishing.headers import A_MONTH, FOR_EVER, LONGEST_LINE, POLICY, headers, outputs
from publishing.icons import DRAWN, MANIFEST, IconError, coloured, kept_icons, manifest
from publishing.policy import DIRECTIVES, MOST_STYLES, UNSAFE_INLINE, WASM, Found, Needed, is_simple, policy, source_of
from publishing.searched import SEARCHED
from publishing.services import Analytics, Comments, analytics, comment_sources, comments
from publishing.well_known import LLMS, SECURITY, Security, llms_txt, security, security_txt

SOURCE = re.compile(r"[!-+.-:<-~-]+")  # without spaces, commas and semicolons
ICONS = "icons"  # in the cache folder
# Firefox holds an SVG picture to the policy that it came with. https://github.com/jolicode/secret-santa/pull/115
PAGES, STYLES = (".html", ".svg"), ".css"
NEEDING = (*PAGES, STYLES)
SECTION = "policy"  # in the store
SCANNING = 0.1  # what a file weighs for `spread`
SCRIPTS = "script-src"
REMEMBERED = 256  # different needs of pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosting:
    """What the settings say.

    Attributes:
        icon: the drawing of all icons, in the brand's colours; paper: what lies behind it.
        comments: the setting, checked.
        own_headers: headers beside ours, or instead of them; sources: what the policy allows beside what pages name.
        kept: folders of the site by how long caches keep what lies in them.
        base_path: path under which the site lives, "" or "/blog"; origin: its scheme and host.
    """

    icon: bytes
    paper: Colour
    comments: Mapping[str, str] | None
    analytics: Analytics | None
    security: Security | None
    has_llms: bool
    own_headers: Mapping[str, str]
    sources: Mapping[str, frozenset[str]]
    kept: Mapping[str, str]
    base_path: str
    origin: str

    @property
    def files(self) -> tuple[str, ...]:
        """Return the files that follow from settings alone, by their path in the output folder."""
        optional = ((SECURITY, self.security), (LLMS, self.has_llms))
        return (*DRAWN, MANIFEST, *(name for name, is_wanted in optional if is_wanted))


def read(settings: Mapping[str, Any]) -> Hosting:
    """Return what the settings say. Raises SettingError for one that cannot be used."""
    language, theme = settings["DEFAULT_LANG"], settings["THEME_STATIC_DIR"]
    light = settings["BRAND"]["colours"]["light"]
    spoken, told = settings["COMMENTS"], settings["SECURITY_TXT"]
    comments(spoken, language, "")
    check_colours(settings["BRAND"]["colours"])
    return Hosting(
        icon=icon(settings["BRAND"], Path(settings["PATH"]), Path(settings["CACHE_PATH"], ICONS)),
        paper=parse(light["paper"]),
        comments=spoken,
        analytics=analytics(settings["ANALYTICS"], settings["SITEURL"]),
        security=None if told is None else security(told, language),
        has_llms=settings["LLMS_TXT"],
        own_headers=own_headers(settings["HEADERS"]),
        sources=sources(settings["POLICY_SOURCES"]),
        kept={
            f"{CARDS}/": FOR_EVER,
            f"{PICTURES}/": FOR_EVER,
            # Pages ask for the theme's scripts and styles with a hash behind the "?".
            f"{theme}/css/": FOR_EVER,
            f"{theme}/js/": FOR_EVER,
            f"{theme}/fonts/": A_MONTH,
        },
        base_path=base_path(settings["SITEURL"]),
        origin=source_of(settings["SITEURL"]),
    )


def check_colours(schemes: Mapping[str, Mapping[str, str]]) -> None:
    """Raise SettingError unless every colour is one that pages, cards and icons can read."""
    for scheme, colours in schemes.items():
        for name, text in colours.items():
            try:
                parse(text)
            except (ValueError, TypeError) as error:
                raise SettingError(f'BRAND: the {scheme} colour "{name}": {error}') from error


def icon(brand: Mapping[str, Any], content: Path, cache: Path) -> bytes:
    """Return the drawing of the icons in the brand's colours; the logo, without one. Raises SettingError."""
    file = content / (brand.get("icon") or brand["logo"])
    try:
        return coloured(file.read_bytes(), brand["colours"]["light"], cache)
    except (OSError, IconError) as error:
        message = f'BRAND: icons are drawn from a square SVG, which "icon" names; {file} cannot be used: {error}'
        raise SettingError(message) from error


def own_headers(setting: Mapping[str, str]) -> Mapping[str, str]:
    """Return headers of the settings, checked. Raises SettingError."""
    try:
        headers("", setting)
    except ValueError as error:
        raise SettingError(f"HEADERS: {error}") from error
    return setting


def sources(setting: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Return sources of the settings by directive, checked. Raises SettingError."""
    if unknown := [name for name in setting if name not in DIRECTIVES]:
        known = ", ".join(DIRECTIVES)
        raise SettingError(
            f"POLICY_SOURCES: there is no directive {unknown[0]!r}{nearest(unknown[0], DIRECTIVES)}; known are {known}"
        )
    found = {name: frozenset([values] if isinstance(values, str) else values) for name, values in setting.items()}
    for name, values in found.items():
        if wrong := sorted(value for value in values if not SOURCE.fullmatch(value)):
            message = f'POLICY_SOURCES: {name} has {wrong[0]!r}; write single sources such as "https://example.org"'
            raise SettingError(message)
    return found


def page_comments(hosting: Hosting, language: str, thread: str) -> Comments | None:
    """Return the comments of an article in a language; `thread` is what it says under `Comments`, or ""."""
    return comments(hosting.comments, language, thread)


def drawn_and_told(hosting: Hosting, site: Site, pages: Iterable[Metadata], cache: Path) -> dict[str, bytes]:
    """Return icons, web manifest, and what the settings want of security.txt and llms.txt, by their paths."""
    found = kept_icons(cache / ICONS, hosting.icon, hosting.paper)
    found[MANIFEST] = manifest(site, hosting.base_path)
    if hosting.security:
        found[SECURITY] = security_txt(hosting.security, site)
    if hosting.has_llms:
        found[LLMS] = llms_txt(site, pages)
    return found


def site_policy(
    hosting: Hosting,
    folder: Path,
    threads: Iterable[str],
    store: Store | None = None,
    digests: Mapping[str, str] | None = None,
    *,
    files: Iterable[str] | None = None,
) -> str:
    """Return the Content-Security-Policy of all pages and stylesheets in a folder that was built.

    Args:
        hosting: what the settings say.
        folder: with what was built.
        threads: what articles say under `Comments`.
        store: what earlier builds found in files; those that are the same since then are not read again.
        digests: hashes of the folder's files, as far as they are known.
        files: all files of the folder, where they are known.
    """
    by_file = file_sources(hosting.origin, folder, store, digests or {}, files)
    needed: list[Mapping[str, Iterable[str]]] = [*map(dict, by_file), hosting.sources]
    spoken = {page_comments(hosting, "en", thread) for thread in {"", *threads}}
    needed += [comment_sources(one) for one in spoken if one]
    needed += [hosting.analytics.sources] if hosting.analytics else []
    return policy(*needed)


def file_sources(
    origin: str, folder: Path, store: Store | None, digests: Mapping[str, str], files: Iterable[str] | None
) -> list[Needed]:
    """Return what the pages and stylesheets of a folder need, each set of needs once."""
    there = (name[len(f"{folder}/") :] for name in names_in(folder)) if files is None else files
    listed = sorted(file for file in there if file.endswith(NEEDING))
    if store is None:
        return list(dict.fromkeys(spread(partial(sources_in, origin, folder), listed, SCANNING)))
    known = {file: digests.get(file) or hashed((folder / file).read_bytes()) for file in listed}
    before = kept_sources(origin, folder, store)
    kept = {file: before[file] for file in listed if file in before and before[file][0] == known[file]}
    new = [file for file in listed if file not in kept]
    found = spread(partial(sources_in, origin, folder), new, SCANNING)
    once: dict[Needed, Needed] = {}
    kept |= {file: (known[file], once.setdefault(needed, needed)) for file, needed in zip(new, found, strict=True)}
    if kept != before:
        store.put(SECTION, hashed(folder, origin), kept)
    return list(dict.fromkeys(needed for _, needed in kept.values()))


def kept_sources(origin: str, folder: Path, store: Store) -> dict[str, tuple[str, Needed]]:
    """Return what files needed when somebody looked last, each with its hash of that time."""
    return store.get(SECTION, hashed(folder, origin)) or {}


def keep_sources(origin: str, folder: Path, store: Store, found: Mapping[str, tuple[str, Needed]]) -> None:
    """Keep what files need, with the hash of each, for `site_policy`."""
    once: dict[Needed, Needed] = {}
    new = {
        file: (digest, once.setdefault(needed, needed))
        for file, (digest, needed) in found.items()
        if file.endswith(NEEDING)
    }
    store.put(SECTION, hashed(folder, origin), kept_sources(origin, folder, store) | new)


def names_in(folder: Path) -> Iterator[str]:
    """Yield the names of all files of a folder, with the folder's own."""
    return (f"{above}/{name}" for above, _, names in os.walk(folder) for name in names)


def sources_in(origin: str, folder: Path, file: str) -> Needed:
    """Return what a page, drawing or stylesheet needs, for a site of this origin."""
    data = (folder / file).read_bytes()
    if not file.endswith(STYLES):
        return sources_of(origin, data)
    found = Found(origin)
    found.css(data.decode("utf-8", "replace"))
    return plain(found)


def sources_of(origin: str, data: bytes, root: Any = None, lower: bytes = b"") -> Needed:
    """Return what a page or drawing needs.

    `root` is of the tree that somebody has made of it, comments included, and `lower` the file in lower case.
    """
    found = Found(origin, tuple(player.origin for player in PLAYERS))
    if root is not None and is_simple(data):
        found.parsed(root, lower or data.lower())
    else:
        found.page(data)
    if SEARCHED in data:  # Pagefind is a program in WebAssembly: https://pagefind.app/docs/hosting/
        found.sources[SCRIPTS].add(WASM)
    return plain(found)


def plain(found: Found) -> Needed:
    return in_order(frozenset((directive, source) for directive, all_of in found.sources.items() for source in all_of))


@lru_cache(REMEMBERED)
def in_order(needed: frozenset[tuple[str, str]]) -> Needed:
    """Return needs, each directive with its sources in order; for most pages they are the same object."""
    found: dict[str, list[str]] = {}
    for directive, source in sorted(needed):
        found.setdefault(directive, []).append(source)
    return tuple((directive, tuple(sources)) for directive, sources in found.items())


def header_files(hosting: Hosting, value: str) -> dict[str, bytes]:
    """Return the files in which hosts find the headers, with this value of the policy."""
    return outputs(headers(value, hosting.own_headers), hosting.kept, hosting.base_path)


def advice(hosting: Hosting, today: date) -> Iterator[Problem]:
    """Yield what its owner may want to know before the site is built."""
    if hosting.security and hosting.security.expires <= today:
        message = (
            f"SECURITY_TXT: it expired on {hosting.security.expires}; look it through, and write a day within a year"
        )
        yield replace(general("security.txt", message), is_advice=True)


def policy_advice(value: str) -> Iterator[Problem]:
    """Yield what its owner may want to know of the policy that came out."""
    if UNSAFE_INLINE in value:
        message = (
            f"texts and drawings have more than {MOST_STYLES} different style attributes; the policy allows all such"
        )
        yield replace(general("policy", message), is_advice=True)
    length = len(f"  {POLICY}: {value}")
    if length > LONGEST_LINE:
        message = (
            f"the Content-Security-Policy makes a line of {length} characters, and Cloudflare Pages passes over one of "
            f"more than {LONGEST_LINE}; fewer different styles in texts and drawings, or fewer hosts, shorten it"
        )
        yield replace(general("policy", message), is_advice=True)
