"""What goes with the survival of a tie, all at once: logistic regression on weight, reciprocity, age, shared partners (T2)."""

from __future__ import annotations

import warnings

import numpy as np
from numpy.typing import NDArray

from weakties.analysis.contact_log.resample import DRAWS, NAN, Resample, Row, measured
from weakties.analysis.contact_log.survival import LATER, there_again
from weakties.analysis.contact_log.tie_log import Presence

MOST = 300_000  # entries; of more, ties are taken at regular steps
NAMES = ("log contacts", "both ways", "log age", "log shared partners")


def survival_model(presence: Presence, shared: NDArray[np.int32], sample: Resample) -> list[Row]:
    """Coefficients of a logistic regression (maximum likelihood, statsmodels), one row each.

        logit P(there again after three windows) = a + b1 log n + b2 m + b3 log(1 + age) + b4 log(1 + s)

    over pairs (tie, window), as in `survival`: n contacts in the window, m = 1 if they went both ways (left out of logs without
    directions), age in windows since the first, s shared partners in the window. Ties that are there in the log's first window
    have no known age and are left out. exp(b) is what one unit more, of logarithms a factor of e, does to the odds. Of more than
    300,000 pairs the ties are thinned evenly. Intervals resample people by the influence of their ties, H⁻¹ Σ (y - p) x.
    Not a number where the pairs do not suffice or survivors and others are perfectly separated.
    """
    counted, again = there_again(presence, LATER)
    use = counted & (presence.first > 0)
    step = -(-int(use.sum()) // MOST)
    if step > 1:
        use &= presence.tie % step == 0
    some, y = presence.where(use), again[use].astype(np.float64)
    columns = [
        np.log(some.contacts), some.both.astype(float), np.log1p(some.window - some.first), np.log1p(shared[use]),
    ]  # fmt: skip
    shown = [name for name in NAMES if sample.ties.directed or name != "both ways"]
    names = [name for name in shown if len(y) and np.ptp(columns[NAMES.index(name)]) > 0]
    x = np.column_stack([np.ones(len(y)), *(columns[NAMES.index(name)] for name in names)])
    rows = {name: measured(NAN, np.full(DRAWS, NAN), len(y)) for name in NAMES}
    beta = _fit(y, x)
    if beta is not None:
        p = 1 / (1 + np.exp(-(x @ beta)))
        scores = x * (y - p)[:, None]
        bread = np.linalg.pinv((x * (p * (1 - p))[:, None]).T @ x)
        for at, name in enumerate(names, start=1):
            influence = np.bincount(some.tie, scores @ bread[at], len(sample.ties)).astype(np.float64)
            rows[name] = sample.of_ties(float(beta[at]), influence, len(y))
    return [
        Row("survival, logistic regression", name, float(at), rows[name]) for at, name in enumerate(shown)
    ]


def _fit(y: NDArray[np.float64], x: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """The coefficients, or None where there are none."""
    from statsmodels.discrete.discrete_model import Logit

    if len(y) <= x.shape[1] or y.min() == y.max():
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            fit = Logit(y, x).fit(disp=0, maxiter=100)
        except (np.linalg.LinAlgError, ValueError):
            return None
    beta = np.asarray(fit.params, dtype=np.float64)
    return beta if fit.mle_retvals["converged"] and (np.abs(beta) < 50).all() else None
