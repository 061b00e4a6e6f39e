"""Compiled work on compressed rows: what is wrong with them, who is in them, what two people have in common, and two as one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.kernels import Float32s, Int, Int32s, Int64s, Ints, UInt8s, kernel
from weakties.simulation.ties.building import build_rows

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


def pieces(start: NDArray[np.int64], size: int) -> Iterator[tuple[int, int]]:
    """People from .. to, one piece after the other, whose rows together hold about `size` entries: at most one row more. At least
    one piece, even of nobody. start: (people + 1,), where rows begin.
    """
    people = len(start) - 1
    cuts = np.searchsorted(start, np.arange(size, int(start[-1]), size)).tolist()
    ends = sorted({0, *cuts, people})
    return pairwise(ends if people else [0, 0])


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
