"""The tables of the benchmark, from what was measured; pure, so that docs/performance.md can be held against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from results import CHANGED, COLD, OCCASIONS, UNCHANGED, Race, Results, Saving, Weight

BEGIN, END = "<!-- make bench --write: from here -->", "<!-- to here -->"
OURS, STOCK, HUGO = "ours", "stock", "hugo"
BASELINES = {STOCK: "Pelican", HUGO: "Hugo"}
HEADINGS = {COLD: "Cold", CHANGED: "After one post has changed", UNCHANGED: "With nothing changed"}
KINDS = ("HTML", "CSS", "JavaScript", "fonts", "pictures")
STEADY = 1000  # posts from which on a build costs what its posts cost, rather than its start

# Aims: how many times faster than Hugo after an edit; of stock Pelican's time cold; bytes; growth; seconds.
REBUILD, FULL, MEMORY, GROWTH, SAVED = 3, 1, 250 * 10**6, 1.15, 0.5
MEMORY_AT = 5000  # posts


# --- Arithmetic -------------------------------------------------------------------------------------------------------


def taken(race: Race, name: str, occasion: str, what: str) -> list[float]:
    """Return what a generator took on an occasion, round by round: "wall", "cpu" or "peak"."""
    return [getattr(each[name][occasion], what) for each in race.rounds if name in each]


def ratios(race: Race, name: str, other: str, occasion: str, what: str) -> list[float]:
    """Return what a generator took for one unit of what the other took in the same round."""
    pairs = zip(taken(race, name, occasion, what), taken(race, other, occasion, what), strict=True)
    return [mine / its for mine, its in pairs]


def per_post(race: Race, name: str, what: str) -> float:
    """Return the median of a cold build in milliseconds a post."""
    return median(taken(race, name, COLD, what)) * 1000 / race.posts


def growth(races: Iterable[Race], name: str, what: str) -> tuple[int, int, float] | None:
    """Return the smallest and the largest number of posts, and what a post takes in the one for one unit in the other.

    Sizes under `STEADY` are passed over; None when fewer than two are left.
    """
    found = {race.posts: per_post(race, name, what) for race in races if name in race.titles and race.posts >= STEADY}
    if len(found) < 2:
        return None
    least, most = min(found), max(found)
    return least, most, found[most] / found[least]


# --- Tables -----------------------------------------------------------------------------------------------------------


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown; all columns but the first are numbers."""
    under = ("---", *["---:"] * (len(head) - 1))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, under, *rows))


def spread(values: Sequence[float], digits: int = 2) -> str:
    """Return the median of ratios, with the least and the most when there are several; "–" for none."""
    if not values:
        return "–"
    told = f"{median(values):.{digits}f}"
    return told if len(values) == 1 else f"{told} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def occasion_table(race: Race, occasion: str) -> str:
    """Return the table of one size on one occasion."""
    others = [name for name in BASELINES if name in race.titles]
    head = ["", "wall s", "CPU s", "peak MB"]
    head += [f"{what} ÷ {BASELINES[other]}’s" for other in others for what in ("wall", "CPU")]
    return table(head, (row(race, name, occasion, others) for name in race.titles))


def row(race: Race, name: str, occasion: str, others: Sequence[str]) -> list[str]:
    """Return medians of a generator, and its ratios to others in the same rounds."""
    wall, cpu, peak = (median(taken(race, name, occasion, what)) for what in ("wall", "cpu", "peak"))
    compared = [
        "1" if name == other else spread(ratios(race, name, other, occasion, what))
        for other in others
        for what in ("wall", "cpu")
    ]
    return [race.titles[name], f"{wall:.2f}", f"{cpu:.2f}", f"{peak / 10**6:.0f}", *compared]


def growth_table(races: Sequence[Race]) -> str:
    """Return what a post takes cold, by how many posts there are."""
    titles = {name: title for race in races for name, title in race.titles.items()}
    head = ["ms a post, wall / CPU", *(f"{race.posts:,}" for race in races), "growth of CPU"]
    return table(head, ([title, *growth_cells(races, name)] for name, title in titles.items()))


