"""The state of ties that live: rows with slack, each tie once in each direction: whom it leads to, and a record of its state."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from weakties.simulation.talk.frequency import YEARLY

ON, RESTING, ENDED = 0, 1, 2  # the occasion to meet: there is one; none for now; none by itself any more
OCCASIONS = ("on", "resting", "ended")
KIN, FRIEND, COLLEAGUE = 0, 1, 2  # Kind
LIVES = np.float32(
    YEARLY
)  # conversations a week from which on a tie of the network lives; rarer ones keep their rate
TIE = np.dtype(
    [
        ("rate", np.float32),  # conversations a week in this season; 0 while there is no occasion
        ("hours", np.float32),  # hours ever spent together
        ("fitness", np.float32),  # how well the two suit each other
        ("last", np.int16),  # week of the last talk
        ("born", np.int16),  # week in which the two met; before 0: before the start
        ("since", np.int16),  # week in which the occasion began, came to rest, or ended; at the start -SEASON
        ("kind", np.uint8),  # a Kind
        ("occasion", np.uint8),  # ON, RESTING or ENDED
    ]
)


class Live(NamedTuple):
    """Live ties: person i has those at start[i] .. start[i] + size[i] - 1, first those that are `on`, then those whose occasion
    rests, then those whose occasion has ended, otherwise in no order; beyond them there is room for more.

    Both directions of a tie hold the same numbers, and each works them out by itself: chance belongs to pair and season.
    """

    start: NDArray[np.int64]  # (people + 1,) where the room of each person begins
    size: NDArray[np.int32]  # (people,) live ties of each person
    active: NDArray[np.int32]  # (people,) those of them whose occasion is on or rests
    on: NDArray[np.int32]  # (people,) those of them whose occasion is on: nobody talks over others
    other: NDArray[np.int32]  # (room,) whom the tie leads to; columns of their own are looked through most
    until: NDArray[np.int16]  # (room,) the season in which the occasion ends, or no longer rests
    habit: NDArray[np.float32]  # (room,) talks, leaking; while the occasion rests, as of its `since`
    tie: NDArray[Any]  # (room,) of TIE


def no_live_ties(people: int) -> Live:
    """The live ties of a world in which none live."""
    none = np.zeros(people, np.int32)
    columns = (np.zeros(0, kind) for kind in (np.int32, np.int16, np.float32, TIE))
    return Live(np.zeros(people + 1, np.int64), none, none.copy(), none.copy(), *columns)


def roomier(live: Live, room: NDArray[np.int64]) -> Live:
    """The same ties with `room` for so many in each row, at least as many as there are."""
    start = np.concatenate([[0], np.cumsum(room, dtype=np.int64)])
    columns = (
        moved(live.start, live.size, old, start, np.empty(int(start[-1]), old.dtype)) for old in live[4:]
    )
    return Live(start, *live[1:4], *columns)


@njit(cache=True, parallel=True)
def moved(start, size, old, new_start, new):  # type: ignore[no-untyped-def]
    """`new`, with each row of `old` in its new place; what is beyond the rows is not written."""
    for i in prange(len(size)):
        for n in range(size[i]):
            new[new_start[i] + n] = old[start[i] + n]
    return new


@njit(cache=True)
def find(live, i, j):  # type: ignore[no-untyped-def]
    """Where the live tie i -> j is, or -1. Without branches, so that the compiler turns it into vector instructions."""
    row = live.other[live.start[i] : live.start[i] + live.size[i]]
    at = np.int32(-1)
    for n in range(len(row)):
        at = max(at, np.int32(n) if row[n] == j else np.int32(-1))
    return live.start[i] + at if at >= 0 else np.int64(-1)


@njit(cache=True, inline="always")
def swap(other, until, habit, tie, e, f):  # type: ignore[no-untyped-def]
    """The ties at e and f, of one row, change places. (The columns one by one: taken out of the named tuple once a row, their
    references are counted once a row.)
    """
    if e != f:
        other[e], other[f] = other[f], other[e]
        until[e], until[f] = until[f], until[e]
        habit[e], habit[f] = habit[f], habit[e]
        a, b = tie[e], tie[f]
        a.rate, b.rate = b.rate, a.rate
        a.hours, b.hours = b.hours, a.hours
        a.fitness, b.fitness = b.fitness, a.fitness
        a.last, b.last = b.last, a.last
        a.born, b.born = b.born, a.born
        a.since, b.since = b.since, a.since
        a.kind, b.kind = b.kind, a.kind
        a.occasion, b.occasion = b.occasion, a.occasion


@njit(cache=True, inline="always")
def move(other, until, habit, tie, e, f):  # type: ignore[no-untyped-def]
    """What is at e is at f, too, from now on."""
    other[f], until[f], habit[f], tie[f] = other[e], until[e], habit[e], tie[e]


@njit(cache=True)
def drop(live, i, e):  # type: ignore[no-untyped-def]
    """Take the tie at e, which is not active, out of row i; the last of the row comes in its place."""
    live.size[i] -= 1
    last = live.start[i] + live.size[i]
    move(live.other, live.until, live.habit, live.tie, last, e)
