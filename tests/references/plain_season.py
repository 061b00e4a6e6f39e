"""A turn of ties that live in plain Python, from the words of simulation/ODD.md: the judge of kernels that go row by row.

Another algorithm: a world is a dictionary of ties, each pair once, the smaller number first; people meet one after the other, and
what each meeting makes is there at once. Both share luck: random numbers at the documented addresses, and how many talks a week
has (`talks_of_week`). Nothing is skipped, shared out, or worked out beforehand. So both must agree in every tie; only pulls,
whose sum and power are rounded in another way, may differ in their last bits.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numba import njit

from weakties.simulation.chance import Purpose, poisson, uniform, unit32, words
from weakties.simulation.relations.season import fitness
from weakties.simulation.relations.state import COLLEAGUE, ENDED, FRIEND, KIN, ON, RESTING
from weakties.simulation.talk.live import SEASON, talks_of_week

LOT = np.float32
Pair = tuple[int, int]


@dataclass
class PlainTie:
    """The columns of a live tie."""

    rate: np.float32
    habit: np.float32
    hours: np.float32
    fitness: np.float32
    last: int
    born: int
    since: int
    kind: int
    occasion: int


@njit
def talks_in(rate, four):
    """How many talks each of four weeks has."""
    return [talks_of_week(rate, np.exp(-rate), word) for word in four]


class PlainSeason:
    """The turn of a season; `ties` is changed in place."""

    def __init__(self, relations, ties: dict[Pair, PlainTie], season: int, foci) -> None:
        self.seed, self.p, self.hours = relations.seed, relations.parameters, relations.hours
        self.ties, self.season, self.foci = ties, season, foci
        self.people = len(self.hours)

    def turn(self) -> None:
        """Reckon, occasions, plan and meet, first meetings, forget."""
        for pair, tie in self.ties.items():
            self.reckon(pair, tie)
            self.occasion(pair, tie)
        self.plan()
        for i in range(self.people):
            self.first_meetings(i)
        if self.season % 13 == 0:
            self.forget()

    def lots(self, purpose: Purpose, season: int, pair: Pair) -> list[float]:
        return [unit32(word) for word in words(self.seed, int(purpose), season, *pair)]

    def reckon(self, pair: Pair, tie: PlainTie) -> None:
        before = self.season - 1
        if tie.rate > 0:
            talks = talks_in(tie.rate, words(self.seed, int(Purpose.SEASON_TALK), before, *pair))
            for week, count in enumerate(talks):
                tie.last = before * SEASON + week if count else tie.last
            tie.habit = LOT(float(tie.habit) + sum(talks))
            tie.hours = LOT(float(tie.hours) + sum(talks) * self.p.talk_hours)
        tie.habit = LOT(tie.habit * LOT(math.exp(-SEASON / self.p.habit_leak)))
        tie.rate = LOT(0)

    def occasion(self, pair: Pair, tie: PlainTie) -> None:
        if tie.occasion == ENDED:
            return
        firm, week = self.foci.firm, self.season * SEASON
        parted = tie.kind == COLLEAGUE and (firm[pair[0]] < 0 or firm[pair[0]] != firm[pair[1]])
        if parted:
            tie.kind = FRIEND
        lot, other, *_ = self.lots(Purpose.OCCASION, self.season, pair)
        if tie.occasion == ON and tie.kind != KIN:
            hazard = SEASON / (self.p.occasion_life * float(tie.fitness))
            if parted or lot < -math.expm1(-hazard):
                tie.occasion, tie.since = RESTING, week
                if tie.kind != COLLEAGUE and other < self.p.ends_for_good:
                    tie.occasion, tie.habit = ENDED, LOT(0)
        elif tie.occasion == RESTING and tie.habit < 0.05:
            tie.occasion, tie.since, tie.habit = ENDED, week, LOT(0)
        elif tie.occasion == RESTING:
            habit = float(tie.habit)
            if lot < -math.expm1(-SEASON * self.p.return_rate * habit / (habit + 5)):
                tie.occasion, tie.since = ON, week

    def plan(self) -> None:
        on = {pair: tie for pair, tie in self.ties.items() if tie.occasion == ON}
        pull = {
            pair: float(tie.fitness) * (0.1 + float(tie.habit)) ** self.p.habit_pull
            for pair, tie in on.items()
        }
        total = np.zeros(self.people)
        for (a, b), q in pull.items():
            total[a] += q
            total[b] += q
        talks = self.hours * (1 - self.p.exploring) / self.p.talk_hours
        for (a, b), tie in on.items():
            q = pull[a, b]
            tie.rate = LOT(min(14.0, math.sqrt(talks[a] * q / total[a] * talks[b] * q / total[b])))

    def first_meetings(self, i: int) -> None:
        mean = self.p.exploring * self.hours[i] * SEASON / self.p.talk_hours
        for nth in range(min(15, poisson(mean, uniform(self.seed, int(Purpose.MEETING), self.season, i, 0)))):
            j, kind = self.met(i, nth)
            if j < 0 or j == i:
                continue
            pair, week = (min(i, j), max(i, j)), self.season * SEASON
            tie = self.ties.get(pair)
            if tie is None:
                suits = LOT(fitness(self.seed, *pair, self.p.fitness_spread))
                talk = LOT(self.p.talk_hours)
                self.ties[pair] = PlainTie(LOT(0), LOT(1), talk, suits, week, week, week, kind, ON)
            elif tie.occasion != ON:
                tie.occasion, tie.since, tie.habit = ON, week, max(tie.habit, LOT(1))

    def met(self, i: int, nth: int) -> tuple[int, int]:
        foci = self.foci
        introduction, work, which, nearby = self.lots(Purpose.MEETING, self.season, (i, nth + 1))
        if introduction < self.p.introductions:
            friend = self.introduced(i, nth)
            return (self.introduced(friend, nth) if friend >= 0 else -1), FRIEND
        if foci.firm[i] >= 0 and work < self.p.met_at_work:
            there = foci.holder[foci.firm_start[foci.firm[i]] : foci.firm_start[foci.firm[i] + 1]]
            return int(there[int(which * len(there))]), COLLEAGUE
        if nearby < self.p.met_nearby:
            there = np.flatnonzero(foci.community == foci.community[i])
            return int(there[int(which * len(there))]), FRIEND
        return int(which * self.people), FRIEND

    def introduced(self, i: int, nth: int) -> int:
        """Of those with whom i talks this season: the shortest of exponential waits, each of rate habit."""
        waits = {}
        for (a, b), tie in self.ties.items():
            if i in (a, b) and tie.rate > 0 and tie.habit > 0:
                j = a + b - i
                u = uniform(self.seed, int(Purpose.INTRODUCTION), self.season * 16 + nth, i, j)
                waits[j] = -math.log(u) / float(tie.habit)
        return min(waits, key=waits.__getitem__, default=-1)

    def forget(self) -> None:
        for pair, tie in list(self.ties.items()):
            if tie.occasion == ENDED and tie.hours < 1 and self.season * SEASON - tie.last >= 52:
                del self.ties[pair]
