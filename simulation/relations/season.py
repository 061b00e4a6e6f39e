"""What happens to ties between two seasons; within one, contact rates are constant.

The order of a turn: reckon (what the talks of the season just over left behind), occasions, plan, meet (the contact rates of the
season to come), first meetings, forget. Turn, meet and forget go row by row, each direction of a tie working out the same numbers
by itself, so rows can be shared out over cores without locks. (A kernel for one row is called in the parallel loop, since numba
loses what a parallel loop itself writes into arrays of a named tuple.)
"""

from __future__ import annotations

import numpy as np
from numba import njit, prange

from weakties.simulation.chance import Purpose, poisson, uniform, unit32, words
from weakties.simulation.relations.asleep import sleep
from weakties.simulation.relations.state import (
    COLLEAGUE,
    ENDED,
    FRIEND,
    KIN,
    ON,
    RESTING,
    activate,
    add,
    deactivate,
    find,
)
from weakties.simulation.talk.live import SEASON, talks_of_season

MOST = 14.0  # conversations a week that two people have at the most
LEAST_PULL = 0.1  # talks; the pull of somebody without any habit
FULL_HABIT = 5.0  # talks of habit at which an occasion comes back half as fast as it can
FADED = 0.05  # talks of habit below which an occasion does not come back by itself
MEETINGS = 15  # first meetings in a season at the most


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
    for i in prange(len(live.size)):
        weight[i] = turn_row(seed, season, p, firm, live, i)


@njit(cache=True)
def turn_row(seed, season, p, firm, live, i):  # type: ignore[no-untyped-def]
    """Person i's ties after the season just over; returns the sum of pulls, q = fitness (LEAST_PULL + habit)^habit_pull."""
    decay = np.float32(np.exp(-SEASON / p.habit_leak))
    total = 0.0
    e = live.start[i]
    while e < live.start[i] + live.active[i]:
        tie = live.tie[e]
        a, b = min(i, tie.other), max(i, tie.other)
        reckon(seed, season - 1, p.talk_hours, tie, a, b)
        tie.habit *= decay
        parted = tie.kind == COLLEAGUE and (firm[i] < 0 or firm[i] != firm[tie.other])
        if parted:
            tie.kind = FRIEND
        if tie.occasion == ON:
            occasion_ends(seed, season, p, parted, tie, a, b)
        else:
            occasion_returns(seed, season, p.return_rate, tie, a, b)
        if tie.occasion == ENDED:
            deactivate(live, i, e)
            continue
        if tie.occasion == ON:
            tie.rate = tie.fitness * (np.float32(LEAST_PULL) + tie.habit) ** np.float32(p.habit_pull)
            total += tie.rate
        e += 1
    return total


@njit(cache=True, inline="always")
def reckon(seed, season, talk_hours, tie, a, b):  # type: ignore[no-untyped-def]
    """What the talks of a season left behind in the tie of a < b: hours, habit, the last talk. The rate is used up."""
    if tie.rate > 0:
        talks, last = talks_of_season(seed, a, b, tie.rate, season)
        if talks > 0:
            tie.habit += talks
            tie.hours += talks * talk_hours
            tie.last = last
        tie.rate = 0.0


@njit(cache=True, inline="always")
def occasion_ends(seed, season, p, parted, tie, a, b):  # type: ignore[no-untyped-def]
    """An occasion of a < b ends with hazard 1 / (occasion_life * fitness) a week, for good with probability ends_for_good; else
    it rests. Kin always have one. Colleagues whose firms have `parted` lose theirs at once (and are friends from then on, who
    used to work together); while they share the firm none ends for good.
    """
    if tie.kind == KIN:
        return
    w0, w1, _, _ = words(seed, Purpose.OCCASION, season, a, b)
    if parted or happens(w0, SEASON / (p.occasion_life * tie.fitness)):
        rest(tie, season, tie.kind != COLLEAGUE and unit32(w1) < p.ends_for_good)


