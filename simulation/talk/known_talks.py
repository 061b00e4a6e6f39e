"""When ties at fixed rates talk, worked out once for all worlds that share them: talks are facts of pair and week, whatever else
happens there, so worlds that part from one and the same hold them in common.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.kernels import Bool, Float32s, Int, Int32s, Int64s, Real, UInt16s, kernel
from weakties.simulation.talk.conversation import BLOCK, next_talks, places_of, talk_in_block


class KnownTalks(NamedTuple):
    """The talks of some blocks of weeks over ties in rows. Those of person i in the nth block are at start[n, i] up to
    start[n, i + 1] - 1, one entry a tie that talks in it, in the order of the row.
    """

    first: int  # the first of these blocks
    willingness: float  # times which the rates were taken
    start: NDArray[np.int64]  # (blocks, people + 1)
    place: NDArray[np.int32]  # of the tie, in the row of the person
    weeks: NDArray[np.uint16]  # bit n: the two talk in the nth week of the block


NOTHING = KnownTalks(0, 1.0, np.zeros((0, 1), np.int64), np.empty(0, np.int32), np.empty(0, np.uint16))


def talks_known(
    seed: Int,
    rows: tuple[Int64s, Int32s, Float32s],
    below: Real,
    willingness: float,
    week: int,
    weeks: int,
) -> KnownTalks:
    """The talks of `weeks` weeks from `week` on, and of the blocks that these are in: those that `next_talks` finds.

    rows: start, other and rate of the ties.
    """
    first, end = week // BLOCK, (week + weeks - 1) // BLOCK + 1
    start = np.zeros((end - first, len(rows[0])), np.int64)
    place, kept = np.empty(1 << 16, np.int32), np.empty(1 << 16, np.uint16)
    while True:
        count = int(talks_of_rows(seed, rows, below, willingness, first, start, place, kept))
        if count <= len(place):
            return KnownTalks(first, float(willingness), start, place[:count].copy(), kept[:count].copy())
        place, kept = np.empty(count, np.int32), np.empty(count, np.uint16)


@kernel
def talks_of_rows(
    seed: Int,
    rows: tuple[Int64s, Int32s, Float32s],
    below: Real,
    willingness: Real,
    first: Int,
    found: Int64s,
    place: Int32s,
    weeks: UInt16s,
) -> Int:
    """Fill in `place` and `weeks` of `KnownTalks`, as far as there is room, and its `start`, which is `found`; returns how many
    entries there are.
    """
    start, other, rate = rows
    count: Int = 0
    for n in range(len(found)):
        begin = (first + n) * BLOCK
        for i in range(len(start) - 1):
            found[n, i] = count
            others, rates = other[start[i] : start[i + 1]], rate[start[i] : start[i + 1]]
            then, few = np.empty(len(others), np.int32), np.empty(len(others), np.int32)
            next_talks(seed, i, others, rates, below, willingness, begin, begin + BLOCK - 1, then)
            for e in few[: places_of(then >= 0, few)]:
                if count < len(place):
                    place[count] = e
                    pair = (min(np.int64(i), np.int64(others[e])), max(np.int64(i), np.int64(others[e])))
                    weeks[count] = weeks_from(seed, pair, rates[e] * willingness, first + n, then[e])
                count += 1
        found[n, len(start) - 1] = count
    return count


@kernel
def weeks_from(seed: Int, pair: tuple[Int, Int], rate: Real, block: Int, week: Int) -> Int:
    """The weeks of a block in which a pair talks, a bit each, of which `week` is the first."""
    found, begin = np.int64(0), block * BLOCK
    while week >= 0:
        found |= np.int64(1) << np.int64(week - begin)
        if week == begin + BLOCK - 1:
            break
        week = talk_in_block(seed, pair[0], pair[1], rate, block, week + 1, begin + BLOCK - 1)
    return found


@kernel
def holds(known: KnownTalks, willingness: Real, first: Int, last: Int) -> Bool:
    """Whether all talks of the weeks first .. last at this willingness are known."""
    begin, blocks = known.first, len(known.start)
    within = first >= begin * BLOCK and last < (begin + blocks) * BLOCK
    return within and willingness == known.willingness


@kernel
def read_talks(known: KnownTalks, i: Int, first: Int, last: Int, few: Int32s, week: Int32s) -> Int:
    """With whom person i talks in the weeks first .. last, all of which are known (`holds`): the places in his row, ascending,
    written into `few`, and at these places of `week` the week of the first talk, as of `next_talks`. Returns how many.
    """
    place, weeks = known.place, known.weeks
    count: Int = 0
    for block in range(first // BLOCK, last // BLOCK + 1):
        begin, row = block * BLOCK, known.start[block - known.first]
        low, high = max(first - begin, 0), min(last - begin, BLOCK - 1)
        window = (np.int64(2) << np.int64(high)) - (np.int64(1) << np.int64(low))
        before, e = count, 0
        for k in range(row[i], row[i + 1]):
            here = np.int64(weeks[k]) & window
            if here:
                at = place[k]
                while e < before and few[e] < at:
                    e += 1
                if e == before or few[e] != at:
                    few[count], week[at] = at, begin + lowest(here)
                    count += 1
        merge(few, before, count)
    return count


@kernel
def merge(places: Int32s, middle: Int, end: Int) -> None:
    """Put places 0 .. middle - 1 and middle .. end - 1, each ascending, in order."""
    if middle == 0 or middle == end:
        return
    later = places[middle:end].copy()
    one, other = middle - 1, end - middle - 1
    for to in range(end - 1, -1, -1):
        if other < 0:
            return
        if one >= 0 and places[one] > later[other]:
            places[to] = places[one]
            one -= 1
        else:
            places[to] = later[other]
            other -= 1


@kernel
def lowest(bits: Int) -> Int:
    """The place of the lowest bit that is set; one is."""
    place: Int = 0
    while not bits >> place & 1:
        place += 1
    return place
