"""Pelican's side of publishing: write feeds, sitemap, robots.txt and manifest once all pages are printed."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, cached_property, partial
from hashlib import sha256
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

import printing.pelican as printing
from jinja2 import pass_context
from jinja2.runtime import Context
from pelican import Pelican, signals
from pelican.contents import Article, Content, Page
from pelican.generators import Generator, StaticGenerator
from pelican.log import console
from pelican.paginator import Paginator
from pelican.settings import DEFAULT_CONFIG, read_settings
from pelican.writers import Writer
from pictures.pelican import PICTURE, report_broken, showroom
from pictures.variants import FOLDER as VARIANTS
from printing.pages import asked_of
from printing.pelican import Job, Press, Printer
from reuse.digests import UnknownError, fingerprint
from reuse.ledger import Ledger, Stage
from reuse.plugins import only_ours
from reuse.store import SETTING as STORE
from reuse.store import VERSION, Store, hashed
from reuse.trace import ANSWERS, note
from reuse.versions import code, folders_digest, is_running
from social.anatomy import sharing_file
from social.model import Card, Code, Crop, LocalFile, Metadata, PageKind, Sourced, Visibility
from social.pelican import Describer, read_artist
from writing.checks import every_content, is_written
from writing.front_matter import split
from writing.paths import base_path
from writing.pelican import settings_in
from writing.pictures import digest
from writing.problems import Problem, SettingError, Unbuildable, log_advice, log_problem, shown
from writing.settings import complete

from publishing.addresses import answering
from publishing.assets import asset, compacted, href, unindented, versioned
from publishing.build import MANIFEST, Found, manifest_of
from publishing.drawings import LastDays, publish_drawings, publish_kept, recent
from publishing.feeds import ENTRIES, Entry, Feed, atom, json_feed, rss
from publishing.gate import judged, scan
from publishing.headers import FILES as HEADERS
from publishing.hosting import (
    Hosting,
    advice,
    drawn_and_told,
    header_files,
    page_comments,
    policy_advice,
    read,
    site_policy,
)
from publishing.links import TERMS, check_addressed, theme_copies, theme_files
from publishing.manifest import entry, manifest
from publishing.network_table import network_table
from publishing.problem_log import ProblemLog, told
from publishing.promises import check_promises, promised_now
from publishing.redirects import Alias, Redirect, collisions, copies_in_the_way, file_of, outputs, parse_alias
from publishing.search import begin
from publishing.services import MASTODON, PROVIDER, Comments
from publishing.sitemap import robots, sitemap
from publishing.templates import keep_compiled
from publishing.tree import Tree

if TYPE_CHECKING:  # imports all that draws, which most builds do without
    from social.card.drawing import Artist

logger = logging.getLogger(__name__)

Last = Callable[[Tree, Mapping[str, Any]], Found]
"""The last stage of a build: takes the tree and the settings."""

# Settings of our own making: the problems found so far, whether to stop when everything is read, and where to write.
PROBLEMS, ONLY_READ, TREE = "PUBLISHING_PROBLEMS", "PUBLISHING_ONLY_READ", "PUBLISHING_TREE"
# How many pages were described, and what each stage has done.
PAGES, LEDGER = "PUBLISHING_PAGES", "PUBLISHING_LEDGER"
HOSTING = "PUBLISHING_HOSTING"  # what the settings say about where the site lives
OF_ONE_BUILD = frozenset(
    (PROBLEMS, ONLY_READ, TREE, PAGES, LEDGER, HOSTING, STORE, VERSION, "OUTPUT_PATH", "CACHE_PATH")
)
# A kind of question that a page asks: what is in a stylesheet.
STYLESHEET = "stylesheet"
# Mistakes with which a page may have lost its address: that is not told as a loss of its own.
ADDRESSING = frozenset(
    (
        "author",
        "authors",
        "category",
        "draft",
        "encoding",
        "front matter",
        "lang",
        "slug",
        "status",
        "title",
        "translation",
    )
)
SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"
FEED_TEXTS = "feed texts"  # section of the store
COMMENTS = "comments"  # the key of the front matter
SEARCH = "search"  # the template of the page with the search
NETWORK_TABLE = "networks.json"  # in the folder of the theme, whose script reads it
PANEL = "sharing"  # the theme's template for how an article shares itself
DRAWINGS = "drawings"  # in the cache folder
NEEDED = ("writing.pelican", "social.pelican", "pictures.pelican", "reading.pelican", "publishing.pelican")
WRITERS = {
    "application/atom+xml": atom,
    "application/rss+xml": rss,
    "application/json": json_feed,
    "application/feed+json": json_feed,
}


def check_settings(pelican: Pelican) -> None:
    """Stop the build when a setting cannot be used. Raises SettingError."""
    complete(pelican.settings, DEFAULT_CONFIG)  # PLUGINS may stand in any order
    if missing := [name for name in NEEDED if name not in pelican.settings["PLUGINS"]]:
        raise SettingError(f"PLUGINS lacks {missing[0]!r}; write {list(NEEDED)}")
    if unknown := [kind for _, _, kind in pelican.settings["FEED_PATHS"] if kind not in WRITERS]:
        raise SettingError(f"FEED_PATHS: no feed has the type {unknown[0]!r}; write one of {', '.join(WRITERS)}")
    pelican.settings[HOSTING] = read(pelican.settings)
    pelican.settings.setdefault(TREE, None)
    pelican.settings.setdefault(LEDGER, Ledger())
    pelican.settings.setdefault(PROBLEMS, [])  # the `pelican` command tells them, and goes on
    pelican.settings.setdefault(ONLY_READ, False)


def add_addresses(generator: Generator) -> None:
    """Let links inside pages start at the host, so that a built folder can be looked at anywhere."""
    keep_compiled(generator.env, Path(generator.settings["CACHE_PATH"]))
    path = base_path(generator.settings["SITEURL"])
    # Pelican prints {filename} and {static} links with `localsiteurl` before them.
    generator.context |= {"BASE_PATH": path, "localsiteurl": path}
    generator.env.filters["href"] = partial(href, path)
    generator.env.filters["unindented"] = unindented
    generator.env.filters["compacted"] = compacted
    generator.env.filters["stylesheet"] = partial(stylesheet, generator, path)
    generator.context.setdefault("stylesheets", {})
    generator.env.filters["asset"] = cache(partial(asset, generator.settings, path))
    generator.env.globals["search_page"] = search_page
    answers = generator.context.setdefault(ANSWERS, {})
    answers |= {SEARCH: partial(search_answer, generator.context), STYLESHEET: str}  # which is as the theme has it
    hosting: Hosting = generator.settings[HOSTING]
    generator.env.globals |= {"analytics": hosting.analytics, "comments_of": partial(comments_of, hosting)}


@pass_context
def search_page(context: Context, language: str) -> Page | None:
    """Return the page with the search for readers of a language: one in it, else any; None where there is none.

    It has the template `search`, and its translations are as many pages; without one the site has no search.
    """
    note(SEARCH, language)
    return search_in(context.get_all(), language)


def search_in(context: Mapping[str, Any], language: str) -> Page | None:
    """Return `search_page` for a language."""
    pages = [page for page in context["pages"] if page.template == SEARCH]
    found = [*pages, *(translation for page in pages for translation in page.translations)]
    return next((page for page in found if page.lang == language), found[0] if found else None)


def search_answer(context: Mapping[str, Any], language: str) -> str:
    """Return a hash of what pages show of the search for a language: its address."""
    page = search_in(context, language)
    return hashed(page.url, page.save_as) if page else ""


def comments_of(hosting: Hosting, article: Article, meta: Metadata) -> Comments | None:
    """Return the comments below an article, None where it has none; a draft has nothing to talk about."""
    found = page_comments(hosting, meta.language, thread_of(article))
    return None if meta.visibility is Visibility.DRAFT else found


def thread_of(content: Content) -> str:
    """Return the post elsewhere whose replies are the comments of an article, "" without one."""
    fields = content.metadata["front_matter"]
    return str(fields[COMMENTS].value).strip() if COMMENTS in fields else ""


def stylesheet(generator: Generator, base: str, name: str) -> str:
    """Return the address of a stylesheet that is made of a template, such as "css/later.css", with a hash of its bytes.

    It is rendered once; the text waits in the context under "stylesheets" until everything is written.
    """
    note(STYLESHEET, name)
    rendered = generator.context["stylesheets"]
    if name not in rendered:
        rendered[name] = compacted(generator.env.get_template(name).render(generator.context)).encode()
    return versioned(f"{base}/{generator.settings['THEME_STATIC_DIR']}/{name}", sha256(rendered[name]).hexdigest())


def tree_of(settings: dict[str, Any]) -> Tree:
    """Return the tree of a build; with the `pelican` command, which cleans up nothing, one over its output folder."""
    if settings[TREE] is None:
        settings[TREE] = Tree(Path(settings["OUTPUT_PATH"]))
    tree: Tree = settings[TREE]
    return tree


def nothing(writer: Writer) -> None:
    """Leave to others what a generator would write."""


def take_over(generator: StaticGenerator) -> None:
    """Let `PublishingGenerator` copy files in the place of Pelican, unless there are plugins of others."""
    if only_ours(generator.settings):
        generator.generate_output = nothing


class PublishingGenerator(Generator):  # type: ignore[misc]
    """Runs after Pelican's own generators: by then every page has been printed and described."""

    def refresh_metadata_intersite_links(self) -> None:
        """Describe all that will be published: Pelican calls this when everything is read and nothing written yet.

        Raises Unbuildable when there is a problem already, or when reading was all that was wanted.
        """
        social: Describer = self.context["social"]
        for content in filter(is_written, every_content(self.context)):
            social.content(content, self.context)
        self.hosting: Hosting = self.settings[HOSTING]
        advise(advice(self.hosting, datetime.now(UTC).date()))
        self.check_threads()
        self.aliases = list(self.read_aliases(social))
        made, copies = self.made(social), self.copies()
        for file, line, message in copies_in_the_way(copies, made):
            log_problem(file, line, "file", message)
        for file, line, message in collisions(self.aliases, copies | made):
            log_problem(file, line, "aliases", message)
        old = [alias.redirect.old for alias in self.aliases]
        pages = promised_now(self.context)
        self.kept = sorted(pages | answering(old))
        told = {problem.code for problem in self.settings[PROBLEMS]}
        if self.settings["KEEP_ADDRESSES"] and told.isdisjoint(ADDRESSING):
            check_promises(self.context, self.settings, pages, old)
        redirecting = (file_of(alias) for alias in old)
        files = {*made, *copies, *self.lists(), *theme_files(self.settings), *redirecting}
        check_addressed(self.context, self.settings, files, self.settings[PROBLEMS])
        if self.settings[PROBLEMS] or self.settings[ONLY_READ]:
            self.check_pictures(social)
            raise Unbuildable
        if not only_ours(self.settings):  # Pelican, and who knows who, write straight into the folder
            self.tree.clear()

    def read_aliases(self, social: Describer) -> Iterator[Alias]:
        """Yield the addresses that pages had before; report what is no address."""
        for content, url in self.with_addresses():
            if "aliases" not in content.metadata["front_matter"]:
                continue
            found = content.metadata["front_matter"]["aliases"]
            for text in split(found.value, ","):
                try:
                    old = parse_alias(text.removeprefix(social.site.url))
                except ValueError as error:
                    log_problem(content.source_path, found.line, "aliases", str(error))
                    continue
                path = base_path(social.site.url).lstrip("/")
                if path and old.startswith(f"{path}/"):
                    message = f'"{text}" means {social.site.address(old)}; addresses of this site do without /{path}'
                    log_advice(content.source_path, found.line, "aliases", message)
                redirect = Redirect(old, social.site.address(url))
                yield Alias(redirect, shown(content.source_path).as_posix(), found.line, text)

    def with_addresses(self) -> Iterator[tuple[Content, str]]:
        """Yield all files with a page, each with the address of that: posts, pages, topics and authors."""
        yield from ((content, content.url) for content in every_content(self.context) if is_written(content))
        terms = {term.url for term, _ in (*self.context["categories"], *self.context["authors"])}
        profiles = self.context["profile_pages"]
        yield from ((page, page.url) for kind in ("topics", "authors") for page in profiles[kind] if page.url in terms)

    def made(self, social: Describer) -> dict[str, str]:
        """Return what will be written, each file with the content file behind it, "" where there is none.

        The later pages of lists and what is drawn come on top.
        """
        contents = list(filter(is_written, every_content(self.context)))
        lists = [self.settings[name] for name in self.settings if name.endswith("S_SAVE_AS") and self.settings[name]]
        terms = [term for name in ("categories", "tags", "authors") for term, _ in self.context[name]]
        feeds = [link.url.removeprefix(f"{social.site.url}/") for link in social.site.feeds]
        made = [
            *(file for file in lists if "{" not in file),
            *(term.save_as for term in terms),
            *feeds,
            SITEMAP,
            ROBOTS,
            self.network_table,
            *self.hosting.files,
            *HEADERS,
        ]
        if self.has_panels:
            shared = (content for content in contents if is_shared(social.content(content, self.context)))
            made += [sharing_file(content.save_as) for content in shared]
        return {
            **dict.fromkeys(made, ""),
            **{content.save_as: shown(content.source_path).as_posix() for content in contents},
        }

    def lists(self) -> Iterator[str]:
        """Yield the files of all lists, their later pages included, and of the pages that only settings name."""
        direct = [
            (name, self.settings.get(f"{name.upper()}_SAVE_AS", f"{name}.html"), self.context["articles"])
            for name in self.settings["DIRECT_TEMPLATES"]
        ]
        terms = [
            (kind, term.save_as, articles) for kind, name in TERMS.items() for term, articles in self.context[name]
        ]
        for template, file, articles in (*direct, *terms):
            yield file
            if template in self.settings["PAGINATED_TEMPLATES"]:
                size = self.settings["PAGINATED_TEMPLATES"][template] or self.settings["DEFAULT_PAGINATION"]
                paginator = Paginator(file, "", articles, self.settings, size)
                yield from (paginator.page(number).save_as for number in paginator.page_range)
        periods = [self.settings[f"{period}_ARCHIVE_SAVE_AS"] for period in ("YEAR", "MONTH", "DAY")]
        yield from (file.format(date=article.date) for file in periods for article in self.context["articles"])
        yield from self.settings["TEMPLATE_PAGES"].values()

    @property
    def network_table(self) -> str:
        return f"{self.settings['THEME_STATIC_DIR']}/{NETWORK_TABLE}"

    def kept_table(self) -> bytes:
        """Return the table of networks, which depends on nothing but code."""
        store: Store | None = self.settings.get(STORE)
        found: bytes | None = store.get(NETWORK_TABLE, "") if store else None
        if found is None:
            found = network_table()
            if store:
                store.put(NETWORK_TABLE, "", found)
        return found

    def copies(self) -> dict[str, str]:
        """Return the files of the content folder that are published as they are, by their place in the output."""
        static = self.context["static_content"].values()
        return {file.save_as: shown(file.source_path).as_posix() for file in static}

    def check_pictures(self, social: Describer) -> None:
        """Report pictures that cannot be read to their end; one that was drawn before could be."""
        from pictures.drawing import UNREADABLE  # noqa: PLC0415 (a build without problems does without)
        from pictures.drawing import check as check_whole  # noqa: PLC0415

        showroom(self.context).check(self.context)
        kept = Path(self.settings["CACHE_PATH"], DRAWINGS)
        written = filter(is_written, every_content(self.context))
        described = [social.content(content, self.context) for content in written]
        wanted = {made.path: (made.recipe, meta) for meta in described for made in meta.drawings}
        for path, (recipe, meta) in wanted.items():
            picture = picture_of(recipe)
            if picture and not (kept / path).is_file():
                try:
                    check_whole(Path(self.settings["PATH"], picture.path))
                except UNREADABLE as error:
                    self.report_unreadable(recipe, meta, error)

    def redirect(self, social: Describer) -> None:
        """Write what sends readers from old addresses to new ones, unless something else stands at one of them."""
        found = collisions(self.aliases, dict.fromkeys(self.tree.digests, ""))
        for file, line, message in found:
            log_problem(file, line, "aliases", message)
        if found:
            return
        redirects = [alias.redirect for alias in self.aliases]
        for path, data in outputs(redirects, base_path(social.site.url), social.site.language).items():
            self.write(path, data)

    @property
    def tree(self) -> Tree:
        return tree_of(self.settings)

    def copy_files(self) -> None:
        """Publish the files of the theme, and those of the content folder that are published as they are."""
        for file, path in theme_copies(self.settings):
            self.tree.copy(file, path, digest(file))
        for static in self.context["staticfiles"]:
            source = Path(self.path, static.source_path)
            self.tree.copy(source, Path(static.save_as).as_posix(), digest(source))

    @property
    def ledger(self) -> Ledger:
        ledger: Ledger = self.settings[LEDGER]
        return ledger

    def counted(self, paths: Iterable[str]) -> tuple[int, int]:
        """Return how many of some files are new in this build, and how many are not."""
        found = set(paths)
        new = len(found & self.tree.changed)
        return new, len(found) - new

    def print_pages(self, writer: Printer, stage: Stage) -> None:
        """Print the pages that all generators have asked for, and those on how articles share themselves."""
        social: Describer = self.context["social"]
        press = Press(self.context, self.settings, entry)
        jobs = [*writer.jobs.values(), *self.sharing_pages(social)]
        gallery = showroom(self.context).gallery
        showroom(self.context).draw_ahead(self.context)
        described: dict[str, Metadata] = {}
        for job, result in press.print_all(jobs, self.tree):
            stage.built, stage.reused = stage.built + result.is_new, stage.reused + (not result.is_new)
            if result.entry:
                meta = social.completed(result.meta) if result.meta else social.content(job.text, self.context)
                self.entries[job.name] = partial(press.said, result.entry, meta)
                described[job.name] = meta
            for file in asked_of(PICTURE, result.asked):
                gallery.sources(Path(file))
            for name in asked_of(STYLESHEET, result.asked):
                stylesheet(self, self.context["BASE_PATH"], name)
        social.published.update(described)  # a page that is being printed looks there for what itself has said

    def generate_output(self, writer: Any) -> None:
        social: Describer = self.context["social"]
        self.entries: dict[str, Callable[[], str]] = {}
        if isinstance(writer, Printer):
            self.copy_files()
            with self.ledger.stage("pages") as stage:
                self.print_pages(writer, stage)
        else:
            self.tree.adopt()
            for job in self.sharing_pages(social):
                self.write(job.name, job.template.render(job.locals).encode())
            self.entries = {file: partial(entry, meta) for file, meta in social.published.items()}
        with self.ledger.stage("cards") as stage:
            kept = self.drawings(social)
            drawn = (made.path for meta in social.published.values() for made in meta.drawings)
            stage.built, stage.reused = self.counted(drawn)
        with self.ledger.stage("pictures") as stage:
            kept = {**kept, **self.pictures()}
            stage.built, stage.reused = self.counted(showroom(self.context).gallery.wanted)
        feed = self.feed(social)
        for link in social.site.feeds:
            self.write(link.url.removeprefix(f"{social.site.url}/"), WRITERS[link.type](feed, link.url))
        self.write(SITEMAP, sitemap(social.published.values()))
        self.write(ROBOTS, robots(social.site).encode())
        self.write(self.network_table, self.kept_table())
        for name, data in self.context["stylesheets"].items():
            self.write(f"{self.settings['THEME_STATIC_DIR']}/{name}", data)
        self.redirect(social)
        cache = Path(self.settings["CACHE_PATH"])
        for path, data in drawn_and_told(self.hosting, social.site, social.published.values(), cache).items():
            self.write(path, data)
        self.send_headers()
        redirects = [alias.redirect for alias in self.aliases]
        with manifest_of(Path(self.output_path)).open("w", encoding="utf-8") as file:
            file.writelines(manifest(social.site, self.entries, kept, self.kept, redirects))
        self.settings[PAGES] = len(self.entries)

    def send_headers(self) -> None:
        """Write what hosts send with every file, once all pages are there."""
        threads = [thread_of(article) for article in self.context["articles"]]
        folder, store, digests = self.tree.folder, self.settings.get(STORE), self.tree.digests
        url = self.settings["SITEURL"].rstrip("/")
        if store:
            scan(folder, self.settings["OTHER_PATHS"], store, digests, url=url, files=digests)
        found = site_policy(self.hosting, folder, threads, store, digests, files=digests)
        advise(policy_advice(found))
        for path, data in header_files(self.hosting, found).items():
            self.write(path, data)

    def check_threads(self) -> None:
        """Tell writers of a post on Mastodon whose replies nobody is shown."""
        if self.hosting.comments and self.hosting.comments[PROVIDER] == MASTODON:
            return
        for article in self.context["articles"]:
            if thread_of(article):
                message = 'it is read where the settings say COMMENTS = {"provider": "mastodon"}; take it out'
                log_advice(article.source_path, article.metadata["front_matter"][COMMENTS].line, COMMENTS, message)

    @property
    def has_panels(self) -> bool:
        """Whether the theme shows how articles share themselves."""
        return f"{PANEL}.html" in self.env.list_templates()

    def sharing_pages(self, social: Describer) -> Iterator[Job]:
        """Yield the page on how it shares itself for each article that readers are meant to share."""
        if not self.has_panels:
            return
        template = self.get_template(PANEL)
        for content in filter(is_written, every_content(self.context)):
            if is_shared(social.content(content, self.context)):
                file = content.save_as
                yield Job(sharing_file(file), template, self.context, {"article": content}, page=file)

    def drawings(self, social: Describer) -> LastDays:
        """Draw what the pages' metadata asks for; return each file's last day of use."""
        cache = Path(self.settings["CACHE_PATH"])
        wanted = {made.path: (made.recipe, meta) for meta in social.published.values() for made in meta.drawings}

        def draw(path: str) -> bytes | None:
            from pictures.drawing import UNREADABLE  # noqa: PLC0415 (a build that draws nothing does without)

            recipe, meta = wanted[path]
            try:
                return social.studio.artist.draw(recipe)
            except UNREADABLE as error:
                self.report_unreadable(recipe, meta, error)
                return None

        def picture(path: str) -> str:
            found = picture_of(wanted[path][0])
            return found.digest if found else ""

        before = self.recent
        return publish_drawings(wanted, draw, cache / DRAWINGS, self.place, before, alike=picture)

    def pictures(self) -> LastDays:
        """Publish the variants of pictures that pages show; return each file's last day of use.

        Those that a page named not long ago stay, since one that a browser or a host has kept still names them.
        """
        cache, days = Path(self.settings["CACHE_PATH"]), self.settings["CARD_DAYS"]
        gallery = showroom(self.context).gallery
        before = {path: day for path, day in self.recent.items() if path.startswith(f"{VARIANTS}/")}
        found = publish_kept(sorted(gallery.wanted), cache, self.place, before)
        gallery.forget(days)
        return found

    @cached_property
    def recent(self) -> LastDays:
        """The drawings that not long ago a page named, each with the last day of that."""
        return recent(Path(self.settings["CACHE_PATH"], MANIFEST), self.settings["CARD_DAYS"])

    def report_unreadable(self, recipe: Card | Crop | LocalFile | Code, meta: Metadata, error: Exception) -> None:
        """Report a picture that is broken, under the key of the front matter that names it, unless it has been."""
        picture = picture_of(recipe)
        if picture and Path(self.settings["PATH"], picture.path) not in showroom(self.context).gallery.unreadable:
            is_image = meta.picture.value and meta.picture.value.file == picture
            key = "image" if is_image else "share_image"
            report_broken(Path(meta.file), meta.lines.get(key, 1), key, error)

    def feed(self, social: Describer) -> Feed:
        described = ((article, social.content(article, self.context)) for article in self.context["articles"])
        shown = [(article, meta) for article, meta in described if meta.is_indexable][:ENTRIES]
        entries = [
            Entry(
                id=self.tag_uri(article),
                meta=self.weighed(meta),
                html=self.feed_text(article.content, meta.address),
            )
            for article, meta in shown
        ]
        return Feed(id=f"tag:{self.settings['FEED_TAG']}:feed", site=social.site, entries=entries)

    def feed_text(self, html: str, address: str) -> str:
        """Return a text as readers of feeds get it; what does so is imported only for one that is new."""
        store: Store | None = self.settings.get(STORE)
        key = hashed(html, address)
        found: str | None = store.get(FEED_TEXTS, key) if store else None
        if found is None:
            from publishing.feed_texts import absolute_html  # noqa: PLC0415 (60 ms)

            found = absolute_html(html, address)
            if store:
                store.put(FEED_TEXTS, key, found)
        return found

    def weighed(self, meta: Metadata) -> Metadata:
        """Return metadata with the bytes of a share picture that was drawn: enclosures of a feed tell them."""
        shared = meta.share_picture.value
        paths = [made.path for made in meta.drawings if shared.url == meta.site.address(made.path)]
        files = [file for file in (Path(self.output_path, path) for path in paths) if file.is_file()]
        if not files:
            return meta
        found = replace(shared, size=files[0].stat().st_size)
        return replace(meta, share_picture=Sourced(found, meta.share_picture.origin))

    def tag_uri(self, article: Article) -> str:
        """Return an id that stays when the site moves to another address. https://www.rfc-editor.org/rfc/rfc4151"""
        return f"tag:{self.settings['FEED_TAG']}:{article.url.strip('/')}"

    def write(self, path: str, data: bytes) -> None:
        self.tree.write(path, data)

    def place(self, source: Path, path: str) -> None:
        """Publish a file whose name changes with its bytes."""
        before = self.tree.last(path)
        if not before or not self.tree.keep(path, before):
            self.tree.copy(source, path)


