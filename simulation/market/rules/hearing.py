"""Hearing of a vacancy: what is noted, who will pass it on, and who has the credit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from weakties.simulation.chance import Purpose, uniform
from weakties.simulation.kernels import Int, Int32s, Real, inlined, kernel
from weakties.simulation.market.rules.audience import let_in
from weakties.simulation.market.rules.looking import suits
from weakties.simulation.market.rules.pools import add_teller, add_tellings

if TYPE_CHECKING:
    from weakties.simulation.market.habits import Habits
    from weakties.simulation.market.rules.who_is_told import Talks
    from weakties.simulation.market.state import Jobs, People, Tellers, Tellings


@kernel
def hear(
    seed: Int,
    k: Int,
    talks: Talks,
    told: Int32s,
    habits: Habits,
    people: People,
    jobs: Jobs,
    tellings: Tellings,
    tellers: Tellers,
) -> None:
    """Teller k tells talks.who[e] in week talks.when[e], for each e of `told`: note it where the vacancy suits, and enter in the
    calendar those who will relay. With habits.audience above 0, only so many of those who look now are told (see
    market/rules/audience.py).
    """
    position, depth, source = tellers.position[k], tellers.depth[k], tellers.person[k]
    opened, deadline, hirer = jobs.opened[position], jobs.deadline[position], jobs.hirer[position]
    wanted, industry = jobs.firm_industry[jobs.firm[position]], people.industry
    if habits.audience > 0:
        told = let_in(seed, opened, position, habits.audience, talks.who, told, people.looking)
    who, rates, _, weeks = talks
    noted, count = np.empty(len(told), np.int32), 0
    for e in told:
        j, rate, when = who[e], rates[e], weeks[e]
        if j == hirer:
            continue
        if industry[j] == wanted or suits(seed, opened, j, position, habits.transferability):
            noted[count] = e
            count += 1
        chance = relay_chance(habits.relay, habits.close_relay, rate)
        if when < deadline and uniform(seed, Purpose.RELAY, opened, j, position) < chance:
            _plan_relay(seed, position, j, source, depth + 1, when + 1, jobs, tellers)
    add_tellings(tellings, jobs, (position, source, depth), talks, noted[:count])


@inlined
def relay_chance(relay: Real, close_relay: Real, rate: Real) -> Real:
    """The chance that one who heard over a tie of this contact rate, and does not look, passes it on:
    relay + close_relay (1 - exp(-rate)).
    """
    return relay if close_relay == 0 else relay + close_relay * (1.0 - np.exp(-rate))


@kernel
def _plan_relay(
    seed: Int, position: Int, j: Int, source: Int, depth: Int, week: Int, jobs: Jobs, tellers: Tellers
) -> None:
    """j passes the lead on from `week`, unless somebody else tells him earlier; of two who tell him in the same week, chance
    decides from whom he has it.
    """
    m = jobs.first_teller[position]
    while m >= 0:
        if tellers.person[m] == j:
            if tellers.week[m] < week:
                return
            if tellers.week[m] == week:
                opened = jobs.opened[position]
                mine = credit(seed, opened, position, source)
                if mine < credit(seed, opened, position, tellers.source[m]):
                    tellers.source[m] = source
                    tellers.depth[m] = depth
                return
            tellers.person[m] = -1
        m = tellers.next_of_vacancy[m]
    add_teller(tellers, jobs, position, j, source, depth, week)


@inlined
def credit(seed: Int, opened: Int, position: Int, source: Int) -> float:
    """Chance among those who tell the same thing in the same week: the lowest number has the credit. Depends on who tells
    and on the vacancy, never on the order of ties.

    source: the person who tells; or the number of people plus the channel, for search.
    """
    return uniform(seed, Purpose.CREDIT, opened, source, position)
