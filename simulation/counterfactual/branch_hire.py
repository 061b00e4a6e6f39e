"""The second half of the week in branches: who is hired and whose job ends, where it may differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.borrowed import borrowed
from weakties.simulation.chance import Purpose, uniform
from weakties.simulation.counterfactual.branch_news import look
from weakties.simulation.counterfactual.forecast import Forecast
from weakties.simulation.counterfactual.overlay import like, put_on, take_off, touch_person, touch_position
from weakties.simulation.kernels import Bools, Int, Int64s, Real, Records, inlined, kernel
from weakties.simulation.market.rules.hire import choose, take_job
from weakties.simulation.market.rules.pools import close_vacancy
from weakties.simulation.sorting import sort_with
from weakties.simulation.streams import VacancyStream

if TYPE_CHECKING:
    from weakties.simulation.counterfactual.overlay import Factual, Now, Overlay, Store
    from weakties.simulation.market.habits import Taste
    from weakties.simulation.market.state import Jobs, People, Tellers, Tellings

LATE = np.dtype([("person", np.int32), ("position", np.int32), ("looking", np.bool_)])
"""Somebody as he was before he was hired in the factual world."""


class Chances(NamedTuple):
    """What the end of the week depends on: see `World`."""

    on_the_job: float
    separation: float
    vouching: bool  # whether employers lean on it


class Decisions(NamedTuple):
    """What a branch decides: which of the factual decisions anew, and what is due there alone, in the order of lots."""

    pending: NDArray[np.bool_]
    extra: NDArray[np.int64]  # positions
    lots: NDArray[np.float64]


@kernel
def branches_hire(
    now: Now,
    taste: Taste,
    chances: Chances,
    store: Store,
    overlay: Overlay,
    forecast: Forecast,
    factual: Factual,
    own: tuple[Tellings, Tellers],
) -> Store:
    """Live all branches of `store` from the choice among applicants to the end of the week, before the factual world does.

    own: the pools of the branches. Returns the store, which may have grown.
    """
    overlay, forecast, factual, own = borrowed((overlay, forecast, factual, own))
    seed, week, people, jobs = now.seed, now.week, factual.people, factual.jobs
    out, begun = like(store), borrowed(store)
    pending = np.zeros(len(forecast.due), np.bool_)
    for b in range(len(store.change)):
        put_on(b, begun, overlay, people, jobs)
        look(seed, week, chances.on_the_job, overlay, people)
        decisions = _mark(now, chances.vouching, pending, overlay, forecast, people, jobs)
        late = _decide(now, taste, chances.vouching, decisions, overlay, forecast, factual, own)
        for k in range(len(late) - 1, -1, -1):
            people.position[late[k].person], people.looking[late[k].person] = (
                late[k].position,
                late[k].looking,
            )
        for n in range(overlay.touched[0]):
            i = overlay.person[n]
            p = people.position[i]
            if p >= 0 and uniform(seed, Purpose.SEPARATION, week, i) < chances.separation:
                touch_position(p, overlay, jobs)
                jobs.holder[p] = -1
                people.position[i], people.since[i] = -1, week
        out = take_off(b, out, overlay, people, jobs)
    return out


@kernel
def _mark(
    now: Now, vouching: bool, pending: Bools, overlay: Overlay, forecast: Forecast, people: People, jobs: Jobs
) -> Decisions:
    """Mark the factual decisions that may be other ones in the branch, as far as is known beforehand: those about touched
    positions, and those of which somebody touched heard, or told when vouching counts. Returns the `Decisions`.
    """
    for n in range(overlay.touched[0]):
        i = overlay.person[n]
        if vouching or people.looking[i] or overlay.looking[n]:
            _pend(i, -1.0, pending, forecast)
    extra, lots = np.empty(overlay.touched[1], np.int64), np.empty(overlay.touched[1])
    count = 0
    for n in range(overlay.touched[1]):
        p = overlay.place[n]
        if forecast.due_at[p] >= 0:
            pending[forecast.due_at[p]] = True
        elif jobs.opened[p] >= 0 and jobs.deadline[p] == now.week:
            extra[count], lots[count] = p, uniform(now.seed, Purpose.VACANCY, now.week, p, VacancyStream.LOT)
            count += 1
    extra, lots = extra[:count], lots[:count]
    sort_with(lots, extra)
    return Decisions(pending, extra, lots)


@inlined
def _pend(i: Int, after: Real, pending: Bools, forecast: Forecast) -> None:
    """Mark the decisions with a lot above `after` of which person i heard or told."""
    entry = forecast.heard[i]
    while entry >= 0:
        if forecast.lot[forecast.of[entry]] > after:
            pending[forecast.of[entry]] = True
        entry = forecast.following[entry]


@kernel
def _decide(
    now: Now,
    taste: Taste,
    vouching: bool,
    decisions: Decisions,
    overlay: Overlay,
    forecast: Forecast,
    factual: Factual,
    own: tuple[Tellings, Tellers],
) -> Records:
    """Take the marked decisions and the extra ones, in the order of their lots; who is hired by one marks others. Returns who,
    otherwise as in the factual world, had been hired before, to be put back, rows of LATE.
    """
    pending, extra, lots = decisions.pending, decisions.extra, decisions.lots
    jobs = factual.jobs
    late, count = np.empty(len(forecast.due), LATE), np.zeros(1, np.int64)
    n = m = 0
    while True:
        while n < len(pending) and not pending[n]:
            n += 1
        if n < len(pending) and (m == len(extra) or forecast.lot[n] < lots[m]):
            p, lot, at = forecast.due[n], forecast.lot[n], n
            pending[n] = False
        elif m < len(extra):
            p, lot, at = extra[m], lots[m], -1
            n = np.searchsorted(forecast.lot, lot)
            m += 1
        else:
            return late[: count[0]]
        ours = -1
        if jobs.opened[p] >= 0 and jobs.deadline[p] == now.week:
            lists = own[0] if overlay.spot[p] >= 0 else factual.tellings
            _catch_up(
                lot, vouching, jobs.first_telling[p], lists, overlay, forecast, factual.people, (late, count)
            )
            ours = choose(now.seed, taste, p, factual.people, jobs, lists)
        _differ(now.week, (p, lot, at), ours, pending, overlay, forecast, factual, own)


@kernel
def _catch_up(
    lot: Real,
    vouching: bool,
    k: Int,
    tellings: Tellings,
    overlay: Overlay,
    forecast: Forecast,
    people: People,
    put_back: tuple[Records, Int64s],
) -> None:
    """Those who know of a vacancy and are not touched, as they are when it is decided: some have been hired by then.

    k: the head of its list of tellings; put_back: (rows of LATE, how many there are).
    """
    late, count = put_back
    while k >= 0:
        for i in (tellings.listener[k], tellings.teller[k] if vouching else np.int32(-1)):
            at = forecast.hired_at[i] if i >= 0 and overlay.slot[i] < 0 else -1
            if at >= 0 and forecast.lot[at] < lot and people.position[i] != forecast.due[at]:
                row = late[count[0]]
                row.person, row.position, row.looking = i, people.position[i], people.looking[i]
                people.position[i], people.looking[i] = forecast.due[at], False
                count[0] += 1
        k = tellings.next[k]


@kernel
def _differ(
    week: Int,
    decision: tuple[Int, Real, Int],
    ours: Int,
    pending: Bools,
    overlay: Overlay,
    forecast: Forecast,
    factual: Factual,
    own: tuple[Tellings, Tellers],
) -> None:
    """Let the branch hire `ours` (-1: nobody) in the decision (p, lot, at): at position p, where the factual world decides as
    foreseen at `at` (-1: nothing).
    """
    p, lot, at = decision
    people, jobs = factual.people, factual.jobs
    decided = jobs.opened[p] >= 0 and jobs.deadline[p] == week
    theirs = forecast.winner[at] if at >= 0 else -1
    known = overlay.spot[p] >= 0
    if decided and not known and ours == theirs and (ours < 0 or overlay.slot[ours] < 0):
        return
    touch_position(p, overlay, jobs)
    if theirs >= 0:
        touch_person(theirs, overlay, people)
        if forecast.old[at] >= 0:
            touch_position(forecast.old[at], overlay, jobs)
    if ours >= 0:
        touch_person(ours, overlay, people)
        if people.position[ours] >= 0:
            touch_position(people.position[ours], overlay, jobs)
        take_job(week, ours, p, people, jobs)
    if decided and known:
        close_vacancy(jobs, own[0], own[1], p)
    elif decided:
        jobs.opened[p] = jobs.first_telling[p] = jobs.first_teller[p] = -1
    if ours != theirs:
        for i in (ours, theirs):
            if i >= 0:
                _pend(i, lot, pending, forecast)
