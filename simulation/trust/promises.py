"""Promises that are broken: a list of them as they are, and those that are taken out of a world to see what they did."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.errors import WeakTiesWarning
from weakties.simulation.talk.live import SEASON
from weakties.simulation.trust.learning import PROMISE

if TYPE_CHECKING:
    import pandas as pd


class Spared(NamedTuple):
    """A promise of `other` to `person`, given as the season begins in which `week` lies, that nobody gets to see broken."""

    season: int
    person: int
    other: int


class Broken:
    """The promises of a world that were broken so far: who had asked, who broke it; and those that are spared it."""

    def __init__(self) -> None:
        self.seen: list[NDArray[np.int32]] = []  # (promises, 3): week, person, other; one array a season
        self.spared: tuple[Spared, ...] = ()

    def fork(self) -> Broken:
        """A copy that goes on by itself."""
        other = Broken()
        other.seen, other.spared = list(self.seen), self.spared
        return other

    def sift(self, week: int, events: NDArray[Any]) -> NDArray[Any]:
        """The events of a season's asks, without the promises that are spared; the others that were broken are noted.

        Warns where a promise that was to be spared is not among them: then nothing is taken out.
        """
        broken = (events["what"] == PROMISE) & (events["first"] == 0)
        for one in self.spared:
            if one.season != week // SEASON:
                continue
            here = broken & (events["person"] == one.person) & (events["other"] == one.other)
            if not here.any():
                said = f"week {week}: {one.other} breaks no promise to {one.person}, and none is taken out"
                warnings.warn(said, WeakTiesWarning, stacklevel=2)
            events, broken = events[~here], broken[~here]
        columns = (np.full(int(broken.sum()), week), events["person"][broken], events["other"][broken])
        self.seen.append(np.column_stack(columns).astype(np.int32))
        return events

    def table(self) -> pd.DataFrame:
        """One row a promise that was broken: week (in which the season begins that it was given in), person, other."""
        import pandas as pd

        rows = np.concatenate([np.empty((0, 3), np.int32), *self.seen])
        return pd.DataFrame(rows, columns=["week", "person", "other"])
