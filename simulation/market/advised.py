"""Where advice acts in the week of a market: as a season begins, before and after ties have had their turn, in search, and what
is heard by the time that vacancies are decided.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.advice.whom import Who
from weakties.simulation.chance import Purpose, uniform
from weakties.simulation.kernels import Float64s, Int, Int64s, inlined, kernel
from weakties.simulation.market.rules.hire import works_for
from weakties.simulation.market.rules.leads import come_across
from weakties.simulation.market.state import CONTACT, FORMAL
from weakties.simulation.poisson import poisson
from weakties.simulation.talk.live import SEASON

if TYPE_CHECKING:
    from weakties.simulation.market.state import Jobs, People, Tellings
    from weakties.simulation.market.world import World


def begin_advice(world: World) -> None:
    """Where this week begins a season: what is done before ties have their turn."""
    relations = world.relations
    if world.advice is not None and relations is not None and world.week // SEASON != relations.season:
        world.advice.begin(world.week, relations, world.trust, _who(world))


def meet_by_advice(world: World) -> None:
    """What is done after it."""
    if world.advice is not None and world.relations is not None:
        world.advice.meet(world.relations, world.trust, _who(world))


def search_by_advice(world: World) -> None:
    """Those who act come across vacancies besides: each of those open at the rate at which who looks does anyway, `times` as
    often, so Poisson(times (formal + direct) / people x open vacancies) of them a week, each one by chance.
    """
    if world.advice is None:
        return
    times = world.advice.search(world.week, world.people.looking)
    if not times.any():
        return
    openings = np.flatnonzero(world.jobs.opened >= 0)
    anyway = (world._habits.formal_search + world._habits.direct_search) / world.ties.people
    found = readings(world.seed, world.week, times * anyway, openings)
    world._make_room(len(found[0]), 0)
    given = (world.seed, world.week, FORMAL, world._habits.transferability, *found)
    come_across(*given, world.people, world.jobs, world.tellings)


def count_leads(world: World, due: Int64s) -> None:
    """Count what each person who looks has heard of, of the vacancies that are decided now."""
    if world.advice is not None:
        leads_heard(due, world.people, world.jobs, world.tellings, world.advice.leads)


def _who(world: World) -> Who:
    people = world.people
    firm = np.where(people.position >= 0, world.jobs.firm[people.position], np.int32(-1))
    worked = (
        world.advice.worked if world.advice is not None else (np.zeros(1, np.int64), np.zeros(0, np.int32))
    )
    assert world.relations is not None
    return Who(firm, people.industry, people.ability, people.looking, *worked, world.relations.nearby[0])


def careers(world: World) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """(where each person's firms begin, int64 (people + 1,), firms): those for which each has worked, that of the start and all
    since, as far as the log of hires goes back.
    """
    from weakties.simulation.networks.workplaces import workplaces_of

    first = workplaces_of(world.ties, int(world.seed), world.parameters).firm.astype(np.int64)
    hires = world.hires.tables(world.ties, world.jobs)[0]
    person = np.concatenate([np.arange(len(first)), hires["worker"].to_numpy(np.int64)])
    firm = np.concatenate([first, hires["firm"].to_numpy(np.int64)])
    pairs = np.unique((person << 32 | firm)[firm >= 0])
    return np.searchsorted(pairs, np.arange(len(first) + 1) << 32), (pairs & 0xFFFFFFFF).astype(np.int32)


@kernel
def readings(seed: Int, week: Int, rate: Float64s, openings: Int64s) -> tuple[Int64s, Int64s]:
    """(people, positions), int64 each: who comes across which of `openings`; rate: float64 (people,), of each opening a week."""
    who = np.flatnonzero(rate > 0)
    number = np.zeros(len(who), np.int64)
    for n, i in enumerate(who):
        number[n] = poisson(rate[i] * len(openings), uniform(seed, Purpose.ADVICE_READING, week, i, 0))
    people, positions = np.empty(number.sum(), np.int64), np.empty(number.sum(), np.int64)
    count = 0
    for n, i in enumerate(who):
        for nth in range(number[n]):
            u = uniform(seed, Purpose.ADVICE_READING, week, i, nth + 1)
            people[count], positions[count] = i, openings[int(u * len(openings))]
            count += 1
    return people, positions


@kernel
def leads_heard(due: Int64s, people: People, jobs: Jobs, tellings: Tellings, leads: Int64s) -> None:
    """Add to `leads`, int64 (people, 3), of each who looks and works elsewhere: vacancies heard of; heard of first over a tie, of
    what was heard in one week over a tie included; heard of from one person alone and in no other way.
    """
    for p in due:
        k = jobs.first_telling[p]
        while k >= 0:
            j = tellings.listener[k]
            if people.looking[j] and not works_for(people, jobs, j, jobs.firm[p]):
                _add_lead(k, p, j, jobs, tellings, leads)
            k = tellings.next[k]


@inlined
def _add_lead(k: Int, p: Int, j: Int, jobs: Jobs, tellings: Tellings, leads: Int64s) -> None:
    """Add the vacancy at p to j's, if telling k is the last in the list that is about the two: so each counts once."""
    m = tellings.next[k]
    last = True
    while m >= 0:
        if tellings.listener[m] == j:
            last = False
        m = tellings.next[m]
    if last:
        tie, other, told = 2**30, 2**30, 0
        m = jobs.first_telling[p]
        while m >= 0:
            if tellings.listener[m] == j:
                if tellings.channel[m] == CONTACT:
                    tie, told = min(tie, tellings.week[m]), told + 1
                else:
                    other = min(other, tellings.week[m])
            m = tellings.next[m]
        leads[j, 0] += 1
        leads[j, 1] += tie <= other and told > 0
        leads[j, 2] += told == 1 and other == 2**30
