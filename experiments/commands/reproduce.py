"""weakties reproduce: every finding, run, judged and drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from weakties.experiments.options import Jobs, Json, Out, Quick, print_json


def command(
    finding: Annotated[
        list[str] | None,
        typer.Argument(metavar="FINDING", help="Which findings; all of them by default."),
    ] = None,
    quick: Quick = False,
    jobs: Jobs = 0,
    out: Out = Path("results"),
    json: Json = False,
) -> None:
    """Run, judge and draw the findings.

    What is saved is not run again, and a run that was stopped goes on where it was.
    """
    from rich.console import Console

    from weakties.experiments import findings
    from weakties.experiments.engine import drawing, scoreboard, shown
    from weakties.experiments.engine.progress import say
    from weakties.experiments.engine.reproduce import reproduce

    chosen = findings.chosen(finding or [])
    result = reproduce(chosen, out, quick=quick, jobs=jobs, say=say)
    if json:
        print_json(scoreboard.as_json(result.rows))
    else:
        console = Console(highlight=False)
        console.print()
        console.print(shown.details(result.rows, console.width, named=True))
        for note in shown.notes(result.rows, chosen):
            console.print(f"\n{note}", markup=False)
        count = len(result.figures) // drawing.FILES
        where = drawing.folder(out, quick)
        console.print(f"\n{count} figure{'' if count == 1 else 's'} in {where}", markup=False, soft_wrap=True)
    for trouble in result.troubles:
        say(trouble)
    if result.troubles:
        raise typer.Exit(1)
