"""The scoreboard in Markdown: one line a finding for the README, and the page of findings with all that is told of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from weakties.experiments.engine import words
from weakties.experiments.engine.printed import lines_of, probabilities, sections_of
from weakties.experiments.engine.scoreboard import BOARDS, Row, headline, said, standing, tests
from weakties.experiments.engine.shown import how_many

if TYPE_CHECKING:
    from weakties.experiments.engine.declare import Finding
    from weakties.experiments.engine.verdicts import Role

PAGE = "experiments/findings/README.md"
HEAD = """# The findings

Made by `make documents` from what is declared in this folder and from saved results: do not edit it. How a row gets its
word is said in one place, `experiments/engine/verdicts.py`.

- **Predicted** rows alone say whether a finding is reproduced. What was *fitted*, or chosen after looking, what is *built
  in*, our *own questions* and *self-tests* stand on boards of their own, where a row holds or does not.
- **Sign**: where a direction was published, whether our whole 95 % interval lies beyond the bound, and how probable the
  direction is.
- **Agreement**: how often a survey of the published size, drawn from our world with our own uncertainty in it, would lie at
  least as far from our value as the published one does. Rows of one table share one p.
- **Difference**: ours less what was published, with a 95 % interval from both errors, against a margin stated before the run.
- **Severity**: the share of the worlds of the prior that would pass the row as well. Counts are of single worlds of the quick
  design, whose own luck counts, too; "none run" where the uncertain inputs of the market do not act, or nothing has been run.
"""


class Printed(NamedTuple):
    """What documents say already, by the keys of findings: those that have no saved results keep it."""

    lines: Mapping[str, str] = MappingProxyType({})
    sections: Mapping[str, str] = MappingProxyType({})

    @classmethod
    def of(cls, table: str, page: str) -> Printed:
        """Of the table and the page as they stand."""
        return cls(lines_of(table), sections_of(page))


Listed = Sequence[tuple["Finding", Sequence[Row]]]
NOTHING = Printed()


def lines(listed: Listed, before: Printed = NOTHING) -> str:
    """The table for the README, one line a finding: title, role, one number as published and ours, and where it stands."""
    made = ["| finding | role | published → ours | |", "|---|---|---|---|"]
    for role in BOARDS:
        for finding, rows in listed:
            if standing(rows).role == role:
                kept = None if ran(rows) else before.lines.get(finding.key)
                made.append(kept or _one_line(finding, rows, role))
    return "\n".join([*made, "", _summary(listed, before)]).strip() + "\n"


def ran(rows: Sequence[Row]) -> bool:
    """Whether anything of a finding has been run."""
    return any(row.ours for row in rows)


def _summary(listed: Listed, before: Printed) -> str:
    """How many p are small, of what has been run and of what is kept."""
    now = tests([row for _, rows in listed for row in rows]).values()
    kept = (before.sections.get(finding.key, "") for finding, rows in listed if not ran(rows))
    return how_many([*now, *(p for section in kept for p in probabilities(section))])


def _one_line(finding: Finding, rows: Sequence[Row], role: Role) -> str:
    stands, row, against = standing(rows), headline(finding, rows), words.contradictions(rows)
    mark = words.MARKS.get(stands.word or "", "")
    return (
        f"| [{finding.title}]({PAGE}#{finding.key}) | {role} | {_numbers(row)} | "
        f"{mark} {said(role, stands.word)}{_small(row)}{f'; ⇄ {against}' if against else ''} |"
    )


def _numbers(row: Row) -> str:
    """The headline, published and ours without intervals, and how they agree."""
    p = row.published
    published = words.published(p) if p.direction else words.short(p.value, p.unit)
    ours = words.short(row.ours.value, p.unit) if row.ours else "not run"
    told = [part for part in (words.sign(row).split(" (")[0], words.agreement(row)) if part]
    return "; ".join([f"{words.quantity(p)}: {published} → {ours}", *told])


def page(listed: Listed, before: Printed = NOTHING) -> str:
    """The page of findings: a section each, with claim, rows, what was counted, where it was read, margins and notes."""
    sections = [
        before.sections[finding.key].rstrip() + "\n"
        if not ran(rows) and finding.key in before.sections
        else _section(finding, rows)
        for finding, rows in listed
    ]
    return "\n".join([HEAD, _summary(listed, before), "", *sections])


def _section(finding: Finding, rows: Sequence[Row]) -> str:
    stands = standing(rows)
    parts = [
        f'<a id="{finding.key}"></a>\n\n## {finding.title}\n',
        f"`{finding.key}` · {BOARDS[stands.role]} · **{said(stands.role, stands.word)}**{_small(rows[0])}\n",
        f"{finding.claim}\n",
    ]
    for role, board in BOARDS.items():
        here = [row for row in rows if row.published.role == role]
        if here:
            parts += [
                f"| {board} | published | ours | agreement | difference | severity | |",
                "|---|---|---|---|---|---|---|",
                *(_line(row) for row in here),
                "",
            ]
    parts += [*declared(finding), ""]
    return "\n".join([*parts, finding.notes, ""] if finding.notes else parts)


def _line(row: Row) -> str:
    p = row.published
    told = ", ".join(part for part in (words.sign(row), words.agreement(row)) if part)
    apart = "; ".join(part for part in (words.difference(row), words.size(row)) if part)
    n = f", n = {p.n:,}" if p.n else ""
    mark = words.MARKS.get(row.verdict.word, "") if row.verdict else ""
    cells = (
        words.quantity(p),
        words.published(p) + n,
        words.ours(row),
        told,
        apart,
        words.severity(row),
        f"{mark} {row.word}",
    )
    return "| " + " | ".join(cells) + " |"


def declared(finding: Finding) -> list[str]:
    """What was declared of each quantity before the run."""
    made = []
    for p in finding.published:
        against = f" Contradicts {p.contradicts}." if p.contradicts else ""
        made.append(
            f"- *{p.quantity}*: {p.definition or 'as printed'}. Margin {words.margin(p)}. "
            f"Source: {p.source}. Verified: {p.verified}.{against}"
        )
    return made


def _small(row: Row) -> str:
    return " (small design)" if row.quick and row.ours else ""
