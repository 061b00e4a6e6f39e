"""What a calibration found, as tables: inputs, generations, what was fitted, what is predicted, what goes together."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from weakties.experiments.calibration.amis import effective, normalized
from weakties.experiments.calibration.known import Share
from weakties.experiments.calibration.likelihood import ALPHA
from weakties.experiments.calibration.prior import is_whole, scaled
from weakties.experiments.calibration.registry import Counts, Moment, Uncertain
from weakties.experiments.calibration.sequential import Calibrated
from weakties.simulation.chance import Bulk, Purpose, generator
from weakties.simulation.streams import CalibrationStream

PREDICTIONS = 2000  # samples behind a posterior predictive check
ENDS = (0.05, 0.5, 0.95)
WELL, PARTLY = 0.5, 0.2  # shrinkage from which on an input is identified well, or partly
BINS = 12  # of a profile


def word(shrinkage: float) -> str:
    """Whether the data say what an input is."""
    return "well" if shrinkage >= WELL else "partly" if shrinkage >= PARTLY else "hardly"


def inputs(found: Calibrated) -> pd.DataFrame:
    """One row an input: ends of its prior, median and 90 % interval of its posterior, shrinkage, and how well it is identified.

    Shrinkage is 1 − SD of the posterior / SD of the prior, on the scale on which the prior is flat.
    """
    values = found.worlds[found.names].to_numpy(float)
    u, w = scaled(found.calibration.inputs, values), found.weights
    spread = np.sqrt(w @ (u - w @ u) ** 2)
    rows = []
    for k, one in enumerate(found.calibration.inputs):
        low, median, high = quantiles(values[:, k], w, ENDS)
        shrinkage = 1 - spread[k] * np.sqrt(12)
        rows.append((one.name, one.low, one.high, median, low, high, shrinkage, word(shrinkage)))
    columns = ["input", "from", "to", "median", "low", "high", "shrinkage", "identified"]
    return pd.DataFrame(rows, columns=columns)


def generations(found: Calibrated) -> pd.DataFrame:
    """One row a generation: particles, worlds that failed, effective particles by its own weights, its share of all weight."""
    log_weights, rows = found.cloud.log_weights(), []
    for g, worlds in found.worlds.groupby("generation"):
        own = normalized(log_weights[worlds.index])
        failed = int((worlds.error != "").sum())
        rows.append(
            (g, len(worlds), failed, effective(own), effective(own) / len(worlds), worlds.weight.sum())
        )
    columns = ["generation", "particles", "failed", "effective", "acceptance", "share of weight"]
    return pd.DataFrame(rows, columns=columns)


def fitted(found: Calibrated) -> pd.DataFrame:
    """Posterior predictive checks, one row a class or moment: published and predicted (median and 90 %), as shares or in the
    moment's unit, and p.

    A sample as large as the published one is drawn from each of PREDICTIONS posterior worlds. For a table, p is the share of
    samples that lie as far from their own world's shares as the published sample does, by G² = 2 Σ n log(n / expected) (Gelman,
    Meng and Stern 1996); for a moment, that of values as far from the median as the published one. A small p: the model cannot
    say this.
    """
    rng = generator(found.seed, Purpose.CALIBRATION, CalibrationStream.PREDICTED)
    worlds = found.draws(PREDICTIONS)
    rows = []
    for table in found.calibration.tables:
        rows += _table(table, worlds, rng)
    for moment in found.calibration.moments:
        rows.append(_moment(moment, worlds, rng))
    return pd.DataFrame(rows, columns=["target", "class", "published", "median", "low", "high", "n", "p"])


def _table(table: Counts, worlds: pd.DataFrame, rng: Bulk) -> list[tuple[object, ...]]:
    published = np.array([*table.classes.values()])
    n = published.sum()
    counted = worlds[list(table.classes)].to_numpy(float)
    gammas = rng.standard_gamma(counted + ALPHA)
    shares = gammas / gammas.sum(1, keepdims=True)
    samples = rng.multinomial(n, shares)
    p = float((_apart(samples, n * shares) >= _apart(published, n * shares)).mean())
    ends = np.quantile(samples / n, ENDS, axis=0)
    return [
        (table.name, name, published[k] / n, ends[1, k], ends[0, k], ends[2, k], int(n), p)
        for k, name in enumerate(table.classes)
    ]


def _apart(counted: NDArray[np.int64], expected: NDArray[np.float64]) -> NDArray[np.float64]:
    """G² of counts beside what is expected; a class with nobody in it adds nothing."""
    from scipy.special import rel_entr

    return np.asarray(2 * rel_entr(counted, expected).sum(axis=1))


def _moment(moment: Moment, worlds: pd.DataFrame, rng: Bulk) -> tuple[object, ...]:
    values = worlds[moment.name].to_numpy(float) + moment.discrepancy * rng.standard_normal(len(worlds))
    low, median, high = np.quantile(values, ENDS)
    p = float((abs(values - median) >= abs(moment.value - median)).mean())
    return (moment.name, "", moment.value, median, low, high, 0, p)


def predicted(found: Calibrated, shares: Mapping[str, Share]) -> pd.DataFrame:
    """Shares that were not fitted, per cent: published, and median and 90 % interval between worlds of the posterior."""
    worlds = found.draws(PREDICTIONS)
    rows = []
    for name, share in shares.items():
        low, median, high = np.quantile(100 * share_of(worlds, share), ENDS)
        rows.append((name, share.published, median, low, high))
    return pd.DataFrame(rows, columns=["quantity", "published", "median", "low", "high"])


def share_of(worlds: pd.DataFrame, share: Share) -> NDArray[np.float64]:
    """One share a world."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(worlds[list(share.parts)].sum(axis=1) / worlds[share.whole], dtype=float)


