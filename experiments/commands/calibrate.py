"""weakties calibrate: which worlds give the published numbers, and what they predict."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from weakties.experiments.options import Jobs, Json, Seed, out_option, print_json

if TYPE_CHECKING:
    import pandas as pd

    from weakties.experiments.calibration.known import Known
    from weakties.experiments.calibration.sequential import Calibrated

Particles = Annotated[
    int, typer.Option("--particles", "-n", metavar="N", min=16, help="Worlds from the prior.")
]
Generations = Annotated[
    int,
    typer.Option(
        "--generations", "-g", metavar="G", min=0, help="Generations after it, of half as many each."
    ),
]
Severity = Annotated[
    Path | None,
    typer.Option(
        "--severity", metavar="FILE", help="Count which rows worlds of the prior pass, into a table."
    ),
]


EXAMPLES = (
    "weakties calibrate market --show",
    "weakties calibrate market --particles 512 --generations 4 --jobs 2",
)


def command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Which: market or platform.")] = "market",
    particles: Particles = 512,
    generations: Generations = 4,
    jobs: Jobs = 0,
    seed: Seed = 20261125,
    out: Annotated[Path, out_option("Folder for results.")] = Path("results"),
    show: Annotated[bool, typer.Option("--show", help="Say what is registered; run nothing.")] = False,
    ship: Annotated[bool, typer.Option("--ship", help="Put 200 draws into the package.")] = False,
    severity: Severity = None,
    json: Json = False,
) -> None:
    """Fit the uncertain inputs to published numbers, all at once.

    Worlds are drawn from the prior, then, generation by generation, from where the published numbers are likely; all of them
    count, with their weights. A calibration that is stopped goes on where it was, and one with more generations keeps what it
    has. Writes posterior.csv, tables and figures into DIR/calibrate-NAME.
    """
    from weakties.experiments.calibration import known, shown

    chosen = known.known(name)
    if show:
        print_json(shown.as_json(chosen)) if json else typer.echo(shown.registered(chosen))
        return
    found = _run(chosen, (particles, *[particles // 2] * generations), out, jobs, seed)
    folder = folder_of(out, name)
    tables = shown.tables(found, chosen)
    shown.write(found, tables, folder)
    if ship:
        shown.ship(found)
    if severity is not None:
        _severity(found, severity)
    if json:
        print_json({title: _plain(table) for title, table in tables.items()})
        return
    shown.print_tables(found, tables)
    typer.echo(f"\nposterior.csv, tables and figures in {folder}")


def folder_of(out: Path, name: str) -> Path:
    """Where a calibration is kept."""
    return out / f"calibrate-{name}"


def _run(chosen: Known, sizes: tuple[int, ...], out: Path, jobs: int, seed: int) -> Calibrated:
    from weakties.experiments.calibration.sequential import calibrate
    from weakties.experiments.engine import store
    from weakties.simulation.chance import check_seed

    world, folder = chosen.function(), folder_of(out, chosen.calibration.key)
    store.ready(folder)
    return calibrate(chosen.calibration, world, folder, sizes, jobs=jobs, seed=check_seed(seed))


def _severity(found: Calibrated, path: Path) -> None:
    """Rows of the findings that look at the worlds of this calibration, from generation 0."""
    from weakties.experiments import findings
    from weakties.experiments.calibration import severity

    worlds = found.worlds[(found.worlds.generation == 0) & (found.worlds.error == "")]
    chosen = [f for f in findings.chosen(()) if f.experiment.key == found.calibration.key]
    if not chosen:
        typer.echo(
            f"no finding looks at the worlds of {found.calibration.key}; {path} stays as it is", err=True
        )
        return
    severity.update(path, severity.from_prior(worlds, chosen[0].experiment, chosen))
    typer.echo(f"severity of {len(chosen)} findings in {path}", err=True)


def _plain(table: pd.DataFrame) -> list[dict[str, Any]]:
    import json

    return list(json.loads(table.to_json(orient="records")))
