"""The least that a compiled SI over compressed rows can do: the yardstick of the speed of the model.

Each tie that can transmit is looked at once and gets one number from a stream that is consumed in order (xorshift64*, three
shifts and a product): no addresses, no credit, no thresholds, nothing that could be stopped and gone on with.
"""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True, error_model="numpy")
def minimal_si(seed, start, other, transmission, first, weeks):  # type: ignore[no-untyped-def]
    """The week in which each person is informed, int32 (people,); weeks + 1 for never."""
    people = len(start) - 1
    due = np.full(people, weeks + 1, np.int32)
    done = np.zeros(people, np.bool_)
    head = np.full(weeks + 2, -1, np.int32)
    person = np.empty(len(other) + 1, np.int32)
    following = np.empty(len(other) + 1, np.int32)
    due[first], person[0], following[0], head[0] = 0, first, -1, 0
    used = 1
    state = np.uint64(seed * 2 + 1)
    scale = 1.0 / np.log1p(-transmission)
    for week in range(weeks + 1):
        node = head[week]
        while node >= 0:
            i = person[node]
            node = following[node]
            if done[i]:
                continue
            done[i] = True
            for e in range(start[i], start[i + 1]):
                j = other[e]
                if due[j] <= week + 1:
                    continue
                state ^= state >> np.uint64(12)
                state ^= state << np.uint64(25)
                state ^= state >> np.uint64(27)
                u = (np.float64((state * np.uint64(2685821657736338717)) >> np.uint64(11)) + 0.5) * 2.0**-53
                when = week + 1.0 + np.floor(np.log(u) * scale)
                if when < due[j]:
                    due[j] = int(when)
                    person[used], following[used] = j, head[due[j]]
                    head[due[j]] = used
                    used += 1
    return due
