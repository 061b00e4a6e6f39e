"""Power: the chance that a design decides a row, before it is run, from the spread that saved runs of any size have shown.

For a number it is asked that it be told to be within its margin, if it is truly equal; for a direction that it be seen to hold,
if the truth lies beyond the bound by the margin. At best: the same with worlds without end, where only the published error is
left.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from weakties.analysis.agreement import (
    NORMAL,
    Spread,
    power_of_equivalence,
    power_of_sign,
    spread,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weakties.experiments.engine.declare import Finding, Published
    from weakties.experiments.engine.scoreboard import Row

MANY = 1e9  # degrees of freedom of a known error


@dataclass(frozen=True)
class Power:
    """Of one row: replicates planned, the chance that they decide it, and that any number would; None: no spread is known.

    quick: the spread comes from the small design, whose worlds are smaller: the chance is then too low rather than too high
    """

    row: Row
    replicates: int
    chance: float | None
    best: float
    quick: bool

    def plain(self) -> dict[str, Any]:
        """As JSON wants it."""
        return {
            "finding": self.row.finding,
            "quantity": self.row.published.quantity,
            "margin_below": self.row.published.margin.below,
            "margin_above": self.row.published.margin.up,
            "replicates": self.replicates,
            "power": self.chance,
            "power_at_best": self.best,
            "from_small_design": self.quick,
        }


def powers(finding: Finding, rows: Sequence[Row]) -> list[Power]:
    """One for each row, for the full design, from the spread of the saved runs that the rows come from."""
    planned = finding.experiment.design.replicates
    found = []
    for row in rows:
        ran = finding.experiment.size(row.quick).replicates
        ours = _planned(row, ran, planned)
        best = decided(row.published, Spread(0.0, MANY))
        found.append(
            Power(row, planned, None if ours is None else decided(row.published, ours), best, row.quick)
        )
    return found


def _planned(row: Row, ran: int, planned: int) -> Spread | None:
    """Our spread if so many replicates are run: errors fall with the root of their number, whatever an estimate rests on."""
    if row.ours is None or not math.isfinite(row.ours.value) or not math.isfinite(spread(row.ours).error):
        return None
    error, freedom = spread(row.ours)
    more = planned / ran
    return Spread(error / math.sqrt(more), max(1.0, (freedom + 1) * more - 1))


def decided(published: Published, ours: Spread) -> float:
    """The chance that a row is decided in favour of what is true."""
    limits = published.margin
    if published.direction:
        return power_of_sign(ours.error, ours.freedom, limits.narrow)
    low, high = published.interval
    theirs = (high - low) / 2 / NORMAL
    return power_of_equivalence(ours.error, ours.freedom, theirs, limits.below, limits.up)
