"""The same league under other assumptions: which of what it says hangs on them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from weakties.analysis.league import Question, league
from weakties.experiments.league import live
from weakties.experiments.league.asked import TOGETHER, Asked

if TYPE_CHECKING:
    import pandas as pd

AS_IT_IS = "as it is"
Changes = Mapping[str, Mapping[str, Any]]
ELSEWHERE: Changes = {
    AS_IT_IS: {},
    "network: small world": {"network": "small_world"},
    "network: planted partition": {"network": "planted_partition"},
    "network: weighted growth": {"network": "weighted_growth"},
    "trust: closeness": {"trust": "closeness"},
    "trust: sum": {"trust": "sum"},
    "trust: product": {"trust": "product"},
    "trust: two-factor": {"trust": "two-factor"},
    "slump: 9 jobs for 10 people": {"positions": 0.9},
    "boom: 11 jobs for 10 people": {"positions": 1.1},
    "the popular world": {"world": "popular"},
}
"""Other networks, forms of trust, and numbers of the market; one thing at a time."""
MOST_SHARE = 0.1


def few(pieces: int) -> float:
    """The share that follows each of so many pieces, all of which live in one world, where no share is named: all who may, and at
    the most MOST_SHARE."""
    return min(MOST_SHARE, math.floor(1000 * TOGETHER / pieces) / 1000)


def tables(
    asked: Asked, changes: Changes, out: Path, *, quick: bool, jobs: int
) -> Iterator[tuple[str, pd.DataFrame, Question]]:
    """(name, saved worlds, question) under each of the changes, at the smallest share."""
    least = replace(asked, shares=asked.shares[:1])
    for name, changed in changes.items():
        runs = live.run(replace(least, world={**asked.world, **changed}), out, quick=quick, jobs=jobs)
        yield name, runs.good, asked.question._replace(share=asked.shares[0])


def run(asked: Asked, out: Path, *, quick: bool, jobs: int) -> pd.DataFrame:
    """One row a piece and set of assumptions: advice, under, value, low, high, rank_low, rank_high."""
    import pandas as pd

    columns = ["advice", "value", "low", "high", "rank_low", "rank_high"]
    found = [
        league(table, question, asked.per)[columns].assign(under=name)
        for name, table, question in tables(asked, ELSEWHERE, out, quick=quick, jobs=jobs)
    ]
    return pd.concat(found, ignore_index=True)


def holding(found: pd.DataFrame) -> pd.DataFrame:
    """One row a piece, in the order of `as it is`: advice, value, low, high (as it is), least, most (values under all), better,
    worse (under how many it is told to be so), under (how many there are), rank_low, rank_high (of all sets together), holds
    (better or worse under all).
    """
    import pandas as pd

    rows = []
    for advice in found.loc[found["under"] == AS_IT_IS, "advice"]:
        mine = found[found["advice"] == advice]
        here = mine[mine["under"] == AS_IT_IS].iloc[0]
        better, worse, many = (
            int((mine["low"] > 0).sum()),
            int((mine["high"] < 0).sum()),
            mine["under"].nunique(),
        )
        rows.append(
            {
                "advice": advice, "value": here["value"], "low": here["low"], "high": here["high"],
                "least": mine["value"].min(), "most": mine["value"].max(),
                "better": better, "worse": worse, "under": many,
                "rank_low": mine["rank_low"].min(), "rank_high": mine["rank_high"].max(),
                "holds": many in (better, worse),
            }
        )  # fmt: skip
    return pd.DataFrame(rows)
