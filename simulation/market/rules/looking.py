"""Who looks for a job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.simulation.chance import Purpose, uniform
from weakties.simulation.kernels import Bool, Int, Real, inlined, kernel
from weakties.simulation.market.state import SPELL

if TYPE_CHECKING:
    from weakties.simulation.market.state import People


@kernel
def is_looking(seed: Int, people: People, i: Int, week: Int, on_the_job: Real) -> Bool:
    """Whether person i looks for a job in `week`.

    Who is out of work does. Who works does in spells: time is cut into half-years, beginning at another week for each person,
    and in each of them a person looks with probability `on_the_job`, until he is hired.
    """
    if people.position[i] < 0:
        return True
    spell = (week + people.offset[i]) // SPELL
    begins = spell * SPELL - people.offset[i]
    return people.hired[i] < begins and uniform(seed, Purpose.SEARCH, spell, i) < on_the_job


@kernel
def look_around(seed: Int, week: Int, on_the_job: Real, people: People) -> int:
    """Write `is_looking` of everybody into people.looking; returns how many look."""
    count = 0
    for i in range(len(people.looking)):
        people.looking[i] = is_looking(seed, people, i, week, on_the_job)
        count += people.looking[i]
    return count


@inlined
def suits(seed: Int, opened: Int, i: Int, position: Int, transferability: Real) -> Bool:
    """Whether a vacancy in another industry, opened in week `opened` at `position`, suits person i all the same: with
    probability `transferability`.
    """
    return uniform(seed, Purpose.MATCH, opened, i, position) < transferability
