"""Compiled work on compressed rows: building them, and what two people have in common."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

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
    (and of equal rates the lowest kind), whatever the order of the list. Linear time: two counting sorts.
    """
    start, other, rates, kinds = _symmetric(
        a, b, np.ascontiguousarray(rate), np.ascontiguousarray(kind), people
    )
    start, other, rates, kinds, kept = _sorted_unique(start, other, rates, kinds)
    repeated = (len(other) - kept) // 2
    return start, other[:kept].copy(), rates[:kept].copy(), kinds[:kept].copy(), repeated


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


@njit(cache=True)
def _symmetric(a, b, rate, kind, people):  # type: ignore[no-untyped-def]
    start = np.zeros(people + 1, np.int64)
    for e in range(len(a)):
        start[a[e] + 1] += 1
        start[b[e] + 1] += 1
    start = np.cumsum(start)
    at = start[:-1].copy()
    other = np.empty(2 * len(a), np.int32)
    rates = np.empty(2 * len(a), np.float32)
    kinds = np.empty(2 * len(a), np.uint8)
    for e in range(len(a)):
        for i, j in ((a[e], b[e]), (b[e], a[e])):
            k = at[i]
            other[k] = j
            rates[k] = rate[e]
            kinds[k] = kind[e]
            at[i] = k + 1
    return start, other, rates, kinds


@njit(cache=True)
def _sorted_unique(start, other, rates, kinds):  # type: ignore[no-untyped-def]
    """Sort each row (a symmetric matrix, transposed in order of its rows, has sorted rows), then drop repeats."""
    people = len(start) - 1
    at = start[:-1].copy()
    other2 = np.empty_like(other)
    rates2 = np.empty_like(rates)
    kinds2 = np.empty_like(kinds)
    for i in range(people):
        for e in range(start[i], start[i + 1]):
            j = other[e]
            k = at[j]
            other2[k] = i
            rates2[k] = rates[e]
            kinds2[k] = kinds[e]
            at[j] = k + 1
    new_start = np.empty_like(start)
    new_start[0] = 0
    kept = 0
    for i in range(people):
        first = kept
        for e in range(start[i], start[i + 1]):
            if kept > first and other2[kept - 1] == other2[e]:
                last = kept - 1
                if rates2[e] > rates2[last] or (rates2[e] == rates2[last] and kinds2[e] < kinds2[last]):
                    rates2[last] = rates2[e]
                    kinds2[last] = kinds2[e]
                continue
            other2[kept] = other2[e]
            rates2[kept] = rates2[e]
            kinds2[kept] = kinds2[e]
            kept += 1
        new_start[i + 1] = kept
    return new_start, other2, rates2, kinds2, kept


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


@njit(cache=True)
def flaw(start, other, rate, kind, kinds):  # type: ignore[no-untyped-def]
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


@njit(cache=True)
def mutual_contacts_of(start, other, a, b):  # type: ignore[no-untyped-def]
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


@njit(cache=True)
def find_tie(start, other, i, j):  # type: ignore[no-untyped-def]
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
