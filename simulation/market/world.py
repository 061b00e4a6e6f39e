"""The labour market as arrays, and the order of the week. No Mesa here."""

from __future__ import annotations

import copy
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.advice.advice import Advice
from weakties.simulation.chance import check_seed
from weakties.simulation.errors import UserError
from weakties.simulation.market.advised import (
    begin_advice,
    count_leads,
    meet_by_advice,
    search_by_advice,
)
from weakties.simulation.market.habits import Habits, Taste
from weakties.simulation.market.mechanism_parameters import Mechanisms
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.records import HIRE, TOLD, HireLog, WeekLog
from weakties.simulation.market.rules.hire import count_told, due_vacancies, hire
from weakties.simulation.market.rules.looking import look_around
from weakties.simulation.market.rules.open_vacancies import open_vacancies
from weakties.simulation.market.rules.search_formally import MOST, search_formally
from weakties.simulation.market.rules.separate import separate
from weakties.simulation.market.rules.telling import resume, talk
from weakties.simulation.market.scene import favours, resume_as_allowed, scene, talk_as_allowed
from weakties.simulation.market.state import (
    CLOSED,
    NOBODY,
    Network,
    fill_jobs,
    network_in,
    new_jobs,
    new_people,
    new_tellers,
    new_tellings,
    with_room,
)
from weakties.simulation.market.trades import far_talk, leanings, trades
from weakties.simulation.market.trusted import gated, readier, settle, trust_in, weighed
from weakties.simulation.mechanisms.mechanism import Mechanism
from weakties.simulation.mechanisms.running import Running
from weakties.simulation.networks.workplaces import workplaces_of
from weakties.simulation.relations.parameters import RelationParameters
from weakties.simulation.relations.relations import Relations
from weakties.simulation.ties import Ties


