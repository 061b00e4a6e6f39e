"""Whom a teller tells, and when: the people he talks to before the vacancy closes. Nothing is written here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from weakties.simulation.chance import Purpose
from weakties.simulation.kernels import Float32s, Int, Int32s, Int64s, Real, UInt8s, inlined, kernel
from weakties.simulation.relations.state import find
from weakties.simulation.talk.conversation import next_talk, next_talks
from weakties.simulation.talk.live import SEASON, next_talk_of_weeks, words_of_pairs
from weakties.simulation.ties.rows import find_tie

if TYPE_CHECKING:
    from weakties.simulation.market.habits import Habits
    from weakties.simulation.market.state import Jobs, Network, People, Tellers, Tellings
    from weakties.simulation.relations.state import Live

COLLEAGUE = 2  # Kind.COLLEAGUE


@inlined
def tells(k: Int, people: People, tellers: Tellers) -> bool:
    """Whether teller k, when it is his turn, tells: nobody told him earlier after all, and he does not look himself, or hires."""
    i = tellers.person[k]
    return i >= 0 and (tellers.depth[k] == 0 or not people.looking[i])


@kernel
def contacts_told(
    seed: Int,
    week: Int,
    k: Int,
    habits: Habits,
    network: Network,
    people: People,
    jobs: Jobs,
    tellers: Tellers,
) -> tuple[Int32s, Float32s, UInt8s, Int32s, Int32s]:
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


@kernel
def living(
    seed: Int, i: Int, willingness: Real, week: Int, deadline: Int, live: Live
) -> tuple[Int32s, Float32s, UInt8s, Int32s]:
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


@kernel
def living_told(
    seed: Int,
    week: Int,
    i: Int,
    p: Int,
    habits: Habits,
    live: Live,
    people: People,
    jobs: Jobs,
    tellings: Tellings,
) -> tuple[Int32s, Float32s, UInt8s, Int32s, Int32s]:
    """Whom i tells of the vacancy at p in the season that begins: `living`, and the indices of those he has not told yet."""
    who, rate, kind, when = living(seed, i, habits.willingness, week, jobs.deadline[p], live)
    low, high = team(people.position[i], jobs.firm, jobs.firm_start, habits.team_size)
    new = np.empty(len(who), np.int32)
    count = 0
    known = told(i, p, jobs, tellings)
    for e in range(len(who)):
        if not low <= people.position[who[e]] < high and not (known == who[e]).any():
            new[count] = e
            count += 1
    return who, rate, kind, when, new[:count]


@kernel
def told(i: Int, position: Int, jobs: Jobs, tellings: Tellings) -> Int32s:
    """Whom i has told of the vacancy."""
    k, many = jobs.first_telling[position], 0
    while k >= 0:
        many += tellings.teller[k] == i
        k = tellings.next[k]
    whom = np.empty(many, np.int32)
    k = jobs.first_telling[position]
    while k >= 0:
        if tellings.teller[k] == i:
            many -= 1
            whom[many] = tellings.listener[k]
        k = tellings.next[k]
    return whom


@kernel
def colleagues_told(
    seed: Int,
    week: Int,
    k: Int,
    habits: Habits,
    network: Network,
    people: People,
    jobs: Jobs,
    tellers: Tellers,
) -> tuple[Int32s, Float32s, UInt8s, Int32s, Int32s]:
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


@kernel
def team(position: Int, firm: Int32s, firm_start: Int64s, team_size: Int) -> tuple[Int, Int]:
    """The positions low .. high-1 of the team around a position: blocks of team_size + 1 positions of the firm; none (0, 0)
    for position -1 or without teams.
    """
    if position < 0 or team_size == 0:
        return np.int64(0), np.int64(0)
    start, end = firm_start[firm[position]], firm_start[firm[position] + 1]
    low = start + (position - start) // (team_size + 1) * (team_size + 1)
    return low, min(low + team_size + 1, end)
