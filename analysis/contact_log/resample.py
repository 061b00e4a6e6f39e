"""Intervals for statistics of a log, by resampling its people.

Two contacts of a tie, and two ties of a person, are not independent; people nearly are. So people are drawn again, with
replacement, and everything about a person comes along. For a statistic whose error is nearly a sum over ties or people,

    estimate - truth ≈ Σ_d x_d        (x_d: the influence of tie d: for a share, (hits_d - share n_d) / Σ n)

one resample moves it by Σ_i (m_i - 1) S_i, with m_i how often person i was drawn (multinomial) and S_i the sum of x_d over
his ties. A tie has two people, so that sum has the variance Σ_i S_i², which counts every tie's own noise twice; the draws are
therefore drawn together to the variance of dyads that share a person (Aronow, Samii & Assenova 2015, Political Analysis 23:564),

    Σ_i S_i² - Σ_d x_d²,   at least Σ_d x_d²

which is right for independent ties, and where people differ. Shares move on the scale of the logit, counts and ratios on that of
the logarithm, so that no interval leaves where it must lie. A share of 0 or 1 gets Jeffreys' interval for as many ties (people).

Of more than a thousand people, a thousand groups formed by chance are drawn: the same variance, at a fraction of the work. The
same seed gives the same intervals; renumbering people changes their luck, as another seed would, and never an estimate.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.analysis.contact_log.tie_log import TieLog
from weakties.analysis.uncertainty import CONFIDENCE, Estimate
from weakties.simulation.chance import Purpose, generator
from weakties.simulation.streams import ResampleStream

GROUPS, DRAWS = 1_000, 1_000
Scale = Literal["as it is", "share", "positive"]
NAN = float("nan")


class Measured(NamedTuple):
    """An estimate, and its value in each resample, shape (DRAWS,): two logs are compared draw by draw."""

    estimate: Estimate
    draws: NDArray[np.float64]

    def through(self, value: float, draws: NDArray[np.float64]) -> Measured:
        """Another statistic of the same resamples."""
        return measured(value, draws, self.estimate.n)


class Row(NamedTuple):
    """One line of the results: which statistic, of what (a class, a lag), where on an axis, and the estimate."""

    statistic: str
    of: str
    x: float
    measured: Measured


def measured(value: float, draws: NDArray[np.float64], n: int) -> Measured:
    """A value with the percentile interval of its draws; not known where there are none."""
    known = draws[np.isfinite(draws)]
    if not np.isfinite(value) or not len(known):
        return Measured(Estimate(NAN, NAN, NAN, n), np.full(DRAWS, NAN))
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(known, [tail, 1 - tail])
    return Measured(Estimate(float(value), float(min(low, value)), float(max(high, value)), n), draws)


class Resample:
    """Resamples of the people of one log. ties: low, high; nth: which of several logs under one seed."""

    def __init__(self, ties: TieLog, seed: int, nth: int = 0) -> None:
        self.ties = ties
        self.rng = generator(seed, Purpose.RESAMPLE, ResampleStream.LOG + nth)
        people = max(1, ties.people)
        self.groups = min(people, GROUPS)
        self.group = self.rng.permutation(people) % self.groups
        self.more = self.rng.multinomial(self.groups, np.full(self.groups, 1 / self.groups), size=DRAWS) - 1.0

    def of_ties(self, value: float, x: NDArray[np.float64], n: int, scale: Scale = "as it is") -> Measured:
        """A statistic whose influences are x, one a tie of the log."""
        s = np.bincount(self.ties.low, x, self.ties.people) + np.bincount(self.ties.high, x, self.ties.people)
        own, people = float(x @ x), float(s @ s)
        shrink = np.sqrt(max(people - own, own) / people) if people > 0 else 0.0
        return self._moved(value, np.asarray(s * shrink), n, scale)

    def of_people(self, value: float, x: NDArray[np.float64], n: int, scale: Scale = "as it is") -> Measured:
        """A statistic whose influences are x, one a person of the log."""
        return self._moved(value, x, n, scale)

    def share(self, tie: NDArray[np.int64], hit: ArrayLike) -> Measured:
        """The share of hits among entries of ties. tie: (entries,), which tie each is of; hit: (entries,); n = entries."""
        hits = np.asarray(hit, dtype=np.float64)
        if not len(tie):
            return measured(NAN, np.full(DRAWS, NAN), 0)
        value = float(hits.mean())
        if value in (0.0, 1.0):
            return self._extreme(value, len(np.unique(tie)), len(tie))
        x = np.bincount(tie, hits - value, len(self.ties)) / len(tie)
        return self.of_ties(value, x, len(tie), "share")

    def ratio(self, part: NDArray[np.float64], whole: NDArray[np.float64], scale: Scale) -> Measured:
        """Σ part / Σ whole over people, (people,) each; n = people with anything in the whole."""
        some, total = int((whole > 0).sum()), float(whole.sum())
        value = float(part.sum()) / total if total else NAN
        if scale == "share" and value in (0.0, 1.0):
            return self._extreme(value, some, some)
        return self.of_people(value, (part - value * whole) / total if total else part, some, scale)

    def mean(
        self, person: NDArray[np.int64], value: NDArray[np.float64], scale: Scale = "as it is"
    ) -> Measured:
        """The mean over entries of people of each one's value; person: whose each is. Not a number: left out. n = people."""
        known = np.isfinite(value)
        person, value = person[known], value[known]
        count = np.bincount(person, minlength=self.ties.people).astype(np.float64)
        total = np.bincount(person, value, self.ties.people).astype(np.float64)
        return self.ratio(total, count, scale)

    def _moved(self, value: float, x: NDArray[np.float64], n: int, scale: Scale) -> Measured:
        if not np.isfinite(value):
            return measured(NAN, np.full(DRAWS, NAN), n)
        move = self.more @ np.bincount(self.group, x, self.groups)
        if scale == "share" and 0 < value < 1:
            draws = 1 / (1 + np.exp(-(np.log(value / (1 - value)) + move / (value * (1 - value)))))
        elif scale == "positive" and value > 0:
            draws = value * np.exp(np.clip(move / value, -500, 500))
        else:
            draws = value + move
        return measured(value, draws, n)

    def _extreme(self, value: float, units: int, n: int) -> Measured:
        """A share of 0 or 1: draws from Beta(hits + 1/2, misses + 1/2) of independent units."""
        hits = value * units
        return measured(value, self.rng.beta(hits + 0.5, units - hits + 0.5, DRAWS), n)


def classes(edges: tuple[int, ...]) -> tuple[str, ...]:
    """Names of classes of whole numbers that begin at the edges: (1, 2, 5) is '1', '2–4', '5+'."""
    names = [str(a) if b == a + 1 else f"{a}–{b - 1}" for a, b in pairwise(edges)]
    return (*names, f"{edges[-1]}+")
