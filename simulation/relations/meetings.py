"""First meetings: with whom people spend exploring hours, and the ties that begin, or begin again, so.

Who meets whom depends on the ties that talk this season alone, and those whom two people have just met do not yet: so all
meetings are found first (`meetings`), each of them by itself, and then told to both (`told_both`), and each row takes in its own
(beginnings.py). Everything but the telling runs over rows, shared out over cores without locks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import prange

from weakties.simulation.chance import LOW, Purpose, scattered, uniform, unit, unit32, words
from weakties.simulation.kernels import (
    Bool,
    Float64s,
    Int,
    Int64s,
    inlined,
    kernel,
    parallel,
)
from weakties.simulation.poisson import poisson
from weakties.simulation.relations.occasions import lasts_until
from weakties.simulation.relations.past import find_past
from weakties.simulation.relations.season import BLOCK, suited
from weakties.simulation.relations.state import (
    COLLEAGUE,
    FRIEND,
    PASSED,
    Foci,
    Meetings,
    meetings_in,
    place,
)
from weakties.simulation.relations.strangers import AN_HOUR
from weakties.simulation.talk.conversation import words_of_pairs
from weakties.simulation.talk.live import SEASON

if TYPE_CHECKING:
    from weakties.simulation.relations.parameters import RelationParameters
    from weakties.simulation.relations.past import Past
    from weakties.simulation.relations.state import Live

NEARLY = 1.0 + 1e-9  # more than rounding can be off in a wait


@parallel
def looked_for(seed: Int, season: Int, p: RelationParameters, hours: Float64s) -> Int64s:
    """How many first meetings everybody looks for in a season, int64 (people,): Poisson, from the exploring hours."""
    number = np.empty(len(hours), np.int64)
    for i in prange(len(hours)):
        mean = p.exploring * hours[i] * SEASON / p.talk_hours
        number[i] = poisson(mean, uniform(seed, Purpose.MEETING, season, i, 0))
    return number


@parallel
def meetings(
    seed: Int,
    season: Int,
    p: RelationParameters,
    foci: Foci,
    live: Live,
    past: Past,
    sought: Meetings,
) -> None:
    """Fill in whom everybody meets; sought: Meetings, with `start` from `looked_for`."""
    longest = live.on.max() if len(live.on) else 0
    most = (sought.start[1:] - sought.start[:-1]).max() if len(live.on) else 0
    for block in prange((len(live.size) + BLOCK - 1) // BLOCK):
        which = (np.int64(block), longest, most)
        meetings_block(seed, season, p, foci, (live, past), sought, which)


@kernel
def meetings_block(
    seed: Int,
    season: Int,
    p: RelationParameters,
    foci: Foci,
    rows: tuple[Live, Past],
    sought: Meetings,
    which: tuple[Int, Int, Int],
) -> None:
    """Whom a block of people meets, and what will come of it; which: the block, and the most ties that are on for anybody, and
    the most first meetings that anybody looks for.
    """
    block, longest, most = which
    live, past = rows
    others, row, size, on = live.other, live.start, live.size, live.on  # once: their references are counted
    first, whom, kind, suit, until = sought
    room = np.empty(longest)
    suits, life = np.empty((4, most), np.uint32), np.empty((4, most), np.uint32)
    for i in range(block * BLOCK, min(len(size), (block + 1) * BLOCK)):
        start, end = first[i], first[i + 1]
        for at in range(start, end):
            j, kind[at] = met(seed, season, i, at - start, p, (foci, live, room))
            whom[at] = -1 if j == i else j
        words_of_pairs(seed, Purpose.FITNESS, 0, i, whom[start:end], suits)
        words_of_pairs(seed, Purpose.OCCASION, season, i, whom[start:end], life)
        for at in range(start, end):
            n, j = at - start, whom[at]
            fitness = suited((suits[0, n], suits[1, n], suits[2, n], suits[3, n]), p.fitness_spread)
            suit[at] = fitness
            until[at] = lasts_until(season, p, FRIEND, fitness, life[0, n])
            if j >= 0:
                e = place(others, row[i], size[i], j)
                if 0 <= e < row[i] + on[i]:
                    whom[at] = -1
                elif e < 0 and passing(season, p, until[at], kind[at]) and find_past(past, i, j) < 0:
                    whom[at] = PASSED - j


@inlined
def passing(season: Int, p: RelationParameters, until: Int, kind: Int) -> Bool:
    """Whether of a meeting of two who have not met before nothing will be left when the next season begins (see `strangers`)."""
    return until <= season + 1 and kind != COLLEAGUE and np.float32(p.talk_hours) < AN_HOUR


@kernel
def met(
    seed: Int, season: Int, i: Int, nth: Int, p: RelationParameters, around: tuple[Foci, Live, Float64s]
) -> tuple[Int, Int]:
    """(whom i meets the nth time this season, the Kind of the tie that this makes); (-1, ...) for nobody."""
    foci, live, room = around
    w0, w1, w2, w3 = words(seed, Purpose.MEETING, season, i, nth + 1)
    if unit32(w0) < p.introductions:
        friend = introduced(seed, season, i, nth, live, room)
        return (introduced(seed, season, friend, nth, live, room) if friend >= 0 else -1), FRIEND
    if foci.firm[i] >= 0 and unit32(w1) < p.met_at_work:
        low, high = foci.firm_start[foci.firm[i]], foci.firm_start[foci.firm[i] + 1]
        return foci.holder[low + int(unit32(w2) * (high - low))], COLLEAGUE
    if unit32(w3) < p.met_nearby:
        group = foci.community[i]
        low, high = foci.community_start[group], foci.community_start[group + 1]
        return foci.neighbour[low + int(unit32(w2) * (high - low))], FRIEND
    return np.int32(unit32(w2) * len(live.size)), FRIEND


@kernel
def introduced(seed: Int, season: Int, i: Int, nth: Int, live: Live, room: Float64s) -> np.int64:
    """One of those whom i has an occasion to meet, in proportion to habit, or -1: who has the shortest wait, -ln(u) / habit. The
    lot u belongs to the pair (`scattered`), so that another tie more or less moves nobody else's.

    room: float64, an array to work in. As -ln(u) >= 1 - u, most waits are seen to be too long without the logarithm.
    """
    row = slice(live.start[i], live.start[i] + live.on[i])  # those met just now have not yet come in
    other, habit = live.other[row], live.habit[row]
    w0, w1, _, _ = words(seed, Purpose.INTRODUCTION, season, i, nth)
    lot = (w0 << np.uint64(32)) | w1
    for n in range(len(other)):
        bits = scattered(lot, other[n])
        room[n] = unit(bits >> np.uint64(32), bits & LOW)
    best, found = np.inf, -1
    for n in range(len(other)):
        if habit[n] > 0 and 1.0 - room[n] <= best * habit[n] * NEARLY:
            wait = -np.log(room[n]) / habit[n]
            if wait < best:
                best, found = wait, other[n]
    return np.int64(found)


@kernel
def told_both(sought: Meetings) -> Meetings:
    """The same meetings in the rows of both who meet, in the same order."""
    first, whom, kind, fitness, until = sought
    people = len(first) - 1
    start = np.zeros(people + 1, np.int64)
    for i in range(people):
        for at in range(first[i], first[i + 1]):
            if whom[at] >= 0:
                start[i + 1] += 1
                start[whom[at] + 1] += 1
    for i in range(people):
        start[i + 1] += start[i]
    both = meetings_in(start)
    _, other, kinds, suits, untils = both
    end = start[:-1].copy()
    for i in range(people):
        for at in range(first[i], first[i + 1]):
            j = np.int64(whom[at])
            if j >= 0:
                for a, b in ((i, j), (j, i)):
                    to = end[a]
                    other[to], kinds[to], suits[to] = b, kind[at], fitness[at]
                    untils[to] = until[at]
                    end[a] += 1
    return both
