"""Ways through a network: the next shortest way between two tied people, and distances on a sample."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, generator
from weakties.simulation.kernels import Int, Int32s, Int64s, kernel
from weakties.simulation.streams import ResampleStream
from weakties.simulation.ties import Ties

NO_WAY_ROUND = -1


@kernel
def second_shortest(start: Int64s, other: Int32s, a: Int64s, b: Int64s, longest: Int) -> Int64s:
    """Steps from a[k] to b[k] without the tie between them, int64 (pairs,); NO_WAY_ROUND beyond `longest` steps.

    start, other: compressed rows. Two searches, one from each end, which go on in turn from the side with the smaller front until
    they meet: so a way of six steps costs two balls of three.
    """
    people = len(start) - 1
    seen = np.zeros((2, people), np.int32)  # in which search (k + 1) it was seen from this side
    queue = np.empty((2, people), np.int32)
    result = np.full(len(a), NO_WAY_ROUND, np.int64)
    for k in range(len(a)):
        mark = k + 1
        ends = (a[k], b[k])
        low, high = [0, 0], [1, 1]
        for side in range(2):
            seen[side, ends[side]] = mark
            queue[side, 0] = ends[side]
        for steps in range(1, longest + 1):
            side = 0 if high[0] - low[0] <= high[1] - low[1] else 1
            if high[side] == low[side]:
                break
            high_before = high[side]
            met = _widen(start, other, seen, queue, side, low[side], high, mark, a[k], b[k])
            low[side] = high_before
            if met:
                result[k] = steps
                break
    return result


@kernel
def _widen(
    start: Int64s,
    other: Int32s,
    seen: Int32s,
    queue: Int32s,
    side: Int,
    low: Int,
    high: list[int],
    mark: Int,
    a: Int,
    b: Int,
) -> bool:
    """One more step from one side; whether it meets the other side. The tie a - b itself is not gone over."""
    for at in range(low, high[side]):
        i = queue[side, at]
        for e in range(start[i], start[i + 1]):
            j = other[e]
            if (i == a and j == b) or (i == b and j == a):
                continue
            if seen[1 - side, j] == mark:
                return True
            if seen[side, j] != mark:
                seen[side, j] = mark
                queue[side, high[side]] = j
                high[side] += 1
    return False


def distances(ties: Ties, seed: int, sources: int = 100) -> NDArray[np.float64]:
    """Steps from a random sample of people to everybody they can reach, one number a pair; with few people from everybody."""
    from weakties.analysis.structure import as_igraph

    rng = generator(seed, Purpose.RESAMPLE, ResampleStream.ANY)
    sample = rng.choice(ties.people, min(sources, ties.people), replace=False)
    steps = np.asarray(as_igraph(ties).distances(source=sample.tolist()), dtype=np.float64)
    return steps[np.isfinite(steps) & (steps > 0)]
