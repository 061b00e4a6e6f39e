"""News passes from person to person over ties: one kernel for simple and complex contagion.

The week in which somebody who knows tells a contact is drawn once, when he comes to know, and not week by week. On a tie
that passes news at `rate` a week the waiting time is geometric,

    weeks = max(1, ceil(E / rate)),   E = -ln(u) exponential,   P(not yet told after w weeks) = exp(-rate w)

with the u of address (SPREAD, piece, smaller number, larger number): it belongs to the tie and the piece of news, so two worlds
that differ in one tie share the luck of all others. A tie carries a piece at most once, from the one of the two who knew it
first; so one number a tie is enough.

What the same four random words decide: 0 and 1 the waiting time, 2 who gets the credit among those who tell in the same week, 3
whether one source below the threshold convinces by itself.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from weakties.simulation.chance import Purpose, uniform, unit, unit32, words
from weakties.simulation.kernels import Bools, Float32s, Int, Int32s, Int64s, Real, dividing, kernel
from weakties.simulation.spread.rules.board import CREDIT_BITS, FAR, NEVER, Board, Law, Scratch

BLOCK = 64  # people looked at together


@kernel
def spread(
    seed: Int,
    network: tuple[Int64s, Int32s, Float32s],
    silent: Bools,
    law: Law,
    board: Board,
    scratch: Scratch,
    born: Int32s,
    first: Int,
    last: Int,
) -> int:
    """Lives the weeks first..last of every piece; returns how many times somebody came to know a piece.

    seed: uint64; network: (start, other, contact_rate) of Ties; silent: bool (people,), who hears but never tells;
    born: int32 (pieces,), the week in which a piece is new (its first informed know it, and tell from the week after on).
    The board changes in place. A tie is looked at once for each piece that reaches one of its two ends.
    """
    heard = 0
    for piece in range(len(born)):
        end = last_week(seed, piece, born[piece], law)
        for week in range(max(first, born[piece]), min(last, end) + 1):
            if board.ahead[piece] == 0:
                break
            count = due(board.key[piece], week, week, scratch.due)
            heard += count
            board.ahead[piece] -= count
            done = 0
            while done < count:
                done, ties = look(
                    seed, network, silent, law, board.key[piece], piece, week, end, scratch, done, count
                )
                draw(seed, Purpose.SPREAD, piece, ties, scratch)
                tell(week, law, board, piece, ties, scratch)
    return heard


@kernel
def due(key: Int64s, first: Int, last: Int, out: Int32s) -> int:
    """Those who come to know in the weeks first..last, in ascending order, into `out`; returns how many.

    Looks at everybody, 64 at a time: streaming through one array costs less than a calendar of the few.
    """
    low = np.int64(first) << CREDIT_BITS
    high = np.int64(last + 1) << CREDIT_BITS
    count = 0
    for block in range(0, len(key), BLOCK):
        end = min(block + BLOCK, len(key))
        some = 0
        for j in range(block, end):
            some += (key[j] >= low) & (key[j] < high)
        if some:
            for j in range(block, end):
                if low <= key[j] < high:
                    out[count] = j
                    count += 1
    return count


@kernel
def last_week(seed: Int, piece: Int, born: Int, law: Law) -> int:
    """The last week in which a piece is told: geometric from the week after it was born, by address (NEWS, 0, piece)."""
    if law.staleness <= 0:
        return FAR
    return born + geometric(uniform(seed, Purpose.NEWS, 0, piece, 0), law.staleness)


@kernel
def geometric(u: Real, chance: Real) -> int:
    """The number of trials up to the first success, 1, 2, ...; P(more than w) = (1 - chance)**w."""
    if chance >= 1:
        return 1
    weeks = np.ceil(np.log(u) / np.log1p(-chance))
    return int(min(max(weeks, 1.0), FAR / 4))


@kernel
def weeks_of_telling(seed: Int, piece: Int, person: Int, law: Law) -> int:
    """For how many weeks one tells after he came to know: address (NEWS, 1 + piece, person)."""
    if law.once:
        return 1
    if law.recovery <= 0:
        return FAR
    return geometric(uniform(seed, Purpose.NEWS, 1 + piece, person, 0), law.recovery)


@dividing
def waiting_time(u: Real, rate: Real) -> float:
    """Weeks until the tie passes the news: max(1, ceil(-ln(u) / rate)), as a float; rate inf: 1; rate 0: inf."""
    return max(1.0, np.ceil(-np.log(u) / rate))


@kernel
def look(
    seed: Int,
    network: tuple[Int64s, Int32s, Float32s],
    silent: Bools,
    law: Law,
    key: Int64s,
    piece: Int,
    week: Int,
    end: Int,
    scratch: Scratch,
    done: int,
    count: Int,
) -> tuple[int, int]:
    """The ties from those who came to know in `week`, due[done:count], to contacts who do not know yet; as many as fit.

    Returns how many of the due are done, and the number of ties.
    """
    start, other, contact_rate = network
    ties = 0
    while done < count:
        i = scratch.due[done]
        if ties + start[i + 1] - start[i] > len(scratch.contact):
            break
        done += 1
        reach = 0 if silent[i] else min(weeks_of_telling(seed, piece, i, law), end - week)
        if reach <= 0:
            continue
        for e in range(start[i], start[i + 1]):
            scratch.teller[ties] = i
            scratch.contact[ties] = other[e]
            rate = law.rate if law.rate >= 0 else law.share * contact_rate[e]
            scratch.rate[ties] = rate if contact_rate[e] >= 0 else 0.0  # not at this rate: fix_rows
            scratch.reach[ties] = reach
            ties += key[other[e]] >> CREDIT_BITS > week
    return done, ties


@kernel
def draw(seed: Int, purpose: Int, which: Int, ties: Int, scratch: Scratch) -> None:
    """Four random words for each tie, at (purpose, which, pair); nothing else, so that it becomes vector instructions."""
    for n in range(ties):
        a = min(scratch.teller[n], scratch.contact[n])
        b = max(scratch.teller[n], scratch.contact[n])
        w0, w1, w2, w3 = words(seed, purpose, which, a, b)
        scratch.u[n] = unit(w0, w1)
        scratch.credit[n] = w2
        scratch.noise[n] = w3


@kernel
def tell(week: Int, law: Law, board: Board, piece: Int, ties: Int, scratch: Scratch) -> None:
    """Who will hear when: the earliest telling counts, or the one that reaches the threshold."""
    key, teller = board.key[piece], board.teller[piece]
    keys, sources = board.source_key[piece], board.source[piece]
    simple = len(keys) == 0
    for n in range(ties):
        wait = waiting_time(scratch.u[n], scratch.rate[n])
        if wait > scratch.reach[n]:
            continue
        i, j = scratch.teller[n], scratch.contact[n]
        when = (np.int64(week) + np.int64(wait)) << CREDIT_BITS | np.int64(scratch.credit[n] >> 1)
        if when > key[j]:
            continue
        if not simple and unit32(scratch.noise[n]) >= law.noise:
            when, i = _remember(keys, sources, board.slot[j], board.slot[j + 1], when, i)
        if when < key[j] or (when == key[j] != NEVER and i < teller[j]):
            board.ahead[piece] += key[j] == NEVER
            key[j] = when
            teller[j] = i


@kernel
def _remember(keys: Int64s, sources: Int32s, first: Int, end: Int, when: Int, i: Int) -> tuple[Any, Any]:
    """Put one more telling among the earliest of a person, keys[first:end], as many as his threshold; returns the last of
    them, with which he takes the news up. Kept in the order of keys, so the order in which they are found does not matter.
    """
    at = end - 1
    if when < keys[at]:
        while at > first and keys[at - 1] > when:
            keys[at], sources[at] = keys[at - 1], sources[at - 1]
            at -= 1
        keys[at], sources[at] = when, i
    return keys[end - 1], sources[end - 1]
