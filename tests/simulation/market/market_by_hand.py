"""A labour market of a few people and jobs as arrays, for tests of one rule at a time."""

from __future__ import annotations

import numpy as np

from weakties.simulation.market.habits import Habits
from weakties.simulation.market.state import NEVER, Jobs, Network, People
from weakties.simulation.ties import Ties

TALKATIVE = 50.0  # a contact rate at which two people talk in every week, but for one week in 10 ** 21


def people_at(positions: list[int], industry: list[int] | None = None) -> People:
    """People in these positions (-1: out of work), all alike; who is out of work looks."""
    at = np.array(positions, np.int32)
    n = len(at)
    return People(
        position=at,
        industry=np.array(industry or [0] * n, np.int32),
        ability=np.zeros(n, np.float32),
        since=np.zeros(n, np.int32),
        hired=np.full(n, NEVER, np.int32),
        offset=np.zeros(n, np.int32),
        looking=at < 0,
    )


def jobs_of(firm: list[int], people: People, industry: list[int] | None = None) -> Jobs:
    """The positions of these firms, in ascending order, held by `people`; no vacancy is open."""
    firms = np.array(firm, np.int32)
    jobs = Jobs(
        firm=firms,
        holder=np.full(len(firms), -1, np.int32),
        opened=np.full(len(firms), -1, np.int32),
        deadline=np.full(len(firms), -1, np.int32),
        hirer=np.full(len(firms), -1, np.int32),
        first_telling=np.full(len(firms), -1, np.int64),
        first_teller=np.full(len(firms), -1, np.int64),
        firm_start=np.searchsorted(firms, np.arange(firms.max() + 2)).astype(np.int64),
        firm_industry=np.array(industry or [0] * (firms.max() + 1), np.int32),
    )
    employed = np.flatnonzero(people.position >= 0)
    jobs.holder[people.position[employed]] = employed
    return jobs


def habits(**given: float) -> Habits:
    """The numbers that the spread of leads depends on; all neutral but those given."""
    neutral = dict.fromkeys(Habits._fields, 0)
    return Habits(**{**neutral, "willingness": 1.0, "transferability": 1.0, "colleague_rate": 4.0, **given})  # type: ignore[arg-type]


def frozen(ties: Ties) -> Network:
    """The network of a world whose ties do not live."""
    return Network(ties.start, ties.other, ties.contact_rate, ties.kind, None, None)


def listed(pool, first: int, link: str = "next") -> list[int]:
    """The entries of a list in a pool, from its head on."""
    found = []
    while first >= 0:
        found.append(int(first))
        first = getattr(pool, link)[first]
    return found
