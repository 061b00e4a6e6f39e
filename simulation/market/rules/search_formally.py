"""Formal and direct search: postings, and asking at the firm's door."""

from __future__ import annotations

from numba import njit

from weakties.simulation.chance import Purpose, uniform
from weakties.simulation.market.rules.looking import suits
from weakties.simulation.market.rules.pools import add_telling
from weakties.simulation.market.state import DIRECT, FORMAL
from weakties.simulation.poisson import poisson

MOST = 1000  # people that one posting can reach in a week


@njit(cache=True)
def search_formally(seed, week, habits, reach, begin, people, jobs, tellings):  # type: ignore[no-untyped-def]
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


@njit(cache=True, inline="always")
def search_for(seed, week, p, habits, reach, people, jobs, tellings):  # type: ignore[no-untyped-def]
    """The one vacancy at position p is come across. There must be room for 2 MOST tellings."""
    posted, asked = reach[jobs.firm_industry[jobs.firm[p]]], habits.direct_search
    _come_across(seed, week, p, Purpose.FORMAL, FORMAL, posted, habits, people, jobs, tellings)
    _come_across(seed, week, p, Purpose.DIRECT, DIRECT, asked, habits, people, jobs, tellings)


@njit(cache=True, inline="always")
def _come_across(seed, week, position, purpose, channel, mean, habits, people, jobs, tellings):  # type: ignore[no-untyped-def]
    if mean <= 0:
        return
    n, opened = len(people.position), jobs.opened[position]
    wanted = jobs.firm_industry[jobs.firm[position]]
    count = min(poisson(mean, uniform(seed, purpose, week, position, 0)), MOST)
    for nth in range(1, count + 1):
        j = int(uniform(seed, purpose, week, position, nth) * n)
        if people.industry[j] == wanted or suits(seed, opened, j, position, habits.transferability):
            add_telling(tellings, jobs, position, j, -1, channel, 0, 0.0, -1, week)
