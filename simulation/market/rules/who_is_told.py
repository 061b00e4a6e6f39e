"""Whom a teller tells, and when: the people he talks to before the vacancy closes. Nothing is written here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose
from weakties.simulation.kernels import Bools, Int, Int32s, Int64s, Real, inlined, kernel
from weakties.simulation.market.rules.staying import not_kept, stay_below, stays
from weakties.simulation.relations.state import find
from weakties.simulation.talk.conversation import next_talk, next_talks, places_of, words_of_pairs
from weakties.simulation.talk.known_talks import holds, read_talks
from weakties.simulation.talk.live import SEASON, next_talk_of_weeks
from weakties.simulation.ties.rows import find_tie

if TYPE_CHECKING:
    from weakties.simulation.market.habits import Habits
    from weakties.simulation.market.state import Jobs, Network, People, Tellers, Tellings
    from weakties.simulation.relations.state import Live

COLLEAGUE = 2  # Kind.COLLEAGUE


class Talks(NamedTuple):
    """People whom a teller may tell, one entry each."""

    who: NDArray[np.int32]
    rate: NDArray[np.float32]  # at which the two talk
    kind: NDArray[np.uint8]  # of their tie
    when: NDArray[np.int32]  # the week of their first talk; -1: none in time


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
) -> tuple[Talks, Int32s]:
    """Whom teller k tells, of those he is tied to but no team-mates: their talks, and the indices of those whom he tells."""
    i, deadline = tellers.person[k], jobs.deadline[tellers.position[k]]
    first, last = network.start[i], network.start[i + 1]
    others, rates, kinds = network.other[first:last], network.rate[first:last], network.kind[first:last]
    then, few = np.empty(len(others), np.int32), np.empty(len(others), np.int32)
    if holds(network.known, habits.willingness, week, deadline):
        talking = read_talks(network.known, i, week, deadline, few, then)
    else:
        next_talks(seed, i, others, rates, stay_below(network.live), habits.willingness, week, deadline, then)
        talking = places_of(then >= 0, few)
    few = not_kept(i, others, few[:talking], network.live, network.past)
    many = len(few)
    talks = room_for(many + living_room(i, network.live))
    who, rate, kind, when = talks  # columns once, here and below: their references are counted
    for n in range(many):
        e = few[n]
        who[n], rate[n], kind[n], when[n] = others[e], rates[e], kinds[e], then[e]
    end = living(seed, i, habits.willingness, week, deadline, network.live, talks, many)
    low, high = team(people.position[i], jobs.firm, jobs.firm_start, habits.team_size)
    told, count, position = np.empty(end, np.int32), 0, people.position
    for e in range(end):
        if not low <= position[who[e]] < high:
            told[count] = e
            count += 1
    return talks, told[:count]


@inlined
def room_for(count: Int) -> Talks:
    """Room for so many talks."""
    who, when = np.empty(count, np.int32), np.empty(count, np.int32)
    return Talks(who, np.empty(count, np.float32), np.empty(count, np.uint8), when)


@kernel
def living_room(i: Int, live: Live | None) -> Int:
    """The most ties of person i that live and talk in a season."""
    if live is None:
        return 0
    return live.on[i]


@kernel
def living(
    seed: Int,
    i: Int,
    willingness: Real,
    week: Int,
    deadline: Int,
    live: Live | None,
    talks: Talks,
    begin: Int,
) -> Int:
    """Person i's ties that live and talk from `week` to the end of the season, or the deadline if that is sooner, and the week of
    the first talk: written into `talks` from place `begin` on. Returns the place after the last.
    """
    if live is None:
        return begin
    last = min(deadline, week // SEASON * SEASON + SEASON - 1)
    room, count, ties = live.on[i], begin, live.tie
    others = live.other[live.start[i] : live.start[i] + room]
    lot = np.empty((4, room), np.uint32)
    words_of_pairs(seed, Purpose.SEASON_TALK, week // SEASON, i, others, lot)
    who, rate, kind, when = talks
    for n in range(room):
        tie = ties[live.start[i] + n]
        four = (lot[0, n], lot[1, n], lot[2, n], lot[3, n])
        then = next_talk_of_weeks(tie.rate * willingness, four, week, last)
        if then >= 0:
            who[count], rate[count] = others[n], tie.rate
            kind[count], when[count] = tie.kind, then
            count += 1
    return count


@kernel
def living_told(
    seed: Int,
    week: Int,
    i: Int,
    p: Int,
    habits: Habits,
    live: Live | None,
    people: People,
    jobs: Jobs,
    told: tuple[Int32s, Int32s],
) -> tuple[Talks, Int32s]:
    """Whom i tells of the vacancy at p in the season that begins: `living`, and the indices of those he has not told yet.

    told: who told whom of it (`told_of`), by him at the least.
    """
    talks = room_for(living_room(i, live))
    end = living(seed, i, habits.willingness, week, jobs.deadline[p], live, talks, np.int64(0))
    low, high = team(people.position[i], jobs.firm, jobs.firm_start, habits.team_size)
    new, count, who, position = np.empty(end, np.int32), 0, talks.who, people.position
    known = told_before(i, who[:end], told)
    for e in range(end):
        if not low <= position[who[e]] < high and not known[e]:
            new[count] = e
            count += 1
    return talks, new[:count]


@kernel
def told_of(position: Int, jobs: Jobs, tellings: Tellings) -> tuple[Int32s, Int32s]:
    """(tellers, listeners), int32 each: who has told whom of the vacancy."""
    teller, listener, following = tellings.teller, tellings.listener, tellings.next
    count, k = 0, jobs.first_telling[position]
    while k >= 0:
        count, k = count + 1, following[k]
    who, whom = np.empty(count, np.int32), np.empty(count, np.int32)
    count, k = 0, jobs.first_telling[position]
    while k >= 0:
        who[count], whom[count] = teller[k], listener[k]
        count, k = count + 1, following[k]
    return who, whom


@kernel
def told_before(i: Int, who: Int32s, told: tuple[Int32s, Int32s]) -> Bools:
    """Which of `who` i has told, bool (who,)."""
    known, (teller, listener) = np.zeros(len(who), np.bool_), told
    for n in range(len(teller)):
        if teller[n] == i:
            for e in range(len(who)):
                known[e] |= who[e] == listener[n]
    return known


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
) -> tuple[Talks, Int32s]:
    """As `contacts_told`, his colleagues of the same team: they talk at `colleague_rate`, or at the rate of their tie where that
    is higher.
    """
    i, last = tellers.person[k], jobs.deadline[tellers.position[k]]
    low, high = team(people.position[i], jobs.firm, jobs.firm_start, habits.team_size)
    mates = jobs.holder[low:high]
    talks = room_for(len(mates))
    told, count = np.empty(len(mates), np.int32), 0
    for n in range(len(mates)):
        j = mates[n]
        talks.who[n], talks.rate[n], talks.kind[n] = j, habits.colleague_rate, COLLEAGUE
        if j < 0 or j == i:
            continue
        if habits.colleague_rate < stay_below(network.live):  # else no tie that stays is at a higher rate
            fixed_rate(i, j, network, talks, n)
        living_rate(i, j, network.live, talks, n)
        talks.when[n] = next_talk(seed, i, j, talks.rate[n] * habits.willingness, week, last)
        if talks.when[n] >= 0:
            told[count] = n
            count += 1
    return talks, told[:count]


@kernel
def fixed_rate(i: Int, j: Int, network: Network, talks: Talks, n: Int) -> None:
    """Where i and j have a tie that stays, at a higher rate than that of talk n: it is the rate of that talk."""
    tie = find_tie(network.start, network.other, i, j)
    if (
        tie >= 0
        and network.rate[tie] > talks.rate[n]
        and stays(network.rate[tie], i, j, network.live, network.past)
    ):
        talks.rate[n], talks.kind[n] = network.rate[tie], network.kind[tie]


@kernel
def living_rate(i: Int, j: Int, live: Live | None, talks: Talks, n: Int) -> None:
    """Where i and j have a tie that lives, at a higher rate than that of talk n: it is the rate of that talk."""
    if live is None:
        return
    alive = find(live, i, j)
    if alive >= 0 and live.tie[alive].rate > talks.rate[n]:
        talks.rate[n], talks.kind[n] = live.tie[alive].rate, live.tie[alive].kind


@inlined
def team(position: Int, firm: Int32s, firm_start: Int64s, team_size: Int) -> tuple[Int, Int]:
    """The positions low .. high-1 of the team around a position: blocks of team_size + 1 positions of the firm; none (0, 0)
    for position -1 or without teams.
    """
    if position < 0 or team_size == 0:
        return np.int64(0), np.int64(0)
    start, end = firm_start[firm[position]], firm_start[firm[position] + 1]
    low = start + (position - start) // (team_size + 1) * (team_size + 1)
    return low, min(low + team_size + 1, end)
