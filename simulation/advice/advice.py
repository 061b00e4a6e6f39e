"""Advice at work: who follows it, from when on and for how long, and what it took in hours."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.advice import doing
from weakties.simulation.advice.actions import (
    SEARCH_HOURS,
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
from weakties.simulation.advice.together import grouped
from weakties.simulation.advice.whom import Who
from weakties.simulation.errors import UserError
from weakties.simulation.talk.live import SEASON
from weakties.simulation.trust.opinions import MANNERS, USUAL, usual_manners

if TYPE_CHECKING:
    from weakties.simulation.relations.relations import Relations
    from weakties.simulation.trust.trust import Trust

QUARTER = 13  # weeks


class Advice:
    """What the `treated`, bool (people,), do from week `start` on for so many weeks. Nobody treated: nothing changes, to the bit.

    actions        see actions.py
    while_looking  whether it is followed only in seasons that begin while one looks for a job
    worked         for which firms each has worked (market/advised.py, `careers`), who former colleagues are; None: nobody has any
    acting         bool (people,): who follows it this season
    own, others    float64 (people,): hours that it took so far, of who follows it, and of others for his sake
    leads          int64 (people, 3): vacancies that one had heard of, while looking, when they were decided; of these, those
                   first heard of over a tie; and those that one person alone, and no posting, told of

    It acts where a season begins, in this order: traits and budgets; asks and posts, on what people think after the season
    before; and, when ties have had their turn, hours with people. What it adds to search acts every week.
    """

    def __init__(
        self,
        actions: Iterable[Action],
        treated: NDArray[np.bool_],
        start: int,
        weeks: int,
        while_looking: bool = True,
        worked: tuple[NDArray[np.int64], NDArray[np.int32]] | None = None,
    ) -> None:
        self.actions = checked(actions)
        if weeks < 1:
            raise UserError(f"weeks = {weeks}: advice is followed for one week at least")
        self.treated = np.array(treated, np.bool_)
        self.start, self.weeks, self.while_looking = start, weeks, while_looking
        people = len(self.treated)
        self.worked = worked or (np.zeros(people + 1, np.int64), np.zeros(0, np.int32))
        self.acting, self.season, self.length = np.zeros(people, np.bool_), -1, 0
        self.own, self.others = np.zeros(people), np.zeros(people)
        self.leads = np.zeros((people, 3), np.int64)
        self._before: tuple[Any, Any, Any] | None = None  # budget, competence and reliability without advice
        self._thankful: tuple[NDArray[np.bool_], NDArray[np.int64]] | None = (
            None  # who gives thanks, favours before
        )
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
        self.length = max(0, min((self.season + 1) * SEASON, self.start + self.weeks) - max(week, self.start))
        follows = self.treated & who.looking if self.while_looking else self.treated
        self.acting = follows.copy() if self.length > 0 else np.zeros_like(follows)
        self._habits(relations, trust, who)
        if not self.acting.any():
            return
        now = self._now(relations, trust, who)
        for lane, action in self._of(Ask):
            doing.ask(now, lane, action)
        for lane, action in self._of(Answer):
            doing.answer(now, lane, action)
        for _, action in self._of(Post):
            doing.post(now, action)

    def meet(self, relations: Relations, trust: Trust | None, who: Who) -> None:
        """The season has begun, and ties have had their turn: those who act spend hours with people."""
        if not self.acting.any():
            return
        now = self._now(relations, trust, who)
        for lane, action in self._of(Talk):
            doing.talk(now, lane, action)
        for _, action in self._of(Usual):
            doing.usual(now, action)
        for lane, action in self._of(Meet):
            doing.meet(now, lane, action, self.start // SEASON)
        for lane, action in self._of(Introduce):
            doing.introduce(now, lane, action)

    def search(self, week: int, looking: NDArray[np.bool_]) -> NDArray[np.float64]:
        """How many times as often as who looks anyway each person comes across a vacancy by advice this week, besides; float64
        (people,). Their hours are counted.
        """
        hours = sum(action.hours for _, action in self._of(Search))
        if hours == 0 or not self.start <= week < self.start + self.weeks:
            return np.zeros(len(self.own))
        spent = np.where(self.acting & looking, hours, 0.0)
        self.own += spent
        return spent / SEARCH_HOURS

    def _of(self, kind: type[Any]) -> Iterator[tuple[int, Any]]:
        """Actions of a kind, each with its place, which is part of the address of its luck."""
        return ((n, action) for n, action in enumerate(self.actions) if isinstance(action, kind))

    def _now(self, relations: Relations, trust: Trust | None, who: Who) -> doing.Season:
        if self._industries is None:
            self._industries = grouped(who.industry)
        hours = (self.own, self.others)
        return doing.Season(
            self.season, self.length, self.acting, *hours, relations, trust, who, self._industries
        )

    def _habits(self, relations: Relations, trust: Trust | None, who: Who) -> None:
        """Traits and budgets of those who act now are changed; of all others they are what they were."""
        if not any(isinstance(action, (Trait, Budget)) for action in self.actions):
            return
        if self._before is None:
            traits = (None, None) if trust is None else (trust.competence, trust.reliability)
            self._before = (relations.budget, *traits)
        relations.budget, competence, reliability = self._before
        self._manners(relations, trust)
        explores = relations.parameters.exploring
        for _, action in self._of(Budget):
            tends, meets = (np.where(self.acting, times, 1.0) for times in (action.tending, action.exploring))
            before = relations.budget
            relations.budget = (tends, meets) if before is None else (tends * before[0], meets * before[1])
            more = (action.tending - 1) * (1 - explores) + (action.exploring - 1) * explores
            self.own += self.acting * relations.hours * more * self.length
        if trust is not None:
            trust.competence, trust.reliability = competence, reliability
        for _, action in self._of(Trait):
            self.own += self.acting * action.hours * self.length
            who.ability[self.acting] += np.float32(action.ability * self.length / QUARTER)
            if trust is not None:
                trust.competence = moved(trust.competence, action.competence, self.acting)
                trust.reliability = moved(trust.reliability, action.reliability, self.acting)

    def _manners(self, relations: Relations, trust: Trust | None) -> None:
        """How those who act deal with others, from this season on, and how bound by habit they are; of all others as usual."""
        traits = [action for _, action in self._of(Trait)]
        pull = sum(action.habit for action in traits)
        relations.pull = (
            np.where(self.acting, pull, 0.0).astype(np.float32) if pull else np.zeros(0, np.float32)
        )
        if trust is None:
            return
        if self._thankful is not None:
            who, before = self._thankful
            self.own += np.where(who, trust.favours - before, 0) * THANKS_HOURS
        self._thankful = (self.acting, trust.favours.copy()) if any(one.thanks for one in traits) else None
        manners = usual_manners(len(self.acting))
        for name in MANNERS.names or ():
            for action in traits:
                if getattr(action, name) != manners[name][0]:
                    manners[name][self.acting] = getattr(action, name)
        changed = self.acting.any() and any(_manner(action) != USUAL for action in traits)
        trust.opinions = trust.opinions._replace(manners=manners if changed else manners[:0])


def _manner(action: Trait) -> tuple[float, ...]:
    return (action.open, action.generous, action.keeps, action.thanks)


def moved(chance: NDArray[np.float32], by: float, who: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Chances, float32 (people,), whose odds are times exp(by), of these people; of others, as they are."""
    if by == 0 or not who.any():
        return chance
    with np.errstate(divide="ignore"):
        logit = np.log(chance) - np.log1p(-chance) + by
    return np.where(who, 1 / (1 + np.exp(-logit)), chance).astype(np.float32)
