"""News over ties that live, in plain Python, week by week and pair by pair: the judge of the kernels. The ties are lived once
more, beside the model; of the luck the addresses are the same.
"""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from weakties.simulation.chance import Purpose, unit, unit32, words
from weakties.simulation.relations.relations import Relations
from weakties.simulation.spread.rules import board as board_of
from weakties.simulation.spread.rules import spread as rules
from weakties.simulation.talk.live import SEASON

Telling = tuple[int, int, int]  # week, number that decides the credit, who tells


def luck(model, purpose: Purpose, which: int, i: int, j: int) -> tuple[float, int, float]:
    """Of a pair: number of the waiting time, number that decides the credit, number that decides whether one source is enough."""
    w = [int(x) for x in words(model.seed, purpose, which, min(i, j), max(i, j))]
    return unit(w[0], w[1]), w[2] >> 1, unit32(w[3])


def waiting(model, u: float, contact_rate: float) -> int:
    """Weeks until two who talk at this rate, above 0, have passed the news."""
    p = model.parameters
    rate = contact_rate * p.willingness / p.topics
    if p.transmission > 0:
        rate = -math.log1p(-p.transmission) if p.transmission < 1 else math.inf
    return max(1, math.ceil(-math.log(u) / rate)) if rate > 0 else board_of.FAR


class PlainNews:
    """One piece of news among people whose ties live: who knows since when and from whom, who has told whom, who will."""

    def __init__(self, model, piece: int) -> None:
        start = model.start
        self.model, self.piece = model, piece
        self.born = int(start.born[piece])
        first = [j for j in range(model.people) if start.board.teller[piece, j] == board_of.FIRST_INFORMED]
        self.first = first
        self.known: dict[int, int] = {}
        self.teller: dict[int, int] = {}
        self.told: dict[
            int, list[Telling]
        ] = {}  # of those who do not know, by whom each has been told, once each
        self.settled: dict[
            tuple[int, int], tuple[int, int, float]
        ] = {}  # over ties of the network, when one came to know
        self.stale = rules.last_week(model.seed, piece, self.born, start.law)

    def tells(self, i: int, week: int) -> bool:
        """Whether i tells in this week those whom he happens to."""
        model, known = self.model, self.known.get(i, week)
        if known >= week or week > self.stale or model.start.silent[i]:
            return False
        return week <= known + rules.weeks_of_telling(model.seed, self.piece, i, model.start.law)

    def settle(self, i: int, week: int, frozen: dict[int, float]) -> None:
        """i comes to know: over the ties that do not live it is settled when he will tell."""
        for j, rate in frozen.items():
            if rate >= 0:  # one below 0 sleeps
                u, credit, doubt = luck(self.model, Purpose.SPREAD, self.piece, i, j)
                self.settled[i, j] = week + waiting(self.model, u, rate), credit, doubt

    def live_telling(self, i: int, j: int, rate: float, week: int) -> tuple[int, float] | None:
        """Whether i tells j in this week over a tie that lives: the luck of the season, waited for since he can tell in it."""
        season = week // SEASON
        u, credit, doubt = luck(self.model, Purpose.LIVE_NEWS, season * 2**20 + self.piece, i, j)
        since = max(self.known[i], season * SEASON - 1)
        return (credit, doubt) if since + waiting(self.model, u, rate) == week else None

    def lives(self, week: int, live: list[dict[int, float]], frozen: list[dict[int, float]]) -> None:
        """One week: who is told by whom, and who takes it up; what he can settle by himself, he settles."""
        new: dict[int, list[Telling]] = {}
        tellers = [i for i in self.known if self.tells(i, week)]
        for i in tellers:
            for j in (j for j in range(self.model.people) if j not in self.known):
                heard = []
                if self.settled.get((i, j), (0,))[0] == week:
                    heard.append(self.settled[i, j][1:])
                if live[i].get(j, 0) > 0:
                    heard.append(self.live_telling(i, j, live[i][j], week))
                for said in heard:
                    if said is not None:
                        self.hears(i, j, week, said, new)
        for j, who in self.told.items():
            need = self.model.parameters.threshold if self.model.contagion == "threshold" else 1
            if j not in self.known and len(who) >= need:
                new.setdefault(j, []).append(sorted(who)[need - 1])
        for j, who in new.items():
            self.known[j], self.teller[j] = week, min(who)[2]
        for i in new:
            self.settle(i, week, frozen[i])
        if week == self.born:
            self.known |= dict.fromkeys(self.first, week)
            self.teller |= dict.fromkeys(self.first, board_of.FIRST_INFORMED)
            for i in self.first:
                self.settle(i, week, frozen[i])

    def hears(
        self, i: int, j: int, week: int, said: tuple[int, float], new: dict[int, list[Telling]]
    ) -> None:
        """j is told by i; the first time counts, and of two at once the lower number."""
        credit, doubt = said
        before = self.told.setdefault(j, [])
        if any(source == i and then < week for then, _, source in before):
            return
        if doubt < self.model.start.law.noise:
            new.setdefault(j, []).append((week, credit, i))
            return
        again = [(week, credit, i)] + [telling for telling in before if telling[2] == i]
        self.told[j] = [telling for telling in before if telling[2] != i] + [min(again)]


def news_by_hand(model, relations: Relations, work, weeks: int) -> list[PlainNews]:
    """All pieces of news of a model at its start, lived for so many weeks over `relations`, which have not begun."""
    pieces = [PlainNews(model, piece) for piece in range(len(model.start.born))]
    for week in range(weeks + 1):
        if relations.turn(week, *work):
            other, tie, at = relations.live.other, relations.live.tie, relations.live.start
            ends = at[:-1] + relations.live.size
            live = [
                {int(j): float(t["rate"]) for j, t in zip(other[a:b], tie[a:b], strict=True)}
                for a, b in zip(at, ends, strict=False)
            ]
            (start, other, *_), rate = relations.frozen, relations.fixed_rates()
            frozen = [{int(other[e]): float(rate[e]) for e in range(a, b)} for a, b in pairwise(start)]
        for news in pieces:
            if week >= news.born:
                news.lives(week, live, frozen)
    return pieces


def work_in_one_firm(people: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Everybody works in firm 0, as `Relations.turn` takes it."""
    return np.zeros(people, np.int32), np.array([0, people]), np.arange(people, dtype=np.int32)
