"""Arrays whose references are not counted: the same numbers, in any tuple, and who holds them stays their owner."""

from __future__ import annotations

import sys
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.borrowed import borrowed
from weakties.simulation.kernels import kernel


class Rows(NamedTuple):
    """Two columns, and what is not there."""

    number: NDArray[np.int64]
    word: NDArray[np.int16]
    nothing: None = None


@kernel
def summed(rows, pair):
    """Reads and writes what is borrowed, in a loop that hands it on."""
    lent, (first, second) = borrowed(rows), borrowed(pair)
    total = 0
    for n in range(len(lent.number)):
        total += added(lent, n)
        second[n] = first[n] * 2
    return total


@kernel
def added(rows, n):
    """The nth number and the word beside it."""
    return rows.number[n] + rows.word[n]


def test_what_is_borrowed_is_read_and_written_and_still_owned():
    number, word = np.arange(5), np.ones(5, np.int16)
    first, second = np.arange(5.0), np.zeros(5)
    before = [sys.getrefcount(column) for column in (number, word, first, second)]
    assert summed(Rows(number, word), (first, second)) == 15
    assert second.tolist() == [0, 2, 4, 6, 8]
    assert [sys.getrefcount(column) for column in (number, word, first, second)] == before
