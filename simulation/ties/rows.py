"""Compiled work on compressed rows: building them, and what two people have in common."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.kernels import Float32s, Int, Int32s, Int64s, Ints, UInt8s, kernel
from weakties.simulation.sorting import sort_with

Rows = tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32], NDArray[np.uint8], int]


def build_rows(
    a: NDArray[np.int32],
    b: NDArray[np.int32],
    rate: NDArray[np.float32],
    kind: NDArray[np.uint8],
    people: int,
) -> Rows:
    """Symmetric compressed rows from pairs (a, b): (start, other, rate, kind, number of repeated pairs).

    Every tie is written in both directions; rows are sorted by `other`; of a repeated pair the highest rate is kept
    (and of equal rates the lowest kind), whatever the order of the list. Rows are sorted, and repeats dropped, where they stand:
    beside the pairs there is never more than one copy of them.
    """
    start = _starts(a, b, people)
    ends = 2 * len(a)
    other, rates, kinds = np.empty(ends, np.int32), np.empty(ends, np.float32), np.empty(ends, np.uint8)
    _both_directions(a, b, np.ascontiguousarray(rate), np.ascontiguousarray(kind), start, other, rates, kinds)
    start, kept = _sorted_unique(start, other, rates, kinds)
    for array in (other, rates, kinds):
        array.resize(kept, refcheck=False)  # in place; nobody else has seen them yet
    return start, other, rates, kinds, (ends - kept) // 2


def summed(
    a: NDArray[np.int32], b: NDArray[np.int32], rate: NDArray[np.float32], kind: NDArray[np.uint8]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32], NDArray[np.uint8]]:
    """Pairs (a, b), each once: the rates of a repeated pair added up, in an order of their own (so that the sum does not depend
    on that of the list), and the lowest of its kinds.
    """
    low, high = np.minimum(a, b), np.maximum(a, b)
    order = np.lexsort((rate, kind, high, low))
    first = np.ones(len(order), bool)
    first[1:] = (np.diff(low[order]) != 0) | (np.diff(high[order]) != 0)
    at = np.flatnonzero(first)
    total = np.add.reduceat(rate[order].astype(np.float64), at) if len(at) else np.empty(0)
    keep = order[at]
    return low[keep], high[keep], total.astype(np.float32), kind[keep]


@kernel
def _starts(a: Int32s, b: Int32s, people: Int) -> Int64s:
    """Where the row of each person begins, int64 (people + 1,)."""
    start = np.zeros(people + 1, np.int64)
    for e in range(len(a)):
        start[a[e] + 1] += 1
        start[b[e] + 1] += 1
    for i in range(people):
        start[i + 1] += start[i]
    return start


@kernel
def _both_directions(
    a: Int32s,
    b: Int32s,
    rate: Float32s,
    kind: UInt8s,
    start: Int64s,
    other: Int32s,
    rates: Float32s,
    kinds: UInt8s,
) -> None:
    """Write every pair into the rows of both."""
    at = start[:-1].copy()
    for e in range(len(a)):
        for i, j in ((a[e], b[e]), (b[e], a[e])):
            k = at[i]
            other[k] = j
            rates[k] = rate[e]
            kinds[k] = kind[e]
            at[i] = k + 1


@kernel
def _sorted_unique(start: Int64s, other: Int32s, rates: Float32s, kinds: UInt8s) -> tuple[Int64s, int]:
    """Sort each row by `other` and drop repeats, in place: (the new starts, how many entries there are now).

    What is sorted is `other`, and the place in the row beside it, so that the rest of an entry is moved once.
    """
    people = len(start) - 1
    longest = 0
    for i in range(people):
        longest = max(longest, start[i + 1] - start[i])
    places = np.empty(longest, np.int32)
    new_start = np.zeros_like(start)
    kept = 0
    for i in range(people):
        length, first = start[i + 1] - start[i], kept
        row = slice(start[i], start[i + 1])
        row_rates, row_kinds = rates[row].copy(), kinds[row].copy()
        for e in range(length):
            places[e] = e
        sort_with(other[row], places[:length])
        for e in range(length):
            j, place = other[start[i] + e], places[e]
            rate, kind = row_rates[place], row_kinds[place]
            if kept > first and other[kept - 1] == j:
                last = kept - 1
                if rate > rates[last] or (rate == rates[last] and kind < kinds[last]):
                    rates[last], kinds[last] = rate, kind
                continue
            other[kept], rates[kept], kinds[kept] = j, rate, kind
            kept += 1
        new_start[i + 1] = kept
    return new_start, kept


FLAWS = (
    "",
    "is not in the network",
    "is tied to itself",
    "has a row that is not in ascending order, each contact once",
    "has a contact rate that is not a number from 0 on",
    "has a tie of a kind that does not exist",
    "has a tie that the other has not, or not at the same contact rate and kind",
)
"""What `flaw` can find, by its code."""


@kernel
def flaw(start: Int64s, other: Int32s, rate: Float32s, kind: UInt8s, kinds: Int) -> tuple[int, int, int]:
    """The first thing wrong with rows that do not come from `build_rows`: (code in FLAWS, 0 for none; person; place in `other`).

    `start` must be ascending from 0 to len(other) already. Linear time: whether every tie i -> j has its j -> i is seen by going
    through the rows in order, since person i is the next one in the row of each of his contacts.
    """
    people = len(start) - 1
    for i in range(people):
        before = -1
        for e in range(start[i], start[i + 1]):
            j = other[e]
            if j < 0 or j >= people:
                return 1, j, e
            if j == i:
                return 2, i, e
            if j <= before:
                return 3, i, e
            before = j
            if not 0 <= rate[e] < np.inf:
                return 4, i, e
            if kind[e] >= kinds:
                return 5, i, e
    at = start[:-1].copy()
    for i in range(people):
        for e in range(start[i], start[i + 1]):
            j = other[e]
            k = at[j]
            if k >= start[j + 1] or other[k] != i or rate[k] != rate[e] or kind[k] != kind[e]:
                return 6, i, e
            at[j] = k + 1
    return 0, 0, 0


@kernel
def mutual_contacts_of(start: Int64s, other: Int32s, a: Ints, b: Ints) -> Int32s:
    """The number of common entries of rows a[k] and b[k], by merging the sorted rows; int32 (pairs,)."""
    common = np.zeros(len(a), np.int32)
    for k in range(len(a)):
        x, x_end = start[a[k]], start[a[k] + 1]
        y, y_end = start[b[k]], start[b[k] + 1]
        while x < x_end and y < y_end:
            if other[x] == other[y]:
                common[k] += 1
                x += 1
                y += 1
            elif other[x] < other[y]:
                x += 1
            else:
                y += 1
    return common


@kernel
def find_tie(start: Int64s, other: Int32s, i: Int, j: Int) -> np.int64 | Any:
    """The position of the tie i -> j in `other`, or -1 where the two are not tied (binary search)."""
    low, high = start[i], start[i + 1]
    while low < high:
        middle = (low + high) // 2
        if other[middle] < j:
            low = middle + 1
        else:
            high = middle
    if low < start[i + 1] and other[low] == j:
        return low
    return np.int64(-1)


@kernel
def find_ties(start: Int64s, other: Int32s, a: Ints, b: Ints) -> Int64s:
    """Where each tie a[k] - b[k] stands in `other`, int64 (ties, 2), one a direction; -1 where the two are not tied."""
    at = np.empty((len(a), 2), np.int64)
    for k in range(len(a)):
        at[k, 0], at[k, 1] = find_tie(start, other, a[k], b[k]), find_tie(start, other, b[k], a[k])
    return at


@kernel
def merge_rows(
    old: tuple[Int64s, Int32s, Float32s, UInt8s], new: tuple[Int64s, Int32s, Float32s, UInt8s]
) -> tuple[Int64s, Int32s, Float32s, UInt8s]:
    """Two sets of ties as one: (start, other, contact_rate, kind) each, rows sorted, no pair in both. Linear time."""
    people = len(old[0]) - 1
    start = old[0] + new[0]
    size = len(old[1]) + len(new[1])
    other, rate, kind = np.empty(size, np.int32), np.empty(size, np.float32), np.empty(size, np.uint8)
    for i in range(people):
        x, x_end, y, y_end = old[0][i], old[0][i + 1], new[0][i], new[0][i + 1]
        for k in range(start[i], start[i + 1]):
            if y == y_end or (x < x_end and old[1][x] < new[1][y]):
                other[k], rate[k], kind[k] = old[1][x], old[2][x], old[3][x]
                x += 1
            else:
                other[k], rate[k], kind[k] = new[1][y], new[2][y], new[3][y]
                y += 1
    return start, other, rate, kind


def with_ties(
    old: tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32], NDArray[np.uint8]],
    a: NDArray[np.int32],
    b: NDArray[np.int32],
    rate: NDArray[np.float32],
    kind: NDArray[np.uint8],
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32], NDArray[np.uint8]]:
    """Rows (start, other, contact_rate, kind) in which each pair has this contact rate: written into the rates of `old` where the
    two are tied, which keep their kind; else with a tie more, where the rate is above 0. Every pair stands once.
    """
    at = find_ties(old[0], old[1], a, b)
    tied = at[:, 0] >= 0
    old[2][at[tied]] = rate[tied, None]
    new = ~tied & (rate > 0)
    if not new.any():
        return old
    rows = build_rows(a[new], b[new], rate[new], kind[new], len(old[0]) - 1)
    return merge_rows(old, rows[:4])