def growth_cells(races: Sequence[Race], name: str) -> Iterator[str]:
    for race in races:
        there = name in race.titles
        yield f"{per_post(race, name, 'wall'):.1f} / {per_post(race, name, 'cpu'):.1f}" if there else "–"
    found = growth(races, name, "cpu")
    yield f"{found[2]:.2f} ({found[0]:,} → {found[1]:,})" if found else "–"


def weight_table(weights: Iterable[Weight]) -> str:
    """Return what first views load."""
    rows = (
        [
            f"{found.page}, {found.screen}",
            str(found.requests),
            *(f"{found.bytes.get(kind, 0) / 1000:.1f}" for kind in KINDS),
            f"{sum(found.bytes.values()) / 1000:.1f}",
        ]
        for found in weights
    )
    return table(["KB", "requests", *KINDS, "all"], rows)


# --- Aims -------------------------------------------------------------------------------------------------------------


def aims(results: Results) -> Iterator[str]:
    """Yield for each aim of which something was measured whether it is met."""
    for race in results.races.values():
        if race.posts < STEADY or OURS not in race.titles:
            continue
        for name in sorted(race.titles.keys() - {OURS, STOCK}):
            times = 1 / median(ratios(race, OURS, name, CHANGED, "wall"))
            aim = f"{race.posts:,} posts, one changed: at least {REBUILD} times faster than {race.titles[name]}"
            yield met(aim, f"{times:.1f} times", is_met=times >= REBUILD)
        if STOCK in race.titles:
            share = median(ratios(race, OURS, STOCK, COLD, "wall"))
            aim = f"{race.posts:,} posts, cold: faster than Pelican with nothing on"
            yield met(aim, f"{share:.2f} of its time", is_met=share < FULL)
        if race.posts == MEMORY_AT:
            peak = max(taken(race, OURS, COLD, "peak"))
            aim = f"{race.posts:,} posts, cold: under {MEMORY / 10**6:.0f} MB"
            yield met(aim, f"{peak / 10**6:.0f} MB", is_met=peak < MEMORY)
    if found := growth(results.races.values(), OURS, "cpu"):
        least, most, ratio = found
        aim = f"CPU a post at {most:,} posts within {(GROWTH - 1) * 100:.0f} % of that at {least:,}"
        yield met(aim, f"{(ratio - 1) * 100:+.0f} %", is_met=ratio <= GROWTH)
    if results.saving:
        seconds = median(results.saving.seconds)
        aim = f"{results.saving.posts:,} posts, from save to reload: under {SAVED} s"
        yield met(aim, f"{seconds:.2f} s", is_met=seconds < SAVED)


def met(aim: str, found: str, *, is_met: bool) -> str:
    return f"- {aim}: {'met' if is_met else '**missed**'} ({found})"


# --- The whole --------------------------------------------------------------------------------------------------------


def report(results: Results) -> str:
    """Return all tables, in Markdown."""
    return "\n\n".join(parts(results))


def parts(results: Results) -> Iterator[str]:
    if told := list(aims(results)):
        yield "### Aims"
        yield "\n".join(told)
    for race in results.races.values():
        yield f"### {race.posts:,} posts"
        yield f"{race.facts}. Rounds: {len(race.rounds)}."
        for occasion in OCCASIONS:
            yield f"#### {HEADINGS[occasion]}, {race.posts:,} posts"
            yield occasion_table(race, occasion)
    if len(results.races) > 1:
        yield "### Growth"
        yield growth_table(list(results.races.values()))
    if results.saving:
        yield "### From save to reload"
        yield saving_line(results.saving)
    if results.weights:
        yield "### Weight of pages"
        yield weight_table(results.weights)


def saving_line(saving: Saving) -> str:
    told = spread(saving.seconds)
    return f"{saving.facts}.\n\n{saving.posts:,} posts, {len(saving.seconds)} times: {told} s."


def inserted(text: str, told: str) -> str:
    """Return a document with the tables between its marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{told}\n\n{END}{after}"