def is_shared(meta: Metadata) -> bool:
    """Return whether readers are meant to share a page: it is a post, and no draft."""
    return meta.kind is PageKind.ARTICLE and meta.visibility is not Visibility.DRAFT


def advise(found: Iterable[Problem]) -> None:
    """Log what its owner may want to know of the site, and what is no mistake of a file."""
    for problem in found:
        logger.warning("%s", problem)


def picture_of(recipe: Card | Crop | LocalFile | Code) -> LocalFile | None:
    """Return the picture that a drawing is made of, None for one of words alone."""
    if isinstance(recipe, Code):
        return None
    return recipe if isinstance(recipe, LocalFile) else recipe.picture


def add_generator(pelican: Pelican) -> type[Generator]:
    """Return the generator that Pelican should run beside its own."""
    return PublishingGenerator


def register() -> None:
    """Connect to Pelican; whatever can fail waits for a signal, since errors in here are swallowed."""
    printing.register()
    signals.initialized.connect(check_settings)
    signals.static_generator_init.connect(take_over)
    signals.generator_init.connect(add_addresses)
    signals.get_generators.connect(add_generator)


@contextmanager
def keeping(settings: dict[str, Any], settings_file: Path, cache: Path) -> Iterator[None]:
    """Let a build find, in the settings, what earlier ones have worked out; nothing where settings cannot be hashed."""
    folders = [Path(folder) for folder in settings["PLUGIN_PATHS"]]
    with suppress(UnknownError):
        if not is_running():  # somebody has saved one of our files since this process began
            raise UnknownError("the code that runs is no longer there to be hashed")
        settings[VERSION] = settings_version(settings)
        settings[STORE] = Store(cache, code(folders, settings_file.parent.glob("*.py")), tell)
    try:
        yield
    except BaseException:
        if settings.get(STORE):
            settings[STORE].close(whole=False)
        raise
    if settings.get(STORE):
        if not is_running():
            settings[STORE].give_up("a plugin was saved while the site was built")
        settings[STORE].close(whole=True)


