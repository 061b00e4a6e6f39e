"""Ties of the frozen network that sleep while a live tie has their place, and live ties of which nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from numba import prange

from weakties.simulation.kernels import Float32s, Int, Int32s, Int64s, UInt8s, kernel, parallel
from weakties.simulation.relations.state import drop
from weakties.simulation.talk.frequency import WEEKS_A_YEAR
from weakties.simulation.ties.rows import find_tie

if TYPE_CHECKING:
    from weakties.simulation.relations.state import Live

FORGOTTEN = (
    WEEKS_A_YEAR  # weeks of silence after which people who had less than an hour together are forgotten
)
AN_HOUR = 1.0


@kernel
def sleep(base: tuple[Int64s, Int32s, Float32s, UInt8s], i: Int, j: Int, asleep: bool) -> None:
    """The tie i -> j of the frozen network, if there is one, sleeps, at a negative contact rate, while a live tie of the same two
    has its place. The other direction is for whoever works out the row of j.
    """
    e = find_tie(base[0], base[1], i, j)
    if e >= 0:
        rate = abs(base[2][e])
        base[2][e] = -rate if asleep else rate


@parallel
def forget(week: Int, base: tuple[Int64s, Int32s, Float32s, UInt8s], live: Live) -> None:
    """Nothing is kept, in either row, of two whose occasion has ended after less than an hour together, FORGOTTEN weeks ago."""
    for i in prange(len(live.size)):
        forget_row(week, base, live, i)


@kernel
def forget_row(week: Int, base: tuple[Int64s, Int32s, Float32s, UInt8s], live: Live, i: Int) -> None:
    """Those whom person i forgets."""
    e = live.start[i] + live.active[i]
    while e < live.start[i] + live.size[i]:
        tie = live.tie[e]
        if tie.hours < AN_HOUR and week - tie.last >= FORGOTTEN:
            sleep(base, i, live.other[e], False)
            drop(live, i, e)
        else:
            e += 1
