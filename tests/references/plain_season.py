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

from weakties.simulation.chance import Purpose, uniform, unit32, words
from weakties.simulation.poisson import poisson
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
    until: int


@njit
def talks_in(rate, four):
    """How many talks each of four weeks has."""
    return [talks_of_week(rate, np.exp(-rate), word) for word in four]


def split_mix(state: int, number: int) -> int:
    """The output number `number`, from 0, of SplitMix64, as its authors write it."""
    for _ in range(number + 1):
        state = (state + 0x9E3779B97F4A7C15) % 2**64
    z = (state ^ state >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    z = (z ^ z >> 27) * 0x94D049BB133111EB % 2**64
    return z ^ z >> 31


class PlainSeason:
    """The turn of a season; `ties` is changed in place."""

    def __init__(self, relations, ties: dict[Pair, PlainTie], season: int, foci) -> None:
        self.seed, self.p, self.hours = relations.seed, relations.parameters, relations.hours
        self.ties, self.season, self.foci = ties, season, foci
        self.people = len(self.hours)

    def turn(self) -> None:
        """Reckon, occasions, forget, plan and meet, first meetings."""
        for pair, tie in list(self.ties.items()):
            self.reckon(pair, tie)
            self.occasion(pair, tie)
            if tie.occasion != ON and tie.since == self.season * SEASON and self.strangers(tie):
                del self.ties[pair]
        self.plan()
        for i in range(self.people):
            self.first_meetings(i)

    @staticmethod
    def strangers(tie: PlainTie) -> bool:
        return tie.hours < 1 and tie.kind != COLLEAGUE

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
        if tie.occasion == ON:
            tie.habit = LOT(tie.habit * LOT(math.exp(-SEASON / self.p.habit_leak)))
        tie.rate = LOT(0)

    def parted(self, pair: Pair) -> bool:
        mine, yours = (self.foci.firm[person] for person in pair)
        return mine < 0 or mine != yours

    def occasion(self, pair: Pair, tie: PlainTie) -> None:
        """Whatever is over: its end, or its return."""
        parted = tie.kind == COLLEAGUE and self.parted(pair)
        if tie.occasion == ON and parted:
            tie.kind, tie.until = FRIEND, self.season
        if tie.occasion == ENDED or tie.until > self.season:
            return
        life, good, back, _ = self.lots(Purpose.OCCASION, self.season, pair)
        began, tie.since = tie.since, self.season * SEASON
        if tie.occasion == RESTING:
            tie.kind = FRIEND if parted else tie.kind
            tie.habit = self.habit_left(tie, began)
            if tie.habit < 0.05:
                tie.occasion, tie.habit = ENDED, LOT(0)
            else:
                self.begins(tie, life)
        elif tie.kind != COLLEAGUE and good < self.p.ends_for_good:
            tie.occasion, tie.habit = ENDED, LOT(0)
        else:
            tie.occasion = RESTING
            tie.until = self.season + self.rests(float(tie.habit), back)

    def habit_left(self, tie: PlainTie, began: int) -> np.float32:
        return LOT(float(tie.habit) * math.exp(-SEASON * (self.season - began // SEASON) / self.p.habit_leak))

    def begins(self, tie: PlainTie, life: float) -> None:
        tie.occasion, tie.since = ON, self.season * SEASON
        if tie.kind == KIN:
            tie.until = 32_767
        else:
            hazard = SEASON / (self.p.occasion_life * float(tie.fitness))
            tie.until = min(32_767, self.season + 1 + math.floor(-math.log(life) / hazard))

    def rests(self, habit: float, back: float) -> int:
        """After how many seasons the sum of hazards exceeds a standard exponential lot, or the habit has faded."""
        seasons, total = 0, 0.0
        while True:
            seasons += 1
            left = habit * math.exp(-SEASON * seasons / self.p.habit_leak)
            if left < 0.05:
                return seasons
            total += SEASON * self.p.return_rate * left / (left + 5)
            if total >= -math.log(back):
                return seasons

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
        for nth in range(poisson(mean, uniform(self.seed, int(Purpose.MEETING), self.season, i, 0))):
            j, kind = self.met(i, nth)
            if j < 0 or j == i:
                continue
            pair, week = (min(i, j), max(i, j)), self.season * SEASON
            tie = self.ties.get(pair)
            life = self.lots(Purpose.OCCASION, self.season, pair)[0]
            if tie is None:
                suits = LOT(fitness(self.seed, *pair, self.p.fitness_spread))
                talk = LOT(self.p.talk_hours)
                tie = PlainTie(LOT(0), LOT(1), talk, suits, week, week, week, kind, ON, 0)
                self.begins(tie, life)
                if tie.until > self.season + 1 or not self.strangers(tie):
                    self.ties[pair] = tie
            elif tie.occasion != ON:
                left = self.habit_left(tie, tie.since) if tie.occasion == RESTING else LOT(0)
                tie.habit, tie.last = max(left, LOT(1)), week
                tie.hours = LOT(float(tie.hours) + self.p.talk_hours)
                tie.kind = FRIEND if tie.kind == COLLEAGUE and self.parted(pair) else tie.kind
                self.begins(tie, life)

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
                high, low, *_ = words(self.seed, int(Purpose.INTRODUCTION), self.season, i, nth)
                u = (split_mix(int(high) << 32 | int(low), j) // 2**11 + 0.5) / 2**53
                waits[j] = -math.log(u) / float(tie.habit)
        return min(waits, key=waits.__getitem__, default=-1)
