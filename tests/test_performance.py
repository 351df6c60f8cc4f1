"""The benchmark measures all generators alike, and docs/performance.md says what it found."""

import re
import sys
from argparse import ArgumentTypeError
from dataclasses import replace

import builds
import pytest
import report
from corpus import LEAST, MOST, corpus
from factories import ROOT
from generators import eleventy, hugo, ours, stock
from generators.base import AbsentError, Generator
from measure import BuildError, Took, measure
from results import CHANGED, COLD, OCCASIONS, UNCHANGED, Race, Results, Saving, Weight, load, merged, save

SITE = corpus(60)
DIALECTS = {"stock": stock.post, "ours": ours.post, "hugo": hugo.post, "eleventy": eleventy.post}
TITLES = {"stock": "Pelican", "hugo": "Hugo", "ours": "this project"}


def took(wall: float) -> Took:
    """Return what a build took: as much processor time as wall time, and 100 MB a second."""
    return Took(wall, wall, int(wall * 100e6))


def race(posts: int = 1000, *rounds: dict[str, float], titles: dict[str, str] = TITLES) -> Race:
    """Return a race in whose rounds each generator took so many seconds on each occasion."""
    walls = rounds or ({"stock": 8.0, "hugo": 4.0, "ours": 2.0}, {"stock": 6.0, "hugo": 4.0, "ours": 3.0})
    taken = tuple({name: dict.fromkeys(OCCASIONS, took(wall)) for name, wall in each.items()} for each in walls)
    return Race(posts, "A machine", titles, taken)


def everything() -> Results:
    """Return results of every part."""
    weight = Weight("home", "phone", 9, {"HTML": 8700, "fonts": 76_300})
    races = {1000: race(), 10_000: race(10_000, {"ours": 30.0}, titles={"ours": "this project"})}
    return Results(races, Saving(1000, "A machine", (0.4, 0.3, 0.5)), (weight,))


# --- The document -----------------------------------------------------------------------------------------------------


def test_the_document_has_the_results():
    """docs/performance.md shows the kept results, as the benchmark prints them."""
    text = builds.DOCUMENT.read_text(encoding="utf-8")

    assert report.inserted(text, report.report(load(builds.KEPT))) == text


def test_the_document_names_what_there_is():
    """Options in the document's commands are options of the benchmark, and the Makefile takes SIZES and OPTIONS."""
    commands = re.findall(r"`make bench ?([^`]*)`", builds.DOCUMENT.read_text(encoding="utf-8"))
    named = {option for command in commands for option in re.findall(r"--[a-z]+", command)}
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").split("\nbench:", 1)[1].split("\n\n", 1)[0]
    known = (ROOT / "tests" / "benchmarks" / "builds.py").read_text(encoding="utf-8")

    assert named
    assert [option for option in named if f'"{option}"' not in known] == []
    assert "$(SIZES)" in recipe
    assert "$(OPTIONS)" in recipe


# --- The posts --------------------------------------------------------------------------------------------------------


def test_the_same_posts_for_a_seed():
    """A seed gives the same posts, a larger site begins with a smaller one, another seed gives others."""
    assert corpus(20) == corpus(20)
    assert corpus(20).posts == SITE.posts[:20]
    assert corpus(20, seed=1).posts != SITE.posts[:20]


def test_what_posts_are_made_of():
    """Lengths, tables, code, pictures, links and lists are as often as docs/performance.md says."""
    found = [post.body for post in SITE.posts]
    words = [len(re.findall(r"\w+", re.sub(r"```.*?```", "", body, flags=re.DOTALL))) for body in found]

    assert min(words) >= LEAST * 0.9
    assert max(words) <= MOST
    assert sum("```python" in body for body in found) == 20
    assert sum("$picture" in body for body in found) == 30
    assert sum("$link" in body for body in found) == 20
    assert 0.7 <= sum("| --- |" in body for body in found) / 60 <= 0.9
    assert all("\n- " in body and "\n1. " in body and "\n## " in body for body in found)
    assert [len(part) for part in (SITE.categories, SITE.tags, SITE.authors, SITE.pictures)] == [8, 60, 5, 20]
    assert all(len(set(post.tags)) == 3 and set(post.tags) <= set(SITE.tags) for post in SITE.posts)


