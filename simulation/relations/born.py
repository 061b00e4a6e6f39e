"""The ties of a network that come to life, as they may have been before week 0."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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
    growable,
    swap,
)
from weakties.simulation.talk.frequency import WEEKS_A_YEAR
from weakties.simulation.talk.live import SEASON
from weakties.simulation.ties import Kind, Ties
from weakties.simulation.ties.rows import pieces

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
        growable(room, np.int32),
        growable(room, np.int16),
        growable(room, np.float32),
        growable(room, TIE),
    )
    live = Live(start, size, size.copy(), np.zeros_like(size), *columns)
    known, met = generator(seed, Purpose.PAST), _after(generator(seed, Purpose.PAST), room // 2)
    following = start[:-1].copy()
    for first, last in pieces(start, PIECE):
        most = int(start[last] - start[first])
        network = ties.start, ties.other, ties.contact_rate
        low, high, place, both = pairs_of((first, last), network, LIVES, most, following)
        lots = known.random(len(low)), met.random(len(low))
        live.other[both[:, 0]], live.other[both[:, 1]] = high, low
        for name, column in _before(seed, p, (low, high), (ties.contact_rate[place], ties.kind[place]), lots):
            whole = live.tie[name] if name in (TIE.names or ()) else getattr(live, name)
            whole[both] = column[:, None]
    on_first(live)
    return live


def _before(
    seed: int,
    p: RelationParameters,
    pairs: tuple[NDArray[np.int32], NDArray[np.int32]],
    network: tuple[NDArray[np.float32], NDArray[np.uint8]],
    lots: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> Iterator[tuple[str, NDArray[Any]]]:
    """The columns of `Live` of these pairs, low < high, by name. network: contact rates and kinds; lots: uniform numbers, of how
    long the two have known each other, and of whether there is an occasion.
    """
    rate, kind = network
    kind[kind == Kind.ACQUAINTANCE] = FRIEND
    years = np.array([KNOWN[KIN], KNOWN[FRIEND], KNOWN[COLLEAGUE]])[kind] * -np.log(1.0 - lots[0])
    years = np.minimum(years, LONGEST)
    on = (kind == KIN) | (lots[1] < -np.expm1(-rate * SEASON))
    habit, fitness = rate * np.float32(p.habit_leak), fitness_of(np.uint64(seed), *pairs, p.fitness_spread)
    yield "habit", habit
    yield "until", first_untils(np.uint64(seed), numbers_of(p), *pairs, kind, on, (habit, fitness))
    yield "kind", kind
    yield "last", -np.where(on, 0, np.minimum(years * WEEKS_A_YEAR, 1 / rate)).astype(np.int16)
    yield "since", np.full(len(on), -SEASON, np.int16)
    yield "hours", (rate * WEEKS_A_YEAR * years * p.talk_hours).astype(np.float32)
    yield "fitness", fitness
    yield "born", (-WEEKS_A_YEAR * years).astype(np.int16)
    yield "occasion", np.where(on, np.uint8(ON), np.uint8(RESTING))


def _after(rng: Bulk, drawn: int) -> Bulk:
    """The generator when that many numbers have been drawn from it, with random(): four a step."""
    rng.bit_generator.advance(drawn // 4)  # type: ignore[attr-defined]
    rng.random(drawn % 4)
    return rng


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
