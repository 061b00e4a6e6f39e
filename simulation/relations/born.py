"""The ties of a network that come to life, as they may have been before week 0."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Bulk, Purpose, generator
from weakties.simulation.kernels import Float32s, Int, Int32s, Int64s, Real, kernel
from weakties.simulation.relations.occasions import first_untils
from weakties.simulation.relations.parameters import RelationParameters, numbers_of
from weakties.simulation.relations.season import fitness_of
from weakties.simulation.relations.state import (
    COLLEAGUE,
    FRIEND,
    KIN,
    LIVES,
    ON,
    RESTING,
    TIE,
    Live,
    swap,
)
from weakties.simulation.talk.frequency import WEEKS_A_YEAR
from weakties.simulation.talk.live import SEASON
from weakties.simulation.ties import Kind, Ties

KNOWN = {KIN: 15.0, FRIEND: 5.0, COLLEAGUE: 3.0}  # mean years of acquaintance at the start; assumption
LONGEST = 80.0  # years of acquaintance at the most
PIECE = 1 << 21  # directions of ties that are worked out in one go


def born(ties: Ties, p: RelationParameters, seed: int) -> Live:
    """The ties that live as they may have been before week 0: known for an exponential time, with the habit and the hours that
    their contact rate leaves; kin, and others by the chance of a talk in a season, with an occasion. Some years forget it.

    Everything is worked out once for each pair, in the order of the pairs, some people's at a time, and written into both rows.
    """
    start = living(ties.start, ties.contact_rate, LIVES)
    room = int(start[-1])
    size = np.diff(start).astype(np.int32)
    columns = (
        np.empty(room, np.int32),
        np.empty(room, np.int16),
        np.empty(room, np.float32),
        np.zeros(room, TIE),
    )
    live = Live(start, size, size.copy(), np.zeros_like(size), *columns)
    known, met = generator(seed, Purpose.PAST), _after(generator(seed, Purpose.PAST), room // 2)
    following = start[:-1].copy()
    for first, last in _pieces(start):
        low, high, place, both = pairs_of(
            (first, last),
            (ties.start, ties.other, ties.contact_rate),
            LIVES,
            int(start[last] - start[first]),
            following,
        )
        rate, kind = ties.contact_rate[place], ties.kind[place]
        kind[kind == Kind.ACQUAINTANCE] = FRIEND
        years = np.array([KNOWN[KIN], KNOWN[FRIEND], KNOWN[COLLEAGUE]])[kind] * -np.log(
            1.0 - known.random(len(low))
        )
        years = np.minimum(years, LONGEST)
        on = (kind == KIN) | (met.random(len(low)) < -np.expm1(-rate * SEASON))
        silent = np.where(on, 0, np.minimum(years * WEEKS_A_YEAR, 1 / rate)).astype(np.int16)
        habit = rate * np.float32(p.habit_leak)
        fitness = fitness_of(np.uint64(seed), low, high, p.fitness_spread)
        until = first_untils(np.uint64(seed), numbers_of(p), low, high, kind, on, (habit, fitness))
        live.other[both[:, 0]], live.other[both[:, 1]] = high, low
        live.until[both], live.habit[both] = until[:, None], habit[:, None]
        values: dict[str, NDArray[np.generic]] = {
            "kind": kind,
            "last": -silent,
            "since": np.full(len(low), -SEASON, np.int16),
            "hours": (rate * WEEKS_A_YEAR * years * p.talk_hours).astype(np.float32),
            "fitness": fitness,
            "born": (-WEEKS_A_YEAR * years).astype(np.int16),
            "occasion": np.where(on, np.uint8(ON), np.uint8(RESTING)),
        }
        for name, column in values.items():
            live.tie[name][both] = column[:, None]
    on_first(live)
    return live


def _after(rng: Bulk, drawn: int) -> Bulk:
    """The generator when that many numbers have been drawn from it, with random(): four a step."""
    rng.bit_generator.advance(drawn // 4)  # type: ignore[attr-defined]
    rng.random(drawn % 4)
    return rng


def _pieces(start: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """The people from .. to whose rows are worked out in one go: at most PIECE entries, but all of a person's."""
    people = len(start) - 1
    cuts = np.searchsorted(start, np.arange(PIECE, int(start[-1]) + PIECE, PIECE), "right") - 1
    return pairwise(np.unique([0, *cuts, people]).tolist())


@kernel
def on_first(live: Live) -> None:
    """Put the ties that are on first in each row, and note how many they are."""
    other, until, habit, tie = live.other, live.until, live.habit, live.tie
    for i in range(len(live.size)):
        on = live.start[i]
        for e in range(live.start[i], live.start[i] + live.size[i]):
            if tie[e].occasion == ON:
                swap(other, until, habit, tie, e, on)
                on += 1
        live.on[i] = on - live.start[i]


@kernel
def living(start: Int64s, rate: Float32s, least: Real) -> Int64s:
    """Where rows begin that hold only the ties that live, int64 (people + 1,)."""
    begin = np.zeros(len(start), np.int64)
    for i in range(len(start) - 1):
        count = 0
        for e in range(start[i], start[i + 1]):
            count += rate[e] >= least
        begin[i + 1] = begin[i] + count
    return begin


@kernel
def pairs_of(
    people: tuple[Int, Int],
    network: tuple[Int64s, Int32s, Float32s],
    least: Real,
    most: Int,
    following: Int64s,
) -> tuple[Int32s, Int32s, Int64s, Int64s]:
    """The pairs low < high whose tie lives, in their order, of the people first .. last - 1 who are low; `most` or fewer.

    following: int64 (people,), where the next tie of each person goes, moved on: rows are filled in the order of `other`, since
    whoever comes before somebody in number has all been dealt with. Returns low, high, the place in the network, and where the
    ties low -> high and high -> low go, int64 (pairs, 2).
    """
    start, whom, rate = network
    low, high, place = np.empty(most, np.int32), np.empty(most, np.int32), np.empty(most, np.int64)
    both = np.empty((most, 2), np.int64)
    count = 0
    for i in range(people[0], people[1]):
        for e in range(start[i], start[i + 1]):
            j = whom[e]
            if rate[e] >= least and j > i:
                low[count], high[count], place[count] = i, j, e
                both[count, 0], both[count, 1] = following[i], following[j]
                following[i] += 1
                following[j] += 1
                count += 1
    return low[:count], high[:count], place[:count], both[:count]
