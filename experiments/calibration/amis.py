"""Adaptive importance sampling: particles, generation by generation, towards where the likelihood is.

A particle is a point z of R^d whose prior φ is standard normal (experiments/calibration/prior.py makes parameters of it).
Generation 0 comes from the prior, as a Sobol sequence. Each later one comes from

    q_g(z) = φ(z) (δ + (1 − δ) s_g(z) / Z_g),     s_g(z) = exp(−½ r′ (C + R)⁻¹ r),   r = f(z) − y

with a share δ from the prior, so that no region that it allows is lost. f is a quadratic fitted (ridge) to what all worlds so far
have measured, y what was published, C its sampling covariance, R the covariance of what f misses of worlds that it was not fitted
to (cross-validated; the luck of worlds is in it). While f is poor, R is large, and the generation goes only part of the way; no
other tempering is needed. Only draws hang on f. Weights do not: all particles of all generations count, each as if it came from
the mixture of them all,

    w_i ∝ φ(z_i) L_i / Σ_g (n_g / n) q_g(z_i),

with the likelihood L of its own world (Cornuet, Marin, Mira and Robert 2012, "Adaptive multiple importance sampling", Scand. J.
Statist. 39:798; the deterministic mixture of Veach and Guibas 1995 and Owen and Zhou 2000). Their mean is the evidence.

Mixtures of t distributions around the particles were tried before. Kernels around each harm: an old particle is where a kernel is
because of it, so that the mixture takes it for overrepresented. One t misses shapes that are bent, as those of rates are that
multiply each other: of 768 worlds of the labour market it left 9 effective.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.experiments.calibration.together import Together
from weakties.simulation.chance import Bulk, Purpose, generator
from weakties.simulation.streams import CalibrationStream

Floats = NDArray[np.float64]

DEFENSIVE = 0.15  # δ
BITS = 30  # of a coordinate of a Sobol sequence
POOL = 2**17  # points of the prior out of which a generation is drawn
CHUNK = 2**13
RIDGE = 3.0
FOLDS = 8
FARTHEST = 3.0  # the quadratic goes no farther out than this, in SD of the prior


class Target(NamedTuple):
    """What was published, as numbers that are about normal: y (k,), and their covariance C (k, k)."""

    published: Floats
    covariance: Floats


class Evaluated(NamedTuple):
    """Worlds: log likelihoods (n,), -inf where there is none, and what they measured beside `published`, (n, k)."""

    loglik: Floats
    measured: Floats


Evaluate = Callable[[int, Floats], Evaluated]  # (generation, z)


class Proposal(NamedTuple):
    """Where one generation came from. coefficients: of f (features, k); root: the Cholesky factor of (C + R)⁻¹, (k, k)."""

    coefficients: Floats
    published: Floats
    root: Floats
    log_constant: float  # log Z
    defensive: float
    particles: int

    def log_s(self, z: Floats) -> Floats:
        """log s(z), (n, d) -> (n,)."""
        parts = [z[i : i + CHUNK] for i in range(0, len(z), CHUNK)]
        off = (features(part) @ self.coefficients - self.published for part in parts)
        return np.concatenate([-0.5 * ((r @ self.root) ** 2).sum(axis=1) for r in off])

    def log_ratio(self, z: Floats) -> Floats:
        """log q(z) / φ(z)."""
        if self.defensive >= 1:
            return np.zeros(len(z))
        around = np.log1p(-self.defensive) + self.log_s(z) - self.log_constant
        return np.logaddexp(np.log(self.defensive), around)


@dataclass
class Cloud:
    """All particles so far: z (n, d), log likelihoods and generations (n,), what was measured (n, k), and where each generation
    came from."""

    z: Floats
    loglik: Floats
    measured: Floats
    generation: NDArray[np.int64]
    proposals: list[Proposal] = field(default_factory=list)

    def log_weights(self) -> Floats:
        """log of φ L / q, unnormalized; their mean is the evidence."""
        from scipy.special import logsumexp

        shares = np.log([p.particles / len(self.z) for p in self.proposals])
        each = np.array([p.log_ratio(self.z) for p in self.proposals])
        return self.loglik - logsumexp(shares[:, None] + each, axis=0)

    def weights(self) -> Floats:
        """The same, with the sum 1."""
        return normalized(self.log_weights())

    def log_evidence(self) -> float:
        """log ∫ L dπ."""
        from scipy.special import logsumexp

        return float(logsumexp(self.log_weights()) - np.log(len(self.z)))

    def next(self, target: Target, particles: int, rng: Bulk, sets: Together) -> tuple[Proposal, Floats]:
        """Where the next generation comes from, and its particles: the defensive share first."""
        good = np.isfinite(self.loglik) & np.isfinite(self.measured).all(axis=1)
        coefficients, missed = fitted(features(self.z[good]), self.measured[good])
        root = np.linalg.cholesky(np.linalg.inv(target.covariance + missed))
        made = Proposal(coefficients, target.published, root, 0.0, DEFENSIVE, particles)
        pool = rng.standard_normal((POOL, self.z.shape[1]))
        log_s = made.log_s(pool)
        top = log_s.max()
        constant = float(top + np.log(np.exp(log_s - top).mean()))
        groups = sets.groups(particles)
        from_prior = round(DEFENSIVE * groups)
        which = systematic(np.exp(log_s - top), groups - from_prior, rng)
        z = np.vstack([sets.prior(from_prior, rng), sets.around(pool[which], made.log_s, rng)])
        defensive = (
            DEFENSIVE if sets.size == 1 else from_prior / groups
        )  # of few sets the share is not what was meant
        return made._replace(log_constant=constant, defensive=defensive), z


def sample(
    evaluate: Evaluate,
    target: Target,
    d: int,
    particles: tuple[int, ...],
    seed: int,
    sets: Together | None = None,
) -> Cloud:
    """Generations of so many particles each, the first from the prior; `evaluate` is asked once a generation. sets: which of the
    coordinates particles share; None: none."""
    sets = Together(np.zeros(d, bool), 1) if sets is None else sets
    z = sets.first(first(d, particles[0], seed))
    found = evaluate(0, z)
    cloud = Cloud(z, *found, np.zeros(len(z), np.int64), [_prior(d, len(target.published), particles[0])])
    for g, count in enumerate(particles[1:], start=1):
        rng = generator(seed, Purpose.CALIBRATION, CalibrationStream.GENERATION + g)
        proposal, z = cloud.next(target, count, rng, sets)
        found = evaluate(g, z)
        cloud = Cloud(
            np.vstack([cloud.z, z]),
            np.concatenate([cloud.loglik, found.loglik]),
            np.vstack([cloud.measured, found.measured]),
            np.concatenate([cloud.generation, np.full(count, g)]),
            [*cloud.proposals, proposal],
        )
    return cloud


def first(d: int, particles: int, seed: int) -> Floats:
    """Generation 0: a Sobol sequence as particles of the prior (particles, d); a longer one begins like a shorter one."""
    from scipy.special import ndtri

    rng = generator(seed, Purpose.CALIBRATION, CalibrationStream.PRIOR)
    return np.asarray(ndtri(sobol(d, particles, rng)))


def _prior(d: int, k: int, particles: int) -> Proposal:
    return Proposal(
        np.zeros((features(np.zeros((1, d))).shape[1], k)), np.zeros(k), np.eye(k), 0.0, 1.0, particles
    )


def sobol(d: int, count: int, rng: Bulk) -> Floats:
    """Points of a Sobol sequence in the open unit cube, (count, d), scrambled by a digital shift (Owen 1998; each bit of a
    coordinate is flipped in all points, or in none), which keeps their evenness and makes each of them uniform."""
    from scipy.stats import qmc

    sequence = qmc.Sobol(d, scramble=False, bits=BITS)
    even = sequence.random_base2(max(0, (count - 1).bit_length()))[:count]
    whole = (even * 2**BITS).astype(np.int64) ^ rng.integers(0, 2**BITS, d)
    return (whole + 0.5) / 2**BITS


def features(z: Floats) -> Floats:
    """1, the coordinates, and their products in pairs: (n, d) -> (n, 1 + d + d (d + 1) / 2)."""
    x = np.clip(z, -FARTHEST, FARTHEST)
    one, two = np.triu_indices(x.shape[1])
    return np.hstack([np.ones((len(x), 1)), x, x[:, one] * x[:, two]])


def fitted(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Ridge regression of y (n, k) on x (n, features): coefficients, and the covariance (k, k) of what it misses elsewhere."""
    n = len(x)
    missed = np.zeros_like(y)
    for fold in range(FOLDS):
        out = np.arange(n) % FOLDS == fold
        missed[out] = y[out] - x[out] @ _ridge(x[~out], y[~out])
    return _ridge(x, y), np.atleast_2d(missed.T @ missed / n)


def _ridge(x: Floats, y: Floats) -> Floats:
    return np.asarray(np.linalg.solve(x.T @ x + RIDGE * np.eye(x.shape[1]), x.T @ y))


def normalized(log_weights: Floats) -> Floats:
    """Weights with the sum 1. Where no particle has any likelihood, all weigh the same."""
    top = log_weights.max()
    if not np.isfinite(top):
        return np.full(len(log_weights), 1 / len(log_weights))
    weights = np.exp(log_weights - top)
    return np.asarray(weights / weights.sum())


def effective(weights: Floats) -> float:
    """Kish's effective sample size, (Σ w)² / Σ w²."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def systematic(weights: Floats, count: int, rng: Bulk) -> NDArray[np.int64]:
    """`count` numbers of particles, each drawn as often as its weight says, but for less than one."""
    ends = np.cumsum(weights) / weights.sum()
    places = (np.arange(count) + rng.random()) / count
    return np.minimum(np.searchsorted(ends, places, "right"), len(weights) - 1)
