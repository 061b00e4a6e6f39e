"""Credit is not contribution: what a tie is given the credit for, and what there would not have been without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.analysis.jackknife import jackknife
from weakties.analysis.uncertainty import Estimate
from weakties.simulation.chance import Purpose, generator
from weakties.simulation.streams import ResampleStream
from weakties.simulation.talk.frequency import HALF_YEARLY, MONTHLY, WEEKLY, YEARLY

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.ties import Ties

CLASSES = ("rarer than yearly", "yearly", "half-yearly", "monthly", "weekly or more")
BOUNDS = (
    YEARLY,
    HALF_YEARLY,
    MONTHLY,
    WEEKLY,
)  # lower ends of all classes but the first, conversations per week
STRONG = ("monthly", "weekly or more")
WEAK = CLASSES[:3]


def classes_of(rate: ArrayLike) -> NDArray[np.int64]:
    """The class, a number in CLASSES, of each contact rate."""
    return np.searchsorted(BOUNDS, np.asarray(rate, dtype=np.float64), side="right")


def sampled(
    ties: Ties, pairs: int, seed: int
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
    """(ego, alter, contact rate) of up to `pairs` ties of each class, drawn by chance, as is which end is ego."""
    rng = generator(seed, Purpose.RESAMPLE, ResampleStream.SAMPLE_OF_TIES)
    of = classes_of(ties.contact_rate)
    picked = []
    for k in range(len(CLASSES)):
        members = np.flatnonzero(of == k)
        picked.append(rng.choice(members, min(pairs, len(members)), replace=False))
    at = np.concatenate(picked)
    ego = (np.searchsorted(ties.start, at, side="right") - 1).astype(np.int32)
    return ego, ties.other[at], ties.contact_rate[at]


def counts(
    table: pd.DataFrame, classes: NDArray[np.int64], hires: pd.DataFrame, tellings: pd.DataFrame, ties: Ties
) -> pd.DataFrame:
    """One row a class: class (its number), and sums over the ties that were removed one by one:

    ties      how many were tried
    joined    jobs that ego took in alter's firm, alter being there: what data on careers show
    credited  of all jobs that ego got by news from alter, those that alter had the credit for: what surveys ask for
    added     joined, less what ego joined of alter's firm in the same world without the tie: what the tie brought about
    weeks     weeks in work that ego had more because of the tie
    reached   ties whose removal changed anything at all

    table: of `weakties.simulation.counterfactual.effects.effects`; hires, tellings: of the factual world over the same weeks.
    """
    import pandas as pd

    people = np.int64(ties.people)
    told = tellings[tellings.credited & (tellings.teller >= 0)]
    pair = hires.worker.to_numpy(np.int64)[told.hire] * people + told.teller
    pair, times = np.unique(pair, return_counts=True)
    mine = table.ego.to_numpy(np.int64) * people + table.alter
    at = np.minimum(np.searchsorted(pair, mine), max(len(pair) - 1, 0))
    credited = np.where(pair[at] == mine, times[at], 0) if len(pair) else np.zeros(len(mine))
    joined, without = table.early_0 + table.late_0, table.early_1 + table.late_1
    columns = {
        "ties": np.ones(len(table)),
        "joined": joined,
        "credited": credited,
        "added": joined - without,
        "weeks": table.weeks_0 - table.weeks_1,
        "reached": table.reached >= 0,
    }
    sums = {name: np.bincount(classes, np.asarray(c, float), len(CLASSES)) for name, c in columns.items()}
    return pd.DataFrame({**sums, "class": range(len(CLASSES))})


def per_thousand(rows: pd.DataFrame, what: str, number: int) -> Estimate:
    """Events per 1,000 ties of class `number`, jackknife over worlds. rows: `counts` of several worlds, told apart by `run`."""
    here = rows[rows["class"] == number].groupby("run")[[what, "ties"]].sum().to_numpy()
    return jackknife(lambda keep: 1000 * _ratio(*here[keep].sum(0)), len(here))


def ratio(rows: pd.DataFrame, part: str, whole: str, classes: tuple[str, ...]) -> Estimate:
    """Part over whole, pooled over these classes, each class weighted alike (ties are sampled evenly); jackknife over worlds."""
    here = _sums(rows, classes, (part, whole))
    return jackknife(lambda keep: _ratio(*here[keep].sum(0)), len(here))


def difference_of_ratios(
    rows: pd.DataFrame, part: str, whole: str, first: tuple[str, ...], second: tuple[str, ...]
) -> Estimate:
    """The ratio in the first classes less that in the second, jackknife over worlds."""
    a, b = _sums(rows, first, (part, whole)), _sums(rows, second, (part, whole))
    return jackknife(lambda keep: _ratio(*a[keep].sum(0)) - _ratio(*b[keep].sum(0)), len(a))


def times(rows: pd.DataFrame, what: str, first: tuple[str, ...], second: tuple[str, ...]) -> Estimate:
    """Events a tie in the first classes over events a tie in the second, jackknife over worlds."""
    a, b = _sums(rows, first, (what, "ties")), _sums(rows, second, (what, "ties"))
    return jackknife(lambda keep: _ratio(_ratio(*a[keep].sum(0)), _ratio(*b[keep].sum(0))), len(a))


def _sums(rows: pd.DataFrame, classes: tuple[str, ...], names: tuple[str, ...]) -> NDArray[np.float64]:
    wanted = rows[rows["class"].isin([CLASSES.index(c) for c in classes])]
    return wanted.groupby("run")[list(names)].sum().to_numpy()


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole else float("nan")
