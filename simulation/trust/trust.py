"""Trust as a whole: what people think of each other, what they do by it, and what they learn from season to season."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, generator
from weakties.simulation.streams import TrustStream
from weakties.simulation.talk.live import SEASON
from weakties.simulation.trust.asking import EACH, MEDIA, STAGES, ask, planned
from weakties.simulation.trust.forms import all_inputs
from weakties.simulation.trust.gossip import TURN, gossip, turned
from weakties.simulation.trust.learning import EVENT, THANKED, learnt, take_in
from weakties.simulation.trust.opinions import Opinions, no_opinions, rows_of, with_room, with_room_for
from weakties.simulation.trust.parameters import numbers_of_trust
from weakties.simulation.trust.passing import FATE, RIGHT, WRONG, fates, in_full
from weakties.simulation.trust.promises import Broken
from weakties.simulation.trust.wrong import KnownWrong

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.relations.relations import Relations
    from weakties.simulation.trust.trusting import Trusting

LEADS = ("teller", "listener", "vacancy", "opened", "week", "steps")


class Trust:
    """What people think of each other, over ties that live. Within a season it is as it was when the season began.

    usual                     what a market's `announced` and `relay` are divided by
    competence, reliability   lasting traits, float32 (people,): chances that a lead proves right, that a promise is kept
    opinions                  who thinks what of whom, and manners
    thanked                   int64 (people,): how often each has thanked, so far
    asks                      int64 (MEDIA, STAGES): how many asks were planned, made, answered yes, and kept, so far
    broken                    the promises that were broken so far
    log                       None, or a table for each time that leads were weighed: set it to [] to keep them
    """

    def __init__(self, people: int, p: Trusting, seed: int) -> None:
        rng = generator(seed, Purpose.TRAIT, TrustStream.TRAITS)
        draws = p.traits_spread * rng.standard_normal((2, people))
        self.competence = chances(p.competence, draws[0])
        self.reliability = chances(p.reliability, draws[1])
        self.seed, self.usual = np.uint64(seed), p.usual
        self.opinions: Opinions = no_opinions(people)
        self.thanked = np.zeros(people, np.int64)
        self.asks = np.zeros((len(MEDIA), len(STAGES)), np.int64)
        self.broken = Broken()
        self.log: list[pd.DataFrame] | None = None
        self._acted: list[tuple[NDArray[Any], ...]] = []  # listener, teller, right, week of the talk
        self._wrong = KnownWrong()
        self._room = 1 << 12  # turns of a season's talk: as many as there have been, and some more

    def passed(self, relations: Relations, leads: Any, allowed: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which leads are told, bool (leads,), of those that nothing else stops, `allowed`: those that are passed on, acted
        on, and right. leads: LEADS among its columns. What is acted on is learnt from
        when the season is over.
        """
        columns: Any = tuple(np.ascontiguousarray(getattr(leads, name)) for name in LEADS)
        found = np.empty(len(columns[0]), FATE)
        p = numbers_of_trust(relations.parameters)
        whole = self.log is not None
        fates(self.seed, p, relations.live, self.opinions, self.competence, columns, found)
        if whole:
            in_full(p, relations.live, self.opinions, columns, found)
        looked = np.arange(len(found)) if whole else np.flatnonzero(found["outcome"] == WRONG)
        again = np.zeros(len(found), np.bool_)
        again[looked] = self._wrong.has(found["id"][looked])
        wrong = (found["outcome"] == WRONG) & found["history"] & ~again & allowed
        self._wrong = self._wrong.with_more(found["id"][wrong], columns[4][wrong])
        right = (found["outcome"] == RIGHT) & allowed
        learns = (right & found["history"]) | wrong
        if learns.any():
            self._acted.append((columns[1][learns], columns[0][learns], right[learns], columns[4][learns]))
        if self.log is not None:
            self.log.append(_logged(leads, found)[~again & allowed])
        return right

    def settle(self, week: int, relations: Relations, looking: NDArray[np.bool_]) -> None:
        """A season begins with this week, and ties have not yet had their turn: leads of the season just over are learnt from,
        who looks asks, and what was said of third persons is taken in; all on what people thought before.
        """
        season = week // SEASON
        if season == relations.season:
            return
        p, live = numbers_of_trust(relations.parameters), relations.live
        events = [self._lessons(week)]
        number = planned(self.seed, season, p, looking)
        asked = np.empty(EACH * int(number.sum()), EVENT)
        out = (asked, self.asks)
        made = asked[: ask(self.seed, season, p, live, self.opinions, self.reliability, number, out)]
        events.append(self.broken.sift(week, made))
        if relations.season >= 0:
            events.append(self.hear(relations.season, week, relations))
        for some in events:
            self.learn(p, some)

    def hear(self, season: int, week: int, relations: Relations) -> NDArray[Any]:
        """The events of a season's gossip, as they are in `week`."""
        p, live = numbers_of_trust(relations.parameters), relations.live
        given, turns = (self.seed, season, p.gossip, live), np.empty(self._room, TURN)
        if (count := turned(*given, turns)) > len(turns):
            turns, self._room = np.empty(count, TURN), count + count // 4
            turned(*given, turns)
        events = np.empty(2 * count, EVENT)
        return events[: gossip(p, week, live, self.opinions, turns[:count], events)]

    def learn(self, p: Any, events: NDArray[Any]) -> None:
        """These events change what people think; p: `numbers_of_trust`."""
        self.thanked += np.bincount(events["other"][events["what"] == THANKED], minlength=len(self.thanked))
        self.opinions = with_room_for(self.opinions, len(events))
        take_in(p, self.opinions, events)

    def make_room_as(self, other: Trust) -> None:
        """As much room for views as the other has: forks that will need it have it when they begin."""
        self.opinions = with_room(self.opinions, len(other.opinions.key))

    def _lessons(self, week: int) -> NDArray[Any]:
        """The events of leads talked of before this week; later ones wait."""
        if not self._acted:
            return np.empty(0, EVENT)
        listener, teller, right, when = (np.concatenate(column) for column in zip(*self._acted, strict=True))
        over = when < week
        self._acted = [(listener[~over], teller[~over], right[~over], when[~over])]
        self._wrong = self._wrong.since(week - LONG)
        return np.asarray(learnt(listener[over], teller[over], right[over]))

    def fork(self) -> Trust:
        """A copy that can be lived apart from this one, with an empty log."""
        other = copy.copy(self)
        other.opinions = Opinions._make(array.copy() for array in self.opinions)
        other.asks, other._acted, other.thanked = self.asks.copy(), list(self._acted), self.thanked.copy()
        other.broken = self.broken.fork()
        other.log = None if self.log is None else []
        return other

    def table(self, relations: Relations) -> pd.DataFrame:
        """One row a direction in which something was learnt, as of the beginning of the present season: person, other,
        credibility, reliability, intimacy, self_orientation, trust, leads and promises (own experience), gave (leads that
        person gave other), aware_until (week; -1: not aware).
        """
        import pandas as pd

        person, other, view = rows_of(self.opinions)
        p, week = numbers_of_trust(relations.parameters), max(relations.season, 0) * SEASON
        found = np.empty((len(person), 5))
        all_inputs(p, week, relations.everything(), self.opinions, (person, other), found)  # history stays
        c, r, near, s, trust = found.astype(np.float32).T
        return pd.DataFrame(
            {
                "person": person.astype(np.int32),
                "other": other.astype(np.int32),
                "credibility": c,
                "reliability": r,
                "intimacy": near,
                "self_orientation": s,
                "trust": trust,
                "leads": view["leads"].astype(np.int32),
                "promises": view["promises"],
                "gave": view["gave"].astype(np.int32),
                "aware_until": view["aware"].astype(np.int32),
            }
        )


LONG = 104  # weeks after which no vacancy is open any more that somebody was told of wrongly


def chances(median: float, z: NDArray[np.float64]) -> NDArray[np.float32]:
    """Chances, float32 (people,), of this median, whose logits lie z from its own; at 0 and 1 all are the same."""
    with np.errstate(divide="ignore"):
        logit = np.log(median) - np.log1p(-median)
    return np.asarray(1.0 / (1.0 + np.exp(-(logit + z))), np.float32)


def _logged(leads: Any, found: NDArray[Any]) -> pd.DataFrame:
    """The leads that were weighed, and their fates."""
    import pandas as pd

    told = {name: getattr(leads, name) for name in (*LEADS, "contact_rate")}
    return pd.DataFrame({**told, **{name: found[name] for name in FATE.names or ()}})
