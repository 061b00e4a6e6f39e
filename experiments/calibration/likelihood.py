"""How probable the published numbers are in a world: multinomial for tables of counts, normal for moments."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from weakties.experiments.calibration.amis import Target
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


def summaries(calibration: Calibration, worlds: pd.DataFrame) -> NDArray[np.float64]:
    """What worlds say of the targets, in numbers that are about normal (worlds, k): log odds of each class against the first of
    its table (half a person added to each), and moments as they are, or their logarithms."""
    parts = [_log_odds(worlds[list(t.classes)].to_numpy(float)) for t in calibration.tables]
    parts += [_smooth(m, worlds[[m.name]].to_numpy(float)) for m in calibration.moments]
    return np.hstack(parts)


def target(calibration: Calibration) -> Target:
    """The same of what was published, and its covariance: of counts, 1/n_k + 1/n_1 and between classes 1/n_1; of moments, the
    squares of their discrepancies (of logarithms, of discrepancy / value)."""
    from scipy.linalg import block_diag

    published, blocks = [], []
    for table in calibration.tables:
        n = np.array([*table.classes.values()], float)[None]
        published.append(_log_odds(n)[0])
        blocks.append(np.diag(1 / (n[0, 1:] + ALPHA)) + 1 / (n[0, 0] + ALPHA))
    for moment in calibration.moments:
        published.append(_smooth(moment, np.array([moment.value])))
        scale = moment.value if moment.positive else 1.0
        blocks.append(np.array([[(moment.discrepancy / scale) ** 2]]))
    return Target(np.concatenate(published), np.asarray(block_diag(*blocks)))


def _smooth(moment: Moment, x: NDArray[np.float64]) -> NDArray[np.float64]:
    """What of a moment is thought of as smooth in the inputs; NaN for one that is 0 or less and should not be."""
    if not moment.positive:
        return x
    return np.log(np.where(x > 0, x, np.nan))


def _log_odds(counted: NDArray[np.float64]) -> NDArray[np.float64]:
    logs = np.log(counted + ALPHA)
    return np.asarray(logs[:, 1:] - logs[:, :1])
