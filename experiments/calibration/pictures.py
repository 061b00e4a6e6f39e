"""A calibration's results as the figures want them, and the figures on disk."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from weakties.experiments.calibration import report
from weakties.experiments.calibration.over import defaults
from weakties.experiments.calibration.prior import is_whole, scaled
from weakties.experiments.calibration.sequential import Calibrated
from weakties.experiments.engine import store


def bins(found: Calibrated) -> pd.DataFrame:
    """For figures/posterior.py: one row an input and part of its prior."""
    profile = report.profiles(found)
    u = scaled(found.calibration.inputs, found.worlds[found.names].to_numpy(float))
    table, usual = report.inputs(found).set_index("input"), defaults()
    rows = []
    for k, one in enumerate(found.calibration.inputs):
        count = report.parts(one)
        edges = np.linspace(0, 1, count + 1)
        density = np.histogram(u[:, k], edges, weights=found.weights)[0] * count
        whole = 0.5 * is_whole(one.name)
        low, high = one.low - whole, one.high + whole
        ends = low * (high / low) ** edges if one.scale == "log" else low + (high - low) * edges
        best = profile.loc[profile.input == one.name, "profile"].to_numpy()
        for b in range(count):
            rows.append(
                {
                    "input": one.name, "scale": one.scale, "from": ends[b], "to": ends[b + 1], "density": density[b],
                    "profile": np.exp(best[b]), "default": usual.get(one.name, np.nan), "median": table["median"][one.name],
                    "shrinkage": table["shrinkage"][one.name],
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def checks(found: Calibrated) -> pd.DataFrame:
    """For figures/posterior_predictive.py: tables in per cent; moments as they are, with their discrepancy."""
    table = report.fitted(found)
    percent = table["n"] > 0
    table.loc[percent, ["published", "median", "low", "high"]] *= 100
    off = {moment.name: moment.discrepancy for moment in found.calibration.moments}
    return table.assign(discrepancy=table["target"].map(off))


def save(figure: str, results: Any, out: Path, about: str) -> list[Path]:
    """Draw with a module of `figures`, and write it, and its points."""
    from weakties.experiments.engine.drawing import KINDS
    from weakties.figures import style

    module = importlib.import_module(f"weakties.figures.{figure}")
    drawn, points = module.draw(results), module.points(results)
    paths = [*(out / f"{figure}.{kind}" for kind in KINDS), out / f"{figure}_points.csv"]
    for path, kind in zip(paths, KINDS, strict=False):
        store.write_bytes(path, style.render(drawn, kind, about))
    store.write_bytes(paths[-1], points.to_csv(index=False).encode())
    return paths
