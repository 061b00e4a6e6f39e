"""What tables of ties at several times of one world say: who is still there, who shares partners, how many stand in which circle.

A table of ties is that of `Relations.table`: one row a tie, source < target, with closeness and the hours ever spent together.
The hours of a span are the difference of two tables; conversations are hours divided by the length of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

PAIR = ["source", "target"]


def between(before: pd.DataFrame, after: pd.DataFrame, talk_hours: float) -> pd.DataFrame:
    """The conversations between two tables: source, target, talks (above 0). Those of a tie that was forgotten and made anew
    count from its new beginning.
    """
    joined = after[[*PAIR, "hours"]].merge(
        before[[*PAIR, "hours"]], on=PAIR, how="left", suffixes=("", "_before")
    )
    gained = joined.hours - joined.hours_before.fillna(0)
    talks = np.where(gained < 0, joined.hours, gained) / talk_hours
    found = joined[PAIR].assign(talks=np.rint(talks))
    return found[found.talks > 0].reset_index(drop=True)


def still(first: pd.DataFrame, later: pd.DataFrame) -> NDArray[np.bool_]:
    """Whether each row of `first` has its pair in `later`."""
    keys = [t.source.to_numpy(np.int64) << 32 | t.target.to_numpy(np.int64) for t in (first, later)]
    return np.isin(*keys)


def shared_partners(ties: pd.DataFrame, people: int) -> NDArray[np.int64]:
    """How many people each pair is both tied to, among these ties themselves."""
    from scipy.sparse import csr_array

    a, b = ties.source.to_numpy(), ties.target.to_numpy()
    ones = np.ones(2 * len(a), np.int32)
    matrix = csr_array((ones, (np.concatenate([a, b]), np.concatenate([b, a]))), shape=(people, people))
    squared = (matrix @ matrix).tocsr()
    return np.asarray(squared[a, b]).ravel().astype(np.int64)


def top(talks: pd.DataFrame, k: int) -> pd.DataFrame:
    """The k partners that everybody talked to most, or fewer: person, other; ties between equals by number."""
    import pandas as pd

    swapped = talks.rename(columns={"source": "target", "target": "source"})
    both = pd.concat([talks, swapped], ignore_index=True).rename(
        columns={"source": "person", "target": "other"}
    )
    both = both.sort_values(["person", "talks", "other"], ascending=[True, False, True])
    return both[both.groupby("person").cumcount() < k][["person", "other"]]


def changed(first: pd.DataFrame, later: pd.DataFrame) -> tuple[int, int]:
    """Of the (person, other) in `first`, how many there are, and how many are not in `later`."""
    kept = still(first.set_axis(PAIR, axis=1), later[["person", "other"]].set_axis(PAIR, axis=1))
    return len(first), int((~kept).sum())


def layer_counts(talks: pd.DataFrame, yearly: Sequence[float]) -> NDArray[np.int64]:
    """How many (person, partner) stand in each layer: talks a year from yearly[k] on, below yearly[k - 1]; innermost first."""
    inner = [int(2 * (talks.talks >= low).sum()) for low in yearly]
    return np.diff([0, *inner])


def slope_of_layers(layers: Sequence[float] | NDArray[Any]) -> float:
    """mu, with n_k people in layer k = 0 (the innermost), 1, ... in proportion to exp(mu k): by maximum likelihood, at which the
    mean layer is that of the counts. Above 0 layers grow outwards; below 0 they are inverted, the outer ones having fewer people
    (the two regimes of Tamarit et al. 2018, with costs that fall from layer to layer by equal steps). Infinite where
    all are in the outermost layer, or all in the innermost.
    """
    from scipy.optimize import brentq

    n = np.asarray(layers, float)
    k = np.arange(len(n))
    mean = float(n @ k / n.sum())
    if mean in (0.0, float(k[-1])):
        return float(np.inf if mean else -np.inf)

    def excess(mu: float) -> float:
        weight = np.exp(mu * (k - k.mean()))
        return float(weight @ k / weight.sum()) - mean

    return float(brentq(excess, -30, 30))


def half_pass(at: NDArray[np.float64], passed: NDArray[np.float64], of: NDArray[np.float64]) -> float:
    """Where the share passed / of first reaches one half, between points in a straight line; nan where it never does."""
    there = of > 0
    share, x = passed[there] / of[there], at[there]
    over = np.flatnonzero(share >= 0.5)
    if len(over) == 0:
        return float("nan")
    n = int(over[0])
    if n == 0:
        return float(x[0])
    return float(x[n - 1] + (0.5 - share[n - 1]) / (share[n] - share[n - 1]) * (x[n] - x[n - 1]))
