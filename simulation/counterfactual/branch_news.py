"""The first half of the week in branches: who looks, what opens, who tells whom, and search, where they may differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from weakties.simulation.borrowed import borrowed
from weakties.simulation.counterfactual.branch_open import open_touched, touch_openings
from weakties.simulation.counterfactual.overlay import (
    like,
    put_on,
    roomier_pools,
    take_off,
    touch_position,
)
from weakties.simulation.kernels import Bool, Float32s, Float64s, Int, Int64s, Real, kernel
from weakties.simulation.market.rules.looking import is_looking
from weakties.simulation.market.rules.pools import add_teller, add_telling
from weakties.simulation.market.rules.search_formally import MOST, search_for
from weakties.simulation.market.rules.telling import tell_all
from weakties.simulation.market.rules.who_is_told import team

if TYPE_CHECKING:
    from weakties.simulation.counterfactual.branch_open import Openings
    from weakties.simulation.counterfactual.overlay import Factual, Now, Overlay, Store
    from weakties.simulation.counterfactual.reach import Telling
    from weakties.simulation.market.habits import Habits
    from weakties.simulation.market.state import Jobs, Network, People, Tellers, Tellings

FIRST = -2  # the first of a list, wherever it is; -1 ends one


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
    each branch, the vacancies of which somebody tells otherwise over the changed tie; own: the pools of the branches. They
    grow here alone: what fills them borrows them, stops where room is lacking, and goes on there.
    """
    (seed, week), (people, jobs, tellings) = now, borrowed(factual)
    network, overlay, telling, tellers = borrowed((network, overlay, telling, tellers))
    (at, rate), contact_rate, reach = changed, network.rate, openings.reach
    out, begun, pools = like(store), borrowed(store), borrowed(own)
    opening = np.zeros(len(jobs.firm_industry), np.bool_)
    opening[jobs.firm[jobs.opened == week]] = True
    n: Int
    m: Int
    room: Int
    for b in range(len(store.change)):
        x, y = at[store.change[b], 0], at[store.change[b], 1]
        before = contact_rate[x]
        contact_rate[x] = contact_rate[y] = rate[store.change[b]]
        put_on(b, begun, overlay, people, jobs)
        look(seed, week, openings.on_the_job, overlay, people)
        known, n, room = overlay.touched[1], np.int64(0), np.int64(0)
        touch_openings(seed, week, openings, opening, overlay, jobs)
        while n < overlay.touched[1]:
            n, room = open_touched(seed, week, (n, known), openings, overlay, jobs, pools)
            if room > 0:
                own = roomier_pools(own, room)
                pools = borrowed(own)
        for k in range(triggers[0][b], triggers[0][b + 1]):
            touch_position(triggers[1][k], overlay, jobs)
        known, rivals = store.places_start[b + 1] - store.places_start[b], openings.matters.rivals
        _touch_news(habits.team_size, rivals, network, known, overlay, telling, people, jobs)
        while n < overlay.touched[1]:
            n, room = _copy_lists(n, overlay, jobs, tellings, tellers, pools)
            if room > 0:
                own = roomier_pools(own, room)
                pools = borrowed(own)
        n, m = np.int64(0), np.int64(FIRST)
        while n < overlay.touched[1]:
            n, m, room = _tell(
                now, (n, m), openings.last, habits, (network, reach), overlay, (people, jobs), pools
            )
            if room > 0:
                own = roomier_pools(own, room)
                pools = borrowed(own)
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
    n: Int,
    overlay: Overlay,
    jobs: Jobs,
    tellings: Tellings,
    tellers: Tellers,
    pools: tuple[Tellings, Tellers],
) -> tuple[Int, Int]:
    """Give the factual vacancies at touched positions, from the nth on, lists of their own, with what was told so far. Returns as
    `open_touched`.
    """
    to, by = pools
    while n < overlay.touched[1]:
        p, told, spoke = overlay.place[n], 0, 0
        k, m = jobs.first_telling[p], jobs.first_teller[p]
        while k >= 0:
            told, k = told + 1, tellings.next[k]
        while m >= 0:
            spoke, m = spoke + 1, tellers.next_of_vacancy[m]
        if to.free[1] < told or by.free[1] < spoke:
            return n, np.int64(max(told, spoke))
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
        n += 1
    return n, np.int64(0)


@kernel
def _tell(
    now: Now,
    which: tuple[Int, Int],
    last: Int,
    habits: Habits,
    around: tuple[Network, Float64s],
    overlay: Overlay,
    state: tuple[People, Jobs],
    pools: tuple[Tellings, Tellers],
) -> tuple[Int, Int, Int]:
    """A week of news of the vacancies at touched positions that end up to week `last`, from the nth on, and there from teller m
    on (FIRST: from the first), which have lists of their own: `talk` and `search_formally`. which: (n, m); around: the network,
    and how many people a posting reaches. Returns (n, m, room): there a pool has not as many unused entries; or (how many
    are touched, FIRST, 0).
    """
    (seed, week), (n, m), (network, reach), (people, jobs), (tellings, tellers) = (
        now,
        which,
        around,
        state,
        pools,
    )
    while n < overlay.touched[1]:
        p = overlay.place[n]
        if jobs.opened[p] >= 0 and jobs.deadline[p] <= last:
            m = jobs.first_teller[p] if m == FIRST else m
            while m >= 0:
                i = tellers.person[m]
                if tellers.week[m] == week and i >= 0 and (tellers.depth[m] == 0 or not people.looking[i]):
                    room = network.start[i + 1] - network.start[i] + habits.team_size + 1
                    if tellings.free[1] < room or tellers.free[1] < room:
                        return n, m, np.int64(room)
                    tell_all(seed, week, m, habits, network, people, jobs, tellings, tellers)
                m = tellers.next_of_vacancy[m]
            if tellings.free[1] < 2 * MOST:
                return n, m, np.int64(2 * MOST)
            search_for(seed, week, p, habits, reach, people, jobs, tellings)
        n, m = n + 1, np.int64(FIRST)
    return n, m, np.int64(0)
