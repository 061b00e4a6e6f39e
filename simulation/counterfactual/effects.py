"""The same world with one tie removed, added, or made stronger: what that tie does for the job of the one who has it.

Every random number has an address, so two worlds that differ in one contact rate share all other luck. Most ties make no
difference in most years: they carry no news that mattered. So the factual world is lived once, and beside it, for each change,
only what the change makes different (branches.py): a *branch* begins in the week in which somebody tells otherwise
over the changed tie, and ends when nothing differs any more; another telling may begin it anew. Lived again in it are

- the vacancies of which somebody is told otherwise: over the changed tie; by somebody who works elsewhere, or looks, otherwise
  than in the factual world; or in a team or firm that somebody has come to or left; or that a position opens in the branch alone;
- the choices of which somebody heard (with vouching, or told) who differs, or who was, or was not, hired before in the same week;
- all that happens to the people and positions that differ: who looks, hires, loses a job.

Everything else depends on nothing that differs, so that it is as in the factual world; when in doubt it is lived again, which
costs time and no exactness. The rules are those of the factual world, run on its arrays with the branch put over them for the
moment (counterfactual/overlay.py). tests/simulation/counterfactual/test_counterfactual.py compares with worlds lived again in
full, to the bit.

Where mechanisms of one's own act, what depends on a difference is theirs to know; and where ties live, one hire more moves who
meets whom, and with that all that follows. There `effects_of` lives both worlds again in full (counterfactual/in_full.py), which
takes as long as the factual world for each change. A world of other rules (a subclass of `World`, or one whose methods were
exchanged) is refused.

A tie is removed by the contact rate 0: two people who never talk are as good as not tied. One that is to be added stands in
the network at rate 0. Where ties live, a change is one of state at that moment, and what becomes of it is part of its effect
(relations/changes.py): at rate 0 nothing is kept of the two, who are strangers from then on and may meet anew, as any two may
(for good they would be apart only in a world with a rule of its own for these two); any two can be tied, at a rate, which is
the habit that they begin with, or at nan, by a first meeting.

Where ties stay, contact rates are those of the ties; where distant people talk the more the more digital their industries
(mechanisms.digital_talk), the other rate goes by the same rule.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.counterfactual.branch_end import look_all
from weakties.simulation.counterfactual.branches import Branches, Ends
from weakties.simulation.counterfactual.in_full import live_again
from weakties.simulation.errors import UserError
from weakties.simulation.market.changes import rates
from weakties.simulation.market.trades import far_rate
from weakties.simulation.market.world import World
from weakties.simulation.ties.rows import find_ties

if TYPE_CHECKING:
    import pandas as pd

Make = Callable[[], World]
"""Makes the factual world at the moment from which the change counts; each call a new one."""


class Changes(NamedTuple):
    """Changes to look at one by one, (changes,) each: the tie ego - alter gets this contact rate."""

    ego: NDArray[np.int32]
    alter: NDArray[np.int32]
    rate: NDArray[np.float32]


class Reach(NamedTuple):
    """How far each change reaches, (changes,) each; -1 where it makes no difference to anybody's job."""

    week: NDArray[np.int64]  # the first week at whose end somebody's job differs
    fork: NDArray[np.int64]  # the week before which nobody had been told anything otherwise that counted


class Watch:
    """What becomes of egos week by week.

    weeks      weeks in work; hires: jobs begun
    early, late  jobs begun in alter's firm, alter being there first: up to week `later`, and after it
    """

    def __init__(self, ego: NDArray[np.int32], alter: NDArray[np.int32], later: int) -> None:
        self.ego, self.alter, self.later = ego, alter, later
        self._table = np.zeros((len(ego), 4), np.int64)
        self.weeks, self.hires, self.early, self.late = self._table.T

    def look(self, world: World) -> None:
        """Note the end of a week."""
        look_all(world.week, self.later, self.ego, self.alter, world.people, world.jobs, self._table)

    def table(self) -> NDArray[np.int64]:
        """(egos, 4): weeks, hires, early, late."""
        return self._table.copy()


def reach(make: Make, changes: Changes, weeks: int, watch: Watch | None = None) -> Reach:
    """Live the factual world for `weeks` weeks, and see how far each change reaches. watch: what to note on the way."""
    branches = live_beside(make(), changes, weeks, 0, watch)
    return Reach(branches.reached, branches.began)


