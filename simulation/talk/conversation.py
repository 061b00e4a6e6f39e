"""When two people talk: the process under everything else.

Two people who talk at `rate` a week have at least one conversation in a week with probability 1 - exp(-rate), independently of
other weeks. Conversations are facts of the world: they belong to the pair and the week, not to what is talked about, so all
that somebody knows travels in the same conversation, and removing a person, a vacancy or another tie moves none of them.

Weeks are cut into blocks of 16. Within a block, the waiting time from one week of talk to the next is geometric,
floor(-ln(u) / rate) weeks in between, with the u of address (CONVERSATION, block, pair, nth); at the start of a block the
waiting begins anew, which changes nothing, since a geometric waiting time has no memory. So a tie that seldom talks costs one
number per 16 weeks, and one comparison.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from weakties.simulation.chance import Purpose, unit32, words
from weakties.simulation.kernels import Bools, Float32s, Int, Int32s, Real, UInt32s, inlined, kernel

BLOCK = 16  # weeks


@kernel
def talk_in_block(seed: Int, a: Int, b: Int, rate: Real, block: Int, first: Int, last: Int) -> int:
    """The first week in first..last, both within the block, in which a < b talk; or -1.

    seed: uint64; a < b: the pair; rate: conversations per week (> 0); block: week // BLOCK.
    """
    week, nth = block * BLOCK - 1, 0
    while True:
        four = words(seed, Purpose.CONVERSATION, block * (BLOCK // 4) + nth, a, b)
        week, done = talk_of_words(four, rate, week, first, last)
        if done:
            return week
        nth += 1


@inlined
def talk_of_words(
    four: tuple[Any, Any, Any, Any], rate: Real, week: Any, first: Int, last: Int
) -> tuple[int, bool]:
    """(week, whether it is settled): the first in first..last of the next weeks of talk after `week` that these four words make,
    or -1 where none is; not settled, the last of them, where all of them are before `first`.
    """
    for word in four:
        gap = -np.log(unit32(word)) / rate
        if gap >= BLOCK:
            return -1, True
        week += 1 + int(gap)
        if week > last:
            return -1, True
        if week >= first:
            return week, True
    return week, False


@kernel
def words_of_pairs(seed: Int, purpose: Int, week: Int, i: Int, others: Int32s, found: UInt32s) -> None:
    """`words` of person i with each of `others`, at the address of the pair, the smaller number first; written into `found`,
    uint32 (4, len(others) or more). Without branches, so that the compiler turns it into vector instructions.
    """
    me = np.uint32(i)
    f0, f1, f2, f3 = found[0], found[1], found[2], found[3]
    for e in range(len(others)):
        you = np.uint32(others[e])
        w0, w1, w2, w3 = words(seed, purpose, week, min(me, you), max(me, you))
        f0[e], f1[e], f2[e], f3[e] = w0, w1, w2, w3


@kernel
def next_talk(seed: Int, i: Int, j: Int, rate: Real, first: Int, last: Int) -> int:
    """The first week in first..last in which i and j talk; or -1. rate 0: never."""
    if rate <= 0:
        return -1
    a, b = min(i, j), max(i, j)
    for block in range(first // BLOCK, last // BLOCK + 1):
        low = max(first, block * BLOCK)
        high = min(last, block * BLOCK + BLOCK - 1)
        week = talk_in_block(seed, a, b, rate, block, low, high)
        if week >= 0:
            return week
    return -1


@kernel
def next_talks(
    seed: Int,
    i: Int,
    others: Int32s,
    rates: Float32s,
    below: Real,
    willingness: Real,
    first: Int,
    last: Int,
    week: Int32s,
) -> None:
    """`next_talk` of person i with each of `others`, at rates * willingness; written into `week` (len(others),), -1 for none, and
    for those whose rate is not below `below`.

    Two passes a block. The first draws one number a tie and finds the few ties that can talk by `high`, without branches, so that
    the compiler turns it into vector instructions: the waiting time is too long when u < exp(-x), x = rate (high - begin + 1),
    and certainly when u < 1 - x + x^2/2 - x^3/6, which is below exp(-x) and needs no logarithm. The second follows those few.
    """
    n = len(others)
    lot, maybe, few = np.empty((4, n), np.uint32), np.empty(n, np.bool_), np.empty(n, np.int32)
    first_word = lot[0]
    week[:n] = -1
    for block in range(first // BLOCK, last // BLOCK + 1):
        low = max(first, block * BLOCK)
        high = min(last, block * BLOCK + BLOCK - 1)
        span = willingness * (high - block * BLOCK + 1)
        words_of_pairs(seed, Purpose.CONVERSATION, block * (BLOCK // 4), i, others, lot)
        for e in range(n):
            x = np.float64(rates[e]) * span
            certain = 1.0 - x * (1.0 - x * (0.5 - x * (1.0 / 6.0)))
            maybe[e] = (unit32(first_word[e]) > certain) & (rates[e] < below)
        for at in range(places_of(maybe, few)):
            e = few[at]
            rate = rates[e] * willingness
            if week[e] < 0 and rate > 0:
                four = (lot[0, e], lot[1, e], lot[2, e], lot[3, e])
                week[e], done = talk_of_words(four, rate, block * BLOCK - 1, low, high)
                if not done:
                    a, b = min(i, others[e]), max(i, others[e])
                    week[e] = talk_in_block(seed, a, b, rate, block, low, high)


@inlined
def places_of(mask: Bools, places: Int32s) -> Int:
    """Write the places where `mask` is true into `places`, as long as it is; returns how many. No branch waits for them."""
    count = np.int64(0)
    for e in range(len(mask)):
        places[count] = e
        count += np.int64(mask[e])
    return count
