"""How probable the published numbers are in a world: multinomial for tables of counts, normal for moments."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from weakties.experiments.calibration.registry import Calibration, Counts, Moment
from weakties.simulation.errors import UserError

ALPHA = 0.5
"""Jeffreys' prior of a share: what is known of the world's shares before its hires are counted."""


def columns(calibration: Calibration) -> list[str]:
    """What a world must measure."""
    return [*(name for t in calibration.tables for name in t.classes), *(m.name for m in calibration.moments)]


def log_likelihood(calibration: Calibration, worlds: pd.DataFrame) -> NDArray[np.float64]:
    """One number a world: the sum over tables and moments; -inf for one that failed, or measured no number.

    Raises UserError where worlds do not measure what is fitted.
    """
    if missing := [name for name in columns(calibration) if name not in worlds]:
        raise UserError(f"calibration {calibration.key!r}: its worlds measure no {missing[0]!r}")
    total = np.zeros(len(worlds))
    for table in calibration.tables:
        total += of_table(table, worlds[list(table.classes)].to_numpy(float))
    for moment in calibration.moments:
        total += of_moment(moment, worlds[moment.name].to_numpy(float))
    return np.where(np.isfinite(total), total, -np.inf)


def of_table(table: Counts, counted: NDArray[np.float64]) -> NDArray[np.float64]:
    """log probability of the published counts n, given the world's counts m (worlds, classes).

    The world's shares p are known as well as its own hires tell them, Dirichlet(m + α); with them integrated out of the
    multinomial probability of n it is Dirichlet-multinomial:

        n! / Π n_k!  ·  Γ(A) / Γ(A + n)  ·  Π Γ(a_k + n_k) / Γ(a_k),     a = m + α,  A = Σ a
    """
    from scipy.special import gammaln

    n, a = np.array([*table.classes.values()], float), counted + ALPHA
    ways = gammaln(n.sum() + 1) - gammaln(n + 1).sum()
    whole = gammaln(a.sum(1)) - gammaln(a.sum(1) + n.sum())
    return np.asarray(ways + whole + (gammaln(a + n) - gammaln(a)).sum(1))


def of_moment(moment: Moment, measured: NDArray[np.float64]) -> NDArray[np.float64]:
    """log density of the published number around the world's, with the discrepancy as standard deviation."""
    off = (moment.value - measured) / moment.discrepancy
    return np.asarray(-0.5 * off**2 - np.log(moment.discrepancy) - 0.5 * np.log(2 * np.pi))