def tell(line: str) -> None:
    """Tell of what is no fault of anybody's."""
    print(line, file=sys.stderr)


def settings_version(settings: Mapping[str, Any]) -> str:
    """Return a hash of settings, and of the files of the theme that they name. Raises UnknownError."""
    values = {name: value for name, value in settings.items() if name not in OF_ONE_BUILD}
    folders = [settings["THEME"], *settings["THEME_TEMPLATES_OVERRIDES"], settings["WORDS"]]
    return hashed(fingerprint(values, code_of), folders_digest(map(Path, folders)))


def code_of(value: object) -> str | None:
    """Return the name of a function, class or module among the settings; its code has the store's version."""
    if isinstance(value, FunctionType | BuiltinFunctionType | type):
        return f"{value.__module__}.{value.__qualname__}"
    if isinstance(value, ModuleType):
        return value.__name__
    return hashed(value.pattern, value.flags) if isinstance(value, re.Pattern) else None


def check(settings_file: Path, cache: Path) -> Found:
    """Read the site with the settings of a file, and write nothing of it; return what there is to tell about it."""
    return build(settings_file, cache, None)


def build_folder(settings_file: Path, cache: Path, folder: Path) -> Found:
    """Build the site into a folder that is not published; return what there is to tell about it, as `build` does."""
    tree = Tree(folder, tell=tell)
    found = build(settings_file, cache, tree)
    if not found.problems:
        tree.finish()
    return found


