"""Pelican's side of printing: a writer that gathers what is to be printed, and prints what has changed."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from jinja2.defaults import DEFAULT_NAMESPACE
from pelican import Pelican, signals
from pelican.contents import Article, Content, Static
from pelican.contents import Page as TextPage
from pelican.generators import ArticlesGenerator, Generator
from pelican.paginator import Page, Paginator
from pelican.urlwrappers import URLWrapper
from pelican.writers import FileOverwriteFailedError, Writer
from reuse.digests import UnknownError, fingerprint
from reuse.plugins import OURS, only_ours
from reuse.progress import steps
from reuse.store import SETTING as STORE
from reuse.store import VERSION, Store, hashed, packed
from reuse.trace import (
    ANSWERS,
    BETWEEN,
    ENTRY,
    OWN,
    SHARED,
    UNKNOWN,
    Entries,
    Names,
    NotingContext,
    Question,
    note,
    noted,
    watched,
)
from reuse.workers import heard, spread, tell_again
from social.model import Metadata
from social.pelican import FACE, LIST, STATE, Describer, alone, is_advice
from writing.checks import every_text
from writing.pelican import ContentReader, place_of, read_ahead
from writing.readings import DIGEST, READINGS, Readings
from writing.values import is_to_come

from printing.pages import NUMBERS, SECTION, Files, Printed, Record, unpacked
from printing.pages import Kept as Pages
from printing.parts import PARTS, Parts, part
from printing.texts import SECTION as POSTS
from printing.texts import Kept, Term, kept_of, put_together

ENTRIES = "entries"  # section of the store: what the manifest says of pages, by hash
COMPLAINED_OF = ('alt=""', "alt=''")  # what Pelican may tell of, whenever it makes a post
LISTS = ("articles", "dates")  # what Pelican divides into pages
ALONE = (OWN, LIST)  # kinds of questions about what a page has alone
WEIGHT = 1  # of a page; see `spread`
AT_ONCE = 400  # pages that are printed and held in memory before they are written
# Names of Pelican's context that settings and theme fix, or whose values note themselves what they are asked.
FIXED = frozenset(("BASE_PATH", "FEEDS", "localsiteurl", "showroom", "social", "stylesheets", ANSWERS, PARTS))
# What can be seen of a text beside what its metadata says: to ask for it is to ask for all of the text.
# Attributes of a text: its words before links in them are resolved, what reads them, what it links to and is no text.
WORDS, READ, LINKED = "_content", "_read", "_static_links"
# Its addresses when they are what they will be; what they were made of when it was made, and what they were.
SETTLED, ADDRESSES = "_settled", "_addresses"
WHOLE = ("metadata", "contents", "ids", "links", "addressed", "files", "pictures", "tools", "has_tasks", "front_matter")

Kinds = Mapping[str, Callable[[str], str]]
"""By kind of question, what gives a hash of the answer for a key. They may raise UnknownError."""


@dataclass(slots=True)
class Job:
    """A page to print.

    Attributes:
        name: its file in the output folder; `page` the one whose metadata it has, if that is another.
        context: what all pages share, Pelican's own; own: what this page has beside it.
    """

    name: str
    template: Template
    context: dict[str, Any]
    own: dict[str, Any]
    page: str = ""

    @property
    def locals(self) -> dict[str, Any]:
        """What the template is rendered with."""
        return {**self.context, "output_file": self.page or self.name, **self.own}

    @property
    def text(self) -> Content | None:
        """The post or page that it prints, None for lists."""
        found: Content | None = self.own.get("article") or self.own.get("page")
        return found


class CountedPaginator(Paginator):  # type: ignore[misc]
    """A paginator that notes when somebody looks at all that it divides, not only at one page of it."""

    @property
    def object_list(self) -> Any:
        """All objects."""
        note(UNKNOWN, "paginator")
        return self._objects

    @object_list.setter
    def object_list(self, objects: Any) -> None:
        self._objects = objects

    @cached_property
    def pages(self) -> dict[int, Page]:
        """The pages that were asked for, by their numbers: each is shown beside the one before and the one after it."""
        return {}

    def page(self, number: int) -> Page:
        """Return one page."""
        if number not in self.pages:
            with noted():  # who asks for one does not look at all
                self.pages[number] = super().page(number)
        return self.pages[number]

    @property
    def count(self) -> int:
        """The number of all objects."""
        return len(self._objects)


class Printer(Writer):  # type: ignore[misc]
    """Pelican's writer, which gathers pages until `print_all`, and then prints those that are not as they were before.

    Attributes:
        jobs: what is to be printed, by file, in the order in which it came.
    """

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        super().__init__(output_path, settings)
        self.jobs: dict[str, Job] = {}
        self.overriding: set[str] = set()

    def write_file(  # noqa: PLR0917 (Pelican's own form)
        self,
        name: str,
        template: Template,
        context: dict[str, Any],
        relative_urls: bool = False,  # noqa: FBT001, FBT002
        paginated: Mapping[str, Any] | None = None,
        template_name: str | None = None,
        override_output: bool = False,  # noqa: FBT001, FBT002
        url: str | None = None,
        **kwargs: Any,
    ) -> None:
        """Gather a page, or all pages of a list that is divided, as Pelican would write them."""
        if not name:
            return
        divided = self.settings["PAGINATED_TEMPLATES"]
        lists = {key: kwargs[key] for key in LISTS if key in kwargs} if paginated is None else dict(paginated)
        if not lists or template_name not in divided:
            self.add(Job(name, template, context, kwargs), overrides=override_output)
            return
        size = divided[template_name] or self.settings["DEFAULT_PAGINATION"]
        for file, pages in pages_of(name, url or "", lists, self.settings, size):
            self.add(Job(file, template, context, kwargs | pages), overrides=override_output)

    def add(self, job: Job, *, overrides: bool = False) -> None:
        """Gather a page; of two with one file the one that overrides counts. Raises FileOverwriteFailedError."""
        if job.name in self.overriding:
            if overrides:
                raise FileOverwriteFailedError(f'two pages override "{job.name}"')
            return
        if job.name in self.jobs and not overrides:
            raise FileOverwriteFailedError(f'two pages are called "{job.name}"')
        if overrides:
            self.overriding.add(job.name)
        self.jobs[job.name] = job


def pages_of(
    name: str, url: str, lists: Mapping[str, Any], settings: Mapping[str, Any], size: int
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield for each page of a list its file, and what its template finds beside the list."""
    paginators = {key: CountedPaginator(name, url, found, settings, size) for key, found in lists.items()}
    pages = next(iter(paginators.values())).num_pages
    for number in range(1, pages + 1):
        own: dict[str, Any] = {}
        for key, paginator in paginators.items():
            own |= {
                f"{key}_paginator": paginator,
                f"{key}_page": paginator.page(number),
                f"{key}_previous_page": paginator.page(number - 1) if number > 1 else None,
                f"{key}_next_page": paginator.page(number + 1) if number < pages else None,
            }
            file = own[f"{key}_page"].save_as
        yield file, own


