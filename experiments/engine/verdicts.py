"""Verdicts: the one place in which an estimate is compared with what was published, and a finding gets its word.

Three things are told apart, each by itself:

    sign        where a direction was published: our 95 % interval wholly beyond the bound (held), wholly not (opposite), or both
    agreement   how often a survey of the published size, drawn from our world, would lie at least as far from our value as the
                published one does: a posterior-predictive p (analysis/agreement.py). It knows the original's n, not what matters
    difference  ours less what was published, with its interval, against a margin stated before the run: an equivalence test
                (Schuirmann 1987). It knows what matters, and says *cannot be told* where the two intervals are too wide

The word on a row follows from them (`decide`):

    a direction was published    its sign decides, whatever the size: held, opposite, or undecided
    the difference is within     reproduced: nothing that we cannot exclude would matter
    it is beyond the margin      not reproduced, if also p < 0.05 or no p can be given
    it cannot be told            reproduced where our own interval is no wider than the margin and p >= 0.05: we are sure enough
                                 of our value, and the study cannot tell it from its own; undecided otherwise

So a wide interval of ours is never a success; and where a p can be given, a row of a true model fails about once in twenty at
most, however small the published n (a finding of many rows more often: see Holm's correction beside the boards). Rows of one
table share the p of the table. A row that contradicts another target gets no word and fails nobody.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    from weakties.analysis.uncertainty import Estimate
    from weakties.experiments.engine.declare import Published

Word = Literal["reproduced", "not reproduced", "undecided", "contradiction"]
Told = Literal["held", "opposite", "cannot be told"]
Size = Literal["within", "smaller", "larger", "cannot be told"]
Role = Literal["fitted", "predicted", "own question", "self-test", "built in"]
SURPRISING = 0.05


@dataclass(frozen=True)
class Margin:
    """A difference that matters, in the unit of the published number, and why, stated before the run.

    below: how far ours may lie below what was published, and above it, too, unless `above` says otherwise
    """

    below: float
    because: str
    above: float | None = None

    def __post_init__(self) -> None:
        """Raises UserError for a margin that no difference could be within, or without a reason."""
        if not (self.below > 0 and self.up > 0) or not self.because:
            raise UserError(
                f"margin {self.below:g}, {self.up:g}: both must be above 0, with a clause that says why just that much"
            )

    @property
    def up(self) -> float:
        """How far ours may lie above."""
        return self.below if self.above is None else self.above

    @property
    def narrow(self) -> float:
        """The smaller of the two."""
        return min(self.below, self.up)


margin = Margin
"""`margin(5, "a reader would not mind 50 instead of 55 %")`, as findings write it."""


@dataclass(frozen=True)
class Direction:
    """What was published is that a number lies above a bound (or below): the one rule of directions, in `told`."""

    above: bool
    bound: float = 0.0

    def told(self, ours: Estimate) -> Told:
        """Whether ours does. The bound is on neither side: what ends there lies outside, and no difference is no direction."""
        if not _finite(ours):
            return "cannot be told"
        low, high = (ours.low, ours.high) if self.above else (-ours.high, -ours.low)
        bound = self.bound if self.above else -self.bound
        if low > bound:
            return "held"
        return "opposite" if high <= bound else "cannot be told"

    def chance(self, ours: Estimate) -> float:
        """The probability that it does, given our interval."""
        from weakties.analysis.agreement import chance_above

        up = chance_above(ours, self.bound)
        return up if self.above else 1 - up

    def effect(self, published: Published) -> float:
        """How far beyond the bound the published number lies; 0 where only the direction was published."""
        return abs(published.value - self.bound)


def above(bound: float = 0.0) -> Direction:
    """A direction: above a bound."""
    return Direction(True, bound)


def below(bound: float = 0.0) -> Direction:
    """A direction: below a bound."""
    return Direction(False, bound)


class Columns(NamedTuple):
    """What is told of one row. None: does not apply (no direction; no size published; no p without the published n).

    sign, chance  whether the direction holds, and its probability
    agreement     the p; together: it is that of the whole table, which the rows of the table share
    difference    ours less what was published; size: what it is against the margin
    """

    sign: Told | None = None
    chance: float | None = None
    agreement: float | None = None
    together: bool = False
    difference: Estimate | None = None
    size: Size | None = None


class Verdict(NamedTuple):
    """The word, and in one clause why."""

    word: Word
    because: str


def against(difference: Estimate, limits: Margin) -> Size:
    """The equivalence test: the interval of a difference against its margin."""
    if not _finite(difference):
        return "cannot be told"
    if -limits.below <= difference.low and difference.high <= limits.up:
        return "within"
    if difference.high < -limits.below:
        return "smaller"
    return "larger" if difference.low > limits.up else "cannot be told"


def columns(published: Published, ours: Estimate, of_table: float | None = None) -> Columns:
    """All that is told of a row; of_table: the p of the table that it belongs to."""
    from weakties.analysis.agreement import less

    if (
        published.coverage
    ):  # a count, judged by its own distribution (`coverage.py`): no distance would say more
        return Columns()
    direction = published.direction
    told = direction.told(ours) if direction else None
    chance = _number(direction.chance(ours)) if direction else None
    if not published.sized:
        return Columns(told, chance)
    p = of_table if of_table is not None else agreement(published, ours)
    difference = less(ours, published.value, *published.interval)
    return Columns(told, chance, p, of_table is not None, difference, against(difference, published.margin))


def judged(published: Published, ours: Estimate) -> Verdict:
    """The word on one number by itself, whatever table it stands in."""
    return decide(published, ours, columns(published, ours))


def agreement(published: Published, ours: Estimate) -> float | None:
    """The p of one number by itself: binomial for a share, Student's and normal for a mean; None where no error is known.

    A self-test compares with what is known exactly; there all the error is ours.
    """
    from weakties.analysis.agreement import mean_agreement, share_agreement

    if published.count is not None and published.n:
        return _number(share_agreement(ours.scaled(0.01), published.count, published.n))
    if published.low is None and published.role != "self-test":
        return None
    return _number(mean_agreement(ours, published.value, *published.interval))


def decide(published: Published, ours: Estimate, told: Columns) -> Verdict:
    """The word on one row: the rule at the head of this file."""
    if published.contradicts:
        return Verdict("contradiction", f"contradicts {published.contradicts}: both cannot hold in one world")
    if published.coverage:
        from weakties.experiments.engine.coverage import as_promised

        return as_promised(published, ours)
    limits = published.margin
    if not _finite(ours):
        return Verdict("undecided", "too few runs for an interval")
    if published.direction:
        words: dict[Told | None, Word] = {"held": "reproduced", "opposite": "not reproduced"}
        return Verdict(words.get(told.sign, "undecided"), f"sign: {told.sign}")
    span = f"a margin of {span_of(limits)} ({limits.because})"
    if told.size == "within":
        return Verdict("reproduced", f"the difference is within {span}")
    p = told.agreement
    said = "no p can be given" if p is None else f"p = {p:.2g}"
    if told.size in ("smaller", "larger") and (p is None or p < SURPRISING):
        return Verdict("not reproduced", f"ours is {told.size}, beyond {span}; {said}")
    sure = max(ours.high - ours.value, ours.value - ours.low) <= limits.narrow
    if p is not None and p >= SURPRISING and sure:
        return Verdict("reproduced", f"a study of that size cannot tell ours from its own ({said})")
    why = "" if sure else "; our runs are too few"
    return Verdict("undecided", f"whether the difference is beyond {span} cannot be told; {said}{why}")


def span_of(limits: Margin) -> str:
    """A margin in words: "5", or "5 below, 10 above"."""
    return (
        f"{limits.below:.4g}" if limits.above is None else f"{limits.below:.4g} below, {limits.up:.4g} above"
    )


def overall(words: Iterable[Word]) -> Word:
    """The word on several rows: as good as the worst; contradictions fail nobody, and nothing else than they is undecided."""
    found = set(words) - {"contradiction"}
    if "not reproduced" in found:
        return "not reproduced"
    return "reproduced" if found == {"reproduced"} else "undecided"


def _finite(e: Estimate) -> bool:
    return all(math.isfinite(x) for x in e[:3])


def _number(x: float) -> float | None:
    return x if math.isfinite(x) else None