def build(settings_file: Path, cache: Path, tree: Tree | None, last: Last | None = None) -> Found:
    """Say what the files of a tree shall hold, with the settings of a file; return what there is to tell about it.

    What is kept from one build to the next lies in `cache`. Without a tree the site is read, and nothing of it written.
    `last` is done when all pages are there and nothing is wrong. Nothing that goes wrong raises, except with DEBUG=1 in
    the environment, where the traceback is wanted.
    """
    seen, ledger = Found(), Ledger()
    log = ProblemLog()
    console.quiet = True  # Pelican would say "Done" whatever happened
    logging.getLogger().addHandler(log)
    try:
        # With DEBUG Pelican logs why a file could not be read, and not only that.
        override = {
            "OUTPUT_PATH": str((tree.folder if tree else cache / "check").resolve()),
            "CACHE_PATH": str(cache.resolve()),
            "DEBUG": True,
            PROBLEMS: log.problems,
            ONLY_READ: tree is None,
            TREE: tree,
            PAGES: 0,
            LEDGER: ledger,
        }
        settings = read_settings(str(settings_file), override=override)
        site = Pelican(settings)
        with keeping(site.settings, settings_file, cache):
            with ledger.stage("texts and files"):
                site.run()
            if tree and not only_ours(site.settings):
                tree.adopt()
            if tree and last and not log.told().problems:
                with ledger.stage("audit and search"):
                    seen = last(tree, site.settings)
    except Unbuildable:
        pass  # the log says why
    except Exception as error:
        if os.environ.get("DEBUG"):
            raise
        log.others.append(told(error, settings_file))
    finally:
        logging.getLogger().removeHandler(log)
    found = log.told()
    pages = site.settings[PAGES] if tree and not found.problems else 0
    stages = tuple(ledger.stages.values()) if tree else ()
    return Found((*found.problems, *seen.problems), (*found.advice, *seen.advice), pages, stages)


def finished(tree: Tree, settings: Mapping[str, Any]) -> Found:
    """Judge what was built, and index it for its search meanwhile; what would reach readers broken is a problem."""
    store, elsewhere = settings.get(STORE), settings["OTHER_PATHS"]
    ended = begin(tree, store)
    url = settings["SITEURL"].rstrip("/")
    seen = judged(tree.folder, elsewhere, store, tree.digests, url=url, files=tree.digests)
    return Found((*seen.problems, *ended()), seen.advice)


def other_paths(settings_file: Path) -> tuple[str, ...]:
    """Return the beginnings of paths of the site that something else answers."""
    return tuple(settings_in(settings_file)["OTHER_PATHS"])


def kept_in(settings_file: Path) -> Path | None:
    """Return the content folder of a site that keeps its addresses, None for one that does not."""
    settings = settings_in(settings_file)
    return Path(settings["PATH"]) if settings["KEEP_ADDRESSES"] else None


def artist_of(settings_file: Path, cache: Path) -> Artist:
    """Return what draws the share cards of a site."""
    return read_artist(settings_in(settings_file, CACHE_PATH=str(cache.resolve())))
