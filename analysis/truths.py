"""World by world: which signs the published estimators have, and what ties really bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from weakties.analysis.response import CONTROLS
from weakties.analysis.shape import FEW, MOST, PEAK, product_moments, rate_between

if TYPE_CHECKING:
    import pandas as pd

SURE = 1.645  # standard errors beyond which a direction counts as known: one in twenty is wrong
SHAPES = ("inverted U", "rising throughout", "falling", "too little to say")
CRITERIA = {
    "every world": (),
    "OLS: contacts up": ("ols_m",),
    "2SLS: contacts up, more than 10 down": ("iv_m", "iv_many"),
    "intensity: OLS up, 2SLS down": ("ols_i", "iv_i"),
    "all of these": ("ols_m", "iv_m", "iv_many", "ols_i", "iv_i"),
}
"""Which signs a world is asked for, all with the controls: as published, each is True."""

PUBLISHED = {"ols_m": 1, "iv_m": 1, "iv_many": -1, "ols_i": 1, "iv_i": -1}
FITS = {
    "ols_m": ("m", 0),
    "iv_m": ("m many", 0),
    "iv_many": ("m many", 1),
    "ols_i": ("i", 0),
    "iv_i": ("i", 0),
}


def truths(runs: pd.DataFrame, event: str = "only_jobs") -> pd.DataFrame:
    """One row a world: rise, fall (per 1,000 ties, of an event that ties brought: `shape.PEAK` less FEW, and less MOST), their
    standard errors, the shape (SHAPES), and one column a sign of CRITERIA: whether it is the published one.

    runs: `response.counts` of several worlds. Errors are Poisson's. A shape is named where both directions are known (SURE).
    """
    import pandas as pd

    found = {}
    for run, rows in runs.groupby("run", sort=False):
        (rise, rise_error), (fall, fall_error) = (_contrast(rows, other, event) for other in (FEW, MOST))
        signs = {name: np.sign(_slope(rows, name)) == sign for name, sign in PUBLISHED.items()}
        shape = shape_of(rise / rise_error, fall / fall_error)
        found[run] = {
            "rise": rise,
            "rise_error": rise_error,
            "fall": fall,
            "fall_error": fall_error,
            "shape": shape,
        } | signs
    return pd.DataFrame.from_dict(found, orient="index")


def shape_of(rise: float, fall: float) -> str:
    """Which of SHAPES, from rise and fall in standard errors."""
    if rise > SURE and fall > SURE:
        return SHAPES[0]
    if rise > SURE and fall < -SURE:
        return SHAPES[1]
    return SHAPES[2] if rise < -SURE else SHAPES[3]


def where(table: pd.DataFrame, criterion: str) -> pd.DataFrame:
    """The worlds that have all the published signs of a criterion."""
    return table[table[list(CRITERIA[criterion])].all(axis=1)]


def _contrast(rows: pd.DataFrame, other: tuple[int, int], event: str) -> tuple[float, float]:
    """(difference, standard error) per 1,000 ties."""
    (a, n), (b, m) = (tuple(x.sum() for x in rate_between(rows, span, event)) for span in (PEAK, other))
    n, m = max(n, 1), max(m, 1)
    return 1000 * (a / n - b / m), 1000 * float(np.sqrt(max(a, 1) / n**2 + max(b, 1) / m**2))


def _slope(rows: pd.DataFrame, name: str) -> float:
    """One coefficient of the published regressions on one world; NaN where nothing varies."""
    names, at = FITS[name]
    regressors = tuple(names.split())
    sums = product_moments(
        rows, (*regressors, *CONTROLS), len(regressors), "transmitted", name.startswith("iv")
    )
    try:
        return float(np.linalg.solve(sums[0][:, :-1], sums[0][:, -1])[at])
    except np.linalg.LinAlgError:
        return float("nan")
