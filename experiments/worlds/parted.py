"""Many ties taken out of a market at once, where ties stay or live: what ties are credited with, and what they added.

Where ties live, one tie less moves who meets whom, so that no tie's effect can be lived beside the factual world, and a twin for
each of a hundred thousand ties takes too long (`weakties.simulation.counterfactual.in_full`). So a twin parts many pairs at once,
a small share of all, drawn by chance within their class; all other luck is the same in both. What the parted join less of each
other's firms than in the factual world is what their ties added; what the pairs that were not drawn join less is what a thinner
network does to everybody, and is taken off. Where ties stay, the same can be held against ties taken out one at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from weakties.analysis.credit import CLASSES
from weakties.experiments.engine.declare import Point
from weakties.experiments.worlds.generated_market import live, scenario_of
from weakties.experiments.worlds.recommendation import TRIED, in_industries, replays

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.market.changes import Pairs
    from weakties.simulation.market.world import World
    from weakties.simulation.ties import Ties


ONES = ("pairs", "touched", "others")
PARTED, ONE_BY_ONE = "many at once", "one at a time"


def world(point: Point, seed: int) -> pd.DataFrame:
    """One row a class of contact rate and block of people (`weakties.analysis.credit`), with how: "many at once" (`counts`); and,
    where ties stay, "one at a time" in the same world, `weakties.experiments.worlds.recommendation.replays`.

    point: relations, "on" where ties live; settling, weeks lived before; weeks, after; share of ties that a twin parts; twins,
    how many there are; pairs, touched and others, how many are taken out one at a time where ties stay.
    """
    import pandas as pd

    many = ("share", "twins")
    scenario = scenario_of({**TRIED, **point}, also=("weeks", "settling", *many, *ONES), length=False)
    start = live(in_industries(scenario, seed), int(point["settling"]))
    table = counts(start, int(point["weeks"]), float(point["share"]), int(point["twins"]), seed)
    if start.relations is not None:
        return table.assign(how=PARTED)
    one = replays({k: v for k, v in point.items() if k not in many}, seed)
    return pd.concat([table.assign(how=PARTED), one.assign(how=ONE_BY_ONE)], ignore_index=True)


def counts(start: World, weeks: int, share: float, twins: int, seed: int) -> pd.DataFrame:
    """One row a class and block: ties, joined and credited, counted over all ties; added, estimated from those that were parted;
    parted, how many, over all twins; drift, jobs per tie in alter's firm that pairs who were not parted lost.

    start: the market when twins part. Ties are pairs who talk, or have an occasion to, in that week, at the contact rate that
    their habit amounts to; either end of a tie is ego once.
    """
    import pandas as pd

    from weakties.analysis.credit import BLOCKS, classes_of_ties
    from weakties.analysis.tie_sample import seen
    from weakties.simulation.market.changes import network_of

    ties = those_who_talk(network_of(start))
    classes = classes_of_ties(ties)
    lived = start.fork()
    joins = joined(lived, ties, weeks)
    what = seen(np.repeat(np.arange(len(joins)), joins), *lived.hires.tables(ties, lived.jobs), ties)
    ends = ties.start[ties.people * np.arange(BLOCKS + 1) // BLOCKS]
    block = np.repeat(np.arange(BLOCKS), np.diff(ends))
    cell = block * len(CLASSES) + classes

    def summed(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.bincount(cell, values, BLOCKS * len(CLASSES)).astype(np.float64)

    found = [_without(start, ties, classes, joins, weeks, drawn(ties, share, seed, k)) for k in range(twins)]
    added, parted, drift = (np.mean(part, axis=0) for part in zip(*found, strict=True))
    rows = np.arange(BLOCKS * len(CLASSES))
    return pd.DataFrame(
        {
            "block": rows // len(CLASSES),
            "class": rows % len(CLASSES),
            "ties": summed(np.ones(len(cell))),
            "joined": summed(joins.astype(np.float64)),
            "credited": summed(np.bincount(what.credited, minlength=len(cell)).astype(np.float64)),
            "added": summed(added),
            "parted": summed(parted * twins),
            "drift": np.tile(drift, BLOCKS),
        }
    )


def _without(
    start: World,
    ties: Ties,
    classes: NDArray[np.uint8],
    joins: NDArray[np.int64],
    weeks: int,
    parted: tuple[Pairs, NDArray[np.bool_]],
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.float64]]:
    """A twin that parts these: what each of `ties.other` says of the joins added, who was parted, each class's drift."""
    from weakties.simulation.market.changes import give

    pairs, out = parted
    twin = start.fork()
    give(twin, pairs, np.zeros(len(pairs[0]), np.float32), keep=True)
    lost = (joins - joined(twin, ties, weeks)).astype(np.float64)
    there, taken = (np.bincount(of, minlength=len(CLASSES)) for of in (classes, classes[out]))
    drift = np.bincount(classes[~out], lost[~out], len(CLASSES)) / np.maximum(there - taken, 1)
    weight = there / np.maximum(taken, 1)
    return np.where(out, lost * weight[classes], 0.0) - drift[classes], out, drift


def those_who_talk(ties: Ties) -> Ties:
    """The ties of a positive contact rate: of two whose occasion to meet has ended nothing is left that could be taken out."""
    from weakties.simulation.ties import Ties as Known

    talk = ties.contact_rate > 0
    start = np.concatenate([[0], np.cumsum(talk)])[ties.start].astype(np.int64)
    return Known.unchecked(start, ties.other[talk], ties.contact_rate[talk], ties.kind[talk]).like(ties)


def joined(world: World, ties: Ties, weeks: int) -> NDArray[np.int64]:
    """Live so many weeks: how often ego joined alter's firm, alter being there first, over each of `ties.other`."""
    from weakties.simulation.counterfactual.joins import joins_of

    found = np.zeros(len(ties.other), np.int64)
    for _ in range(weeks):
        world.step()
        np.add.at(found, joins_of(world.week, ties.start, ties.other, world.people, world.jobs), 1)
    return found


def drawn(ties: Ties, share: float, seed: int, twin: int) -> tuple[Pairs, NDArray[np.bool_]]:
    """Pairs who are parted, each with this chance; and whether each entry of `ties.other` is one of them."""
    from weakties.simulation.chance import Purpose, generator
    from weakties.simulation.streams import ExperimentStream
    from weakties.simulation.ties.rows import find_ties

    ego = np.repeat(np.arange(ties.people, dtype=np.int32), np.diff(ties.start))
    once = np.flatnonzero(ego < ties.other)
    chance = generator(seed, Purpose.EXPERIMENT, ExperimentStream.PARTED + twin)
    here = once[chance.random(len(once)) < share]
    pairs = ego[here], ties.other[here].astype(np.int32)
    out = np.zeros(len(ties.other), np.bool_)
    out[find_ties(ties.start, ties.other, *pairs).ravel()] = True
    return pairs, out
