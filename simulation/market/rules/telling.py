"""Talk: those who know of a vacancy tell the people they talk to."""

from __future__ import annotations

import numpy as np
from numba import njit

from weakties.simulation.chance import Purpose, uniform
from weakties.simulation.market.rules.audience import let_in
from weakties.simulation.market.rules.looking import suits
from weakties.simulation.market.rules.pools import add_teller, add_telling
from weakties.simulation.market.state import CONTACT
from weakties.simulation.relations.state import find
from weakties.simulation.talk.conversation import next_talk, next_talks
from weakties.simulation.talk.live import SEASON, next_talk_of_weeks, words_of_pairs
from weakties.simulation.ties.rows import find_tie

COLLEAGUE = 2  # Kind.COLLEAGUE


@njit(cache=True)
def talk(seed, week, habits, network, people, jobs, tellings, tellers):  # type: ignore[no-untyped-def]
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
        if i >= 0 and (tellers.depth[k] == 0 or not people.looking[i]):
            room = network.start[i + 1] - network.start[i] + network.live.on[i] + habits.team_size + 1
            if tellings.free[1] < room or tellers.free[1] < room:
                return room
            tellers.calendar[day] = tellers.next_in_week[k]
            tell_contacts(seed, week, k, habits, network, people, jobs, tellings, tellers)
            tell_colleagues(seed, week, k, habits, network, people, jobs, tellings, tellers)
        else:
            tellers.calendar[day] = tellers.next_in_week[k]
    return 0


@njit(cache=True)
def tell_contacts(seed, week, k, habits, network, people, jobs, tellings, tellers):  # type: ignore[no-untyped-def]
    """Teller k tells those he is tied to, but for his colleagues of the same team."""
    who, rate, kind, when, talked = contacts_told(seed, week, k, habits, network, people, jobs, tellers)
    hear(seed, k, who, rate, kind, when, talked, habits, people, jobs, tellings, tellers)


@njit(cache=True)
def contacts_told(seed, week, k, habits, network, people, jobs, tellers):  # type: ignore[no-untyped-def]
    """Whom teller k tells, of those he is tied to but no team-mates: (whom, contact rate, kind, week, indices of those told)."""
    i, deadline = tellers.person[k], jobs.deadline[tellers.position[k]]
    row = slice(network.start[i], network.start[i + 1])
    who, rate, kinds = network.other[row], network.rate[row], network.kind[row]
    when = np.empty(len(who), np.int32)
    next_talks(seed, i, who, rate, habits.willingness, week, deadline, when)
    if network.live.on[i] > 0:
        more = living(seed, i, habits.willingness, week, deadline, network.live)
        who, rate = np.append(who, more[0]), np.append(rate, more[1])
        kinds, when = np.append(kinds, more[2]), np.append(when, more[3])
    low, high = team(people.position[i], jobs.firm, jobs.firm_start, habits.team_size)
    position = people.position
    talked = np.empty(len(who), np.int32)
    count = 0
    for e in range(len(who)):
        if when[e] >= 0 and not low <= position[who[e]] < high:
            talked[count] = e
            count += 1
    return who, rate, kinds, when, talked[:count]


