"""What people do to a site between two publishes, each as a small function with a random choice in it."""

import os
import re
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from shutil import copytree, rmtree

from commands import Started
from factories import ROOT, TEST_SITE
from PIL import Image

INVENTORY = "output.files"  # what the publish notes of output/, in its cache
LOST = 0.3  # share of the kept files that an accident takes
# What is no part of the project, by the first part of the path.
MADE = ("output", ".cache", "clean")
COMPILED = "__pycache__"
CONTENT = Path(__file__).parent / "publishing" / "rebuild"
# Long ago, so that no file is older than the day; noon, so that it is the same day in every time zone that is set.
BEGIN = datetime(2020, 3, 1, 12, tzinfo=UTC)
SETTINGS = f"""\
import sys
from pathlib import Path
sys.path[:0] = [{str(TEST_SITE.parent)!r}, str(Path(__file__).parent)]
from bare import *
from facts import motto
here = Path(__file__).parent
PATH, THEME, WORDS = str(here / "content"), str(here / "theme"), here / "theme/words"
EXTRA_PATH_METADATA = at_the_root(here / "content")
# A drawing goes with the day after which no page names it: each publish of these tests has a day of its own.
CARD_DAYS = 0
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = ""
DEFAULT_PAGINATION = 3
PLUGIN_PATHS, PLUGINS = [*PLUGIN_PATHS, str(here / "more")], [*PLUGINS, "extra"]
JINJA_GLOBALS = {{"motto": motto}}
SECURITY_TXT = {{"contact": "mailto:a@example.org", "expires": "2020-12-01"}}
"""
FACTS = 'def motto():\n    return "Share well"\n'
PLUGIN = """\
from pelican import signals

SIGN = "first"


def add(generator):
    generator.env.globals["sign"] = lambda: SIGN


def register():
    signals.generator_init.connect(add)
"""
FOOTER = "theme/templates/partials/site-footer.html"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path d="M0 {0}h90" stroke="currentColor"/></svg>'
FIXED = ("first-steps", "reach", "counting", "moving-pictures")
NOTE = """\
Title: A note on {word}
Date: {day}
Category: {topic}
Tags: {tag}
Summary: Few words on {word}.

Words on {word}, and [how to count](counting.md#{part}).
"""
TAGS = ("Basics", "Sharing", "Numbers", "Networks", "Pictures", "Languages", "Alone", "C++")
KEYS = {
    "Share_Title": "For networks: {word}",
    "Share_Description": "On networks: {word}.",
    "Question": "Why {word}?",
    "Hashtags": "{word}",
    "Share_Text": "Read {word}.",
    "Share_Text_Mastodon": "Read {word} over there.",
    "Campaign": "{word}",
    "Sponsored": "true",
    "Call_To_Action": "none",
    "Card": "text",
    "Robots": "noindex",
    "Status": "hidden",
    "Draft": "true",
    "Canonical": "https://example.com/{word}/",
    "Reviewed": "2020-02-27",
    "Modified": "2020-02-2{digit}",
    "Image_Caption": "Of {word}.",
    "Related": "reach, counting",
    "Series": "Numbers",
    "Review_By": "2020-03-1{digit}",
}


