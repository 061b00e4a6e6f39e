"""A branch: another world as what differs from the factual one, put over the factual arrays while a rule runs, then taken off.

So every rule works for both worlds as it stands, and the cost of a branch is in proportion to what differs in it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.kernels import Int, Int64s, inlined, kernel
from weakties.simulation.market.state import Jobs, People, Tellers, Tellings


class Now(NamedTuple):
    """The seed, and the week that is lived."""

    seed: np.uint64
    week: int


class Factual(NamedTuple):
    """The arrays of the factual world, over which a branch is put."""

    people: People
    jobs: Jobs
    tellings: Tellings


class Overlay(NamedTuple):
    """What has been put over the factual arrays, and the factual values under it. A person or position is `touched` when in it.

    An open vacancy at a touched position has lists of its own, in the pools of the branches; at any other position the vacancy
    and its lists are the factual ones.
    """

    slot: NDArray[np.int32]  # (people,) where in the next five a person is; -1: not touched
    person: NDArray[np.int32]
    position: NDArray[np.int32]
    since: NDArray[np.int32]
    hired: NDArray[np.int32]
    looking: NDArray[np.bool_]
    spot: NDArray[np.int32]  # (positions,) where in the next seven a position is; -1: not touched
    place: NDArray[np.int32]
    holder: NDArray[np.int32]
    opened: NDArray[np.int32]
    deadline: NDArray[np.int32]
    hirer: NDArray[np.int32]
    first_telling: NDArray[np.int64]
    first_teller: NDArray[np.int64]
    touched: NDArray[np.int64]  # (2,) touched people and positions


PERSON = np.dtype([("person", np.int32), ("position", np.int32), ("since", np.int32), ("hired", np.int32)])
PLACE = np.dtype(
    [
        ("position", np.int64),
        ("holder", np.int32),
        ("opened", np.int32),
        ("deadline", np.int32),
        ("hirer", np.int32),
        ("first_telling", np.int64),
        ("first_teller", np.int64),
    ]
)
"""A row of a branch: somebody, or a position, as in that world (see People and Jobs of market/state.py)."""


class Store(NamedTuple):
    """All branches between two rules, by rows; branch b has person[people_start[b] : people_start[b + 1]], and so on."""

    change: NDArray[np.int64]  # (branches,) the change that the branch is about, rising
    people_start: NDArray[np.int64]  # (branches + 1,)
    places_start: NDArray[np.int64]
    person: NDArray[np.void]  # (rows,) PERSON
    place: NDArray[np.void]  # (rows,) PLACE


def new_overlay(people: int, positions: int) -> Overlay:
    """Nothing touched, and room for everything."""
    i, p = np.empty(people, np.int32), np.empty(positions, np.int32)
    head = np.empty(positions, np.int64)
    by_person = (np.full_like(i, -1), i, i.copy(), i.copy(), i.copy(), np.empty(people, np.bool_))
    by_position = (np.full_like(p, -1), p, p.copy(), p.copy(), p.copy(), p.copy())
    return Overlay(
        *by_person,
        *by_position,
        first_telling=head,
        first_teller=head.copy(),
        touched=np.zeros(2, np.int64),
    )


def new_store() -> Store:
    """No branches."""
    none = np.zeros(1, np.int64)
    return Store(none[:0], none, none.copy(), np.empty(16, PERSON), np.empty(16, PLACE))


@inlined
def touch_person(i: Int, overlay: Overlay, people: People) -> None:
    """From now on person i may differ from the factual world; keep how he is."""
    if overlay.slot[i] < 0:
        n = overlay.touched[0]
        overlay.touched[0] += 1
        overlay.slot[i] = n
        overlay.person[n], overlay.looking[n] = i, people.looking[i]
        overlay.position[n], overlay.since[n], overlay.hired[n] = (
            people.position[i],
            people.since[i],
            people.hired[i],
        )


@inlined
def touch_position(p: Int, overlay: Overlay, jobs: Jobs) -> None:
    """From now on position p may differ from the factual world; keep how it is."""
    if overlay.spot[p] < 0:
        n = overlay.touched[1]
        overlay.touched[1] += 1
        overlay.spot[p] = n
        overlay.place[n], overlay.holder[n], overlay.opened[n] = p, jobs.holder[p], jobs.opened[p]
        overlay.deadline[n], overlay.hirer[n] = jobs.deadline[p], jobs.hirer[p]
        overlay.first_telling[n], overlay.first_teller[n] = jobs.first_telling[p], jobs.first_teller[p]


@kernel
def put_on(b: Int, store: Store, overlay: Overlay, people: People, jobs: Jobs) -> None:
    """Put branch b over the factual arrays, but for who looks, which each rule that asks works out."""
    for k in range(store.people_start[b], store.people_start[b + 1]):
        row = store.person[k]
        i = row.person
        touch_person(i, overlay, people)
        people.position[i], people.since[i], people.hired[i] = row.position, row.since, row.hired
    for k in range(store.places_start[b], store.places_start[b + 1]):
        place = store.place[k]
        p = place.position
        touch_position(p, overlay, jobs)
        jobs.holder[p], jobs.opened[p] = place.holder, place.opened
        jobs.deadline[p], jobs.hirer[p] = place.deadline, place.hirer
        jobs.first_telling[p], jobs.first_teller[p] = place.first_telling, place.first_teller


@kernel
def take_off(b: Int, store: Store, overlay: Overlay, people: People, jobs: Jobs) -> Store:
    """Write everything touched as branch b of `store`, and make the arrays factual again. Returns the store, perhaps grown."""
    a, o = store.people_start[b], store.places_start[b]
    touched, places = overlay.touched[0], overlay.touched[1]
    person, place = with_rows(store.person, a + touched), with_rows(store.place, o + places)
    for n in range(touched):
        i, row = overlay.person[n], person[a + n]
        row.person, row.position, row.since, row.hired = (
            i,
            people.position[i],
            people.since[i],
            people.hired[i],
        )
        people.position[i], people.since[i], people.hired[i] = (
            overlay.position[n],
            overlay.since[n],
            overlay.hired[n],
        )
        people.looking[i] = overlay.looking[n]
        overlay.slot[i] = -1
    for n in range(places):
        p, spot = overlay.place[n], place[o + n]
        spot.position, spot.holder, spot.opened = p, jobs.holder[p], jobs.opened[p]
        spot.deadline, spot.hirer = jobs.deadline[p], jobs.hirer[p]
        spot.first_telling, spot.first_teller = jobs.first_telling[p], jobs.first_teller[p]
        jobs.holder[p], jobs.opened[p] = overlay.holder[n], overlay.opened[n]
        jobs.deadline[p], jobs.hirer[p] = overlay.deadline[n], overlay.hirer[n]
        jobs.first_telling[p], jobs.first_teller[p] = overlay.first_telling[n], overlay.first_teller[n]
        overlay.spot[p] = -1
    overlay.touched[:] = 0
    store.people_start[b + 1], store.places_start[b + 1] = a + touched, o + places
    return Store(store.change, store.people_start, store.places_start, person, place)


@kernel
def like(store: Store) -> Store:
    """A store for the same branches, with none of them written yet."""
    zeros = np.zeros(len(store.people_start), np.int64)
    return Store(store.change, zeros, zeros.copy(), np.empty_like(store.person), np.empty_like(store.place))


@kernel
def with_rows(table: Any, rows: Int) -> Any:
    """The table, or one at least twice as long with the same beginning, with room for so many rows."""
    while len(table) < rows:
        longer = np.empty(2 * len(table), table.dtype)
        longer[: len(table)] = table
        table = longer
    return table


@kernel
def roomier_pools(pools: tuple[Tellings, Tellers], room: Int) -> tuple[Tellings, Tellers]:
    """Both pools, grown until they have so much room."""
    return with_tellings(pools[0], room), with_tellers(pools[1], room)


@kernel
def with_tellings(pool: Tellings, room: Int) -> Tellings:
    """The pool of tellings, grown until it has so much room."""
    while pool.free[1] < room:
        old = len(pool.next)
        pool = Tellings(
            with_rows(pool.listener, old + 1),
            with_rows(pool.teller, old + 1),
            with_rows(pool.channel, old + 1),
            with_rows(pool.kind, old + 1),
            with_rows(pool.contact_rate, old + 1),
            with_rows(pool.steps, old + 1),
            with_rows(pool.week, old + 1),
            _longer(pool.next, pool.free[0]),
            np.array([old, pool.free[1] + old]),
        )
    return pool


@kernel
def with_tellers(pool: Tellers, room: Int) -> Tellers:
    """The pool of tellers, grown until it has so much room."""
    while pool.free[1] < room:
        old = len(pool.next_in_week)
        pool = Tellers(
            with_rows(pool.person, old + 1),
            with_rows(pool.source, old + 1),
            with_rows(pool.position, old + 1),
            with_rows(pool.depth, old + 1),
            with_rows(pool.week, old + 1),
            _longer(pool.next_in_week, pool.free[0]),
            with_rows(pool.next_of_vacancy, old + 1),
            pool.calendar,
            np.array([old, pool.free[1] + old]),
        )
    return pool


@kernel
def _longer(link: Int64s, free: Int) -> Int64s:
    """Links of a pool twice as long: the new entries are free, and before those that were."""
    old = len(link)
    more = np.arange(old + 1, 2 * old + 1)
    more[-1] = free
    return np.concatenate((link, more))
