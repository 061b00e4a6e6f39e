"""What the intervals of the estimator laboratory should hold: the truth of a design, worked out in its population.

Three estimands for every estimator and regressor:

    average effect    of one unit more of the regressor, over all units; none for "above", of which there is no unit
    weighted effect   the same estimator, in the population, on what the regressors brought about (outcome less the one at their
                      mean, all else as it is): effects as this estimator weighs them, for 2SLS the weighted local average effect
    own limit         the same estimator, in the population, on the outcome: what it tends to, biased or not

The population is a grid of arms times who reacts, in each of which the same latents stand, in pairs (l, −l) and made to have
exactly mean 0 and unit covariance. So second moments are exact, and with them the truth wherever the outcome is linear in x;
elsewhere the truth is a mean over BATCHES such populations, and its standard error is said. Sharing latents between arms takes
out nearly all luck of their contrasts, however weak the arms are.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from weakties.analysis import k_class
from weakties.analysis.instruments import dummies
from weakties.experiments.worlds import estimator_data as data
from weakties.experiments.worlds.estimator_data import Array, Latent
from weakties.experiments.worlds.estimator_design import EstimatorDesign, design_from
from weakties.experiments.worlds.estimator_design_checks import counts
from weakties.simulation.chance import Purpose, generator
from weakties.simulation.streams import LaboratoryStream

ESTIMANDS = ("average effect", "weighted effect", "own limit")
BATCHES = 8
DRAWS = 16_384  # latents of a batch, and as many mirrored ones
FEW = 64  # where any number is exact


class Truth(NamedTuple):
    """One estimand of one estimator ("OLS", "2SLS", "LIML") with or without the control, and its standard error (0: exact)."""

    estimator: str
    controls: bool
    regressor: str
    estimand: str
    value: float
    error: float


class _Population(NamedTuple):
    """All columns (rows,) or (rows, k): outcome's mean, what x (and w) brought, effects of one more, regressors, arms,
    weights."""

    y: Array
    brought: Array
    effects: Array  # (k,)
    x: Array
    z: Array
    control: Array
    weight: Array
    error: float  # variance of the outcome around y

    def moments(self, controls: bool, outcome: Array) -> k_class.Moments:
        held = self.control if controls else None
        y, x, z = (k_class.freed(v, held, self.weight) for v in (outcome, self.x, self.z))
        return k_class.moments(y, x, z, self.weight)


@functools.lru_cache(maxsize=256)
def truths(declared: str) -> tuple[Truth, ...]:
    """All estimands of a design, given as `EstimatorDesign.as_text`."""
    design = design_from(declared)
    batches = 1 if design.exact else BATCHES
    parts = [list(_of(design, batch)) for batch in range(batches)]
    names = [part[:-1] for part in parts[0]]
    found = np.array([[part[-1] for part in batch] for batch in parts])
    error = found.std(0, ddof=1) / np.sqrt(batches) if batches > 1 else np.zeros(len(names))
    return tuple(
        Truth(*name, float(v), float(e)) for name, v, e in zip(names, found.mean(0), error, strict=True)
    )


def _of(design: EstimatorDesign, batch: int) -> Iterator[tuple[str, bool, str, str, float]]:
    people = _population(design, batch)
    for controls in (False, True) if design.has_control else (False,):
        seen, caused = people.moments(controls, people.y), people.moments(controls, people.brought)
        seen = seen._replace(yy=seen.yy + people.error)
        for kind in k_class.KINDS:
            values = (
                people.effects,
                *_limits(kind, caused, seen, kind == "OLS" or design.numbers.first_stage > 0),
            )
            for estimand, of_all in zip(ESTIMANDS, values, strict=True):
                yield from (
                    (kind, controls, n, estimand, v) for n, v in zip(design.names, of_all, strict=True)
                )


def _limits(
    kind: str, caused: k_class.Moments, seen: k_class.Moments, identified: bool
) -> tuple[Array, Array]:
    """The estimator on what the regressors brought, and on the outcome; nothing where arms move nothing."""
    if not identified:
        nothing = np.full(len(seen.xx), np.nan)
        return nothing, nothing
    kappa = k_class.kappa(kind, seen)
    return k_class.coefficients(caused, kappa), k_class.coefficients(seen, kappa)


def _population(design: EstimatorDesign, batch: int) -> _Population:
    """The grid of arms and who reacts, with the same latents in each."""
    n = design.numbers
    half = _latents(design, batch)
    types = [(1.0, n.compliers), (0.0, 1 - n.compliers)] if n.compliers < 1 else [(1.0, 1.0)]
    share = np.array(counts(design)) / n.clusters
    cells = [(arm, reacts, share[arm] * p) for arm in range(len(share)) for reacts, p in types]
    size = half.shape[1]
    arm = np.repeat(np.array([cell[0] for cell in cells]), size)
    reacts = np.repeat(np.array([cell[1] for cell in cells]), size)
    weight = np.repeat(np.array([cell[2] for cell in cells]) / size, size)
    u, c, shared, own, v2, shock, noise = np.tile(half, len(cells))
    latent = Latent(u, c, np.sqrt(n.x_shared) * shared + np.sqrt(1 - n.x_shared) * own, v2, shock, reacts)
    x, w, control = data.variables(design, arm, latent)
    z = data.standardised(design, design.arms)[arm]
    answer = data.response(
        design, arm, latent, (w, control), _spill(design, z, shared) + _spill_noise(design) * noise
    )
    at, none, step = answer.at(x), answer.at(np.full_like(x, n.mean)), 0.005 * n.sd
    brought = at - (
        answer._replace(rest=answer.rest - n.slope_w * w).at(np.full_like(x, n.mean))
        if "w" in design.names
        else none
    )
    effect = {"x": float(weight @ (answer.at(x + step) - answer.at(x - step))) / (2 * step), "above": np.nan}
    lifted = [answer._replace(rest=answer.rest + side * 0.005 * n.slope_w).at(x) for side in (1, -1)]
    effect["w"] = float(weight @ (lifted[0] - lifted[1])) / 0.01
    error = float(weight @ (at * (1 - at))) if n.base_rate else n.error**2
    effects = np.array([effect[name] for name in design.names])
    found = data.regressors(design, x, w)
    return _Population(at, brought, effects, found, dummies(arm), control, weight, error)


def _latents(design: EstimatorDesign, batch: int) -> Array:
    """Seven rows of latents (confounder, control, shared and own part of x, own part of w, shock, noise of the market) with mean
    0 and unit covariance, exactly: (7, 2 DRAWS)."""
    rng = generator(0, Purpose.EXPERIMENT, LaboratoryStream.TRUTH + batch)
    drawn = rng.standard_normal((7, FEW if design.exact else DRAWS))
    both = np.hstack([drawn, -drawn])
    both[3] = data.skewed(design, both[3])
    both -= both.mean(1, keepdims=True)
    root = np.linalg.cholesky(both @ both.T / both.shape[1])
    return np.asarray(np.linalg.solve(root, both))


def _together(design: EstimatorDesign) -> tuple[float, float]:
    """Of the others in one's market: the share that is of one's own cluster; and how far their arms' shifts go with one's own,
    where those of other clusters are dealt from what is left: −1 / (clusters − 1)."""
    n = design.numbers
    own = (n.per_cluster - 1) / max(1, n.clusters_per_market * n.per_cluster - 1)
    return own, own - (1 - own) / (n.clusters - 1)


def _spill(design: EstimatorDesign, z: Array, shared: Array) -> Array:
    """What others add to the outcome, so far as one's own arm, and what one's cluster shares, say it."""
    n = design.numbers
    own, arms = _together(design)
    left = np.sqrt(1 - n.first_stage / n.compliers - n.confounder_on_x**2 - n.control_on_x**2)
    pushed = (np.sqrt(n.first_stage) + n.control_on_x * n.imbalance) * arms * z
    return np.asarray(n.interference * n.sd * (pushed + own * left * np.sqrt(n.x_shared) * shared))


def _spill_noise(design: EstimatorDesign) -> float:
    """The SD of the rest of it, which goes with nothing of one's own."""
    n = design.numbers
    if not n.interference:
        return 0.0
    left = 1 - n.first_stage / n.compliers - n.confounder_on_x**2 - n.control_on_x**2
    pushed = (np.sqrt(n.first_stage) + n.control_on_x * n.imbalance) ** 2
    shared = pushed + left * n.x_shared
    alone = left * (1 - n.x_shared) + n.first_stage * (1 / n.compliers - 1) + n.confounder_on_x**2
    alone += n.control_on_x**2 * (1 - n.imbalance**2)
    m, others = n.per_cluster, n.clusters_per_market * n.per_cluster - 1
    variance = (m - 1) * alone + (n.clusters_per_market - 1) * (m**2 * shared + m * alone)
    return float(abs(n.interference) * n.sd * np.sqrt(variance) / others)
