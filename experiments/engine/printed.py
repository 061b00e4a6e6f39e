"""What documents already say of findings: a finding without saved results keeps its line and its section as they were printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from weakties.experiments.engine.scoreboard import BOARDS

SMALL = 5e-4  # what stands for a p that was printed as "< 0.001"
UNDER = 0.0499  # and for one that was printed as 0.050: only those below 0.05 have three digits


def lines_of(table: str) -> Mapping[str, str]:
    """{key of a finding: its line}, of the table that `written.lines` made."""
    return {
        found[1]: line for line in table.splitlines() if (found := re.search(r"README\.md#([\w-]+)\)", line))
    }


def sections_of(page: str) -> Mapping[str, str]:
    """{key of a finding: its section}, of the page that `written.page` made."""
    parts = re.split(r'(?=<a id="[\w-]+"></a>)', page)[1:]
    return {part.split('"')[1]: part for part in parts}


def probabilities(section: str) -> list[float]:
    """The p of the predicted numbers of a section, as they were printed; a table is one number, a contradiction none."""
    return [*dict(_probabilities(section)).values()]


def _probabilities(section: str) -> Iterator[tuple[str, float]]:
    board = section.split(f"| {BOARDS['predicted']} |")
    for line in board[1].split("\n\n")[0].splitlines()[2:] if len(board) > 1 else ():
        cells = line.split(" | ")
        found = re.search(r"\bp (< )?([\d.]+)( \(table\))?", cells[3])
        if found and "contradict" not in cells[-1]:
            p = SMALL if found[1] else UNDER if found[2] == "0.050" else float(found[2])
            yield (f"table {p}" if found[3] else cells[0]), p
