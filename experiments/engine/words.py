"""The numbers of the scoreboard in words: alike in the terminal and in documents."""

from __future__ import annotations

import math
from collections.abc import Sequence

from weakties.experiments.engine.declare import Published
from weakties.experiments.engine.scoreboard import Row
from weakties.experiments.engine.verdicts import SURPRISING, span_of

UNREAD = {"memory": " (from memory)", "the claim itself": " (claim)"}
MARKS = {"reproduced": "✓", "not reproduced": "✗", "undecided": "?", "contradiction": "⇄"}


MANY = 100  # worlds from which on a share of them is told in per cent


def quantity(p: Published) -> str:
    """Its name, and how far it was checked where that is not far."""
    return p.quantity + UNREAD.get(p.verified, "")


def published(p: Published, gap: str = " ") -> str:
    """What was published: a number with its interval, or a direction, with its size in brackets where there is one."""
    if p.direction is None:
        return with_interval(p.value, p.low, p.high, p.unit, gap)
    bound = p.direction.bound
    words = f"{'above' if p.direction.above else 'below'} {plainly(bound)}" + _unit(p.unit if bound else "")
    return f"{words}{gap}({plainly(p.value)}{_unit(p.unit)})" if p.sized else words


def ours(row: Row, gap: str = " ") -> str:
    """Our number with its interval; "not run" before there is one."""
    return with_interval(*row.ours[:3], row.published.unit, gap) if row.ours else "not run"


def sign(row: Row, gap: str = " ") -> str:
    """Whether the direction holds, and its probability: "sign held (99.9 %)"; "" where none was published."""
    if row.told.sign is None:
        return ""
    short = {"held": "sign held", "opposite": "opposite sign", "cannot be told": "sign not told"}[
        row.told.sign
    ]
    return short if row.told.chance is None else f"{short}{gap}({per_cent(row.told.chance)})"


def agreement(row: Row) -> str:
    """The p: "p 0.38", "p 0.004 (table)"; "" where none can be given."""
    p = row.told.agreement
    if p is None:
        return ""
    return probability(p) + (" (table)" if row.told.together else "")


def probability(p: float) -> str:
    """As in "p 0.38"."""
    return "p < 0.001" if p < 0.001 else f"p {p:.3f}" if p < SURPRISING else f"p {p:.2f}"


def difference(row: Row, gap: str = " ") -> str:
    """Ours less what was published: "-3.2 points (-16.4 to 9.9)"; "" where no size was published."""
    d = row.told.difference
    if d is None:
        return ""
    return with_interval(*d[:3], unit_of_difference(row.published), gap)


def size(row: Row) -> str:
    """What the difference is against the margin: "within 5", "larger than 5 allows", "cannot be told (5)"."""
    told, span = row.told.size, span_of(row.published.margin)
    if told is None:
        return ""
    return f"within {span}" if told == "within" else f"{told}, margin {span}"


def severity(row: Row) -> str:
    """The share of prior worlds that pass the row, too, of few as a count, "3 of 12"; "none run" where there are none."""
    found = row.severity
    if found is None:
        return "none run"
    return per_cent(found.share) if found.worlds >= MANY else f"{found.passed} of {found.worlds}"


def contradictions(rows: Sequence[Row]) -> str:
    """As in "3 rows contradict another target"; "" where none does."""
    n = sum(bool(row.published.contradicts) for row in rows)
    return (
        ""
        if not n
        else "1 row contradicts another target"
        if n == 1
        else f"{n} rows contradict another target"
    )


def margin(p: Published) -> str:
    """The margin, with its unit and its reason."""
    return f"{span_of(p.margin)}{_unit(unit_of_difference(p))}: {p.margin.because}"


def unit_of_difference(p: Published) -> str:
    """Differences between per cents are points."""
    return "points" if p.unit == "%" else p.unit


def per_cent(share: float) -> str:
    """A share in per cent, never rounded to certainty."""
    if 0 < share < 0.001 or 0.999 < share < 1:
        return "< 0.1 %" if share < 0.5 else "> 99.9 %"
    return f"{100 * share:.3g} %"


def with_interval(value: float, low: float | None, high: float | None, unit: str = "", gap: str = " ") -> str:
    """A number with its unit and interval, as exact as the interval is narrow: "55.6 % (42.4 to 68.0)"."""
    if not math.isfinite(value):
        return "none"
    if low is None or high is None or not (math.isfinite(low) and math.isfinite(high)):
        return f"{value:.5g}{_unit(unit)}"
    if high <= low:
        return f"{value:.5g}{_unit(unit)}{gap}({low:.5g} to {high:.5g})"
    least, most = (1, 3) if unit == "%" else (0, 6)
    digits = min(most, max(least, 1 - math.floor(math.log10(high - low))))
    return f"{value:.{digits}f}{_unit(unit)}{gap}({low:.{digits}f} to {high:.{digits}f})"


def short(value: float, unit: str = "") -> str:
    """A number in three significant digits, for where there is room for little: "55.6 %"."""
    if not math.isfinite(value):
        return "none"
    return f"{plainly(value, 3)}{_unit(unit)}"


def plainly(x: float, significant: int = 4) -> str:
    """So many significant digits without an exponent: 0.0000317."""
    digits = max(0, significant - 1 - math.floor(math.log10(abs(x)))) if x else 0
    text = f"{x:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unit(unit: str) -> str:
    return f" {unit}" if unit else ""
