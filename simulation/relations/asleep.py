"""Ties of the frozen network that sleep while a live tie has their place, and live ties of which nothing is kept."""

from __future__ import annotations

from numba import njit

from weakties.simulation.relations.state import drop
from weakties.simulation.talk.frequency import WEEKS_A_YEAR
from weakties.simulation.ties.rows import find_tie

FORGOTTEN = (
    WEEKS_A_YEAR  # weeks of silence after which people who had less than an hour together are forgotten
)
AN_HOUR = 1.0


@njit(cache=True)
def sleep(base, i, j, asleep):  # type: ignore[no-untyped-def]
    """A tie of the frozen network sleeps, at a negative contact rate, while a live tie of the same two has its place."""
    here, there = find_tie(base[0], base[1], i, j), find_tie(base[0], base[1], j, i)
    if here >= 0:
        rate = abs(base[2][here])
        base[2][here] = base[2][there] = -rate if asleep else rate


@njit(cache=True)
def forget(week, base, live):  # type: ignore[no-untyped-def]
    """Nothing is kept, in either row, of two whose occasion has ended after less than an hour together, FORGOTTEN weeks ago."""
    for i in range(len(live.size)):
        e = live.start[i] + live.active[i]
        while e < live.start[i] + live.size[i]:
            tie = live.tie[e]
            if tie.hours < AN_HOUR and week - tie.last >= FORGOTTEN:
                sleep(base, i, tie.other, False)
                drop(live, i, e)
            else:
                e += 1
