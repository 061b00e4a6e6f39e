"""Ties that have ended and were put away: few bytes each, in rows of their own, so that rows of live ties stay short."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar

import numpy as np
from numba import prange
from numpy.typing import NDArray

from weakties.simulation.kernels import Bool, Float32s, Int, Int32s, Int64s, Real, kernel, parallel
from weakties.simulation.relations.season import fitness
from weakties.simulation.relations.state import ENDED, LIVES, Live, find, place, resized, roomier
from weakties.simulation.talk.live import SEASON
from weakties.simulation.ties.rows import find_tie

NOBODY = -1
A_PERSON = ("size", "active", "on")  # columns of rows with an entry a person
WAS = np.dtype(
    [
        ("hours", np.float32),  # as in TIE
        ("last", np.int16),
        ("born", np.int16),
        ("since", np.int16),
        ("kind", np.uint16),
    ]
)


class Past(NamedTuple):
    """Ties put away: person i has those at start[i] .. start[i] + size[i] - 1; beyond them there is room for more.

    What is not kept is known: they have no habit and no contact rate, and fitness belongs to the pair.
    """

    start: NDArray[np.int64]  # (people + 1,) where the room of each person begins
    size: NDArray[np.int32]  # (people,)
    other: NDArray[np.int32]  # (room,) whom the tie led to; NOBODY: it lives again, or nothing is kept of it
    tie: NDArray[Any]  # (room,) of WAS


Rows = TypeVar("Rows", Live, Past)


def no_past(people: int) -> Past:
    """Nothing put away."""
    rows = np.zeros(people + 1, np.int64), np.zeros(people, np.int32)
    return Past(*rows, np.zeros(0, np.int32), np.zeros(0, WAS))


@kernel
def find_past(past: Past, i: Int, j: Int) -> Int:
    """Where the tie i -> j is that was put away, or -1; as `find`."""
    return place(past.other, past.start[i], past.size[i], j)


@kernel
def kept(live: Live, past: Past, i: Int, j: Int) -> Bool:
    """Whether anything is kept of i and j: a tie that lives, or one that was put away."""
    return find(live, i, j) >= 0 or find_past(past, i, j) >= 0


@kernel
def fix_rows(
    people: Int64s, base: tuple[Int64s, Int32s, Float32s], live: Live, past: Past, found: Float32s
) -> None:
    """Write into `found`, float32 (2 * ties,), in the rows of `people`, the contact rates at which the ties of a network
    are talked over that do not live: below LIVES, while nothing is kept of the two; of the others, -1.

    base: (start, other, contact_rate) of the network.
    """
    start, other, rate = base
    for i in people:
        for e in range(start[i], start[i + 1]):
            found[e] = rate[e] if rate[e] < LIVES else np.float32(-1)
        for row, first, size in (
            (live.other, live.start[i], live.size[i]),
            (past.other, past.start[i], past.size[i]),
        ):
            for at in range(first, first + size):
                f = find_tie(start, other, i, row[at])
                if f >= 0:
                    found[f] = np.float32(-1)


def roomier_past(past: Past, more: NDArray[np.int64], slack: NDArray[np.int64]) -> Past:
    """The same ties with room for `more` in each row; where some row lacks it, all get room for `slack` besides. Rows move where
    they are, as in `roomier`: `past` itself must not be used again.
    """
    if (past.size + more <= np.diff(past.start)).all():
        return past
    close_up(past)
    start = np.concatenate([[0], np.cumsum(past.size + more + slack, dtype=np.int64)])
    columns = (resized(column, past.start, past.size, start) for column in (past.other, past.tie))
    return Past(start, past.size, *columns)


@parallel
def close_up(past: Past) -> None:
    """Places of which nothing is kept any more are given free."""
    for i in prange(len(past.size)):
        _close_up_row(past, np.int64(i))


@kernel
def _close_up_row(past: Past, i: Int) -> None:
    to, other, tie = past.start[i], past.other, past.tie
    for e in range(past.start[i], past.start[i] + past.size[i]):
        if other[e] != NOBODY:
            other[to], tie[to] = other[e], tie[e]
            to += 1
    past.size[i] = to - past.start[i]


@parallel
def put_away(live: Live, past: Past) -> None:
    """Ties that have ended leave the rows of live ties; there must be room for them."""
    for i in prange(len(live.size)):
        put_away_row(live, past, np.int64(i))


@kernel
def put_away_row(live: Live, past: Past, i: Int) -> None:
    """Those of person i."""
    to, start = past.start[i] + past.size[i], live.start[i]
    other, tie, past_other, past_tie = live.other, live.tie, past.other, past.tie
    for e in range(start + live.active[i], start + live.size[i]):
        was, now = past_tie[to], tie[e]
        past_other[to], was.hours, was.kind = other[e], now.hours, now.kind
        was.last, was.born, was.since = now.last, now.born, now.since
        to += 1
    past.size[i], live.size[i] = to - past.start[i], live.active[i]


def of_people(rows: Rows, low: int, high: int) -> Rows:
    """A copy of the rows of people low .. high - 1."""
    first, last = int(rows.start[low]), int(rows.start[high])
    found = {
        name: column[low:high] if name in A_PERSON else column[first:last]
        for name, column in rows._asdict().items()
    }
    found["start"] = rows.start[low : high + 1] - first
    return rows._replace(**{name: column.copy() for name, column in found.items()})


def together(live: Live, past: Past, first: int, seed: Int, spread: Real) -> Live:
    """The live ties, with those that were put away in their rows, as if they had stayed there; `live` itself must not be used
    again. first: the number of the person whose row is the first.
    """
    both = roomier(live, live.size.astype(np.int64) + past.size)
    _bring_back(both, past, first, seed, spread)
    return both


@kernel
def _bring_back(live: Live, past: Past, first: Int, seed: Int, spread: Real) -> None:
    for i in range(len(live.size)):
        to = live.start[i] + live.size[i]
        for e in range(past.start[i], past.start[i] + past.size[i]):
            j = past.other[e]
            if j == NOBODY:
                continue
            was, now = past.tie[e], live.tie[to]
            now.rate, now.hours = 0.0, was.hours
            now.fitness = fitness(seed, min(first + i, j), max(first + i, j), spread)
            now.last, now.born, now.since, now.kind, now.occasion = (
                was.last,
                was.born,
                was.since,
                was.kind,
                ENDED,
            )
            live.other[to], live.habit[to], live.until[to] = j, 0.0, was.since // SEASON
            to += 1
        live.size[i] = to - live.start[i]
