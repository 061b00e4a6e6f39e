"""How close two people are who have had hours together: risen with these, fallen with silence."""

from __future__ import annotations

from typing import Any

import numpy as np

from weakties.simulation.kernels import Bool, Real, inlined


@inlined
def closeness(p: Any, hours: Real, silence: Real, kin: Bool) -> float:
    """(1 - exp(-hours / closeness_hours)) exp(-silence / closeness_lasts), in 0 to 1; kin's does not fall.

    silence: weeks, none below 0; p: a named tuple with both numbers. `Relations.closeness` is the same for arrays.
    """
    fallen = 0.0 if kin else max(0.0, np.float64(silence)) / p.closeness_lasts
    return (1.0 - np.exp(-np.float64(hours) / p.closeness_hours)) * np.exp(-fallen)
