"""Job transmissions: ego joins alter's firm, alter being there first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from weakties.simulation.kernels import Float32s, Int, Int32s, Int64s, kernel
from weakties.simulation.talk.conversation import next_talk

if TYPE_CHECKING:
    from weakties.simulation.market.state import Jobs, People


@kernel
def transmissions(week: Int, start: Int64s, alter: Int32s, people: People, jobs: Jobs) -> Int64s:
    """The new ties over which a job was transmitted this week, as rows of `alter` (int64).

    Ego was hired this week and works in the firm; alter works there too, and came before this week. Whether alter had anything to
    do with it is not asked: that is what the published studies can see.

    start, alter: the new ties of each ego, start (people + 1,), alter (ties,); people, jobs: of market/state.py.
    """
    room = 0
    for i in range(len(people.hired)):
        if people.hired[i] == week and people.position[i] >= 0:
            room += start[i + 1] - start[i]
    found = np.empty(room, np.int64)
    count = 0
    for i in range(len(people.hired)):
        if people.hired[i] != week or people.position[i] < 0:
            continue
        firm = jobs.firm[people.position[i]]
        for e in range(start[i], start[i + 1]):
            j = alter[e]
            there = people.position[j] >= 0 and jobs.firm[people.position[j]] == firm
            if there and people.since[j] < week:
                found[count] = e
                count += 1
    return found[:count]


@kernel
def weeks_of_talk(seed: Int, a: Int32s, b: Int32s, rate: Float32s, first: Int, last: Int) -> Int32s:
    """In how many of the weeks first..last a[k] and b[k] talk, int32 (pairs,): the conversations that the market knows."""
    count = np.zeros(len(a), np.int32)
    for k in range(len(a)):
        week = next_talk(seed, a[k], b[k], rate[k], first, last)
        while week >= 0:
            count[k] += 1
            week = next_talk(seed, a[k], b[k], rate[k], week + 1, last) if week < last else -1
    return count
