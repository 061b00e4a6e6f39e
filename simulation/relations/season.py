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
from weakties.simulation.relations.state import COLLEAGUE, ENDED, FRIEND, KIN, ON, RESTING, deactivate
from weakties.simulation.talk.live import SEASON, talks_of_weeks, words_of_pairs

MOST = 14.0  # conversations a week that two people have at the most
LEAST_PULL = 0.1  # talks; the pull of somebody without any habit
FULL_HABIT = 5.0  # talks of habit at which an occasion comes back half as fast as it can
FADED = 0.05  # talks of habit below which an occasion does not come back by itself
BLOCK = 128  # people whose rows are worked out in one go


@njit(cache=True, inline="always")
def fitness(seed, a, b, spread):  # type: ignore[no-untyped-def]
    """How well a < b suit each other: exp(spread z), with z the standardised sum of four uniform numbers at the pair's address,
    near enough to normal (|z| stays below 3.5).
    """
    w0, w1, w2, w3 = words(seed, Purpose.FITNESS, 0, a, b)
    return np.exp(spread * (unit32(w0) + unit32(w1) + unit32(w2) + unit32(w3) - 2.0) * np.sqrt(3.0))


@njit(cache=True)
def fitness_of(seed, a, b, spread):  # type: ignore[no-untyped-def]
    """`fitness` of each pair a < b, float32 (pairs,)."""
    suits = np.empty(len(a), np.float32)
    for n in range(len(a)):
        suits[n] = fitness(seed, a[n], b[n], spread)
    return suits


@njit(cache=True, inline="always")
def happens(word, expected):  # type: ignore[no-untyped-def]
    """Whether what happens `expected` times on average happens at all: u < 1 - exp(-expected), mostly without the exponential."""
    u = unit32(word)
    if u >= expected:
        return False
    return u < expected * (1.0 - 0.5 * expected) or u < 1.0 - np.exp(-expected)


@njit(cache=True, parallel=True)
def turn(seed, season, p, firm, live, weight):  # type: ignore[no-untyped-def]
    """Reckon, occasions and plan of everybody: `weight`, float64 (people,), gets the sum of each person's pulls, the rate of each
    tie its pull. season: the one that begins; p: RelationParameters as a named tuple; firm: int32 (people,), -1 out of work.
    """
    for block in prange((len(live.size) + BLOCK - 1) // BLOCK):
        turn_block(seed, season, p, firm, live, weight, block)


@njit(cache=True)
def turn_block(seed, season, p, firm, live, weight, block):  # type: ignore[no-untyped-def]
    """A block of people takes its turn: first the random words of a row, then what they decide."""
    low, high = block * BLOCK, min(len(live.size), (block + 1) * BLOCK)
    longest = live.active[low:high].max()
    talk, lot = np.empty((4, longest), np.uint32), np.empty((4, longest), np.uint32)
    for i in range(low, high):
        others = live.other[live.start[i] : live.start[i] + live.active[i]]
        words_of_pairs(seed, Purpose.SEASON_TALK, season - 1, i, others, talk)
        words_of_pairs(seed, Purpose.OCCASION, season, i, others, lot)
        weight[i] = turn_row(season, p, firm, live, i, talk, lot)


@njit(cache=True)
def turn_row(season, p, firm, live, i, talk, lot):  # type: ignore[no-untyped-def]
    """Person i's ties after the season just over; returns the sum of pulls, q = fitness (LEAST_PULL + habit)^habit_pull.

    talk, lot: uint32 (4, active ties or more), the random words of each tie's talks and occasion.
    """
    decay = np.float32(np.exp(-SEASON / p.habit_leak))
    start, total = live.start[i], 0.0
    n = 0
    while n < live.active[i]:
        tie = live.tie[start + n]
        parted = tie.kind == COLLEAGUE and (firm[i] < 0 or firm[i] != firm[live.other[start + n]])
        if parted:
            tie.kind = FRIEND
        if tie.occasion == ON:
            reckon(season - 1, p.talk_hours, tie, (talk[0, n], talk[1, n], talk[2, n], talk[3, n]))
            tie.habit *= decay
            occasion_ends(season, p, parted, tie, lot[0, n], lot[1, n])
        else:
            tie.habit *= decay
            occasion_returns(season, p.return_rate, tie, lot[0, n])
        if tie.occasion == ENDED:
            deactivate(live, i, start + n)
            for k in range(4):
                talk[k, n], lot[k, n] = talk[k, live.active[i]], lot[k, live.active[i]]
            continue
        if tie.occasion == ON:
            tie.rate = tie.fitness * (np.float32(LEAST_PULL) + tie.habit) ** np.float32(p.habit_pull)
            total += tie.rate
        n += 1
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


@njit(cache=True, inline="always")
def occasion_ends(season, p, parted, tie, word, other_word):  # type: ignore[no-untyped-def]
    """An occasion ends with hazard 1 / (occasion_life * fitness) a week, for good with probability ends_for_good; else
    it rests. Kin always have one. Colleagues whose firms have `parted` lose theirs at once (and are friends from then on, who
    used to work together); while they share the firm none ends for good.
    """
    if tie.kind == KIN:
        return
    if parted or happens(word, SEASON / (p.occasion_life * tie.fitness)):
        rest(tie, season, tie.kind != COLLEAGUE and unit32(other_word) < p.ends_for_good)


@njit(cache=True, inline="always")
def occasion_returns(season, return_rate, tie, word):  # type: ignore[no-untyped-def]
    """A resting occasion comes back at return_rate * habit / (habit + FULL_HABIT) a week; below FADED habit it has ended."""
    if tie.habit < FADED:
        rest(tie, season, True)
        return
    if happens(word, SEASON * return_rate * tie.habit / (tie.habit + FULL_HABIT)):
        tie.occasion, tie.since = ON, season * SEASON


@njit(cache=True, inline="always")
def rest(tie, season, for_good):  # type: ignore[no-untyped-def]
    """The occasion rests, or has ended, with all habit."""
    tie.occasion, tie.since = RESTING, season * SEASON
    if for_good:
        tie.occasion, tie.habit = ENDED, 0.0


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
    for e in range(live.start[i], live.start[i] + live.active[i]):
        tie = live.tie[e]
        if tie.rate > 0:
            tie.rate = min(MOST, tie.rate * np.sqrt(offer[i] * offer[live.other[e]]))