class World:
    """A labour market over a network. The week is

    look_around, open_vacancies, talk, search_formally, hire, separate, record

    in this order; before it, where ties live, a season may begin (relations/season.py). Mechanisms of one's own act before and in
    talk, before hire, and after record (market/scene.py).

    `week` is the number of the last week lived: 1 for the first, 0 before it.

    Two worlds with the same ties, parameters and seed are the same to the bit.
    """

    def __init__(
        self,
        ties: Ties,
        parameters: MarketParameters,
        seed: int,
        mechanisms: Mechanisms | None = None,
        relations: RelationParameters | None = None,
        own: Iterable[Mechanism] = (),
    ) -> None:
        self.seed = np.uint64(check_seed(seed))
        self.week = 0
        work = workplaces_of(ties, seed, parameters)
        self.people = new_people(work, seed)
        self.jobs = new_jobs(work, parameters.positions, seed)
        fill_jobs(self.people, self.jobs, work, parameters.out_at_start, seed)
        self.tellings, self.tellers = new_tellings(1 << 14), new_tellers(1 << 10)
        self.hires, self.weeks = HireLog(), WeekLog()
        # leads of a week that mechanisms may stop: as many as there have been, and some more
        self.leads_room = 1 << 12
        self.trust = trust_in(ties.people, relations, seed)
        self.use(parameters, mechanisms or Mechanisms())
        self.relations: Relations | None = None
        self.advice: Advice | None = None  # what some people do differently; nobody does where there is none
        self.know(ties)
        if relations is not None:
            self.relations = Relations(ties, relations, seed)
            self._network = network_in(self.relations)
        self.own = Running(own, scene(self))

    def use(self, parameters: MarketParameters, mechanisms: Mechanisms) -> None:
        """From the next week on the market has these numbers; those that act `at_start` have acted."""
        self.parameters, self.mechanisms = parameters, mechanisms
        self._trades = trades(self.jobs, parameters, mechanisms)
        given = readier({**parameters.model_dump(), **mechanisms.model_dump()}, self.trust)
        self._habits, self._announced = Habits(*(given[name] for name in Habits._fields)), given["announced"]
        leaning = leanings(len(self.people.position), int(self.seed), mechanisms)
        self._taste = Taste(parameters.ability_weight, self._trades.vouching, leaning)

    def know(self, ties: Ties) -> None:
        """From the next week on people have these ties: those of before, and others, or at other contact rates.

        Raises UserError where ties live: there they come and go by themselves.
        """
        if self.relations is not None:
            raise UserError("relations are on: ties come and go by themselves, and cannot be given anew")
        self.ties = ties
        rate = far_talk(ties, self.people.industry, self._trades.digital, self.mechanisms.digital_talk)
        self._network = Network(ties.start, ties.other, rate, ties.kind, None, None)

    def fork(self) -> World:
        """A copy of this world that can be lived apart from it, with empty logs; the network is shared."""
        other = copy.copy(self)
        for name in ("people", "jobs", "tellings", "tellers"):
            state = getattr(self, name)
            setattr(other, name, type(state)(*(array.copy() for array in state)))
        other.hires, other.weeks = HireLog(), WeekLog()
        other.own, other.trust = self.own.fork(), self.trust and self.trust.fork()
        if self.relations is not None:
            other.relations = self.relations.fork()
            other._network = network_in(other.relations)
        other.advice = None if self.advice is None else self.advice.fork()
        return other

    @property
    def contact_rate(self) -> NDArray[np.float32]:
        """The contact rates by which people talk, one a direction as in `ties`; where ties live, of those that stay, else -1."""
        return self._network.rate if self.relations is None else self.relations.fixed_rates()

    def step(self) -> None:
        """One week."""
        self.week += 1
        self._begin_season()
        looking = int(look_around(self.seed, self.week, self.parameters.on_the_job, self.people))
        opened = self._open_vacancies()
        self._act("before_talk")
        self._talk()
        self._search_formally()
        search_by_advice(self)
        hired, due = self._hire()
        ended = separate(self.seed, self.week, self.parameters.separation, self.people, self.jobs)
        self._record(looking, opened, hired, due, ended)
        self._act("after_week")

    def _act(self, hook: str) -> None:
        """Mechanisms of one's own that act at this point of the week."""
        if self.own.acts(hook):
            self.own.act(hook, scene(self))

    def _begin_season(self) -> None:
        """Where ties live: their turn, if this week begins a season; then those who have told before go on."""
        if self.relations is None:
            return
        settle(self)
        begin_advice(self)
        people, jobs = self.people, self.jobs
        firm = np.where(people.position >= 0, jobs.firm[people.position], np.int32(NOBODY))
        if not self.relations.turn(self.week, firm, jobs.firm_start, jobs.holder):
            return
        meet_by_advice(self)
        self._network = network_in(self.relations)
        self._resume()

    def _resume(self) -> None:
        """Those who have told before go on, at the contact rates of the season that begins."""
        if gated(self):
            return resume_as_allowed(self)
        at, room, live = 0, 0, self._network.live
        while live is not None and at < len(self.jobs.holder):
            self._make_room(room, room)
            told = (self.people, self.jobs, self.tellings, self.tellers)
            at, room = resume(self.seed, self.week, self._habits, live, *told, at)

    def _open_vacancies(self) -> int:
        announced, jobs = self._announced, self.jobs
        opening = (jobs.holder < 0) & (jobs.opened < 0) & (jobs.deadline != CLOSED)
        room = int(opening.sum())
        if announced > 0:  # everybody in the firms that are about to hire may tell
            room += int(np.diff(jobs.firm_start)[jobs.firm[opening]].sum())
        self._make_room(0, room)
        lives = self._trades.life
        return int(open_vacancies(self.seed, self.week, lives, announced, self.people, jobs, self.tellers))

    def _talk(self) -> None:
        if gated(self):
            return talk_as_allowed(self)
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
        hires, story = np.empty(len(due), HIRE), np.empty(count_told(due, self.jobs, self.tellings), TOLD)
        count_leads(self, due)
        taste = self._taste
        if weighed(self):
            taste = taste._replace(favour=favours(self, due, len(story)))
        hired, told = hire(
            self.seed,
            self.week,
            taste,
            due,
            self.people,
            self.jobs,
            self.tellings,
            self.tellers,
            hires,
            story,
        )
        self.hires.add(hires[:hired], story[:told])
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
