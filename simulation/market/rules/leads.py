"""Leads that mechanisms may stop: first all that would be told is found, then what they let by is told (market/scene.py).

What begins to be told in a week depends on nothing that is told in it, so the two together are `talk` and `resume` of telling.py
to the bit where everything is let by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.kernels import Bools, Int, Int32s, Int64s, Real, kernel
from weakties.simulation.market.rules.hearing import hear
from weakties.simulation.market.rules.looking import suits
from weakties.simulation.market.rules.pools import add_telling
from weakties.simulation.market.rules.staying import stays
from weakties.simulation.market.rules.who_is_told import (
    Talks,
    colleagues_told,
    contacts_told,
    living_told,
    tells,
    told_of,
)
from weakties.simulation.talk.conversation import next_talk
from weakties.simulation.talk.live import next_talk_in_season

if TYPE_CHECKING:
    from weakties.simulation.market.habits import Habits
    from weakties.simulation.market.state import Jobs, Network, People, Tellers, Tellings
    from weakties.simulation.relations.state import Live


class Found(NamedTuple):
    """Leads about to be told, one entry each, in the order in which they would be."""

    entry: NDArray[np.int64]  # the teller, in the pool of tellers
    group: NDArray[np.int64]  # leads told together: by one teller to his team, or to his other contacts
    listener: NDArray[np.int32]
    contact_rate: NDArray[np.float32]
    kind: NDArray[np.uint8]
    week: NDArray[np.int32]  # when the two talk


def room_for(count: int) -> Found:
    """Room for so many leads."""
    kinds = (np.int64, np.int64, np.int32, np.float32, np.uint8, np.int32)
    return Found._make(np.empty(count, kind) for kind in kinds)


@kernel
def find_begun(
    seed: Int,
    week: Int,
    habits: Habits,
    network: Network,
    people: People,
    jobs: Jobs,
    tellers: Tellers,
    found: Found,
) -> int:
    """What those who begin to tell this week will tell, written into `found` as far as there is room; returns how many leads."""
    count = group = 0
    k = tellers.calendar[week % len(tellers.calendar)]
    while k >= 0:
        if tells(k, people, tellers):
            talks, told = contacts_told(seed, week, k, habits, network, people, jobs, tellers)
            count = _note(found, count, group, k, talks, told)
            talks, told = colleagues_told(seed, week, k, habits, network, people, jobs, tellers)
            count = _note(found, count, group + 1, k, talks, told)
            group += 2
        k = tellers.next_in_week[k]
    return count


@kernel
def find_resumed(
    seed: Int,
    week: Int,
    habits: Habits,
    live: Live | None,
    people: People,
    jobs: Jobs,
    tellings: Tellings,
    tellers: Tellers,
    found: Found,
) -> int:
    """The same for what those who told before go on to tell when a season begins."""
    count = group = 0
    for p in range(len(jobs.opened)):
        if jobs.opened[p] < 0 or jobs.deadline[p] < week or jobs.first_teller[p] < 0:
            continue
        told, k = told_of(p, jobs, tellings), jobs.first_teller[p]
        while k >= 0:
            i = tellers.person[k]
            if tellers.week[k] < week and tells(k, people, tellers):
                talks, new = living_told(seed, week, i, p, habits, live, people, jobs, told)
                count = _note(found, count, group, k, talks, new)
                group += 1
            k = tellers.next_of_vacancy[k]
    return count


@kernel
def _note(found: Found, count: int, group: Int, k: Int, talks: Talks, told: Int32s) -> int:
    entry, groups, listener, contact_rate, kinds, weeks = found  # once: their references are counted
    who, rate, kind, when = talks
    for e in told:
        if count < len(entry):
            entry[count], groups[count], listener[count] = k, group, who[e]
            contact_rate[count], kinds[count] = rate[e], kind[e]
            weeks[count] = when[e]
        count += 1
    return count


@kernel
def tell(
    seed: Int,
    found: Found,
    allowed: Bools,
    habits: Habits,
    people: People,
    jobs: Jobs,
    tellings: Tellings,
    tellers: Tellers,
) -> None:
    """The leads that are allowed, bool (leads,), are told. Both pools must have room for all."""
    entry, group = found.entry, found.group
    talks = Talks(found.listener, found.contact_rate, found.kind, found.week)
    which, at = np.empty(len(entry), np.int32), 0
    while at < len(entry):
        end, count = at, 0
        while end < len(entry) and group[end] == group[at]:
            if allowed[end]:
                which[count] = end
                count += 1
            end += 1
        if count > 0:
            hear(seed, entry[at], talks, which[:count], habits, people, jobs, tellings, tellers)
        at = end


@kernel
def find_candidates(
    due: Int64s,
    people: People,
    jobs: Jobs,
    tellings: Tellings,
    telling: Int64s,
    person: Int32s,
    position: Int32s,
) -> int:
    """Who knows of the vacancies `due`, looks, and works elsewhere, before the first of them is decided: one entry a telling, its
    place in the pool, the person and the position, as far as there is room; returns how many.
    """
    count = 0
    for p in due:
        k = jobs.first_telling[p]
        while k >= 0:
            j = tellings.listener[k]
            here = people.position[j] >= 0 and jobs.firm[people.position[j]] == jobs.firm[p]
            if people.looking[j] and not here:
                telling[count], person[count], position[count] = k, j, p
                count += 1
            k = tellings.next[k]
    return count


@kernel
def who_talks(seed: Int, week: Int, network: Network, people: Int64s, who: Int32s, whom: Int32s) -> Int:
    """With whom each of `people` talks in `week` over his ties, one pair an entry, as far as there is room; returns how many.

    Colleagues of a team who are not tied are left out.
    """
    count: Int = 0
    for i in people:
        for e in range(network.start[i], network.start[i + 1]):
            j, rate = network.other[e], network.rate[e]
            if next_talk(seed, i, j, rate, week, week) == week and stays(
                rate, i, j, network.live, network.past
            ):
                if count < len(who):
                    who[count], whom[count] = i, j
                count += 1
        count = _who_talks_alive(seed, week, i, network.live, count, who, whom)
    return count


@kernel
def _who_talks_alive(
    seed: Int, week: Int, i: Int, live: Live | None, count: Int, who: Int32s, whom: Int32s
) -> Int:
    """The same over the ties of i that live; returns how many pairs there are now."""
    if live is None:
        return count
    for e in range(live.start[i], live.start[i] + live.on[i]):
        if next_talk_in_season(seed, i, live.other[e], live.tie[e].rate, week, week) == week:
            if count < len(who):
                who[count], whom[count] = i, live.other[e]
            count += 1
    return count


@kernel
def come_across(
    seed: Int,
    week: Int,
    channel: Int,
    transferability: Real,
    who: Int64s,
    positions: Int64s,
    people: People,
    jobs: Jobs,
    tellings: Tellings,
) -> None:
    """Each of these people comes across the vacancy beside him, and notes it where it suits him. There must be room."""
    for n in range(len(who)):
        j, p = who[n], positions[n]
        wanted = jobs.firm_industry[jobs.firm[p]]
        if people.industry[j] == wanted or suits(seed, jobs.opened[p], j, p, transferability):
            add_telling(tellings, jobs, p, j, -1, channel, 0, 0.0, -1, week)
