"""The numbers of a market as its rules take them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Habits(NamedTuple):
    """The numbers that the spread of leads depends on; see `MarketParameters`."""

    relay: float
    willingness: float
    team_size: int
    colleague_rate: float
    formal_search: float
    direct_search: float
    transferability: float
    close_relay: float
    audience: int


class Taste(NamedTuple):
    """The numbers that the choice among applicants depends on; see `MarketParameters`."""

    ability_weight: float
    vouching: NDArray[np.float64]  # (industries,)
    leaning: NDArray[np.float64]  # (people,) how much more than others an employer leans on vouching
    favour: NDArray[np.float64] = np.empty(0)  # (tellings,) what mechanisms of one's own add; empty: nothing
