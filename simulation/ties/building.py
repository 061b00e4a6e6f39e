"""Building compressed rows from pairs."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.kernels import Float32s, Int32s, Int64s, UInt8s, kernel
from weakties.simulation.sorting import sort_with

Rows = tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32], NDArray[np.uint8], int]
RatedPairs = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32], NDArray[np.uint8]]


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
    return rows_of(row_starts([(a, b)], people), [(a, b, rate, kind)])


def row_starts(
    pairs: Iterable[tuple[NDArray[np.int32], NDArray[np.int32]]], people: int
) -> NDArray[np.int64]:
    """Where the row of each person begins, int64 (people + 1,), when all lists of pairs (a, b) are in it, both directions."""
    start = np.zeros(people + 1, np.int64)
    for a, b in pairs:
        _count(a, b, start)
    return np.cumsum(start, out=start)


def rows_of(start: NDArray[np.int64], parts: Iterable[RatedPairs]) -> Rows:
    """`build_rows` of many lists of pairs (a, b, rate, kind), each of which may be made when its turn comes, and given up then.

    start: from `row_starts`, of the same pairs.
    """
    ends = int(start[-1])
    other, rates, kinds = np.empty(ends, np.int32), np.empty(ends, np.float32), np.empty(ends, np.uint8)
    at = start[:-1].copy()
    for a, b, rate, kind in parts:
        _both_directions(
            a, b, np.ascontiguousarray(rate), np.ascontiguousarray(kind), at, other, rates, kinds
        )
    start, kept = _sorted_unique(start, other, rates, kinds)
    for array in (other, rates, kinds):
        array.resize(kept, refcheck=False)  # in place; nobody else has seen them yet
    return start, other, rates, kinds, (ends - kept) // 2


def summed(
    a: NDArray[np.int32], b: NDArray[np.int32], rate: NDArray[np.float32], kind: NDArray[np.uint8]
) -> RatedPairs:
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
def _count(a: Int32s, b: Int32s, number: Int64s) -> None:
    """Add to number[i + 1] how many of the pairs person i is in."""
    for e in range(len(a)):
        number[a[e] + 1] += 1
        number[b[e] + 1] += 1


@kernel
def _both_directions(
    a: Int32s,
    b: Int32s,
    rate: Float32s,
    kind: UInt8s,
    at: Int64s,
    other: Int32s,
    rates: Float32s,
    kinds: UInt8s,
) -> None:
    """Write every pair into the rows of both; at: where the next entry of each row goes, moved on."""
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
