"""The first half of the week in branches: who looks, what opens, who tells whom, and search, where they may differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.counterfactual.overlay import (
    like,
    put_on,
    take_off,
    touch_position,
    with_tellers,
    with_tellings,
)
from weakties.simulation.kernels import Bool, Bools, Float32s, Float64s, Int, Int64s, Real, kernel
from weakties.simulation.market.rules.looking import is_looking
from weakties.simulation.market.rules.open_vacancies import one_of_the_firm, open_one, opens
from weakties.simulation.market.rules.pools import add_teller, add_telling
from weakties.simulation.market.rules.search_formally import MOST, search_for
from weakties.simulation.market.rules.telling import tell_all
from weakties.simulation.market.rules.who_is_told import team

if TYPE_CHECKING:
    from weakties.simulation.counterfactual.overlay import Factual, Now, Overlay, Store
    from weakties.simulation.counterfactual.reach import Matters, Telling
    from weakties.simulation.market.habits import Habits
    from weakties.simulation.market.state import Jobs, Network, People, Tellers, Tellings


class Openings(NamedTuple):
    """The numbers that vacancies depend on; see `World`. What is told of a vacancy that ends after the last week is left out."""

    last: int  # the last week that will be lived
    on_the_job: float
    announced: float
    matters: Matters
    life: NDArray[np.float64]  # (industries,)
    reach: NDArray[np.float64]  # (industries,)


@kernel
def branches_hear(
    now: Now,
    habits: Habits,
    openings: Openings,
    network: Network,
    changed: tuple[Int64s, Float32s],
    triggers: tuple[Int64s, Int64s],
    store: Store,
    overlay: Overlay,
    telling: Telling,
    factual: Factual,
    tellers: Tellers,
    own: tuple[Tellings, Tellers],
) -> tuple[Store, tuple[Tellings, Tellers]]:
    """Live all branches of `store` from the start of the week to the choice among applicants. The factual world has looked
    around and opened vacancies, and has not told. Returns the store and `own`, which may have grown.

    changed: (at, rate): where each tie stands in the network, and its other contact rate; triggers: (start, position): for
    each branch, the vacancies of which somebody tells otherwise over the changed tie; own: the pools of the branches.
    """
    (seed, week), (people, jobs, tellings) = now, factual
    (at, rate), contact_rate = changed, network.rate
    out = like(store)
    opening = np.zeros(len(jobs.firm_industry), np.bool_)
    opening[jobs.firm[jobs.opened == week]] = True
    for b in range(len(store.change)):
        x, y = at[store.change[b], 0], at[store.change[b], 1]
        before = contact_rate[x]
        contact_rate[x] = contact_rate[y] = rate[store.change[b]]
        put_on(b, store, overlay, people, jobs)
        look(seed, week, openings.on_the_job, overlay, people)
        own = _open(seed, week, openings, opening, overlay, jobs, own)
        first = overlay.touched[1]
        for n in range(triggers[0][b], triggers[0][b + 1]):
            touch_position(triggers[1][n], overlay, jobs)
        known, rivals = store.places_start[b + 1] - store.places_start[b], openings.matters.rivals
        _touch_news(habits.team_size, rivals, network, known, overlay, telling, people, jobs)
        for n in range(first, overlay.touched[1]):
            own = _copy_lists(overlay.place[n], jobs, tellings, tellers, own)
        for n in range(overlay.touched[1]):
            p = overlay.place[n]
            if jobs.opened[p] >= 0 and jobs.deadline[p] <= openings.last:
                own = _tell(seed, week, p, habits, network, openings.reach, people, jobs, own)
        out = take_off(b, out, overlay, people, jobs)
        contact_rate[x] = contact_rate[y] = before
    return out, own


@kernel
def look(seed: Int, week: Int, on_the_job: Real, overlay: Overlay, people: People) -> None:
    """Whether those touched look this week. Call it before any of them is hired."""
    for n in range(overlay.touched[0]):
        i = overlay.person[n]
        people.looking[i] = is_looking(seed, people, i, week, on_the_job)


@kernel
def _open(
    seed: Int,
    week: Int,
    openings: Openings,
    opening: Bools,
    overlay: Overlay,
    jobs: Jobs,
    own: tuple[Tellings, Tellers],
) -> tuple[Tellings, Tellers]:
    """Vacancies at touched positions, and those in firms where others work than in the factual world, and so others may hire.

    opening: bool (firms,), whether the firm opens a vacancy this week in the factual world.
    """
    holder, opened, place, before, spot = (
        jobs.holder,
        jobs.opened,
        overlay.place,
        overlay.holder,
        overlay.spot,
    )
    known = overlay.touched[1]
    for n in range(known):
        firm = jobs.firm[place[n]]
        if holder[place[n]] == before[n] or not opening[firm]:
            continue
        for q in range(jobs.firm_start[firm], jobs.firm_start[firm + 1]):
            if opened[q] != week or spot[q] >= 0 or jobs.deadline[q] > openings.last:
                continue
            if openings.matters.company or one_of_the_firm(seed, week, q, jobs) != jobs.hirer[q]:
                touch_position(q, overlay, jobs)
    for n in range(overlay.touched[1]):
        p = place[n]
        if n >= known or opens(p, jobs):
            jobs.first_telling[p] = jobs.first_teller[p] = -1
            firm = jobs.firm[p]
            own = (own[0], with_tellers(own[1], jobs.firm_start[firm + 1] - jobs.firm_start[firm] + 1))
            open_one(seed, week, p, openings.life, openings.announced, jobs, own[1])
    return own


@kernel
def _touch_news(
    team_size: Int,
    rivals: Bool,
    network: Network,
    known: Int,
    overlay: Overlay,
    telling: Telling,
    people: People,
    jobs: Jobs,
) -> None:
    """Touch the vacancies of which somebody who begins to tell this week may tell others than in the factual world.

    He does when he looks, or works elsewhere; when somebody came to his team or left it; and, where listeners are rivals, when
    one of those he may tell looks or does not. known: how many positions were touched before the week.
    """
    # arrays by themselves: taking a tuple along costs more than the work
    head, holder, firm, start = telling.head, jobs.holder, jobs.firm, jobs.firm_start
    person, place, before = overlay.person, overlay.place, overlay.holder
    for n in range(overlay.touched[0]):
        i = person[n]
        if head[i] >= 0:
            _touch_of(i, overlay, telling, jobs)
        if rivals and people.looking[i] != overlay.looking[n]:
            for e in range(network.start[i], network.start[i + 1]):
                if head[network.other[e]] >= 0:
                    _touch_of(network.other[e], overlay, telling, jobs)
            low, high = team(people.position[i], firm, start, team_size)
            for q in range(low, high):
                if holder[q] >= 0 and head[holder[q]] >= 0:
                    _touch_of(holder[q], overlay, telling, jobs)
    for n in range(known):
        if holder[place[n]] == before[n]:
            continue
        low, high = team(place[n], firm, start, team_size)
        for q in range(low, high):
            if holder[q] >= 0 and head[holder[q]] >= 0:
                _touch_of(holder[q], overlay, telling, jobs)


@kernel
def _touch_of(i: Int, overlay: Overlay, telling: Telling, jobs: Jobs) -> None:
    """Touch the vacancies of which person i begins to tell."""
    entry = telling.head[i]
    while entry >= 0:
        touch_position(telling.position[entry], overlay, jobs)
        entry = telling.following[entry]


@kernel
def _copy_lists(
    p: Int, jobs: Jobs, tellings: Tellings, tellers: Tellers, own: tuple[Tellings, Tellers]
) -> tuple[Tellings, Tellers]:
    """Give the factual vacancy at p lists of its own, with what was told so far."""
    told = spoke = 0
    k, m = jobs.first_telling[p], jobs.first_teller[p]
    while k >= 0:
        told, k = told + 1, tellings.next[k]
    while m >= 0:
        spoke, m = spoke + 1, tellers.next_of_vacancy[m]
    own = (with_tellings(own[0], told), with_tellers(own[1], spoke))
    to, by = own
    k, m = jobs.first_telling[p], jobs.first_teller[p]
    jobs.first_telling[p] = jobs.first_teller[p] = -1
    while k >= 0:
        who, teller, rate = tellings.listener[k], tellings.teller[k], tellings.contact_rate[k]
        channel, kind, steps = tellings.channel[k], tellings.kind[k], tellings.steps[k]
        add_telling(to, jobs, p, who, teller, channel, kind, rate, steps, tellings.week[k])
        k = tellings.next[k]
    while m >= 0:
        who, source, depth = tellers.person[m], tellers.source[m], tellers.depth[m]
        if who >= 0:
            add_teller(by, jobs, p, who, source, depth, tellers.week[m])
        m = tellers.next_of_vacancy[m]
    return own


@kernel
def _tell(
    seed: Int,
    week: Int,
    p: Int,
    habits: Habits,
    network: Network,
    reach: Float64s,
    people: People,
    jobs: Jobs,
    own: tuple[Tellings, Tellers],
) -> tuple[Tellings, Tellers]:
    """A week of news of the vacancy at p, which has lists of its own: `talk` and `search_formally`."""
    m = jobs.first_teller[p]
    while m >= 0:
        i = own[1].person[m]
        if own[1].week[m] == week and i >= 0 and (own[1].depth[m] == 0 or not people.looking[i]):
            room = network.start[i + 1] - network.start[i] + habits.team_size + 1
            own = (with_tellings(own[0], room), with_tellers(own[1], room))
            tell_all(seed, week, m, habits, network, people, jobs, own[0], own[1])
        m = own[1].next_of_vacancy[m]
    own = (with_tellings(own[0], 2 * MOST), own[1])
    search_for(seed, week, p, habits, reach, people, jobs, own[0])
    return own
