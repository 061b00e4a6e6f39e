"""When two people talk whose tie lives: within a season, at the contact rate of that season.

As for other ties (conversation.py), they have at least one conversation in a week with probability 1 - exp(-rate), independently
of other weeks, and conversations belong to the pair and the week. A season is SEASON weeks, one random word a week, all four at
the address (SEASON_TALK, season, pair): so a rate that changes from one season to the next moves nobody else's conversations.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from weakties.simulation.chance import Purpose, unit32, words
from weakties.simulation.kernels import Bool, Float32s, Int, Int32s, Real, UInt32s, inlined, kernel

SEASON = 4  # weeks
ROUNDED = 1e-6  # more than 32 bits can be off in exp(-rate)


@inlined
def talks_of_week(rate: Real, silence: Real, word: Int) -> int:
    """How many conversations a week has: the Poisson quantile of 1 - u, u the week's random number; so any at all when
    u < 1 - exp(-rate). silence: exp(-rate).
    """
    left = 1.0 - unit32(word)
    talks, term, total = 0, silence, silence
    while left > total and talks < 100:
        talks += 1
        term *= rate / talks
        total += term
    return talks


@kernel
def talks_of_season(seed: Int, i: Int, j: Int, rate: Real, season: Int) -> tuple[int, int]:
    """(number of conversations, the week of the last or -1) of i and j in a season, at a contact rate above 0."""
    return talks_of_weeks(rate, words(seed, Purpose.SEASON_TALK, season, min(i, j), max(i, j)), season)


@inlined
def silent(rate: Real, four: tuple[Any, Any, Any, Any]) -> Bool:
    """Whether it is certain, without the exponential, that none of a season's four weeks has a talk: as 1 - exp(-rate) < rate,
    none has while every u is above the rate, and by more than 32 bits may round. Most seasons of most ties end here.
    """
    return unit32(min(min(four[0], four[1]), min(four[2], four[3]))) > rate + ROUNDED


@inlined
def talks_of_weeks(rate: Real, four: tuple[Any, Any, Any, Any], season: Int) -> tuple[int, int]:
    """`talks_of_season`, of the random words of the season's four weeks."""
    if silent(rate, four):
        return 0, -1
    silence = np.exp(-rate)
    count, last = 0, -1
    for n, word in enumerate(four):
        talks = talks_of_week(rate, silence, word)
        if talks > 0:
            count, last = count + talks, season * SEASON + n
    return count, last


@kernel
def next_talk_in_season(seed: Int, i: Int, j: Int, rate: Real, first: Int, last: Int) -> int:
    """The first week in first..last, both in one season, in which i and j talk; or -1. rate 0: never."""
    four = words(seed, Purpose.SEASON_TALK, first // SEASON, min(i, j), max(i, j))
    return next_talk_of_weeks(rate, four, first, last)


@inlined
def next_talk_of_weeks(rate: Real, four: tuple[Any, Any, Any, Any], first: Int, last: Int) -> int:
    """`next_talk_in_season`, of the random words of the season's four weeks."""
    if rate <= 0 or silent(rate, four):
        return -1
    silence = np.exp(-rate)
    for n, word in enumerate(four):
        week = first // SEASON * SEASON + n
        if first <= week <= last and talks_of_week(rate, silence, word) > 0:
            return week
    return -1


@kernel
def talks_of_row(
    season: Int, rate: Float32s, silence: Float32s, lot: UInt32s, count: Int32s, last: Int32s
) -> None:
    """`talks_of_weeks` of many ties at once: how many conversations each has in a season, and the week of the last (-1: none),
    written into `count` and `last`. lot: their random words, uint32 (4, ties or more); silence: room for exp(-rate).

    Up to two conversations a week are counted without branches, so that the compiler turns it into vector instructions, with the
    numbers, rounding included, that `talks_of_week` has; where some week has more, it is asked.
    """
    for n in range(len(rate)):
        silence[n] = np.exp(-rate[n])
    w0, w1, w2, w3 = lot[0], lot[1], lot[2], lot[3]
    for n in range(len(rate)):
        zero, r = np.float64(silence[n]), np.float64(rate[n])
        term = zero * r
        one = zero + term
        two = one + term * (r / 2)
        a, b, c, d = 1.0 - unit32(w0[n]), 1.0 - unit32(w1[n]), 1.0 - unit32(w2[n]), 1.0 - unit32(w3[n])
        talks = np.int32(a > zero) + np.int32(b > zero) + np.int32(c > zero) + np.int32(d > zero)
        talks += np.int32(a > one) + np.int32(b > one) + np.int32(c > one) + np.int32(d > one)
        week = max(
            max(np.int32(a > zero), np.int32(2) * np.int32(b > zero)),
            max(np.int32(3) * np.int32(c > zero), np.int32(4) * np.int32(d > zero)),
        )
        count[n] = talks if max(max(a, b), max(c, d)) <= two else -1
        last[n] = season * SEASON + week - 1
    for n in range(len(rate)):
        if count[n] < 0:
            count[n], last[n] = talks_of_weeks(rate[n], (w0[n], w1[n], w2[n], w3[n]), season)
        elif count[n] == 0:
            last[n] = -1
