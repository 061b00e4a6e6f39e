"""What a platform's new ties look like, before anybody finds a job: the moments that the authors of the experiment released."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

from weakties.analysis.response import MANY

Column = NDArray[np.float64]
FEWER = (1, 6)
"""The published terciles of mutual contacts: at most 1, 2 to 6, above 6."""


def moments(
    mutual: Column, intensity: Column, own: Column, friends: Column, arm: NDArray[np.int64]
) -> dict[str, float]:
    """The moments over new ties, by their names in the registry of calibrations; NaN for correlations with what does not vary.

    mutual     mutual contacts when the tie formed           intensity  percentile rank of talk in the first year
    own        contacts of ego, then                         friends    those of alter; all (ties,), float64
    arm        the arm of ego: the difference is that of the highest and the lowest of the arms' means
    """
    columns = {"mutual": mutual, "own": own, "friend's": friends, "intensity": intensity}
    means = np.bincount(arm, mutual) / np.maximum(np.bincount(arm), 1)
    there = np.bincount(arm) > 0
    found = {
        "mutual contacts, mean": float(mutual.mean()),
        "mutual contacts, SD": float(mutual.std()),
        "mutual contacts, more than 10": float((mutual > MANY).mean()),
        **{f"mutual contacts, at most {m}": float((mutual <= m).mean()) for m in FEWER},
        "mutual contacts, highest arm less lowest": float(np.ptp(means[there])),
        "own contacts, SD / mean": float(own.std() / own.mean()),
        "friend's contacts, SD / mean": float(friends.std() / friends.mean()),
    }
    words = {name: name if name in ("mutual", "intensity") else f"{name} contacts" for name in columns}
    with np.errstate(divide="ignore", invalid="ignore"):
        r = np.atleast_2d(np.corrcoef(np.stack(list(columns.values()))))
    for a, b in itertools.combinations(range(len(columns)), 2):
        first, second = list(columns)[a], list(columns)[b]
        if second == "intensity":
            first, second = second, first
        name = f"r, {first} and {words[second]}" if second != "mutual" else f"r, {first} and mutual contacts"
        found[name] = float(r[a, b])
    return found