@dataclass
class Site:
    """A project in a folder, and what decides how it is edited.

    Attributes:
        now: what the clock shows.
        seconds: what a publish takes.
        variables: changes to the environment of a publish.
    """

    folder: Path
    random: Random
    now: datetime = BEGIN
    seconds: float = 1
    variables: dict[str, str] = field(default_factory=lambda: {"SITEURL": "https://example.org/blog"})

    def publish(self, under: str = "") -> Started:
        """Start the command behind `make html`, into a folder of the project and with a cache beside it."""
        for folder in (self.file(COMPILED), self.file(f"more/{COMPILED}")):  # right to the second alone
            rmtree(folder, ignore_errors=True)
        where = ("--output", f"{under}output", "--cache", f"{under}.cache")
        arguments = ("html", "--settings", "settings.py", "--json", *where)
        return Started("publishing", *arguments, cwd=self.folder, CLOCK=self.now.isoformat(), **self.variables)

    def files(self) -> dict[str, bytes]:
        """Return what people have written, by path."""
        files = {file.relative_to(self.folder): file for file in self.folder.rglob("*") if file.is_file()}
        return {
            path.as_posix(): file.read_bytes()
            for path, file in files.items()
            if path.parts[0] not in MADE and COMPILED not in path.parts
        }

    def write(self, files: dict[str, bytes], variables: dict[str, str]) -> None:
        """Let the files, and the environment, be what they were at another time."""
        found = self.files()
        for path in found.keys() - files:
            self.file(path).unlink()
        for path, data in files.items():
            if found.get(path) != data:
                self.file(path).write_bytes(data)
        self.variables = dict(variables)

    def file(self, name: str) -> Path:
        return self.folder / name

    def texts(self) -> list[Path]:
        """Return all files of Markdown."""
        return sorted(self.file("content").rglob("*.md"))

    def posts(self) -> list[Path]:
        """Return the files of posts that have no translation, drafts included."""
        return [file for file in sorted(self.file("content/posts").glob("*.md")) if not file.stem.startswith("hello")]

    def post(self) -> Path:
        return self.random.choice(self.posts())

    def loose_post(self) -> Path:
        """Return a post of which no edit knows the file's name."""
        return self.random.choice([post for post in self.posts() if post.stem not in FIXED])

    def word(self) -> str:
        """Return a word that stands nowhere yet."""
        return f"word{self.random.randrange(10**6)}"

    def day(self, first: int, last: int) -> str:
        """Return a day so many days from now."""
        return f"{self.now + timedelta(self.random.randint(first, last)):%Y-%m-%d}"

    def replace(self, name: str | Path, old: str, new: str) -> None:
        """Replace words in a file, which must have them."""
        file = self.folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{name} lacks {old!r}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def append(self, name: str | Path, text: str) -> None:
        file = self.folder / name
        file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")

    def set(self, line: str) -> None:
        """Write a further line of settings."""
        self.append("settings.py", f"{line}\n")

    def value(self, file: Path, key: str) -> str:
        """Return what a file says under a key, "" if nothing."""
        found = re.search(rf"^{key}: (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
        return found[1] if found else ""

    def put(self, name: str | Path, key: str, value: str) -> None:
        """Write a key of the front matter."""
        file = self.folder / name
        text = re.sub(rf"^{key}: .*\n", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
        first, rest = text.split("\n", 1)
        file.write_text(f"{first}\n{key}: {value}\n{rest}", encoding="utf-8")

    def drop(self, name: str | Path, key: str) -> None:
        file = self.folder / name
        file.write_text(
            re.sub(rf"^{key}: .*\n", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8"
        )

    def slug(self, file: Path) -> str:
        return self.value(file, "Slug") or file.stem

    def moved(self, file: Path, old: str, new: str) -> None:
        """Let everything that names a post by its slug name the new one, and the old address lead to it."""
        for text in self.texts():
            found = text.read_text(encoding="utf-8")
            lines = r"^(?:Start_Here|Pillar|Reading_Path|Related): .*$"
            told = re.sub(lines, lambda line: re.sub(rf"\b{old}\b(?!-)", new, line[0]), found, flags=re.MULTILINE)
            if told != found:
                text.write_text(told, encoding="utf-8")
        aliases = [alias for alias in self.value(file, "Aliases").split(", ") if alias and alias != f"/{new}/"]
        self.put(file, "Aliases", ", ".join((*aliases, f"/{old}/")))

    def forgotten(self, file: Path) -> None:
        """Take out every link to a post, and every list's word of it."""
        slug = self.slug(file)
        for text in self.texts():
            found = text.read_text(encoding="utf-8")
            told = re.sub(rf"\[([^]]*)\]\((?:[^)]*/)?{file.name}[^)]*\)", r"\1", found)
            for key in ("Start_Here", "Pillar", "Reading_Path", "Related"):
                told = re.sub(rf"^{key}: {slug}\n", "", told, flags=re.MULTILINE)
                told = re.sub(rf"^({key}: .*), {slug}\b(?!-)", r"\1", told, flags=re.MULTILINE)
                told = re.sub(rf"^({key}: ){slug}, ", r"\1", told, flags=re.MULTILINE)
            if told != found:
                text.write_text(told, encoding="utf-8")


def made(folder: Path, random: Random) -> Site:
    """Return a new project, with a theme of its own."""
    copytree(CONTENT, folder / "content")
    copytree(TEST_SITE.parent / "content" / "images", folder / "content" / "images")
    for part in ("templates", "static", "words"):
        copytree(ROOT / "theme" / part, folder / "theme" / part)
    site = Site(folder, random)
    site.file("settings.py").write_text(SETTINGS, encoding="utf-8")
    site.file("facts.py").write_text(FACTS, encoding="utf-8")
    site.file("more").mkdir()
    site.file("more/extra.py").write_text(PLUGIN, encoding="utf-8")
    site.replace(FOOTER, "</footer>", "<p>{{ motto() }} {{ sign() }}</p></footer>")
    site.file("content/images/drawing.svg").write_text(SVG.format(9), encoding="utf-8")
    for name in ("photo", "graph"):
        drawn(site, f"content/images/{name}.png", (640, 340))
    return site


def drawn(site: Site, name: str, size: tuple[int, int]) -> None:
    """Write a picture of some random colours."""
    colours = site.random.randbytes(6 * 4 * 3)
    site.file(name).parent.mkdir(exist_ok=True)
    Image.frombytes("RGB", (6, 4), colours).resize(size).save(site.file(name))


Edit = Callable[[Site], None]
EDITS: list[Edit] = []
"""What leaves a site that can be published; now and then one does not, after others, and is taken back."""
MISTAKES: list[Edit] = []
"""What no publish takes."""


def edit(function: Edit) -> Edit:
    EDITS.append(function)
    return function


def mistake(function: Edit) -> Edit:
    MISTAKES.append(function)
    return function


# --- Words ------------------------------------------------------------------------------------------------------------


@edit
def write_a_sentence(site):
    site.append(site.post(), f"\nA sentence with {site.word()}.\n")


@edit
def write_a_heading(site):
    site.append(site.post(), f"\n## On {site.word()}\n\nText.\n")


@edit
def change_a_title(site):
    post = site.post()
    site.put(post, "Title", f"The title {site.word()}")


@edit
def change_a_summary(site):
    site.put(site.post(), "Summary", f"A summary with {site.word()}.")


@edit
def add_empty_lines(site):
    site.append(site.post(), "\n\n")


@edit
def change_what_a_picture_shows(site):
    site.put("content/posts/first-steps.md", "Image_Alt", f"A road to {site.word()}")


@edit
def change_words_of_a_picture_in_a_text(site):
    found = re.search(r"!\[([^]]*)", site.file("content/posts/moving-pictures.md").read_text(encoding="utf-8"))[1]
    site.replace("content/posts/moving-pictures.md", f"![{found}]", f"![A graph of {site.word()}]")


def linked_heading(site: Site) -> str:
    """Return the heading that links to the post on counting name."""
    text = site.file("content/posts/counting.md").read_text(encoding="utf-8")
    return re.search(r"^## (How to .*)$", text, re.MULTILINE)[1]


def fragment(heading: str) -> str:
    return heading.lower().replace(" ", "-")


@edit
def change_a_heading_that_links_name(site):
    old = linked_heading(site)
    new = f"How to {site.word()}"
    site.replace("content/posts/counting.md", f"## {old}", f"## {new}")
    for text in site.texts():
        found = text.read_text(encoding="utf-8")
        text.write_text(found.replace(f"#{fragment(old)})", f"#{fragment(new)})"), encoding="utf-8")


@edit
def link_to_another_post(site):
    site.append(site.post(), f"\nSee [another]({site.random.choice(site.posts()[:5]).name}).\n")


@edit
def change_the_sum_of_a_calculator(site):
    site.replace("content/posts/reach.md", "```calculator\n", f"```calculator What {site.word()} costs\n")


@edit
def change_a_key(site):
    key = site.random.choice(list(KEYS))
    site.put(site.post(), key, KEYS[key].format(word=site.word(), digit=site.random.randint(1, 8)))


@edit
def drop_a_key(site):
    post = site.post()
    site.drop(post, site.random.choice([*KEYS, "Aliases"]))


# --- Posts come, go and move ------------------------------------------------------------------------------------------


def note(site: Site, day: str) -> None:
    topic = site.random.choice(("Sharing", "Measuring & counting", "Networks"))
    word = site.word()
    part = fragment(linked_heading(site))
    text = NOTE.format(word=word, day=day, topic=topic, tag=site.random.choice(TAGS), part=part)
    site.file(f"content/posts/{word}.md").write_text(text, encoding="utf-8")


@edit
def add_a_post(site):
    note(site, site.day(-1, 0))


@edit
def add_an_old_post(site):
    note(site, site.day(-60, -40))


@edit
def add_a_post_that_waits(site):
    note(site, site.day(2, 5))


@edit
def delete_a_post(site):
    post = site.loose_post()
    site.forgotten(post)
    post.unlink()


@edit
def rename_a_post(site):
    post = site.loose_post()
    slug, new = site.slug(post), site.word()
    if not site.value(post, "Slug"):
        site.moved(post, slug, new)
    for text in site.texts():
        found = text.read_text(encoding="utf-8")
        text.write_text(re.sub(rf"(?<=[(/]){post.name}", f"{new}.md", found), encoding="utf-8")
    post.rename(post.with_stem(new))


@edit
def change_a_slug(site):
    post = site.post()
    old, new = site.slug(post), site.word()
    site.put(post, "Slug", new)
    site.moved(post, old, new)


@edit
def add_an_old_address(site):
    site.put(site.post(), "Aliases", f"/was/{site.word()}/")


@edit
def publish_a_draft(site):
    for post in site.posts():
        site.drop(post, "Draft")


@edit
def make_a_post_wait(site):
    site.put(site.post(), "Date", site.day(2, 4))


@edit
def change_a_date(site):
    site.put(site.post(), "Date", site.day(-70, 0))


@edit
def change_a_time(site):
    site.put(site.post(), "Date", f"{site.day(-9, -1)} 0{site.random.randint(1, 9)}:30+05:00")


@edit
def days_go_by(site):
    site.now += timedelta(site.random.randint(3, 9))


# --- What binds posts -------------------------------------------------------------------------------------------------


@edit
def change_tags(site):
    site.put(site.post(), "Tags", ", ".join(site.random.sample(TAGS, site.random.randint(1, 3))))


@edit
def change_the_topic(site):
    site.put(site.post(), "Category", site.random.choice(("Sharing", "Measuring & counting", "Networks")))


@edit
def change_authors(site):
    site.put(site.post(), "Authors", site.random.choice(("Bo O’Brien", "Ada Team", "Bo O’Brien; Ada Team")))


@edit
def change_an_author(site):
    name = site.random.choice(("ada-team", "bo-o-brien"))
    site.put(f"content/authors/{name}.md", "Profiles", f"https://example.com/{site.word()}")
    site.put(f"content/authors/{name}.md", "Summary", f"Of {site.word()}.")


@edit
def rename_an_author(site):
    old, new = "Bo O’Brien", f"Bo {site.word()}"
    for text in site.texts():
        text.write_text(text.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@edit
def change_the_text_of_a_topic(site):
    site.append(site.random.choice(sorted(site.file("content/topics").glob("*.md"))), f"\nMore on {site.word()}.\n")


@edit
def change_the_order_of_topics(site):
    for topic in site.file("content/topics").glob("*.md"):
        site.put(topic, "Order", str(site.random.randint(1, 99)))


@edit
def change_the_name_of_a_topic(site):
    for text in site.texts():
        found = text.read_text(encoding="utf-8")
        text.write_text(found.replace(": Networks\n", ": Networks & co\n"), encoding="utf-8")


@edit
def change_what_to_read_first(site):
    posts = [site.slug(post) for post in site.posts() if not site.value(post, "Draft")]
    site.put("content/topics/sharing.md", "Pillar", site.random.choice(posts))
    site.put("content/topics/sharing.md", "Reading_Path", ", ".join(site.random.sample(posts, 3)))


@edit
def change_what_a_topic_calls_for(site):
    site.put("content/topics/measuring.md", "Call_To_Action", f"Count {site.word()}")


@edit
def change_a_translation(site):
    site.put("content/posts/hello-fr.md", "Title", f"Bonjour {site.word()}")


@edit
def add_or_delete_a_translation(site):
    file = site.file("content/posts/hello-fr.md")
    if site.file("content/posts/hello-de.md").exists():
        site.file("content/posts/hello-de.md").unlink()
        return
    text = file.read_text(encoding="utf-8").replace("Lang: fr", "Lang: de")
    site.file("content/posts/hello-de.md").write_text(text, encoding="utf-8")


@edit
def change_home(site):
    slugs = [site.slug(post) for post in site.posts() if not site.value(post, "Draft")]
    site.put("content/home.md", "Start_Here", ", ".join(site.random.sample(slugs, 2)))
    site.append("content/home.md", f"\nWelcome, {site.word()}.\n")


@edit
def change_a_meaning(site):
    site.replace("content/pages/glossary.md", ":   ", f":   Of {site.word()}: ")


@edit
def change_a_page(site):
    site.append("content/pages/about.md", f"\nAnd {site.word()}.\n")


@edit
def add_a_page(site):
    word = site.word()
    site.file(f"content/pages/{word}.md").write_text(
        f"Title: Of {word}\nSummary: {word}.\n\n{word}\n", encoding="utf-8"
    )


# --- Files ------------------------------------------------------------------------------------------------------------


@edit
def change_bytes_of_a_picture(site):
    """Everything that a file system tells of it stays, but for its length."""
    name = f"content/images/{site.random.choice(('photo', 'graph'))}.png"
    before = site.file(name).stat()
    with Image.open(site.file(name)) as picture:
        size = picture.size
    drawn(site, name, size)
    os.utime(site.file(name), ns=(before.st_atime_ns, before.st_mtime_ns))


@edit
def change_the_size_of_a_picture(site):
    drawn(site, f"content/images/{site.random.choice(('photo', 'graph'))}.png", (site.random.randint(600, 800), 420))


@edit
def put_a_picture_beside_posts(site):
    """It is nearer to them than the one of the same name that they have shown."""
    file = site.file("content/posts/images/photo.png")
    if file.exists():
        file.unlink()
    else:
        drawn(site, "content/posts/images/photo.png", (620, 330))


@edit
def change_the_picture_of_shares(site):
    drawn(site, "content/images/default.png", (1200, 630))


@edit
def change_a_drawing(site):
    site.file("content/images/drawing.svg").write_text(SVG.format(site.random.randint(1, 29)), encoding="utf-8")


@edit
def give_a_post_a_picture(site):
    post = site.post()
    site.put(post, "Image", f"images/{site.random.choice(('photo', 'graph', 'wide'))}.png")
    site.put(post, "Image_Alt", f"A picture of {site.word()}")


@edit
def change_a_file_to_download(site):
    site.append("content/extra/table.csv", f"{site.word()},2\n")


@edit
def add_a_file_to_copy(site):
    site.file(f"content/extra/{site.word()}.txt").write_text("A file.\n", encoding="utf-8")


# --- Theme and words --------------------------------------------------------------------------------------------------


@edit
def change_the_template_of_articles(site):
    site.replace("theme/templates/article.html", "{{ byline(meta) }}", "{{ byline(meta) }}<p>" + site.word() + "</p>")


@edit
def change_a_template_that_others_extend(site):
    site.replace("theme/templates/base.html", "</body>", f"<p>{site.word()}</p></body>")


@edit
def change_a_list(site):
    site.replace("theme/templates/list.html", '<div class="grid">', f'<p>{site.word()}</p><div class="grid">')


@edit
def change_a_macro(site):
    macro = re.search(r"{%-? macro post_card.*?%}", site.file("theme/templates/macros/post.html").read_text("utf-8"))[0]
    site.replace("theme/templates/macros/post.html", macro, f"{macro}<b>{site.word()}</b>")


@edit
def change_a_partial(site):
    site.replace(FOOTER, "</footer>", f"<p>{site.word()}</p></footer>")


@edit
def change_styles(site):
    name = site.random.choice(("tokens", "lists", "later", "video", "glossary"))
    site.append(f"theme/templates/css/{name}.css", f".{site.word()} {{ color: red; }}\n")


@edit
def change_a_script(site):
    name = site.random.choice(("share", "contents", "terms"))
    site.append(f"theme/static/js/{name}.js", f"// {site.word()}\n")


@edit
def list_the_newest_on_each_page(site):
    newest = "{% for one in articles[:2] %}<a href='{{ BASE_PATH }}/{{ one.url }}'>{{ one.title }}</a>{% endfor %}"
    site.replace(FOOTER, "</footer>", f"<p>{newest}</p></footer>")


@edit
def list_neighbours_and_topics_below_articles(site):
    """A template may show anything of any post."""
    lists = (
        "{% set own = articles | selectattr('category', 'equalto', article.category) | list %}"
        "<p>{% for one in own %}{{ (one | metadata).description.value }} {{ one.content | length }}{% endfor %}"
        "{% for topic, all in categories %}{{ topic }} {{ all | length }}{% endfor %} {{ drafts | length }}</p>"
    )
    site.replace("theme/templates/article.html", "{{ byline(meta) }}", "{{ byline(meta) }}" + lists)


@edit
def change_a_word_of_the_theme(site):
    words = site.file("theme/words/en.toml").read_text(encoding="utf-8")
    key, value = re.search(
        r'^(next_part|also_in|related|footer_menu|follow) = "([^"{]*)"$', words, re.MULTILINE
    ).groups()
    site.replace("theme/words/en.toml", f'{key} = "{value}"', f'{key} = "{site.word()}"')


# --- Settings and code ------------------------------------------------------------------------------------------------

LINES = (
    "SITENAME = 'Site {word}'",
    "SITESUBTITLE = '{word}'",
    "MENU = [*MENU, ('{word}', 'archives/')]",
    "SHARE_NETWORKS = ['x', 'email']",
    "SHARE_PREVIEWS = ['linkedin']",
    "SHARE_CAMPAIGN = '{word}'",
    "SHARE_IMAGE_ALT = '{word}'",
    "DEFAULT_PAGINATION = {digit}",
    "COMMENTS = {{'provider': 'isso', 'url': 'https://comments.example.org'}}",
    "TIMEZONE = 'America/New_York'",
    "ANALYTICS = {{'provider': 'plausible', 'domain': '{word}.example.org'}}",
    "CALL_TO_ACTION = CALL_TO_ACTION | {{'title': '{word}'}}",
    "ORGANISATION = ORGANISATION | {{'description': 'On {word}.'}}",
    "TWITTER_SITE = '@{word}'",
    "SOCIAL_PROFILES = ['https://example.social/@{word}']",
    "LLMS_TXT = True",
    "HEADERS = {{'X-Word': '{word}'}}",
    "DEFAULT_LANG = 'en-US'",
    "AUTHOR = 'Bo O’Brien'",
    "FEED_TAG = '{word}.example.org,2020'",
    "FEED_PATHS = FEED_PATHS[:{digit}]",
    "CATEGORY_URL, CATEGORY_SAVE_AS = 'on/{{slug}}/', 'on/{{slug}}/index.html'",
    "DRAFT_SAVE_AS = 'drafts/{{slug}}/index.html'",
    "JINJA_GLOBALS = {{'motto': lambda: '{word}'}}",
    "JINJA_FILTERS = {{'long_date': lambda value, language: '{word}'}}",
    "MARKDOWN = {{'extensions': ['toc'], 'extension_configs': {{'toc': {{'permalink': '{word}'}}}}}}",
)


@edit
def change_a_setting(site):
    line = site.random.choice(LINES)
    site.set(line.format(word=site.word(), digit=site.random.randint(1, 5)))


@edit
def change_another_setting(site):
    change_a_setting(site)


@edit
def change_a_colour_of_the_brand(site):
    colour = f"#00{site.random.randrange(0x40):02x}{site.random.randrange(0x40):02x}"
    light = f"BRAND['colours']['light'] | {{'accent': {colour!r}}}"
    site.set(f"BRAND = BRAND | {{'colours': BRAND['colours'] | {{'light': {light}}}}}")


@edit
def change_the_address_of_the_site(site):
    site.variables["SITEURL"] = f"https://{site.word()}.example.org"


@edit
def change_code_of_the_settings(site):
    site.file("facts.py").write_text(f"def motto():\n    return 'Share {site.word()}'\n", encoding="utf-8")


@edit
def change_a_plugin(site):
    site.file("more/extra.py").write_text(PLUGIN.replace("first", site.word()), encoding="utf-8")


@edit
def let_a_plugin_change_texts(site):
    change = f"""
def change(content):
    content._content += "<p>{site.word()}</p>"


signals.content_object_init.connect(change)
"""
    site.append("more/extra.py", change)


# --- Nothing ----------------------------------------------------------------------------------------------------------


@edit
def touch_everything(site):
    for file in site.folder.rglob("*.*"):
        if file.is_file() and not {"output", ".cache"} & set(file.relative_to(site.folder).parts):
            os.utime(file)


@edit
def lose_what_is_kept(site):
    """The list of what was published here stays: without it no publish dares to touch the folder."""
    for file in sorted(site.file(".cache").rglob("*.*")):
        if file.is_file() and not file.name.startswith(INVENTORY) and site.random.random() < LOST:
            file.unlink()


@edit
def damage_what_is_kept(site):
    for file in sorted(site.file(".cache").glob("*.sqlite*")):
        data = bytearray(file.read_bytes())
        for place in site.random.sample(range(len(data)), min(len(data), 20)):
            data[place] ^= 0xFF
        file.write_bytes(data[: site.random.choice((len(data), len(data) // 2, 0))])


@edit
def kill_a_publish(site):
    """At any moment, with all that it has started."""
    write_a_sentence(site)
    process = site.publish()
    time.sleep(site.random.random() * site.seconds)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


@edit
def start_anew(site):
    """As `make clean` does."""
    rmtree(site.file(".cache"))
    rmtree(site.file("output"))


@edit
def change_what_was_published(site):
    pages = sorted(site.file("output").rglob("*.html"))
    for page in site.random.sample(pages, 3):
        page.write_text("Somebody was here.", encoding="utf-8")
    site.random.choice(pages).unlink()


# --- Mistakes ---------------------------------------------------------------------------------------------------------


@mistake
def link_to_no_file(site):
    site.append(site.post(), "\nA [link](nowhere.md).\n")


@mistake
def link_to_no_part(site):
    site.append("content/pages/about.md", "\nA [link](../posts/counting.md#nowhere).\n")


@mistake
def forget_a_heading_that_links_name(site):
    text = site.file("content/posts/counting.md").read_text(encoding="utf-8")
    heading = re.search(r"^## How to .*$", text, re.MULTILINE)[0]
    site.replace("content/posts/counting.md", heading, "## Other")


@mistake
def forget_links_to_a_post(site):
    site.file("content/posts/counting.md").unlink()


@mistake
def name_no_topic(site):
    site.put("content/posts/reach.md", "Category", "None such")


@mistake
def name_no_author(site):
    site.put("content/posts/reach.md", "Authors", "None Such")


@mistake
def write_no_date(site):
    site.put("content/posts/reach.md", "Date", "tomorrow")


@mistake
def misspell_a_key(site):
    site.put("content/posts/first-steps.md", "Sumary", "x")


@mistake
def take_an_address_twice(site):
    site.put("content/pages/about.md", "Slug", "counting")


@mistake
def break_a_picture(site):
    file = site.file("content/images/graph.png")
    file.write_bytes(file.read_bytes()[:99])


@mistake
def break_a_template(site):
    site.append("theme/templates/base.html", "{% if %}")


@mistake
def name_nothing_in_a_template(site):
    site.append("theme/templates/page.html", "{% block outro %}{{ nothing.at.all }}{% endblock %}")
    site.replace("theme/templates/page.html", "{% block main %}", "{% block main %}{{ nothing }}")


@mistake
def break_a_setting(site):
    site.set("SHARE_NETWORKS = ['none-such']")


@mistake
def break_the_settings(site):
    site.set("SHARE_NETWORKS = [")


@mistake
def break_a_plugin(site):
    site.append("more/extra.py", "\nraise ValueError\n")


@mistake
def lose_a_word_of_the_theme(site):
    words = site.file("theme/words/en.toml").read_text(encoding="utf-8")
    site.replace("theme/words/en.toml", re.search(r"^also_in = .*\n", words, re.MULTILINE)[0], "")
