"""Occasions to meet: how long they last, when they come back. Each of these is drawn once, when it begins, by inversion: the
season in which it is over stands in `Live.until`, and until then nobody needs to look.

One address (OCCASION, season, pair) has all that may begin in a season: its words are how long an occasion lasts that begins in
it, whether one that ends in it ends for good, and when one that comes to rest in it comes back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from weakties.simulation.chance import Purpose, unit32, words
from weakties.simulation.kernels import (
    Bools,
    Float32s,
    Int,
    Int16s,
    Int32s,
    Real,
    UInt8s,
    inlined,
    kernel,
)
from weakties.simulation.relations.state import COLLEAGUE, ENDED, FRIEND, KIN, ON, RESTING, move, swap
from weakties.simulation.relations.strangers import strangers
from weakties.simulation.talk.live import SEASON

if TYPE_CHECKING:
    from weakties.simulation.relations.parameters import RelationParameters
    from weakties.simulation.relations.state import Live

FULL_HABIT = 5.0  # talks of habit at which an occasion comes back half as fast as it can
FADED = 0.05  # talks of habit below which an occasion does not come back by itself
NEVER = 32_767  # no season that a world lives to see: weeks are 16 bits, too


@inlined
def lasts_until(season: Int, p: RelationParameters, kind: Int, fitness: Real, word: Int) -> np.int16:
    """The season in which an occasion ends that began in `season`, with hazard 1 / (occasion_life * fitness) a week: after
    1 + floor(-ln(u) / h) seasons, h the hazard of a season, so that n seasons later it is there with probability exp(-n h). Kin
    always have one.
    """
    if kind == KIN:
        return np.int16(NEVER)
    seasons = -np.log(unit32(word)) * (p.occasion_life * fitness / SEASON)
    return np.int16(min(season + 1.0 + np.floor(seasons), NEVER))


@kernel
def rests_until(season: Int, p: RelationParameters, habit: Real, word: Int) -> np.int16:
    """The season in which an occasion comes back that came to rest in `season`, at return_rate * habit / (habit + FULL_HABIT) a
    week, habit being what is left at that season's beginning; or in which habit falls below FADED, if that is sooner. It comes
    back as soon as the hazards since add up to -ln(u).

    They never add up to more than return_rate * habit_leak * ln(1 + habit / FULL_HABIT), their integral, so that most that will
    not come back are seen at once.
    """
    wait, left, then = -np.log(unit32(word)), np.float64(habit), season + 1
    if left < FADED:
        return np.int16(then)
    fades = then + np.floor(np.log(left / FADED) * p.habit_leak / SEASON)
    if wait < p.return_rate * p.habit_leak * np.log1p(left / FULL_HABIT):
        decay, each = np.exp(-SEASON / p.habit_leak), SEASON * p.return_rate
        while then < fades:
            left *= decay
            wait -= each * left / (left + FULL_HABIT)
            if wait <= 0:
                return np.int16(min(then, NEVER))
            then += 1
    return np.int16(min(fades, NEVER))


@inlined
def habit_left(season: Int, p: RelationParameters, habit: Real, since: Int) -> np.float32:
    """What is left at the beginning of a season of the habit that a tie had when it came to rest in the week `since`."""
    return np.float32(habit * np.exp(-SEASON * (season - since // SEASON) / p.habit_leak))


@inlined
def kind_now(firm: Int32s, kind: Int, i: Int, j: Int) -> Int:
    """The kind of the tie i -> j: colleagues whose firms have parted are friends, who used to work together."""
    return FRIEND if kind == COLLEAGUE and (firm[i] < 0 or firm[i] != firm[j]) else kind


@kernel
def ends_row(
    seed: Int,
    season: Int,
    p: RelationParameters,
    live: Live,
    i: Int,
) -> None:
    """Person i's occasions that end now: of strangers nothing is left; those of others end for good with probability
    ends_for_good, unless of colleagues, with all habit; or else they rest. Which they are is seen from `until` alone. The last
    that is on takes the place of one that ends.
    """
    other, until, habit, tie = live.other, live.until, live.habit, live.tie
    start = live.start[i]
    on, active, end = start + live.on[i], start + live.active[i], start + live.size[i]
    for e in range(on - 1, start - 1, -1):
        if until[e] > season:
            continue
        j = other[e]
        if strangers(tie[e]):
            on, active, end = on - 1, active - 1, end - 1
            move(other, until, habit, tie, on, e)
            move(other, until, habit, tie, active, on)
            move(other, until, habit, tie, end, active)
            continue
        _, good, back, _ = words(seed, Purpose.OCCASION, season, min(i, j), max(i, j))
        on -= 1
        swap(other, until, habit, tie, e, on)
        now = tie[on]
        now.since = season * SEASON
        if now.kind != COLLEAGUE and unit32(good) < p.ends_for_good:
            now.occasion, habit[on] = ENDED, 0.0
            active -= 1
            swap(other, until, habit, tie, on, active)
        else:
            now.occasion = RESTING
            until[on] = rests_until(season, p, habit[on], back)
    live.on[i], live.active[i], live.size[i] = on - start, active - start, end - start


@kernel
def returns_row(
    seed: Int,
    season: Int,
    p: RelationParameters,
    firm: Int32s,
    live: Live,
    i: Int,
) -> None:
    """Person i's occasions that have rested long enough: they are there again, or, where habit has faded, have ended; of
    strangers nothing is left then.
    """
    other, until, habit, tie = live.other, live.until, live.habit, live.tie
    start = live.start[i]
    on, active, end = start + live.on[i], start + live.active[i], start + live.size[i]
    e = on
    while e < active:
        if until[e] > season:
            e += 1
            continue
        j, now = other[e], tie[e]
        habit[e] = habit_left(season, p, habit[e], now.since)
        now.since, now.kind = season * SEASON, kind_now(firm, now.kind, i, j)
        if habit[e] < FADED:
            active -= 1
            if strangers(now):
                end -= 1
                move(other, until, habit, tie, active, e)
                move(other, until, habit, tie, end, active)
            else:
                now.occasion, habit[e] = ENDED, 0.0
                swap(other, until, habit, tie, e, active)
            continue  # and look at the one that is here now
        life, _, _, _ = words(seed, Purpose.OCCASION, season, min(i, j), max(i, j))
        now.occasion, until[e] = ON, lasts_until(season, p, now.kind, now.fitness, life)
        swap(other, until, habit, tie, e, on)
        on += 1
        e += 1
    live.on[i], live.active[i], live.size[i] = on - start, active - start, end - start


@kernel
def first_untils(
    seed: Int,
    p: RelationParameters,
    low: Int32s,
    high: Int32s,
    kind: UInt8s,
    on: Bools,
    columns: tuple[Float32s, Float32s],
) -> Int16s:
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
