"""How strong instruments are, and confidence sets that stay honest when they are weak.

All statistics here are for the model y = b0 + X b + e with instruments Z and a constant; everything is first freed of its mean,
which is the same as including the constant (Frisch, Waugh and Lovell).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.uncertainty import CONFIDENCE
from simulation.errors import UserError


class ConfidenceSet(NamedTuple):
    """The values of a coefficient that an Anderson-Rubin test does not reject.

    low, high   its ends, infinite where the set has none; NaN when it is empty (the instruments contradict each other)
    whole       whether the set is one interval; False: there is a gap in it
    """

    low: float
    high: float
    whole: bool


class FirstStage(NamedTuple):
    """How well the instruments move one regressor: the share of its variance, and the clustered F of all of them (χ² / L)."""

    partial_r2: float
    f: float


class OverIdentification(NamedTuple):
    """Hansen's J: whether the instruments agree on the effects. NaN where there are no more instruments than effects."""

    j: float
    p: float
    df: int


def first_stage(x: ArrayLike, z: ArrayLike, cluster: ArrayLike) -> FirstStage:
    """The first stage of one regressor. x: (rows,); z: (rows, L); cluster: (rows,).

    F = π' V^-1 π / L with the covariance V of π clustered, as linearmodels has it (tests/analysis/test_instruments.py).
    """
    x, q = _centred(x)[:, 0], np.linalg.qr(_centred(z))[0]
    pi = q.T @ x
    scores = _by_cluster(q * (x - q @ pi)[:, None], cluster)
    wald = pi @ np.linalg.solve(scores.T @ scores, pi)
    return FirstStage(float(pi @ pi / (x @ x)), float(wald / q.shape[1]))


def cragg_donald(x: ArrayLike, z: ArrayLike) -> float:
    """The Cragg-Donald statistic: the smallest eigenvalue of the matrix first-stage F (1993; Stock and Yogo 2005).

        g_min = eigmin( Σ_vv^-1/2  X' P_Z X  Σ_vv^-1/2 ) / L,    Σ_vv = X' M_Z X / (n - L - 1)

    x: (rows,) or (rows, regressors); z: (rows, L). With one regressor this is the first-stage F with equal variances.
    """
    x, z = _centred(x), _centred(z)
    q = np.linalg.qr(z)[0]
    explained = (q.T @ x).T @ (q.T @ x)
    residual = (x.T @ x - explained) / (len(x) - z.shape[1] - 1)
    root = np.linalg.inv(np.linalg.cholesky(residual))
    return float(np.linalg.eigvalsh(root @ explained @ root.T)[0] / z.shape[1])


def effective_f(x: ArrayLike, z: ArrayLike, cluster: ArrayLike) -> float:
    """The effective F of Montiel Olea and Pflueger (2013, JBES 31:358), clustered: x' P_Z x / tr(W).

    With instruments made orthonormal, W = Σ_c (Σ_{i in c} z_i v_i)(...)', v the first-stage residuals. x: (rows,); z: (rows, L);
    cluster: (rows,). Instruments are called weak below about 10, for 10 % of bias below 23.1 (L large).
    """
    x, q = _centred(x)[:, 0], np.linalg.qr(_centred(z))[0]
    pi = q.T @ x
    scores = _by_cluster(q * (x - q @ pi)[:, None], cluster)
    clusters, rows, k = len(scores), len(x), q.shape[1]
    small = clusters / (clusters - 1) * (rows - 1) / (rows - k - 1)
    return float(pi @ pi / (small * np.trace(scores.T @ scores)))


