"""Credit is not contribution: what a tie is given the credit for, and what there would not have been without it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.analysis.jackknife import jackknife
from weakties.analysis.uncertainty import Estimate
from weakties.simulation.talk.frequency import HALF_YEARLY, MONTHLY, WEEKLY, YEARLY

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.tie_sample import Sample, Seen
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


WORLD = ("run",)
BLOCKS = 10  # parts of a world, by which intervals know its luck where there are few worlds


def classes_of(rate: ArrayLike) -> NDArray[np.int64]:
    """The class, a number in CLASSES, of each contact rate."""
    return np.searchsorted(BOUNDS, np.asarray(rate, dtype=np.float64), side="right")


def classes_of_ties(ties: Ties) -> NDArray[np.uint8]:
    """The class of each tie as it stands in `ties.other`; in pieces, since a million people have hundreds of millions."""
    pieces = np.array_split(ties.contact_rate, 1 + len(ties.contact_rate) // 1_000_000)
    return np.concatenate([classes_of(piece).astype(np.uint8) for piece in pieces])


def counts(
    ties: Ties, classes: NDArray[np.uint8], what: Seen, sample: Sample, table: pd.DataFrame
) -> pd.DataFrame:
    """One row a class and block of people: class (its number), block (of ego, BLOCKS of as many people each; neighbours in
    number, and so communities, are together), and of the ties of these egos, either end of a tie being ego once,

    ties      how many there are
    joined    jobs that ego took in alter's firm, alter being there first: what data on careers show
    credited  jobs that ego got by news from alter, who had the credit for it: what surveys ask for
    added     joined, less what ego joined of alter's firm in the same world without the tie: what the tie brought about
    jobs      jobs that ego began anywhere, less those without the tie
    weeks     weeks in work that ego had more because of the tie
    reached   ties whose removal changes anything at all
    replayed  ties that were taken out, by themselves each

    The first three are counted over all ties, the next four estimated from those that were taken out, by their weights. Of added
    only what it differs by from *owed* is: that ego joined alter's firm and owes alter a job is known of every tie, and nearly
    the answer. So its exact sum is a control variate whose coefficient is 1, and the estimate stays without bias.
    ties, classes: the network, and the class of each tie (`classes_of_ties`); what, sample: `weakties.analysis.tie_sample`;
    table: of `weakties.simulation.counterfactual.effects.effects`, a row for each tie of the sample.
    """
    import pandas as pd

    edges = ties.people * np.arange(BLOCKS + 1) // BLOCKS
    ends = ties.start[edges]
    cells = len(CLASSES) * BLOCKS
    there = [np.bincount(classes[a:b], minlength=len(CLASSES)) for a, b in pairwise(ends)]

    def summed(at: NDArray[np.int64], values: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
        block = np.searchsorted(ends[1:-1], at, side="right")
        return np.bincount(block * len(CLASSES) + classes[at], values, cells).astype(np.float64)

    owed = np.intersect1d(what.credited, what.joined)
    added = table.early_0 + table.late_0 - table.early_1 - table.late_1
    drawn = {
        "added": added - np.isin(sample.at, owed),
        "jobs": table.hires_0 - table.hires_1,
        "weeks": table.weeks_0 - table.weeks_1,
        "reached": table.reached >= 0,
    }
    columns = {
        "block": np.repeat(np.arange(BLOCKS), len(CLASSES)),
        "class": np.tile(np.arange(len(CLASSES)), BLOCKS),
        "ties": np.concatenate(there).astype(np.float64),
        "joined": summed(what.joined),
        "credited": summed(what.credited),
        **{name: summed(sample.at, sample.weight * d.to_numpy(float)) for name, d in drawn.items()},
        "replayed": summed(sample.at),
    }
    columns["added"] = np.asarray(columns["added"] + summed(owed), np.float64)
    return pd.DataFrame(columns)


def per_thousand(rows: pd.DataFrame, what: str, number: int) -> Estimate:
    """Events per 1,000 ties of class `number`, jackknife over worlds. rows: `counts` of several worlds, told apart by `run`."""
    return rate_of(rows, what, (CLASSES[number],)).scaled(1000)


def rate_of(rows: pd.DataFrame, what: str, classes: tuple[str, ...], by: tuple[str, ...] = WORLD) -> Estimate:
    """Events a tie, the classes weighted alike; jackknife over worlds, or other parts (`by`)."""
    here = _sums(rows, classes, (what, "ties"), by)
    return jackknife(lambda keep: _rate(here, keep), len(here))


def ratio(
    rows: pd.DataFrame, part: str, whole: str, classes: tuple[str, ...], by: tuple[str, ...] = WORLD
) -> Estimate:
    """Part over whole, over these classes, each class weighted alike, as if it had as many ties as the others:
    (sum over classes of part / ties) / (sum over classes of whole / ties). Jackknife over worlds, or other parts (`by`)."""
    a, b = _sums(rows, classes, (part, "ties"), by), _sums(rows, classes, (whole, "ties"), by)
    return jackknife(lambda keep: _ratio(_rate(a, keep), _rate(b, keep)), len(a))


def ratio_of_all(
    rows: pd.DataFrame, part: str, whole: str, classes: tuple[str, ...], by: tuple[str, ...] = WORLD
) -> Estimate:
    """Part over whole over all ties of these classes, as many as there are of each; jackknife over worlds, or other parts."""
    both = _sums(rows, classes, (part, whole), by).sum(1)
    return jackknife(lambda keep: _ratio(*both[keep].sum(0)), len(both))


def difference_of_ratios(
    rows: pd.DataFrame, part: str, whole: str, first: tuple[str, ...], second: tuple[str, ...]
) -> Estimate:
    """The `ratio` in the first classes less that in the second, jackknife over worlds."""
    (a, b), (c, d) = (
        [_sums(rows, classes, (name, "ties")) for name in (part, whole)] for classes in (first, second)
    )
    return jackknife(
        lambda keep: _ratio(_rate(a, keep), _rate(b, keep)) - _ratio(_rate(c, keep), _rate(d, keep)), len(a)
    )


def times(
    rows: pd.DataFrame,
    what: str,
    first: tuple[str, ...],
    second: tuple[str, ...],
    by: tuple[str, ...] = WORLD,
) -> Estimate:
    """Events a tie in the first classes over events a tie in the second, the classes of each weighted alike; jackknife over
    worlds, or other parts (`by`)."""
    a, b = (_sums(rows, classes, (what, "ties"), by) for classes in (first, second))
    return jackknife(lambda keep: _ratio(_rate(a, keep), _rate(b, keep)), len(a))


def _sums(
    rows: pd.DataFrame, classes: tuple[str, ...], names: tuple[str, ...], by: tuple[str, ...] = WORLD
) -> NDArray[np.float64]:
    """(parts, classes, names): sums over each part of the rows and each class."""
    numbers = [CLASSES.index(c) for c in classes]
    wanted = rows[rows["class"].isin(numbers)]
    table = wanted.groupby([*by, "class"])[list(names)].sum()
    return table.to_numpy(np.float64).reshape(-1, len(numbers), len(names))


def _rate(sums: NDArray[np.float64], keep: NDArray[np.int64]) -> float:
    """The mean over classes of events a tie; sums: (parts, classes, 2) events and ties."""
    events, ties = sums[keep].sum(0).T
    return float(np.mean(events / np.maximum(ties, 1)))


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole else float("nan")
