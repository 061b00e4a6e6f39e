"""Who told whom, when: worked out afterwards, since the luck of every tie has an address.

A tie carries a piece of news at most once, from whichever of the two can tell first. While the news spreads only the tellings
that matter are looked at; here all of them are, those of what the listener knew already included, which is what the
*volume* that somebody receives is made of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from weakties.simulation.chance import Purpose, unit, words
from weakties.simulation.kernels import Bools, Float32s, Int, Int32s, Int64s, Real, kernel
from weakties.simulation.spread.rules.board import CREDIT_BITS, NEVER
from weakties.simulation.spread.rules.spread import last_week, waiting_time, weeks_of_telling

if TYPE_CHECKING:
    from weakties.simulation.spread.rules.board import Board, Law


@kernel
def tellings(
    seed: Int,
    network: tuple[Int64s, Int32s, Float32s],
    silent: Bools,
    law: Law,
    board: Board,
    born: Int32s,
    now: Int,
    wanted: Bools,
    out: Int64s,
) -> int:
    """Every telling up to week `now` to the people `wanted` (bool (people,)); returns how many.

    out: int64 (rows, 5), filled with piece, week, teller, person, position of the tie person -> teller in `other`; when it is too
    short the first rows are filled, and the number returned says how long it should be. Other arguments as in `spread`.
    """
    start, other, contact_rate = network
    count = 0
    for piece in range(len(born)):
        end = min(now, last_week(seed, piece, born[piece], law))
        key = board.key[piece]
        for j in range(len(wanted)):
            if not wanted[j]:
                continue
            for e in range(start[j], start[j + 1]):
                i = other[e]
                rate = law.rate if law.rate >= 0 else law.share * contact_rate[e]
                week = _told(seed, silent, law, key, piece, i, j, rate, end)
                if week > end:
                    continue
                if count < len(out):
                    out[count, 0], out[count, 1] = piece, week
                    out[count, 2], out[count, 3], out[count, 4] = i, j, e
                count += 1
    return count


@kernel
def _told(
    seed: Int, silent: Bools, law: Law, key: Int64s, piece: Int, i: Int, j: Int, rate: Real, end: Int
) -> np.int64:
    """The week in which i tells j, or one beyond `end` when he never does or j tells him."""
    beyond = np.int64(end) + 1
    if silent[i] or key[i] == NEVER:
        return beyond
    w0, w1, _, _ = words(seed, Purpose.SPREAD, piece, min(i, j), max(i, j))
    wait = waiting_time(unit(w0, w1), rate)
    mine = _from(seed, silent, law, key, piece, i, wait, end)
    his = _from(seed, silent, law, key, piece, j, wait, end)
    if mine > end or mine > his:
        return beyond
    if mine == his and (w1 & np.uint64(1) == np.uint64(0)) != (i < j):
        return beyond  # both know since the same week: one of them tells, by a bit that nothing else uses
    return mine


@kernel
def _from(
    seed: Int, silent: Bools, law: Law, key: Int64s, piece: Int, i: Int, wait: Real, end: Int
) -> np.int64:
    """The week in which i would tell somebody over a tie with this waiting time."""
    if silent[i] or key[i] == NEVER or wait > weeks_of_telling(seed, piece, i, law):
        return np.int64(end) + 1
    return np.int64(min((key[i] >> CREDIT_BITS) + wait, np.float64(end) + 1))


@kernel
def steps_of(week: Int32s, teller: Int32s) -> Int32s:
    """How many tellings lie between each person and one of the first informed, int32 (people,); -1 who does not know.

    week: int32 (people,), -1 for never; teller: int32 (people,), below 0 for the first informed.
    """
    order = np.argsort(week)
    steps = np.full(len(week), -1, np.int32)
    for i in order:
        if week[i] >= 0:
            steps[i] = steps[teller[i]] + 1 if teller[i] >= 0 else 0
    return steps


@kernel
def weeks_told(seed: Int, law: Law, piece: Int, people: Int) -> Int64s:
    """For how many weeks each person tells a piece after he came to know it, int64 (people,)."""
    weeks = np.empty(people, np.int64)
    for i in range(people):
        weeks[i] = weeks_of_telling(seed, piece, i, law)
    return weeks
