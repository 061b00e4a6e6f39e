"""The shape of a response to mutual contacts or talk, out of the counts of many worlds: curves, contrasts, peaks, slopes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from weakties.analysis.jackknife import jackknife
from weakties.analysis.uncertainty import Estimate, bootstrap, pooled_share

if TYPE_CHECKING:
    import pandas as pd

FEW, PEAK, MOST = (0, 3), (7, 20), (28, 10_000)
"""Where the inverted U is looked for: mutual contacts below 3, around the published peak of about 10, and from 28 on."""
ENOUGH = 0.01  # classes that hold less of the ties than this are not asked whether they are the highest


def curve(rows: pd.DataFrame, by: str, event: str) -> pd.DataFrame:
    """Events per 1,000 ties in each class, pooled over worlds, with intervals between worlds: at, x (mean of m or i in the
    class), ties (in all), value, low, high.

    rows: `counts` of several worlds, with a column `run` that tells them apart.
    """
    import pandas as pd

    table = []
    for at, here in rows[rows.by == by].groupby("at"):
        sums = here.groupby("run")[[event, "ties"]].sum()
        rate = pooled_share(sums[event], sums.ties).scaled(1000)
        x = here["m" if by == "mutual" else "i"].sum() / here.ties.sum()
        table.append((at, x, here.ties.sum(), *rate[:3]))
    return pd.DataFrame(table, columns=["at", "x", "ties", "value", "low", "high"])


def rate(rows: pd.DataFrame, event: str) -> Estimate:
    """Events per 1,000 ties, pooled over worlds, with an interval between worlds."""
    sums = rows[rows.by == "arm"].groupby("run")[[event, "ties"]].sum()
    return pooled_share(sums[event], sums.ties).scaled(1000)


def rate_between(
    rows: pd.DataFrame, span: tuple[int, int], event: str, by: str = "run"
) -> tuple[NDArray, NDArray]:
    """(events, ties) of each world, over the classes of mutual contacts that lie in span[0] <= m < span[1].

    by: "run", or "replicate" to sum over all worlds that share their luck."""
    within = (rows["by"] == "mutual") & (rows["at"] >= span[0]) & (rows["at"] < span[1])
    runs = rows[by].unique()
    sums = rows[within].groupby(by)[[event, "ties"]].sum().reindex(runs, fill_value=0)
    return sums[event].to_numpy(), sums.ties.to_numpy()


def contrast(
    rows: pd.DataFrame, first: tuple[int, int], second: tuple[int, int], event: str, by: str = "run"
) -> Estimate:
    """Events per 1,000 ties in the first span of mutual contacts less those in the second; a jackknife over worlds, or with
    by = "replicate" over sets of worlds that share their luck.

    The spans of one world share its luck, so worlds and not spans are left out one at a time (Efron and Stein 1981).
    """
    a, n = rate_between(rows, first, event, by)
    b, m = rate_between(rows, second, event, by)
    if min(n.sum(), m.sum()) == 0:
        return Estimate(np.nan, -np.inf, np.inf, len(n))
    return jackknife(
        lambda keep: float(
            1000 * (a[keep].sum() / max(n[keep].sum(), 1) - b[keep].sum() / max(m[keep].sum(), 1))
        ),
        len(n),
    )


def slopes(
    rows: pd.DataFrame, regressors: tuple[str, ...], event: str, two_stage: bool, controls: Iterable[str] = ()
) -> dict[str, Estimate]:
    """Slopes of an event on "m", "many" or "i" over all ties of all worlds, by least squares or with the arms as
    instruments; jackknife over worlds. controls: of `response.CONTROLS`, held fixed beside them.

    Each world has an intercept of its own, and all have the slopes of the controls in common. Sums by arm are all it needs: with
    indicators of arms as instruments, two-stage least squares without controls is the regression of arm means on arm means,
    weighted by ties.
    """
    sums = product_moments(rows, (*regressors, *controls), len(regressors), event, two_stage)
    return {
        name: jackknife(lambda keep, k=k: float(_slope(sums, keep)[k]), len(sums))  # type: ignore[misc]
        for k, name in enumerate(regressors)
    }


def product_moments(
    rows: pd.DataFrame, names: tuple[str, ...], endogenous: int, event: str, two_stage: bool
) -> NDArray[np.float64]:
    """(worlds, k, k + 1): X'PX and X'Py of each world, freed of its means; the first `endogenous` names are instrumented.

    P projects on everything, or when two_stage on arms and controls C: B + W_C W_CC^-1 W_C', of the cross-products between arms
    (B) and those within arms (W), since what C says beyond the arms is what it says within them.
    """
    result, k = [], len(names)
    for _, run in rows[rows.by == "arm"].groupby("run", sort=False):
        n, s = run.ties.to_numpy(), run[[*names, event]].to_numpy()
        total = np.array([[_product(run, a, b) for b in (*names, event)] for a in names])
        overall = np.outer(s.sum(0), s.sum(0)) / n.sum()
        between = (s / n[:, None]).T @ s
        cross = total - overall[:k]
        if two_stage:
            cross, within = (between - overall)[:k], total - between[:k]
            if k > endogenous:
                held = within[endogenous:]
                cross = cross + held[:, :k].T @ np.linalg.lstsq(held[:, endogenous:k], held, rcond=None)[0]
        result.append(cross)
    return np.array(result)


def _product(run: pd.DataFrame, a: str, b: str) -> float:
    """The sum of a b over all ties of a world, by whichever name `response.counts` gave it; NaN for one that it lacks."""
    squares = {"m": "mm", "i": "ii", "many": "many"}
    names = (squares.get(a, f"{a}_{a}"),) if a == b else (f"{a}_{b}", f"{b}_{a}")
    return float(next((run[name].sum() for name in names if name in run), np.nan))


def _slope(sums: NDArray[np.float64], keep: NDArray[np.int64]) -> NDArray[np.float64]:
    total = sums[keep].sum(0)
    return np.asarray(np.linalg.solve(total[:, :-1], total[:, -1]))


def main_effect(
    rows: pd.DataFrame, name: str, spans: tuple[tuple[int, int], tuple[int, int]], event: str
) -> Estimate:
    """What switching one mechanism on does to a `contrast`: its mean over all combinations of the others with it on, less
    the mean with it off. Worlds of one replicate share their luck, so they are left out together (jackknife over replicates)."""
    replicate = rows.groupby("run").replicate.first()
    on = rows.groupby("run")[name].first()
    runs = rows["run"].unique()
    (a, n), (b, m) = (rate_between(rows, span, event) for span in spans)
    group, switch = replicate[runs].to_numpy(), on[runs].to_numpy() == 1
    names = np.unique(group)

    def effect(keep: NDArray[np.int64]) -> float:
        chosen = np.isin(group, names[keep])
        parts = [
            a[w].sum() / max(n[w].sum(), 1) - b[w].sum() / max(m[w].sum(), 1)
            for w in (chosen & switch, chosen & ~switch)
        ]
        return float(1000 * (parts[0] - parts[1]))

    return jackknife(effect, len(names))


def peak(rows: pd.DataFrame, event: str, seed: int = 1) -> Estimate:
    """Where the response is highest: mean mutual contacts in the class of the highest rate, among those with ENOUGH ties;
    percentile bootstrap over worlds. Assumes no shape."""
    ties, m, y = _tables(rows, event)
    both = np.hstack([ties, m, y])

    def top(sample: NDArray[np.float64]) -> float:
        n, x, events = sample.sum(0).reshape(3, -1)
        usable = n >= ENOUGH * n.sum()
        best = int(np.argmax(np.where(usable, events / np.maximum(n, 1), -np.inf)))
        return float(x[best] / n[best])

    return bootstrap(both, top, seed, resamples=1000)


def fall_from_own_peak(rows: pd.DataFrame, event: str) -> Estimate:
    """Events per 1,000 ties at the response's own peak less those in all classes two and more steps beyond it.

    The peak is looked for in one half of the worlds and the fall measured in the other, both ways, so that a peak of luck
    falls by nothing in the mean; jackknife over worlds. NaN when the peak is at the end: then there is nothing beyond.
    """
    ties, _, y = _tables(rows, event)

    def fall(keep: NDArray[np.int64]) -> float:
        halves = keep[keep % 2 == 0], keep[keep % 2 == 1]
        found = []
        for look, test in (halves, halves[::-1]):
            n, e = ties[look].sum(0), y[look].sum(0)
            best = int(np.argmax(np.where(n >= ENOUGH * n.sum(), e / np.maximum(n, 1), -np.inf)))
            n, e = ties[test].sum(0), y[test].sum(0)
            if n[best] == 0 or n[best + 2 :].sum() == 0:
                return float("nan")
            found.append(e[best] / n[best] - e[best + 2 :].sum() / n[best + 2 :].sum())
        return float(1000 * np.mean(found))

    return jackknife(fall, len(ties))


def _tables(rows: pd.DataFrame, event: str) -> tuple[NDArray[np.float64], ...]:
    """(ties, m, events), each (worlds, classes of mutual contacts)."""
    here = rows[rows.by == "mutual"]
    names = ("ties", "m", event)
    return tuple(
        here.pivot(index="run", columns="at", values=name).fillna(0).to_numpy(np.float64) for name in names
    )
