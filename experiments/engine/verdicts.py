"""Verdicts: the one rule by which an estimate is compared with what was published.

Before the run, a judge turns a published number into an *acceptance range*: the values that count as the same. After
it, our 95 % interval is laid on the range:

    the whole interval inside    reproduced       every value we cannot exclude counts as the same
    the whole interval outside   not reproduced   every value we cannot exclude counts as different
    across an edge               undecided        the runs are too few to say (or the truth lies on the edge)

So a point estimate alone decides nothing, a wide interval is never a success, and more replicates can only bring a
decision nearer; "reproduced" is a test of equivalence (Schuirmann 1987), not the mere failure to find a difference. A
finding is reproduced when all its quantities are, and not reproduced when any one is not.

A judge is any function (published, ours) -> Verdict. One that compares no number, only a direction or a bound, also says
in words what was published (`InWords`), so that no table shows the 0 of "above 0" as if 0 had been published.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, runtime_checkable

from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    from weakties.analysis.uncertainty import Estimate
    from weakties.experiments.engine.declare import Published

Word = Literal["reproduced", "not reproduced", "undecided"]


class Verdict(NamedTuple):
    """The word, and in one clause why."""

    word: Word
    because: str


Judge = Callable[["Published", "Estimate"], Verdict]


@runtime_checkable
class InWords(Protocol):
    """A judge that can say what was published, where that is not a number: "above 0", "at least 50 %"."""

    def in_words(self, published: Published) -> str:
        """What was published; in brackets its size, where it has one, which this judge does not compare."""
        ...


def said_by(judge: Judge, published: Published) -> str:
    """What was published in the words of its judge; "" where a number was, which speaks for itself."""
    return judge.in_words(published) if isinstance(judge, InWords) else ""


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


@dataclass(frozen=True)
class AtLeast:
    """A judge to whom everything from `bound` on counts as the same; with bound 0, everything above it: a direction."""

    bound: float
    because: str

    def __call__(self, published: Published, ours: Estimate) -> Verdict:
        """The verdict on one quantity."""
        if self.bound == 0:
            return _beside_zero(ours, True, self.because)
        return decide(ours, self.bound, math.inf, self.because)

    def in_words(self, published: Published) -> str:
        """As in "above 0", or "at least 50 %"."""
        return _sized(published, self.bound, "above" if self.bound == 0 else "at least")


@dataclass(frozen=True)
class AtMost:
    """A judge to whom everything up to `bound` counts as the same; with bound 0, everything below it: a direction."""

    bound: float
    because: str

    def __call__(self, published: Published, ours: Estimate) -> Verdict:
        """The verdict on one quantity."""
        if self.bound == 0:
            return _beside_zero(ours, False, self.because)
        return decide(ours, -math.inf, self.bound, self.because)

    def in_words(self, published: Published) -> str:
        """As in "below 0", or "at most 1 times"."""
        return _sized(published, self.bound, "below" if self.bound == 0 else "at most")


@dataclass(frozen=True)
class Sign:
    """A judge to whom only the sign of the published value counts, not its size; an interval around 0 decides nothing."""

    def __call__(self, published: Published, ours: Estimate) -> Verdict:
        """The verdict on one quantity."""
        return _beside_zero(ours, published.value > 0)

    def in_words(self, published: Published) -> str:
        """As in "above 0 (0.00079)"."""
        return _sized(published, 0, "above" if published.value > 0 else "below")


at_least, at_most, sign = AtLeast, AtMost, Sign()
"""`at_least(1, "worth more")` and `sign`, as findings write them."""


def _beside_zero(ours: Estimate, above: bool, because: str = "") -> Verdict:
    """The rule of directions, which is that of `decide` for all values above 0 (or below): 0 itself is not among them, so that an
    interval that ends at 0 lies outside, and no difference at all is no direction."""
    reason = f" ({because})" if because else ""
    if not all(math.isfinite(x) for x in (ours.value, ours.low, ours.high)):
        return Verdict("undecided", f"no interval: too few runs, or nothing to measure{reason}")
    side, other = ("above", "below") if above else ("below", "above")
    low, high = (ours.low, ours.high) if above else (-ours.high, -ours.low)
    if low > 0:
        return Verdict("reproduced", f"our interval lies {side} 0{reason}")
    if high < 0:
        return Verdict("not reproduced", f"our interval lies {other} 0{reason}")
    if high == 0:
        return Verdict("not reproduced", f"no part of our interval lies {side} 0{reason}")
    return Verdict("undecided", f"our interval holds 0{reason}")


def _sized(published: Published, bound: float, words: str) -> str:
    """The words before the bound; and the published value after it in brackets, where it is another number."""
    said = f"{words} {_plainly(bound)}" + (f" {published.unit}".rstrip() if bound else "")
    if published.value == bound:
        return said
    return f"{said} ({_plainly(published.value)}" + f" {published.unit}".rstrip() + ")"


def _plainly(x: float) -> str:
    """Four significant digits without an exponent: 0.0000317."""
    digits = max(0, 3 - math.floor(math.log10(abs(x)))) if x else 0
    text = f"{x:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def overall(words: Iterable[Word]) -> Word:
    """The verdict on a finding out of the verdicts on its quantities."""
    found = set(words)
    if "not reproduced" in found:
        return "not reproduced"
    return "reproduced" if found == {"reproduced"} else "undecided"
