"""How what a tie transmits, and what it adds, depends on mutual contacts and on how often the two talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.uncertainty import Estimate, between_replicates, pooled_share

if TYPE_CHECKING:
    import pandas as pd

MUTUAL = np.array([0, 1, 2, 3, 5, 7, 11, 14, 20, 28, 40, 56])  # lower ends of classes of mutual contacts
TALK = np.array([0, 1, 2, 3, 5, 10, 20])  # and of weeks of talk in the first year
MANY = 10  # more mutual contacts than this are "many" in the published regression
EVENTS = ("transmitted", "told", "credited", "sole", "jobs", "only_jobs")
FEW, PEAK, MOST = (0, 3), (7, 20), (28, 10_000)
"""Where the inverted U is looked for: mutual contacts below 3, around the published peak of about 10, and from 28 on."""


def counts(ties: pd.DataFrame) -> pd.DataFrame:
    """One row a class: by ("mutual", "talk", "arm"), at (its lower end, or the arm), and sums over its ties.

    ties: the table of an experiment (`simulation.recommendation_tables.tie_table`).
    Sums: ties, m, mm, many, m_many, i, ii (m mutual contacts, many whether above MANY, i intensity), the EVENTS, and their
    products with m, many and i, which is all that least squares and two-stage least squares need, so worlds can be pooled.
    """
    import pandas as pd

    m, i = ties.mutual_contacts.to_numpy(np.float64), ties.intensity.to_numpy(np.float64)
    many = (m > MANY).astype(np.float64)
    columns = {
        "ties": np.ones(len(m)),
        "m": m,
        "mm": m * m,
        "many": many,
        "m_many": m * many,
        "i": i,
        "ii": i * i,
    }
    for name in EVENTS:
        y = ties[name].to_numpy(np.float64)
        columns |= {name: y, f"m_{name}": m * y, f"many_{name}": many * y, f"i_{name}": i * y}
    classes = {
        "mutual": MUTUAL[np.searchsorted(MUTUAL, m, side="right") - 1],
        "talk": TALK[np.searchsorted(TALK, ties.weeks_of_talk, side="right") - 1],
        "arm": ties.arm.to_numpy(),
    }
    tables = []
    for by, at in classes.items():
        values, code = np.unique(at, return_inverse=True)
        sums = {name: np.bincount(code, c, len(values)) for name, c in columns.items()}
        tables.append(pd.DataFrame({"by": by, "at": values.astype(np.int64), **sums}))
    return pd.concat(tables, ignore_index=True)


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


def rate_between(rows: pd.DataFrame, span: tuple[int, int], event: str) -> tuple[NDArray, NDArray]:
    """(events, ties) of each world, over the classes of mutual contacts that lie in span[0] <= m < span[1]."""
    within = (rows["by"] == "mutual") & (rows["at"] >= span[0]) & (rows["at"] < span[1])
    runs = rows["run"].unique()
    sums = rows[within].groupby("run")[[event, "ties"]].sum().reindex(runs, fill_value=0)
    return sums[event].to_numpy(), sums.ties.to_numpy()


def contrast(rows: pd.DataFrame, first: tuple[int, int], second: tuple[int, int], event: str) -> Estimate:
    """Events per 1,000 ties in the first span of mutual contacts less those in the second; a jackknife over worlds.

    The spans of one world share its luck, so worlds and not spans are left out one at a time (Efron and Stein 1981).
    """
    a, n = rate_between(rows, first, event)
    b, m = rate_between(rows, second, event)
    if min(n.sum(), m.sum()) == 0:
        return Estimate(np.nan, -np.inf, np.inf, len(n))
    return jackknife(
        lambda keep: float(
            1000 * (a[keep].sum() / max(n[keep].sum(), 1) - b[keep].sum() / max(m[keep].sum(), 1))
        ),
        len(n),
    )


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


def peak(rows: pd.DataFrame, event: str) -> Estimate:
    """Where a response is highest: the top of the parabola in log(1 + m) through the rates of all classes, weighted by ties.

    NaN where the parabola has no top; jackknife over worlds, in log(1 + m), so that the interval keeps to its side of 0.
    """
    here = rows[rows.by == "mutual"]
    tables = {
        name: here.pivot(index="run", columns="at", values=name).fillna(0).to_numpy()
        for name in ("ties", "m", event)
    }

    def top(keep: NDArray[np.int64]) -> float:
        n, m, y = (tables[name][keep].sum(0) for name in ("ties", "m", event))
        seen = n > 0
        x = np.log1p(m[seen] / n[seen])
        curvature, slope, _ = np.polyfit(x, y[seen] / n[seen], 2, w=np.sqrt(n[seen]))
        return float(-slope / (2 * curvature)) if curvature < 0 else float("nan")

    found = jackknife(top, len(tables["ties"]))
    value, low, high = (float(np.expm1(v)) if np.isfinite(v) else v for v in found[:3])
    return Estimate(value, low, high, found.n)


def jackknife(statistic, worlds: int) -> Estimate:  # type: ignore[no-untyped-def]
    """A statistic of pooled worlds with a t-interval from leaving out one world at a time (pseudo-values).

    statistic: takes an array of the worlds kept, returns a number.
    """
    everyone = np.arange(worlds)
    whole = statistic(everyone)
    if worlds < 2:
        return Estimate(whole, -np.inf, np.inf, worlds)
    without = np.array([statistic(np.delete(everyone, w)) for w in everyone])
    pseudo = worlds * whole - (worlds - 1) * without
    spread = between_replicates(pseudo)
    half = (spread.high - spread.low) / 2
    return Estimate(whole, whole - half, whole + half, worlds)


def slopes(
    rows: pd.DataFrame, regressors: tuple[str, ...], event: str, two_stage: bool
) -> dict[str, Estimate]:
    """Slopes of an event on "m", "many" or "i" over all ties of all worlds, by least squares or with the arms as
    instruments; jackknife over worlds.

    With indicators of arms as instruments, two-stage least squares is the regression of arm means on arm means, weighted
    by ties: so sums by arm are all it needs. Each world has an intercept of its own.
    """
    sums = _moments(rows, regressors, event, two_stage)
    return {
        name: jackknife(lambda keep, k=k: float(_slope(sums, keep)[k]), len(sums))
        for k, name in enumerate(regressors)
    }


def _moments(
    rows: pd.DataFrame, regressors: tuple[str, ...], event: str, two_stage: bool
) -> NDArray[np.float64]:
    """(worlds, k, k + 1): X'X and X'y of each world, freed of its means; between arms only when two_stage."""
    names = [*regressors, event]
    result = []
    for _, run in rows[rows.by == "arm"].groupby("run", sort=False):
        n, s = run.ties.to_numpy(), run[names].to_numpy()
        if two_stage:
            between = (s / n[:, None]).T @ s
        else:
            cross = {("m", "m"): "mm", ("many", "many"): "many", ("m", "many"): "m_many", ("i", "i"): "ii"}
            between = np.zeros((len(names), len(names)))
            for a, first in enumerate(regressors):
                for b, second in enumerate(regressors):
                    key = cross.get((first, second)) or cross[(second, first)]
                    between[a, b] = run[key].sum()
                between[a, -1] = run[f"{first}_{event}"].sum()
        total = s.sum(0)
        result.append((between - np.outer(total, total) / n.sum())[: len(regressors)])
    return np.array(result)


def _slope(sums: NDArray[np.float64], keep: NDArray[np.int64]) -> NDArray[np.float64]:
    total = sums[keep].sum(0)
    return np.asarray(np.linalg.solve(total[:, :-1], total[:, -1]))
