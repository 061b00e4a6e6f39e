"""Advice at work: who follows it, from when on and for how long, and what it took in hours."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.advice import doing
from weakties.simulation.advice.actions import (
    THANKS_HOURS,
    Action,
    Answer,
    Ask,
    Budget,
    Introduce,
    Meet,
    Post,
    Search,
    Talk,
    Trait,
    Usual,
    checked,
)
from weakties.simulation.advice.parameters import AdviceParameters
from weakties.simulation.advice.together import grouped
from weakties.simulation.advice.whom import Who
from weakties.simulation.errors import UserError
from weakties.simulation.talk.live import SEASON
from weakties.simulation.trust.opinions import MANNERS, USUAL, usual_manners

if TYPE_CHECKING:
    from weakties.simulation.relations.relations import Relations
    from weakties.simulation.trust.trust import Trust

QUARTER = 13  # weeks


class Followed(NamedTuple):
    """One piece of advice: what the `treated`, bool (people,), do, and for how many weeks.

    while_looking  whether it is followed only in seasons that begin while one looks for a job
    """

    actions: tuple[Action, ...]
    treated: NDArray[np.bool_]
    weeks: int
    while_looking: bool = True


class Advice:
    """What those do who follow some pieces of advice from week `start` on. Nobody follows any: nothing changes, to the bit.

    followed       the pieces; nobody follows two
    worked         for which firms each has worked (market/advised.py, `careers`), who former colleagues are; None: nobody has any
    parameters     what an hour of it does, and what it takes of others
    acting         bool (people,): who follows any this season
    own, others    float64 (people,): hours that it took so far, of who follows it, and of others for his sake
    leads          int64 (people, 3): vacancies that one had heard of, while looking, when they were decided; of these, those
                   first heard of over a tie; and those that one person alone, and no posting, told of

    It acts where a season begins, in this order: traits and budgets; asks and posts, on what people think after the season
    before; and, when ties have had their turn, hours with people. What it adds to search acts every week.
    """

    def __init__(
        self,
        followed: Iterable[Followed],
        start: int,
        worked: tuple[NDArray[np.int64], NDArray[np.int32]] | None = None,
        parameters: AdviceParameters | None = None,
    ) -> None:
        self.followed = [one._replace(actions=checked(one.actions)) for one in followed]
        for one in self.followed:
            if one.weeks < 1:
                raise UserError(f"weeks = {one.weeks}: advice is followed for one week at least")
        if (np.sum([one.treated for one in self.followed], axis=0) > 1).any():
            raise UserError("somebody follows two pieces of advice: each may follow one")
        people = len(self.followed[0].treated)
        self.start, self.parameters = start, parameters or AdviceParameters()
        self.worked = worked or (np.zeros(people + 1, np.int64), np.zeros(0, np.int32))
        self.acting, self.season = np.zeros(people, np.bool_), -1
        self.own, self.others = np.zeros(people), np.zeros(people)
        self.leads = np.zeros((people, 3), np.int64)
        # who acts this season, and for how many weeks of it
        self._turns: list[tuple[Followed, NDArray[np.bool_], int]] = []
        self._before: tuple[Any, Any, Any] | None = None  # budget, competence and reliability without advice
        # whose thanks are counted, and how often each had thanked when the season began
        self._thankful: tuple[NDArray[np.bool_], NDArray[np.int64]] | None = None
        self._industries: Any = None

    def fork(self) -> Advice:
        """A copy that can be lived apart from this one."""
        other = copy.copy(self)
        for name in ("acting", "own", "others", "leads"):
            setattr(other, name, getattr(self, name).copy())
        return other

    def begin(self, week: int, relations: Relations, trust: Trust | None, who: Who) -> None:
        """A season begins with this week, and ties have not yet had their turn."""
        self.season = week // SEASON
        self._turns, self.acting = [], np.zeros_like(self.acting)
        for one in self.followed:
            until = min((self.season + 1) * SEASON, self.start + one.weeks)
            length = max(0, until - max(week, self.start))
            acts = one.treated & who.looking if one.while_looking else one.treated
            if length > 0 and acts.any():
                self._turns.append((one, acts, length))
                self.acting |= acts
        self._habits(relations, trust, who)
        for now, lane, action in self._doing(relations, trust, who, Ask, Answer, Post):
            SAID[type(action)](now, lane, action)

    def meet(self, relations: Relations, trust: Trust | None, who: Who) -> None:
        """The season has begun, and ties have had their turn: those who act spend hours with people."""
        for now, lane, action in self._doing(relations, trust, who, Talk, Usual):
            MET[type(action)](now, lane, action)
        for now, lane, action in self._doing(relations, trust, who, Meet):
            doing.meet(now, lane, action, self.start // SEASON)
        for now, lane, action in self._doing(relations, trust, who, Introduce):
            doing.introduce(now, lane, action)

    def search(self, week: int, looking: NDArray[np.bool_]) -> NDArray[np.float64]:
        """How many times as often as who looks anyway each person comes across a vacancy by advice this week, besides; float64
        (people,). Their hours are counted.
        """
        spent = np.zeros(len(self.own))
        for one, acts, _ in self._turns:
            hours = sum(action.hours for action in one.actions if isinstance(action, Search))
            if hours > 0 and self.start <= week < self.start + one.weeks:
                spent += np.where(acts & looking, hours, 0.0)
        self.own += spent
        return spent / self.parameters.search_hours

    def _doing(
        self, relations: Relations, trust: Trust | None, who: Who, *kinds: type[Any]
    ) -> Iterator[tuple[doing.Season, int, Any]]:
        """Actions of these kinds in their order, of all who act, each with its place, part of the address of its luck."""
        if self._industries is None:
            self._industries = grouped(who.industry)
        given = (self.own, self.others, relations, trust, who, self._industries, self.parameters)
        for kind in kinds:
            for one, acts, length in self._turns:
                for lane, action in enumerate(one.actions):
                    if isinstance(action, kind):
                        yield doing.Season(self.season, length, acts, *given), lane, action

    def _traits(self, kind: type[Any]) -> Iterator[tuple[NDArray[np.bool_], int, Any]]:
        """(who acts, weeks, action) of actions of this kind."""
        for one, acts, length in self._turns:
            for action in one.actions:
                if isinstance(action, kind):
                    yield acts, length, action

    def _habits(self, relations: Relations, trust: Trust | None, who: Who) -> None:
        """Traits and budgets of those who act now are changed; of all others they are what they were."""
        if not any(isinstance(action, (Trait, Budget)) for one in self.followed for action in one.actions):
            return
        if self._before is None:
            traits = (None, None) if trust is None else (trust.competence, trust.reliability)
            self._before = (relations.budget, *traits)
        relations.budget, competence, reliability = self._before
        self._manners(relations, trust)
        explores = relations.parameters.exploring
        for acts, length, action in self._traits(Budget):
            tends, meets = (np.where(acts, times, 1.0) for times in (action.tending, action.exploring))
            before = relations.budget
            relations.budget = (tends, meets) if before is None else (tends * before[0], meets * before[1])
            more = (action.tending - 1) * (1 - explores) + (action.exploring - 1) * explores
            self.own += acts * relations.hours * more * length
        if trust is not None:
            trust.competence, trust.reliability = competence, reliability
        for acts, length, action in self._traits(Trait):
            self.own += acts * action.hours * length
            who.ability[acts] += np.float32(action.ability * length / QUARTER)
            if trust is not None:
                trust.competence = moved(trust.competence, action.competence, acts)
                trust.reliability = moved(trust.reliability, action.reliability, acts)

    def _manners(self, relations: Relations, trust: Trust | None) -> None:
        """How those who act deal with others, from this season on, and how bound by habit they are; of all others as usual."""
        traits = list(self._traits(Trait))
        pull = np.zeros(len(self.acting), np.float32)
        for acts, _, action in traits:
            pull[acts] += action.habit
        relations.pull = pull if pull.any() else pull[:0]
        if trust is None:
            return
        if self._thankful is not None:
            thanked, before = self._thankful
            self.own += np.where(thanked, trust.thanked - before, 0) * THANKS_HOURS
        manners, usual = usual_manners(len(self.acting)), np.array(USUAL, MANNERS)
        for acts, _, action in traits:
            for name in MANNERS.names or ():
                if getattr(action, name) != usual[name]:
                    manners[name][acts] = getattr(action, name)
        thanks = manners["thanks"] > 0
        self._thankful = (thanks, trust.thanked.copy()) if thanks.any() else None
        changed = bool((manners != usual).any())
        trust.opinions = trust.opinions._replace(manners=manners if changed else manners[:0])


Do = Callable[[doing.Season, int, Any], None]
SAID: dict[type[Any], Do] = {Ask: doing.ask, Answer: doing.answer, Post: doing.post}
MET: dict[type[Any], Do] = {Talk: doing.talk, Usual: doing.usual}


def moved(chance: NDArray[np.float32], by: float, who: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Chances, float32 (people,), whose odds are times exp(by), of these people; of others, as they are."""
    if by == 0 or not who.any():
        return chance
    with np.errstate(divide="ignore"):
        logit = np.log(chance) - np.log1p(-chance) + by
    return np.where(who, 1 / (1 + np.exp(-logit)), chance).astype(np.float32)
