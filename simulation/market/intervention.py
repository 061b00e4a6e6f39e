"""What a user changes in a market in mid-run: ties added, removed or made stronger, firms closed, and numbers; and the memory
of it."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.simulation.errors import UserError, WeakTiesWarning
from weakties.simulation.given import number, whole
from weakties.simulation.market import changes, closures
from weakties.simulation.market.mechanism_parameters import Mechanisms
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.trusted import trust_of
from weakties.simulation.parameters import NetworkParameters, Parameters, check_name
from weakties.simulation.relations.changes import use
from weakties.simulation.relations.parameters import RelationParameters
from weakties.simulation.talk.live import SEASON
from weakties.simulation.ties.names import rows_of
from weakties.simulation.trust.parameters import TrustParameters
from weakties.simulation.trust.promises import Spared

if TYPE_CHECKING:
    from weakties.simulation.market.world import World
    from weakties.simulation.scenario import Scenario
    from weakties.simulation.ties import Ties

MOST = 1e3  # conversations a week


class Interventions:
    """A part of a market that can be changed between two weeks. All other luck stays as it is, so that a market and a `fork` of
    it differ in what was changed and in what follows from that (`twins`). People are said by their numbers, or by the names that
    the network has, as text.

    Where ties live, a tie that is given lives from then on like any other: see `simulation/relations/changes.py`.
    """

    world: World
    ties: Ties
    described: Scenario
    parameters: MarketParameters
    mechanisms: Mechanisms
    people: int
    week: int
    seed: int
    changed: list[dict[str, Any]]
    """What was changed, in its order: {"week": the last week lived before it, and what}. It stands in the records, too."""

    @property
    def network(self) -> Ties:
        """Whom people know now. Where ties live it is made when asked for: contact rates are what habits amount to."""
        return changes.network_of(self.world)

    def strangers(self, people: ArrayLike, each: int) -> NDArray[np.int32]:
        """Pairs of each of these people with `each` others, drawn by chance, to whom he is not tied: int32 (pairs, 2), for
        `add_ties`. The same people, network and seed have the same strangers.

        Raises UserError for people who are not there, and where somebody has not so many strangers left.
        """
        asked = np.asarray(rows_of(self.ties, people))
        if asked.ndim != 1 or (asked.size and asked.dtype.kind not in "iu"):
            raise UserError("people: must be a list of whole numbers, one a person")
        if asked.size and (asked.min() < 0 or asked.max() >= self.people):
            raise UserError(f"people: must be from 0 to {self.people - 1}")
        return changes.strangers(
            self.network, asked.astype(np.int64), whole("each", each, high=self.people), self.seed
        )

    def add_ties(self, pairs: ArrayLike, contact_rate: float | None = None) -> int:
        """Tie these people, (pairs, 2), from the next week on; returns how many ties were made. Those who know each other already
        stay as they are, which a warning says.

        contact_rate: conversations a week. Where ties live it may be left out: then the two meet for the first time, and what
        becomes of it is up to them. Raises UserError for people who are not there, and for a rate that is none.
        """
        a, b = changes.pairs_of(rows_of(self.ties, pairs), self.people, once=False)
        rate = np.float32(np.nan)
        if contact_rate is not None:
            rate = np.float32(number("contact_rate", contact_rate, 0, MOST))
        elif self.world.relations is None:
            raise UserError(
                "contact_rate: say how often they talk, in conversations a week (weak ties: 0.02)"
            )
        if rate == 0:
            raise UserError("contact_rate = 0: two who never talk are not tied")
        strange = changes.rates(self.world, (a, b)) == 0
        if not strange.all():
            known = f"{int((~strange).sum())} of {len(a)} pairs know each other already"
            warnings.warn(f"add_ties: {known}, and stay as they are", WeakTiesWarning, stacklevel=2)
        a, b = a[strange], b[strange]
        self._give("add_ties", (a, b), np.full(len(a), rate), contact_rate)
        return len(a)

    def remove_ties(self, pairs: ArrayLike) -> None:
        """These people, (pairs, 2), are strangers from the next week on. Where ties live they may meet anew, as any strangers
        may. Raises UserError where two are not tied.
        """
        a, b = self._tied(pairs)
        self._give("remove_ties", (a, b), np.zeros(len(a), np.float32))

    def set_rate(self, pairs: ArrayLike, contact_rate: float) -> None:
        """The ties of these people, (pairs, 2), get this contact rate, in conversations a week. Where ties live, the habit that
        such talk amounts to, and an occasion to meet; what becomes of it then is up to them.

        Raises UserError where two are not tied, and for a rate that is none; 0 is for `remove_ties`.
        """
        rate = number("contact_rate", contact_rate, 0, MOST)
        if rate == 0:
            raise UserError("contact_rate = 0: two who never talk are not tied; use remove_ties")
        a, b = self._tied(pairs)
        self._give("set_rate", (a, b), np.full(len(a), np.float32(rate)), rate)

    def close_firms(self, firms: float | ArrayLike) -> NDArray[np.int32]:
        """Firms close after the week last lived: all who work there are out of work, their vacancies are withdrawn, and their
        jobs are gone for good. Returns who lost a job, int32 (people,), in ascending order.

        firms: a list of them, or a share of all, as 0.1, drawn by chance. Raises UserError for a firm that is not there, or has
        closed already, and for a share that is none.
        """
        closing = closures.firms_of(self.world, self.ties, firms)
        had = self.world.people.position >= 0
        if len(closing):
            closures.close(self.world, closing)
            self.changed.append({"week": self.week, "close_firms": closing.tolist()})
        return np.flatnonzero(had & (self.world.people.position < 0)).astype(np.int32)

    def remove_broken_promise(self, person: int | str, other: int | str, week: int) -> None:
        """In the season that begins in `week` nobody sees `other` break a promise to `person`, who thinks of him as before.
        What is said of him, and who gets which job from then on, follow from it.

        `broken_promises` of a twin that has lived on lists those to come. Raises UserError where nobody trusts, for people who
        are not there, and for a week that is over; a warning says so where it turns out that none was broken.
        """
        trust = trust_of(self.world)
        pair = np.asarray(rows_of(self.ties, [[person, other]]))
        changes.pairs_of(pair, self.people)
        when = whole("week", week)
        if when <= self.week:
            raise UserError(f"week = {when}: is over; this market has lived {self.week} weeks")
        i, j = pair[0].tolist()
        trust.broken.spared += (Spared(when // SEASON, i, j),)
        self.changed.append({"week": self.week, "remove_broken_promise": [i, j, when]})

    def set(self, **values: Any) -> None:
        """From the next week on (where ties live and its numbers are changed: the next season on) these parameters have these
        values: any of MarketParameters and Mechanisms, and of RelationParameters where ties live, but those that act when a
        world begins (`at_start`). What has begun goes on as it would: a vacancy that is open closes when it would have.

        Raises UserError, before anything is changed, for a name that is none of these and for a value out of its range.
        """
        lives = self.world.relations
        sets: list[Parameters] = [self.parameters, self.mechanisms]
        sets += [] if lives is None else [lives.parameters]
        for name in values:
            _check_may_change(name, sets)
        market, mechanisms, *relations = (_with(one, values) for one in sets)
        assert isinstance(market, MarketParameters) and isinstance(mechanisms, Mechanisms)
        self.parameters, self.mechanisms = market, mechanisms
        self.world.use(market, mechanisms)
        if lives is None:
            self.world.know(self.world.ties)
        elif isinstance(relations[0], RelationParameters):
            use(lives, relations[0])
        if values:
            self.changed.append({"week": self.week, "set": dict(values)})

    def _tied(self, pairs: ArrayLike) -> changes.Pairs:
        a, b = changes.pairs_of(rows_of(self.ties, pairs), self.people)
        strange = changes.rates(self.world, (a, b)) == 0
        if strange.any():
            k = int(np.argmax(strange))
            raise UserError(f"pairs: {a[k]} and {b[k]} are not tied; see add_ties")
        return a, b

    def _give(
        self, what: str, pairs: changes.Pairs, rate: NDArray[np.float32], said: float | None = None
    ) -> None:
        if not len(rate):
            return
        changes.give(self.world, pairs, rate)
        self.ties = self.world.ties
        entry: dict[str, Any] = {"week": self.week, what: len(rate)}
        self.changed.append(entry if said is None else {**entry, "contact_rate": float(said)})


def _check_may_change(name: str, sets: list[Parameters]) -> None:
    """Raises UserError for a name that is no parameter of the market, or one that acts when a world begins."""
    known: Mapping[str, Any] = {name: info for one in sets for name, info in type(one).model_fields.items()}
    if any(name in type(one).at_start for one in sets):
        raise UserError(f"{name} acts when a world begins, and cannot be set in mid-run: make a new market")
    if name in NetworkParameters.model_fields:
        raise UserError(f"{name} shapes a network as it is made; use add_ties and remove_ties in mid-run")
    if name in TrustParameters.model_fields and name not in known:
        raise UserError(f"{name} acts where people trust; it has no effect without a form, as trust='ratio'")
    if name in RelationParameters.model_fields and name not in known:
        raise UserError(f"{name} acts on ties that live; it has no effect without relations=True")
    check_name(name, known)


def _with(one: Parameters, values: Mapping[str, Any]) -> Parameters:
    """The same set with those of the values that are its own."""
    ours = {name: value for name, value in values.items() if name in type(one).model_fields}
    said = {name: getattr(one, name) for name in one.model_fields_set}
    return type(one).create({**said, **ours}) if ours else one
