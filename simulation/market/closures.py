"""Firms that close: all who work there are out of work, and their positions are gone for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, uniform
from weakties.simulation.errors import UserError
from weakties.simulation.given import number
from weakties.simulation.kernels import Bools, Float64s, Int, Int64s, kernel
from weakties.simulation.market.rules.pools import NONE, close_vacancy
from weakties.simulation.market.state import CLOSED, NOBODY
from weakties.simulation.streams import FirmStream

if TYPE_CHECKING:
    from weakties.simulation.market.state import Jobs, People, Tellers, Tellings
    from weakties.simulation.market.world import World
    from weakties.simulation.ties import Ties


def firms_of(world: World, ties: Ties, firms: Any) -> NDArray[np.int64]:
    """Firms as somebody hands them over, as numbers: a list of them, by number or by the names that the network has; or a share
    of all that have not closed, drawn by chance. Whoever closes at a share closes at any larger one in that week.

    Raises UserError for a share that is none, and for a firm that is not there, stands there twice, or has closed already.
    """
    jobs = world.jobs
    there = np.unique(jobs.firm[jobs.deadline != CLOSED]).astype(np.int64)
    if isinstance(firms, (int, float, np.number)) and not isinstance(firms, bool):
        if not 0 <= float(firms) <= 1:
            raise UserError(
                f"firms = {firms}: a share of all is from 0 to 1; for firms by number give a list"
            )
        share = number("firms", firms, 0, 1)
        return np.sort(there[np.argsort(lots(world.seed, world.week, there))[: round(share * len(there))]])
    names = {str(name): n for n, name in enumerate(ties.group_names.get("firm", ()))}
    asked = np.asarray(firms, dtype=object)
    if asked.ndim != 1 or isinstance(firms, (str, dict)):
        raise UserError("firms: must be a share, as 0.1, or a list of firms, as [0, 3]")
    found = [names.get(str(one), -1) if names else one for one in asked]
    for said, one in zip(asked, found, strict=True):
        if isinstance(one, bool) or not isinstance(one, (int, np.integer)) or one not in there:
            raise UserError(f"firms: there is no firm {str(said)[:60]}, or it has closed; see `hires.firm`")
    if len(set(found)) < len(found):
        raise UserError("firms: one of them stands there twice")
    return np.sort(np.array(found, np.int64))


@kernel
def lots(seed: Int, week: Int, firms: Int64s) -> Float64s:
    """The lot of each firm in this week, float64 (firms,): those with the lowest close."""
    found = np.empty(len(firms))
    for n in range(len(firms)):
        found[n] = uniform(seed, Purpose.FIRM, week, firms[n], FirmStream.CLOSED)
    return found


def close(world: World, firms: NDArray[np.int64]) -> int:
    """These firms close now, after the last week lived; returns how many people lost their jobs."""
    return int(shut(world.week, firms, world.people, world.jobs, world.tellings, world.tellers))


@kernel
def shut(week: Int, firms: Int64s, people: People, jobs: Jobs, tellings: Tellings, tellers: Tellers) -> Int:
    """Who works in one of these firms is out of work since `week` and looks; its vacancies are withdrawn; and no position of it
    opens again. Returns how many lost their jobs.
    """
    out: Int = 0
    closing = np.zeros(len(jobs.firm_industry), np.bool_)
    for firm in firms:
        closing[firm] = True
    fall_silent(closing, jobs, tellers)
    for firm in firms:
        for p in range(jobs.firm_start[firm], jobs.firm_start[firm + 1]):
            i = jobs.holder[p]
            if i >= 0:
                jobs.holder[p] = people.position[i] = NOBODY
                people.since[i], people.looking[i] = week, True
                out += 1
            if jobs.opened[p] >= 0:
                close_vacancy(jobs, tellings, tellers, p)
            jobs.deadline[p] = CLOSED
    return out


@kernel
def fall_silent(closing: Bools, jobs: Jobs, tellers: Tellers) -> None:
    """Who was to tell of a vacancy of these firms, bool (firms,), in a week to come, is off the calendar: lists of vacancies may
    be given back only when nothing on it is theirs.
    """
    for day in range(len(tellers.calendar)):
        before, k = NONE, tellers.calendar[day]
        while k >= 0:
            following = tellers.next_in_week[k]
            if not closing[jobs.firm[tellers.position[k]]]:
                before = k
            elif before >= 0:
                tellers.next_in_week[before] = following
            else:
                tellers.calendar[day] = following
            k = following
