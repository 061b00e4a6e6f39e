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

import numpy as np

from weakties.simulation.chance import Purpose, unit32, words
from weakties.simulation.kernels import Float32s, Int, Int32s, Real, kernel

BLOCK = 16  # weeks


@kernel
def talk_in_block(seed: Int, a: Int, b: Int, rate: Real, block: Int, first: Int, last: Int) -> int:
    """The first week in first..last, both within the block, in which a < b talk; or -1.

    seed: uint64; a < b: the pair; rate: conversations per week (> 0); block: week // BLOCK.
    """
    week = block * BLOCK - 1
    nth = 0
    while week <= last:
        four = words(seed, Purpose.CONVERSATION, block * (BLOCK // 4) + nth, a, b)
        for word in four:
            gap = -np.log(unit32(word)) / rate
            if gap >= BLOCK:
                return -1
            week += 1 + int(gap)
            if week > last:
                return -1
            if week >= first:
                return week
        nth += 1
    return -1


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
    maybe = np.empty(n, np.bool_)
    week[:n] = -1
    me = np.uint32(i)
    for block in range(first // BLOCK, last // BLOCK + 1):
        low = max(first, block * BLOCK)
        high = min(last, block * BLOCK + BLOCK - 1)
        span = willingness * (high - block * BLOCK + 1)
        for e in range(n):
            you = np.uint32(others[e])
            w0, _, _, _ = words(seed, Purpose.CONVERSATION, block * (BLOCK // 4), min(me, you), max(me, you))
            x = np.float64(rates[e]) * span
            maybe[e] = (unit32(w0) > 1.0 - x * (1.0 - x * (0.5 - x * (1.0 / 6.0)))) & (rates[e] < below)
        for e in range(n):
            if maybe[e] and week[e] < 0 and rates[e] * willingness > 0:
                a, b = min(i, others[e]), max(i, others[e])
                week[e] = talk_in_block(seed, a, b, rates[e] * willingness, block, low, high)
