"""Verdicts: the one rule by which an estimate is compared with what was published.

Before the run, a judge turns a published number into an *acceptance range*: the values that count as the same. After
it, our 95 % interval is laid on the range:

    the whole interval inside    reproduced       every value we cannot exclude counts as the same
    the whole interval outside   not reproduced   every value we cannot exclude counts as different
    across an edge               undecided        the runs are too few to say (or the truth lies on the edge)

So a point estimate alone decides nothing, a wide interval is never a success, and more replicates can only bring a
decision nearer; "reproduced" is a test of equivalence (Schuirmann 1987), not the mere failure to find a difference. A
finding is reproduced when all its quantities are, and not reproduced when any one is not.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from simulation.errors import UserError

if TYPE_CHECKING:
    from analysis.uncertainty import Estimate
    from experiments.declare import Published

Word = Literal["reproduced", "not reproduced", "undecided"]


class Verdict(NamedTuple):
    """The word, and in one clause why."""

    word: Word
    because: str


Judge = Callable[["Published", "Estimate"], Verdict]


def decide(ours: Estimate, low: float, high: float, reason: str) -> Verdict:
    """The rule: our interval against the acceptance range [low, high], whose choice `reason` explains."""
    span = f"[{low:.4g}, {high:.4g}], {reason}"
    if not all(math.isfinite(x) for x in (ours.value, ours.low, ours.high)):
        return Verdict("undecided", f"too few runs for an interval; wanted {span}")
    if low <= ours.low and ours.high <= high:
        return Verdict("reproduced", f"our interval lies within {span}")
    if ours.high < low or ours.low > high:
        return Verdict(
            "not reproduced", f"our interval lies {'below' if ours.high < low else 'above'} {span}"
        )
    return Verdict("undecided", f"our interval reaches across an edge of {span}")


def by_interval(published: Published, ours: Estimate) -> Verdict:
    """The acceptance range is the interval of the published number: its own sampling error."""
    if published.low is None or published.high is None:
        raise UserError(
            f"{published.quantity!r} was published without an interval; judge it with within(...) or sign(...)"
        )
    return decide(ours, published.low, published.high, "the published 95 % interval")


@dataclass(frozen=True)
class Within:
    """A judge whose acceptance range is the published value ± `tolerance`, in its unit; `because`: why just that much."""

    tolerance: float
    because: str

    def __call__(self, published: Published, ours: Estimate) -> Verdict:
        """The verdict on one quantity."""
        value, margin = published.value, self.tolerance
        reason = f"{value:g} ± {margin:g} {published.unit}".rstrip() + f" ({self.because})"
        return decide(ours, value - margin, value + margin, reason)


within = Within
"""`within(3, "no n was given")`, as findings write it."""


def within_range(low: float, high: float, because: str) -> Judge:
    """The values from `low` to `high`, in the unit of the published one, count as the same; `because`: why just these."""
    return lambda published, ours: decide(ours, low, high, because)


def at_least(bound: float, because: str) -> Judge:
    """Everything from `bound` on counts as the same: for orderings, and for signs with bound 0."""
    return lambda published, ours: decide(ours, bound, math.inf, because)


def at_most(bound: float, because: str) -> Judge:
    """Everything up to `bound` counts as the same."""
    return lambda published, ours: decide(ours, -math.inf, bound, because)


def sign(published: Published, ours: Estimate) -> Verdict:
    """Only the sign of the published value counts, its size does not; an interval that holds 0 decides nothing."""
    if not all(math.isfinite(x) for x in (ours.value, ours.low, ours.high)):
        return Verdict("undecided", "too few runs for an interval")
    if ours.low <= 0 <= ours.high:
        return Verdict("undecided", "our interval holds 0")
    same = (ours.low > 0) == (published.value > 0)
    return Verdict(
        "reproduced" if same else "not reproduced",
        f"our interval lies {'above' if ours.low > 0 else 'below'} 0",
    )


def overall(words: Iterable[Word]) -> Word:
    """The verdict on a finding out of the verdicts on its quantities."""
    found = set(words)
    if "not reproduced" in found:
        return "not reproduced"
    return "reproduced" if found == {"reproduced"} else "undecided"
