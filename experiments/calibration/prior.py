"""From particles to parameters: the prior of a calibration, flat between the ends of each input, on its scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weakties.experiments.calibration.registry import Uncertain

DIGITS = 6  # of a parameter: the last bits of a computed point must not decide which world is meant


def is_whole(name: str) -> bool:
    """Whether a parameter of that name is a whole number."""
    from weakties.simulation.parameters import NetworkParameters
    from weakties.simulation.scenario import MODELS

    sets = {NetworkParameters, *(kind for kinds in MODELS.values() for kind in kinds)}
    return any(kind.model_fields[name].annotation is int for kind in sets if name in kind.model_fields)


def scaled(inputs: Sequence[Uncertain], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Values on the scale on which the prior is flat, from 0 to 1; (n, inputs) -> (n, inputs)."""
    columns = []
    for k, one in enumerate(inputs):
        low, high, x = one.low, one.high + is_whole(one.name), values[:, k] + 0.5 * is_whole(one.name)
        if one.scale == "log":
            low, high, x = np.log(low), np.log(high), np.log(x)
        columns.append((x - low) / (high - low))
    return np.column_stack(columns)


def values_of(inputs: Sequence[Uncertain], z: NDArray[np.float64]) -> list[dict[str, Any]]:
    """The parameters of particles (n, inputs): a particle's rank under the standard normal is the rank of the value in its prior.
    Whole numbers are those at or below, each of the range as probable as the others."""
    from scipy.special import ndtr

    columns: list[list[Any]] = []
    for one, u in zip(inputs, ndtr(z).T, strict=True):
        whole = is_whole(one.name)
        low, high = float(one.low), float(one.high) + whole
        logs = one.scale == "log"
        x = np.exp(np.log(low) + u * np.log(high / low)) if logs else low + u * (high - low)
        if whole:
            columns.append([int(v) for v in np.minimum(np.floor(x), one.high)])
        else:
            columns.append([float(f"{v:.{DIGITS}g}") for v in np.clip(x, one.low, one.high)])
    names = [one.name for one in inputs]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
