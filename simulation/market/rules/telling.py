"""Talk: those who know of a vacancy tell the people they talk to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.simulation.kernels import Int, inlined, kernel
from weakties.simulation.market.rules.hearing import hear
from weakties.simulation.market.rules.who_is_told import (
    colleagues_told,
    contacts_told,
    living_room,
    living_told,
    tells,
    told_of,
)

if TYPE_CHECKING:
    from weakties.simulation.market.habits import Habits
    from weakties.simulation.market.state import Jobs, Network, People, Tellers, Tellings
    from weakties.simulation.relations.state import Live


@kernel
def talk(
    seed: Int,
    week: Int,
    habits: Habits,
    network: Network,
    people: People,
    jobs: Jobs,
    tellings: Tellings,
    tellers: Tellers,
) -> int:
    """Those whose turn it is this week (the one who hires, and those who heard last week and relay) start to tell.

    A teller tells each contact in their first conversation from this week to the vacancy's deadline; all these conversations
    are worked out at once, so that a tie is looked at once for each lead and not once a week. One who looks keeps a lead to
    himself. One told of a vacancy while he does not look relays it with probability `relay`, from the week after on.

    Ties that live have contact rates for this season only: who tells goes on telling when a season begins (`resume`).

    habits: Habits; network: Network. Returns 0 when done; where a pool has no room left, how many unused entries both must have
    for the teller that is next: then let the short one grow and call again, which goes on with him.
    """
    day = week % len(tellers.calendar)
    while tellers.calendar[day] >= 0:
        k = tellers.calendar[day]
        i = tellers.person[k]
        if tells(k, people, tellers):
            room = network.start[i + 1] - network.start[i] + living_room(i, network.live)
            room += habits.team_size + 1
            if tellings.free[1] < room or tellers.free[1] < room:
                return room
            tellers.calendar[day] = tellers.next_in_week[k]
            tell_all(seed, week, k, habits, network, people, jobs, tellings, tellers)
        else:
            tellers.calendar[day] = tellers.next_in_week[k]
    return 0


@inlined
def tell_all(
    seed: Int,
    week: Int,
    k: Int,
    habits: Habits,
    network: Network,
    people: People,
    jobs: Jobs,
    tellings: Tellings,
    tellers: Tellers,
) -> None:
    """Teller k tells those he is tied to, but for his colleagues of the same team; then those."""
    talks, told = contacts_told(seed, week, k, habits, network, people, jobs, tellers)
    hear(seed, k, talks, told, habits, people, jobs, tellings, tellers)
    talks, told = colleagues_told(seed, week, k, habits, network, people, jobs, tellers)
    hear(seed, k, talks, told, habits, people, jobs, tellings, tellers)


@kernel
def resume(
    seed: Int,
    week: Int,
    habits: Habits,
    live: Live,
    people: People,
    jobs: Jobs,
    tellings: Tellings,
    tellers: Tellers,
    begin: Int,
) -> tuple[int, int]:
    """A season begins: those who have told before, of vacancies from position `begin` on that are still open, go on telling on
    ties that live, but for those they have told. Returns (position, room): there a pool had not as many unused entries:
    let it grow and call again, which tells nothing twice; or else (number of positions, 0).
    """
    for p in range(begin, len(jobs.opened)):
        if jobs.opened[p] < 0 or jobs.deadline[p] < week or jobs.first_teller[p] < 0:
            continue
        # gathered once a vacancy: what one tells now is nothing that another has told
        told, k = told_of(p, jobs, tellings), jobs.first_teller[p]
        while k >= 0:
            following, i = tellers.next_of_vacancy[k], tellers.person[k]
            if tellers.week[k] < week and tells(k, people, tellers):
                room = live.on[i] + 1
                if tellings.free[1] < room or tellers.free[1] < room:
                    return p, room
                talks, new = living_told(seed, week, i, p, habits, live, people, jobs, told)
                hear(seed, k, talks, new, habits, people, jobs, tellings, tellers)
            k = following
    return len(jobs.opened), 0
