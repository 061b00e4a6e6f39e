"""The scoreboard in a terminal or a pipe: boards with one line a finding, and the rows of a finding with all their columns."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from weakties.experiments.engine import words
from weakties.experiments.engine.scoreboard import BOARDS, Row, headline, said, standing, tests
from weakties.experiments.engine.verdicts import SURPRISING

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.table import Table
    from rich.text import Text

    from weakties.experiments.engine.declare import Finding
    from weakties.experiments.engine.power import Power

COLOURS: dict[str | None, str] = {
    "reproduced": "green",
    "not reproduced": "red",
    "undecided": "yellow",
    "contradiction": "magenta",
}
WIDE = 110
HEADS = ("quantity", "published", "ours", "agreement", "difference", "severity", "stands")
ROW = dict(zip(HEADS, (0, 14, 14, 11, 16, 11, 14), strict=True))
PUBLISHED: Mapping[str, str] = {"predicted": "published", "fitted": "published"}  # others are not


GAP = 2


def _table(width: int, widths: Mapping[str, int], right: Sequence[str] = (), heads: bool = True) -> Table:
    """A table whose columns have these widths (0: what is left), so that those of several boards stand under each other."""
    from rich.table import Table

    made = Table(box=None, pad_edge=False, header_style="bold", padding=(0, GAP, 0, 0), show_header=heads)
    left = width - sum(widths.values()) - GAP * (len(widths) - 1)
    for name, own in widths.items():
        made.add_column(
            name, justify="right" if name in right else "left", width=own or left, overflow="fold"
        )
    return made


def boards(listed: Sequence[tuple[Finding, Sequence[Row]]], width: int) -> Group:
    """Board by board, each finding in one line: its headline, published and ours, and where it stands. Below 110 columns two."""
    from rich.console import Group
    from rich.text import Text

    shown: list[RenderableType] = []
    for role, board in BOARDS.items():
        here = [(one, rows) for one, rows in listed if standing(rows).role == role]
        if here:
            shown += [Text(board, style="bold underline"), *_lines(here, width), Text("")]
    return Group(*shown)


def _lines(listed: Sequence[tuple[Finding, Sequence[Row]]], width: int) -> list[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    table = _table(
        width, {"finding": 26, "published": 22, "ours": 25, "agreement": 20, "stands": 0}, heads=False
    )
    two: list[RenderableType] = []
    for one, rows in listed:
        row, stands = headline(one, rows), standing(rows)
        told = ", ".join(part for part in (words.sign(row), words.agreement(row)) if part)
        word = _word(said(stands.role, stands.word), stands.word)
        if row.quick and row.ours:
            word += Text(" (small)")
        if against := words.contradictions(rows):
            word += Text(f" ({against})", style=COLOURS["contradiction"])
        published, ours = words.published(row.published), words.ours(row)
        table.add_row(one.key, published, ours, told, word)
        two += [
            Text(f"{one.key}: ") + word,
            Padding(
                Text(
                    f"{words.quantity(row.published)}: {published} → {ours}" + (f", {told}" if told else "")
                ),
                (0, 0, 0, 2),
            ),
        ]
    return [table] if width >= WIDE else two


def details(rows: Sequence[Row], width: int, named: bool = False) -> Group:
    """The rows with all their columns, by finding (`named`) and board; below 110 columns a few lines a row instead of a table."""
    from rich.console import Group
    from rich.text import Text

    boards, keys = list(BOARDS), list(dict.fromkeys(row.finding for row in rows))
    by_board = sorted(rows, key=lambda row: (keys.index(row.finding), boards.index(row.published.role)))
    shown: list[RenderableType] = []
    for (key, role), group in itertools.groupby(by_board, key=lambda row: (row.finding, row.published.role)):
        found = list(group)
        title = Text(f"{key}: {BOARDS[role]}" if named else BOARDS[role], style="underline")
        rows_shown = [_rows(found, width, heads=not shown)] if width >= WIDE else map(_in_lines, found)
        shown += [title, *rows_shown]
    return Group(*shown)


def _rows(rows: Sequence[Row], width: int, heads: bool) -> Table:
    """A table, one line a row."""
    table = _table(width, ROW, right=("published", "ours"), heads=heads)
    for row in rows:
        table.add_row(*_cells(row))
    return table


def _cells(row: Row) -> list[RenderableType]:
    from rich.text import Text

    p = row.published
    told = [words.sign(row, "\n"), words.agreement(row).replace(" (", "\n(")]
    apart = [
        words.difference(row, "\n"),
        words.size(row).replace(", ", "\n(", 1) + (")" if ", " in words.size(row) else ""),
    ]
    return [
        Text(words.quantity(p)),
        Text(words.published(p, "\n") + (f"\nn = {p.n:,}" if p.n else "")),
        Text(words.ours(row, "\n") if row.ours else ""),
        Text("\n".join(part for part in told if part)),
        Text("\n".join(part for part in apart if part)),
        Text(words.severity(row)),
        _word(row.word, row.verdict.word if row.verdict else None),
    ]


def _in_lines(row: Row) -> RenderableType:
    """A row as text: its quantity and word, and under it a line for each of the columns that say something."""
    from rich.padding import Padding
    from rich.text import Text

    p = row.published
    told = {
        PUBLISHED.get(p.role, "held against"): [words.published(p), f"n = {p.n:,}" if p.n else ""],
        "ours": [words.ours(row) if row.ours else "", words.sign(row), words.agreement(row)],
        "difference": [words.difference(row), words.size(row)],
        "severity": [words.severity(row) if row.severity else ""],
    }
    lines = Text(f"{words.quantity(p)}: ") + _word(row.word, row.verdict.word if row.verdict else None)
    for name, parts in told.items():
        if said := ", ".join(part for part in parts if part):
            lines += Text(f"\n  {name:<13}{said}")
    return Padding(lines, (0, 0, 0, 2))


def _word(text: str, word: str | None) -> Text:
    from rich.text import Text

    return Text(text, style=COLOURS.get(word, ""))


def power(found: Sequence[Power], width: int) -> Table:
    """The chance that the full design decides each row."""
    from rich.text import Text

    numbers = {"worlds": 6, "chance": 9, "at best": 7}
    shown = _table(width, {"quantity": 0, "margin": 26, **numbers}, right=tuple(numbers))
    before = ""
    for one in found:
        p = one.row.published
        if one.row.finding != before:
            shown.add_row(Text(one.row.finding, style="bold"))
        before = one.row.finding
        chance = (
            "not known" if one.chance is None else f"{100 * one.chance:.0f} %" + ("+" if one.quick else "")
        )
        bound = (
            f"sign, truth {words.margin(p).split(':')[0]} beyond"
            if p.direction
            else words.margin(p).split(":")[0]
        )
        shown.add_row(
            Text(f"  {p.quantity}"), Text(bound), Text(f"{one.replicates}"), Text(chance), Text(f"{100 * one.best:.0f} %")
        )  # fmt: skip
    return shown


NOTHING_RUN = "Nothing has been run yet: weakties reproduce, or weakties reproduce --quick for small designs."
MORE = "Every row of a finding: weakties findings NAME. What each column means: weakties findings --help."
ON_POWER = (
    "Chance that the full design (so many worlds at each point) decides the row: for a number, that it is told to be within its "
    "margin if it is truly equal; for a sign, that it is seen to hold if the truth lies beyond the bound by the margin. At best: "
    "with worlds without end; what is then missing to 100 % is the published error, which no run of ours removes. +: from the "
    "spread of the small design, whose worlds are smaller, so that the chance is rather higher."
)


def margins(finding: Finding) -> list[tuple[str, str]]:
    """Each margin of a finding with its reason, and the quantities that it is of."""
    found: dict[str, list[str]] = {}
    for p in finding.published:
        found.setdefault(words.margin(p), []).append(p.quantity)
    return [(text, "all" if len(found) == 1 else ", ".join(names)) for text, names in found.items()]


def multiplicity(rows: Sequence[Row]) -> str:
    """How many of the predicted p are small, before and after the correction for how many there are; "" where there are none."""
    return how_many(list(tests(rows).values()))


def how_many(p: Sequence[float]) -> str:
    """The same of the p of all tests."""
    from weakties.analysis.agreement import holm

    if not len(p):
        return ""
    small, left = (sum(x < SURPRISING for x in of) for of in (p, holm(list(p))))
    return (
        f"Predicted numbers with a p (a table is one): {len(p)}. Below {SURPRISING:g}: {small}; after Holm's correction for "
        f"how many there are: {left}."
    )


def notes(rows: Sequence[Row], findings: Sequence[Finding]) -> list[str]:
    """What explains the words that are not "reproduced", and which published numbers were not read at the source.

    Findings say in their notes why; what is undecided, or failed, says so itself.
    """
    told = [multiplicity(rows)] if multiplicity(rows) else []
    for finding in findings:
        own = [row for row in rows if row.finding == finding.key and row.verdict]
        if not own or (stands := standing(own)).word in (None, "reproduced"):
            continue
        why = [
            f"{row.published.quantity}: {row.verdict.because}"
            for row in own
            if row.verdict and row.verdict.word == "undecided"
        ]
        told.append(f"{finding.key}: {stands.said}. " + " ".join([finding.notes, *why[:3]]).strip())
    unread = [
        f"{row.published.quantity} of {row.finding}" for row in rows if row.published.verified == "memory"
    ]
    if unread:
        told.append(f"published value from memory, not yet read at its source: {', '.join(unread)}")
    return told
