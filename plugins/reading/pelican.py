"""Pelican's side of reading: find what goes on from each article, and offer it to templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from pelican import Pelican, signals
from pelican.contents import Article, Content
from pelican.generators import Generator
from reuse.plugins import only_ours
from reuse.store import SETTING as STORE
from reuse.store import Store, hashed
from reuse.trace import ANSWERS, BETWEEN, note
from reuse.workers import spread
from social.model import Metadata, Visibility
from social.pelican import Describer, describer
from words.tables import primary
from writing.checks import every_article, every_content, is_written, line_of_key
from writing.front_matter import field, one, split
from writing.problems import SettingError, log_advice, log_problem, nearest
from writing.profiles import Call, Topic, posts_named, published
from writing.readings import DIGEST
from writing.references import HOME

from reading.calls import SETTING, Asked, Fallback, choose, lacks_button, read_setting
from reading.forms import THANKS, Form, read_forms
from reading.related import Text, chosen_first, packed, related, unpacked
from reading.sequences import Place, along, on_paths, path, series
from reading.words import Words, words_of

# Kinds of questions that a page asks: where another one is, and the one of thanks for a form.
ADDRESS, THANKED = "address", "thanked"
SECTION = "related"  # of the store
COUNTING = 0.1  # how long it takes to count the words of an article, in units of `spread`
SHOWN = 3  # related articles below a text
LABEL, LINK = "call_to_action_label", "call_to_action_link"


@dataclass(frozen=True, slots=True)
class Onward:
    """What goes on from one article.

    Attributes:
        series: its place in a series of two or more, else None.
        path: its place on a reading path, else None.
        before, after: the previous and the next article, in its series or else by date; None where there is none.
        related: what else to read, best first.
    """

    series: Place[Article] | None
    path: Place[Article] | None
    before: Article | None
    after: Article | None
    related: tuple[Article, ...]

    @property
    def step(self) -> Place[Article] | None:
        """The place from which to go on: in the series, else on the path; None at the end of both."""
        return next((place for place in (self.series, self.path) if place and place.after), None)


class ReadingGenerator(Generator):  # type: ignore[misc]
    """Looks for what goes on from each article when everything is read and nothing written yet."""

    def refresh_metadata_intersite_links(self) -> None:
        """Put what goes on from each article into the context, by its address; report what leads nowhere."""
        social: Describer = self.context["social"]
        written = [article for article in every_article(self.context) if is_written(article)]
        articles = sorted(written, key=self.settings["ARTICLE_ORDER_BY"])
        social.describe_all(filter(is_written, every_content(self.context)), self.context)
        metas = {article: social.content(article, self.context) for article in articles}
        listed = [article for article in articles if is_listed(metas[article])]
        parts = self.series(listed, metas)
        steps = self.paths()
        kin = {article: frozenset(part.url for part in place.items) for article, place in parts.items()}
        texts = [
            text_of(article, metas[article], body, kin.get(article, frozenset()))
            for article, body in zip(articles, self.bodies(articles), strict=True)
        ]
        self.context["onward"] = {
            article.url: self.onward(
                article, parts.get(article), steps.get(article), [articles[place] for place in places]
            )
            for article, places in zip(articles, self.ranked(articles, texts), strict=True)
        }
        self.check_calls(articles)
        self.check_forms()

    def bodies(self, articles: Iterable[Article]) -> list[str]:
        """Return a hash of the body of each article, "" where it is not known."""
        if only_ours(self.settings):
            return [article.metadata.get(DIGEST, "") for article in articles]
        return [hashed(article._content) for article in articles]  # noqa: SLF001 (others may have changed it)

    def ranked(self, articles: Sequence[Article], texts: Sequence[Text]) -> list[tuple[int, ...]]:
        """Return for each article the places of those most related to it; `texts` are the articles."""
        store: Store | None = self.settings.get(STORE)
        before = unpacked(store.get(SECTION, hashed(SHOWN)) or {}) if store else {}

        def said(place: int) -> Words:
            # The text itself, before links in it are resolved, which changes no word.
            return words_of(texts[place].title, texts[place].summary, articles[place]._content)  # noqa: SLF001

        found, rankings = related(texts, lambda places: spread(said, places, COUNTING), SHOWN + 1, before)
        if store and rankings != before:
            store.put(SECTION, hashed(SHOWN), packed(rankings))
        return found

    def series(self, articles: Iterable[Article], metas: Mapping[Article, Metadata]) -> dict[Article, Place[Article]]:
        """Return the place of each in its series, oldest first; tell of a part alone that may be a slip of the pen."""
        found: dict[Article, Place[Article]] = {}
        oldest_first = sorted(articles, key=lambda article: (article.date, article.slug))
        named = [(article, name) for article in oldest_first if (name := written_under(article, "series"))]
        for language in dict.fromkeys(metas[article].language for article, _ in named):
            found |= series((article, name) for article, name in named if metas[article].language == language)
        for article, name in named:
            others = {other for part, other in named if part in found}
            if article not in found and (meant := nearest(name, others - {name})):
                message = f'Series: "{name}" has this part alone{meant}'
                log_advice(article.source_path, line_of_key(article, "series"), "series", message)
        return found

    def paths(self) -> dict[Article, Place[Article]]:
        """Return the place of each article on a reading path."""
        topics = {article: topic.name for topic in self.context["topics"] for article in topic.articles}
        return on_paths(
            ((topic.name, topic.url, path(topic.pillar, topic.path)) for topic in self.context["topics"]), topics
        )

    def onward(
        self, article: Article, part: Place[Article] | None, step: Place[Article] | None, ranked: Iterable[Article]
    ) -> Onward:
        """Return what goes on from an article."""
        before, after = self.context["neighbours"].get(article.url, (None, None))
        if part:
            before, after = part.before, part.after
        found = Onward(part, step, before, after, ())
        goes_on = found.step.after if found.step else None
        chosen = [other for other in self.chosen(article) if other is not goes_on]
        others = [other for other in ranked if other is not goes_on]
        return replace(found, related=chosen_first(chosen, others, SHOWN))

    def chosen(self, article: Article) -> list[Article]:
        """Return the articles that a writer chose to go on with, in the article's own language where they exist in it.

        A draft may name others that wait as it does.
        """
        if article.status == "draft" or "related" not in article.metadata["front_matter"]:
            return []
        if article.slug in split(field(article.metadata["front_matter"], "related"), ","):
            message = f'Related: "{article.slug}" is the post itself; take it out'
            log_problem(article.source_path, line_of_key(article, "related"), "related", message)
        named = posts_named(article, "related", published(self.context))
        return [in_language_of(article, other) for other in named if other.slug != article.slug]

    def check_calls(self, articles: Iterable[Article]) -> None:
        """Report calls to action that lack a button where the settings have none to lend."""
        setting = read_setting(self.settings[SETTING])
        for content in (*articles, *self.context["profile_pages"]["topics"]):
            call = content.metadata.get("call")
            if call and lacks_button(call, setting):
                message = f"a call to action needs {LABEL.title()} and {LINK.title()}, since {SETTING} is empty"
                log_problem(content.source_path, line_of_key(content, "call_to_action"), "call_to_action", message)

    def check_forms(self) -> None:
        """Raise SettingError where a form leads to a page of thanks that does not exist."""
        pages = {page.url for name in ("pages", "hidden_pages") for page in self.context[name]}
        for name, form in read_forms(self.settings["FORMS"]).items():
            if form.names_thanks and form.thanks not in pages:
                message = f'thanks at "{form.thanks}", but no page has that address{nearest(form.thanks, pages)}'
                raise SettingError(f'FORMS: "{name}" {message}')


def is_listed(meta: Metadata) -> bool:
    """Return whether an article may be offered to readers of others."""
    return meta.visibility is Visibility.PUBLIC and meta.is_indexable


def written_under(content: Content, key: str) -> str:
    """Return what is written under a key of a file's front matter, or ""."""
    return one(content.metadata["front_matter"], key)


