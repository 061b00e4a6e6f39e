"""What a market shows mechanisms of one's own, and where they act in its week."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.simulation.errors import UserError
from weakties.simulation.market.rules.leads import (
    Found,
    come_across,
    find_begun,
    find_candidates,
    find_resumed,
    room_for,
    tell,
    who_talks,
)
from weakties.simulation.market.state import DIRECT, FORMAL, NOBODY
from weakties.simulation.market.trusted import add_vouching
from weakties.simulation.mechanisms.mechanism import HOOKS
from weakties.simulation.mechanisms.now import Scene, Stage

if TYPE_CHECKING:
    from weakties.simulation.market.world import World

SEARCH = {"formal": FORMAL, "direct": DIRECT}


class Leads(NamedTuple):
    """Leads about to be told, one entry each: what `on_telling` of a market is given. All read-only."""

    teller: NDArray[np.int32]
    listener: NDArray[np.int32]
    vacancy: NDArray[np.int32]  # the position that is vacant
    opened: NDArray[np.int32]  # the week in which the vacancy opened
    firm: NDArray[np.int32]  # whose vacancy it is
    week: NDArray[np.int32]  # when the two talk: this week or later, before the deadline
    contact_rate: NDArray[np.float32]
    steps: NDArray[np.int16]  # between the one who hires and the teller


class Candidates(NamedTuple):
    """Who would apply for the vacancies that end this week, one entry a person and vacancy; given to `before_hiring`."""

    person: NDArray[np.int32]
    vacancy: NDArray[np.int32]
    opened: NDArray[np.int32]
    firm: NDArray[np.int32]


def _firm(world: World) -> NDArray[np.int32]:
    """The firm that each person works for; -1 out of work."""
    position = world.people.position
    return np.where(position >= 0, world.jobs.firm[position], np.int32(NOBODY))


def _industry_of(world: World) -> NDArray[np.int32]:
    """The industry of each position."""
    return world.jobs.firm_industry[world.jobs.firm]


COLUMNS: dict[str, Callable[[World], NDArray[Any]]] = {
    "position": attrgetter("people.position"),
    "firm": _firm,
    "industry": attrgetter("people.industry"),
    "ability": attrgetter("people.ability"),
    "since": attrgetter("people.since"),
    "hired": attrgetter("people.hired"),
    "looking": attrgetter("people.looking"),
    "holder": attrgetter("jobs.holder"),
    "opened": attrgetter("jobs.opened"),
    "deadline": attrgetter("jobs.deadline"),
    "firm_of": attrgetter("jobs.firm"),
    "industry_of": _industry_of,
}
STAGE = Stage("a job market", tuple(COLUMNS), ("looking", "ability", "tellings"), HOOKS)


def scene(world: World) -> Scene:
    """The present week of a market. Columns, (people,) each:

    position, firm        the job held and the firm it is in; -1 out of work
    industry, ability     lasting
    since, hired          the week in which the present job or time out of work began; that of the last hire
    looking               whether one looks for a job this week

    and (positions,) each, of which one is a job, filled or not:

    holder                who has it; -1 nobody
    opened, deadline      when its vacancy opened, and the week at whose end it is decided; opened is -1 where there is none
    firm_of, industry_of  the firm and the industry of the position

    looking (until the next week begins) and ability can be written. `now.talks(people)` says who talks with whom over a tie this
    week, two arrays; `now.tell(people, vacancies)` (declared as "tellings") lets each of these people come across the vacancy
    beside him, a position, this week: by way of "formal" search unless channel="direct"; whom it does not suit does not note it.
    """
    columns = {name: partial(column, world) for name, column in COLUMNS.items()}
    actions: dict[str, Callable[..., Any]] = {"tell": partial(_tell, world), "talks": partial(_talks, world)}
    return Scene(STAGE, world.week, world.seed, world.ties, columns, actions)


def talk_as_allowed(world: World) -> None:
    """The talk of a week (`talk`), of which mechanisms let by what they will."""
    state = (world.people, world.jobs, world.tellers)
    _tell_allowed(world, partial(find_begun, world.seed, world.week, world._habits, world._network, *state))
    world.tellers.calendar[world.week % len(world.tellers.calendar)] = NOBODY


def resume_as_allowed(world: World) -> None:
    """The same where a season begins (`resume`)."""
    state, living = (world.people, world.jobs, world.tellings, world.tellers), world._network.live
    assert living is not None
    _tell_allowed(world, partial(find_resumed, world.seed, world.week, world._habits, living, *state))


def _tell_allowed(world: World, find: Callable[[Found], int]) -> None:
    found = room_for(world.leads_room)
    if (count := find(found)) > len(found.entry):
        world.leads_room = count + count // 4
        found = room_for(count)
        find(found)
    found = Found._make(column[:count] for column in found)
    leads, trust = _leads(world, found), world.trust
    allowed = world.own.allowed(scene(world), leads)
    if trust is not None and world.relations is not None:
        allowed = trust.passed(world.relations, leads, allowed)
    world._make_room(count, count)
    tell(world.seed, found, allowed, world._habits, world.people, world.jobs, world.tellings, world.tellers)


def _leads(world: World, found: Found) -> Leads:
    tellers, jobs = world.tellers, world.jobs
    vacancy = tellers.position[found.entry]
    teller, steps = tellers.person[found.entry], tellers.depth[found.entry]
    when, rate = found.week.view(), found.contact_rate.view()
    leads: tuple[NDArray[Any], ...] = (
        teller,
        found.listener.view(),
        vacancy,
        jobs.opened[vacancy],
        jobs.firm[vacancy],
        when,
        rate,
        steps,
    )
    return Leads._make(map(_sealed, leads))


def favours(world: World, due: NDArray[np.int64], most: int) -> NDArray[np.float64]:
    """What mechanisms add to the rank of whoever was told, by place in the pool of tellings; `most`: tellings of those `due`."""
    telling, person, position = np.empty(most, np.int64), np.empty(most, np.int32), np.empty(most, np.int32)
    count = find_candidates(due, world.people, world.jobs, world.tellings, telling, person, position)
    pairs = position[:count].astype(np.int64) << 32 | person[:count]
    once, of_pair = np.unique(pairs, return_inverse=True)
    vacancy = (once >> 32).astype(np.int32)
    columns = (
        (once & 0xFFFFFFFF).astype(np.int32),
        vacancy,
        world.jobs.opened[vacancy],
        world.jobs.firm[vacancy],
    )
    favour = np.zeros(len(world.tellings.next))
    favour[telling[:count]] = world.own.favour(scene(world), Candidates._make(map(_sealed, columns)))[
        of_pair.ravel()
    ]
    add_vouching(world, (telling[:count], person[:count], position[:count]), favour)
    return favour


def _sealed(column: NDArray[Any]) -> NDArray[Any]:
    column.flags.writeable = False
    return column


def _talks(world: World, people: ArrayLike) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Who of these people talks with whom this week: two arrays, one entry a pair and direction asked for."""
    who, whom = np.empty(1 << 12, np.int32), np.empty(1 << 12, np.int32)
    asked = numbers("talks", people, world.ties.people)
    given = (world.seed, world.week, world._network, asked)
    if (count := who_talks(*given, who, whom)) > len(who):
        who, whom = np.empty(count, np.int32), np.empty(count, np.int32)
        who_talks(*given, who, whom)
    return who[:count], whom[:count]


