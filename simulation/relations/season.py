"""What happens to ties between two seasons; within one, contact rates are constant.

The order of a turn: reckon (what the talks of the season just over left behind), occasions, plan, meet (the contact rates of the
season to come), first meetings. Turn and meet go row by row, each direction of a tie working out the same numbers
by itself, so rows can be shared out over cores without locks. (A kernel for one row is called in the parallel loop, since numba
loses what a parallel loop itself writes into arrays of a named tuple.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numba import prange

from weakties.simulation.chance import Purpose, unit32, words
from weakties.simulation.kernels import (
    Float32s,
    Float64s,
    Int,
    Int32s,
    Int64s,
    Real,
    Record,
    UInt8s,
    UInt32s,
    inlined,
    kernel,
    parallel,
)
from weakties.simulation.relations.occasions import ends_row, kind_now, returns_row
from weakties.simulation.talk.live import SEASON, talks_of_weeks, words_of_pairs

if TYPE_CHECKING:
    from weakties.simulation.relations.parameters import RelationParameters
    from weakties.simulation.relations.state import Live

MOST = 14.0  # conversations a week that two people have at the most
LEAST_PULL = 0.1  # talks; the pull of somebody without any habit
BLOCK = 128  # people whose rows are worked out in one go


@inlined
def fitness(seed: Int, a: Int, b: Int, spread: Real) -> np.float32:
    """How well a < b suit each other: exp(spread z), with z the standardised sum of four uniform numbers at the pair's address,
    near enough to normal (|z| stays below 3.5).
    """
    return suited(words(seed, Purpose.FITNESS, 0, a, b), spread)


@inlined
def suited(four: tuple[Any, Any, Any, Any], spread: Real) -> np.float32:
    """`fitness`, of the four random words of the pair."""
    z = (unit32(four[0]) + unit32(four[1]) + unit32(four[2]) + unit32(four[3]) - 2.0) * np.sqrt(3.0)
    return np.float32(np.exp(spread * z))


@kernel
def fitness_of(seed: Int, a: Int32s, b: Int32s, spread: Real) -> Float32s:
    """`fitness` of each pair a < b, float32 (pairs,)."""
    suits = np.empty(len(a), np.float32)
    for n in range(len(a)):
        suits[n] = fitness(seed, a[n], b[n], spread)
    return suits


@parallel
def turn(
    seed: Int,
    season: Int,
    p: RelationParameters,
    firm: Int32s,
    base: tuple[Int64s, Int32s, Float32s, UInt8s],
    live: Live,
    weight: Float64s,
) -> None:
    """Reckon, occasions and plan of everybody: `weight`, float64 (people,), gets the sum of each person's pulls, the rate of each
    tie its pull. season: the one that begins; p: RelationParameters as a named tuple; firm: int32 (people,), -1 out of work.
    """
    for block in prange((len(live.size) + BLOCK - 1) // BLOCK):
        turn_block(seed, season, p, firm, base, live, weight, block)


@kernel
def turn_block(
    seed: Int,
    season: Int,
    p: RelationParameters,
    firm: Int32s,
    base: tuple[Int64s, Int32s, Float32s, UInt8s],
    live: Live,
    weight: Float64s,
    block: Int,
) -> None:
    """A block of people takes its turn, each with the random words of the talks of his row."""
    low, high = block * BLOCK, min(len(live.size), (block + 1) * BLOCK)
    talk = np.empty((4, live.on[low:high].max()), np.uint32)
    for i in range(low, high):
        others = live.other[live.start[i] : live.start[i] + live.on[i]]
        words_of_pairs(seed, Purpose.SEASON_TALK, season - 1, i, others, talk)
        reckon_row(season, p, firm, live, i, talk)
        ends_row(seed, season, p, base, live, i)
        returns_row(seed, season, p, firm, base, live, i)
        weight[i] = plan_row(p, live, i)


@kernel
def reckon_row(season: Int, p: RelationParameters, firm: Int32s, live: Live, i: Int, talk: UInt32s) -> None:
    """What the season just over left behind in person i's ties that were on. Colleagues whose firms have parted are friends from
    then on, who used to work together, and their occasion ends now.

    talk: uint32 (4, ties that were on or more), the random words of each tie's talks.
    """
    decay = np.float32(np.exp(-SEASON / p.habit_leak))
    other, until, habit, tie = live.other, live.until, live.habit, live.tie
    first, second, third, fourth = talk[0], talk[1], talk[2], talk[3]
    for n in range(live.on[i]):
        e = live.start[i] + n
        now = tie[e]
        talks = reckon(season - 1, p.talk_hours, now, (first[n], second[n], third[n], fourth[n]))
        habit[e] = np.float32(habit[e] + talks) * decay
        kind = kind_now(firm, now.kind, i, other[e])
        if kind != now.kind:
            now.kind, until[e] = kind, season


@kernel
def plan_row(p: RelationParameters, live: Live, i: Int) -> float:
    """The pulls of person i's ties that are on, q = fitness (LEAST_PULL + habit)^habit_pull, in place of their rates; returns
    the sum.
    """
    total, pull = 0.0, np.float32(p.habit_pull)
    habit, tie = live.habit, live.tie
    for e in range(live.start[i], live.start[i] + live.on[i]):
        now = tie[e]
        now.rate = now.fitness * (np.float32(LEAST_PULL) + habit[e]) ** pull
        total += now.rate
    return total


@inlined
def reckon(season: Int, talk_hours: Real, tie: Record, four: tuple[Any, Any, Any, Any]) -> int:
    """The talks of a season, which leave behind hours and the last talk. The rate is used up."""
    talks = 0
    if tie.rate > 0:
        talks, last = talks_of_weeks(tie.rate, four, season)
        if talks > 0:
            tie.hours += talks * talk_hours
            tie.last = last
        tie.rate = 0.0
    return talks


@parallel
def meet(offer: Float64s, live: Live) -> None:
    """Contact rates of the season out of pulls q: min(MOST, q sqrt(offer_i offer_j)), with offer_i the conversations a week that
    i has hours for, over the sum of i's pulls: the geometric mean of what both offer each other.
    """
    for i in prange(len(live.size)):
        meet_row(offer, live, i)


@kernel
def meet_row(offer: Float64s, live: Live, i: Int) -> None:
    """The contact rates of person i."""
    other, tie = live.other, live.tie
    for e in range(live.start[i], live.start[i] + live.on[i]):
        tie[e].rate = min(MOST, tie[e].rate * np.sqrt(offer[i] * offer[other[e]]))
