"""Separation: jobs end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.simulation.chance import Purpose, uniform
from weakties.simulation.kernels import Int, Real, kernel

if TYPE_CHECKING:
    from weakties.simulation.market.state import Jobs, People


@kernel
def separate(seed: Int, week: Int, separation: Real, people: People, jobs: Jobs) -> int:
    """Each job ends with probability `separation`, new ones included; who held it is out of work. Returns how many ended.

    people, jobs: People and Jobs of market/state.py; those who lose a job are written into both.
    """
    ended = 0
    for i in range(len(people.position)):
        p = people.position[i]
        if p >= 0 and uniform(seed, Purpose.SEPARATION, week, i) < separation:
            jobs.holder[p] = -1
            people.position[i] = -1
            people.since[i] = week
            people.looking[i] = True
            ended += 1
    return ended
