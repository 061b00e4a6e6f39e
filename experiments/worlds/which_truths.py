"""Experiments on platforms, and in labour markets, drawn from what is thought possible of them. Results hang on this file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.experiments.calibration.platform import NO_SOURCE, PLATFORM
from weakties.experiments.calibration.registry import Uncertain
from weakties.experiments.engine.declare import Point
from weakties.experiments.worlds.recommendation import world as experiment

if TYPE_CHECKING:
    import pandas as pd

OFF_OR_ON = "off below one half, on above: which of two rules"
MECHANISMS = (
    Uncertain(name="transferability", low=0, high=1, why=NO_SOURCE),
    Uncertain(name="shared_door", low=0, high=1, why=OFF_OR_ON),
    Uncertain(name="close_relay", low=0, high=0.1, why=NO_SOURCE),
    Uncertain(name="announced", low=0, high=0.1, why=NO_SOURCE),
    Uncertain(name="audience", low=0, high=2, why="0: everybody is let in; 1, 2: so many rivals"),
)
"""The mechanisms that could bend the response, beside those among the inputs of the platform (closeness, attention)."""

DRAWN = (*PLATFORM.inputs, *MECHANISMS)


def world(point: Point, seed: int) -> pd.DataFrame:
    """The counts of one experiment (`weakties.analysis.response.counts`), everything in DRAWN being drawn by the seed from its
    prior, flat between its ends, unless the point says it; with what was drawn in columns of its own."""
    from weakties.experiments.calibration.prior import values_of
    from weakties.simulation.chance import Purpose, generator
    from weakties.simulation.streams import CalibrationStream

    luck = generator(seed, Purpose.CALIBRATION, CalibrationStream.PRIOR)
    (drawn,) = values_of(DRAWN, luck.standard_normal((1, len(DRAWN))))
    said = {**drawn, **{name: point[name] for name in drawn if name in point}}
    return experiment({**drawn, **point}, seed).assign(**said)
