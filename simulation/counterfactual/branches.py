"""Many worlds beside one: each differs from the factual world in one contact rate, and is lived as far as it differs.

A branch is what differs: people, positions, vacancies with lists of who was told (counterfactual/overlay.py). All branches go
through the week with the factual world, a rule at a time:

    factual: look_around, open_vacancies           branches: the same, talk, search_formally   (counterfactual/branch_news.py)
    factual: talk, search_formally                 branches: hire, separate, foreseeing        (counterfactual/branch_hire.py)
    factual: hire, separate, record                         what the factual choice will be
                                                   branches: drop what is the same again       (counterfactual/branch_end.py)
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.counterfactual.branch_end import Found, branches_end
from weakties.simulation.counterfactual.branch_hire import Chances, branches_hire
from weakties.simulation.counterfactual.branch_news import branches_hear
from weakties.simulation.counterfactual.branch_open import Openings
from weakties.simulation.counterfactual.forecast import Memory, foresee, forget
from weakties.simulation.counterfactual.overlay import Factual, Now, Store, new_overlay, new_store
from weakties.simulation.counterfactual.reach import differing_tellers, matters, who_tells
from weakties.simulation.market.rules.hire import count_told, due_vacancies
from weakties.simulation.market.state import new_tellers, new_tellings
from weakties.simulation.market.world import World
from weakties.simulation.talk.known_talks import NOTHING


class Ends(NamedTuple):
    """The ties that change, (changes,) each: the two people, where the tie stands in the network (changes, 2), and the contact
    rates by which the two talk, before and after."""

    ego: NDArray[np.int32]
    alter: NDArray[np.int32]
    at: NDArray[np.int64]
    before: NDArray[np.float32]
    after: NDArray[np.float32]


class Branches:
    """The branches of a factual world over `weeks` weeks, one a change; a change that makes no difference for now has none.

    reached  (changes,) the first week at whose end anybody's job differs; -1
    began    (changes,) the week in which the branch began that reached somebody: before it, both worlds told alike; -1
    more     (changes, 4) what ego does more in the branch (`look_at`)
    """

    def __init__(self, world: World, ends: Ends, weeks: int, later: int) -> None:
        count = len(ends.ego)
        self.ends, self.later = ends, later
        self.reached, self.began = np.full(count, -1), np.full(count, -1)
        self.more = np.zeros((count, 4), np.int64)
        self._since = np.zeros(count, np.int64)
        self._rows = _by_person(ends, world.ties.people)
        trades, p = world._trades, world.parameters
        self._matters = matters({**p.model_dump(), **world.mechanisms.model_dump()})
        self._last = world.week + weeks
        self._openings = Openings(
            self._last, p.on_the_job, float(p.announced), self._matters, trades.life, trades.reach
        )
        people, positions = len(world.people.position), len(world.jobs.holder)
        if (
            not world._network.rate.flags.writeable
        ):  # a branch's contact rate stands in the network while the branch is lived
            world._network = world._network._replace(rate=world._network.rate.copy(), known=NOTHING)
        self._store, self._overlay = new_store(), new_overlay(people, positions)
        self._own = (new_tellings(1 << 10), new_tellers(1 << 8))
        self._due_at, self._hired_at = np.full(positions, -1, np.int32), np.full(people, -1, np.int32)
        self._heads = np.full(people, -1)

    def people_of(self, change: int) -> NDArray[np.void]:
        """Whoever is otherwise in the branch, rows of PERSON (counterfactual/overlay.py)."""
        at = int(np.searchsorted(self._store.change, change))
        if at == len(self._store.change) or self._store.change[at] != change:
            return self._store.person[:0]
        return self._store.person[self._store.people_start[at] : self._store.people_start[at + 1]]

    def hear(self, world: World) -> None:
        """Up to the choice among applicants; the factual world has opened its vacancies."""
        seed, week, habits, state = world.seed, world.week, world._habits, (world.people, world.jobs)
        found = differing_tellers(
            seed, week, self._last, habits, self._matters, self._rows, *state, world.tellers
        )
        found = found[np.argsort(found["change"], kind="stable")]
        new = np.setdiff1d(found["change"], self._store.change)
        self._since[new] = week
        self._store = _begun(self._store, new)
        if not len(self._store.change):
            return
        triggers = (
            np.searchsorted(found["change"], np.append(self._store.change, len(self.reached))),
            np.ascontiguousarray(found["position"]),
        )
        telling, tellers = who_tells(week, self._last, self._heads, world.jobs, world.tellers)
        changed = (self.ends.at, self.ends.after)
        network = world._network
        news = (
            triggers,
            self._store,
            self._overlay,
            telling,
            Factual(*state, world.tellings),
            world.tellers,
            self._own,
        )
        now = Now(seed, week)
        self._store, self._own = branches_hear(now, habits, self._openings, network, changed, *news)
        self._heads[tellers] = -1

    def decide(self, world: World) -> None:
        """The choice among applicants and what ends; the factual world has not chosen yet."""
        if not len(self._store.change):
            return
        now, taste = Now(world.seed, world.week), world._taste
        factual = Factual(world.people, world.jobs, world.tellings)
        rows = count_told(due_vacancies(*now, world.jobs), world.jobs, world.tellings)
        memory = Memory(self._due_at, self._hired_at, self._heads)
        forecast = foresee(now, taste, self._matters.teller, memory, rows, factual)
        chances = Chances(world.parameters.on_the_job, world.parameters.separation, self._matters.teller)
        branches = (self._store, self._overlay, forecast)
        self._store = branches_hire(now, taste, chances, *branches, factual, self._own)
        forget(forecast, world.jobs, world.tellings)

    def end(self, world: World) -> None:
        """The factual world has lived its week."""
        if not len(self._store.change):
            return
        found = Found(self.reached, self.more)
        self._store = branches_end(
            (world.week, self.later), self.ends, self._store, world.people, world.jobs, found
        )
        new = (self.reached >= 0) & (self.began < 0)
        self.began[new] = self._since[new]


def _by_person(ends: Ends, people: int) -> tuple[NDArray, ...]:
    """The changes in rows by person, both ends: see `differing_tellers`."""
    who = np.concatenate([ends.ego, ends.alter])
    order = np.argsort(who, kind="stable")
    start = np.searchsorted(who[order], np.arange(people + 1))
    other, change = np.concatenate([ends.alter, ends.ego]), np.tile(np.arange(len(ends.ego)), 2)
    before, after = np.tile(ends.before, 2), np.tile(ends.after, 2)
    return start, other[order], change[order], before[order], after[order]


def _begun(store: Store, new: NDArray[np.int64]) -> Store:
    """The store with branches of these changes, rising and not in it, in which nothing differs yet."""
    at = np.searchsorted(store.change, new)
    return store._replace(
        change=np.insert(store.change, at, new),
        people_start=np.insert(store.people_start, at, store.people_start[at]),
        places_start=np.insert(store.places_start, at, store.places_start[at]),
    )
