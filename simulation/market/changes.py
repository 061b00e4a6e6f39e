"""A market changed from outside between two weeks: who is tied to whom, and how often they talk, whether ties live or stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.simulation.chance import Purpose, generator
from weakties.simulation.errors import UserError
from weakties.simulation.market.state import network_in
from weakties.simulation.relations import changes as living
from weakties.simulation.streams import ExperimentStream
from weakties.simulation.ties import Kind, Ties
from weakties.simulation.ties.rows import find_ties, with_ties

if TYPE_CHECKING:
    from weakties.simulation.market.world import World

Pairs = tuple[NDArray[np.int32], NDArray[np.int32]]


def network_of(world: World) -> Ties:
    """Whom people know now. Where ties live: `relations.changes.network_now`."""
    return world.ties if world.relations is None else living.network_now(world.relations, world.ties)


def rates(world: World, pairs: Pairs) -> NDArray[np.float32]:
    """The contact rate of each pair, float32 (pairs,): 0 of two who are not tied; where ties live, `relations.changes.rates`."""
    if world.relations is not None:
        return living.rates(world.relations, pairs)
    at = find_ties(world.ties.start, world.ties.other, *pairs)[:, 0]
    rate = world.ties.contact_rate
    return np.where(at >= 0, rate[at], np.float32(0)) if len(rate) else np.zeros(len(at), np.float32)


def give(world: World, pairs: Pairs, rate: NDArray[np.float32], keep: bool = False) -> None:
    """From the next week on each pair, every one once, has this contact rate; 0: they are not tied. All else is as it was.

    keep: whether a tie of rate 0 stands in the network all the same, where ties stay; two who never talk are as good as not tied.
    Where ties live see `relations/changes.py`, also for what the rate nan means.
    """
    if world.relations is not None:
        living.give(world.relations, world.week, pairs, rate)
        world._network = network_in(world.relations)
        return
    ties = world.ties
    kind = np.full(len(rate), np.uint8(Kind.ACQUAINTANCE))
    old = (ties.start, ties.other, ties.contact_rate.copy(), ties.kind)
    rows: tuple[NDArray[Any], ...] = with_ties(old, *pairs, rate, kind)
    if not keep:
        a, b = (side[rate == 0] for side in pairs)
        rows = _without(rows, find_ties(rows[0], rows[1], a, b))
    world.know(Ties.unchecked(*rows).like(ties))


def _without(rows: tuple[NDArray[Any], ...], at: NDArray[np.int64]) -> tuple[NDArray[Any], ...]:
    """Rows without the entries at `at`; -1 for none."""
    keep = np.ones(len(rows[1]), np.bool_)
    keep[at[at >= 0]] = False
    start = np.concatenate([[0], np.cumsum(keep)])[rows[0]].astype(np.int64)
    return start, *(column[keep] for column in rows[1:])


def pairs_of(pairs: ArrayLike, people: int, *, once: bool = True) -> Pairs:
    """Pairs of people as somebody hands them over, (pairs, 2) or a table of two columns, as two arrays.

    once: a pair that stands twice is an error; otherwise the first counts. Raises UserError for people who are not there, and
    for a pair of one person.
    """
    try:
        table = np.asarray(pairs)
    except ValueError:  # rows of different lengths
        table = np.empty(0)
    if table.size == 0 and table.ndim in (1, 2) and not isinstance(pairs, (str, dict)) and len(table) == 0:
        table = np.empty((0, 2), np.int64)
    if table.ndim != 2 or table.shape[1] != 2 or table.dtype.kind not in "iu":
        raise UserError("pairs: must be pairs of people, (pairs, 2) whole numbers, as [(0, 5), (3, 8)]")
    outside = (table < 0) | (table >= people)
    if outside.any():
        raise UserError(f"pairs: there is no person {table[outside][0]}; people are 0 to {people - 1}")
    a, b = table.min(axis=1).astype(np.int64), table.max(axis=1).astype(np.int64)
    if (a == b).any():
        raise UserError(f"pairs: person {a[a == b][0]} with himself")
    _, first = np.unique(a * people + b, return_index=True)
    if once and len(first) < len(a):
        again = np.setdiff1d(np.arange(len(a)), first)[0]
        raise UserError(f"pairs: {a[again]} and {b[again]} stand there twice")
    first.sort()
    return a[first].astype(np.int32), b[first].astype(np.int32)


def strangers(ties: Ties, people: NDArray[np.int64], each: int, seed: int) -> NDArray[np.int32]:
    """Pairs of each of `people` with `each` others by chance, to whom he is not tied; no pair twice: int32 (pairs, 2).

    Raises UserError where somebody has not so many left.
    """
    rng = generator(seed, Purpose.EXPERIMENT, ExperimentStream.STRANGERS)
    taken: dict[int, set[int]] = {int(i): set() for i in people}
    found = []
    for i in taken:
        out = {i, *ties.contacts(i).tolist(), *taken[i]}
        wanted = each + len(out)
        if each > ties.people - len(out):
            raise UserError(
                f"each = {each}: person {i} has {ties.people - len(out)} people left whom he does not know"
            )
        some = rng.choice(ties.people, min(ties.people, wanted), replace=False).tolist()
        others = [j for j in some if j not in out][:each]
        found += [(i, j) for j in others]
        for j in others:
            if j in taken:
                taken[j].add(i)
    return np.array(found, np.int32).reshape(-1, 2)