@njit(cache=True, inline="always")
def occasion_returns(seed, season, return_rate, tie, a, b):  # type: ignore[no-untyped-def]
    """A resting occasion comes back at return_rate * habit / (habit + FULL_HABIT) a week; below FADED habit it has ended."""
    if tie.habit < FADED:
        rest(tie, season, True)
        return
    w0, _, _, _ = words(seed, Purpose.OCCASION, season, a, b)
    if happens(w0, SEASON * return_rate * tie.habit / (tie.habit + FULL_HABIT)):
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
            tie.rate = min(MOST, tie.rate * np.sqrt(offer[i] * offer[tie.other]))


@njit(cache=True)
def introduced(seed, season, i, nth, live):  # type: ignore[no-untyped-def]
    """One of those whom i has an occasion to meet, in proportion to habit, or -1. The lot belongs to the pair, so that another
    tie more or less moves nobody else's.
    """
    best, found = np.inf, -1
    for e in range(live.start[i], live.start[i] + live.active[i]):
        tie = live.tie[e]
        if tie.rate > 0 and tie.habit > 0:  # not those met just now: they have no rate yet
            u = uniform(seed, Purpose.INTRODUCTION, season * (MEETINGS + 1) + nth, i, tie.other)
            wait = -np.log(u) / tie.habit
            if wait < best:
                best, found = wait, tie.other
    return found


@njit(cache=True)
def met(seed, season, i, nth, p, foci, live):  # type: ignore[no-untyped-def]
    """(whom i meets the nth time this season, the Kind of the tie that this makes); (-1, ...) for nobody."""
    w0, w1, w2, w3 = words(seed, Purpose.MEETING, season, i, nth + 1)
    if unit32(w0) < p.introductions:
        friend = introduced(seed, season, i, nth, live)
        return (introduced(seed, season, friend, nth, live) if friend >= 0 else -1), FRIEND
    if foci.firm[i] >= 0 and unit32(w1) < p.met_at_work:
        low, high = foci.firm_start[foci.firm[i]], foci.firm_start[foci.firm[i] + 1]
        return foci.holder[low + int(unit32(w2) * (high - low))], COLLEAGUE
    if unit32(w3) < p.met_nearby:
        group = foci.community[i]
        low, high = foci.community_start[group], foci.community_start[group + 1]
        return foci.neighbour[low + int(unit32(w2) * (high - low))], FRIEND
    return np.int32(unit32(w2) * len(live.size)), FRIEND


@njit(cache=True)
def first_meetings(seed, season, p, hours, foci, base, live, begin):  # type: ignore[no-untyped-def]
    """Everybody, from person `begin` on, spends exploring hours on people not met before, or out of touch, an occasion with whom
    begins. Returns the person at whose turn a row had no room (nothing of that turn is lost: call again), or else all people.
    """
    people = len(live.size)
    for i in range(begin, people):
        mean = p.exploring * hours[i] * SEASON / p.talk_hours
        for nth in range(min(poisson(mean, uniform(seed, Purpose.MEETING, season, i, 0)), MEETINGS)):
            j, kind = met(seed, season, i, nth, p, foci, live)
            if j < 0 or j == i:
                continue
            e = find(live, i, j)
            if e >= 0:
                if live.tie[e].occasion != ON:
                    revive(live, i, e, season)
                    revive(live, j, find(live, j, i), season)
                continue
            for who in (i, j):
                if live.start[who] + live.size[who] == live.start[who + 1]:
                    return i
            suits = fitness(seed, min(i, j), max(i, j), p.fitness_spread)
            add(live, i, j, kind, suits, p.talk_hours, season * SEASON)
            add(live, j, i, kind, suits, p.talk_hours, season * SEASON)
            sleep(base, i, j, True)
    return people


@njit(cache=True)
def revive(live, i, e, season):  # type: ignore[no-untyped-def]
    """Two who were out of touch have met again: an occasion, and one talk of habit at least; their hours count as ever."""
    if live.tie[e].occasion == ENDED:
        e = activate(live, i, e)
    tie = live.tie[e]
    tie.occasion, tie.since = ON, season * SEASON
    tie.habit = max(tie.habit, np.float32(1.0))
