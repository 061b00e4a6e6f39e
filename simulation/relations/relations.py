"""Ties that live, as a whole: which ties of a network come to life, their turn from season to season, their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, generator
from weakties.simulation.relations.asleep import forget
from weakties.simulation.relations.parameters import RelationParameters
from weakties.simulation.relations.season import first_meetings, fitness_of, meet, turn
from weakties.simulation.relations.state import (
    COLLEAGUE,
    ENDED,
    FRIEND,
    KIN,
    OCCASIONS,
    ON,
    RESTING,
    TIE,
    Live,
    roomier,
)
from weakties.simulation.relations.talks import count_talks, list_talks
from weakties.simulation.talk.live import SEASON
from weakties.simulation.ties import Kind, Ties

if TYPE_CHECKING:
    import pandas as pd

SEASONS_A_YEAR = 13
LIVES = 1 / 52  # conversations a week from which on a tie of the network lives; rarer ones keep their rate
KNOWN = {
    KIN: 15.0,
    FRIEND: 5.0,
    COLLEAGUE: 3.0,
}  # mean years for which people know each other at the start; assumption
Frozen = tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32], NDArray[np.uint8]]


class Foci(NamedTuple):
    """Where people meet: at work, as the labour market has it this season, and in the community."""

    firm: NDArray[np.int32]  # (people,) whom one works for; -1: out of work
    firm_start: NDArray[np.int64]  # (firms + 1,) the positions of a firm in `holder`
    holder: NDArray[np.int32]  # (positions,) who has the job; -1: nobody
    community: NDArray[np.int32]  # (people,)
    community_start: NDArray[np.int64]  # (communities + 1,) the people of a community in `neighbour`
    neighbour: NDArray[np.int32]  # (people,) by community


class Relations:
    """Ties that live. Those of the network at LIVES conversations a week or more come to life; the rest stay in `frozen`, at
    fixed contact rates, until the two meet and a tie of theirs comes to life (while it does, the rate in `frozen` is negative).

    Two with the same ties, parameters and seed, told the same of who works where, are the same to the bit.
    """

    def __init__(self, ties: Ties, parameters: RelationParameters, seed: int) -> None:
        self.parameters, self.seed = parameters, np.uint64(seed)
        self.season = -1
        row = np.repeat(np.arange(ties.people, dtype=np.int32), ties.degree)
        lives = ties.contact_rate >= LIVES
        self.frozen: Frozen = (
            _starts(row, ~lives, ties.people),
            ties.other[~lives],
            ties.contact_rate[~lives],
            ties.kind[~lives],
        )
        self.live = roomier(_born(ties, row, lives, parameters, seed))
        draw = generator(seed, Purpose.TIME).standard_normal(ties.people)
        self.hours = parameters.social_hours * np.exp(parameters.hours_spread * draw)
        self._numbers = _numbers(parameters)
        self._weight = np.zeros(ties.people)
        self.watched: NDArray[np.bool_] | None = None  # (people,) whose conversations are logged
        self.log: list[NDArray[np.int32]] = []  # one table a season; see `talks`
        self._nearby = _nearby(ties)

    def turn(self, week: int, firm: NDArray[np.int32], firm_start: Any, holder: Any) -> bool:
        """Let the season begin that this week is in, if it has not; returns whether it did. firm: (people,), -1 out of work;
        holder[firm_start[f] : firm_start[f + 1]]: who works in firm f.
        """
        season = week // SEASON
        if season == self.season:
            return False
        self.season = season
        p, live = self._numbers, self.live
        turn(self.seed, season, p, firm, live, self._weight)
        talks = self.hours * (1.0 - self.parameters.exploring) / self.parameters.talk_hours
        offer = np.divide(talks, self._weight, out=np.zeros_like(talks), where=self._weight > 0)
        meet(offer, live)
        foci = Foci(firm, firm_start, holder, *self._nearby)
        at = 0
        while at < len(self.hours):
            at = first_meetings(self.seed, season, p, self.hours, foci, self.frozen, self.live, at)
            if at < len(self.hours):
                self.live = roomier(self.live)
        if season % SEASONS_A_YEAR == 0:
            forget(season * SEASON, self.frozen, self.live)
        if self.watched is not None:
            self.log.append(self.talks(self.watched))
        return True

    def fork(self) -> Relations:
        """A copy that can be lived apart from this one, with an empty log."""
        import copy

        other = copy.copy(self)
        start, size, active, tie = self.live
        other.live = Live(start.copy(), size.copy(), active.copy(), tie.copy())
        other.frozen = (*self.frozen[:2], self.frozen[2].copy(), self.frozen[3])
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

        live, people = self.live, len(self.hours)
        at = np.concatenate([[0], np.cumsum(live.size, dtype=np.int64)])
        row = np.repeat(np.arange(people, dtype=np.int32), live.size)
        tie = live.tie[np.arange(at[-1]) - at[row] + live.start[row]]
        once = row < tie["other"]
        row, tie = row[once], tie[once]
        silence = self.season * SEASON - tie["last"].astype(np.int32)
        return pd.DataFrame(
            {
                "source": row,
                "target": tie["other"],
                "kind": pd.Categorical.from_codes(
                    tie["kind"].astype(int), pd.Index([k.name.lower() for k in Kind])
                ),
                "occasion": pd.Categorical.from_codes(tie["occasion"].astype(int), pd.Index(OCCASIONS)),
                "contact_rate": tie["rate"],
                "habit": tie["habit"],
                "hours": tie["hours"],
                "closeness": self.closeness(tie["hours"], silence, tie["kind"] == KIN).astype(np.float32),
                "last_talk": tie["last"].astype(np.int32),
                "born": tie["born"].astype(np.int32),
                "ended": np.where(tie["occasion"] == ENDED, tie["since"], -1).astype(np.int32),
            }
        ).sort_values(["source", "target"], ignore_index=True)

    def talks(self, watched: NDArray[np.bool_]) -> NDArray[np.int32]:
        """All conversations of the present season on live ties of anybody `watched`, bool (people,): int32 (talks, 3) of source,
        target and week, source < target.
        """
        found = np.empty((count_talks(self.seed, self.season, watched, self.live), 3), np.int32)
        list_talks(self.seed, self.season, watched, self.live, found)
        return found


def _starts(row: NDArray[np.int32], keep: NDArray[np.bool_], people: int) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(np.bincount(row[keep], minlength=people))]).astype(np.int64)


def _born(
    ties: Ties, row: NDArray[np.int32], lives: NDArray[np.bool_], p: RelationParameters, seed: int
) -> Live:
    """The ties that live as they may have been before week 0: known for an exponential time, with the habit and the hours that
    their contact rate leaves; kin, and others by the chance of a talk in a season, with an occasion. Some years forget it.
    """
    source, other, rate = row[lives], ties.other[lives], ties.contact_rate[lives]
    kind = np.where(ties.kind[lives] == Kind.ACQUAINTANCE, FRIEND, ties.kind[lives]).astype(np.uint8)
    low, high = np.minimum(source, other).astype(np.int64), np.maximum(source, other).astype(np.int64)
    _, pair = np.unique(low * ties.people + high, return_inverse=True)
    draw = generator(seed, Purpose.PAST).random((2, int(pair.max(initial=-1)) + 1))[:, pair]
    years = np.array([KNOWN[KIN], KNOWN[FRIEND], KNOWN[COLLEAGUE]])[kind] * -np.log(1.0 - draw[0])
    years = np.minimum(years, 80.0)
    on = (kind == KIN) | (draw[1] < -np.expm1(-rate * SEASON))
    silent = np.where(on, 0, np.minimum(years * 52, 1 / rate)).astype(np.int16)
    tie = np.zeros(len(other), TIE)
    tie["other"], tie["kind"], tie["last"], tie["since"] = other, kind, -silent, -silent
    tie["habit"], tie["hours"] = rate * p.habit_leak, rate * 52 * years * p.talk_hours
    tie["fitness"] = fitness_of(np.uint64(seed), low, high, p.fitness_spread)
    tie["born"] = -52 * years
    tie["occasion"] = np.where(on, ON, RESTING)
    size = np.bincount(source, minlength=ties.people).astype(np.int32)
    return Live(_starts(row, lives, ties.people), size, size.copy(), tie)


def _numbers(p: RelationParameters) -> Any:
    """The parameters as a named tuple, for kernels."""
    return _Numbers(**{name: float(value) for name, value in p.model_dump().items()})


_Numbers = NamedTuple("_Numbers", [(name, float) for name in RelationParameters.model_fields])  # type: ignore[misc]


def _nearby(ties: Ties) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int32]]:
    """The communities of the network; one for all where it has none."""
    community = ties.groups.get("community", np.zeros(ties.people, np.int32)).astype(np.int32)
    start = np.concatenate([[0], np.cumsum(np.bincount(community))]).astype(np.int64)
    return community, start, np.argsort(community, kind="stable").astype(np.int32)
