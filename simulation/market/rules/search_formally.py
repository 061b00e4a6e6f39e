"""Formal and direct search: postings, and asking at the firm's door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.simulation.chance import Purpose, uniform
from weakties.simulation.kernels import Float64s, Int, inlined, kernel
from weakties.simulation.market.rules.looking import suits
from weakties.simulation.market.rules.pools import add_telling
from weakties.simulation.market.state import DIRECT, FORMAL
from weakties.simulation.poisson import poisson

if TYPE_CHECKING:
    from weakties.simulation.market.habits import Habits
    from weakties.simulation.market.state import Jobs, People, Tellings

MOST = 1000  # people that one posting can reach in a week


@kernel
def search_formally(
    seed: Int,
    week: Int,
    habits: Habits,
    reach: Float64s,
    begin: Int,
    people: People,
    jobs: Jobs,
    tellings: Tellings,
) -> int:
    """Each open vacancy is come across by Poisson(reach) people who read postings, Poisson(direct_search) who ask at the door.

    These people are drawn from all; only who looks when the choice is made applies. So each one who looks sees a given vacancy at
    rate (reach + direct_search) / people a week, and who is seen does not depend on who looks.

    habits: Habits; reach: float64 (industries,), the mean number of people a posting reaches in a week.
    Returns the number of positions when done, or the position to go on with when the pool ran out of room.
    """
    for p in range(begin, len(jobs.opened)):
        if jobs.opened[p] < 0:
            continue
        if tellings.free[1] < 2 * MOST:
            return p
        search_for(seed, week, p, habits, reach, people, jobs, tellings)
    return len(jobs.opened)


@inlined
def search_for(
    seed: Int,
    week: Int,
    p: Int,
    habits: Habits,
    reach: Float64s,
    people: People,
    jobs: Jobs,
    tellings: Tellings,
) -> None:
    """The one vacancy at position p is come across. There must be room for 2 MOST tellings."""
    posted, asked = reach[jobs.firm_industry[jobs.firm[p]]], habits.direct_search
    _come_across(seed, week, p, Purpose.FORMAL, FORMAL, posted, habits, people, jobs, tellings)
    _come_across(seed, week, p, Purpose.DIRECT, DIRECT, asked, habits, people, jobs, tellings)


@inlined
def _come_across(
    seed: Int,
    week: Int,
    position: Int,
    purpose: Int,
    channel: Int,
    mean: float,
    habits: Habits,
    people: People,
    jobs: Jobs,
    tellings: Tellings,
) -> None:
    if mean <= 0:
        return
    n, opened = len(people.position), jobs.opened[position]
    wanted = jobs.firm_industry[jobs.firm[position]]
    count = min(poisson(mean, uniform(seed, purpose, week, position, 0)), MOST)
    for nth in range(1, count + 1):
        j = int(uniform(seed, purpose, week, position, nth) * n)
        if people.industry[j] == wanted or suits(seed, opened, j, position, habits.transferability):
            add_telling(tellings, jobs, position, j, -1, channel, 0, 0.0, -1, week)
