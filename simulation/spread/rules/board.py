"""What the spread of news is kept in: the law by which news pass, who knows what, and room for ties looked at together."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

CREDIT_BITS = 31
NEVER = np.int64(2**63 - 1)
FAR = 2**31 - 1  # a waiting time beyond every run, in weeks
NOBODY = -1
FIRST_INFORMED = -2  # in `Board.teller`: nobody had to tell this one
CHUNK = 8192  # ties looked at together


class Law(NamedTuple):
    """How a piece of news passes, in plain numbers for the kernel.

    rate         per tie and week, the same for all ties; below 0: `share` times the contact rate of the tie
    share        conversations in which the news can come up, 0..1
    once         whether a contact is told in the first week after one came to know, or never (independent cascade)
    recovery     chance per week that somebody stops telling; 0: never
    staleness    chance per week that a piece is stale, and nobody tells it any more; 0: never
    noise        chance that one source below the threshold convinces by itself
    """

    rate: float
    share: float
    once: bool
    recovery: float
    staleness: float
    noise: float


class Board(NamedTuple):
    """Who knows which piece of news, from when, from whom: one row a piece.

    key        int64  (pieces, people)  week in which one comes to know, as far as is known yet, times 2**31, plus a random
                                        number below 2**31 that decides among tellers of the same week; NEVER
    teller     int32  (pieces, people)  who has the credit; NOBODY; FIRST_INFORMED
    slot       int64  (people + 1,)     where each person's sources stand in the next two; empty where one source is enough
    source_key int64  (pieces, slots)   the earliest tellings so far, in order, as many as the person's threshold
    source     int32  (pieces, slots)   and who told
    ahead      int64  (pieces,)         how many people will come to know, as far as is known yet; 0: nothing more happens
    """

    key: NDArray[np.int64]
    teller: NDArray[np.int32]
    slot: NDArray[np.int64]
    source_key: NDArray[np.int64]
    source: NDArray[np.int32]
    ahead: NDArray[np.int64]


class Scratch(NamedTuple):
    """Room for the ties looked at together: who tells whom, at which rate, and four random words; and who is due."""

    teller: NDArray[np.int32]
    contact: NDArray[np.int32]
    rate: NDArray[np.float64]
    u: NDArray[np.float64]
    credit: NDArray[np.uint32]
    noise: NDArray[np.uint32]
    reach: NDArray[np.int32]
    due: NDArray[np.int32]


def scratch_for(degree: NDArray[np.integer]) -> Scratch:
    """Room for a chunk of ties, which holds at least everybody's own."""
    room = max(CHUNK, int(degree.max(initial=0)))
    narrow, wide, word = np.empty(room, np.int32), np.empty(room, np.float64), np.empty(room, np.uint32)
    people = np.empty(len(degree), np.int32)
    return Scratch(narrow, narrow.copy(), wide, wide.copy(), word, word.copy(), narrow.copy(), people)