class Press:
    """Prints the pages of one build.

    `context` is what all pages share; in it stands what answers the questions that others note. `entry` makes what is
    said of a page in the site's manifest.
    """

    def __init__(self, context: dict[str, Any], settings: Mapping[str, Any], entry: Callable[[Metadata], str]) -> None:
        self.context, self.entry_of = context, entry
        self.social: Describer = context["social"]
        self.store: Store | None = settings.get(STORE) if only_ours(settings) else None
        for name, value in context.items():
            if type(value) is dict and name not in settings and name not in FIXED:
                context[name] = Entries(value, name)
        context[PARTS] = Parts(context)
        self.shared = {name: value for name, value in context.items() if name not in settings and name not in FIXED}
        self.texts = {content.source_path: content for content in every_text(context)}
        own: Kinds = {FACE: self.face, STATE: self.state, SHARED: self.value, ENTRY: self.entry}
        self.kinds = {**context[ANSWERS], **own}
        self.known: dict[Question, str] = {}
        self.pages: dict[int, str] = {}  # hashes of pages of lists, by the ids of these
        self.themes = tuple(
            str(Path(folder).resolve())
            for folder in (*settings["THEME_TEMPLATES_OVERRIDES"], Path(settings["THEME"], "templates"))
        )

    def print_all(self, jobs: Sequence[Job], tree: Files) -> Iterator[tuple[Job, Result]]:
        """Put all pages into the tree; yield each, in their order, with what came of it."""
        kept = unpacked(self.store.get(SECTION, self.social.version) if self.store else None)
        changed = kept.changed(self.answer)
        reused = {job.name for job in jobs if self.is_right(job, kept.pages.get(job.name), changed, tree)}
        is_same = not changed and len(reused) == len(kept.pages) == len(jobs)
        kept.pages = {name: record for name, record in kept.pages.items() if name in reused}
        with steps("pages", len(jobs) - len(reused)) as step:
            for part in parts(jobs, reused):
                missing = [job for job in part if job.name not in reused]
                printed = iter(spread(self.printed, missing, WEIGHT, step))
                for job in part:
                    is_kept = job.name in reused
                    yield job, self.taken(job, kept) if is_kept else self.written(job, next(printed), tree, kept)
        if self.store and not is_same:
            self.store.put(SECTION, self.social.version, kept.tidied().packed())

    def is_right(self, job: Job, record: Record | None, changed: frozenset[int], tree: Files) -> bool:
        """Return whether a page would be printed as it is kept, and its file is in the tree by then."""
        if not record or not changed.isdisjoint(record.numbers()):
            return False
        try:
            is_same = self.alone(job, record.own) == record.alone
        except UnknownError:
            return False
        return is_same and tree.keep(job.name, record.digest)

    def taken(self, job: Job, kept: Pages) -> Result:
        """Return what comes of a page that is taken over."""
        record = kept.pages[job.name]
        tell_again(record.told)
        meta = pickle.loads(record.meta) if record.meta else None  # noqa: S301 (the store has checked it)
        return Result(meta, [kept.questions[number] for number in record.numbers()], record.entry, is_new=False)

    def written(self, job: Job, page: Printed, tree: Files, kept: Pages) -> Result:
        """Put a page that was printed into the tree, and keep what is worth keeping."""
        digest = tree.write(job.name, page.html)
        tell_again(page.told)
        entry = hashed(page.entry) if page.entry else ""
        if self.store and self.is_lasting(job) and all(map(is_advice, page.told)):
            with suppress(UnknownError):
                numbers = array(NUMBERS, [kept.number_of(question, self.answer) for question in page.asked])
                meta = packed(page.meta) if page.meta else b""
                alone = self.alone(job, page.own)
                kept.pages[job.name] = Record(digest, page.own, alone, numbers.tobytes(), meta, entry, page.told)
                if entry:
                    self.store.put(ENTRIES, entry, page.entry)
        return Result(page.meta, list(page.asked), entry, is_new=True)

    def said(self, entry: str, meta: Metadata) -> str:
        """Return what the manifest says of a page, by its key in the store."""
        found: str | None = self.store.get(ENTRIES, entry) if self.store else None
        return self.entry_of(meta) if found is None else found

    def printed(self, job: Job) -> Printed:
        """Print a page."""
        names = Names(self.shared, self.own_of(job), functions_of(job.template.environment))
        file = job.page or job.name
        with watched(names), noted() as asked, heard() as told:
            html = job.template.render(job.locals)
        meta = self.social.published.pop(file, None)
        own_meta = alone(meta) if meta and job.text is None else None
        said = self.entry_of(meta) if meta and not job.page else ""
        own = tuple(question for question in asked if question[0] in ALONE)
        others = tuple(question for question in asked if question[0] not in ALONE)
        return Printed(html.encode(), own, others, own_meta, said, tuple(told))

    def own_of(self, job: Job) -> dict[str, Any]:
        """Return what a page has alone, in a context of its own too, where that is another than all have."""
        if job.context is self.context:
            return job.own
        return {name: value for name, value in job.context.items() if self.context.get(name) is not value} | job.own

    def is_lasting(self, job: Job) -> bool:
        """Return whether a page may be taken over: its template is one of the theme, whose hash the key holds."""
        return real(str(job.template.filename)).startswith(self.themes)

    def alone(self, job: Job, own: Iterable[Question]) -> str:
        """Return a hash of what a page has alone, as far as it asks for that. Raises UnknownError."""
        return hashed(job.template.name, *(self.own_answer(job, question) for question in own))

    def own_answer(self, job: Job, question: Question) -> str:
        """Return a hash of the answer to a question of a page's about itself. Raises UnknownError."""
        kind, key = question
        if kind == LIST:
            return fingerprint(self.social.list_source(job.locals))
        return fingerprint(self.own_of(job).get(key), partial(self.leaf, job))

    def answer(self, question: Question) -> str:
        """Return a hash of the answer to a question that any page may ask. Raises UnknownError."""
        if question not in self.known:
            kind, key = question
            if kind not in self.kinds:
                raise UnknownError(f"nobody knows {kind} {key}")
            self.known[question] = self.kinds[kind](key)
        return self.known[question]

    def face(self, path: str) -> str:
        """Return a hash of what others show of a text."""
        return self.social.face(self.text(path), self.context)

    def state(self, path: str) -> str:
        """Return a hash of all that a text shows."""
        return self.social.state(self.text(path), self.context)

    def text(self, path: str) -> Content:
        """Return a text by its file. Raises UnknownError."""
        if path not in self.texts:
            raise UnknownError(f"there is no {path}")
        return self.texts[path]

    def value(self, name: str) -> str:
        """Return a hash of what all pages find under a name."""
        return fingerprint(self.context.get(name), partial(self.leaf, None))

    def entry(self, key: str) -> str:
        """Return a hash of an entry of a mapping that all pages find under a name."""
        name, _, inner = key.partition(BETWEEN)
        return fingerprint(dict.get(self.context.get(name, {}), inner), partial(self.leaf, None))

    def leaf(self, job: Job | None, value: object) -> str | None:
        """Return a hash of an object of Pelican's, None for anything else; of a text what others show of it."""
        if isinstance(value, Content):
            if isinstance(value, Static):
                return hashed(value.url, value.save_as, value.source_path)
            is_own = job is not None and value is job.text
            return self.social.state(value, self.context) if is_own else self.social.face(value, self.context)
        if isinstance(value, URLWrapper):
            return hashed(type(value).__name__, value.name, value.slug, value.url)
        if isinstance(value, Page):
            if id(value) not in self.pages:
                self.pages[id(value)] = self.page(value)
            return self.pages[id(value)]
        if isinstance(value, Paginator):
            return hashed(value.name, value.url, value.count, value.per_page, value.orphans)
        return None

    def page(self, found: Page) -> str:
        """Return a hash of a page of a list: of what others show of the texts on it."""
        texts = (part for text in found.object_list if (part := self.leaf(None, text)))
        return hashed(found.number, found.url, found.save_as, self.leaf(None, found.paginator), *texts)


