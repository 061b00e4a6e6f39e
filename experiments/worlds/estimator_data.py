"""How the data of one experiment of the estimator laboratory come about.

    x_i = m + s [√r z(a) d_i + ρ_u u_i + ρ_c c_i + √(1 − r/q − ρ_u² − ρ_c²) v_i]          r: first_stage, q: compliers
    w_i = √r_w z_w(a) + κ v_i + √(1 − r_w − κ²) v'_i
    y_i = h_i(x_i) − h_i(m) + γ_u u_i + γ_c c_i + γ_w w_i + direct(a) + θ (mean x of the others in the market − m) + η_cluster +
    e_i

z: the arms' shifts, standardised over the clusters, which are dealt the arms in fixed numbers; d_i = 1/q for the share q of units
that react to arms, else 0; c is the control, with correlation `imbalance` with z; v is shared within clusters to the degree
`x_shared`; all others are standard normal. h_i(x) = b_i x, or b_i (x − x² / (2 peak)), b_i = slope + gap (reacts − q). A binary
outcome is 1 with the chance base_rate + all this but e, within [0, 1].

The same three functions make a sample and the population in which the truth is worked out
(experiments/worlds/estimator_truth.py).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.experiments.worlds.estimator_design import EstimatorDesign
from weakties.experiments.worlds.estimator_design_checks import counts
from weakties.simulation.chance import Purpose, generator
from weakties.simulation.streams import LaboratoryStream

Array = NDArray[np.float64]
SKEW = 1.0  # log standard deviation of skewed own parts: skewness 6.2, as counts of contacts have it


class Latent(NamedTuple):
    """What nobody observes, standardised, (rows,): confounder u, control c, own parts v of x and v2 of w, shock of the cluster,
    and whether the unit reacts to arms."""

    u: Array
    c: Array
    v: Array
    v2: Array
    shock: Array
    reacts: Array


class Rows(NamedTuple):
    """What is observed, (rows,): outcome, x, w, control, arm, cluster."""

    y: Array
    x: Array
    w: Array
    control: Array
    arm: NDArray[np.int64]
    cluster: NDArray[np.int64]

    def regressors(self, design: EstimatorDesign) -> Array:
        """The endogenous regressors that the design asks for, (rows, k)."""
        return regressors(design, self.x, self.w)


def regressors(design: EstimatorDesign, x: Array, w: Array) -> Array:
    """Of x and w, (rows,) each, those that the design asks for, (rows, k)."""
    second = {"above": x > design.numbers.threshold, "w": w}
    return np.column_stack([x, *(second[name] for name in design.names[1:])]).astype(np.float64)


def standardised(design: EstimatorDesign, shifts: tuple[float, ...]) -> Array:
    """Shifts by arm with mean 0 and SD 1 over the clusters; zeros where they are all alike. (arms,)."""
    share = np.array(counts(design)) / design.numbers.clusters
    z = np.array(shifts) - share @ np.array(shifts)
    sd = np.sqrt(share @ z**2)
    return z / sd if sd > 0 else z


def variables(design: EstimatorDesign, arm: NDArray[np.int64], latent: Latent) -> tuple[Array, Array, Array]:
    """x, w and the control of units in these arms, (rows,) each."""
    n = design.numbers
    z, zw = standardised(design, design.arms)[arm], standardised(design, design.arms_on_w)[arm]
    control = n.imbalance * z + np.sqrt(1 - n.imbalance**2) * latent.c
    own = np.sqrt(1 - n.first_stage / n.compliers - n.confounder_on_x**2 - n.control_on_x**2)
    pushed = np.sqrt(n.first_stage) * z * latent.reacts / n.compliers
    x = n.mean + n.sd * (pushed + n.confounder_on_x * latent.u + n.control_on_x * control + own * latent.v)
    w = (
        np.sqrt(n.first_stage_w) * zw
        + n.w_with_x * latent.v
        + np.sqrt(1 - n.first_stage_w - n.w_with_x**2) * latent.v2
    )
    return x, w, control


class Response(NamedTuple):
    """The outcome before its own luck, as a function of x: what x does, and all the rest, (rows,)."""

    design: EstimatorDesign
    slope: Array
    rest: Array

    def at(self, x: Array) -> Array:
        """The mean of the outcome at these x, all else as it is; of a binary one its chance."""
        n = self.design.numbers
        total = self.slope * (self._curve(x) - self._curve(np.asarray(n.mean))) + self.rest
        return np.clip(n.base_rate + total, 0, 1) if n.base_rate else total

    def _curve(self, x: Array) -> Array:
        return x - x**2 / (2 * self.design.numbers.peak) if self.design.truth == "inverted U" else x


def response(
    design: EstimatorDesign, arm: NDArray[np.int64], latent: Latent, seen: tuple[Array, Array], others: Array
) -> Response:
    """How the units' outcomes depend on x. seen: w and control; others: θ times what the market adds. All (rows,)."""
    n, (w, control) = design.numbers, seen
    slope = {"none": 0.0, "sign flip": -n.slope}.get(design.truth, n.slope)
    gap = 0.0 if design.truth == "none" else n.effect_gap
    confounder = n.confounder_on_y
    if design.truth == "sign flip":  # cov(x, y) = −slope s² + γ s ρ = +slope s²
        confounder = 2 * n.slope * n.sd / n.confounder_on_x
    rest = confounder * latent.u + n.control_on_y * control + n.slope_w * w + np.array(design.direct)[arm]
    rest = rest + others + n.cluster_error * latent.shock
    return Response(design, slope + gap * (latent.reacts - n.compliers), rest)


