"""The end of the week in branches: what still differs from the factual world, and what it means for ego."""

from __future__ import annotations

import numpy as np
from numba import njit

from weakties.simulation.counterfactual.overlay import Store


@njit(cache=True)
def branches_end(week, later, ego, alter, store, people, jobs, reached, more):  # type: ignore[no-untyped-def]
    """Drop from `store` what is as in the factual world, which has lived its week; and branches with nothing left.

    A vacancy with lists of its own stays until it closes. Somebody out of work is as in the factual world when he is out of work
    there, too: since when matters to nothing that follows.

    reached: (changes,) the first week at whose end anybody differs, -1 before it; more: int64 (changes, 4), what ego does more
    in the branch (see `look_at`); both are written. ego, alter: (changes,).
    """
    change = np.empty_like(store.change)
    people_start, places_start = np.zeros_like(store.people_start), np.zeros_like(store.places_start)
    person, place = np.empty_like(store.person), np.empty_like(store.place)
    kept = rows = places = 0
    for b in range(len(store.change)):
        c = store.change[b]
        _note(week, later, b, c, ego[c], alter[c], store, people, jobs, more)
        for k in range(store.people_start[b], store.people_start[b + 1]):
            i, p = store.person[k, 0], store.person[k, 1]
            same = p == people.position[i] and store.person[k, 3] == people.hired[i]
            if reached[c] < 0 and not (same and store.person[k, 2] == people.since[i]):
                reached[c] = week
            if not (same or (p < 0 and people.position[i] < 0)):
                person[rows] = store.person[k]
                rows += 1
        for k in range(store.places_start[b], store.places_start[b + 1]):
            q, holder, opened = store.place[k, 0], store.place[k, 1], store.place[k, 2]
            if opened >= 0 or jobs.opened[q] >= 0 or holder != jobs.holder[q]:
                place[places] = store.place[k]
                places += 1
        if rows > people_start[kept] or places > places_start[kept]:
            change[kept] = c
            kept += 1
            people_start[kept], places_start[kept] = rows, places
    return Store(
        change[:kept].copy(), people_start[: kept + 1].copy(), places_start[: kept + 1].copy(), person, place
    )


@njit(cache=True)
def _note(week, later, b, c, ego, alter, store, people, jobs, more):  # type: ignore[no-untyped-def]
    """Add to more[c] what `look_at` finds in branch b, less what it finds in the factual world."""
    mine, hired = people.position[ego], people.hired[ego]
    theirs, since = people.position[alter], people.since[alter]
    here = look_at(week, later, mine, hired, theirs, since, jobs.firm)
    for k in range(store.people_start[b], store.people_start[b + 1]):
        if store.person[k, 0] == ego:
            mine, hired = store.person[k, 1], store.person[k, 3]
        elif store.person[k, 0] == alter:
            theirs, since = store.person[k, 1], store.person[k, 2]
    there = look_at(week, later, mine, hired, theirs, since, jobs.firm)
    for n in range(4):
        more[c, n] += there[n] - here[n]


@njit(cache=True)
def look_at(week, later, mine, hired, theirs, since, firm):  # type: ignore[no-untyped-def]
    """What a week is for ego, each 0 or 1: in work; a job begun; and that in alter's firm, alter being there first, up to week
    `later`, or after it. mine, theirs: the positions of ego and alter; hired: when ego was last; since: alter's since.
    """
    begun = mine >= 0 and hired == week
    joined = begun and theirs >= 0 and since < week and firm[mine] == firm[theirs]
    return int(mine >= 0), int(begun), int(joined and week <= later), int(joined and week > later)


@njit(cache=True)
def look_all(week, later, ego, alter, people, jobs, table):  # type: ignore[no-untyped-def]
    """Add what `look_at` finds of each ego in the factual world to table, int64 (egos, 4)."""
    for k in range(len(ego)):
        i, j = ego[k], alter[k]
        position = people.position
        found = look_at(week, later, position[i], people.hired[i], position[j], people.since[j], jobs.firm)
        for n in range(4):
            table[k, n] += found[n]