def correlations(found: Calibrated) -> pd.DataFrame:
    """Pairs of inputs and their correlation in the posterior, on the scales of the priors, the strongest first."""
    u = scaled(found.calibration.inputs, found.worlds[found.names].to_numpy(float))
    r = _correlation(u, found.weights)
    pairs = [(found.names[i], found.names[j], r[i, j]) for i, j in combinations(range(len(r)), 2)]
    table = pd.DataFrame(pairs, columns=["first", "second", "r"])
    return table.sort_values("r", key=abs, ascending=False, kind="stable").reset_index(drop=True)


def _correlation(u: NDArray[np.float64], w: NDArray[np.float64]) -> NDArray[np.float64]:
    apart = u - w @ u
    covariance = (apart.T * w) @ apart
    spread = np.sqrt(np.diag(covariance))
    return np.asarray(covariance / np.outer(spread, spread))


def profiles(found: Calibrated) -> pd.DataFrame:
    """The profile likelihood of each input: the best log likelihood among particles in each part of its prior, less the
    best of all. Where it stays near 0, worlds with such values fit as well as any. Likelihoods carry the luck of a world."""
    u = scaled(found.calibration.inputs, found.worlds[found.names].to_numpy(float))
    loglik = found.worlds.loglik.to_numpy()
    rows = []
    for k, name in enumerate(found.names):
        count = parts(found.calibration.inputs[k])
        part = np.clip((u[:, k] * count).astype(int), 0, count - 1)
        for b in range(count):
            here = loglik[part == b]
            best = here.max() - loglik.max() if len(here) else np.nan
            rows.append((name, (b + 0.5) / count, best, len(here)))
    return pd.DataFrame(rows, columns=["input", "at", "profile", "particles"])


def parts(one: Uncertain) -> int:
    """Into how many parts of equal probability a prior is cut: no more than it has whole numbers."""
    return min(BINS, int(one.high - one.low + 1)) if is_whole(one.name) else BINS


def quantiles(values: NDArray[np.float64], w: NDArray[np.float64], at: tuple[float, ...]) -> list[float]:
    """Weighted quantiles: the value at which the weight of all smaller ones, and half its own, reaches the share."""
    order = np.argsort(values, kind="stable")
    middle = np.cumsum(w[order]) - 0.5 * w[order]
    return [float(np.interp(q, middle, values[order])) for q in at]
