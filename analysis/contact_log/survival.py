"""How long ties last: whether a tie that is there in one window of time is there again later (T1, T2)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from weakties.analysis.contact_log.resample import Resample, Row, classes
from weakties.analysis.contact_log.tie_log import Presence

LAGS = (1, 2, 3, 6)
LATER = 3  # windows after which survival is looked at in classes: 84 days of 28
MESSAGES = (1, 2, 5, 10, 20)
AGES = (0, 1, 3, 6)
SHARED = (0, 1, 3, 6, 11)
FEW = (2, 4)  # contacts in the window at which weight is held equal


def there_again(presence: Presence, lag: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """For each entry: whether the log goes on for `lag` more windows, and whether the tie is there in that very one."""
    counted = presence.window + lag < presence.windows
    key = presence.tie * (presence.windows + 1) + presence.window
    wanted = key + lag
    at = np.minimum(np.searchsorted(key, wanted), max(0, len(key) - 1))
    return counted, (key[at] == wanted) & counted if len(key) else counted


def survival(presence: Presence, shared: NDArray[np.int32], length: float, sample: Resample) -> list[Row]:
    """Shares of ties that are there again.

    The log is cut into whole windows of `length` days (28), from its beginning; what is left over is not used. A tie is *there*
    in a window with at least one contact (or, both ways: at least one in each direction). Of all pairs (tie, window w) in which
    the tie is there, and after which the log goes on for k more windows, the share in which it is there in window w + k; whether
    it is in those between does not matter.

    survival                        k = 1, 2, 3, 6 windows; x is days
    survival by contacts            k = 3, by the number of contacts in window w
    survival by age                 k = 3, by the number of windows since the tie's first. Ties that are there in the log's first
                                    window are older than the log, nobody knows by how much, and are left out here
    survival by shared partners     k = 3, by the number of people with whom both had contact in window w
    the same, 2–4 contacts          only of (tie, window) with 2 to 4 contacts: are embedded ties more lasting, or just heavier?

    Each pair counts once; intervals resample people (`resample`).
    """
    rows = []
    for lag in LAGS:
        counted, again = there_again(presence, lag)
        rows.append(
            Row("survival", f"{lag}", lag * length, sample.share(presence.tie[counted], again[counted]))
        )
    counted, again = there_again(presence, LATER)
    some = presence.where(counted)
    again, shared = again[counted], shared[counted]
    rows += _by("survival by contacts", some.contacts, MESSAGES, some, again, sample)
    young = some.first > 0
    age = some.window - some.first
    rows += _by("survival by age", age[young], AGES, some.where(young), again[young], sample)
    rows += _by("survival by shared partners", shared, SHARED, some, again, sample)
    few = (some.contacts >= FEW[0]) & (some.contacts <= FEW[1])
    rows += _by(
        "survival by shared partners, 2–4 contacts", shared[few], SHARED, some.where(few), again[few], sample
    )
    return rows


def _by(
    name: str,
    value: NDArray[np.int32],
    edges: tuple[int, ...],
    presence: Presence,
    again: NDArray[np.bool_],
    sample: Resample,
) -> list[Row]:
    """Survival in classes of `value`."""
    where = np.searchsorted(edges, value, side="right") - 1
    return [
        Row(name, label, float(at), sample.share(presence.tie[where == at], again[where == at]))
        for at, label in enumerate(classes(edges))
    ]
