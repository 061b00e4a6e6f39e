"""What happens to ties between two seasons; within one, contact rates are constant.

The order of a turn: reckon (what the talks of the season just over left behind), occasions, plan, meet (the contact rates of the
season to come), first meetings, forget. Turn, meet and forget go row by row, each direction of a tie working out the same numbers
by itself, so rows can be shared out over cores without locks. (A kernel for one row is called in the parallel loop, since numba
loses what a parallel loop itself writes into arrays of a named tuple.)
"""

from __future__ import annotations

import numpy as np
from numba import njit, prange

from weakties.simulation.chance import Purpose, unit32, words
from weakties.simulation.relations.occasions import occasion_ends, occasion_returns, parted
from weakties.simulation.relations.state import COLLEAGUE, FRIEND
from weakties.simulation.talk.live import SEASON, talks_of_weeks, words_of_pairs

MOST = 14.0  # conversations a week that two people have at the most
LEAST_PULL = 0.1  # talks; the pull of somebody without any habit
BLOCK = 128  # people whose rows are worked out in one go


@njit(cache=True, inline="always")
def fitness(seed, a, b, spread):  # type: ignore[no-untyped-def]
    """How well a < b suit each other: exp(spread z), with z the standardised sum of four uniform numbers at the pair's address,
    near enough to normal (|z| stays below 3.5).
    """
    return suited(words(seed, Purpose.FITNESS, 0, a, b), spread)


@njit(cache=True, inline="always")
def suited(four, spread):  # type: ignore[no-untyped-def]
    """`fitness`, of the four random words of the pair."""
    z = (unit32(four[0]) + unit32(four[1]) + unit32(four[2]) + unit32(four[3]) - 2.0) * np.sqrt(3.0)
    return np.float32(np.exp(spread * z))


@njit(cache=True)
def fitness_of(seed, a, b, spread):  # type: ignore[no-untyped-def]
    """`fitness` of each pair a < b, float32 (pairs,)."""
    suits = np.empty(len(a), np.float32)
    for n in range(len(a)):
        suits[n] = fitness(seed, a[n], b[n], spread)
    return suits


@njit(cache=True, parallel=True)
def turn(seed, season, p, firm, live, weight):  # type: ignore[no-untyped-def]
    """Reckon, occasions and plan of everybody: `weight`, float64 (people,), gets the sum of each person's pulls, the rate of each
    tie its pull. season: the one that begins; p: RelationParameters as a named tuple; firm: int32 (people,), -1 out of work.
    """
    for block in prange((len(live.size) + BLOCK - 1) // BLOCK):
        turn_block(seed, season, p, firm, live, weight, block)


@njit(cache=True)
def turn_block(seed, season, p, firm, live, weight, block):  # type: ignore[no-untyped-def]
    """A block of people takes its turn, each with the random words of the talks of his row."""
    low, high = block * BLOCK, min(len(live.size), (block + 1) * BLOCK)
    talk = np.empty((4, live.on[low:high].max()), np.uint32)
    for i in range(low, high):
        others = live.other[live.start[i] : live.start[i] + live.on[i]]
        words_of_pairs(seed, Purpose.SEASON_TALK, season - 1, i, others, talk)
        reckon_row(season, p, firm, live, i, talk)
        occasions_row(seed, season, p, firm, live, i)
        weight[i] = plan_row(p, live, i)


@njit(cache=True)
def reckon_row(season, p, firm, live, i, talk):  # type: ignore[no-untyped-def]
    """What the season just over left behind in person i's ties that were on. Colleagues whose firms have parted are friends from
    then on, who used to work together, and their occasion ends now.

    talk: uint32 (4, ties that were on or more), the random words of each tie's talks.
    """
    decay = np.float32(np.exp(-SEASON / p.habit_leak))
    for n in range(live.on[i]):
        e = live.start[i] + n
        tie = live.tie[e]
        reckon(season - 1, p.talk_hours, tie, (talk[0, n], talk[1, n], talk[2, n], talk[3, n]))
        tie.habit *= decay
        if tie.kind == COLLEAGUE and parted(firm, i, live.other[e]):
            tie.kind, live.until[e] = FRIEND, season


@njit(cache=True)
def occasions_row(seed, season, p, firm, live, i):  # type: ignore[no-untyped-def]
    """Person i's occasions that end this season, and those that come back: who is due is seen from `until` alone."""
    start = live.start[i]
    for e in range(start + live.on[i] - 1, start - 1, -1):
        if live.until[e] <= season:
            occasion_ends(seed, season, p, live, i, e)
    e = start + live.on[i]
    while e < start + live.active[i]:
        if live.until[e] <= season:
            on = live.on[i]
            occasion_returns(seed, season, p, firm, live, i, e)
            e += live.on[i] - on  # or else another is here now
        else:
            e += 1


@njit(cache=True)
def plan_row(p, live, i):  # type: ignore[no-untyped-def]
    """The pulls of person i's ties that are on, q = fitness (LEAST_PULL + habit)^habit_pull, in place of their rates; returns
    the sum.
    """
    total, pull = 0.0, np.float32(p.habit_pull)
    for e in range(live.start[i], live.start[i] + live.on[i]):
        tie = live.tie[e]
        tie.rate = tie.fitness * (np.float32(LEAST_PULL) + tie.habit) ** pull
        total += tie.rate
    return total


@njit(cache=True, inline="always")
def reckon(season, talk_hours, tie, four):  # type: ignore[no-untyped-def]
    """What the talks of a season left behind in the tie: hours, habit, the last talk. The rate is used up."""
    if tie.rate > 0:
        talks, last = talks_of_weeks(tie.rate, four, season)
        if talks > 0:
            tie.habit += talks
            tie.hours += talks * talk_hours
            tie.last = last
        tie.rate = 0.0


@njit(cache=True, parallel=True)
def meet(offer, live):  # type: ignore[no-untyped-def]
    """Contact rates of the season out of pulls q: min(MOST, q sqrt(offer_i offer_j)), with offer_i the conversations a week that
    i has hours for, over the sum of i's pulls: the geometric mean of what both offer each other.
    """
    for i in prange(len(live.size)):
        meet_row(offer, live, i)


@njit(cache=True)
def meet_row(offer, live, i):  # type: ignore[no-untyped-def]
    """The contact rates of person i."""
    for e in range(live.start[i], live.start[i] + live.on[i]):
        tie = live.tie[e]
        if tie.rate > 0:
            tie.rate = min(MOST, tie.rate * np.sqrt(offer[i] * offer[live.other[e]]))