def parts(jobs: Iterable[Job], reused: AbstractSet[str]) -> Iterator[list[Job]]:
    """Yield pages in their order, divided so that no more than some have to be held in memory at once."""
    found, missing = list[Job](), 0
    for job in jobs:
        found.append(job)
        missing += job.name not in reused
        if missing == AT_ONCE:
            yield found
            found, missing = [], 0
    yield found


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a page: metadata of its own (see `Printed`), the key of its entry, what it asked, and whether it was
    printed in this build.
    """

    meta: Metadata | None
    asked: list[Question]
    entry: str
    is_new: bool


@cache
def functions_of(environment: Environment) -> frozenset[str]:
    """Return the names of the functions that templates may call without anybody noting it: Jinja's own and ours."""
    return frozenset(name for name, value in environment.globals.items() if name in DEFAULT_NAMESPACE or is_ours(value))


@cache
def real(path: str) -> str:
    """Return where a path leads to."""
    return str(Path(path).resolve())


def is_ours(value: object) -> bool:
    """Return whether a function is one of our plugins'."""
    while isinstance(value, partial):
        value = value.func
    package = str(getattr(value, "__module__", "")).partition(".")[0]
    return f"{package}.pelican" in OURS


def tracked(name: str) -> property:
    """Return an attribute of a text of which it is noted that somebody looks at more of it than its metadata."""

    def get(self: Content) -> Any:
        note(STATE, self.source_path)
        try:
            return self.__dict__[name]
        except KeyError:
            raise AttributeError(name) from None

    def put(self: Content, value: Any) -> None:
        self.__dict__[name] = value

    return property(get, put)


