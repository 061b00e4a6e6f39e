"""Ties of the network that stay as they are where ties live: those below LIVES, while nothing is kept of the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from weakties.simulation.kernels import Bool, Int, Int32s, Real, kernel
from weakties.simulation.relations.past import kept
from weakties.simulation.relations.state import LIVES

if TYPE_CHECKING:
    from weakties.simulation.relations.past import Past
    from weakties.simulation.relations.state import Live

SIEVE = 4096  # places, a power of two: many more than anybody has ties that live


@kernel
def stay_below(live: Live | None) -> Real:
    """The contact rate below which ties of the network stay as they are."""
    if live is None:
        return np.float32(np.inf)
    return LIVES


@kernel
def stays(rate: Real, i: Int, j: Int, live: Live | None, past: Past | None) -> Bool:
    """Whether a tie of the network is talked over at its rate: where ties live, below LIVES, while nothing is kept of the two."""
    if live is None or past is None:
        return True
    return rate < LIVES and not kept(live, past, i, j)


@kernel
def not_kept(i: Int, others: Int32s, which: Int32s, live: Live | None, past: Past | None) -> Int32s:
    """With whom person i talks over ties of the network, of the places `which` in `others`: those of whom nothing is kept.

    Whoever surely is not among the kept, as his place in SIEVE is free, needs no look through the rows.
    """
    if live is None or past is None:
        return which
    taken = np.zeros(SIEVE, np.bool_)
    for row, first, size in (
        (live.other, live.start[i], live.size[i]),
        (past.other, past.start[i], past.size[i]),
    ):
        for e in range(first, first + size):
            taken[row[e] & (SIEVE - 1)] = True
    count = 0
    for e in which:
        j = others[e]
        if not taken[j & (SIEVE - 1)] or not kept(live, past, i, j):
            which[count] = e
            count += 1
    return which[:count]
