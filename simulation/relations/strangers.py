"""Live ties of which nothing is kept."""

from __future__ import annotations

from weakties.simulation.kernels import Bool, Record, inlined
from weakties.simulation.relations.state import COLLEAGUE

AN_HOUR = 1.0  # of people who have had less together, and are no colleagues, nothing is kept when their occasion ends


@inlined
def strangers(tie: Record) -> Bool:
    """Whether two who have no occasion to meet are forgotten: after less than an hour together, unless they are colleagues."""
    return tie.hours < AN_HOUR and tie.kind != COLLEAGUE
