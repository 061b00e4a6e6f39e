"""weakties reproduce: every finding, run, judged and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from weakties.experiments.options import Jobs, Json, Out, Quick, print_json
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    from weakties.experiments.calibration.judged import Draws
    from weakties.experiments.engine.declare import Finding
    from weakties.experiments.engine.scoreboard import Row

Number = Annotated[
    int,
    typer.Option(
        "--posterior", metavar="N", min=0, help="Run over N draws from the posterior of a calibration."
    ),
]


EXAMPLES = (
    "weakties reproduce --quick",
    "weakties reproduce popular-56-27 --jobs 8",
)


def command(
    finding: Annotated[
        list[str] | None,
        typer.Argument(metavar="FINDING", help="Which findings; all of them by default."),
    ] = None,
    quick: Quick = False,
    posterior: Number = 0,
    prior: Annotated[
        int, typer.Option("--prior", metavar="N", min=0, help="The same from its prior: what would pass?")
    ] = 0,
    calibration: Annotated[str, typer.Option(metavar="NAME", help="Which calibration.")] = "market",
    severity: Annotated[
        Path | None,
        typer.Option(
            "--severity", metavar="FILE", help="With --prior: count who passes each row, into a table."
        ),
    ] = None,
    jobs: Jobs = 0,
    out: Out = Path("results"),
    json: Json = False,
) -> None:
    """Run, judge and draw the findings.

    What is saved is not run again, and a run that was stopped goes on where it was. With --posterior, or --prior, there is one
    world for each draw, and intervals hold what is not known of its inputs, too; results are kept apart, and nothing is drawn.
    """
    from weakties.experiments import findings
    from weakties.experiments.engine.progress import say

    chosen = findings.chosen(finding or [])
    draws = _draws(posterior, prior, calibration, severity)
    if draws is None:
        rows, below, troubles = _reproduced(chosen, out, quick, jobs)
    else:
        rows, below, troubles = _over(chosen, out, draws, (quick, jobs, severity))
    _show(rows, chosen, below, json)
    for trouble in troubles:
        say(trouble)
    if troubles:
        raise typer.Exit(1)


def _draws(posterior: int, prior: int, calibration: str, severity: Path | None) -> Draws | None:
    """Which draws were asked for; None: none. Raises UserError for what does not go together."""
    if posterior and prior:
        raise UserError("--posterior and --prior: ask for one of them at a time")
    if severity is not None and not prior:
        raise UserError("--severity counts worlds of the prior: say how many, as in  --prior 100")
    if not (posterior or prior):
        return None
    from weakties.experiments.calibration.judged import Draws

    return Draws("posterior" if posterior else "prior", calibration, posterior or prior)


Told = tuple[list["Row"], str, list[str]]  # the scoreboard, a line below it, troubles


def _reproduced(chosen: Sequence[Finding], out: Path, quick: bool, jobs: int) -> Told:
    from weakties.experiments.engine import drawing
    from weakties.experiments.engine.progress import say
    from weakties.experiments.engine.reproduce import reproduce

    result = reproduce(chosen, out, quick=quick, jobs=jobs, say=say)
    count = len(result.figures) // drawing.FILES
    below = f"{count} figure{'' if count == 1 else 's'} in {drawing.folder(out, quick)}"
    return result.rows, below, result.troubles


def _over(chosen: Sequence[Finding], out: Path, draws: Draws, how: tuple[bool, int, Path | None]) -> Told:
    from weakties.experiments.calibration import judged
    from weakties.experiments.calibration import severity as table

    quick, jobs, path = how
    result = judged.run(chosen, out, draws, quick=quick, jobs=jobs)
    below = draws.note()
    if path is not None:
        table.update(path, result.passes)
        below += f"\n\nwho passes: {path}"
    return result.rows, below, result.troubles


def _show(rows: list[Row], chosen: Sequence[Finding], below: str, json: bool) -> None:
    from rich.console import Console

    from weakties.experiments.engine import scoreboard, shown

    if json:
        print_json(scoreboard.as_json(rows))
        return
    console = Console(highlight=False)
    console.print()
    console.print(shown.details(rows, console.width, named=True))
    for note in shown.notes(rows, chosen):
        console.print(f"\n{note}", markup=False)
    console.print(f"\n{below}", markup=False, soft_wrap=True)
