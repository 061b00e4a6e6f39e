"""weakties experiment estimators: which estimator holds the truth, over hundreds of simulated experiments."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from weakties.experiments.options import Jobs, Json, Quick, Seed, out_option, print_json
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

FEWEST, MOST = 20, 100_000  # experiments: fewer say nothing about coverage


def _example(asked: bool) -> None:
    if asked:
        from weakties.experiments.worlds.estimator_design import EXAMPLE

        typer.echo(EXAMPLE.read_text(encoding="utf-8"), nl=False)
        raise typer.Exit()


Own = Annotated[
    Path | None,
    typer.Option("--design", metavar="FILE", help="Designs of your own, in TOML. Else the built-in ones."),
]
Count = Annotated[
    int, typer.Option("--experiments", metavar="N", min=FEWEST, max=MOST, help="Of each design.")
]
Platform = Annotated[
    Path | None,
    typer.Option(
        "--platform",
        metavar="RESULTS",
        help="Instead: the simulated platform of the finding estimators, saved in this folder, or run into it.",
    ),
]
Example = Annotated[
    bool,
    typer.Option(
        "--example", callback=_example, is_eager=True, help="Print the built-in designs, commented."
    ),
]


EXAMPLES = ("weakties experiment estimators --experiments 200 --seed 0 --out runs/lab",)


def command(
    out: Annotated[Path, out_option("Folder for the table and the figure.")],
    design: Own = None,
    experiments: Count = 200,
    platform: Platform = None,
    quick: Quick = False,
    example: Example = False,
    seed: Seed = 0,
    jobs: Jobs = 0,
    json: Json = False,
) -> None:
    """How often each estimator holds what is true. Over hundreds of simulated experiments.

    OLS, 2SLS, LIML and Anderson-Rubin sets, with and without controls, errors clustered or not, under designs that are declared:
    weak arms, exclusion violated, rivals, uneven compliance, confounders, rare outcomes. Begin with:

      weakties experiment estimators --example > mine.toml

      weakties experiment estimators --design mine.toml --experiments 500 --seed 0 --out runs/mine

    Writes table.parquet and table.csv (one row a design, truth, estimator, regressor and estimand: bias, RMSE, coverage with its
    exact interval, rejections, first-stage F), every experiment in runs.parquet, and the figure estimators.pdf, .svg, .png. With
    more --experiments what is there is kept; a run that is stopped goes on. --platform judges the agent-based truth in the same
    table.
    """
    from weakties.experiments.worlds import estimator_design, estimators, estimators_on_platform

    if platform is not None:
        if design is not None:
            raise UserError("--design and --platform: take one of the two")
        table = estimators_on_platform.run(platform, quick=quick, jobs=jobs)
        failed = ""
    else:
        if quick:
            raise UserError("--quick goes with --platform; of designs take fewer --experiments")
        plan = estimators.plan_of(estimator_design.read(design), experiments, seed)
        runs, table = estimators.run(plan, out, jobs=jobs)
        failed = estimators.failures(runs)
    written = estimators.write(table, out)
    if json:
        print_json(estimators.for_programs(table))
        return
    _show(table)
    for path in written:
        typer.echo(f"wrote {path}")
    if failed:
        typer.echo(failed, err=True)
        raise typer.Exit(1)


def _show(table: pd.DataFrame) -> None:
    """Clustered errors, one estimand a row: does the interval hold the effect as the estimator weighs it?"""
    from rich.console import Console

    from weakties.experiments.worlds import estimators

    console = Console(highlight=False, soft_wrap=True)
    for line in estimators.lines(table):
        console.print(line, markup=False)
