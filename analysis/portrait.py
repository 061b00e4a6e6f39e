"""What a network is, in one table: size, cohesion, and how strength and structure go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.analysis.paths import distances
from weakties.analysis.structure import (
    as_igraph,
    clustering,
    constraint,
    effective_size,
    ends_of,
    mutual_of,
    overlap,
    tie_range,
)
from weakties.simulation.chance import Purpose, generator
from weakties.simulation.streams import ResampleStream
from weakties.simulation.ties import Ties

if TYPE_CHECKING:
    import pandas as pd

SAMPLE = 20_000  # ties whose range is looked at, in large networks
STRENGTH_BINS = 20


def portrait(ties: Ties, seed: int) -> dict[str, float]:
    """The numbers that describe a network; nan where a number has no meaning (no ties, no differences of strength).

    A mean over people says over whom: those without ties have none, not few, and nobody can say whether the contacts of a
    person with fewer than two know each other (`clustering` counts him as 0).

    Distances and ranges come from a random sample in large networks (addresses under `seed`); all else is exact.
    """
    mutual = mutual_of(ties)
    over, spread = overlap(ties, mutual), has_strength(ties)
    sizes = np.asarray(as_igraph(ties).components().sizes() or [0])
    steps = distances(ties, seed) if len(ties) else np.empty(0)
    ranges = tie_range(ties, sample_of(ties, seed))
    rate, clustered = rates_of(ties), clustering(ties, mutual)
    return {
        "people": ties.people,
        "ties": len(ties),
        "ties per person, all people": _mean(ties.degree),
        "ties per person, those with ties": _mean(ties.degree[ties.degree > 0]),
        "most ties": int(ties.degree.max(initial=0)),
        "people without ties": int((ties.degree == 0).sum()),
        "components": len(sizes) if ties.people else 0,
        "share in the largest component": float(sizes.max() / max(1, ties.people)),
        "mean distance, where there is a way": _mean(steps),
        "clustering, all people": _mean(clustered),
        "clustering, those with ties": _mean(clustered[ties.degree > 0]),
        "clustering, those with two or more": _mean(clustered[ties.degree > 1]),
        "overlap": _mean(over),
        "bridges": len(as_igraph(ties).bridges()),
        "local bridges, share": _mean(mutual == 0),
        "range above 2, share": _mean(ranges > 2),
        "effective size, those with ties": _mean(effective_size(ties, mutual)),
        "constraint, those with ties": _mean(constraint(ties)) if len(ties) else float("nan"),
        "strongest tie": float(rate.max()) if spread else float("nan"),
        "weakest tie": float(rate.min()) if spread else float("nan"),
        "strength and overlap": spearman(rate, over) if spread else float("nan"),
        **{f"across {group}, share": _mean(crossing(ties, group)) for group in ties.groups},
    }


def rates_of(ties: Ties) -> NDArray[np.float64]:
    """The contact rate of each tie, in the order of `pairs()`."""
    source = np.repeat(np.arange(ties.people, dtype=np.int32), ties.degree)
    return ties.contact_rate[source < ties.other].astype(np.float64)


def has_strength(ties: Ties) -> bool:
    """Whether ties differ in strength at all."""
    rate = rates_of(ties)
    return bool(len(rate) and rate.min() < rate.max())


def sample_of(ties: Ties, seed: int, most: int = SAMPLE) -> NDArray[np.int64]:
    """Rows of `pairs()`: all, or a random sample of `most` of them in ascending order."""
    if len(ties) <= most:
        return np.arange(len(ties))
    return np.sort(
        generator(seed, Purpose.RESAMPLE, ResampleStream.ANY).choice(len(ties), most, replace=False)
    )


def spearman(x: ArrayLike, y: ArrayLike) -> float:
    """Spearman's rank correlation over the entries where both are known; nan below three of them or without differences."""
    from scipy.stats import rankdata

    a, b = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    known = np.isfinite(a) & np.isfinite(b)
    if known.sum() < 3 or np.ptp(a[known]) == 0 or np.ptp(b[known]) == 0:
        return float("nan")
    return float(np.corrcoef(rankdata(a[known]), rankdata(b[known]))[0, 1])


def percentile(values: ArrayLike) -> NDArray[np.float64]:
    """The rank of each value as a percentile, 0..100; equal values share the middle of their ranks."""
    from scipy.stats import rankdata

    x = np.asarray(values, dtype=np.float64)
    return np.asarray((rankdata(x) - 0.5) / max(1, len(x)) * 100)


def overlap_by_strength(ties: Ties, bins: int = STRENGTH_BINS) -> pd.DataFrame:
    """Mean overlap of ties by percentile of their strength (Onnela et al. 2007, figure 2C).

    Columns: percentile (middle of the bin), overlap, ties. Bins without a tie are left out: many ties can be equally strong.
    """
    import pandas as pd

    over = overlap(ties)
    rank = percentile(rates_of(ties))
    table = pd.DataFrame({"bin": np.minimum(rank * bins / 100, bins - 1).astype(int), "overlap": over})
    grouped = table.dropna().groupby("bin").overlap.agg(["mean", "size"]).reset_index()
    middle = (grouped["bin"] + 0.5) * 100 / bins
    return pd.DataFrame({"percentile": middle, "overlap": grouped["mean"], "ties": grouped["size"]})


def strength_by_range(ties: Ties, seed: int, longest: int = 6, most: int = SAMPLE) -> pd.DataFrame:
    """Mean strength of ties by their range (Park, Blumenstock and Macy 2018, figure 2), ranges of `longest` and more together.

    Columns: range, strength (mean percentile of the contact rate among all ties), ties; on a sample of `most` ties.
    """
    import pandas as pd

    rows = sample_of(ties, seed, most)
    found = np.minimum(tie_range(ties, rows, longest), longest)
    table = pd.DataFrame({"range": found, "strength": percentile(rates_of(ties))[rows]})
    grouped = table.groupby("range").strength.agg(["mean", "size"]).reset_index()
    return pd.DataFrame({"range": grouped["range"], "strength": grouped["mean"], "ties": grouped["size"]})


def crossing(ties: Ties, group: str) -> NDArray[np.bool_]:
    """Whether a tie leads from one group to another, such as from one "department" to another, bool (ties,)."""
    ends, who = ends_of(ties), ties.groups[group]
    return np.asarray(who[ends[:, 0]] != who[ends[:, 1]])


def _mean(values: ArrayLike) -> float:
    x = np.asarray(values, dtype=np.float64)
    x = x[np.isfinite(x)]
    return float(x.mean()) if x.size else float("nan")
