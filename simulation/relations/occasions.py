"""Occasions to meet: how long they last, when they come back. Each of these is drawn once, when it begins, by inversion: the
season in which it is over stands in `Live.until`, and until then nobody needs to look.

One address (OCCASION, season, pair) has all that may begin in a season: its words are how long an occasion lasts that begins in
it, whether one that ends in it ends for good, and when one that comes to rest in it comes back.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from weakties.simulation.chance import Purpose, unit32, words
from weakties.simulation.relations.state import (
    COLLEAGUE,
    ENDED,
    FRIEND,
    KIN,
    ON,
    RESTING,
    deactivate,
    lay,
    wake,
)
from weakties.simulation.talk.live import SEASON

FULL_HABIT = 5.0  # talks of habit at which an occasion comes back half as fast as it can
FADED = 0.05  # talks of habit below which an occasion does not come back by itself
NEVER = 32_767  # no season that a world lives to see: weeks are 16 bits, too


@njit(cache=True, inline="always")
def lasts_until(season, p, kind, fitness, word):  # type: ignore[no-untyped-def]
    """The season in which an occasion ends that began in `season`, with hazard 1 / (occasion_life * fitness) a week: after
    1 + floor(-ln(u) / h) seasons, h the hazard of a season, so that n seasons later it is there with probability exp(-n h). Kin
    always have one.
    """
    if kind == KIN:
        return np.int16(NEVER)
    seasons = -np.log(unit32(word)) * (p.occasion_life * fitness / SEASON)
    return np.int16(min(season + 1.0 + np.floor(seasons), NEVER))


@njit(cache=True)
def rests_until(season, p, habit, word):  # type: ignore[no-untyped-def]
    """The season in which an occasion comes back that came to rest in `season`, at return_rate * habit / (habit + FULL_HABIT) a
    week, habit being what is left at that season's beginning; or in which habit falls below FADED, if that is sooner. It comes
    back as soon as the hazards since add up to -ln(u).

    They never add up to more than return_rate * habit_leak * ln(1 + habit / FULL_HABIT), their integral, so that most that will
    not come back are seen at once.
    """
    wait, left = -np.log(unit32(word)), np.float64(habit)
    fades = (
        season + 1.0 + np.floor(max(0.0, np.log(left / FADED) * p.habit_leak / SEASON))
        if left > 0
        else season + 1.0
    )
    if wait < p.return_rate * p.habit_leak * np.log1p(left / FULL_HABIT):
        decay, each = np.exp(-SEASON / p.habit_leak), SEASON * p.return_rate
        then = season + 1
        while then < fades:
            left *= decay
            wait -= each * left / (left + FULL_HABIT)
            if wait <= 0:
                return np.int16(min(then, NEVER))
            then += 1
    return np.int16(min(fades, NEVER))


@njit(cache=True, inline="always")
def habit_left(season, p, tie):  # type: ignore[no-untyped-def]
    """The habit of a tie that rests, as of the beginning of a season."""
    return np.float32(tie.habit * np.exp(-SEASON * (season - tie.since // SEASON) / p.habit_leak))


@njit(cache=True, inline="always")
def parted(firm, i, j):  # type: ignore[no-untyped-def]
    """Whether i and j do not share a firm."""
    return firm[i] < 0 or firm[i] != firm[j]


@njit(cache=True)
def occasion_ends(seed, season, p, live, i, e):  # type: ignore[no-untyped-def]
    """The occasion at e of row i ends: for good with probability ends_for_good, unless it is one of colleagues, with all habit;
    or else it rests.
    """
    j = live.other[e]
    _, good, back, _ = words(seed, Purpose.OCCASION, season, min(i, j), max(i, j))
    e = lay(live, i, e)
    tie = live.tie[e]
    tie.since = season * SEASON
    if tie.kind != COLLEAGUE and unit32(good) < p.ends_for_good:
        tie.occasion, tie.habit = ENDED, 0.0
        deactivate(live, i, e)
        return
    tie.occasion = RESTING
    live.until[e] = rests_until(season, p, tie.habit, back)


@njit(cache=True)
def occasion_returns(seed, season, p, firm, live, i, e):  # type: ignore[no-untyped-def]
    """The occasion at e of row i has rested long enough: it is there again, or, where habit has faded, has ended."""
    j, tie = live.other[e], live.tie[e]
    tie.habit = habit_left(season, p, tie)
    if tie.kind == COLLEAGUE and parted(firm, i, j):
        tie.kind = FRIEND
    if tie.habit < FADED:
        tie.occasion, tie.since, tie.habit = ENDED, season * SEASON, 0.0
        deactivate(live, i, e)
        return
    life, _, _, _ = words(seed, Purpose.OCCASION, season, min(i, j), max(i, j))
    occasion_begins(season, p, live, i, e, life)


@njit(cache=True)
def occasion_begins(season, p, live, i, e, word):  # type: ignore[no-untyped-def]
    """There is an occasion again for the tie at e of row i."""
    e = wake(live, i, e)
    tie = live.tie[e]
    tie.occasion, tie.since = ON, season * SEASON
    live.until[e] = lasts_until(season, p, tie.kind, tie.fitness, word)


@njit(cache=True)
def first_untils(seed, p, low, high, kind, on, columns):  # type: ignore[no-untyped-def]
    """`until` of the ties of the start, int16 (pairs,), as if what they have had begun a season before the first.

    columns: (habit, fitness), float32 (pairs,) each.
    """
    habit, fitness = columns
    until = np.empty(len(low), np.int16)
    for n in range(len(low)):
        life, _, back, _ = words(seed, Purpose.OCCASION, -1, low[n], high[n])
        if on[n]:
            until[n] = lasts_until(-1, p, kind[n], fitness[n], life)
        else:
            until[n] = rests_until(-1, p, habit[n], back)
    return until
