"""Rivalry for news: a teller lets only a few of those who look in on a vacancy."""

from __future__ import annotations

import numpy as np

from weakties.simulation.chance import Purpose, uniform
from weakties.simulation.kernels import Bools, Int, Int32s, kernel


@kernel
def let_in(
    seed: Int, opened: Int, position: Int, audience: Int, who: Int32s, talked: Int32s, looking: Bools
) -> Int32s:
    """Of the contacts `talked` (indices into `who`), those who do not look, and of those who look `audience` chosen by chance.

    In Calvó-Armengol and Jackson (2004) one who knows of a job and does not need it tells *one* of his unemployed contacts,
    each with the same chance, so that the contacts of a contact are rivals for what he knows. Here a teller knows of one
    vacancy, and draws among those he will talk to before it closes; the lot is keyed to the vacancy and the listener.
    Returns indices into `who`, int32.
    """
    lot, lookers = np.empty(len(talked)), 0
    for n in range(len(talked)):
        lot[n] = -1.0
        if looking[who[talked[n]]]:
            lot[n] = uniform(seed, Purpose.WILLINGNESS, opened, who[talked[n]], position)
            lookers += 1
    if lookers <= audience:
        return talked
    highest = 0.0  # the lot of the last who is let in
    for _ in range(audience):
        following = 1.0
        for n in range(len(lot)):
            if highest < lot[n] < following:
                following = lot[n]
        highest = following
    chosen, count = np.empty(len(talked), np.int32), 0
    for n in range(len(talked)):
        if lot[n] <= highest:
            chosen[count] = talked[n]
            count += 1
    return chosen[:count]
