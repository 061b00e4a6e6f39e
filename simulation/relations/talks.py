"""The conversations of a season, one by one, for those who keep a log of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from weakties.simulation.chance import Purpose, words
from weakties.simulation.kernels import Bools, Int, Int32s, kernel
from weakties.simulation.relations.state import PASSED, Meetings
from weakties.simulation.talk.live import SEASON, talks_of_season, talks_of_week

if TYPE_CHECKING:
    from weakties.simulation.relations.state import Live


@kernel
def count_talks(seed: Int, season: Int, watched: Bools, live: Live) -> int:
    """The number of conversations in a season on ties with anybody watched, bool (people,)."""
    total = 0
    for i in range(len(live.size)):
        for e in range(live.start[i], live.start[i] + live.on[i]):
            j, rate = live.other[e], live.tie[e].rate
            if i < j and rate > 0 and (watched[i] or watched[j]):
                total += talks_of_season(seed, i, j, rate, season)[0]
    return total


@kernel
def list_talks(seed: Int, season: Int, watched: Bools, live: Live, found: Int32s) -> None:
    """Write them into `found`, int32 (conversations, 3): source < target, week."""
    at = 0
    for i in range(len(live.size)):
        for e in range(live.start[i], live.start[i] + live.on[i]):
            j, rate = live.other[e], live.tie[e].rate
            if i >= j or rate <= 0 or not (watched[i] or watched[j]):
                continue
            silence = np.exp(-rate)
            for n, word in enumerate(words(seed, Purpose.SEASON_TALK, season, i, j)):
                for _ in range(talks_of_week(rate, silence, word)):
                    found[at, 0], found[at, 1], found[at, 2] = i, j, season * SEASON + n
                    at += 1


@kernel
def conversations(season: Int, watched: Bools, sought: Meetings) -> Int32s:
    """The conversations in which people meet, in the first week of the season, of anybody watched, bool (people,): int32
    (meetings, 3) of source < target, week. Two who meet twice in a season are there twice.
    """
    found, count = np.empty((len(sought.other), 3), np.int32), 0
    for i in range(len(watched)):
        for at in range(sought.start[i], sought.start[i + 1]):
            j = sought.other[at]
            j = PASSED - j if j <= PASSED else j
            if j >= 0 and (watched[i] or watched[j]):
                found[count, 0], found[count, 1], found[count, 2] = min(i, j), max(i, j), season * SEASON
                count += 1
    return found[:count]
