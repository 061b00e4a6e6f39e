"""Which calibrations there are, by name: the world of each, and what it predicts."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from weakties.experiments.calibration.market import MARKET
from weakties.experiments.calibration.platform import PLATFORM
from weakties.experiments.calibration.registry import Calibration
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    from weakties.experiments.engine.declare import World


class Share(NamedTuple):
    """A share that a world's counts give, and the published one beside it, in per cent."""

    parts: tuple[str, ...]
    whole: str
    published: float


@dataclass(frozen=True)
class Known:
    """One calibration with its world, "module:function"; predicted: shares that are not fitted, and looked at afterwards."""

    calibration: Calibration
    world: str = ""
    predicted: Mapping[str, Share] = field(default_factory=dict)

    def function(self) -> World:
        """The world. Raises UserError where there is none yet."""
        if not self.world:
            raise UserError(
                f"{self.calibration.key}: registered, but no world measures its targets yet; see it with --show"
            )
        module, name = self.world.split(":")
        return getattr(importlib.import_module(module), name)


CALIBRATIONS: Mapping[str, Known] = {
    "market": Known(
        MARKET,
        "weakties.experiments.worlds.market:world",
        {
            "weak, of contacts (popular cut)": Share(("weak",), "contact", 100 * 56 / 83),
            "weak, of all hires": Share(("weak",), "hires", 56.0),
            "strong, of all hires": Share(("strong",), "hires", 27.0),
            "other, of all hires": Share(("formal", "direct"), "hires", 17.0),
        },
    ),
    "platform": Known(PLATFORM, "weakties.experiments.worlds.platform:world"),
}


def known(key: str) -> Known:
    """A calibration by its name. Raises UserError with the nearest right one."""
    from weakties.experiments.options import check_choice

    return CALIBRATIONS[check_choice(key, tuple(CALIBRATIONS), "calibration")]