def address(kind: type[Content], name: str) -> property:
    """Return an attribute of a text that Pelican works out of a pattern of the settings whenever it is asked for; it is
    asked for dozens of times when everything is read, and then no longer worked out.
    """
    original: Callable[[Content], str] = getattr(kind, name).fget

    def get(self: Content) -> str:
        known: Mapping[str, str] | None = self.__dict__.get(SETTLED)
        return original(self) if known is None else known[name]

    return property(get)


def settle(generator: Generator) -> None:
    """Work out the addresses of the texts of a generator, which changes nothing any more of which they are made."""
    for content in filter(None, generator.context["generated_content"].values()):
        made_of, found = content.__dict__.get(ADDRESSES, ((), None))
        content.__dict__[SETTLED] = found if made_of == address_parts(content) else addresses_of(content)


def address_parts(content: Content) -> tuple[Any, ...]:
    """Return what the addresses of a text are made of that generators may change, settings and front matter aside."""
    return content.slug, content.status, content.lang, content.in_default_lang


def addresses_of(content: Content) -> Mapping[str, str]:
    """Return the addresses of a text, by the names of its attributes."""
    return {"url": content.url, "save_as": content.save_as}


def tracking(kind: type[Content]) -> type[Content]:
    """Return a kind of text that notes who looks at all of it; under its own name, by which Pelican finds settings."""

    def content(self: Content) -> Any:
        note(STATE, self.source_path)
        return kind.content.fget(self)

    def summary(self: Content) -> Any:
        note(STATE, self.source_path)
        return kind.summary.fget(self)

    def words(self: Content) -> str:
        known = self.__dict__.get(WORDS)
        found: str = self.__dict__[READ]() if known is None else known
        return found

    def put_words(self: Content, value: str) -> None:
        self.__dict__[WORDS] = value

    def static_links(self: Content) -> set[str]:
        known: set[str] | None = self.__dict__.get(LINKED)
        if known is None:
            known = self.__dict__[LINKED] = kind.get_static_links(self)
        return known

    body: dict[str, Any] = {name: tracked(name) for name in WHOLE}
    body |= {name: address(kind, name) for name in ("url", "save_as")}
    body |= {"content": property(content), "summary": property(summary, kind.summary.fset)}
    body |= {WORDS: property(words, put_words), "get_static_links": static_links}
    return type(kind.__name__, (kind,), body)


