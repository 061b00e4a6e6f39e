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
def drop_kept(i: Int, others: Int32s, then: Int32s, live: Live | None, past: Past | None) -> None:
    """Person i does not talk over ties of the network with those of whom something is kept: then, int32 (others,), is -1."""
    if live is None or past is None:
        return
    for e in range(len(others)):
        if then[e] >= 0 and kept(live, past, i, others[e]):
            then[e] = -1
