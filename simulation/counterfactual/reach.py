"""What a change of one tie can reach at once, the tellings over it that would be other ones; and who tells, to find what else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, uniform
from weakties.simulation.counterfactual.overlay import with_rows
from weakties.simulation.kernels import Bool, Int, Int64s, Real, Records, inlined, kernel
from weakties.simulation.market.rules.declared import looked_at
from weakties.simulation.market.rules.hearing import relay_chance
from weakties.simulation.market.rules.looking import suits
from weakties.simulation.market.rules.who_is_told import tells
from weakties.simulation.talk.conversation import next_talk

if TYPE_CHECKING:
    from weakties.simulation.market.habits import Habits
    from weakties.simulation.market.state import Jobs, People, Tellers

TRIGGER = np.dtype([("change", np.int64), ("position", np.int64)])
"""A change makes somebody tell otherwise of the vacancy at a position."""


class Matters(NamedTuple):
    """What the rules at work look at beyond who talks with whom when, so that a difference in it may go on (rules/declared.py).

    rate     the contact rate at which somebody was told
    teller   who told an applicant, and where that one works
    rivals   who looks of those whom a teller may tell
    company  who works in a firm that opens a vacancy
    """

    rate: bool
    teller: bool
    rivals: bool
    company: bool


def matters(numbers: Mapping[str, Any]) -> Matters:
    """What matters in a market of these numbers."""
    read = looked_at(numbers)
    return Matters(
        rate=any(column == "contact_rate" for _, column in read),
        teller=("before_hiring", "teller") in read,
        rivals=("on_telling", "looking") in read,
        company=("before_talk", "holder") in read,
    )


@kernel
def differing_tellers(
    seed: Int,
    week: Int,
    last: Int,
    habits: Habits,
    matters: Matters,
    changes: tuple[NDArray[Any], ...],
    people: People,
    jobs: Jobs,
    tellers: Tellers,
) -> Records:
    """Who begins to tell this week, and would tell otherwise over a tie that changes: rows of TRIGGER.

    Vacancies that end after week `last` are left out. Call it before they tell. Tellings differ when the first conversation of
    the two falls in another week at the other contact rate. Whether a vacancy suits the listener and whether he would relay
    depend on the two alone, so what neither suits nor is relayed makes no difference in any world; unless listeners are rivals,
    where it may keep another from it.

    changes: (start, other, change, before, after): rows by person of the ties that change, with their contact rates; matters:
    where contact rates do beyond conversations (vouching, relaying by close ties), a telling counts as different whenever the
    rate is. Where in doubt it differs: that costs time and no exactness.
    """
    start, other, change, before, after = changes
    found = np.empty(16, TRIGGER)
    count = 0
    k = tellers.calendar[week % len(tellers.calendar)]
    while k >= 0:
        i, p = tellers.person[k], tellers.position[k]
        deadline = jobs.deadline[p]
        if deadline <= last and tells(k, people, tellers):
            for e in range(start[i], start[i + 1]):
                r, s = before[e], after[e]
                if not _differs(seed, i, other[e], r, s, matters.rate, habits, week, deadline):
                    continue
                if not matters.rivals and not _concerns(seed, other[e], p, max(r, s), habits, people, jobs):
                    continue
                if count == len(found):
                    found = with_rows(found, count + 1)
                found[count].change, found[count].position = change[e], p
                count += 1
        k = tellers.next_in_week[k]
    return found[:count]


@inlined
def _differs(
    seed: Int, i: Int, j: Int, r: Real, s: Real, careful: bool, habits: Habits, first: Int, last: Int
) -> bool:
    """Whether i, from week `first` to `last`, tells j in other weeks, or at another rate, at contact rate s than at r."""
    w, floor = habits.willingness, habits.colleague_rate
    old, new = next_talk(seed, i, j, r * w, first, last), next_talk(seed, i, j, s * w, first, last)
    if (
        old == new and max(r, s) > floor
    ):  # the two may be colleagues, who talk at their rate if that is higher
        old = next_talk(seed, i, j, max(r, floor) * w, first, last)
        new = next_talk(seed, i, j, max(s, floor) * w, first, last)
    return old != new or (careful and old >= 0 and r != s)


@inlined
def _concerns(seed: Int, j: Int, p: Int, rate: Real, habits: Habits, people: People, jobs: Jobs) -> Bool:
    """Whether the vacancy at p suits j, or he would relay it."""
    if j == jobs.hirer[p]:
        return False
    chance = relay_chance(habits.relay, habits.close_relay, rate)
    if uniform(seed, Purpose.RELAY, jobs.opened[p], j, p) < chance:
        return True
    wanted = jobs.firm_industry[jobs.firm[p]]
    return people.industry[j] == wanted or suits(seed, jobs.opened[p], j, p, habits.transferability)


class Telling(NamedTuple):
    """Those who begin to tell this week in the factual world, by person: a chain of entries from head[person]; -1 ends it."""

    head: NDArray[np.int64]  # (people,)
    following: NDArray[np.int64]  # (entries,)
    position: NDArray[np.int64]


@kernel
def who_tells(week: Int, last: Int, head: Int64s, jobs: Jobs, tellers: Tellers) -> tuple[Telling, Int64s]:
    """The `Telling` of a week in which nobody has told yet, but for vacancies that end after week `last`, and the person of each
    entry. head: all -1, to be made so again.
    """
    count, k = 0, tellers.calendar[week % len(tellers.calendar)]
    while k >= 0:
        count += 1
        k = tellers.next_in_week[k]
    following, position, person = (
        np.empty(count, np.int64),
        np.empty(count, np.int64),
        np.empty(count, np.int64),
    )
    n, k = 0, tellers.calendar[week % len(tellers.calendar)]
    while k >= 0:
        i = tellers.person[k]
        if i >= 0 and jobs.deadline[tellers.position[k]] <= last:
            following[n], position[n], person[n] = head[i], tellers.position[k], i
            head[i] = n
            n += 1
        k = tellers.next_in_week[k]
    return Telling(head, following, position), person[:n]
