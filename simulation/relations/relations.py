"""Ties that live, as a whole: which ties of a network come to life, their turn from season to season, their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, generator
from weakties.simulation.relations.beginnings import begin
from weakties.simulation.relations.born import born
from weakties.simulation.relations.meetings import looked_for, meetings, told_both
from weakties.simulation.relations.parameters import RelationParameters, check_week, numbers_of
from weakties.simulation.relations.past import (
    Past,
    fix_rows,
    no_past,
    of_people,
    put_away,
    roomier_past,
    together,
)
from weakties.simulation.relations.season import meet, turn
from weakties.simulation.relations.state import (
    LIVES,
    Foci,
    Frozen,
    Live,
    meetings_in,
    roomier,
)
from weakties.simulation.relations.talks import conversations, count_talks, list_talks
from weakties.simulation.talk.known_talks import NOTHING, talks_known
from weakties.simulation.talk.live import SEASON
from weakties.simulation.ties import Ties

if TYPE_CHECKING:
    import pandas as pd

LEAST_ROOM, SEASONS_OF_ROOM = 8, 6


class Relations:
    """Ties that live. Those of the network at LIVES conversations a week or more come to life, and talk no more in `frozen`, the
    network as it was, whatever becomes of them; the rest stay there, at fixed contact rates, and talk so while nothing is kept of
    the two: from when they meet, and a tie of theirs lives, until it is forgotten, they do not. Arrays of `frozen` are those of
    the network itself, or, once it is changed from outside, copies (changes.py); no season writes into them.

    budget: by how much each person has more hours, times (people,), for people he is in touch with and for others; None: as he is
    pull:   by how much habit pulls each person more than `habit_pull`, float32 (people,); (0,): nobody

    Two with the same ties, parameters and seed, told the same of who works where, are the same to the bit.
    """

    def __init__(self, ties: Ties, parameters: RelationParameters, seed: int) -> None:
        self.parameters, self.seed = parameters, np.uint64(seed)
        self.season = -1
        self.frozen: Frozen = (ties.start, ties.other, ties.contact_rate, ties.kind)
        self.known_talks = NOTHING  # talks over `frozen` that are known already
        self.live = born(ties, parameters, seed)
        self.past = no_past(ties.people)
        draw = generator(seed, Purpose.TIME).standard_normal(ties.people)
        self.hours = parameters.social_hours * np.exp(parameters.hours_spread * draw)
        self._numbers = numbers_of(parameters)
        self.budget: tuple[NDArray[np.float64], NDArray[np.float64]] | None = None
        self.pull = np.zeros(0, np.float32)
        self._weight = np.zeros(ties.people)
        self._firm = np.full(ties.people, -1, np.int32)
        self.watched: NDArray[np.bool_] | None = None  # (people,) whose conversations are logged
        self.log: list[NDArray[np.int32]] = []  # one table a season; see `talks`
        self.nearby = _nearby(ties)
        self._sought = meetings_in(np.zeros(ties.people + 1, np.int64))

    @property
    def firm(self) -> NDArray[np.int32]:
        """For whom each works since the season began, (people,); -1 out of work."""
        return self._firm

    @property
    def numbers(self) -> Any:
        """The parameters, for kernels."""
        return self._numbers

    def turn(self, week: int, firm: NDArray[np.int32], firm_start: Any, holder: Any) -> bool:
        """Let the season begin that this week is in, if it has not; returns whether it did. firm: (people,), -1 out of work;
        holder[firm_start[f] : firm_start[f + 1]]: who works in firm f.
        """
        season = week // SEASON
        if season == self.season:
            return False
        check_week(week)
        self.season, self._firm = season, firm
        p, live = self._numbers, self.live
        turn(self.seed, season, p, firm, live, (self._weight, self.pull))
        tending, exploring = (
            (self.hours * times for times in self.budget) if self.budget else (self.hours,) * 2
        )
        talks = tending * (1.0 - self.parameters.exploring) / self.parameters.talk_hours
        offer = np.divide(talks, self._weight, out=np.zeros_like(talks), where=self._weight > 0)
        meet(np.sqrt(offer).astype(np.float32), live)
        self._first_meetings(Foci(firm, firm_start, holder, *self.nearby), exploring)
        if self.watched is not None:
            self.log.append(self.talks(self.watched))
        return True

    def _first_meetings(self, foci: Foci, hours: NDArray[np.float64]) -> None:
        """Exploring hours go to people not met before, or out of touch; rows without room for them all get more."""
        number = looked_for(self.seed, self.season, self._numbers, hours)
        sought = meetings_in(np.concatenate([[0], np.cumsum(number)]))
        meetings(self.seed, self.season, self._numbers, foci, self.live, self.past, sought)
        self._sought = sought
        both = told_both(sought)
        self.make_room(np.diff(both.start))
        begin(self.season, self._numbers, foci.firm, both, self.live, self.past)

    def make_room(self, more: NDArray[np.int64]) -> None:
        """So many more ties fit in each row. Where some row is full, all put away what has ended, and if that is not enough, all
        get more room: for as many besides as somebody meets in some seasons.
        """
        if self._fit(more):
            return
        meets = self.parameters.exploring * self.hours * (SEASON / self.parameters.talk_hours)
        room = (SEASONS_OF_ROOM * meets).astype(np.int64) + LEAST_ROOM
        self.past = roomier_past(self.past, (self.live.size - self.live.active).astype(np.int64), 2 * room)
        put_away(self.live, self.past)
        if not self._fit(more):
            self.live = roomier(self.live, self.live.size + more + room)

    def _fit(self, more: NDArray[np.int64]) -> bool:
        return bool((self.live.size + more <= np.diff(self.live.start)).all())

    def everything(self, low: int = 0, high: int | None = None) -> Live:
        """A copy of all ties, in rows: those that live, and behind them all that have ended. Of people low .. high - 1 alone,
        that of `low` is the first row.
        """
        end = len(self.hours) if high is None else high
        live, past = of_people(self.live, low, end), of_people(self.past, low, end)
        return together(live, past, low, self.seed, self.parameters.fitness_spread)

    def fixed_rates(self) -> NDArray[np.float32]:
        """Contact rates of ties of the network that are talked over at fixed rates, float32 (2 * ties,); of the others, -1."""
        start, other, rate, _ = self.frozen
        found = np.empty_like(rate)
        fix_rows(np.arange(len(start) - 1), (start, other, rate), self.live, self.past, found)
        return found

    def know_talks(self, willingness: float, week: int, weeks: int) -> None:
        """Work out now when ties at fixed rates talk in `weeks` weeks from `week` on, at rates times `willingness`: for worlds
        that part from this one, which all look it up. A year of 20,000 people with 570 ties each takes about a second.
        """
        start, other, rate, _ = self.frozen
        self.known_talks = talks_known(self.seed, (start, other, rate), LIVES, willingness, week, weeks)

    def fork(self) -> Relations:
        """A copy that can be lived apart from this one, with an empty log."""
        import copy

        other = copy.copy(self)
        other.live = Live._make(array.copy() for array in self.live)
        other.past = Past._make(array.copy() for array in self.past)
        other._weight, other.log = self._weight.copy(), []
        return other

    def closeness(self, hours: NDArray[Any], silence: NDArray[Any], kin: NDArray[np.bool_]) -> NDArray[Any]:
        """(1 - exp(-hours / closeness_hours)) exp(-silence / closeness_lasts), in 0 to 1; without the second factor for kin."""
        p = self.parameters
        fallen = np.where(kin, 0.0, np.maximum(silence, 0) / p.closeness_lasts)
        return np.asarray((1.0 - np.exp(-hours / p.closeness_hours)) * np.exp(-fallen))

    def table(self) -> pd.DataFrame:
        """One row a live tie, source < target, as of the beginning of the present season: kind, occasion ("on", "resting",
        "ended"), contact_rate of the season, habit (talks), hours ever together, closeness, and in weeks last_talk, born, ended
        (of those that have ended; -1).
        """
        import pandas as pd

        from weakties.simulation.relations.tables import tables

        return pd.concat(tables(self), ignore_index=True)

    def talks(self, watched: NDArray[np.bool_]) -> NDArray[np.int32]:
        """All conversations of the present season of anybody `watched`, bool (people,), on live ties and in first meetings: int32
        (talks, 3) of source, target and week, source < target.
        """
        found = np.empty((count_talks(self.seed, self.season, watched, self.live), 3), np.int32)
        list_talks(self.seed, self.season, watched, self.live, found)
        return np.concatenate([found, self.met(watched)])

    def met(self, watched: NDArray[np.bool_]) -> NDArray[np.int32]:
        """Those of them in which two people met for the first time, or again: one a pair, in the first week of the season."""
        return np.unique(conversations(self.season, watched, self._sought), axis=0)


def _nearby(ties: Ties) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int32]]:
    """The communities of the network; one for all where it has none."""
    community = ties.groups.get("community", np.zeros(ties.people, np.int32)).astype(np.int32)
    start = np.concatenate([[0], np.cumsum(np.bincount(community))]).astype(np.int64)
    return community, start, np.argsort(community, kind="stable").astype(np.int32)
