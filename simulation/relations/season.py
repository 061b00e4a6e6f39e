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
    Real,
    UInt32s,
    inlined,
    kernel,
    parallel,
)
from weakties.simulation.relations.occasions import ends_row, kind_now, returns_row
from weakties.simulation.relations.state import COLLEAGUE, FRIEND
from weakties.simulation.talk.conversation import words_of_pairs
from weakties.simulation.talk.live import SEASON, talks_of_row

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
    live: Live,
    plan: tuple[Float64s, Float32s],
) -> None:
    """Reckon, occasions and plan of everybody. season: the one that begins; p: RelationParameters as a named tuple; firm: int32
    (people,), -1 out of work; plan: float64 (people,), which get the sum of each person's pulls, while the rate of each tie gets
    its pull; and by how much habit pulls each more, float32 (people,), or (0,): all alike.
    """
    for block in prange((len(live.size) + BLOCK - 1) // BLOCK):
        turn_block(seed, season, p, firm, live, plan, np.int64(block))


@kernel
def turn_block(
    seed: Int,
    season: Int,
    p: RelationParameters,
    firm: Int32s,
    live: Live,
    plan: tuple[Float64s, Float32s],
    block: Int,
) -> None:
    """A block of people takes its turn, each with the random words of the talks of his row."""
    low, high = block * BLOCK, min(len(live.size), (block + 1) * BLOCK)
    most = live.on[low:high].max()
    lot, rates = np.empty((4, most), np.uint32), np.empty((2, most), np.float32)
    talks = np.empty((2, most), np.int32)
    for i in range(low, high):
        others = live.other[live.start[i] : live.start[i] + live.on[i]]
        words_of_pairs(seed, Purpose.SEASON_TALK, season - 1, i, others, lot)
        reckon_row(season, p, firm, live, i, (lot, rates, talks))
        ends_row(seed, season, p, live, i)
        returns_row(seed, season, p, firm, live, i)
        plan[0][i] = plan_row(p, live, i, plan[1])


@kernel
def reckon_row(
    season: Int,
    p: RelationParameters,
    firm: Int32s,
    live: Live,
    i: Int,
    rooms: tuple[UInt32s, Float32s, Int32s],
) -> None:
    """What the season just over left behind in person i's ties that were on: habit, hours and the last talk. Rates are used up.
    Colleagues whose firms have parted are friends from then on, who used to work together, and their occasion ends now.

    rooms: the random words of each tie's talks, uint32 (4, ties that were on or more); and room to work in.
    """
    decay, start, on = np.float32(np.exp(-SEASON / p.habit_leak)), live.start[i], live.on[i]
    other, until, habit, tie = live.other, live.until, live.habit, live.tie
    lot, rates, talks = rooms
    rate, count, last = rates[0, :on], talks[0], talks[1]
    for n in range(on):
        rate[n] = tie[start + n].rate
    talks_of_row(season - 1, rate, rates[1], lot, count, last)
    for n in range(on):
        e = start + n
        now = tie[e]
        habit[e] = np.float32(habit[e] + count[n]) * decay
        if count[n] > 0:
            now.hours += count[n] * p.talk_hours
            now.last = last[n]
        now.rate = 0.0
        if now.kind == COLLEAGUE and kind_now(firm, now.kind, i, other[e]) != COLLEAGUE:
            now.kind, until[e] = FRIEND, season


@kernel
def plan_row(p: RelationParameters, live: Live, i: Int, more: Float32s) -> float:
    """The pulls of person i's ties that are on, q = fitness (LEAST_PULL + habit)^pull, in place of their rates; returns the sum.

    pull is habit_pull, plus the mean of `more` of the two where that is not (0,): their tie has one rate, the same for both.
    """
    total, pull = 0.0, np.float32(p.habit_pull)
    habit, tie = live.habit, live.tie
    for e in range(live.start[i], live.start[i] + live.on[i]):
        now = tie[e]
        if len(more) > 0:
            pull = np.float32(p.habit_pull) + (more[i] + more[live.other[e]]) / np.float32(2.0)
        now.rate = now.fitness * (np.float32(LEAST_PULL) + habit[e]) ** pull
        total += now.rate
    return total


@parallel
def meet(root: Float32s, live: Live) -> None:
    """Contact rates of the season out of pulls q: min(MOST, q root_i root_j), with root_i the square root of the conversations a
    week that i has hours for over the sum of i's pulls: the geometric mean of what both offer each other.
    """
    for i in prange(len(live.size)):
        meet_row(root, live, np.int64(i))


@kernel
def meet_row(root: Float32s, live: Live, i: Int) -> None:
    """The contact rates of person i."""
    other, tie = live.other, live.tie
    for e in range(live.start[i], live.start[i] + live.on[i]):
        tie[e].rate = min(np.float32(MOST), tie[e].rate * (root[i] * root[other[e]]))
