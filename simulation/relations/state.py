"""The state of ties that live: rows with slack of one record a tie, each tie once in each direction."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

ON, RESTING, ENDED = 0, 1, 2  # the occasion to meet: there is one; none for now; none by itself any more
OCCASIONS = ("on", "resting", "ended")
KIN, FRIEND, COLLEAGUE = 0, 1, 2  # Kind
LIVES = 1 / 52  # conversations a week from which on a tie of the network lives; rarer ones keep their rate
TIE = np.dtype(
    [
        ("other", np.int32),  # whom the tie leads to
        ("rate", np.float32),  # conversations a week in this season; 0 while there is no occasion
        ("habit", np.float32),  # talks, leaking
        ("hours", np.float32),  # hours ever spent together
        ("fitness", np.float32),  # how well the two suit each other
        ("last", np.int16),  # week of the last talk
        ("born", np.int16),  # week in which the two met; before 0: before the start
        ("since", np.int16),  # week in which the occasion began, came to rest, or ended
        ("kind", np.uint8),  # a Kind
        ("occasion", np.uint8),  # ON, RESTING or ENDED
    ]
)


class Live(NamedTuple):
    """Live ties: person i has those at start[i] .. start[i] + size[i] - 1, first the `active` ones, whose occasion has not ended,
    otherwise in no order; beyond them there is room for more.

    Both directions of a tie hold the same numbers, and each works them out by itself: chance belongs to pair and season.
    """

    start: NDArray[np.int64]  # (people + 1,) where the room of each person begins
    size: NDArray[np.int32]  # (people,) live ties of each person
    active: NDArray[np.int32]  # (people,) those of them whose occasion is on or rests
    tie: NDArray[Any]  # (room,) of TIE


def no_live_ties(people: int) -> Live:
    """The live ties of a world in which none live."""
    none = np.zeros(people, np.int32)
    return Live(np.zeros(people + 1, np.int64), none, none.copy(), np.zeros(0, TIE))


def roomier(live: Live, share: float = 0.4, least: int = 16) -> Live:
    """The same ties with room for `share` (and `least`) more in each row."""
    room = live.size + np.maximum(np.int32(least), (live.size * share).astype(np.int32))
    start = np.concatenate([[0], np.cumsum(room, dtype=np.int64)])
    tie = np.zeros(int(start[-1]), TIE)
    copy_rows(live.start, live.size, live.tie, start, tie)
    return Live(start, live.size, live.active, tie)


@njit(cache=True)
def copy_rows(start, size, old, new_start, new):  # type: ignore[no-untyped-def]
    """Each row of `old` to its new place."""
    for i in range(len(size)):
        for n in range(size[i]):
            new[new_start[i] + n] = old[start[i] + n]


@njit(cache=True)
def find(live, i, j):  # type: ignore[no-untyped-def]
    """Where the live tie i -> j is, or -1."""
    for e in range(live.start[i], live.start[i] + live.size[i]):
        if live.tie[e].other == j:
            return e
    return np.int64(-1)


@njit(cache=True, inline="always")
def swap(live, e, f):  # type: ignore[no-untyped-def]
    """The ties at e and f, of one row, change places."""
    if e != f:
        kept = live.tie[e : e + 1].copy()
        live.tie[e] = live.tie[f]
        live.tie[f] = kept[0]


@njit(cache=True)
def activate(live, i, e):  # type: ignore[no-untyped-def]
    """Count the tie at e of row i, which was not, among the active ones; returns where it is now."""
    at = live.start[i] + live.active[i]
    swap(live, e, at)
    live.active[i] += 1
    return at


@njit(cache=True)
def add(live, i, j, kind, fitness, hours, week):  # type: ignore[no-untyped-def]
    """A new live tie i -> j of people who have just met. There must be room."""
    live.size[i] += 1
    tie = live.tie[activate(live, i, live.start[i] + live.size[i] - 1)]
    tie.other, tie.kind, tie.occasion, tie.fitness = j, kind, ON, fitness
    tie.rate, tie.habit, tie.hours = 0.0, 1.0, hours
    tie.last, tie.born, tie.since = week, week, week


@njit(cache=True)
def deactivate(live, i, e):  # type: ignore[no-untyped-def]
    """Count the active tie at e of row i no more among the active ones; another active one may come in its place."""
    live.active[i] -= 1
    swap(live, e, live.start[i] + live.active[i])


@njit(cache=True)
def drop(live, i, e):  # type: ignore[no-untyped-def]
    """Take the tie at e, which is not active, out of row i; the last of the row comes in its place."""
    live.size[i] -= 1
    live.tie[e] = live.tie[live.start[i] + live.size[i]]
