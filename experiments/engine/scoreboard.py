"""The scoreboard: one row a quantity, what was published, what came out, and what is told of it; and boards of rows of one role.

How it is shown in a terminal is in shown.py, in documents in written.py.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from weakties.analysis.uncertainty import Estimate
from weakties.experiments.engine import severity
from weakties.experiments.engine.severity import Severity
from weakties.experiments.engine.verdicts import Columns, Role, Verdict, Word, columns, decide, overall

if TYPE_CHECKING:
    from weakties.experiments.engine.declare import Finding, Published
    from weakties.experiments.engine.runner import Runs

NOTHING = Estimate(math.nan, -math.inf, math.inf, 0)
BOARDS: dict[Role, str] = {
    "predicted": "published, predicted",
    "fitted": "published, fitted",
    "own question": "own questions",
    "built in": "built in",
    "self-test": "self-tests",
}
"""The boards, in their order. A finding stands on the first on which it has a row, and its rows there give it its word."""

ELSEWHERE: dict[Word, str] = {"reproduced": "holds", "not reproduced": "does not hold"}
"""Nothing is reproduced that was not predicted: the words on the other boards."""


@dataclass(frozen=True)
class Row:
    """One quantity of a finding. `ours` and `verdict` are None while nothing has been run, `severity` while no prior has been."""

    finding: str
    published: Published
    ours: Estimate | None = None
    verdict: Verdict | None = None
    quick: bool = False
    told: Columns = field(default_factory=Columns)
    severity: Severity | None = None

    @property
    def word(self) -> str:
        """Its word, as its board has it."""
        return said(self.published.role, self.verdict.word if self.verdict else None)

    @property
    def test(self) -> tuple[str, str]:
        """Which p it has: that of its table, or its own."""
        return self.finding, self.published.table if self.told.together else self.published.quantity

    def plain(self, corrected: Mapping[tuple[str, str], float]) -> dict[str, Any]:
        """As JSON wants it: numbers or null, never NaN or infinity."""
        p, e, told, d = self.published, self.ours or NOTHING, self.told, self.told.difference or NOTHING
        direction = p.direction
        return {
            "finding": self.finding,
            "quantity": p.quantity,
            "role": p.role,
            "published": _finite(p.value) if p.sized else None,
            "published_direction": ("above" if direction.above else "below") if direction else None,
            "published_bound": direction.bound if direction else None,
            "published_low": p.low,
            "published_high": p.high,
            "published_n": p.n,
            "ours": _finite(e.value),
            "low": _finite(e.low),
            "high": _finite(e.high),
            "n": e.n,
            "unit": p.unit,
            "sign": told.sign,
            "sign_probability": told.chance,
            "agreement_p": told.agreement,
            "agreement_of_table": p.table if told.together else None,
            "agreement_p_holm": corrected.get(self.test),
            "difference": _finite(d.value),
            "difference_low": _finite(d.low),
            "difference_high": _finite(d.high),
            "size": told.size,
            "margin_below": p.margin.below,
            "margin_above": p.margin.up,
            "margin_because": p.margin.because,
            "severity": self.severity.share if self.severity else None,
            "severity_worlds": self.severity.worlds if self.severity else None,
            "contradicts": p.contradicts or None,
            "verdict": self.verdict.word if self.verdict else None,
            "because": self.verdict.because if self.verdict else "not run yet",
            "source": p.source,
            "verified": p.verified,
            "quick": self.quick,
        }


class Standing(NamedTuple):
    """Where a finding stands: its board, and its word there; None while it has not been run."""

    role: Role
    word: Word | None

    @property
    def said(self) -> str:
        """As in "reproduced", or "fitted: holds"."""
        words = said(self.role, self.word)
        return words if self.role == "predicted" or self.word is None else f"{self.role}: {words}"


def said(role: Role, word: Word | None) -> str:
    """A word as the board of its role has it."""
    if word is None:
        return "not run"
    return word if role == "predicted" else ELSEWHERE.get(word, word)


def judge(finding: Finding, runs: Runs | None, quick: bool) -> list[Row]:
    """The rows of a finding. Worlds that failed make every verdict undecided: who knows what they would have shown."""
    if runs is None:
        return rows_of(finding, quick)
    estimates = dict(finding.measure(runs.good)) if len(runs.good) else {}
    if len(runs.failed):
        first = f"{len(runs.failed)} of {runs.rows.run.nunique()} worlds failed ({runs.failed.error.iloc[0]})"
        return rows_of(finding, quick, estimates, Verdict("undecided", first))
    return rows_of(finding, quick, estimates)


def rows_of(
    finding: Finding,
    quick: bool,
    estimates: Mapping[str, Estimate] | None = None,
    verdict: Verdict | None = None,
) -> list[Row]:
    """One row a quantity, with these estimates (None: not run); `verdict` stands where nothing may be decided."""
    severe = severity.known()
    tables = _tables(finding, estimates) if estimates and not verdict else {}
    rows = []
    for p in finding.published:
        rarely = severe.get((finding.key, p.quantity))
        if estimates is None and verdict is None:
            rows.append(Row(finding.key, p, quick=quick, severity=rarely))
            continue
        ours = (estimates or {}).get(p.quantity)
        if verdict or ours is None:
            missing = verdict or Verdict("undecided", f"the finding measures no {p.quantity!r}")
            rows.append(Row(finding.key, p, ours or NOTHING, missing, quick, severity=rarely))
            continue
        told = columns(p, ours, tables.get(p.table))
        rows.append(Row(finding.key, p, ours, decide(p, ours, told), quick, told, rarely))
    return rows


def _tables(finding: Finding, estimates: Mapping[str, Estimate]) -> dict[str, float]:
    """The p of every table whose shares are all estimated."""
    from weakties.analysis.agreement import table_agreement

    found = {}
    for name, rows in finding.tables().items():
        counts = [p.count for p in rows if p.count is not None]
        if all(p.quantity in estimates for p in rows) and (n := rows[0].n):
            p_value = table_agreement([estimates[p.quantity].scaled(0.01) for p in rows], counts, n)
            if math.isfinite(p_value):
                found[name] = p_value
    return found


def standing(rows: Sequence[Row]) -> Standing:
    """Where a finding stands, by its rows on the first board on which it has any; contradictions are on none."""
    counted = [row for row in rows if not row.published.contradicts] or list(rows)
    role = next(role for role in BOARDS if any(row.published.role == role for row in counted))
    words = [row.verdict.word if row.verdict else None for row in counted if row.published.role == role]
    return Standing(role, None if None in words else overall(word for word in words if word))


def tests(rows: Sequence[Row]) -> dict[tuple[str, str], float]:
    """{test: its p}, of all predicted rows; a table is one test, a contradiction none."""
    return {
        row.test: row.told.agreement
        for row in rows
        if row.published.role == "predicted"
        and not row.published.contradicts
        and row.told.agreement is not None
    }


def corrected(rows: Sequence[Row]) -> dict[tuple[str, str], float]:
    """{test: its p after Holm's correction}, over the p of all predicted rows."""
    from weakties.analysis.agreement import holm

    found = tests(rows)
    return dict(zip(found, holm(list(found.values())), strict=True))


def headline(finding: Finding, rows: Sequence[Row]) -> Row:
    """The row that stands for a finding: the one it names, or the first of its board."""
    role = standing(rows).role
    by_name = {row.published.quantity: row for row in rows}
    own = [row for row in rows if row.published.role == role]
    first = next((row for row in own if not row.published.contradicts), own[0])
    return by_name.get(finding.headline, first)


def as_json(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The scoreboard for programs."""
    known = corrected(rows)
    return [row.plain(known) for row in rows]


def _finite(x: float) -> float | None:
    return x if math.isfinite(x) else None