def text_of(article: Article, meta: Metadata, body: str, kin: frozenset[str]) -> Text:
    """Return an article as others are compared with it."""
    return Text(
        key=article.url,
        group=article.slug,
        language=primary(meta.language),
        topic=article.category.slug,
        tags=tuple(tag.slug for tag in getattr(article, "tags", ())),
        title=meta.heading,
        summary=meta.description.value if meta.has_summary else "",
        body=body,
        listed=is_listed(meta),
        kin=kin,
    )


def in_language_of(article: Article, other: Article) -> Article:
    """Return another article in the language of one, if it is translated into it."""
    versions = (version for version in other.translations if version.lang == article.lang)
    return next(versions, other) if other.lang != article.lang else other


@pass_context
def questions(context: Context) -> list[tuple[Topic, list[Metadata]]]:
    """Return, for the language of the page being rendered, each topic with those of its articles that say which
    question they answer, in reading order; topics without any are left out.
    """
    found = context.get_all()
    social = describer(found)
    language = primary(social.page(found).language)
    asked = []
    for topic in context["topics"]:
        articles = along(path(topic.pillar, topic.path), topic.articles)
        versions = dict.fromkeys(version for article in articles for version in (article, *article.translations))
        metas = [social.content(version, found) for version in versions]
        own = [meta for meta in metas if meta.question.value and primary(meta.language) == language and is_listed(meta)]
        asked += [(topic, own)] if own else []
    return asked


