"""Adaptive importance sampling: particles, generation by generation, towards where the likelihood is.

A particle is a point z of R^d whose prior is standard normal (experiments/calibration/prior.py makes parameters of it).
Generation 0 comes from the prior, as a Sobol sequence. Each later one comes from a mixture,

    q_g(z) = δ φ(z) + (1 − δ) t_5(z; m, S),

with a share δ from the prior, so that no region that it allows is lost, and heavy tails around the mean m of the particles so
far; S is their covariance. Their weights in these are those of the likelihood to the power β ≤ 1, the largest with which the
effective sample size is still a tenth of all particles: far from the posterior, the mixture goes only part of the way. (A kernel
around every particle would follow more shapes. In 13 dimensions it does harm: each old particle is where a kernel is because of
it, so that weights which count all generations as one mixture come out far too small for the old ones.)

In the end all particles of all generations count, each as if it came from the mixture of them all:

    w_i ∝ φ(z_i) L_i / Σ_g (n_g / n) q_g(z_i)

(Cornuet, Marin, Mira and Robert 2012, "Adaptive multiple importance sampling", Scand. J. Statist. 39:798; the deterministic
mixture of Veach and Guibas 1995 and Owen and Zhou 2000). Their mean is the evidence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, generator
from weakties.simulation.streams import CalibrationStream

Floats = NDArray[np.float64]
Evaluate = Callable[[int, Floats], Floats]  # (generation, z) -> log likelihoods; -inf where there is none

FREEDOM = 5.0  # of the t distributions
DEFENSIVE = 0.15  # δ
BITS = 30  # of a coordinate of a Sobol sequence
KEPT = 0.1  # effective share of all particles that tempering keeps


class Proposal(NamedTuple):
    """Where one generation came from. mean: (d,); root: the Cholesky factor of S, (d, d); defensive: δ."""

    mean: Floats
    root: Floats
    defensive: float
    particles: int

    def log_density(self, z: Floats) -> Floats:
        """log q(z), of z (n, d)."""
        prior = log_prior(z)
        if self.defensive >= 1:
            return prior
        from scipy.special import gammaln

        d = z.shape[1]
        apart = (np.linalg.solve(self.root, (z - self.mean).T) ** 2).sum(axis=0)
        scale = gammaln((FREEDOM + d) / 2) - gammaln(FREEDOM / 2) - d / 2 * np.log(FREEDOM * np.pi)
        around = scale - np.log(np.diag(self.root)).sum() - (FREEDOM + d) / 2 * np.log1p(apart / FREEDOM)
        return np.logaddexp(np.log(self.defensive) + prior, np.log1p(-self.defensive) + around)

    def draw(self, rng: np.random.Generator) -> Floats:
        """As many particles as it is made for: the defensive share first."""
        d, from_prior = len(self.mean), round(self.defensive * self.particles)
        width = np.sqrt(FREEDOM / rng.chisquare(FREEDOM, self.particles - from_prior))
        apart = rng.standard_normal((len(width), d)) @ self.root.T
        return np.vstack([rng.standard_normal((from_prior, d)), self.mean + width[:, None] * apart])


@dataclass
class Cloud:
    """All particles so far: z (n, d), their log likelihoods and generations (n,), and where each generation came from."""

    z: Floats
    loglik: Floats
    generation: NDArray[np.int64]
    proposals: list[Proposal] = field(default_factory=list)

    def log_weights(self, power: float = 1.0) -> Floats:
        """log of φ L^power / q, unnormalized; their mean is the evidence where power is 1."""
        from scipy.special import logsumexp

        shares = np.log([p.particles / len(self.z) for p in self.proposals])
        each = np.array([p.log_density(self.z) for p in self.proposals])
        with np.errstate(invalid="ignore"):  # 0 times an infinite log likelihood
            tempered = np.where(np.isfinite(self.loglik), power * self.loglik, -np.inf)
        return log_prior(self.z) + tempered - logsumexp(shares[:, None] + each, axis=0)

    def weights(self, power: float = 1.0) -> Floats:
        """The same, with the sum 1."""
        return normalized(self.log_weights(power))

    def log_evidence(self) -> float:
        """log ∫ L dπ."""
        from scipy.special import logsumexp

        return float(logsumexp(self.log_weights()) - np.log(len(self.z)))

    def power(self) -> float:
        """β: the largest power of the likelihood with which the effective sample size is KEPT of all particles."""
        wanted = KEPT * len(self.z)
        if effective(self.weights()) >= wanted:
            return 1.0
        low, high = 0.0, 1.0
        for _ in range(40):
            middle = (low + high) / 2
            low, high = (middle, high) if effective(self.weights(middle)) >= wanted else (low, middle)
        return low

    def next(self, particles: int) -> Proposal:
        """Where the next generation comes from."""
        weights = self.weights(self.power())
        count, d = effective(weights), self.z.shape[1]
        mean = weights @ self.z
        apart = self.z - mean
        pull = d / (d + count)  # towards the prior's covariance, of which so few particles cannot say better
        spread = (1 - pull) * (apart.T * weights) @ apart + pull * np.eye(d)
        return Proposal(mean, np.linalg.cholesky(spread), DEFENSIVE, particles)


def sample(evaluate: Evaluate, d: int, particles: tuple[int, ...], seed: int) -> Cloud:
    """Generations of so many particles each, the first from the prior; `evaluate` is asked once a generation."""
    cloud = first(d, particles[0], seed)
    cloud.loglik = evaluate(0, cloud.z)
    for g, count in enumerate(particles[1:], start=1):
        proposal = cloud.next(count)
        z = proposal.draw(generator(seed, Purpose.CALIBRATION, CalibrationStream.GENERATION + g))
        cloud = Cloud(
            np.vstack([cloud.z, z]),
            np.concatenate([cloud.loglik, evaluate(g, z)]),
            np.concatenate([cloud.generation, np.full(count, g)]),
            [*cloud.proposals, proposal],
        )
    return cloud


def first(d: int, particles: int, seed: int) -> Cloud:
    """Generation 0: a Sobol sequence as particles of the prior; a longer one begins like a shorter one."""
    from scipy.special import ndtri

    rng = generator(seed, Purpose.CALIBRATION, CalibrationStream.PRIOR)
    whole = Proposal(np.zeros(d), np.eye(d), 1.0, particles)
    return Cloud(ndtri(sobol(d, particles, rng)), np.zeros(particles), np.zeros(particles, np.int64), [whole])


def sobol(d: int, count: int, rng: np.random.Generator) -> Floats:
    """Points of a Sobol sequence in the open unit cube, (count, d), scrambled by a digital shift (Owen 1998; each bit of a
    coordinate is flipped in all points, or in none), which keeps their evenness and makes each of them uniform."""
    from scipy.stats import qmc

    sequence = qmc.Sobol(d, scramble=False, bits=BITS)
    even = sequence.random_base2(max(0, (count - 1).bit_length()))[:count]
    whole = (even * 2**BITS).astype(np.int64) ^ rng.integers(0, 2**BITS, d)
    return (whole + 0.5) / 2**BITS


def log_prior(z: Floats) -> Floats:
    """log φ(z), standard normal; (n, d) -> (n,)."""
    return -0.5 * (z**2).sum(axis=1) - 0.5 * z.shape[1] * np.log(2 * np.pi)


def normalized(log_weights: Floats) -> Floats:
    """Weights with the sum 1. Where no particle has any likelihood, all weigh the same."""
    top = log_weights.max()
    if not np.isfinite(top):
        return np.full(len(log_weights), 1 / len(log_weights))
    weights = np.exp(log_weights - top)
    return weights / weights.sum()


def effective(weights: Floats) -> float:
    """Kish's effective sample size, (Σ w)² / Σ w²."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def systematic(weights: Floats, count: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """`count` numbers of particles, each drawn as often as its weight says, but for less than one."""
    ends = np.cumsum(weights) / weights.sum()
    return np.minimum(
        np.searchsorted(ends, (np.arange(count) + rng.random()) / count, "right"), len(weights) - 1
    )