def test_links_lead_to_posts_that_are_there():
    """A post links to an earlier one."""
    places = {post.slug: place for place, post in enumerate(SITE.posts)}
    linked = [(places[post.slug], places[post.linked]) for post in SITE.posts if post.linked]

    assert linked
    assert all(to < of for of, to in linked)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_same_bodies_in_every_dialect(dialect):
    """Below the front matter only addresses of links and pictures differ."""

    def without_addresses(text: str) -> str:
        return re.sub(r"\]\(.*?\)(?=[\s])", "]()", text.replace(" >}})", ")"))

    for post in SITE.posts:
        _, text = DIALECTS[dialect](post)
        assert without_addresses(text).endswith(without_addresses(f"\n\n{post.body}\n")), post.slug
        assert "$" not in text


def test_an_edit_changes_one_paragraph():
    """An edited post has a paragraph more, which holds the word."""
    post = SITE.posts[7]

    assert post.changed("marked").body.startswith(f"{post.body}\n\n")
    assert post.changed("marked") == replace(post, body=post.changed("marked").body)
    assert "marked" in post.changed("marked").body.removeprefix(post.body)


# --- Measuring --------------------------------------------------------------------------------------------------------


def test_time_of_all_processes(tmp_path):
    """Processor time is that of children, too, and a command's own words are silent."""
    work = "sum(range(3_000_000))"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{work}'], check=True); print('done')"
    alone = measure([sys.executable, "-c", work], tmp_path, {})
    both = measure([sys.executable, "-c", f"{child}; {work}"], tmp_path, {})

    assert both.cpu > alone.cpu * 1.3
    assert both.wall > 0
    assert 2e6 < alone.peak < 200e6


def test_a_build_that_fails(tmp_path):
    """What a failing command said is told with its exit code."""
    with pytest.raises(BuildError, match=r"ended with 3:\nno such thing"):
        measure([sys.executable, "-c", "print('no such thing'); raise SystemExit(3)"], tmp_path, {})


def generator(script: str) -> Generator:
    """Return a generator that is a piece of Python, run in the folder of a site with posts as they are."""
    command = (sys.executable, "-c", script)
    return Generator("site", "Copier", command, lambda *_: None, lambda post: (post.slug, post.body), "built")


# Copies posts that have no page yet.
COPIES = """
from pathlib import Path
for post in Path().glob("post-*"):
    page = Path("built", post.name, "index.html")
    page.parent.mkdir(parents=True, exist_ok=True)
    page.exists() or page.write_text(post.read_text())
"""


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("pass", "built no page of post-00000"),
        (COPIES, "did not build the change of post-00002"),
    ],
    ids=["nothing", "nothing new"],
)
def test_what_was_not_built_is_no_result(tmp_path, script, reason):
    """A build counts only when every post has its page, and the edited one its edit."""
    posts = replace(SITE, posts=SITE.posts[:4])
    made = generator(script)
    made.write(posts, tmp_path / "site")

    with pytest.raises(BuildError, match=reason):
        builds.one_round([made], posts, 0, tmp_path)


def test_eleventy_is_left_out_with_a_word(tmp_path):
    """Where Node or its packages are missing, the reason is told and nothing is fetched."""
    with pytest.raises(AbsentError, match=r"^Eleventy is left out: "):
        eleventy.eleventy(tmp_path)


def test_names_that_are_not_known():
    """A misspelt name of a generator is told beside those that there are."""
    assert builds.listed(builds.GENERATORS, "ours,stock") == ("stock", "ours")
    with pytest.raises(ArgumentTypeError, match=r"^jekyll: not one of stock, "):
        builds.listed(builds.GENERATORS, "jekyll,ours")


# --- Arithmetic and tables --------------------------------------------------------------------------------------------


def test_ratios_are_of_the_same_round():
    """A ratio compares what two generators took in one round."""
    assert report.ratios(race(), "ours", "stock", COLD, "wall") == [0.25, 0.5]
    assert report.spread([0.25, 0.5]) == "0.38 (0.25–0.50)"
    assert report.spread([0.25]) == "0.25"
    assert report.spread([]) == "–"


