"""The scoreboard: what was published, what came out, and the verdict, one row a quantity; for people, programs and the README."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from weakties.analysis.uncertainty import Estimate
from weakties.experiments.engine.verdicts import Verdict, Word, overall, said_by

if TYPE_CHECKING:
    from rich.table import Table

    from weakties.experiments.engine.declare import Finding, Published
    from weakties.experiments.engine.runner import Runs

NOTHING = Estimate(math.nan, -math.inf, math.inf, 0)
UNREAD = {"memory": " (from memory)", "the claim itself": " (claim)"}
COLOURS: dict[str, str] = {"reproduced": "green", "not reproduced": "red", "undecided": "yellow"}


@dataclass(frozen=True)
class Row:
    """One quantity of a finding: published, ours, and the verdict. `ours` is None while nothing has been run.

    words: what was published, where that is a direction or a bound and no number: "above 0"; else ""
    """

    finding: str
    published: Published
    ours: Estimate | None
    verdict: Verdict | None
    quick: bool = False
    words: str = ""

    def said(self, gap: str = " ") -> str:
        """What was published, as tables show it: in words, or as a number; what is in brackets stands behind the gap."""
        p = self.published
        return self.words.replace(" (", f"{gap}(") or with_interval(p.value, p.low, p.high, p.unit, gap)

    def plain(self) -> dict[str, Any]:
        """As JSON wants it: numbers or null, never NaN or infinity."""
        p, e = self.published, self.ours or NOTHING
        return {
            "finding": self.finding,
            "quantity": p.quantity,
            "published": _finite(p.value),
            "published_in_words": self.words or None,
            "published_low": p.low,
            "published_high": p.high,
            "published_n": p.n,
            "ours": _finite(e.value),
            "low": _finite(e.low),
            "high": _finite(e.high),
            "n": e.n,
            "unit": p.unit,
            "verdict": self.verdict.word if self.verdict else None,
            "because": self.verdict.because if self.verdict else "not run yet",
            "source": p.source,
            "verified": p.verified,
            "quick": self.quick,
        }


def judge(finding: Finding, runs: Runs | None, quick: bool) -> list[Row]:
    """The rows of a finding. Worlds that failed make every verdict undecided: who knows what they would have shown."""
    if runs is None:
        return [row_of(finding, p, None, None, quick) for p in finding.published]
    estimates = dict(finding.measure(runs.good)) if len(runs.good) else {}
    rows = []
    for p in finding.published:
        ours = estimates.get(p.quantity)
        if len(runs.failed):
            first = (
                f"{len(runs.failed)} of {runs.rows.run.nunique()} worlds failed ({runs.failed.error.iloc[0]})"
            )
            verdict = Verdict("undecided", first)
        elif ours is None:
            verdict = Verdict("undecided", f"the finding measures no {p.quantity!r}")
        else:
            verdict = finding.judge_of(p.quantity)(p, ours)
        rows.append(row_of(finding, p, ours or NOTHING, verdict, quick))
    return rows


def row_of(
    finding: Finding, published: Published, ours: Estimate | None, verdict: Verdict | None, quick: bool
) -> Row:
    """The row of one quantity, with the words in which its judge says what was published."""
    words = said_by(finding.judge_of(published.quantity), published)
    return Row(finding.key, published, ours, verdict, quick, words)


def verdict_of(rows: Sequence[Row]) -> Word | None:
    """The verdict on a whole finding; None while it has not been run."""
    return (
        overall(row.verdict.word for row in rows if row.verdict) if all(row.verdict for row in rows) else None
    )


def table(rows: Sequence[Row], width: int, named: bool = True) -> Table:
    """The scoreboard for `width` columns of a terminal or a pipe; `named`: says of which finding each row is.

    Below 110 columns findings stand above their rows, and intervals below their numbers.
    """
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    wide = width >= 110
    gap = " " if wide else "\n"
    shown = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    if named and wide:
        shown.add_column("finding", no_wrap=True)
    shown.add_column("quantity", overflow="fold")
    shown.add_column("published", justify="right", no_wrap=True)
    shown.add_column("ours", justify="right", no_wrap=True)
    shown.add_column("verdict", no_wrap=True)
    before = ""
    for row in rows:
        p, first = row.published, row.finding != before
        before = row.finding
        word = row.verdict.word if row.verdict else "not run"
        if named and first and not wide:
            shown.add_row(Text(row.finding, style="bold"))
        start = [Text(row.finding if first else "")] if named and wide else []
        ours = with_interval(*row.ours[:3], p.unit, gap) if row.ours else ""
        indent = 2 if named and not wide else 0
        name = Padding(Text(p.quantity + UNREAD.get(p.verified, "")), (0, 0, 0, indent))
        shown.add_row(*start, name, row.said(gap), ours, Text(word, style=COLOURS.get(word, "")))
    return shown


def notes(rows: Sequence[Row], findings: Sequence[Finding]) -> list[str]:
    """What explains the verdicts that are not "reproduced", and which published numbers were not read at the source.

    Findings say in their notes why; what is undecided, or failed, says so itself.
    """
    said = []
    for finding in findings:
        own = [row for row in rows if row.finding == finding.key and row.verdict]
        word = verdict_of(own)
        if word in (None, "reproduced"):
            continue
        why = [
            f"{row.published.quantity}: {row.verdict.because}"
            for row in own
            if row.verdict and row.verdict.word == "undecided"
        ]
        said.append(f"{finding.key}: {word}. " + " ".join([finding.notes, *why[:3]]).strip())
    unread = [
        f"{row.published.quantity} of {row.finding}" for row in rows if row.published.verified == "memory"
    ]
    if unread:
        said.append(f"published value from memory, not yet read at its source: {', '.join(unread)}")
    return said


def markdown(rows: Sequence[Row], findings: Sequence[Finding]) -> str:
    """The table of findings for the README: one line a finding, with every quantity, published and ours, in it."""
    lines = ["| finding | published, and ours (95 %) | verdict |", "|---|---|---|"]
    for finding in findings:
        own = [row for row in rows if row.finding == finding.key]
        word = verdict_of(own) or "not run"
        cells = "<br>".join(_in_a_line(row, word) for row in own)
        lines.append(f"| {finding.title} (`{finding.key}`) | {cells} | {word} |")
    return "\n".join(lines) + "\n"


def _in_a_line(row: Row, whole: str) -> str:
    """One quantity in the README; its verdict is said where it differs from that of the finding."""
    p = row.published
    ours = with_interval(*row.ours[:3], p.unit) if row.ours else "not run"
    word = row.verdict.word if row.verdict else whole
    return f"{p.quantity}{UNREAD.get(p.verified, '')}: {row.said()}, ours {ours}" + (
        "" if word == whole else f" *{word}*"
    )


def with_interval(value: float, low: float | None, high: float | None, unit: str = "", gap: str = " ") -> str:
    """A number with its unit and interval, as exact as the interval is narrow: "55.6 % (42.4 to 68.0)"."""
    if not math.isfinite(value):
        return "none"
    if low is None or high is None or not (math.isfinite(low) and math.isfinite(high)):
        return f"{value:.5g} {unit}".rstrip()
    if high <= low:
        return f"{value:.5g} {unit}".rstrip() + f"{gap}({low:.5g} to {high:.5g})"
    digits = min(6, max(1 if unit == "%" else 0, 1 - math.floor(math.log10(high - low))))
    return f"{value:.{digits}f} {unit}".rstrip() + f"{gap}({low:.{digits}f} to {high:.{digits}f})"


def as_json(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The scoreboard for programs."""
    return [row.plain() for row in rows]


def _finite(x: float) -> float | None:
    return x if math.isfinite(x) else None
