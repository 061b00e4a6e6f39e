"""How estimators perform over many experiments whose truth is known: bias, error, coverage, rejections, one tidy table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.analysis.confidence_sets import ConfidenceSet
from weakties.analysis.coverage import band, clopper_pearson
from weakties.analysis.uncertainty import between_replicates

if TYPE_CHECKING:
    import pandas as pd

KEYS = ["design", "truth", "estimator", "controls", "errors", "regressor"]
OF_TRUTH = ["design", "truth", "estimator", "controls", "regressor"]
VERDICTS = ("too low", "as promised", "too high")


def performance(runs: pd.DataFrame, truths: pd.DataFrame) -> pd.DataFrame:
    """One row a design, truth, estimator, regressor and estimand.

    runs    one row an experiment and estimator: KEYS, value, low, high, ar_set ("" or None where there is none), first_f,
    effective_f truths  OF_TRUTH, estimand, true, true_error, how

    Columns beside the keys: estimand, true, true_error, how (the truth, how sure it is: 0 exactly); experiments; mean, bias with
    its 95 % interval, median_bias; rmse; sd (of the estimates) and se (the median of the errors they report); held, coverage
    with Clopper and Pearson's interval, band_low, band_high and verdict (`weakties.analysis.coverage`); rejects with its
    interval (of "no effect": the size of the test where true is 0, else its power); first_f and effective_f (medians); endless
    (sets without an end), empty. All shares in per cent. LIML has no moments: read its median_bias, and not its mean or rmse.
    """
    import pandas as pd

    rows: list[dict[str, Any]] = []
    wanted = {keys: found.to_dict("records") for keys, found in truths.groupby(OF_TRUTH, sort=False)}
    for keys, here in runs.groupby(KEYS, sort=False, observed=True):
        own = dict(zip(KEYS, keys, strict=True))
        seen = _seen(here)
        known = wanted.get(tuple(own[name] for name in OF_TRUTH), [])
        rows += [{**own, **_against(seen, truth)} for truth in known if np.isfinite(truth["true"])]
    return pd.DataFrame(rows)


def _seen(here: pd.DataFrame) -> dict[str, Any]:
    """What one estimator said, over experiments: sets, values, ends; only experiments in which it could say something."""
    texts = here["ar_set"].fillna("").to_numpy()
    low, high, value = (here[name].to_numpy(np.float64) for name in ("low", "high", "value"))
    said = (texts != "") | np.isfinite(value)
    sets = [
        ConfidenceSet.from_text(t) if t else ConfidenceSet(((a, b),))
        for t, a, b in zip(texts[said], low[said], high[said], strict=True)
    ]
    half = (high - low)[said] / 2
    return {
        "sets": sets, "value": value[said], "half": half,
        "first_f": _median(here["first_f"]), "effective_f": _median(here["effective_f"]),
    }  # fmt: skip


def _against(seen: Mapping[str, Any], truth: Mapping[Any, Any]) -> dict[str, Any]:
    """The columns of one estimand."""
    from scipy.special import ndtri

    sets, value, n, true = seen["sets"], seen["value"], len(seen["sets"]), float(truth["true"])
    held, rejects = sum(s.holds(true) for s in sets), sum(not s.holds(0.0) for s in sets)
    limits = band(n) if n else None
    points = np.isfinite(value).any()
    error = value - true
    bias, se = between_replicates(error), float(np.median(seen["half"]) / ndtri(0.975)) if points else np.nan
    return {
        **{name: truth[name] for name in ("estimand", "true", "true_error", "how")},
        "experiments": n, "mean": float(value.mean()) if points else np.nan,
        **_ends("bias", bias[:3] if points else (np.nan,) * 3),
        "median_bias": float(np.median(error)) if points else np.nan,
        "rmse": float(np.sqrt((error**2).mean())) if points else np.nan,
        "sd": float(value.std(ddof=1)) if points and n > 1 else np.nan, "se": se,
        "held": held, **_ends("coverage", clopper_pearson(held, n).scaled(100)[:3]),
        "band_low": 100 * limits.low / n if limits else np.nan, "band_high": 100 * limits.high / n if limits else np.nan,
        "verdict": VERDICTS[1 + (held > limits.high) - (held < limits.low)] if limits else "",
        **_ends("rejects", clopper_pearson(rejects, n).scaled(100)[:3]),
        "first_f": seen["first_f"], "effective_f": seen["effective_f"],
        "endless": 100 * sum(not s.bounded for s in sets) / n if n else np.nan,
        "empty": 100 * sum(s.empty for s in sets) / n if n else np.nan,
    }  # fmt: skip


def _ends(name: str, of: tuple[float, ...]) -> dict[str, float]:
    return dict(zip((name, f"{name}_low", f"{name}_high"), of, strict=True))


def _median(column: Any) -> float:
    values = column.to_numpy(np.float64)
    values = values[np.isfinite(values)]
    return float(np.median(values)) if len(values) else float("nan")
