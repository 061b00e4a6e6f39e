"""Severity: how many worlds of the prior would pass a row as well. What nearly every world passes has been tested by nothing.

`experiments/findings/severity.csv` has a row for each quantity: finding, quantity, passed, worlds. `weakties reproduce --prior N`
writes it; where it has no row the severity is not known yet.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

from weakties.simulation.errors import UserError

FILE = Path(__file__).parents[1] / "findings" / "severity.csv"
COLUMNS = ["finding", "quantity", "passed", "worlds"]


class Severity(NamedTuple):
    """Of so many worlds drawn from the prior, so many passed the row."""

    passed: int
    worlds: int

    @property
    def share(self) -> float:
        """The share that passed, 0 to 1: the smaller, the more severe the test."""
        return self.passed / self.worlds


def known(file: Path | None = None) -> dict[tuple[str, str], Severity]:
    """{(finding, quantity): severity}; nothing where the file is not there. Raises UserError for one that cannot be read."""
    path = file or FILE
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if reader.fieldnames != COLUMNS:
            raise UserError(f"{path.name}: its columns must be {', '.join(COLUMNS)}")
        return {(row["finding"], row["quantity"]): _read(row, path) for row in reader}


def _read(row: dict[str, str], path: Path) -> Severity:
    try:
        found = Severity(int(row["passed"]), int(row["worlds"]))
    except (TypeError, ValueError):
        found = Severity(1, 0)
    if not 0 <= found.passed <= found.worlds or not found.worlds:
        raise UserError(
            f"{path.name}: {row['finding']}, {row['quantity']}: passed and worlds must be whole numbers, 0 <= passed <= worlds, "
            "and worlds above 0"
        )
    return found