def test_growth():
    """Growth compares a post of the largest size with one of the smallest where start-up does not count."""
    races = [race(200, {"ours": 9.0}), race(1000, {"ours": 2.0}), race(10_000, {"ours": 30.0})]

    assert report.per_post(races[1], "ours", "wall") == 2.0
    assert report.growth(races, "ours", "cpu") == (1000, 10_000, 1.5)
    assert report.growth(races[:2], "ours", "cpu") is None


def test_a_table_of_a_race():
    """Medians, and ratios against Pelican and Hugo."""
    rows = report.occasion_table(race(), COLD).splitlines()

    compared = " | ".join(["0.38 (0.25–0.50)"] * 2 + ["0.62 (0.50–0.75)"] * 2)
    assert rows[-1] == f"| this project | 2.50 | 2.50 | 250 | {compared} |"
    assert rows[2].startswith("| Pelican | 7.00 | 7.00 | 700 | 1 | 1 | ")
    assert len({row.count("|") for row in rows}) == 1


def test_a_race_without_others():
    """Nothing is compared with what did not run."""
    alone = race(200, {"ours": 2.0}, titles={"ours": "this project"})

    assert report.occasion_table(alone, UNCHANGED).splitlines()[-1] == "| this project | 2.00 | 2.00 | 200 |"


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (1.0, "1,000 posts, one changed: at least 3 times faster than Hugo: met (4.0 times)"),
        (2.0, "1,000 posts, one changed: at least 3 times faster than Hugo: **missed** (2.0 times)"),
    ],
)
def test_aims(seconds, told):
    """Whether an aim is met is told with what was found."""
    found = race(1000, {"stock": 8.0, "hugo": 4.0, "ours": seconds})

    assert f"- {told}" in list(report.aims(Results({1000: found})))


def test_aims_of_the_other_parts():
    """Growth and saving have aims, too; a size at which start-up counts has none."""
    told = list(report.aims(everything()))

    assert "- CPU a post at 10,000 posts within 15 % of that at 1,000: **missed** (+20 %)" in told
    assert "- 1,000 posts, from save to reload: under 0.5 s: met (0.40 s)" in told
    assert list(report.aims(Results({200: race(200)}))) == []


def test_every_part_is_reported():
    """Each part that was measured has its heading and its table; none has one without being measured."""
    told = report.report(everything())

    for heading in (
        "### Aims",
        "#### After one post has changed, 1,000 posts",
        "### Growth",
        "### From save to reload",
    ):
        assert f"{heading}\n\n" in told
    assert "| home, phone | 9 | 8.7 | 0.0 | 0.0 | 76.3 | 0.0 | 85.0 |" in told
    assert report.report(Results()) == ""


def test_results_are_kept(tmp_path):
    """What is read from the file is what was written, and nothing where there is no file."""
    save(everything(), tmp_path / "results.json")

    assert load(tmp_path / "results.json") == everything()
    assert load(tmp_path / "none.json") == Results()


def test_a_further_run():
    """A size that is measured again takes the place of the old one; other sizes and parts stay."""
    again = race(1000, {"stock": 1.0, "ours": 1.0}, titles={"stock": "Pelican", "ours": "this project"})
    known = merged(everything(), Results({1000: again, 200: race(200)}))

    assert list(known.races) == [200, 1000, 10_000]
    assert known.races[1000] == again
    assert (known.saving, known.weights) == (everything().saving, everything().weights)


def test_tables_are_printed_between_the_marks():
    """Printing again replaces what stood there, and nothing else."""
    text = f"Before.\n\n{report.BEGIN}\n\nold\n\n{report.END}\nAfter.\n"

    once = report.inserted(text, "new")
    assert once == f"Before.\n\n{report.BEGIN}\n\nnew\n\n{report.END}\nAfter.\n"
    assert report.inserted(once, "new") == once


def test_occasions_have_headings():
    """Each occasion on which is built has its heading."""
    assert set(report.HEADINGS) == set(OCCASIONS) == {COLD, CHANGED, UNCHANGED}
