"""What differs between industries and between people of different schooling, once the mechanisms are switched on."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, generator
from weakties.simulation.market.mechanism_parameters import Mechanisms
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.sectors import lives_between
from weakties.simulation.market.state import Jobs
from weakties.simulation.streams import WorkerStream
from weakties.simulation.talk.frequency import MONTHLY
from weakties.simulation.ties import Ties

DISTANT = MONTHLY  # ties below this contact rate are distant: talked to less than that
AT_ONCE = 10_000  # people whose ties are worked on at once


class Trades(NamedTuple):
    """One entry an industry, float64 (industries,)."""

    digital: NDArray[
        np.float64
    ]  # digital intensity: the industry's place in the ranking, from 0 (least) to 1 (most)
    life: NDArray[np.float64]  # mean life of a vacancy, weeks
    reach: NDArray[np.float64]  # mean number of people a week who come across a posting
    vouching: NDArray[np.float64]  # weight of vouching in the ranking of applicants


def trades(jobs: Jobs, p: MarketParameters, m: Mechanisms) -> Trades:
    """The industries of a market. Industry k of n has digital intensity k / (n - 1): their numbers are their ranking.

    Each channel multiplies by exp(± strength (2 d - 1)), which is exactly 1 when the strength is 0. Lives as they were measured:
    `sectors.lives_between`.
    """
    count = int(jobs.firm_industry.max(initial=0)) + 1
    digital = np.arange(count) / max(1, count - 1)
    tilt = 2 * digital - 1 if count > 1 else np.zeros(1)
    return Trades(
        digital=digital,
        life=np.clip(
            lives_between(p.vacancy_life, count, m.measured_lives) * np.exp(-m.digital_stale * tilt),
            1.0,
            500.0,
        ),
        reach=np.minimum(p.formal_search * np.exp(m.digital_posting * tilt), 200.0),
        vouching=p.vouching * np.exp(-m.digital_vouching * tilt),
    )


def far_talk(
    ties: Ties, industry: NDArray[np.int32], digital: NDArray[np.float64], strength: float
) -> NDArray[np.float32]:
    """Contact rates where distant ties talk the more, the more digital the industries of the two people are.

    rate exp(strength (d_i + d_j - 1)) for rates below DISTANT, others as they are; with strength 0 the very array of `ties`.
    """
    if strength == 0:
        return ties.contact_rate
    d, talked = digital[industry], np.empty_like(ties.contact_rate)
    for first in range(
        0, ties.people, AT_ONCE
    ):  # some people at a time: three more numbers a tie are too many for all
        row = slice(ties.start[first], ties.start[min(first + AT_ONCE, ties.people)])
        degree = ties.degree[first : first + AT_ONCE]
        both = np.repeat(d[first : first + AT_ONCE], degree) + d[ties.other[row]]
        talked[row] = far_rate(ties.contact_rate[row], both, strength)
    return talked


def far_rate(rate: NDArray[np.float32], both: NDArray[np.float64], strength: float) -> NDArray[np.float32]:
    """`far_talk` of some ties: their contact rates, and d_i + d_j of the two people of each."""
    far = rate * np.exp(strength * (both - 1)).astype(np.float32)
    return np.where(rate < DISTANT, far, rate)


def leanings(people: int, seed: int, m: Mechanisms) -> NDArray[np.float64]:
    """How much more than for others an employer leans on vouching, (people,): 1 + schooling_vouching with less schooling."""
    return np.where(little_schooling(people, seed, m), 1 + m.schooling_vouching, 1.0)


def little_schooling(people: int, seed: int, m: Mechanisms) -> NDArray[np.bool_]:
    """Who has less schooling, (people,): each person with chance `less_schooled`."""
    chance = generator(seed, Purpose.WORKER, WorkerStream.SCHOOLING)
    return np.asarray(chance.random(people) < m.less_schooled)