TRACKING = {kind: tracking(kind) for kind in (Article, TextPage)}


def track(content: Content) -> None:
    """Let a text note who looks at it."""
    if type(content) in TRACKING:
        content.__class__ = TRACKING[type(content)]


class KeptPosts:
    """Gives Pelican's generator of posts those that it has made before, by the way of its own cache."""

    def __init__(self, generator: ArticlesGenerator, store: Store) -> None:
        self.generator, self.store = generator, store
        self.settings = generator.settings
        self.reader = ContentReader(self.settings)
        self.term = cache(self.new_term)

    @property
    def readings(self) -> Readings:
        found: Readings = self.settings[READINGS]
        return found

    def find(self, path: str, default: Any) -> Any:
        """Return a post that is as it was, `default` for any other."""
        if not self.readings.is_prepared:
            read_ahead(self.generator)
            self.store.fetch(POSTS)
        file = place_of(self.generator, path)
        found = self.readings.ready.get(file)
        kept = self.store.get(POSTS, self.key(found.digest)) if found and found.digest else None
        if found is None or kept is None:
            return default
        read = partial(self.words, file, found.key)
        post = put_together(
            TRACKING[Article],
            Kept(*kept),
            self.term,
            settings=self.settings,
            _context=self.generator.context,
            **{READ: read},
        )
        if is_to_come(post.date.isoformat()):  # it is no draft yet, and made one by Pelican
            return default
        del self.readings.ready[file]
        found.tell(file)
        return post

    def keep(self, path: str, post: Article) -> None:
        """Keep a post for the next build."""
        file = place_of(self.generator, path)
        key = self.readings.keys.get(file)
        if not key or is_to_come(post.date.isoformat()) or any(text in post._content for text in COMPLAINED_OF):  # noqa: SLF001
            return
        post.get_static_links()
        post.__dict__[ADDRESSES] = address_parts(post), addresses_of(post)
        self.store.put(POSTS, self.key(post.metadata[DIGEST]), tuple(kept_of(post)))
        post.__dict__[READ] = partial(self.words, file, key)
        del post.__dict__[WORDS]

    def key(self, digest: str) -> str:
        """Return under which key a post is kept, given a hash of what was read."""
        return hashed(self.settings[VERSION], digest)

    def words(self, file: Path, key: str) -> str:
        """Return the HTML of a post."""
        return self.readings.whole(file, key, self.reader)[0]

    def new_term(self, term: Term) -> URLWrapper:
        """Return a category, tag or author."""
        return self.reader.term(term.kind, term.name, term.slug)


def keep_posts(generator: ArticlesGenerator) -> None:
    """Let a generator find the posts that it has made before."""
    store: Store | None = generator.settings.get(STORE)
    if store and only_ours(generator.settings) and not generator.settings["CACHE_CONTENT"]:
        kept = KeptPosts(generator, store)
        generator.get_cached_data, generator.cache_data = kept.find, kept.keep


def add_context(generator: Generator) -> None:
    """Let templates note what they look up, and print once what is the same on many pages."""
    generator.env.context_class = NotingContext
    generator.env.globals["part"] = part


def writer(pelican: Pelican) -> type[Writer] | None:
    """Return the writer that Pelican shall use; its own where there is a plugin of others."""
    return Printer if only_ours(pelican.settings) else None


def register() -> None:
    """Connect to Pelican."""
    signals.get_writer.connect(writer)
    signals.content_object_init.connect(track)
    signals.generator_init.connect(add_context)
    signals.article_generator_init.connect(keep_posts)
    signals.article_generator_finalized.connect(settle)
    signals.page_generator_finalized.connect(settle)
