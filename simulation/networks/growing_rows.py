"""Compiled work of `weighted_growth`: rows of ties that come, grow stronger and go.

The rows of a network of `people` with room for `room` ties each:

degree    int32  (people,)       how many ties somebody has: the first entries of the row are in use
other     int32  (people, room)  whom each leads to
weight    int32  (people, room)  its weight, in whole units
back      int32  (people, room)  where the same tie stands in the other's row
strength  int64  (people,)       the sum of somebody's weights
"""

from __future__ import annotations

from weakties.simulation.chance import unit, unit32, words
from weakties.simulation.kernels import Float64s, Int, Int32s, Int64s, Real, kernel

BLOCK = 32  # rows are searched in blocks of this length, which compile to wide instructions


@kernel
def grow_rows(
    chance: tuple[Int, Int, Int],
    rates: tuple[Real, Real, Real, Int, Int],
    rows: tuple[Int32s, Int32s, Int32s, Int32s, Int64s],
    local_attachment: Float64s,
) -> None:
    """Grow the rows for `steps` steps, as `weighted_growth.grow` describes.

    chance: (seed, purpose, steps); rates: (ties wanted, p_r, p_d, units of a new tie, units of a reinforcement);
    rows: (degree, other, weight, back, strength), changed in place; local_attachment: float64 (steps,), p_delta of each step.
    """
    seed, purpose, steps = chance
    wanted, anywhere, deletion, new, more = rates
    degree, other = rows[0], rows[1]
    people = len(degree)
    ties, triads = 0, 1
    for step in range(steps):
        p_delta = min(1.0, max(0.0, (wanted - ties) / triads))
        local_attachment[step] = p_delta
        triads = 1
        for i in range(people):
            w0, w1, w2, w3 = words(seed, purpose, step, i, 0)
            if degree[i] > 0:
                k = _search(i, unit32(w0), unit32(w1), more, rows)
                if k >= 0:
                    triads += 1
                    if unit32(w2) < p_delta:
                        ties += _add(i, k, new, rows)
            if degree[i] == 0 or unit32(w3) < anywhere:
                v0, v1, _, _ = words(seed, purpose, step, i, 1)
                j = int(unit(v0, v1) * people)
                if j != i and _find(i, j, degree, other) < 0:
                    ties += _add(i, j, new, rows)
        for i in range(people):
            w0, w1, _, _ = words(seed, purpose, step, i, 2)
            if unit(w0, w1) < deletion:
                ties -= degree[i]
                _leave(i, rows)


@kernel
def _search(i: Int, u: Real, v: Real, more: Int, rows: tuple[Int32s, Int32s, Int32s, Int32s, Int64s]) -> int:
    """Local attachment: from i to a contact and on to one of his; strengthen what was walked, and return whom i has met
    without knowing him, or -1."""
    degree, other, weight, back, strength = rows
    p = _choose(weight[i, : degree[i]], u * strength[i])
    j, skip = other[i, p], back[i, p]
    before = weight[j, skip]
    weight[j, skip] = 0  # never straight back
    left = strength[j] - before
    q = _choose(weight[j, : degree[j]], v * left) if left > 0 else -1
    weight[j, skip] = before
    _strengthen(i, p, more, rows)
    if q < 0:
        return -1
    k = other[j, q]
    _strengthen(j, q, more, rows)
    if degree[i] <= degree[k]:
        r = _find(i, k, degree, other)
    else:
        r = _find(k, i, degree, other)
        r = back[k, r] if r >= 0 else r
    if r < 0:
        return k
    _strengthen(i, r, more, rows)
    return -1


@kernel
def _choose(weight: Int32s, target: Real) -> int:
    """The first entry of a row at which the running sum exceeds `target`, which lies in [0, sum)."""
    total = 0
    first = 0
    while first < len(weight):
        block = 0
        for w in weight[first : first + BLOCK]:
            block += w
        if total + block > target:
            break
        total += block
        first += BLOCK
    for p in range(first, len(weight)):
        total += weight[p]
        if total > target:
            return p
    return len(weight) - 1


@kernel
def _find(i: Int, k: Int, degree: Int32s, other: Int32s) -> int:
    """Where k stands in the row of i, or -1."""
    row = other[i, : degree[i]]
    for first in range(0, len(row), BLOCK):
        hits = 0
        for j in row[first : first + BLOCK]:
            hits += j == k
        if hits:
            for p in range(first, len(row)):
                if row[p] == k:
                    return p
    return -1


@kernel
def _add(i: Int, j: Int, new: Int, rows: tuple[Int32s, Int32s, Int32s, Int32s, Int64s]) -> int:
    """Tie i and j; 1 if there was room for it, else 0."""
    degree, other, weight, back, strength = rows
    p, q = degree[i], degree[j]
    if p == other.shape[1] or q == other.shape[1]:
        return 0
    other[i, p], weight[i, p], back[i, p] = j, new, q
    other[j, q], weight[j, q], back[j, q] = i, new, p
    for x in (i, j):
        degree[x] += 1
        strength[x] += new
    return 1


@kernel
def _strengthen(i: Int, p: Int, more: Int, rows: tuple[Int32s, Int32s, Int32s, Int32s, Int64s]) -> None:
    """Add to the weight of the tie at place p in the row of i, in both rows."""
    _, other, weight, back, strength = rows
    j = other[i, p]
    weight[i, p] += more
    weight[j, back[i, p]] += more
    strength[i] += more
    strength[j] += more


@kernel
def _leave(i: Int, rows: tuple[Int32s, Int32s, Int32s, Int32s, Int64s]) -> None:
    """Take all ties of i away; the last tie of each contact's row moves into the gap."""
    degree, other, weight, back, strength = rows
    for p in range(degree[i]):
        j, q = other[i, p], back[i, p]
        strength[j] -= weight[j, q]
        last = degree[j] - 1
        if q != last:
            other[j, q], weight[j, q], back[j, q] = other[j, last], weight[j, last], back[j, last]
            back[other[j, q], back[j, q]] = q
        degree[j] = last
    degree[i], strength[i] = 0, 0
