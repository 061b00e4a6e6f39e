"""Confidence sets that need not be intervals: empty, an interval, two rays with a gap between them, the whole line.

Anderson and Rubin's test accepts the values b of a coefficient at which a ratio of polynomials stays below a bound. Where
instruments are weak that can be everything, or everything but a gap; where they contradict each other, nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

STEPS = 400  # directions that are tried where the set of one coefficient is a shadow of a set of two
HALVINGS = 60  # of the step in which such a set begins or ends
EMPTY = "empty"


class ConfidenceSet(NamedTuple):
    """The values of a coefficient that a test does not reject.

    pieces   closed intervals (low, high), ascending and apart from each other, infinite where they have no end; none: it is empty
    """

    pieces: tuple[tuple[float, float], ...]

    @property
    def empty(self) -> bool:
        """Whether nothing is accepted: the instruments contradict each other at every value."""
        return not self.pieces

    @property
    def low(self) -> float:
        """The lowest value; NaN in an empty set."""
        return self.pieces[0][0] if self.pieces else math.nan

    @property
    def high(self) -> float:
        """The highest value; NaN in an empty set."""
        return self.pieces[-1][1] if self.pieces else math.nan

    @property
    def bounded(self) -> bool:
        """Whether it has an end on either side; an empty set has."""
        return self.empty or (math.isfinite(self.low) and math.isfinite(self.high))

    @property
    def shape(self) -> str:
        """In words: "empty", "an interval", "two rays", "the whole line"; else how many pieces it has."""
        infinite = sum(math.isinf(end) for piece in self.pieces for end in piece)
        known = {(0, 0): EMPTY, (1, 0): "an interval", (2, 2): "two rays", (1, 2): "the whole line"}
        return known.get((len(self.pieces), infinite), f"{len(self.pieces)} pieces")

    def holds(self, value: float) -> bool:
        """Whether a value is in it; an empty set holds nothing."""
        return any(low <= value <= high for low, high in self.pieces)

    def in_words(self) -> str:
        """For people, gaps and all: "0.2 to 0.5", "−∞ to −0.1 and 0.3 to ∞", "the whole line", "empty"."""
        if self.shape in (EMPTY, "the whole line"):
            return self.shape
        return " and ".join(f"{_end(low)} to {_end(high)}" for low, high in self.pieces)

    def as_text(self) -> str:
        """For one column of a table, every digit kept: "0.2:0.5", "-inf:-0.1;0.3:inf", "empty"."""
        return ";".join(f"{low!r}:{high!r}" for low, high in self.pieces) or EMPTY

    @classmethod
    def from_text(cls, text: str) -> ConfidenceSet:
        """The set that `as_text` wrote."""
        parts = [] if text == EMPTY else [part.split(":") for part in text.split(";")]
        return cls(tuple((float(low), float(high)) for low, high in parts))


def _end(value: float) -> str:
    return ("−∞" if value < 0 else "∞") if math.isinf(value) else f"{value:.3g}"


class Line(NamedTuple):
    """A line of hypotheses t, and what the data say along it: moments g(t) = g0 + t g1 with the covariance

        Ω(t) = Ω00 + t (Ω01 + Ω01') + t² Ω11.

    g0, g1: (L,); the others (L, L).
    """

    g0: NDArray[np.float64]
    g1: NDArray[np.float64]
    omega00: NDArray[np.float64]
    omega01: NDArray[np.float64]
    omega11: NDArray[np.float64]

    def statistic(self, t: ArrayLike) -> NDArray[np.float64]:
        """g(t)' Ω(t)^-1 g(t), for each t."""
        at = np.asarray(t, dtype=np.float64)[..., None]
        # The same at any length of (1, t); that of a unit vector keeps it in range however far out t lies.
        a = 1 / np.hypot(1.0, at)
        s, cross = a * at, self.omega01 + self.omega01.T
        g, aa, ss, both = (
            a * self.g0 + s * self.g1,
            (a * a)[..., None],
            (s * s)[..., None],
            (a * s)[..., None],
        )
        omega = aa * self.omega00 + both * cross + ss * self.omega11
        return np.asarray((g * np.linalg.solve(omega, g[..., None])[..., 0]).sum(-1))

    def accepted(self, bound: float) -> ConfidenceSet:
        """The t whose statistic is at most `bound`, a positive number, with exact ends.

        g' Ω^-1 g <= c just where M(t) = c Ω(t) - g(t) g(t)' has no negative eigenvalue. So every end is a root of det M(t), a
        polynomial of degree 2 L; all its roots at once are the eigenvalues of its companion pencil (Tisseur and Meerbergen
        2001, SIAM Review 43:235). Between neighbours the set is asked once, and the ends are solved for by Brent's method.
        """
        from scipy.optimize import brentq

        asked, inside = self._asked(bound)
        changes = np.flatnonzero(inside[1:] != inside[:-1])
        ends = [
            brentq(lambda t: float(self.statistic(t)) - bound, asked[k], asked[k + 1], xtol=1e-14)
            for k in changes
        ]
        return _between(ends, bool(inside[0]))

    def accepts_any(self, bound: float) -> bool:
        """Whether the set of `accepted` holds anything."""
        return bool(self._asked(bound)[1].any())

    def _asked(self, bound: float) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """A t before, between and beyond the possible ends, ascending, and whether each is in the set."""
        roots = self._roots(bound)
        asked = np.zeros(1)
        if len(roots):
            margin = 1 + np.abs(roots[[0, -1]])
            asked = np.r_[roots[0] - margin[0], (roots[1:] + roots[:-1]) / 2, roots[-1] + margin[1]]
        return asked, self.statistic(asked) <= bound

    def _roots(self, bound: float) -> NDArray[np.float64]:
        """Where M(t) may lose its sign: the real parts of all roots of det M(t), ascending. A complex root is no end, and does
        no harm; of nearly equal ones (a set that is a point, or touches one) one is kept."""
        from scipy.linalg import cholesky, eigvals, solve_triangular

        root = cholesky(self.omega00 + self.omega11, lower=True)  # makes all entries about 1

        def small(omega: NDArray[np.float64], a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray:
            half = solve_triangular(root, bound * omega - np.outer(a, b), lower=True)
            return np.asarray(solve_triangular(root, half.T, lower=True).T)

        m0, m2 = small(self.omega00, self.g0, self.g0), small(self.omega11, self.g1, self.g1)
        m1 = small(self.omega01, self.g0, self.g1)
        one, none = np.eye(len(m0)), np.zeros_like(m0)
        pencil = np.block([[none, one], [-m0, -(m1 + m1.T)]]), np.block([[one, none], [none, m2]])
        over, under = eigvals(*pencil, homogeneous_eigvals=True)
        finite = np.abs(under) > 1e-14 * np.abs(over)
        found = np.sort((over[finite] / under[finite]).real)
        return np.asarray(found[np.diff(found, prepend=-np.inf) > 1e-10 * (1 + np.abs(found))])


def shadow(inside: Callable[[float], bool]) -> ConfidenceSet:
    """The set of tan(a) over the angles a for which `inside` holds, -π/2 <= a <= π/2, where both ends mean infinity.

    For sets that can only be asked, not solved: they are asked at STEPS angles, and where the answer changes the end is halved
    down to. A piece or a gap narrower than a step (at the middle a hundredth, at tan(a) = 10 one) can be missed.
    """
    angles = np.linspace(-np.pi / 2, np.pi / 2, STEPS + 1)
    found = [inside(a) for a in angles[:-1]]
    found.append(found[0])
    ends = []
    for k in range(STEPS):
        if found[k] != found[k + 1]:
            low, high = angles[k], angles[k + 1]
            for _ in range(HALVINGS):
                middle = (low + high) / 2
                low, high = (middle, high) if inside(middle) == found[k] else (low, middle)
            ends.append(float(np.tan((low + high) / 2)))
    return _between(ends, found[0])


def moved(found: ConfidenceSet, start: float, unit: float) -> ConfidenceSet:
    """The set of start + unit t over the t of a set; `unit` is positive."""
    return ConfidenceSet(tuple((start + unit * low, start + unit * high) for low, high in found.pieces))


def _between(ends: Iterable[float], begins_inside: bool) -> ConfidenceSet:
    """The set whose ends, ascending, are these."""
    listed = [*([-math.inf] if begins_inside else []), *map(float, ends)]
    if len(listed) % 2:
        listed.append(math.inf)
    return ConfidenceSet(tuple(zip(listed[::2], listed[1::2], strict=True)))
