"""What tests of advice look at: a market with and without some actions, and the ties of one person as plain numbers."""

from __future__ import annotations

import numpy as np

from weakties.simulation.advice.advice import Advice, Followed
from weakties.simulation.market.advised import careers
from weakties.simulation.relations.state import KIN, ON

WEEKS = 26


def followed(lived, who, *actions, weeks=WEEKS, while_looking=True, numbers=None):
    """The market with these actions by these people, a week on; and the same without."""
    with_advice, without = lived.fork(), lived.fork()
    treated = np.zeros(lived.ties.people, np.bool_)
    treated[who] = True
    with_advice.advice = Advice(
        [Followed(actions, treated, weeks, while_looking)], lived.week + 1, careers(lived), numbers
    )
    with_advice.step()
    without.step()
    return with_advice, without


def row(world, i):
    """The ties of a person that are not put away: {other: record}, as plain numbers."""
    live = world.relations.live
    found = {}
    for e in range(live.start[i], live.start[i] + live.size[i]):
        tie = live.tie[e]
        found[int(live.other[e])] = {name: tie[name].item() for name in live.tie.dtype.names}
    return found


def rates(world, i):
    return {j: tie["rate"] for j, tie in row(world, i).items() if tie["occasion"] == ON}


def near(world, tie, week):
    p = world.relations.parameters
    silence = 0 if tie["kind"] == KIN else week - tie["last"]
    return (1 - np.exp(-tie["hours"] / p.closeness_hours)) * np.exp(-silence / p.closeness_lasts)
