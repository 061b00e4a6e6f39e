"""Hiring: at the end of a vacancy's life, the best of those who know of it and look gets the job."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from weakties.simulation.chance import Purpose, normal, uniform
from weakties.simulation.kernels import Int, Int64s, Real, Records, inlined, kernel
from weakties.simulation.market.rules.hearing import credit
from weakties.simulation.market.rules.pools import close_vacancy
from weakties.simulation.sorting import sort_with
from weakties.simulation.streams import VacancyStream

if TYPE_CHECKING:
    from weakties.simulation.market.habits import Taste
    from weakties.simulation.market.state import Jobs, People, Tellers, Tellings


@kernel
def due_vacancies(seed: Int, week: Int, jobs: Jobs) -> Int64s:
    """The positions whose vacancies end this week, in an order drawn by chance (int64)."""
    count = 0
    for p in range(len(jobs.opened)):
        count += jobs.opened[p] >= 0 and jobs.deadline[p] == week
    due = np.empty(count, np.int64)
    order = np.empty(count, np.float64)
    count = 0
    for p in range(len(jobs.opened)):
        if jobs.opened[p] >= 0 and jobs.deadline[p] == week:
            due[count] = p
            order[count] = uniform(seed, Purpose.VACANCY, week, p, VacancyStream.LOT)
            count += 1
    sort_with(order, due)
    return due


@kernel
def hire(
    seed: Int,
    week: Int,
    taste: Taste,
    due: Int64s,
    people: People,
    jobs: Jobs,
    tellings: Tellings,
    tellers: Tellers,
    hires: Records,
    story: Records,
) -> tuple[int, int]:
    """Decide the vacancies `due`, one after the other; write hires, and who had told the hired.

    Out, in this order: hires, a row of HIRE each (market/records.py), up to len(due); story, the rows of TOLD about them, up to
    `count_told`. Returns how many rows of either were written.
    """
    rows = hired = 0
    for n in range(len(due)):
        p = due[n]
        worker = choose(seed, taste, p, people, jobs, tellings)
        if worker >= 0:
            end = _tell_story(seed, p, worker, len(people.position), jobs, tellings, story, rows)
            old, row = people.position[worker], hires[hired]
            row.week, row.worker, row.position, row.opened, row.previous = (
                week,
                worker,
                p,
                jobs.opened[p],
                old,
            )
            row.out_of_work = week - people.since[worker] if old < 0 else 0
            row.told = end - rows
            rows = end
            hired += 1
            take_job(week, worker, p, people, jobs)
        close_vacancy(jobs, tellings, tellers, p)
    return hired, rows


@kernel
def count_told(due: Int64s, jobs: Jobs, tellings: Tellings) -> int:
    """An upper bound on the rows of `story`: the tellings of the vacancies that are due."""
    rows = 0
    for p in due:
        k = jobs.first_telling[p]
        while k >= 0:
            rows += 1
            k = tellings.next[k]
    return rows


@kernel
def choose(seed: Int, taste: Taste, p: Int, people: People, jobs: Jobs, tellings: Tellings) -> int:
    """The applicant ranked highest for position p, or -1: who knows of it (and whom it suits), looks, and works elsewhere.

    rank = ability_weight * ability + vouching * closeness + impression of the day (standard normal); closeness is
    1 - exp(-contact_rate) to the closest of those who told him and work in the firm; vouching is
    taste.vouching[industry of the firm] * taste.leaning[applicant]. Mechanisms of one's own may add taste.favour, -inf included.
    """
    best, chosen = -np.inf, -1
    vouching = taste.vouching[jobs.firm_industry[jobs.firm[p]]]
    k = jobs.first_telling[p]
    while k >= 0:
        j = tellings.listener[k]
        if people.looking[j] and not works_for(people, jobs, j, jobs.firm[p]):
            rank = taste.ability_weight * people.ability[j]
            rank += normal(seed, Purpose.APPLICANT, jobs.opened[p], j, p)
            if vouching > 0:
                rank += vouched(k, vouching * taste.leaning[j], jobs.firm[p], people, jobs, tellings)
            if len(taste.favour) > 0:
                rank += taste.favour[k]
            if rank > best:
                best, chosen = rank, j
        k = tellings.next[k]
    return chosen


@inlined
def vouched(k: Int, weight: Real, firm: Int, people: People, jobs: Jobs, tellings: Tellings) -> Real:
    """What telling k adds to the rank of who was told: the closeness of the teller, if he works in the firm, times the weight."""
    teller = tellings.teller[k]
    if teller < 0 or not works_for(people, jobs, teller, firm):
        return 0.0
    return weight * (1.0 - np.exp(-tellings.contact_rate[k]))


@inlined
def take_job(week: Int, worker: Int, p: Int, people: People, jobs: Jobs) -> None:
    """The worker leaves what he had for the job at position p, and looks no more."""
    if people.position[worker] >= 0:
        jobs.holder[people.position[worker]] = -1
    people.position[worker] = p
    people.since[worker] = week
    people.hired[worker] = week
    people.looking[worker] = False
    jobs.holder[p] = worker


@inlined
def works_for(people: People, jobs: Jobs, i: Int, firm: Int) -> bool:
    """Whether person i works for the firm now."""
    return people.position[i] >= 0 and jobs.firm[people.position[i]] == firm


@inlined
def _tell_story(
    seed: Int, p: Int, worker: Int, people: Int, jobs: Jobs, tellings: Tellings, story: Records, rows: int
) -> int:
    """Write who and what had told the worker, and give the credit to the first; of several in the same week, to one by chance."""
    first_week, lowest, credited = 2**31, 2.0, -1
    k = jobs.first_telling[p]
    while k >= 0:
        if tellings.listener[k] == worker:
            teller, row = tellings.teller[k], story[rows]
            row.channel, row.teller, row.kind = tellings.channel[k], teller, tellings.kind[k]
            row.contact_rate, row.steps, row.week = (
                tellings.contact_rate[k],
                tellings.steps[k],
                tellings.week[k],
            )
            row.credited = False
            source = teller if teller >= 0 else people + tellings.channel[k]
            draw = credit(seed, jobs.opened[p], p, source)
            week = tellings.week[k]
            if week < first_week or (week == first_week and draw < lowest):
                first_week, lowest, credited = week, draw, rows
            rows += 1
        k = tellings.next[k]
    story[credited].credited = True
    return rows
