"""The same world with one tie removed, added, or made stronger: what that tie does for the job of the one who has it.

Every random number has an address, so two worlds that differ in one contact rate share all other luck. Most ties make no
difference in most years: they carry no news that mattered. So the factual world is lived once, and for each change every
telling that would differ is found, and whether anything came of it (simulation/rules/reach.py). Where nothing did, both worlds
are the same, exactly, and nothing is lived again. Where something did, the world is forked in the week in which the first
such telling began, and lived again from there. tests/simulation/test_counterfactual.py compares with worlds lived again in full.

A tie is removed by the contact rate 0: two people who never talk are as good as not tied. One that is to be added stands in
the network at rate 0.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.errors import UserError
from simulation.rows import find_tie
from simulation.rules.reach import COLUMNS, differing_tellings, mattered
from simulation.rules.recommend import set_rates
from simulation.world import World

if TYPE_CHECKING:
    import pandas as pd

Make = Callable[
    [], World
]  # the factual world at the moment from which the change counts; each call a new one


class Changes(NamedTuple):
    """Changes to look at one by one, (changes,) each: the tie ego - alter gets this contact rate."""

    ego: NDArray[np.int32]
    alter: NDArray[np.int32]
    rate: NDArray[np.float32]


class Reach(NamedTuple):
    """How far each change reaches, (changes,) each; -1 where it makes no difference at all."""

    week: NDArray[np.int64]  # the first week in which the two worlds may differ in more than who was told
    fork: NDArray[np.int64]  # the week from the beginning of which the other world must be lived


class Watch:
    """What becomes of egos week by week.

    weeks      weeks in work; hires: jobs begun
    early, late  jobs begun in alter's firm, alter being there first: up to week `later`, and after it
    """

    def __init__(self, ego: NDArray[np.int32], alter: NDArray[np.int32], later: int) -> None:
        self.ego, self.alter, self.later = ego, alter, later
        self.weeks, self.hires, self.early, self.late = np.zeros((4, len(ego)), np.int64)

    def look(self, world: World) -> None:
        """Note the end of a week."""
        people, firm = world.people, world.jobs.firm
        mine, theirs = people.position[self.ego], people.position[self.alter]
        begun = (mine >= 0) & (people.hired[self.ego] == world.week)
        joined = (
            begun & (theirs >= 0) & (people.since[self.alter] < world.week) & (firm[mine] == firm[theirs])
        )
        self.weeks += mine >= 0
        self.hires += begun
        if world.week > self.later:
            self.late += joined
        else:
            self.early += joined

    def table(self) -> NDArray[np.int64]:
        """(egos, 4): weeks, hires, early, late."""
        return np.stack([self.weeks, self.hires, self.early, self.late], 1)


def reach(make: Make, changes: Changes, weeks: int, watch: Watch | None = None) -> Reach:
    """Live the factual world for `weeks` weeks, and see how far each change reaches. watch: what to note on the way."""
    world = _Scout.of(make(), changes)
    for _ in range(weeks):
        world.step()
        if watch is not None:
            watch.look(world)
    return _reach(
        np.concatenate(world.events), np.concatenate(world.matter), len(changes.ego), world.everything
    )


def effects(make: Make, changes: Changes, weeks: int, later: int = 0) -> pd.DataFrame:
    """The factual and the other world for each change: ego, alter, before, after (contact rates), reached (week; -1: never),
    and weeks, hires, early, late of ego in both (`Watch`): `weeks_0` in the factual world, `weeks_1` in the other, ...

    make: the factual world where the change begins; called twice. weeks: how long to live; later: the week of the world
    after which jobs count as late. Raises UserError for a tie that is not in the network.
    """
    import pandas as pd

    factual = Watch(changes.ego, changes.alter, later)
    found = reach(make, changes, weeks, factual)
    world, watch = make(), Watch(changes.ego, changes.alter, later)
    end, before = world.week + weeks, _rates(world, changes)
    other = factual.table()
    for k in np.argsort(found.fork, kind="stable"):
        if found.fork[k] < 0:
            continue
        while world.week < found.fork[k] - 1:
            world.step()
            watch.look(world)
        one = Changes(changes.ego[k : k + 1], changes.alter[k : k + 1], changes.rate[k : k + 1])
        other[k] = watch.table()[k] + relived(world, one, end, later)
    table = pd.DataFrame(
        {"ego": changes.ego, "alter": changes.alter, "before": before, "after": changes.rate}
    )
    table["reached"] = found.week
    for n, name in enumerate(("weeks", "hires", "early", "late")):
        table[f"{name}_0"], table[f"{name}_1"] = factual.table()[:, n], other[:, n]
    return table


def relived(world: World, change: Changes, end: int, later: int) -> NDArray[np.int64]:
    """What the one ego of `change` does (`Watch.table`) from now to week `end` with the changed tie; `world` stays as it is."""
    fork = world.fork()
    before = _rates(world, change)
    try:
        _write(world, change, change.rate)
        watch = Watch(change.ego, change.alter, later)
        while fork.week < end:
            fork.step()
            watch.look(fork)
    finally:
        _write(world, change, before)
    return watch.table()[0]


class _Scout(World):
    """A world that looks, each week between search and hiring, for tellings that the changes would make different."""

    rows: tuple[NDArray, ...]  # the ties that change, by person: see `differing_tellings`
    careful: bool
    everything: bool
    events: list[NDArray[np.int64]]
    matter: list[NDArray[np.bool_]]

    @classmethod
    def of(cls, world: World, changes: Changes) -> _Scout:
        """The world, from now on looking."""
        scout = object.__new__(cls)
        scout.__dict__.update(world.__dict__)
        habits, before = world._habits, _rates(world, changes)
        rows = np.concatenate([changes.ego, changes.alter])
        order = np.argsort(rows, kind="stable")
        start = np.searchsorted(rows[order], np.arange(world.ties.people + 1))
        both = (np.concatenate([changes.alter, changes.ego]), np.tile(np.arange(len(changes.ego)), 2))
        rates = (np.tile(before, 2), np.tile(changes.rate, 2))
        scout.rows = (start, *(np.ascontiguousarray(column[order]) for column in (*both, *rates)))
        scout.careful = bool(habits.close_relay > 0 or (world._taste.vouching > 0).any())
        scout.everything = habits.audience > 0
        scout.events, scout.matter = [np.empty((0, COLUMNS), np.int64)], [np.empty(0, bool)]
        return scout

    def _hire(self) -> tuple[int, int]:
        args = (
            self.seed,
            self.week,
            self._habits,
            self.careful,
            self.rows,
            self.people,
            self.jobs,
            self.tellers,
        )
        events = differing_tellings(*args)
        looked = self.people.looking[events[:, 2]]
        result = super()._hire()
        weight = self.parameters.ability_weight
        self.matter.append(mattered(self.seed, events, looked, self.careful, weight, self.people, self.jobs))
        self.events.append(events)
        return result


def _reach(events: NDArray[np.int64], matter: NDArray[np.bool_], changes: int, everything: bool) -> Reach:
    """When each change first matters, and from when on the other world must be lived: from the first differing telling about
    any vacancy that was still open then.

    everything: whether a telling keeps others from being told (audience): then each matters from when it could happen.
    """
    never = np.int64(2**40)
    change, since, due, told, relay = (events[:, k] for k in (0, 4, 5, 6, 7))
    at = np.where(matter, due, never)
    at = np.where(relay > 0, np.minimum(at, relay), at)
    if everything:
        at = np.where(told > 0, np.minimum(at, since), at)
    week, fork = np.full(changes, never), np.full(changes, never)
    np.minimum.at(week, change, at)
    np.minimum.at(fork, change, np.where(due >= week[change], since, never))
    reached = week < never
    return Reach(np.where(reached, week, -1), np.where(reached, fork, -1))


def _rates(world: World, changes: Changes) -> NDArray[np.float32]:
    """The present contact rates of the ties that change."""
    start, other = world.ties.start, world.ties.other
    at = [find_tie(start, other, i, j) for i, j in zip(changes.ego, changes.alter, strict=True)]
    if min(at, default=0) < 0:
        k = int(np.argmin(at))
        raise UserError(
            f"no tie {changes.ego[k]} - {changes.alter[k]} in the network; one to be added must stand there with rate 0"
        )
    return world.contact_rate[np.array(at, dtype=np.int64)]


def _write(world: World, changes: Changes, rate: NDArray[np.float32]) -> None:
    start, other = world.ties.start, world.ties.other
    set_rates(start, other, world.contact_rate, changes.ego, changes.alter, rate)
