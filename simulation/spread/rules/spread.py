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

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, uniform, unit, unit32, words

CREDIT_BITS = 31
NEVER = np.int64(2**63 - 1)
FAR = 2**31 - 1  # a waiting time beyond every run, in weeks
NOBODY = -1
FIRST_INFORMED = -2  # in `Board.teller`: nobody had to tell this one
CHUNK = 8192  # ties looked at together
BLOCK = 64  # people looked at together


class Law(NamedTuple):
    """How a piece of news passes, in plain numbers for the kernel.

    rate         per tie and week, the same for all ties; below 0: `share` times the contact rate of the tie
    share        conversations in which the news can come up, 0..1
    once         whether a contact is told in the first week after one came to know, or never (independent cascade)
    recovery     chance per week that somebody stops telling; 0: never
    staleness    chance per week that a piece is stale, and nobody tells it any more; 0: never
    noise        chance that one source below the threshold convinces by itself
    """

    rate: float
    share: float
    once: bool
    recovery: float
    staleness: float
    noise: float


class Board(NamedTuple):
    """Who knows which piece of news, from when, from whom: one row a piece.

    key        int64  (pieces, people)  week in which one comes to know, as far as is known yet, times 2**31, plus a random
                                        number below 2**31 that decides among tellers of the same week; NEVER
    teller     int32  (pieces, people)  who has the credit; NOBODY; FIRST_INFORMED
    slot       int64  (people + 1,)     where each person's sources stand in the next two; empty where one source is enough
    source_key int64  (pieces, slots)   the earliest tellings so far, in order, as many as the person's threshold
    source     int32  (pieces, slots)   and who told
    ahead      int64  (pieces,)         how many people will come to know, as far as is known yet; 0: nothing more happens
    """

    key: NDArray[np.int64]
    teller: NDArray[np.int32]
    slot: NDArray[np.int64]
    source_key: NDArray[np.int64]
    source: NDArray[np.int32]
    ahead: NDArray[np.int64]


class Scratch(NamedTuple):
    """Room for the ties looked at together: who tells whom, at which rate, and four random words; and who is due."""

    teller: NDArray[np.int32]
    contact: NDArray[np.int32]
    rate: NDArray[np.float64]
    u: NDArray[np.float64]
    credit: NDArray[np.uint32]
    noise: NDArray[np.uint32]
    reach: NDArray[np.int32]
    due: NDArray[np.int32]


def scratch_for(degree: NDArray[np.integer]) -> Scratch:
    """Room for a chunk of ties, which holds at least everybody's own."""
    room = max(CHUNK, int(degree.max(initial=0)))
    narrow, wide, word = np.empty(room, np.int32), np.empty(room, np.float64), np.empty(room, np.uint32)
    people = np.empty(len(degree), np.int32)
    return Scratch(narrow, narrow.copy(), wide, wide.copy(), word, word.copy(), narrow.copy(), people)


@njit(cache=True)
def spread(seed, network, silent, law, board, scratch, born, first, last):  # type: ignore[no-untyped-def]
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


@njit(cache=True)
def due(key, first, last, out):  # type: ignore[no-untyped-def]
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


@njit(cache=True)
def last_week(seed, piece, born, law):  # type: ignore[no-untyped-def]
    """The last week in which a piece is told: geometric from the week after it was born, by address (NEWS, 0, piece)."""
    if law.staleness <= 0:
        return FAR
    return born + geometric(uniform(seed, Purpose.NEWS, 0, piece, 0), law.staleness)


@njit(cache=True)
def geometric(u, chance):  # type: ignore[no-untyped-def]
    """The number of trials up to the first success, 1, 2, ...; P(more than w) = (1 - chance)**w."""
    if chance >= 1:
        return 1
    weeks = np.ceil(np.log(u) / np.log1p(-chance))
    return int(min(max(weeks, 1.0), FAR / 4))


@njit(cache=True)
def weeks_of_telling(seed, piece, person, law):  # type: ignore[no-untyped-def]
    """For how many weeks one tells after he came to know: address (NEWS, 1 + piece, person)."""
    if law.once:
        return 1
    if law.recovery <= 0:
        return FAR
    return geometric(uniform(seed, Purpose.NEWS, 1 + piece, person, 0), law.recovery)


@njit(cache=True, error_model="numpy")
def waiting_time(u, rate):  # type: ignore[no-untyped-def]
    """Weeks until the tie passes the news: max(1, ceil(-ln(u) / rate)), as a float; rate inf: 1; rate 0: inf."""
    return max(1.0, np.ceil(-np.log(u) / rate))


@njit(cache=True)
def look(seed, network, silent, law, key, piece, week, end, scratch, done, count):  # type: ignore[no-untyped-def]
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
            scratch.rate[ties] = rate if contact_rate[e] >= 0 else 0.0  # it sleeps: see relations/asleep.py
            scratch.reach[ties] = reach
            ties += key[other[e]] >> CREDIT_BITS > week
    return done, ties


@njit(cache=True)
def draw(seed, purpose, which, ties, scratch):  # type: ignore[no-untyped-def]
    """Four random words for each tie, at (purpose, which, pair); nothing else, so that it becomes vector instructions."""
    for n in range(ties):
        a = min(scratch.teller[n], scratch.contact[n])
        b = max(scratch.teller[n], scratch.contact[n])
        w0, w1, w2, w3 = words(seed, purpose, which, a, b)
        scratch.u[n] = unit(w0, w1)
        scratch.credit[n] = w2
        scratch.noise[n] = w3


@njit(cache=True)
def tell(week, law, board, piece, ties, scratch):  # type: ignore[no-untyped-def]
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


@njit(cache=True)
def _remember(keys, sources, first, end, when, i):  # type: ignore[no-untyped-def]
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
