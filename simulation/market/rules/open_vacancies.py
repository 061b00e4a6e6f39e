"""Openings: a vacant position becomes a vacancy, which somebody in the firm hires for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from weakties.simulation.chance import Purpose, uniform
from weakties.simulation.kernels import Float64s, Int, Real, inlined, kernel
from weakties.simulation.market.rules.pools import add_teller
from weakties.simulation.market.state import CALENDAR, CLOSED
from weakties.simulation.streams import VacancyStream

if TYPE_CHECKING:
    from weakties.simulation.market.state import Jobs, People, Tellers


@kernel
def open_vacancies(
    seed: Int, week: Int, lives: Float64s, announced: Real, people: People, jobs: Jobs, tellers: Tellers
) -> int:
    """Every vacant position without a vacancy gets one, but of firms that have closed; returns how many opened.

    Its life is geometric with mean lives[industry] weeks (float64 (industries,), at least 1): it is open in weeks week ..
    deadline, and at the end of the last one of those who applied is hired. That employers let applications come in and
    then choose is what van Ours and Ridder found (1992, doi 10.1086/298282: vacancy durations are selection periods). A vacancy
    nobody applied to opens again. The one who hires is drawn among the firm's people, and is the first to know; a firm with
    nobody left has none, and its vacancy is found by formal and direct search only.
    """
    opened = 0
    for p in range(len(jobs.holder)):
        if opens(p, jobs):
            open_one(seed, week, p, lives, announced, jobs, tellers)
            opened += 1
    return opened


@inlined
def opens(p: Int, jobs: Jobs) -> bool:
    """Whether a vacancy opens at position p: it is vacant, has none, and its firm has not closed."""
    return jobs.holder[p] < 0 and jobs.opened[p] < 0 and jobs.deadline[p] != CLOSED


@inlined
def open_one(
    seed: Int, week: Int, p: Int, lives: Float64s, announced: Real, jobs: Jobs, tellers: Tellers
) -> None:
    """The vacant position p gets a vacancy. There must be room for tellers: one, or with `announced` one for each in the firm."""
    jobs.opened[p] = week
    jobs.deadline[p] = week + life(seed, week, p, lives[jobs.firm_industry[jobs.firm[p]]]) - 1
    jobs.hirer[p] = one_of_the_firm(seed, week, p, jobs)
    if jobs.hirer[p] >= 0:
        add_teller(tellers, jobs, p, jobs.hirer[p], -1, 0, week)
        if announced > 0:
            announce(seed, week, p, announced, jobs, tellers)


@kernel
def announce(seed: Int, week: Int, position: Int, announced: Real, jobs: Jobs, tellers: Tellers) -> None:
    """Each of those who work in the firm hears of the opening from the one who hires, at once, with probability `announced`."""
    firm = jobs.firm[position]
    for q in range(jobs.firm_start[firm], jobs.firm_start[firm + 1]):
        i = jobs.holder[q]
        if i < 0 or i == jobs.hirer[position]:
            continue
        if uniform(seed, Purpose.ANNOUNCE, week, i, position) < announced:
            add_teller(tellers, jobs, position, i, jobs.hirer[position], 1, week)


@kernel
def life(seed: Int, week: Int, position: Int, mean: Real) -> int:
    """Weeks that the vacancy opened in `week` at `position` stays open: geometric on 1, 2, ... with this mean (>= 1)."""
    if mean <= 1.0:
        return 1
    u = uniform(seed, Purpose.VACANCY, week, position, VacancyStream.LIFE)
    weeks = 1 + int(np.log(u) / np.log(1.0 - 1.0 / mean))
    return min(weeks, CALENDAR - 1)


@kernel
def one_of_the_firm(seed: Int, week: Int, position: Int, jobs: Jobs) -> int:
    """Somebody who works in the firm of `position`, each with the same probability; -1 when nobody does."""
    firm = jobs.firm[position]
    start, end = jobs.firm_start[firm], jobs.firm_start[firm + 1]
    there = 0
    for q in range(start, end):
        there += jobs.holder[q] >= 0
    left = int(uniform(seed, Purpose.VACANCY, week, position, VacancyStream.HIRER) * there)
    for q in range(start, end):
        if jobs.holder[q] >= 0:
            if left == 0:
                return jobs.holder[q]
            left -= 1
    return -1