class AndersonRubin:
    """Anderson and Rubin's test of b = b*, clustered: the instruments must not predict y - X b*.

        AR(b) = g(b)' Ω(b)^-1 g(b) ~ χ²(L),    g(b) = Z'(y - X b),    Ω(b) = Σ_c g_c(b) g_c(b)'

    Its size is right however weak the instruments are (Andrews, Stock and Sun 2019, section 5). Ω is quadratic in b, so a
    test costs L x L work once the sums over clusters are known.
    """

    def __init__(self, y: ArrayLike, x: ArrayLike, z: ArrayLike, cluster: ArrayLike) -> None:
        """y: (rows,); x: (rows,) or (rows, regressors); z: (rows, L); cluster: (rows,)."""
        y, x, z = _centred(y), _centred(x), _centred(z)
        both = np.hstack([y, x])
        self.moments = z.T @ both  # (L, 1 + regressors)
        # The score of a row is z (y - x b) less its mean under the tested b, which is what the constant takes up.
        parts = [_by_cluster(z * column[:, None], cluster) for column in both.T]  # 1 + k times (clusters, L)
        self.omega = np.array([[a.T @ b for b in parts] for a in parts])  # (1 + k, 1 + k, L, L)
        self.start = _two_stage(self.moments, z.T @ z)

    def statistic(self, b: ArrayLike) -> float:
        """AR(b), to be compared with χ²(L). b: (regressors,)."""
        w = np.concatenate([[1.0], -np.atleast_1d(np.asarray(b, dtype=np.float64))])
        g = self.moments @ w
        return float(g @ np.linalg.solve(np.einsum("s,t,stlm->lm", w, w, self.omega), g))

    def over_identification(self) -> OverIdentification:
        """Hansen's J of the two-step estimate (1982), weighted by the clustered Ω at the two-stage estimate."""
        from scipy.stats import chi2

        y, x = self.moments[:, 0], self.moments[:, 1:]
        df = x.shape[0] - x.shape[1]
        if df == 0:
            return OverIdentification(np.nan, np.nan, 0)
        weight = np.linalg.inv(self._omega(self.start))
        b = np.linalg.solve(x.T @ weight @ x, x.T @ weight @ y)
        g = y - x @ b
        j = float(g @ weight @ g)
        return OverIdentification(j, float(chi2.sf(j, df)), df)

    def _omega(self, b: NDArray[np.float64]) -> NDArray[np.float64]:
        w = np.concatenate([[1.0], -b])
        return np.asarray(np.einsum("s,t,stlm->lm", w, w, self.omega))

    def confidence_set(self, which: int = 0, confidence: float = CONFIDENCE) -> ConfidenceSet:
        """The values of coefficient `which` for which some value of the others is not rejected (projection; Dufour 1997).

        Searched on 400 points on either side of the two-stage estimate, evenly spaced in the logarithm of the distance, from
        a thousandth of its scale to a thousand of them; a set that holds both outermost points of a side is unbounded there.
        """
        from scipy.stats import chi2

        bound = float(chi2.ppf(confidence, self.moments.shape[0]))
        scale = self._scale(which)
        steps = np.geomspace(1e-3, 1e3, 400) * scale
        grid = self.start[which] + np.concatenate([-steps[::-1], [0.0], steps])
        inside = np.array([self._profile(which, b) <= bound for b in grid])
        if not inside.any():
            return ConfidenceSet(np.nan, np.nan, True)
        found = np.flatnonzero(inside)
        low = -np.inf if inside[0] else float(grid[found[0]])
        high = np.inf if inside[-1] else float(grid[found[-1]])
        return ConfidenceSet(low, high, bool(inside[found[0] : found[-1] + 1].all()))

    def _scale(self, which: int) -> float:
        """The standard error of the two-stage estimate, as the unit of the search."""
        variance = self._omega(self.start)
        x = self.moments[:, 1:]
        middle = np.linalg.inv(x.T @ np.linalg.solve(variance, x))
        return float(np.sqrt(middle[which, which]))

    def _profile(self, which: int, b: float) -> float:
        """The smallest AR over the other coefficients, with this one at b."""
        from scipy.optimize import minimize

        others = np.delete(np.arange(len(self.start)), which)
        if not len(others):
            return self.statistic([b])
        # Minimising g' Ω^-1 g with Ω fixed has a closed form; take it from there.
        y, x = self.moments[:, 0] - self.moments[:, 1 + which] * b, self.moments[:, 1 + others]
        full = self.start.copy()
        full[which] = b
        for _ in range(3):
            weight = np.linalg.inv(self._omega(full))
            full[others] = np.linalg.solve(x.T @ weight @ x, x.T @ weight @ y)
        unit = np.maximum(np.abs(full[others]), 1e-12)

        def at(c: NDArray[np.float64]) -> float:
            trial = full.copy()
            trial[others] = c * unit
            return self.statistic(trial)

        return float(minimize(at, full[others] / unit, method="Nelder-Mead", options={"maxiter": 60}).fun)


def _two_stage(moments: NDArray[np.float64], zz: NDArray[np.float64]) -> NDArray[np.float64]:
    weight = np.linalg.inv(zz)
    y, x = moments[:, 0], moments[:, 1:]
    if x.shape[1] > x.shape[0]:
        raise UserError(f"{x.shape[0]} instruments cannot identify {x.shape[1]} effects; take more arms")
    return np.asarray(np.linalg.solve(x.T @ weight @ x, x.T @ weight @ y))


def _centred(values: ArrayLike) -> NDArray[np.float64]:
    """(rows, columns), each column freed of its mean."""
    a = np.asarray(values, dtype=np.float64)
    a = a.reshape(len(a), -1)
    return a - a.mean(axis=0)


def _by_cluster(values: NDArray[np.float64], cluster: ArrayLike) -> NDArray[np.float64]:
    """Sums over the rows of each cluster, (clusters, columns)."""
    codes = np.unique(np.asarray(cluster), return_inverse=True)[1]
    return np.stack([np.bincount(codes, column) for column in values.T], 1)
