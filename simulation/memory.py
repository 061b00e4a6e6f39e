"""How much memory a world will need: an estimate from its size, before anything is made.

The numbers were measured as the peak of resident memory (November 2026, Linux, Python 3.11) over networks of 1.5 to 17 million
ties, markets with up to half a position more than people, and 2 to 4 million people times pieces of news. The estimate is meant
to be within a third of the truth for worlds large enough to matter, and rather too high than too low.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.networks.contact_layers import layers_of
from weakties.simulation.parameters import NetworkParameters
from weakties.simulation.relations.state import LIVES

if TYPE_CHECKING:
    from weakties.simulation.recommendation.parameters import RecommendationParameters
    from weakties.simulation.relations.parameters import RelationParameters
    from weakties.simulation.spread.parameters import SpreadParameters
    from weakties.simulation.ties import Ties

PROCESS = 3e8  # bytes of Python with its libraries and compiled kernels
MAKING = 26.0  # bytes a tie while a network is made: pairs, and the rows of both directions (20 to 25) ...
MORE: Mapping[str, float] = {
    "planted_partition": 36.0,  # ... but where pairs are made all at once (33 to 34)
    "weighted_growth": 190.0,  # ... and in a network that grows, where rows have room (185)
}
KEPT = 26.0  # bytes a tie of a network that is there (19 to 30)
TELLING, TELLER = 27.0, 36.0  # bytes an entry of the pools (market/state.py)
SLACK = 2.5  # a pool that has grown, beside the one that it was copied from
HIRED = 0.006  # hires a person and week
HIRE = 400.0  # bytes a hire, in the log and as tables
WEEK = 1_000.0  # bytes a week of totals
PERSON = 200.0  # bytes a person of a market
LOGGED = 50.0  # bytes a conversation in the log of those watched
SUITED = 0.25  # share of those told who are of the vacancy's industry
FIXED = 8.0  # bytes a tie more for the fixed rates of ties where news spread and ties live
ALIVE = 46.0  # bytes a live tie and direction, with the room of rows (a million people for a year: 19 % too high, market and all)
MET = 9.0  # new live ties a person and week over the share of exploring hours (9 in the first year, 6 to 8 over eight)
HEARING = 160.0  # bytes a person and piece of news, adoptions included (114 to 155)
TOLD = 12.0  # bytes more for each teller who is kept in mind until a threshold is reached
MEMBER = 8_000.0  # bytes a person of a recommendation experiment: candidates, new ties, tables
REPLAY = 14_000.0  # bytes a new tie that is replayed


class Crowd(NamedTuple):
    """People and ties: how many, how many come to life where ties live, and with how many of the contacts one talks within a
    number of weeks (see `talked_to`).
    """

    people: int
    ties: float
    layers: tuple[tuple[float, float], ...]  # how many contacts, and contact rate a week
    live: float

    def talked_to(self, weeks: float) -> float:
        """With how many contacts somebody talks within so many weeks."""
        return sum(size * -math.expm1(-rate * weeks) for size, rate in self.layers)


def crowd_of(workers: int, p: NetworkParameters) -> Crowd:
    """What a generator makes of these numbers, whichever it is: nobody has more ties than there are other people."""
    layers = tuple((float(layer.size), layer.rate) for layer in layers_of(p))
    degree = min(sum(size for size, _ in layers), max(0, workers - 1))
    above = NormalDist(math.log(LIVES), p.rate_spread or 1e-9)
    live = min(sum(size * above.cdf(math.log(rate)) for size, rate in layers), degree)
    return Crowd(workers, workers * degree / 2, layers, workers * live / 2)


def crowd_in(ties: Ties) -> Crowd:
    """What a network holds that is there; all contacts at the mean rate, at which one talks to more of them, not fewer."""
    people = max(1, ties.people)
    degree = 2 * len(ties) / people
    mean = float(ties.contact_rate.mean()) if len(ties) else 0.0
    return Crowd(
        ties.people, float(len(ties)), ((degree, mean),), float((ties.contact_rate >= LIVES).sum()) / 2
    )


def making(generator: str, crowd: Crowd) -> float:
    """Bytes while a network is made."""
    return PROCESS + MORE.get(generator, MAKING) * crowd.ties


def market(crowd: Crowd, p: MarketParameters, weeks: int) -> float:
    """Bytes of a market that is lived for `weeks` weeks.

    There are as many vacancies as at the start, the share out_at_start being out of work, and as positions beyond the people.
    While a vacancy lives, one who knows talks with c of his contacts; each of them passes it on with the chance `relay` and talks
    with c others, so that min(people, exp(relay c)) people tell: the mean of a pure birth process. Of those told, and of those
    who come across a posting, some are of its industry, and of the others it suits the share `transferability`.
    """
    vacancies = crowd.people * (p.out_at_start + max(0.0, p.positions - 1))
    contacts = crowd.talked_to(p.vacancy_life * p.willingness) + p.team_size
    tellers = min(float(crowd.people), math.exp(min(50.0, p.relay * contacts)))
    suited = SUITED + (1 - SUITED) * p.transferability
    told = min(float(crowd.people), tellers * contacts + (p.formal_search + p.direct_search) * p.vacancy_life)
    pools = SLACK * vacancies * (TELLING * suited * told + TELLER * (1 + tellers))
    records = weeks * (HIRE * HIRED * crowd.people + WEEK)
    return PROCESS + KEPT * crowd.ties + PERSON * crowd.people + pools + records


def living(crowd: Crowd, p: RelationParameters, weeks: int, watched: int) -> float:
    """Bytes more of a market in which ties live for `weeks` weeks, those of the network and those that people make, and the
    conversations of `watched` people are logged.
    """
    made = crowd.people * MET * p.exploring * weeks
    alive = min(2 * crowd.live + made, crowd.people * max(0.0, crowd.people - 1.0))
    talks = watched * weeks * p.social_hours * math.exp(p.hours_spread**2 / 2) / p.talk_hours
    return ALIVE * alive + LOGGED * talks


def spread(crowd: Crowd, p: SpreadParameters, contagion: str) -> float:
    """Bytes of the spread of news: everybody may come to know every piece."""
    each = HEARING + (TOLD * min(p.threshold, crowd.people) if contagion == "threshold" else 0.0)
    return PROCESS + KEPT * crowd.ties + each * crowd.people * p.pieces


def experiment(
    crowd: Crowd, p: MarketParameters, design: RecommendationParameters, lived: tuple[int, float]
) -> float:
    """Bytes of a recommendation experiment; lived: for how many weeks, and the share of new ties that is replayed."""
    weeks, replayed = lived
    new = crowd.people * design.shown * (design.accept + design.accept_close) / 2
    beside = MEMBER * crowd.people + REPLAY * replayed * new
    return market(crowd, p, weeks + design.settling) + KEPT * crowd.ties + beside
