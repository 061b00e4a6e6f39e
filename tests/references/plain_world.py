"""What the plain labour market (plain_market.py) is made of: people, vacancies, who has heard and who tells, and luck."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from weakties.simulation.chance import Purpose, uniform
from weakties.simulation.talk.conversation import next_talk

Tie = tuple[float, int]  # contact rate, kind
COLLEAGUE = 2


@dataclass
class Person:
    """Somebody: lasting traits, and the present job (a position, or None) or time out of work."""

    industry: int
    ability: float
    offset: int
    lean: float
    job: int | None
    since: int = 0
    hired: int | None = None
    looks: bool = True


@dataclass(frozen=True)
class Telling:
    """Somebody has heard of a vacancy that suits him."""

    listener: int
    week: int
    channel: str
    teller: int = -1
    tie: Tie | None = None
    steps: int = -1


@dataclass
class News:
    """Somebody tells of a vacancy from a week on: from whom he has it, over how many steps, and whom he has yet to tell."""

    week: int
    source: int
    steps: int
    untold: dict[int, Tie] = field(default_factory=dict)


@dataclass
class Vacancy:
    """An opening at a position, with all who have heard of it and all who tell of it."""

    position: int
    industry: int
    opened: int
    deadline: int
    hirer: int | None
    tellings: list[Telling] = field(default_factory=list)
    tellers: dict[int, News] = field(default_factory=dict)


class PlainWorld:
    """The state. numbers: all of MarketParameters and Mechanisms, by name; contacts: of each person, the tie by other person;
    firm_of: the firm of each position; industry_of: the industry of each firm."""

    def __init__(
        self,
        seed: int,
        numbers: Mapping[str, float],
        people: list[Person],
        contacts: list[dict[int, Tie]],
        firm_of: list[int],
        industry_of: list[int],
    ) -> None:
        self.seed, self.numbers, self.people, self.contacts = seed, numbers, people, contacts
        self.firm_of, self.industry_of = firm_of, industry_of
        self.holder = {person.job: i for i, person in enumerate(people) if person.job is not None}
        self.vacancies: dict[int, Vacancy] = {}
        self.week = 0
        self.hires: list[dict[str, object]] = []
        self.story: list[dict[str, object]] = []  # all that somebody hired had heard of that job
        self.weeks: list[dict[str, int]] = []
        self.seen: Counter[str] = Counter()  # how often the rarer rules decided something

    def luck(self, purpose: Purpose, week: int, who: int, nth: int = 0) -> float:
        """The random number at an address."""
        return float(uniform(self.seed, int(purpose), week, who, nth))

    def lot(self, vacancy: Vacancy, source: int) -> float:
        """Among those who told the same in the same week the lowest has the credit."""
        return self.luck(Purpose.CREDIT, vacancy.opened, source, vacancy.position)

    def talks(self, i: int, j: int, rate: float, until: int) -> bool:
        """Whether two people talk about jobs between this week and another, both included."""
        return bool(next_talk(self.seed, i, j, rate * self.numbers["willingness"], self.week, until) >= 0)

    def suits(self, j: int, vacancy: Vacancy) -> bool:
        """A vacancy of his industry does, of another one with probability `transferability`."""
        lot = self.luck(Purpose.MATCH, vacancy.opened, j, vacancy.position)
        return self.people[j].industry == vacancy.industry or lot < self.numbers["transferability"]

    def firm(self, i: int) -> int | None:
        """Where somebody works."""
        job = self.people[i].job
        return None if job is None else self.firm_of[job]

    def tilted(self, number: str, strength: float, industry: int) -> float:
        """A number in an industry: times exp(strength (2 d - 1)), d from 0 for the least digital industry to 1 for the most."""
        most = max(self.industry_of)
        return self.numbers[number] * math.exp(strength * (2 * industry / most - 1 if most else 0))
