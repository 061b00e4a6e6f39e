"""weakties figures: draw again from saved results."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from weakties.experiments.options import Out, Quick, check_choice
from weakties.simulation.errors import UserError

EXAMPLES = (
    "weakties figures",
    "weakties figures popular-56-27 --quick",
    "weakties figures --width single",
    "weakties figures inverted_u_accepted",
)


def command(
    name: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="Figures or findings; all by default.")
    ] = None,
    quick: Quick = False,
    width: Annotated[
        str, typer.Option("--width", metavar="WIDTH", help="page, or single: one column, 85 mm.")
    ] = "page",
    out: Out = Path("results"),
) -> None:
    """Draw again from saved results.

    Writes each figure as PDF, SVG and PNG, with the points drawn (CSV) and the runs they come from (JSON). With --width single
    each is one column wide, in the folder figures/single. A finding that is named has one figure more, KEY_accepted: ours
    against what would be accepted, row by row.
    """
    from weakties.experiments import findings
    from weakties.experiments.engine import drawing
    from weakties.experiments.engine.reproduce import saved

    check_choice(width, ["page", "single"], "width")
    jobs = drawing.jobs_of(findings.chosen([]), every=bool(name))
    known = dict.fromkeys([*(job.name for job in jobs), *(job.finding.key for job in jobs)])
    for asked in name or ():
        check_choice(asked, list(known), "figure")
    drawn = 0
    for job in jobs:
        if name and job.name not in name and job.finding.key not in name:
            continue
        _, runs, size = saved(job.finding, out, quick or None)
        if runs is None:
            if name:
                raise UserError(
                    f"no saved results for {job.finding.key!r}: run  weakties reproduce {job.finding.key}"
                )
            typer.echo(f"{job.name}: no saved results; run  weakties reproduce {job.finding.key}", err=True)
            continue
        paths = drawing.draw(job, runs, out, size, width == "single")
        typer.echo(f"{paths[0].parent / job.name}.{{{','.join(path.suffix[1:] for path in paths)}}}")
        drawn += 1
    if not drawn:
        raise UserError("no saved results to draw: run  weakties reproduce")
