"""The labour market as arrays, and the order of the week. No Mesa here."""

from __future__ import annotations

import copy
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.chance import check_seed
from simulation.market.mechanism_parameters import Mechanisms
from simulation.market.records import HireLog, WeekLog
from simulation.market.state import (
    fill_jobs,
    new_jobs,
    new_people,
    new_tellers,
    new_tellings,
    with_room,
)
from simulation.market.trades import far_talk, leanings, trades
from simulation.networks.workplaces import Workplace, workplaces
from simulation.parameters import MarketParameters
from simulation.rules.hire import count_told, due_vacancies, hire
from simulation.rules.looking import look_around
from simulation.rules.open_vacancies import open_vacancies
from simulation.rules.search_formally import MOST, search_formally
from simulation.rules.separate import separate
from simulation.rules.talk import talk
from simulation.ties import Ties


class Habits(NamedTuple):
    """The numbers that the spread of leads depends on; see `MarketParameters`."""

    relay: float
    willingness: float
    team_size: int
    colleague_rate: float
    formal_search: float
    direct_search: float
    transferability: float
    close_relay: float
    audience: int


class Taste(NamedTuple):
    """The numbers that the choice among applicants depends on; see `MarketParameters`."""

    ability_weight: float
    vouching: NDArray[np.float64]  # (industries,)
    leaning: NDArray[np.float64]  # (people,) how much more than others an employer leans on vouching


class World:
    """A labour market over a network. The week is

    look_around, open_vacancies, talk, search_formally, hire, separate, record

    in this order. `week` is the number of the last week lived: 1 for the first, 0 before it.

    Two worlds with the same ties, parameters and seed are the same to the bit.
    """

    def __init__(
        self, ties: Ties, parameters: MarketParameters, seed: int, mechanisms: Mechanisms | None = None
    ) -> None:
        self.parameters, self.mechanisms = parameters, mechanisms or Mechanisms()
        self.seed = np.uint64(check_seed(seed))
        self.week = 0
        work = _workplace(ties, seed, parameters)
        self.people = new_people(work, seed)
        self.jobs = new_jobs(work, parameters.positions, seed)
        fill_jobs(self.people, self.jobs, work, seed)
        self.tellings, self.tellers = new_tellings(1 << 14), new_tellers(1 << 10)
        self.hires, self.weeks = HireLog(), WeekLog()
        self._trades = trades(self.jobs, parameters, self.mechanisms)
        self.know(ties)
        given = {**parameters.model_dump(), **self.mechanisms.model_dump()}
        self._habits = Habits(*(given[name] for name in Habits._fields))
        leaning = leanings(len(work.firm), seed, self.mechanisms)
        self._taste = Taste(parameters.ability_weight, self._trades.vouching, leaning)

    def know(self, ties: Ties) -> None:
        """From the next week on people have these ties: those of before, and others, or at other contact rates."""
        self.ties = ties
        rate = far_talk(ties, self.people.industry, self._trades.digital, self.mechanisms.digital_talk)
        self._network = (ties.start, ties.other, rate, ties.kind)

    def fork(self) -> World:
        """A copy of this world that can be lived apart from it, with empty logs; the network is shared."""
        other = copy.copy(self)
        for name in ("people", "jobs", "tellings", "tellers"):
            state = getattr(self, name)
            setattr(other, name, type(state)(*(array.copy() for array in state)))
        other.hires, other.weeks = HireLog(), WeekLog()
        return other

    @property
    def contact_rate(self) -> NDArray[np.float32]:
        """The contact rates by which people talk, one a direction as in `ties`."""
        return self._network[2]

    def step(self) -> None:
        """One week."""
        self.week += 1
        looking = int(look_around(self.seed, self.week, self.parameters.on_the_job, self.people))
        opened = self._open_vacancies()
        self._talk()
        self._search_formally()
        hired, due = self._hire()
        ended = separate(self.seed, self.week, self.parameters.separation, self.people, self.jobs)
        self._record(looking, opened, hired, due, ended)

    def _open_vacancies(self) -> int:
        announced, jobs = self.mechanisms.announced, self.jobs
        opening = (jobs.holder < 0) & (jobs.opened < 0)
        room = int(opening.sum())
        if announced > 0:  # everybody in the firms that are about to hire may tell
            room += int(np.diff(jobs.firm_start)[jobs.firm[opening]].sum())
        self._make_room(0, room)
        lives = self._trades.life
        return int(open_vacancies(self.seed, self.week, lives, announced, self.people, jobs, self.tellers))

    def _talk(self) -> None:
        room = 0
        while True:
            self._make_room(room, room)
            state = (self.people, self.jobs, self.tellings, self.tellers)
            room = int(talk(self.seed, self.week, self._habits, self._network, *state))
            if not room:
                return

    def _search_formally(self) -> None:
        at, reach = 0, self._trades.reach
        while True:
            state = (self.people, self.jobs, self.tellings)
            at = int(search_formally(self.seed, self.week, self._habits, reach, at, *state))
            if at == len(self.jobs.holder):
                return
            self._make_room(2 * MOST, 0)

    def _make_room(self, tellings: int, tellers: int) -> None:
        """So many unused entries in each pool; the one that is short grows, the other stays."""
        self.tellings = with_room(self.tellings, tellings)
        self.tellers = with_room(self.tellers, tellers)

    def _hire(self) -> tuple[int, int]:
        due = due_vacancies(self.seed, self.week, self.jobs)
        hires = np.empty((len(due), 8), np.int64)
        story = np.empty((count_told(due, self.jobs, self.tellings), 7))
        hired, told = hire(
            self.seed,
            self.week,
            self._taste,
            due,
            self.people,
            self.jobs,
            self.tellings,
            self.tellers,
            hires,
            story,
        )
        self.hires.add(self.week, hires[:hired], story[:told])
        return int(hired), len(due)

    def _record(self, looking: int, opened: int, hired: int, due: int, ended: int) -> None:
        employed = int((self.people.position >= 0).sum())
        self.weeks.add(
            week=self.week,
            employed=employed,
            out_of_work=self.ties.people - employed,
            looking=looking,
            vacancies=int((self.jobs.opened >= 0).sum()),
            opened=opened,
            hires=hired,
            separations=int(ended),
            lapsed=due - hired,
        )


def _workplace(ties: Ties, seed: int, p: MarketParameters) -> Workplace:
    """The firms and industries that the network brings along, or drawn at random for a network that has none."""
    drawn = workplaces(ties.people, seed, p)
    if "firm" in ties.groups:
        firm = ties.groups["firm"]
        industry = ties.groups.get("industry", np.zeros(len(firm), np.int32))
        return Workplace(firm, industry)
    return drawn