def _tell(world: World, people: ArrayLike, vacancies: ArrayLike, channel: str = "formal") -> None:
    """Each of these people comes across the vacancy beside him, this week."""
    if channel not in SEARCH:
        raise UserError(f"tell: channel = {channel!r}; must be formal or direct")
    jobs, told = world.jobs, numbers("tell", people, world.ties.people)
    positions = numbers("tell", vacancies, len(jobs.opened))
    if len(told) != len(positions):
        raise UserError(
            f"tell: {len(told)} people and {len(positions)} vacancies; there must be one for each"
        )
    if (jobs.opened[positions] < 0).any():
        shut = positions[np.argmax(jobs.opened[positions] < 0)]
        raise UserError(
            f"tell: there is no vacancy at position {shut}; vacancies are where now.opened is 0 or more"
        )
    world._make_room(len(told), 0)
    given = (world.seed, world.week, SEARCH[channel], world._habits.transferability)
    come_across(*given, told, positions, world.people, jobs, world.tellings)


def numbers(what: str, given: ArrayLike, among: int) -> NDArray[np.int64]:
    """Numbers of people or positions as an array. Raises UserError for what is none of them."""
    array = np.atleast_1d(np.asarray(given))
    if array.size and not np.issubdtype(array.dtype, np.integer):
        raise UserError(
            f"{what}: people and vacancies are whole numbers; np.flatnonzero finds those of a mask"
        )
    if array.ndim != 1 or (array.size and (array.min() < 0 or array.max() >= among)):
        raise UserError(f"{what}: numbers must lie in 0 to {among - 1}, in one row")
    return array.astype(np.int64)
