"""Draws of the inputs: out of the posterior, as they ship with the package, and out of the prior.

experiments/calibration/<key>.csv has one line a draw, all of equal weight and in random order, so that any number of the first
are a sample; lines with # say what made them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from weakties.experiments.calibration.known import known
from weakties.experiments.calibration.sequential import SEED, Calibrated
from weakties.simulation.errors import UserError

SHIPPED = 200
DIGITS = 4


def file_of(key: str) -> Path:
    """Where the posterior draws of a calibration are shipped."""
    return Path(__file__).with_name(f"{key}.csv")


def as_csv(found: Calibrated, count: int) -> str:
    """So many posterior draws as CSV, four significant digits, with what made them."""
    from weakties.experiments.calibration.amis import effective

    sizes = found.worlds.generation.value_counts().sort_index()
    about = (
        f"# {found.calibration.key}: draws of equal weight from the posterior registered {found.calibration.written}\n"
        f"# particles {' + '.join(map(str, sizes))}, effective {effective(found.weights):.0f}, seed {found.seed}\n"
    )
    table = found.draws(count)[found.names]
    return about + table.to_csv(index=False, float_format=f"%.{DIGITS}g", lineterminator="\n")


def draws(key: str, count: int) -> list[dict[str, Any]]:
    """The first `count` of the posterior draws that ship. Raises UserError where there are none, or fewer."""
    import pandas as pd

    path = file_of(known(key).calibration.key)
    if not path.exists():
        raise UserError(f"{key}: no posterior is shipped; run  weakties calibrate {key}  first")
    table = pd.read_csv(path, comment="#")
    if not 1 <= count <= len(table):
        raise UserError(f"{count} draws of {key}: there are 1 to {len(table)}")
    return [{str(name): value for name, value in row.items()} for row in table.head(count).to_dict("records")]


def prior(key: str, count: int, seed: int = SEED) -> list[dict[str, Any]]:
    """The first `count` points of generation 0: a Sobol sequence in the prior."""
    from weakties.experiments.calibration.amis import first
    from weakties.experiments.calibration.prior import values_of

    if count < 1:
        raise UserError(f"{count} draws of {key}: at least 1")
    inputs = known(key).calibration.inputs
    return values_of(inputs, first(len(inputs), count, seed))
