"""How strong instruments are, and confidence sets that stay honest when they are weak.

All statistics here are for the model y = b0 + X b + e with instruments Z and a constant; everything is first freed of its mean,
which is the same as including the constant (Frisch, Waugh and Lovell).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.analysis.confidence_sets import ConfidenceSet, Line, moved, shadow
from weakties.analysis.uncertainty import CONFIDENCE
from weakties.simulation.errors import UserError


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
        """The values of coefficient `which` that are not rejected: with another beside it, for some value of that other
        (projection; Dufour 1997). Ends are solved for (`Line.accepted`); of a projection, as far as `shadow` says.

        Raises UserError for more than two regressors.
        """
        from scipy.stats import chi2

        count = len(self.start)
        if count > 2:
            raise UserError(f"Anderson-Rubin sets are worked out for one or two effects, not for {count}")
        bound = float(chi2.ppf(confidence, self.moments.shape[0]))
        # A hypothesis is a direction w, of (1, -b) or of any multiple of it; (0, 1) stands for b = ±infinity.
        units = self._standard_errors()
        origin, away = np.concatenate([[1.0], -self.start]), -np.diag([1.0, *units])[1:]
        if count == 1:
            found = self._line(origin, away[0]).accepted(bound)
        else:
            other = away[1 - which]

            def inside(angle: float) -> bool:
                base = np.cos(angle) * origin + np.sin(angle) * away[which]
                return self._line(base, other).accepts_any(bound)

            found = shadow(inside)
        return moved(found, float(self.start[which]), float(units[which]))

    def _line(self, origin: NDArray[np.float64], away: NDArray[np.float64]) -> Line:
        """What the data say of the hypotheses origin + t away, both (1 + regressors,)."""
        w = np.stack([origin, away])
        (o00, o01), (_, o11) = np.einsum("is,jt,stlm->ijlm", w, w, self.omega)
        return Line(self.moments @ origin, self.moments @ away, o00, o01, o11)

    def _standard_errors(self) -> NDArray[np.float64]:
        """Those of the two-stage estimate, as the units of the search."""
        x = self.moments[:, 1:]
        return np.asarray(np.sqrt(np.diag(np.linalg.inv(x.T @ np.linalg.solve(self._omega(self.start), x)))))


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
