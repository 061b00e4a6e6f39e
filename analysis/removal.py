"""What is left of a network when its ties are taken away one after the other: weak ones first, or strong ones first.

Onnela et al. 2007 (PNAS 104:7332) removed the ties of a national network of calls by weight and by overlap, either way, and
watched the largest component and the susceptibility, the mean size of the other components as met by a random person.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.analysis.structure import ends_of, overlap, strength_of
from weakties.analysis.uncertainty import CONFIDENCE, Estimate
from weakties.simulation.chance import Purpose, generator
from weakties.simulation.errors import UserError
from weakties.simulation.kernels import Int, Int32s, Int64s, kernel
from weakties.simulation.streams import ResampleStream
from weakties.simulation.ties import Ties

if TYPE_CHECKING:
    import pandas as pd

ORDERS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        "weakest first": ("strength", 1),
        "strongest first": ("strength", -1),
        "least overlap first": ("overlap", 1),
        "most overlap first": ("overlap", -1),
    }
)
"""The four orders of removal: by what, and in which direction."""
REPEATED = ("any order", "weakest first", "strongest first")
"""The orders of `repeated_curves`: the null, and by strength either way."""
GAPS: Mapping[str, str] = MappingProxyType(
    {"any order less weakest first": "any order", "strongest less weakest first": "strongest first"}
)
"""What is compared with the weakest first: above 0 where weak ties hold a network together."""
MOST_DRAWS, FEWEST_DRAWS, WORK = 100, 10, 20_000_000


def removal_curve(ties: Ties, order: ArrayLike, points: int = 101) -> pd.DataFrame:
    """Largest component and susceptibility while ties are removed in `order`, at `points` evenly spaced shares removed
    (to the nearest tie).

    order: the rows of `Ties.pairs()`, the first to be removed first, (ties,). Columns: removed (share of ties), largest (share of
    people), susceptibility (people): S = sum of s^2 over all components but the largest, over people.
    """
    import pandas as pd

    listed = np.asarray(order, dtype=np.int64)
    if len(listed) != len(ties) or (np.bincount(listed, minlength=len(ties)) != 1).any():
        raise UserError(f"order: must name each of the {len(ties)} ties once")
    largest, rest = grow_back(ends_of(ties)[listed[::-1]], ties.people)
    removed = np.linspace(0.0, 1.0, points)
    kept = len(ties) - np.rint(removed * len(ties)).astype(np.int64)
    return pd.DataFrame(
        {
            "removed": removed,
            "largest": largest[kept] / ties.people,
            "susceptibility": rest[kept] / ties.people,
        }
    )


@kernel
def grow_back(ends: Int32s, people: Int) -> tuple[Int64s, Int64s]:
    """Put ties back one by one: size of the largest component, and the sum of squared sizes of all others, after 0, 1, ... ties.

    ends: int32 (ties, 2), the last to be removed first. Removal backwards is growth, which union-find does in linear time.
    Returns two int64 arrays (ties + 1,).
    """
    parent = np.arange(people)
    size = np.ones(people, np.int64)
    largest = np.empty(len(ends) + 1, np.int64)
    rest = np.empty(len(ends) + 1, np.int64)
    top, squares = np.int64(min(1, people)), np.int64(people)
    largest[0], rest[0] = top, squares - top * top
    for k in range(len(ends)):
        a, b = ends[k, 0], ends[k, 1]
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        while parent[b] != b:
            parent[b] = parent[parent[b]]
            b = parent[b]
        if a != b:
            if size[a] < size[b]:
                a, b = b, a
            squares += 2 * size[a] * size[b]
            size[a] += size[b]
            parent[b] = a
            top = max(top, size[a])
        largest[k + 1], rest[k + 1] = top, squares - top * top
    return largest, rest


class Order:
    """Ties in ascending (direction 1) or descending (-1) order of their values, equal ones in an order of luck. Sorted once: with
    other luck only those that are equal to another change places.
    """

    def __init__(self, values: NDArray[np.float64], direction: int) -> None:
        key = direction * np.nan_to_num(values)
        self._order = np.argsort(key, kind="stable")
        same = key[self._order][1:] == key[self._order][:-1]
        group = np.cumsum(np.concatenate([[0], ~same]))[: len(key)]
        self._at = np.flatnonzero(np.bincount(group, minlength=1)[group] > 1)
        self._group, self._equal = group[self._at], self._order[self._at]

    def __call__(self, luck: NDArray[np.float64]) -> NDArray[np.int64]:
        """With the luck of each tie, (ties,)."""
        order = self._order.copy()
        order[self._at] = self._equal[np.lexsort([luck[self._equal], self._group])]
        return order


def removal_curves(ties: Ties, seed: int, nulls: int = 1, points: int = 101) -> pd.DataFrame:
    """The four orders, and for each the same with the values shuffled over the ties `nulls` times.

    Shuffling keeps who is tied to whom, and all strengths, and breaks only the link between a tie's strength and its place: what
    differs from the null is due to *where* weak ties are. Columns: order, null (-1: none, else its number), and those of
    `removal_curve`. Raises UserError where all ties are equally strong.
    """
    import pandas as pd

    rng = generator(seed, Purpose.RESAMPLE, ResampleStream.ANY)
    values = {"strength": strength_of(ties), "overlap": overlap(ties)}
    curves = []
    for name, (what, direction) in ORDERS.items():
        for null in range(-1, nulls):
            value = values[what] if null < 0 else rng.permutation(values[what])
            curve = removal_curve(ties, Order(value, direction)(rng.random(len(ties))), points)
            curves.append(curve.assign(order=name, null=null))
    return pd.concat(curves, ignore_index=True)


def draws_for(ties: Ties) -> int:
    """How often a network's removal is repeated: MOST_DRAWS times, in large ones fewer (WORK ties in all), but FEWEST_DRAWS."""
    return int(np.clip(WORK // max(1, len(ties)), FEWEST_DRAWS, MOST_DRAWS))


def repeated_curves(ties: Ties, seed: int, draws: int, points: int = 101) -> pd.DataFrame:
    """One network removed `draws` times in each of the REPEATED orders: by strength with equally strong ties in another order of
    chance each time, and in any order, which is what shuffled strengths give.

    Where weights have few values, a single tie-break and a single shuffle say little: the gap between the two curves can move by
    a third. Columns: order, draw, and those of `removal_curve`. Raises UserError where all ties are equally strong.
    """
    import pandas as pd

    rng, strength = generator(seed, Purpose.RESAMPLE, ResampleStream.REPEATED_REMOVAL), strength_of(ties)
    by = {name: Order(strength, ORDERS[name][1]) for name in REPEATED if name in ORDERS}
    curves = []
    for draw in range(draws):
        for name in REPEATED:
            luck = rng.random(len(ties))
            order = by[name](luck) if name in by else np.argsort(luck)
            curves.append(removal_curve(ties, order, points).assign(order=name, draw=draw))
    return pd.concat(curves, ignore_index=True)


def envelope(curves: pd.DataFrame) -> pd.DataFrame:
    """The mean of repeated curves, and where 95 % of them lie: order, removed, largest, low, high, draws."""
    tail = (1 - CONFIDENCE) / 2
    grouped = curves.groupby(["order", "removed"], sort=False).largest
    table = grouped.agg(["mean", "size"]).rename(columns={"mean": "largest", "size": "draws"})
    table = table.assign(low=grouped.quantile(tail), high=grouped.quantile(1 - tail))
    return table.reset_index()[["order", "removed", "largest", "low", "high", "draws"]]


def held_together(curves: pd.DataFrame) -> dict[str, Estimate]:
    """The `robustness` of repeated curves by order ("held together, weakest first"), and the GAPS between orders: the mean, and
    where 95 % of the draws lie."""
    each = {
        name: np.array([robustness(curve) for _, curve in curves[curves.order == name].groupby("draw")])
        for name in REPEATED
    }
    found = {f"held together, {name}": values for name, values in each.items()}
    found |= {name: each[other] - each["weakest first"] for name, other in GAPS.items()}
    tail = (1 - CONFIDENCE) / 2

    def spread(values: NDArray[np.float64]) -> Estimate:
        low, high = np.quantile(values, [tail, 1 - tail])
        return Estimate(float(values.mean()), float(low), float(high), len(values))

    return {name: spread(values) for name, values in found.items()}


def robustness(curve: pd.DataFrame) -> float:
    """The mean share of people in the largest component over the whole removal (Schneider et al. 2011, PNAS 108:3838)."""
    return float(np.trapezoid(curve.largest, curve.removed))


def breaking_point(curve: pd.DataFrame) -> tuple[float, float]:
    """(share of ties removed, susceptibility) where susceptibility peaks: where the network falls apart, if it does."""
    peak = curve.susceptibility.to_numpy().argmax()
    return float(curve.removed.iloc[peak]), float(curve.susceptibility.iloc[peak])