def sample(design: EstimatorDesign, seed: int) -> Rows:
    """One experiment. Designs of one seed share their luck: arms, clusters, units and outcomes have streams of their own."""
    n, rows = design.numbers, design.numbers.clusters * design.numbers.per_cluster
    cluster = np.repeat(np.arange(n.clusters), n.per_cluster)
    dealt = np.repeat(np.arange(len(design.arms)), counts(design))
    arm = _rng(seed, LaboratoryStream.ARMS).permutation(dealt)[cluster]
    shared, shock = _rng(seed, LaboratoryStream.CLUSTERS).standard_normal((2, n.clusters))
    rng = _rng(seed, LaboratoryStream.UNITS)
    u, c, own, v2 = rng.standard_normal((4, rows))
    reacts = (rng.random(rows) < n.compliers).astype(np.float64)
    v = np.sqrt(n.x_shared) * shared[cluster] + np.sqrt(1 - n.x_shared) * skewed(design, own)
    latent = Latent(u, c, v, v2, shock[cluster], reacts)
    x, w, control = variables(design, arm, latent)
    mean = response(design, arm, latent, (w, control), _from_others(design, x)).at(x)
    luck = _rng(seed, LaboratoryStream.OUTCOME)
    y = (luck.random(rows) < mean) if n.base_rate else mean + n.error * luck.standard_normal(rows)
    return Rows(y.astype(np.float64), x, w, control, arm, cluster)


def skewed(design: EstimatorDesign, own: Array) -> Array:
    """Standard normal numbers as they are, or as log-normal ones with mean 0 and SD 1."""
    if design.noise == "normal":
        return own
    mean, s2 = np.exp(SKEW**2 / 2), np.exp(SKEW**2)
    return np.asarray((np.exp(SKEW * own) - mean) / np.sqrt(s2 * (s2 - 1)))


def _from_others(design: EstimatorDesign, x: Array) -> Array:
    """θ times the mean x of the others in one's market, less the mean of x."""
    n = design.numbers
    if not n.interference:
        return np.zeros(len(x))
    markets = x.reshape(-1, n.clusters_per_market * n.per_cluster) - n.mean
    return np.asarray(
        n.interference * (markets.sum(1, keepdims=True) - markets) / (markets.shape[1] - 1)
    ).ravel()


def _rng(seed: int, stream: LaboratoryStream) -> Any:
    return generator(seed, Purpose.EXPERIMENT, stream)