@njit(cache=True)
def living(seed, i, willingness, week, deadline, live):  # type: ignore[no-untyped-def]
    """Person i's ties that live and talk from `week` to the end of the season, or the deadline if that is sooner: (whom, contact
    rate, kind, week of the first talk).
    """
    last = min(deadline, week // SEASON * SEASON + SEASON - 1)
    room, count, ties = live.on[i], 0, live.tie
    others = live.other[live.start[i] : live.start[i] + room]
    who, rate = np.empty(room, np.int32), np.empty(room, np.float32)
    kind, when = np.empty(room, np.uint8), np.empty(room, np.int32)
    lot = np.empty((4, room), np.uint32)
    words_of_pairs(seed, Purpose.SEASON_TALK, week // SEASON, i, others, lot)
    for n in range(room):
        tie = ties[live.start[i] + n]
        four = (lot[0, n], lot[1, n], lot[2, n], lot[3, n])
        then = next_talk_of_weeks(tie.rate * willingness, four, week, last)
        if then >= 0:
            who[count], rate[count], kind[count], when[count] = others[n], tie.rate, tie.kind, then
            count += 1
    return who[:count], rate[:count], kind[:count], when[:count]


@njit(cache=True)
def resume(seed, week, habits, live, people, jobs, tellings, tellers, begin):  # type: ignore[no-untyped-def]
    """A season begins: those who have told before, of vacancies from position `begin` on that are still open, go on telling on
    ties that live, but for those they have told. Returns (position, room): there a pool had not as many unused entries:
    let it grow and call again, which tells nothing twice; or else (number of positions, 0).
    """
    for p in range(begin, len(jobs.opened)):
        k = jobs.first_teller[p] if jobs.opened[p] >= 0 and jobs.deadline[p] >= week else np.int64(-1)
        while k >= 0:
            following, i = tellers.next_of_vacancy[k], tellers.person[k]
            if i >= 0 and tellers.week[k] < week and not (tellers.depth[k] > 0 and people.looking[i]):
                room = live.on[i] + 1
                if tellings.free[1] < room or tellers.free[1] < room:
                    return p, room
                who, rate, kind, when, new = living_told(
                    seed, week, i, p, habits, live, people, jobs, tellings
                )
                hear(seed, k, who, rate, kind, when, new, habits, people, jobs, tellings, tellers)
            k = following
    return len(jobs.opened), 0


@njit(cache=True)
def living_told(seed, week, i, p, habits, live, people, jobs, tellings):  # type: ignore[no-untyped-def]
    """Whom i tells of the vacancy at p in the season that begins: `living`, and the indices of those he has not told yet."""
    who, rate, kind, when = living(seed, i, habits.willingness, week, jobs.deadline[p], live)
    low, high = team(people.position[i], jobs.firm, jobs.firm_start, habits.team_size)
    new = np.empty(len(who), np.int32)
    count = 0
    for e in range(len(who)):
        known = told(i, who[e], p, jobs, tellings)
        if not known and not low <= people.position[who[e]] < high:
            new[count] = e
            count += 1
    return who, rate, kind, when, new[:count]


@njit(cache=True)
def told(i, j, position, jobs, tellings):  # type: ignore[no-untyped-def]
    """Whether i has told j of the vacancy."""
    k = jobs.first_telling[position]
    while k >= 0:
        if tellings.listener[k] == j and tellings.teller[k] == i:
            return True
        k = tellings.next[k]
    return False


@njit(cache=True)
def tell_colleagues(seed, week, k, habits, network, people, jobs, tellings, tellers):  # type: ignore[no-untyped-def]
    """Teller k tells his colleagues of the same team."""
    who, rate, kind, when, talked = colleagues_told(seed, week, k, habits, network, people, jobs, tellers)
    hear(seed, k, who, rate, kind, when, talked, habits, people, jobs, tellings, tellers)


@njit(cache=True)
def colleagues_told(seed, week, k, habits, network, people, jobs, tellers):  # type: ignore[no-untyped-def]
    """As `contacts_told`, his colleagues of the same team: they talk at `colleague_rate`, or at the rate of their tie where that
    is higher.
    """
    i = tellers.person[k]
    low, high = team(people.position[i], jobs.firm, jobs.firm_start, habits.team_size)
    who = jobs.holder[low:high]
    rate = np.full(len(who), habits.colleague_rate, np.float32)
    kind = np.full(len(who), COLLEAGUE, np.uint8)
    when = np.full(len(who), -1, np.int32)
    for n in range(len(who)):
        if who[n] < 0 or who[n] == i:
            continue
        tie = find_tie(network.start, network.other, i, who[n])
        if tie >= 0 and network.rate[tie] > rate[n]:
            rate[n], kind[n] = network.rate[tie], network.kind[tie]
        alive = find(network.live, i, who[n])
        if alive >= 0 and network.live.tie[alive].rate > rate[n]:
            rate[n], kind[n] = network.live.tie[alive].rate, network.live.tie[alive].kind
        last = jobs.deadline[tellers.position[k]]
        when[n] = next_talk(seed, i, who[n], rate[n] * habits.willingness, week, last)
    return who, rate, kind, when, np.flatnonzero(when >= 0).astype(np.int32)


@njit(cache=True)
def team(position, firm, firm_start, team_size):  # type: ignore[no-untyped-def]
    """The positions low .. high-1 of the team around a position: blocks of team_size + 1 positions of the firm; none (0, 0)
    for position -1 or without teams.
    """
    if position < 0 or team_size == 0:
        return np.int64(0), np.int64(0)
    start, end = firm_start[firm[position]], firm_start[firm[position] + 1]
    low = start + (position - start) // (team_size + 1) * (team_size + 1)
    return low, min(low + team_size + 1, end)


@njit(cache=True)
def hear(seed, k, who, rate, kind, when, talked, habits, people, jobs, tellings, tellers):  # type: ignore[no-untyped-def]
    """Teller k tells who[e] in week when[e], for each e of `talked`: note it where the vacancy suits, and enter in the calendar
    those who will relay. With habits.audience above 0, only so many of those who look now are told (see
    market/rules/audience.py).
    """
    position, depth, source = tellers.position[k], tellers.depth[k], tellers.person[k]
    opened, deadline, hirer = jobs.opened[position], jobs.deadline[position], jobs.hirer[position]
    wanted, industry = jobs.firm_industry[jobs.firm[position]], people.industry
    if habits.audience > 0:
        talked = let_in(seed, opened, position, habits.audience, who, talked, people.looking)
    for e in talked:
        j = who[e]
        if j == hirer:
            continue
        if industry[j] == wanted or suits(seed, opened, j, position, habits.transferability):
            add_telling(tellings, jobs, position, j, source, CONTACT, kind[e], rate[e], depth, when[e])
        chance = relay_chance(habits.relay, habits.close_relay, rate[e])
        if when[e] < deadline and uniform(seed, Purpose.RELAY, opened, j, position) < chance:
            _plan_relay(seed, position, j, source, depth + 1, when[e] + 1, jobs, tellers)


@njit(cache=True, inline="always")
def relay_chance(relay, close_relay, rate):  # type: ignore[no-untyped-def]
    """The chance that one who heard over a tie of this contact rate, and does not look, passes it on:
    relay + close_relay (1 - exp(-rate)).
    """
    return relay if close_relay == 0 else relay + close_relay * (1.0 - np.exp(-rate))


@njit(cache=True)
def _plan_relay(seed, position, j, source, depth, week, jobs, tellers):  # type: ignore[no-untyped-def]
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


@njit(cache=True)
def credit(seed, opened, position, source):  # type: ignore[no-untyped-def]
    """Chance among those who tell the same thing in the same week: the lowest number has the credit. Depends on who tells
    and on the vacancy, never on the order of ties.

    source: the person who tells; or the number of people plus the channel, for search.
    """
    return uniform(seed, Purpose.CREDIT, opened, source, position)
