"""How far and how fast news went, and over which ties people heard of it first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.shares import Cut


def reach(informed_week: ArrayLike) -> NDArray[np.float64]:
    """The share of people who came to know each piece, (pieces,). informed_week: (people,) or (pieces, people), -1 for never."""
    return np.asarray((np.atleast_2d(np.asarray(informed_week)) >= 0).mean(axis=1))


def weeks_to(informed_week: ArrayLike, share: float) -> NDArray[np.float64]:
    """The week by which `share` of all people know, for each piece, (pieces,); inf where that many never do."""
    weeks = np.atleast_2d(np.asarray(informed_week))
    wanted = max(1, int(np.ceil(share * weeks.shape[1] * (1 - 1e-12))))
    known = np.sort(np.where(weeks < 0, np.inf, weeks), axis=1)
    return np.asarray(known[:, wanted - 1])


def curve(informed_week: ArrayLike, weeks: int) -> NDArray[np.float64]:
    """The share of people who know at the end of weeks 0 .. weeks, for each piece, (pieces, weeks + 1)."""
    known = np.atleast_2d(np.asarray(informed_week))
    counts = [np.bincount(row[(row >= 0) & (row <= weeks)], minlength=weeks + 1) for row in known]
    return np.cumsum(np.stack(counts), axis=1) / known.shape[1]


def first_heard_by(adoptions: pd.DataFrame, cut: Cut) -> dict[str, float]:
    """How many people heard a piece first over ties of each class of strength."""
    told = adoptions[adoptions.teller >= 0]
    return cut.tally(told.contact_rate)
