"""Why a piece of advice is worth what it is: the same league where one mechanism does not act."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from weakties.analysis.league import by_world, sums, worth
from weakties.analysis.uncertainty import between_replicates
from weakties.experiments.league.asked import Asked
from weakties.experiments.league.under import AS_IT_IS, Changes, tables
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

BEST = 5  # pieces at either end of a league
WITHOUT: Changes = {
    AS_IT_IS: {},
    "everybody knows who looks": {"unasked": 1.0},
    "trust does not stop a lead": {"trust_slope": 0.0},
    "every lead is believed": {"doubt": 0.0},
    "nobody gossips": {"gossip": 0.0},
    "no favour is counted": {"score_keeping": 0.0},
    "nobody asks unless advised": {"asks": 0.0},
    "nothing is relayed": {"relay": 0.0},
    "nothing is learnt from advice": {"learnt": 0.0},
    "habit does not pull": {"habit_pull": 0.0},
    "nobody new is met unless advised": {"exploring": 0.0},
}
"""What does not act, and the parameters that say so. A slope of 0 passes on one lead in two, whoever is trusted."""


def ends_of(saved: Path, otherwise: str) -> list[str]:
    """The BEST first and last pieces of a league that was run, at its smallest share. Raises UserError where there is none, which
    says what to do otherwise.
    """
    import pandas as pd

    if not saved.is_file():
        raise UserError(f"no league was run here yet; {otherwise}")
    rows = pd.read_csv(saved)
    first = rows[(rows["share"] == rows["share"].min()) & rows["value"].notna() & ~rows["arm"]]
    names = list(first.sort_values("value", ascending=False)["advice"])
    return list(dict.fromkeys([*names[:BEST], *names[-BEST:]]))


def run(asked: Asked, out: Path, *, quick: bool, jobs: int) -> pd.DataFrame:
    """One row a piece and mechanism that does not act: advice, without, value, low, high; lost, lost_low, lost_high: by how
    much less it is worth there than as it is, world by world (markets of one seed, each with its own burn-in); p (Student's t)
    and q: p adjusted by Benjamini and Hochberg over all differences, since many are looked at. The differences of a piece share
    the worlds as they are, so they move together, positively.
    """
    import pandas as pd

    found = {
        name: sums(table, question)
        for name, table, question in tables(asked, WITHOUT, out, quick=quick, jobs=jobs)
    }
    rows = [_row(piece.name, name, found, asked.per) for piece in asked.pieces for name in WITHOUT]
    return with_q(pd.DataFrame(rows))


def with_q(found: pd.DataFrame) -> pd.DataFrame:
    """The same with q of each p: of those with q up to one in twenty, about one in twenty is expected to be false."""
    from scipy.stats import false_discovery_control

    known = found["p"].notna()
    q = found["p"].astype(float)
    if known.any():
        q[known] = false_discovery_control(found.loc[known, "p"])
    return found.assign(q=q)


def _row(advice: str, without: str, found: Mapping[str, pd.DataFrame], per: str) -> dict[str, Any]:
    here, there = (found[name][found[name]["advice"] == advice] for name in (without, AS_IT_IS))
    value = worth(here, per)
    row = {"advice": advice, "without": without, "value": value.value}
    row |= {"low": value.accepted.low, "high": value.accepted.high}
    lost, p = (float("nan"),) * 3, float("nan")
    if value.value == value.value and list(here["world"]) == list(there["world"]):
        less = by_world(there, per) - by_world(here, per)
        lost, p = between_replicates(less)[:3], none_lost(less)
    return {**row, **dict(zip(("lost", "lost_low", "lost_high"), lost, strict=True)), "p": p}


def none_lost(less: NDArray[np.float64]) -> float:
    """How probable differences as great between worlds are where there is none: Student's t; NaN for fewer than two worlds, and
    where no world differs.
    """
    from scipy.stats import ttest_1samp

    return float(ttest_1samp(less, 0.0).pvalue) if len(less) > 1 and np.ptp(less) > 0 else float("nan")