def effects_of(make: Make, changes: Changes, weeks: int, later: int = 0) -> pd.DataFrame:
    """The factual and the other world for each change: ego, alter, before, after (contact rates), reached (week; -1: never),
    and weeks, hires, early, late of ego in both (`Watch`): `weeks_0` in the factual world, `weeks_1` in the other, ...

    make: the factual world where the change begins. weeks: how long to live; later: the week of the world after which jobs
    count as late. Where ties live, `before` is what the habit of the two amounts to (relations/changes.py). Raises UserError
    for a tie that is not in the network (where ties stay), for a contact rate that is none, and for a world of other rules than
    those of `World`.
    """
    import pandas as pd

    world, watch = make(), Watch(changes.ego, changes.alter, later)
    _check_standard(world)
    before = _before(world, changes)
    if world.own or world.relations is not None:
        reached, more = live_again(world, changes, weeks, watch)
    else:
        branches = live_beside(world, changes, weeks, later, watch)
        reached, more = branches.reached, branches.more
    factual, other = watch.table(), watch.table() + more
    table = pd.DataFrame(
        {"ego": changes.ego, "alter": changes.alter, "before": before, "after": changes.rate}
    )
    table["reached"] = reached
    for n, name in enumerate(("weeks", "hires", "early", "late")):
        table[f"{name}_0"], table[f"{name}_1"] = factual[:, n], other[:, n]
    return table


def live_beside(
    world: World, changes: Changes, weeks: int, later: int = 0, watch: Watch | None = None
) -> Branches:
    """Live the world for `weeks` weeks, and a branch for each change beside it. Raises UserError as `effects_of` does."""
    _check_standard(world)
    if world.relations is not None:
        raise UserError(
            "ties live in this world, and branches know only ties that stay: use effects, which lives both worlds in full"
        )
    if world.own:
        names = ", ".join(one.name for one in world.own.mechanisms)
        raise UserError(
            f"branches do not know what {names} makes of a difference: use effects, which lives both worlds in full"
        )
    beside = _Beside.of(world, Branches(world, _ends(world, changes), weeks, later))
    for _ in range(weeks):
        beside.step()
        if watch is not None:
            watch.look(beside)
    world.__dict__.update({k: v for k, v in beside.__dict__.items() if k != "branches"})
    return beside.branches


class _Beside(World):
    """A world with branches beside it."""

    branches: Branches

    @classmethod
    def of(cls, world: World, branches: Branches) -> _Beside:
        """The world, from now on with branches."""
        beside = object.__new__(cls)
        beside.__dict__.update(world.__dict__, branches=branches)
        return beside

    def step(self) -> None:
        """One week."""
        super().step()
        self.branches.end(self)

    def _talk(self) -> None:
        self.branches.hear(self)
        super()._talk()

    def _hire(self) -> tuple[int, int]:
        self.branches.decide(self)
        return super()._hire()


NO_RULES = ("fork", "_record")  # methods of a world that may be otherwise, and no job the worse


def _check_standard(world: World) -> None:
    """Raises UserError for a world whose week is not that of `World`: branches are lived by the rules of that one, and what they
    differ by from another would be no effect of a tie."""
    kind = type(world)
    rules = [name for name in vars(World) if not name.startswith("__") and name not in NO_RULES]
    changed = [
        name for name in rules if getattr(kind, name) is not getattr(World, name) or name in vars(world)
    ]
    if changed:
        raise UserError(
            f"{kind.__name__} changes {', '.join(changed)}, and branches are lived by the rules of World: live it twice, with "
            "and without the change, and compare"
        )


def _before(world: World, changes: Changes) -> NDArray[np.float32]:
    """The contact rates before the changes. Raises UserError for changes that cannot be."""
    if world.relations is None:
        return world.ties.contact_rate[_ends(world, changes).at[:, 0]]
    _check_rates(changes, or_nan=True)
    both = np.concatenate([changes.ego, changes.alter])
    if ((both < 0) | (both >= world.ties.people)).any() or (changes.ego == changes.alter).any():
        raise UserError(f"changes: two different people each, from 0 to {world.ties.people - 1}")
    return rates(world, (changes.ego, changes.alter))


def _check_rates(changes: Changes, or_nan: bool = False) -> None:
    rate = np.asarray(changes.rate, np.float32)
    good = (np.isfinite(rate) & (rate >= 0)) | (np.isnan(rate) & or_nan)
    if not good.all():
        k = int(np.argmin(good))
        raise UserError(
            f"contact rate {rate[k]:g} of the tie {changes.ego[k]} - {changes.alter[k]}: must be 0 or more conversations a week"
        )


def _ends(world: World, changes: Changes) -> Ends:
    """Where the ties that change stand, and the contact rates by which people talk over them."""
    ego, alter, ties = changes.ego, changes.alter, world.ties
    at = find_ties(ties.start, ties.other, ego, alter)
    if (at < 0).any():
        k = int(np.argmax((at < 0).any(1)))
        raise UserError(
            f"no tie {ego[k]} - {alter[k]} in the network; one to be added must stand there with rate 0"
        )
    _check_rates(changes)
    rate = np.asarray(changes.rate, np.float32)
    d = world._trades.digital[world.people.industry]
    after = far_rate(rate, d[ego] + d[alter], world.mechanisms.digital_talk)
    return Ends(ego, alter, at, world.contact_rate[at[:, 0]], after)
