"""Ties that live, looked at year by year in the tables of one world. Results hang on this file: when it changes, they run again.

A point has workers, start_up and years; relations are on, and any other parameter may be set. What is counted begins after
`start_up` weeks, a multiple of a season: at the start ties have pasts that are drawn, not lived, and the first years forget them.

Stages of closeness were declared before any of these worlds was run, from the hours of Hall 2019 that the default of
`closeness_hours` is taken from, too: casual friend 50, friend 90, close friend 200 hours, in closeness as those hours without
silence would give it. A *network member* is a friend or closer, since name generators ask for such; a *confidant or helper* is a
close friend.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.analysis import ties_over_years as over
from weakties.analysis.uncertainty import Estimate, between_replicates, pooled_share
from weakties.experiments.engine.declare import Design, Experiment, Point
from weakties.experiments.worlds.generated_market import live, market_of, scenario_of
from weakties.simulation.talk.live import SEASON

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd


YEAR, STEP = 52, 12  # weeks; of a year, and between two looks at new ties
STAGES = {"casual friend": 50.0, "friend": 90.0, "close friend": 200.0}  # hours without silence
MEMBER, CONFIDANT = "friend", "close friend"
SHARED = ((0, 0), (1, 2), (3, 5), (6, 10), (11, 10**6))  # classes of shared partners, as in the e-mail log
SHARED_NAMES = ("0", "1-2", "3-5", "6-10", "11+")
MONTHLY = (
    12  # conversations a year from which on two are in contact: the cut between strong and weak of the house
)
RANKS = (1, 3, 5, 10, 15)
BINS = np.arange(0.0, 401.0, 10.0)  # hours
NEW_FOR = 104  # weeks after the start-up in which ties that are followed are met
CIRCLES = {"weekly": 52.0, "monthly": 12.0, "half-yearly": 2.0, "yearly": 1.0}  # conversations a year


def cut_of(stage: str, closeness_hours: float) -> float:
    """The closeness that the hours of a stage give without silence."""
    return 1.0 - math.exp(-STAGES[stage] / closeness_hours)


def world(point: Point, seed: int) -> dict[str, float]:
    """One world for `years` years after its start-up: who stays close, what becomes of bridges, of the innermost, of new ties."""
    start, years = int(point["start_up"]), int(point["years"])
    end = start + YEAR * years
    tables: dict[int, pd.DataFrame] = {}
    weeks = {start - YEAR, *range(start, end + 1, YEAR)}
    steps, logged = set(range(start, end + 1, STEP)), {start, start + 12, *range(end - YEAR, end, SEASON)}
    new: list[pd.DataFrame] = []
    logs: dict[int, Any] = {}
    lived: Any = None
    for lived, week in _at({**point, "relations": "on"}, seed, sorted(weeks | steps | logged)):
        if week in logged:
            logs[week] = lived.relations.talks(np.ones(lived.ties.people, np.bool_))
        if week not in weeks | steps:
            continue
        table = lived.relations.table()
        if week in weeks:
            tables[week] = table
        if week in steps:
            young = table[(table.born >= start) & (table.born < start + NEW_FOR) & (table.kind != "close")]
            new.append(young.assign(week=week))
    p = lived.relations.parameters
    people = lived.ties.people
    yearly = [over.between(tables[w - YEAR], tables[w], p.talk_hours) for w in range(start, end + 1, YEAR)]
    row = {"people": float(people)}
    row |= _years([tables[start + YEAR * y] for y in range(years + 1)], p.closeness_hours)
    row |= _bridges(yearly[0], yearly[1], people)
    row |= _shared(_counted([logs[start]]), _counted([logs[start + 12]]), people)
    year = _counted([logs[w] for w in range(end - YEAR, end, SEASON)])
    return row | _innermost(yearly) | _new(new, p.closeness_hours) | _layers(year)


def _counted(logs: list[Any]) -> pd.DataFrame:
    """The conversations in logs, one log a season: source, target, talks. Tables would not do: of strangers they keep nothing."""
    import pandas as pd

    pairs, talks = np.unique(np.concatenate(logs)[:, :2], axis=0, return_counts=True)
    return pd.DataFrame({"source": pairs[:, 0], "target": pairs[:, 1], "talks": talks.astype(float)})


def _at(point: Point, seed: int, weeks: list[int]) -> Iterator[tuple[Any, int]]:
    """The world at each of these weeks, when a season has just begun."""
    scenario = scenario_of(point, also=("start_up", "years"), length=False)
    world = live(market_of(scenario, seed), 0)
    for week in weeks:
        while world.week < week:
            world.step()
        yield world, week


def _years(tables: list[pd.DataFrame], closeness_hours: float) -> dict[str, float]:
    """Of the members, and of the confidants, at the start: how many are such after each year; and how many there are then."""
    row: dict[str, float] = {}
    for name, stage in (("members", MEMBER), ("confidants", CONFIDANT)):
        circles = [t[t.closeness >= cut_of(stage, closeness_hours)] for t in tables]
        for y, later in enumerate(circles):
            row[f"{name}, {y} years"] = float(len(later))
            row[f"{name} kept, {y} years"] = float(over.still(circles[0], later).sum())
        others = circles[0][circles[0].kind != "close"]
        row[f"{name}, no kin"] = float(len(others))
        row[f"{name} kept, no kin"] = float(over.still(others, circles[-1]).sum())
    return row


def _bridges(year: pd.DataFrame, following: pd.DataFrame, people: int) -> dict[str, float]:
    """Of the ties with monthly talk in a year, by shared contacts of that sort: how many have none the year after."""
    ties, later = (t[t.talks >= MONTHLY] for t in (year, following))
    shared, kept = over.shared_partners(ties, people), over.still(ties, later)
    row = {}
    for name, (low, high) in zip(SHARED_NAMES, SHARED, strict=True):
        here = (shared >= low) & (shared <= high)
        row[f"year, {name} shared"] = float(here.sum())
        row[f"gone in a year, {name} shared"] = float((here & ~kept).sum())
    return row


def _shared(window: pd.DataFrame, later: pd.DataFrame, people: int) -> dict[str, float]:
    """Of the ties with talk in four weeks, by shared partners in them: how many talk in the four weeks 84 days on; of all, and of
    those with 2 to 4 conversations."""
    shared, kept = over.shared_partners(window, people), over.still(window, later)
    talks, row = window.talks.to_numpy(), {}
    for weight, among in (("raw", talks > 0), ("2-4", (talks >= 2) & (talks <= 4))):
        for name, (low, high) in zip(SHARED_NAMES, SHARED, strict=True):
            here = among & (shared >= low) & (shared <= high)
            row[f"window, {weight}, {name} shared"] = float(here.sum())
            row[f"kept, {weight}, {name} shared"] = float((here & kept).sum())
            row[f"talks, {weight}, {name} shared"] = float(talks[here].sum())
    return row


def _innermost(yearly: list[pd.DataFrame]) -> dict[str, float]:
    """Turnover of the top k by conversations from each year to the next, and of them those not talked to at all."""
    row: dict[str, float] = {}
    for k in RANKS:
        tops = [over.top(year, k) for year in yearly]
        pairs = list(zip(tops, tops[1:], yearly[1:], strict=False))
        row[f"top {k}"] = float(sum(len(first) for first, _, _ in pairs))
        row[f"top {k}, changed"] = float(sum(over.changed(a, b)[1] for a, b, _ in pairs))
        row[f"top {k}, silent"] = float(
            sum(over.changed(a, over.top(year, 10**6))[1] for a, _, year in pairs)
        )
    return row


def _new(looks: list[pd.DataFrame], closeness_hours: float) -> dict[str, float]:
    """Ties that were met: looks by hours together, and how many of them at each stage; how many ever reach it, and when."""
    import pandas as pd

    seen = pd.concat(looks, ignore_index=True)
    bins = np.digitize(seen.hours, BINS) - 1
    row = {f"looks, {n}": float(c) for n, c in enumerate(np.bincount(bins, minlength=len(BINS))[: len(BINS)])}
    row["new"] = float(len(seen.drop_duplicates(over.PAIR)))
    first = seen.sort_values("week")
    for stage, hours in STAGES.items():
        at = seen.closeness >= cut_of(stage, closeness_hours)
        counts = np.bincount(bins[at], minlength=len(BINS))
        row |= {f"{stage}, {n}": float(c) for n, c in enumerate(counts[: len(BINS)])}
        passed = first[first.closeness >= cut_of(stage, closeness_hours)].drop_duplicates(over.PAIR)
        row[f"{stage}, ever"] = float(len(passed))
        row[f"{stage}, hours alone"] = float(len(seen[seen.hours >= hours].drop_duplicates(over.PAIR)))
        taken = (passed.week - passed.born).to_numpy()
        for weeks in range(STEP, 7 * YEAR + 1, STEP):
            row[f"{stage}, within {weeks}"] = float((taken <= weeks).sum())
    return row


def _layers(year: pd.DataFrame) -> dict[str, float]:
    """How many (person, partner) stand in each layer of conversations in the last year."""
    counts = over.layer_counts(year, list(CIRCLES.values()))
    return {f"layer, {name}": float(n) for name, n in zip(CIRCLES, counts, strict=True)}


def islands(point: Point, seed: int) -> dict[str, float]:
    """The layers of the last year, in `islands` worlds of `workers` people each, pooled."""
    from weakties.simulation.chance import replicate_seed

    start, years = int(point["start_up"]), int(point["years"])
    end, total = start + YEAR * years, {"people": 0.0}
    given = {name: value for name, value in point.items() if name != "islands"} | {"relations": "on"}
    for n in range(int(point["islands"])):
        everybody, seasons = np.ones(int(point["workers"]), np.bool_), list(range(end - YEAR, end, SEASON))
        worlds = _at(given, replicate_seed(seed, n), seasons)
        year = _counted([world.relations.talks(everybody) for world, _ in worlds])
        for name, count in _layers(year).items():
            total[name] = total.get(name, 0.0) + count
        total["people"] += float(point["workers"])
    return total


YEARS = Experiment(
    key="ties-of-years",
    world=world,
    design=Design(fixed={"workers": 1_000, "start_up": 208, "years": 7}, replicates=4, seed=20091118),
    quick=Design(fixed={"workers": 500, "start_up": 104, "years": 7}, replicates=3, seed=20091118),
)
"""The world that `seven-years`, `bridge-decay`, `hours-to-friend` and `innermost-circle` share."""


def percent(runs: pd.DataFrame, part: str, whole: str) -> Estimate:
    """The share of one count in another, pooled over worlds, in per cent."""
    return pooled_share(runs[part], runs[whole]).scaled(100)


def gap(runs: pd.DataFrame, weight: str) -> Any:
    """(worlds,) survival over 84 days of ties with 3 or more shared partners less that of those with none, in points."""
    rich = SHARED_NAMES[2:]
    kept, of = (sum(runs[f"{what}, {weight}, {n} shared"] for n in rich) for what in ("kept", "window"))
    return 100 * (kept / of - runs[f"kept, {weight}, 0 shared"] / runs[f"window, {weight}, 0 shared"])


def mean_of(values: Any) -> Estimate:
    """The mean over worlds, with its interval."""
    return between_replicates(values)
