"""Three mechanisms as a user writes them, with public names only: a policy, a bias, a habit."""

from __future__ import annotations

import numpy as np
from numba import njit

from weakties import Mechanism, parameter, uniform


class JobFair(Mechanism):
    """A policy: in one week the long-term unemployed are invited to a fair, and meet every posting there is."""

    reads = ("position", "since", "opened")
    writes = ("tellings",)
    invited: float = parameter(
        1.0, ge=0, le=1, unit="", label="invited",
        meaning="chance that one of the long-term unemployed is invited", source="assumption: swept",
    )  # fmt: skip
    in_week: int = parameter(100, ge=1, le=10_000, unit="week", label="week of the fair",
        meaning="when it is held", source="assumption: swept",
    )  # fmt: skip
    out_for: int = parameter(26, ge=1, le=500, unit="weeks", label="long-term",
        meaning="how long one must have been out of work", source="assumption: swept",
    )  # fmt: skip

    def begin(self, now):
        return {"there": np.zeros(now.people, bool)}

    def before_talk(self, now):
        if now.week != self.in_week:
            return
        out = np.flatnonzero((now.position < 0) & (now.week - now.since >= self.out_for))
        there = out[now.uniform(now.week, out) < self.invited]
        now.there[there] = True
        vacancies = np.flatnonzero(now.opened >= 0)
        now.tell(np.repeat(there, len(vacancies)), np.tile(vacancies, len(there)))


class Bias(Mechanism):
    """A bias: leads are told less often to people with odd numbers, whoever tells them and however often the two talk.

    The lot is that of the listener and the vacancy, so of two tellers neither tells or both do.
    """

    told: float = parameter(
        0.5, ge=0, le=1, unit="", label="told to the group",
        meaning="chance that one of the group is told of a vacancy all the same", source="assumption: swept",
    )  # fmt: skip

    def on_telling(self, now, leads):
        group = leads.listener % 2 == 1
        lot = now.uniform(leads.opened, leads.listener, leads.vacancy)
        return ~group | (lot < self.told)


class Rumour(Mechanism):
    """A habit: a rumour about an employer goes round among people who talk; who has heard it may not want to apply there."""

    firm: int = parameter(0, ge=0, le=100_000, unit="", label="employer",
        meaning="the number of the firm", source="assumption: swept",
    )  # fmt: skip
    first: int = parameter(1, ge=0, le=1_000_000, unit="people", label="first to hear",
        meaning="how many people, the first in the list, have heard it at the start", source="assumption: swept",
    )  # fmt: skip
    deterred: float = parameter(1.0, ge=0, le=1, unit="", label="deterred",
        meaning="chance that one who has heard it does not apply there", source="assumption: swept",
    )  # fmt: skip

    def begin(self, now):
        return {"heard": np.arange(now.people) < self.first}

    def before_hiring(self, now, candidates):
        deterred = now.uniform(0, candidates.person) < self.deterred
        return ~((candidates.firm == self.firm) & now.heard[candidates.person] & deterred)

    def after_week(self, now):
        _, listener = now.talks(np.flatnonzero(now.heard))
        now.heard[listener] = True


class Census(Mechanism):
    """Changes nothing: counts for how many vacancies each person was a candidate."""

    def begin(self, now):
        return {"count": np.zeros(now.people, int)}

    def before_hiring(self, now, candidates):
        np.add.at(now.count, candidates.person, 1)
        return np.ones(len(candidates.person), bool)


@njit
def _catches_on(heard, listener, seed, purpose, week, chance):
    for j in listener:
        if uniform(seed, purpose, week, j, 0) < chance:
            heard[j] = True


class SlowRumour(Rumour):
    """The same, but not everybody who is told takes it in; written with numba."""

    taken_in: float = parameter(0.3, ge=0, le=1, unit="per week", label="taken in",
        meaning="chance that one who is told in a week takes it in", source="assumption: swept",
    )  # fmt: skip

    def after_week(self, now):
        _, listener = now.talks(np.flatnonzero(now.heard))
        _catches_on(now.heard, listener, now.seed, now.purpose, now.week, self.taken_in)
