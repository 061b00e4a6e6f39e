"""The state of ties that live: rows with slack, each tie once in each direction: whom it leads to, and a record of its state."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.kernels import (
    Float32s,
    Int,
    Int16s,
    Int32s,
    Int64s,
    Record,
    inlined,
    kernel,
)
from weakties.simulation.talk.frequency import YEARLY

ON, RESTING, ENDED = 0, 1, 2  # the occasion to meet: there is one; none for now; none by itself any more
OCCASIONS = ("on", "resting", "ended")
KIN, FRIEND, COLLEAGUE = 0, 1, 2  # Kind
PASSED = -2
# a network: start, other, contact rate, kind
Frozen = tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32], NDArray[np.uint8]]
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


class Foci(NamedTuple):
    """Where people meet: at work, as the labour market has it this season, and in the community."""

    firm: NDArray[np.int32]  # (people,) whom one works for; -1: out of work
    firm_start: NDArray[np.int64]  # (firms + 1,) the positions of a firm in `holder`
    holder: NDArray[np.int32]  # (positions,) who has the job; -1: nobody
    community: NDArray[np.int32]  # (people,)
    community_start: NDArray[np.int64]  # (communities + 1,) the people of a community in `neighbour`
    neighbour: NDArray[np.int32]  # (people,) by community


class Meetings(NamedTuple):
    """Meetings in rows: those of person i are start[i] .. start[i + 1] - 1, in the order in which they come about."""

    start: NDArray[np.int64]  # (people + 1,)
    other: NDArray[
        np.int32
    ]  # whom one meets; -1: nobody; PASSED - j: somebody of whom nothing will be left, j
    kind: NDArray[np.uint8]  # the Kind of the tie that this makes
    fitness: NDArray[np.float32]  # how well the two suit each other
    until: NDArray[np.int16]  # the season in which the occasion ends that begins


@kernel
def meetings_in(start: Int64s) -> Meetings:
    """Meetings in these rows, all yet to be filled in."""
    many = start[-1]
    return Meetings(
        start,
        np.empty(many, np.int32),
        np.empty(many, np.uint8),
        np.empty(many, np.float32),
        np.empty(many, np.int16),
    )


def roomier(live: Live, room: NDArray[np.int64]) -> Live:
    """The same ties with `room` for so many in each row, at least as many as there are.

    Rows move where they are, one column after the other, so that no column is held twice: `live` itself must not be used again.
    """
    start = np.concatenate([[0], np.cumsum(room, dtype=np.int64)])
    columns = (resized(column, live.start, live.size, start) for column in live[4:])
    return Live(start, *live[1:4], *columns)


def growable(size: int, kind: Any) -> NDArray[Any]:
    """Zeros that `resized` can make longer without a copy. Of what NumPy allocates by itself a part is in huge pages, so that it
    is two areas of memory, which cannot be moved as one; what it has resized is one.
    """
    column = np.zeros(1, kind)
    column.resize(size, refcheck=False)
    return column


def resized(column: NDArray[Any], start: Int64s, size: Int32s, new_start: Int64s) -> NDArray[Any]:
    """`column` with its rows in their new places. Large arrays are resized by moving pages of memory, not what is in them."""
    if not column.flags.owndata:
        column = column.copy()
    column.resize(max(len(column), int(new_start[-1])), refcheck=False)
    move_rows(column, start, size, new_start)
    column.resize(int(new_start[-1]), refcheck=False)
    return column


@kernel
def move_rows(column: Any, start: Int64s, size: Int32s, new_start: Int64s) -> None:
    """Each row goes to its new place, and none over one that has not gone yet: those that go to the left from the first on,
    those that go to the right from the last on.
    """
    for i in range(len(size)):
        if new_start[i] < start[i]:
            for n in range(size[i]):
                column[new_start[i] + n] = column[start[i] + n]
    for i in range(len(size) - 1, -1, -1):
        if new_start[i] > start[i]:
            for n in range(size[i] - 1, -1, -1):
                column[new_start[i] + n] = column[start[i] + n]


@kernel
def find(live: Live, i: Int, j: Int) -> Int:
    """Where the live tie i -> j is, or -1."""
    return place(live.other, live.start[i], live.size[i], j)


@inlined
def place(other: Int32s, start: Int, size: Int, j: Int) -> Int:
    """Where j is in the row of `size` that begins at `start`, or -1. Without branches, and with numbers that have no sign, so
    that the compiler turns it into vector instructions.
    """
    at, first = np.int32(-1), np.uint64(start)
    for n in range(size):
        at = max(at, np.int32(n) if other[first + np.uint64(n)] == j else np.int32(-1))
    return start + at if at >= 0 else np.int64(-1)


@inlined
def swap(other: Int32s, until: Int16s, habit: Float32s, tie: Record, e: Int, f: Int) -> None:
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


@inlined
def move(other: Int32s, until: Int16s, habit: Float32s, tie: Record, e: Int, f: Int) -> None:
    """What is at e is at f, too, from now on."""
    other[f], until[f], habit[f], tie[f] = other[e], until[e], habit[e], tie[e]
