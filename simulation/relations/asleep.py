"""Ties of the frozen network that sleep while a live tie has their place, and live ties of which nothing is kept."""

from __future__ import annotations

from weakties.simulation.kernels import Bool, Float32s, Int, Int32s, Int64s, Record, UInt8s, inlined, kernel
from weakties.simulation.relations.state import COLLEAGUE
from weakties.simulation.ties.rows import find_tie

AN_HOUR = 1.0  # of people who have had less together, and are no colleagues, nothing is kept when their occasion ends


@kernel
def sleep(base: tuple[Int64s, Int32s, Float32s, UInt8s], i: Int, j: Int, asleep: bool) -> None:
    """The tie i -> j of the frozen network, if there is one, sleeps, at a negative contact rate, while a live tie of the same two
    has its place. The other direction is for whoever works out the row of j.
    """
    e = find_tie(base[0], base[1], i, j)
    if e >= 0:
        rate = abs(base[2][e])
        base[2][e] = -rate if asleep else rate


@inlined
def strangers(tie: Record) -> Bool:
    """Whether two who have no occasion to meet are forgotten: after less than an hour together, unless they are colleagues."""
    return tie.hours < AN_HOUR and tie.kind != COLLEAGUE