@pass_context
def call_to_action(context: Context) -> Asked | None:
    """Return what the page being rendered asks its readers to do, or None."""
    found = context.get_all()
    meta = describer(found).page(found)
    article, category = found.get("article"), found.get("category")
    name = article.category.name if article else category.name if category else ""
    topic = found["topics_by_name"].get(name)
    setting: Fallback = read_setting(found[SETTING])
    own = linked(article.metadata.get("call"), found) if article else None
    general = linked(topic.call, found) if topic else None
    return choose(own, general, setting, meta.language, meta.site.language)


def linked(call: Call | None, context: Mapping[str, Any]) -> Call | None:
    """Return a call with the path of the page that its button leads to."""
    if call is None or not call.file:
        return call
    if call.file != HOME:
        note(ADDRESS, call.file)
    url = "" if call.file == HOME else context["generated_content"][call.file].url
    return replace(call, link=f"{url}{call.link}", file="")


@pass_context
def form(context: Context, name: str) -> Form:
    """Return a form for the page being rendered: with the page of thanks in its language where there is one."""
    found = context.get_all()
    meta = describer(found).page(found)
    chosen = read_forms(found["FORMS"])[name]
    note(THANKED, f"{chosen.thanks}{BETWEEN}{meta.language}")
    url = meta.site.address(thanks_in(chosen.thanks, meta.language, found))

    def told(text: str) -> str:
        return text.replace(THANKS, url)

    fields = {key: told(value) for key, value in chosen.fields.items()}
    return replace(chosen, action=told(chosen.action), fields=fields)


def thanks_in(path_of_page: str, language: str, context: Mapping[str, Any]) -> str:
    """Return the path of a page, or of its translation into a language."""
    pages = (page for name in ("pages", "hidden_pages") for page in context[name] if page.url == path_of_page)
    versions = (version for page in pages for version in page.translations)
    return next((version.url for version in versions if primary(version.lang) == primary(language)), path_of_page)


def add_to_templates(generator: Generator) -> None:
    """Give a generator's templates what they need to print. Raises SettingError where the settings cannot be used."""
    read_forms(generator.settings["FORMS"])
    read_setting(generator.settings[SETTING])
    generator.env.globals |= {"call_to_action": call_to_action, "form": form, "questions": questions}
    context = generator.context
    context.setdefault(ANSWERS, {}).update(
        {
            ADDRESS: lambda path: str(getattr(context["generated_content"].get(path), "url", "")),
            THANKED: lambda key: thanks_in(*key.rsplit(BETWEEN, 1), context),  # type: ignore[call-arg]
        }
    )


def add_generator(pelican: Pelican) -> type[Generator]:
    """Return the generator that Pelican should run beside its own."""
    return ReadingGenerator


def register() -> None:
    """Connect to Pelican; whatever can fail waits for a signal, since errors in here are swallowed."""
    signals.generator_init.connect(add_to_templates)
    signals.get_generators.connect(add_generator)
