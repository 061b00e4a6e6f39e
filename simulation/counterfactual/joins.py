"""Who joins the firm of somebody he knows: over all ties at once, while the factual world is lived."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.counterfactual.branch_end import look_at
from weakties.simulation.kernels import Int, Int32s, Int64s, kernel

if TYPE_CHECKING:
    from weakties.simulation.market.state import Jobs, People
    from weakties.simulation.market.world import World


class Joins:
    """What `Watch` (counterfactual/effects.py) counts as early and late, for every tie in either direction: ego begins a job in
    alter's firm, alter being there first. Only those who begin one are looked at, so that all ties cost little more than none.
    """

    def __init__(self) -> None:
        self._weeks: list[NDArray[np.int64]] = []

    def look(self, world: World) -> None:
        """Note the end of a week."""
        self._weeks.append(joins_of(world.week, world.ties.start, world.ties.other, world.people, world.jobs))

    def ties(self) -> NDArray[np.int64]:
        """Where the ties stand over which somebody joined, in `ties.other`, one entry a join; ego is whose row it is."""
        return np.concatenate([np.empty(0, np.int64), *self._weeks])


@kernel
def joins_of(week: Int, start: Int64s, other: Int32s, people: People, jobs: Jobs) -> Int64s:
    """Where the ties stand over which somebody joined in this week, int64; start, other: the rows of the network."""
    room = 0
    for i in range(len(people.position)):
        if people.position[i] >= 0 and people.hired[i] == week:
            room += start[i + 1] - start[i]
    at = np.empty(room, np.int64)
    count = 0
    for i in range(len(people.position)):
        mine, hired = people.position[i], people.hired[i]
        if mine < 0 or hired != week:
            continue
        for e in range(start[i], start[i + 1]):
            theirs, since = people.position[other[e]], people.since[other[e]]
            _, _, joined, _ = look_at(week, week, mine, hired, theirs, since, jobs.firm)
            if joined:
                at[count] = e
                count += 1
    return at[:count].copy()
