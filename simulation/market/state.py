"""The state of the labour market: one array per attribute, in a few named tuples that kernels take whole."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, generator
from weakties.simulation.networks.workplaces import Workplace, industries_of_firms
from weakties.simulation.relations.past import Past
from weakties.simulation.relations.relations import Relations
from weakties.simulation.relations.state import Live
from weakties.simulation.streams import FirmStream, WorkerStream
from weakties.simulation.talk.known_talks import NOTHING, KnownTalks

NOBODY = -1
NEVER = -(2**30)  # a week before any other
CALENDAR = 1024  # weeks ahead that the calendar of relays reaches; no vacancy lives longer
CLOSED = -2  # the deadline of a position whose firm has closed: it opens no more
SPELL = 26  # weeks of a spell of search on the job


class People(NamedTuple):
    """One entry a person, shape (people,)."""

    position: NDArray[np.int32]  # the job held; NOBODY when out of work
    industry: NDArray[np.int32]
    ability: NDArray[np.float32]  # standard normal, lasting
    since: NDArray[np.int32]  # week in which the present job or time out of work began
    hired: NDArray[np.int32]  # week of the last hire; NEVER
    offset: NDArray[np.int32]  # when spells of search on the job begin, 0 .. SPELL-1
    looking: NDArray[np.bool_]  # whether they look for a job this week


class Jobs(NamedTuple):
    """One entry a position (a job, filled or not), shape (positions,), sorted by firm. A position has one vacancy at most."""

    firm: NDArray[np.int32]
    holder: NDArray[np.int32]  # NOBODY when vacant
    opened: NDArray[np.int32]  # week in which its vacancy opened; NOBODY while there is none
    deadline: NDArray[np.int32]  # week at whose end one of those who applied is hired; CLOSED
    hirer: NDArray[np.int32]  # the one who hires
    first_telling: NDArray[np.int64]  # head of the list of tellings; NOBODY
    first_teller: NDArray[np.int64]  # head of the list of those who pass the lead on; NOBODY
    firm_start: NDArray[np.int64]  # (firms + 1,)
    firm_industry: NDArray[np.int32]  # (firms,)


class Tellings(NamedTuple):
    """A pool of tellings: somebody heard of a vacancy, from whom or how, and when. Lists run through `next`.

    free[0] is the head of the list of unused entries, free[1] how many there are.
    """

    listener: NDArray[np.int32]
    teller: NDArray[np.int32]  # NOBODY for formal and direct search
    channel: NDArray[np.uint8]
    kind: NDArray[np.uint8]
    contact_rate: NDArray[np.float32]
    steps: NDArray[np.int16]
    week: NDArray[np.int32]
    next: NDArray[np.int64]
    free: NDArray[np.int64]


class Tellers(NamedTuple):
    """A pool of people who pass a lead on: the one who hires, and those who relay. In two lists each: by week and by vacancy."""

    person: NDArray[np.int32]  # NOBODY where somebody told him earlier after all
    source: NDArray[np.int32]  # who told him; NOBODY for the one who hires
    position: NDArray[np.int32]  # the vacancy
    depth: NDArray[np.int16]  # steps between the one who hires and him
    week: NDArray[np.int32]  # from when on he tells
    next_in_week: NDArray[np.int64]
    next_of_vacancy: NDArray[np.int64]
    calendar: NDArray[np.int64]  # (CALENDAR,) head of the list of each week
    free: NDArray[np.int64]


class Network(NamedTuple):
    """Who talks to whom: ties at fixed contact rates, and ties that live (relations/state.py).

    Where relations are off `live` is None, and kernels are compiled without what they would do with ties that live.
    """

    start: NDArray[np.int64]  # (people + 1,) the row of person i is start[i]:start[i + 1]
    other: NDArray[np.int32]
    rate: NDArray[np.float32]  # conversations per week; where ties live, only of those that stay (`stays`)
    kind: NDArray[np.uint8]
    live: Live | None
    past: Past | None
    known: KnownTalks = NOTHING  # talks at fixed rates that are known already


def network_in(relations: Relations) -> Network:
    """The network of a market in which ties live, as it is now."""
    return Network(*relations.frozen, relations.live, relations.past, relations.known_talks)


Pool = TypeVar("Pool", Tellings, Tellers)
CONTACT, FORMAL, DIRECT = 0, 1, 2
CHANNELS = ("contact", "formal", "direct")


def new_people(work: Workplace, seed: int) -> People:
    """Everybody out of work, with lasting traits drawn."""
    n = len(work.firm)
    rng = generator(seed, Purpose.WORKER, WorkerStream.TRAITS)
    return People(
        position=np.full(n, NOBODY, np.int32),
        industry=work.industry.astype(np.int32),
        ability=rng.standard_normal(n, dtype=np.float32),
        since=np.zeros(n, np.int32),
        hired=np.full(n, NEVER, np.int32),
        offset=rng.integers(0, SPELL, n).astype(np.int32),
        looking=np.ones(n, np.bool_),
    )


def new_jobs(work: Workplace, positions: float, seed: int) -> Jobs:
    """`positions` jobs a worker, over the firms in proportion to the people who belong to them; all vacant.

    People without a firm count as workers: there are jobs for them, too, in the firms of the others.
    """
    placed = work.firm[work.firm >= 0]
    n, firms = len(placed), int(placed.max(initial=0)) + 1
    slots = np.bincount(placed, minlength=firms)
    change = round(positions * len(work.firm)) - n
    rng = generator(seed, Purpose.FIRM, FirmStream.POSITIONS)
    if change:
        extra = rng.choice(placed, abs(change), replace=change > n)
        slots = np.maximum(slots + np.sign(change) * np.bincount(extra, minlength=firms), 0)
    firm = np.repeat(np.arange(firms, dtype=np.int32), slots)
    industry = industries_of_firms(work)
    nobody = np.full(len(firm), NOBODY, np.int32)
    none = np.full(len(firm), NOBODY, np.int64)
    start = np.concatenate([[0], np.cumsum(slots)]).astype(np.int64)
    return Jobs(firm, nobody, nobody.copy(), nobody.copy(), nobody.copy(), none, none.copy(), start, industry)


def fill_jobs(people: People, jobs: Jobs, work: Workplace, out: float, seed: int) -> None:
    """People start in their firm's positions, as far as there are any, but for the share `out`, who are out of work."""
    rng = generator(seed, Purpose.WORKER, WorkerStream.START)
    at_work = rng.random(len(work.firm)) >= out
    order = np.argsort(work.firm, kind="stable")
    order = order[at_work[order] & (work.firm[order] >= 0)]
    firm = work.firm[order]
    rank = np.arange(len(firm)) - np.searchsorted(firm, firm)
    position = jobs.firm_start[firm] + rank
    fits = position < jobs.firm_start[firm + 1]
    people.position[order[fits]] = position[fits]
    jobs.holder[position[fits]] = order[fits]


