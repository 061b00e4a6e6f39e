"""The end of the week in branches: what still differs from the factual world, and what it means for ego."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.counterfactual.overlay import Store
from weakties.simulation.kernels import Int, Int32s, Int64s, kernel

if TYPE_CHECKING:
    from weakties.simulation.counterfactual.branches import Ends
    from weakties.simulation.market.state import Jobs, People


class Found(NamedTuple):
    """What becomes of each change, (changes,): the first week at whose end anybody differs, -1 before it; and (changes, 4) what
    ego does more in the branch (see `look_at`)."""

    reached: NDArray[np.int64]
    more: NDArray[np.int64]


@kernel
def branches_end(
    weeks: tuple[Int, Int], ends: Ends, store: Store, people: People, jobs: Jobs, found: Found
) -> Store:
    """Drop from `store` what is as in the factual world, which has lived its week; and branches with nothing left.

    A vacancy with lists of its own stays until it closes. Somebody out of work is as in the factual world when he is out of work
    there, too: since when matters to nothing that follows.

    weeks: this one, and `later` of `look_at`; ends: the ties that change (`Ends`); found: is written.
    """
    week, reached = weeks[0], found.reached
    change = np.empty_like(store.change)
    people_start, places_start = np.zeros_like(store.people_start), np.zeros_like(store.places_start)
    person, place = np.empty_like(store.person), np.empty_like(store.place)
    kept = rows = places = 0
    for b in range(len(store.change)):
        c = store.change[b]
        _note(weeks, b, ends, store, people, jobs, found.more[c])
        for k in range(store.people_start[b], store.people_start[b + 1]):
            row = store.person[k]
            i, p = row.person, row.position
            same = p == people.position[i] and row.hired == people.hired[i]
            if reached[c] < 0 and not (same and row.since == people.since[i]):
                reached[c] = week
            if not (same or (p < 0 and people.position[i] < 0)):
                person[rows] = row
                rows += 1
        for k in range(store.places_start[b], store.places_start[b + 1]):
            spot = store.place[k]
            q = spot.position
            if spot.opened >= 0 or jobs.opened[q] >= 0 or spot.holder != jobs.holder[q]:
                place[places] = spot
                places += 1
        if rows > people_start[kept] or places > places_start[kept]:
            change[kept] = c
            kept += 1
            people_start[kept], places_start[kept] = rows, places
    return Store(
        change[:kept].copy(), people_start[: kept + 1].copy(), places_start[: kept + 1].copy(), person, place
    )


@kernel
def _note(
    weeks: tuple[Int, Int], b: Int, ends: Ends, store: Store, people: People, jobs: Jobs, more: Int64s
) -> None:
    """Add to `more`, (4,), what `look_at` finds in branch b, less what it finds in the factual world."""
    week, later = weeks
    ego, alter = ends.ego[store.change[b]], ends.alter[store.change[b]]
    mine, hired = people.position[ego], people.hired[ego]
    theirs, since = people.position[alter], people.since[alter]
    here = look_at(week, later, mine, hired, theirs, since, jobs.firm)
    for k in range(store.people_start[b], store.people_start[b + 1]):
        row = store.person[k]
        if row.person == ego:
            mine, hired = row.position, row.hired
        elif row.person == alter:
            theirs, since = row.position, row.since
    there = look_at(week, later, mine, hired, theirs, since, jobs.firm)
    for n in range(4):
        more[n] += there[n] - here[n]


@kernel
def look_at(
    week: Int, later: Int, mine: Int, hired: Int, theirs: Int, since: Int, firm: Int32s
) -> tuple[int, int, int, int]:
    """What a week is for ego, each 0 or 1: in work; a job begun; and that in alter's firm, alter being there first, up to week
    `later`, or after it. mine, theirs: the positions of ego and alter; hired: when ego was last; since: alter's since.
    """
    begun = mine >= 0 and hired == week
    joined = begun and theirs >= 0 and since < week and firm[mine] == firm[theirs]
    return int(mine >= 0), int(begun), int(joined and week <= later), int(joined and week > later)


@kernel
def look_all(
    week: Int, later: Int, ego: Int32s, alter: Int32s, people: People, jobs: Jobs, table: Int64s
) -> None:
    """Add what `look_at` finds of each ego in the factual world to table, int64 (egos, 4)."""
    for k in range(len(ego)):
        i, j = ego[k], alter[k]
        position = people.position
        found = look_at(week, later, position[i], people.hired[i], position[j], people.since[j], jobs.firm)
        for n in range(4):
            table[k, n] += found[n]
