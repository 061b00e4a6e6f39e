"""What a change of one tie can reach: the tellings that differ, and whether anything came of them."""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.chance import Purpose, normal, uniform
from simulation.rules.conversation import next_talk
from simulation.rules.looking import suits

COLUMNS = 8  # of an event: change, position, listener, opened, from, due, told before and after (0..3), relay from (0: none)


@njit(cache=True)
def differing_tellings(seed, week, habits, careful, changes, people, jobs, tellers):  # type: ignore[no-untyped-def]
    """The tellings about vacancies due this week that changes of one tie would make, unmake or move: int64 (events, COLUMNS).

    Call it before the choice among applicants, while the lists of those who told are whole. A telling differs when the first
    conversation of the two after the teller knew falls in another week at the other contact rate. Whether it suits the listener
    and whether he would relay depend on the vacancy and on him alone, so what neither suits nor is relayed makes no
    difference in any world.

    changes: (start, other, change, before, after): rows by person of the ties that change, with their contact rates; careful:
    whether contact rates matter beyond conversations (vouching, relaying by close ties): then a telling counts as different
    whenever the rate is.
    """
    start, other, change, before, after = changes
    events = np.empty((16, COLUMNS), np.int64)
    count = 0
    for p in range(len(jobs.opened)):
        if jobs.opened[p] < 0 or jobs.deadline[p] != week:
            continue
        wanted, opened = jobs.firm_industry[jobs.firm[p]], jobs.opened[p]
        m = jobs.first_teller[p]
        while m >= 0:
            i, since = tellers.person[m], tellers.week[m]
            m = tellers.next_of_vacancy[m]
            if i < 0:
                continue
            for e in range(start[i], start[i + 1]):
                j = other[e]
                if j == jobs.hirer[p]:
                    continue
                r, s = before[e], after[e]
                old, new = _talks(seed, i, j, r, s, habits, since, week)
                highest = max(r, s)
                if old == new and highest > habits.colleague_rate:
                    floor = habits.colleague_rate
                    old, new = _talks(seed, i, j, max(r, floor), max(s, floor), habits, since, week)
                if old == new and not (careful and old >= 0):
                    continue
                first = min(old, new) if min(old, new) >= 0 else max(old, new)
                chance = habits.relay + habits.close_relay * (1.0 - np.exp(-highest))
                passed = first < week and uniform(seed, Purpose.RELAY, opened, j, p) < chance
                fits = people.industry[j] == wanted or suits(seed, opened, j, p, habits.transferability)
                if not (fits or passed):
                    continue
                if count == len(events):
                    events = np.concatenate((events, np.empty_like(events)))
                told = (old >= 0) + 2 * (new >= 0) if fits else 0
                events[count, 0], events[count, 1], events[count, 2], events[count, 3] = (
                    change[e],
                    p,
                    j,
                    opened,
                )
                events[count, 4], events[count, 5], events[count, 6] = since, week, told
                events[count, 7] = first + 1 if passed else 0
                count += 1
    return events[:count]


@njit(cache=True, inline="always")
def _talks(seed, i, j, r, s, habits, since, week):  # type: ignore[no-untyped-def]
    """The first week from `since` to `week` in which i and j talk, at contact rates r and s; -1 for none."""
    w = habits.willingness
    return next_talk(seed, i, j, r * w, since, week), next_talk(seed, i, j, s * w, since, week)


@njit(cache=True)
def mattered(seed, events, looked, careful, ability_weight, people, jobs):  # type: ignore[no-untyped-def]
    """Whether an event may have changed who was hired, bool (events,). Call it right after the choice among applicants.

    A telling taken away matters when its listener was hired. One added matters when its listener looked and ranks above who was
    hired, or nobody was. When in doubt it matters: that costs time and no exactness.

    looked: bool (events,), whether the listener looked before the choice; careful: as above, then whoever looked counts.
    """
    matters = np.zeros(len(events), np.bool_)
    for n in range(len(events)):
        p, j, opened, told = events[n, 1], events[n, 2], events[n, 3], events[n, 6]
        if told == 0:
            continue
        hired = jobs.holder[p]
        if careful:
            matters[n] = looked[n]
        elif told == 1:
            matters[n] = hired == j
        elif told == 2 and looked[n]:
            matters[n] = hired < 0 or _rank(seed, ability_weight, opened, j, p, people) >= _rank(
                seed, ability_weight, opened, hired, p, people
            )
    return matters


@njit(cache=True)
def _rank(seed, ability_weight, opened, j, p, people):  # type: ignore[no-untyped-def]
    return ability_weight * people.ability[j] + normal(seed, Purpose.APPLICANT, opened, j, p)