def new_tellings(capacity: int) -> Tellings:
    """An empty pool of tellings."""
    return Tellings(
        listener=np.zeros(capacity, np.int32),
        teller=np.zeros(capacity, np.int32),
        channel=np.zeros(capacity, np.uint8),
        kind=np.zeros(capacity, np.uint8),
        contact_rate=np.zeros(capacity, np.float32),
        steps=np.zeros(capacity, np.int16),
        week=np.zeros(capacity, np.int32),
        next=_chain(1, capacity, NOBODY),
        free=np.array([0, capacity]),
    )


def new_tellers(capacity: int) -> Tellers:
    """An empty pool of tellers."""
    return Tellers(
        person=np.zeros(capacity, np.int32),
        source=np.zeros(capacity, np.int32),
        position=np.zeros(capacity, np.int32),
        depth=np.zeros(capacity, np.int16),
        week=np.zeros(capacity, np.int32),
        next_in_week=_chain(1, capacity, NOBODY),
        next_of_vacancy=np.full(capacity, NOBODY, np.int64),
        calendar=np.full(CALENDAR, NOBODY, np.int64),
        free=np.array([0, capacity]),
    )


def _chain(first: int, end: int, last: int) -> NDArray[np.int64]:
    """Links first, first + 1, ..., end - 1, and then `last`."""
    return np.append(np.arange(first, end, dtype=np.int64), last)


def with_room(pool: Pool, room: int) -> Pool:
    """The pool with at least `room` unused entries: itself where it has them, else a longer one; entries keep their places.

    A pool grows by a quarter at least, so that it is seldom copied, and by no more than that or what is asked for.
    """
    old, short = len(pool[0]), room - int(pool.free[1])
    if short <= 0:
        return pool
    more = max(short, old // 4)
    link = "next" if isinstance(pool, Tellings) else "next_in_week"
    longer = {
        name: np.concatenate([array, np.zeros(more, array.dtype)])
        for name, array in pool._asdict().items()
        if name not in ("calendar", "free")
    }
    longer[link][old:] = _chain(old + 1, old + more, pool.free[0])
    free = np.array([old, pool.free[1] + more])
    return pool._replace(**longer, free=free)
