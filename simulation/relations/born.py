"""The ties of a network that come to life, as they may have been before week 0."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, generator
from weakties.simulation.kernels import Bools, Float32s, Int32s, Int64s, Real, kernel
from weakties.simulation.relations.occasions import first_untils
from weakties.simulation.relations.parameters import RelationParameters, numbers_of
from weakties.simulation.relations.season import fitness_of
from weakties.simulation.relations.state import COLLEAGUE, FRIEND, KIN, LIVES, ON, RESTING, TIE, Live
from weakties.simulation.talk.frequency import WEEKS_A_YEAR
from weakties.simulation.talk.live import SEASON
from weakties.simulation.ties import Kind, Ties

KNOWN = {KIN: 15.0, FRIEND: 5.0, COLLEAGUE: 3.0}  # mean years of acquaintance at the start; assumption
LONGEST = 80.0  # years of acquaintance at the most


def born(ties: Ties, p: RelationParameters, seed: int) -> Live:
    """The ties that live as they may have been before week 0: known for an exponential time, with the habit and the hours that
    their contact rate leaves; kin, and others by the chance of a talk in a season, with an occasion. Some years forget it.

    Everything is worked out once for each pair, in the order of the pairs, and read by both directions.
    """
    start = living(ties.start, ties.contact_rate, LIVES)
    other, number = np.empty(start[-1], np.int32), np.empty(start[-1], np.int32)
    low, high, place = pairs_of(ties.start, ties.other, ties.contact_rate, LIVES, start, other, number)
    rate, kind = ties.contact_rate[place], ties.kind[place]
    kind[kind == Kind.ACQUAINTANCE] = FRIEND
    del place
    rng = generator(seed, Purpose.PAST)
    years = np.array([KNOWN[KIN], KNOWN[FRIEND], KNOWN[COLLEAGUE]])[kind] * -np.log(
        1.0 - rng.random(len(low))
    )
    years = np.minimum(years, LONGEST)
    on = (kind == KIN) | (rng.random(len(low)) < -np.expm1(-rate * SEASON))
    silent = np.where(on, 0, np.minimum(years * WEEKS_A_YEAR, 1 / rate)).astype(np.int16)
    habit, fitness = rate * np.float32(p.habit_leak), fitness_of(np.uint64(seed), low, high, p.fitness_spread)
    until = first_untils(np.uint64(seed), numbers_of(p), low, high, kind, on, (habit, fitness))
    number_on = on_first(start, other, number, on)
    tie = np.zeros(len(other), TIE)
    columns: dict[str, NDArray[np.generic]] = {
        "kind": kind,
        "last": -silent,
        "since": np.full(len(low), -SEASON, np.int16),
        "hours": (rate * WEEKS_A_YEAR * years * p.talk_hours).astype(np.float32),
        "fitness": fitness,
        "born": (-WEEKS_A_YEAR * years).astype(np.int16),
        "occasion": np.where(on, np.uint8(ON), np.uint8(RESTING)),
    }
    while columns:
        name, values = columns.popitem()
        tie[name] = values[number]
    size = np.diff(start).astype(np.int32)
    return Live(start, size, size.copy(), number_on, other, until[number], habit[number], tie)


@kernel
def on_first(start: Int64s, other: Int32s, number: Int32s, on: Bools) -> Int32s:
    """Put the ties that are on first in each row of `other` and `number`; returns how many they are, int32 (people,)."""
    count = np.zeros(len(start) - 1, np.int32)
    for i in range(len(count)):
        for e in range(start[i], start[i + 1]):
            if on[number[e]]:
                f = start[i] + count[i]
                other[e], other[f] = other[f], other[e]
                number[e], number[f] = number[f], number[e]
                count[i] += 1
    return count


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
    start: Int64s, whom: Int32s, rate: Float32s, least: Real, begin: Int64s, other: Int32s, number: Int32s
) -> tuple[Int32s, Int32s, Int64s]:
    """Fill rows with the ties that live: `other`, and the `number` of the pair, counted in the order of (low, high).

    Returns (low, high, place in `whom`) of each pair. The pair of a tie to somebody before is found without a search: person i is
    the next one who has not come yet in the row of each of his contacts.
    """
    pairs = len(other) // 2
    low, high, place = np.empty(pairs, np.int32), np.empty(pairs, np.int32), np.empty(pairs, np.int64)
    following = begin[:-1].copy()
    count = 0
    for i in range(len(start) - 1):
        at = begin[i]
        for e in range(start[i], start[i + 1]):
            if rate[e] >= least:
                j = whom[e]
                other[at] = j
                if j > i:
                    low[count], high[count], place[count], number[at] = i, j, e, count
                    count += 1
                else:
                    number[at] = number[following[j]]
                    following[j] += 1
                    following[i] = at + 1
                at += 1
    return low, high, place
