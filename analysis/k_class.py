"""Least squares, two-stage least squares and LIML as one family, fast enough to be run on thousands of simulated experiments.

    b(κ) = [(1 − κ) X'X + κ X'P_Z X]^-1 [(1 − κ) X'y + κ X'P_Z y]

after everything is freed of the constant and the controls (Frisch, Waugh and Lovell). κ = 0 is OLS, κ = 1 is 2SLS, and LIML takes
the smallest root of det(W'W − κ W'M_Z W) = 0, W = [y, X] (Anderson and Rubin 1949; Nagar 1959). Estimates and errors are those of
`linearmodels` to 1e-10 (tests/analysis/test_k_class.py), at a hundredth of its time; analysis/instruments.py stays the place for
a single regression and its diagnostics. What depends on second moments only takes those of a sample or of a population.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
KINDS = ("OLS", "2SLS", "LIML")


class Moments(NamedTuple):
    """Second moments of what is freed of its mean and of the controls: x (k regressors), z (L instruments), y."""

    xx: Array  # (k, k)
    xz: Array  # (k, L)
    zz: Array  # (L, L)
    xy: Array  # (k,)
    zy: Array  # (L,)
    yy: float


class Fit(NamedTuple):
    """Coefficients of the regressors and their standard errors, both (k,)."""

    value: Array
    error: Array


def freed(values: ArrayLike, controls: ArrayLike | None = None, weights: ArrayLike | None = None) -> Array:
    """(rows, columns), each column freed of its mean and of what the controls explain of it.

    values: (rows,) or (rows, columns); controls: (rows,) or (rows, c); weights: (rows,), of rows that stand for more than one.
    """
    a = np.asarray(values, dtype=np.float64)
    a = a.reshape(len(a), -1)
    w = None if weights is None else np.asarray(weights, dtype=np.float64)
    a = a - np.average(a, axis=0, weights=w)
    if controls is None:
        return a
    c = freed(controls, weights=w)
    weighted = c if w is None else c * w[:, None]
    return np.asarray(a - c @ np.linalg.solve(weighted.T @ c, weighted.T @ a))


def moments(y: Array, x: Array, z: Array, weights: Array | None = None) -> Moments:
    """Of columns that are `freed` already: y (rows, 1), x (rows, k), z (rows, L); weighted where rows have weights."""
    both = np.hstack([x, z, y])
    left = both if weights is None else both * weights[:, None]
    m = left.T @ both
    k, end = x.shape[1], x.shape[1] + z.shape[1]
    return Moments(m[:k, :k], m[:k, k:end], m[k:end, k:end], m[:k, end], m[k:end, end], float(m[end, end]))


def kappa(kind: str, m: Moments) -> float:
    """The κ of an estimator: "OLS", "2SLS" or "LIML"."""
    if kind != "LIML":
        return float(KINDS.index(kind))
    whole = np.block([[m.xx, m.xy[:, None]], [m.xy[None], np.array([[m.yy]])]])
    cross = np.vstack([m.xz, m.zy[None]])
    rest = whole - cross @ np.linalg.solve(m.zz, cross.T)
    root = np.linalg.inv(np.linalg.cholesky(rest))
    return float(np.linalg.eigvalsh(root @ whole @ root.T)[0])


def coefficients(m: Moments, k: float) -> Array:
    """b(κ), (k,)."""
    return np.asarray(np.linalg.solve(_bread(m, k), (1 - k) * m.xy + k * m.xz @ np.linalg.solve(m.zz, m.zy)))


def _bread(m: Moments, k: float) -> Array:
    return np.asarray((1 - k) * m.xx + k * m.xz @ np.linalg.solve(m.zz, m.xz.T))


class KClass:
    """One sample, of which every estimator of the family can be asked."""

    def __init__(
        self, y: ArrayLike, x: ArrayLike, z: ArrayLike, cluster: ArrayLike, controls: ArrayLike | None = None
    ) -> None:
        """y, cluster: (rows,); x: (rows, k); z: (rows, L) instruments without a constant; controls: (rows, c)."""
        self.y, self.x, self.z = freed(y, controls), freed(x, controls), freed(z, controls)
        self.codes = np.unique(np.asarray(cluster), return_inverse=True)[1]
        self.moments = moments(self.y, self.x, self.z)

    def fit(self, kind: str, clustered: bool = True) -> Fit:
        """An estimator with the errors that linearmodels gives it: by cluster, or as if all rows were independent and alike.

        Σ_c s_c s_c' with s_c = Σ_{i in c} x̂_i e_i, x̂ the regressors (OLS) or what the instruments explain of them; or σ² times
        the inverse of the bread.
        """
        m = self.moments
        k = kappa(kind, m)
        b, inverse = coefficients(m, k), np.linalg.inv(_bread(m, k))
        residual = self.y - self.x @ b[:, None]
        if not clustered:
            s2 = float((residual * residual).mean())
            return Fit(b, np.sqrt(s2 * np.diag(inverse)))
        explained = self.x if kind == "OLS" else self.z @ np.linalg.solve(m.zz, m.xz.T)
        scores = np.stack([np.bincount(self.codes, column) for column in (explained * residual).T], 1)
        return Fit(b, np.sqrt(np.diag(inverse @ (scores.T @ scores) @ inverse)))
