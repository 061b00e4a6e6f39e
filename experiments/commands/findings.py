"""weakties findings: what was published, where, how far it was checked, and how we stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from weakties.experiments.options import Json, Out, print_json

if TYPE_CHECKING:
    from rich.console import Console

    from weakties.experiments.engine.declare import Finding
    from weakties.experiments.engine.scoreboard import Row


def command(
    finding: Annotated[
        list[str] | None,
        typer.Argument(metavar="FINDING", help="Which findings; all of them by default."),
    ] = None,
    out: Out = Path("results"),
    json: Json = False,
) -> None:
    """List what was published, and how we stand.

    Claim, source, published value, whether it was verified; our estimate and verdict, from saved runs.
    """
    from rich.console import Console

    from weakties.experiments import findings
    from weakties.experiments.engine import scoreboard
    from weakties.experiments.engine.reproduce import saved

    listed = [(one, saved(one, out)[0]) for one in findings.chosen(finding or [])]
    if json:
        print_json([entry for _, rows in listed for entry in scoreboard.as_json(rows)])
        return
    console = Console(highlight=False)
    for one, rows in listed:
        _show(console, one, rows)


def _show(console: Console, finding: Finding, rows: list[Row]) -> None:
    from rich.padding import Padding

    from weakties.experiments.engine import scoreboard

    word = scoreboard.verdict_of(rows) or "not run yet: weakties reproduce " + finding.key
    size = " (small design)" if rows and rows[0].quick else ""
    console.print(f"{finding.key}: {word}{size}", style="bold", markup=False)
    console.print(Padding(finding.claim, (0, 0, 0, 2)), markup=False)
    console.print(Padding(scoreboard.table(rows, console.width - 2, named=False), (0, 0, 0, 2)))
    for source, verified in dict.fromkeys((p.source, p.verified) for p in finding.published):
        console.print(Padding(f"Source: {source}. Verified: {verified}.", (0, 0, 0, 2)), markup=False)
    if finding.notes:
        console.print(Padding(finding.notes, (0, 0, 0, 2)), markup=False)
    console.print()
