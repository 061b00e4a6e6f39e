"""What surveys would report in the worlds of the headline: which people, by which cut, how many of them, and like which table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.analysis.surveys import Alike, chance, likely_under, within
from weakties.analysis.uncertainty import Estimate
from weakties.experiments.worlds.market_experiment import DEFAULT, FEWER_POSTINGS, at

if TYPE_CHECKING:
    import pandas as pd

    from weakties.experiments.engine.declare import Point

ASKED = (54, 1_000)
"""As many as Granovetter had, and as many as a poll asks."""

PAIR, MARGIN = (0.56, 0.27), 0.03
"""What the popular claim says of its first two classes, and how near counts as the same: that of its verdict."""

COUNTED = (30, 15, 9)
"""Granovetter's occasionally, rarely, often."""

LIKE: dict[str, tuple[Alike, tuple[float, ...]]] = {
    "popular": (within(PAIR, MARGIN), (*PAIR, 1 - sum(PAIR))),
    "granovetter": (likely_under(COUNTED), COUNTED),
}
"""Which table is to be reported: the rule, and the shares (in proportion) of a world in which it is exactly true."""

WORLDS: dict[str, Point] = {"default": DEFAULT, "popular": FEWER_POSTINGS}
"""The channel mixes by the names of their worlds."""


class Question(NamedTuple):
    """A way to cut hires.

    cut     'popular' or 'granovetter'
    people  'all' or 'contacts': whose jobs are asked about: everybody's, or those found through a contact
    first, second  the classes of which the pair of shares is given, in this order; what is left of the people is the third
    """

    cut: str
    people: str
    first: str
    second: str

    def counts(self, worlds: pd.DataFrame) -> NDArray[np.float64]:
        """(worlds, 3): hires in the two classes, and the others."""
        whole = worlds.hires if self.people == "all" else worlds.contact
        first, second = worlds[self.first], worlds[self.second]
        return np.stack([first, second, whole - first - second], axis=1).astype(np.float64)


QUESTIONS = (
    Question("popular", "all", "weak", "strong"),
    Question("popular", "contacts", "weak", "strong"),
    Question("granovetter", "all", "occasionally", "rarely"),
    Question("granovetter", "contacts", "occasionally", "rarely"),
)


def reports(runs: pd.DataFrame, question: Question, world: str, n: int, like: str) -> Estimate:
    """The chance, in per cent, that a survey of n people in the worlds of that name reports a table like `like`.

    It has 4 digits behind the point: less than one survey in a million is none.
    """
    e = chance(question.counts(at(runs, WORLDS[world])), n, LIKE[like][0])
    return Estimate(round(100 * e.value, 4), round(100 * e.low, 4), round(100 * e.high, 4), e.n)


def if_true(n: int, like: str) -> float:
    """The same chance, in per cent, where the shares are exactly those of the table: even then it is not certain."""
    rule, shares = LIKE[like]
    return 100 * chance([shares], n, rule).value


def odds(runs: pd.DataFrame) -> pd.DataFrame:
    """The table of figures/survey_odds.py: every question, world, size of survey and table to be reported."""
    import pandas as pd

    rows = []
    for like in LIKE:
        for n in ASKED:
            most = if_true(n, like)
            for question in QUESTIONS:
                for world in WORLDS:
                    e = reports(runs, question, world, n, like)
                    other = question.counts(at(runs, WORLDS[world]))
                    shares = 100 * other.sum(0) / other.sum()
                    rows.append((like, n, most, *question, world, *shares[:2], *e[:3]))
    names = [
        "like",
        "asked",
        "most",
        *Question._fields,
        "world",
        "first_share",
        "second_share",
        "value",
        "low",
        "high",
    ]
    return pd.DataFrame(rows, columns=names)
