"""weakties sensitivity: which of the uncertain inputs an outcome hangs on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from weakties.experiments.options import Jobs, Json, Quick, Seed, out_option, print_json
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

    from weakties.experiments.calibration.known import Known


EXAMPLES = (
    "weakties sensitivity market --rows 64 --jobs 2",
    "weakties sensitivity market --finding inverted-u --quick --rows 16",
    "weakties sensitivity advice --pieces seek-advice,post --rows 16",
)
ADVICE = "advice"

Name = Annotated[str, typer.Argument(metavar="NAME", help="Whose inputs: market, platform or advice.")]
Rows = Annotated[
    int, typer.Option("--rows", "-n", metavar="N", min=8, help="Of the sample; worlds are N (inputs + 2).")
]
Finding = Annotated[
    str | None,
    typer.Option("--finding", metavar="KEY", help="The rows of a finding; the headline's by default."),
]
Pieces = Annotated[
    str | None,
    typer.Option("--pieces", metavar="NAMES", help="Of advice; the best of the league by default."),
]


def command(
    name: Name = "market",
    rows: Rows = 32,
    finding: Finding = None,
    pieces: Pieces = None,
    quick: Quick = False,
    jobs: Jobs = 0,
    seed: Seed = 20261125,
    out: Annotated[Path, out_option("Folder for results.")] = Path("results"),
    json: Json = False,
) -> None:
    """What outcomes hang on: Sobol indices.

    Of outcomes over the prior of a calibration, or of what advice is worth over numbers that nobody measured.

    Of each outcome's variance, what is due to each input alone (first), and to it and all that it does with others (total). A run
    that is stopped goes on, and one with more rows keeps what it has. Where the calibration has been run, its worlds from the
    prior check the first.
    """
    from weakties.experiments.calibration import known, pictures, sensitivity
    from weakties.experiments.engine import store
    from weakties.experiments.options import check_choice

    check_choice(name, (*known.CALIBRATIONS, ADVICE), "calibration")
    how = (rows, seed, jobs, quick)
    if name == ADVICE:
        what, folder, table, lost = _of_advice(pieces, finding, out, how)
    elif pieces is not None:
        raise UserError(f"--pieces are of advice, and {name} has none: leave it out")
    else:
        what, folder, table, lost = _of_calibration(name, finding, out, how)
    store.write_bytes(folder / "indices.csv", table.to_csv(index=False, lineterminator="\n").encode())
    pictures.save("sensitivity", table, folder, f"sensitivity of {what}, {rows} rows")
    if json:
        print_json(sensitivity.plain(table))
        return
    _show(table, lost)
    typer.echo(f"\nindices.csv and figures in {folder}")


def _of_calibration(
    name: str, finding: str | None, out: Path, how: tuple[int, int, int, bool]
) -> tuple[str, Path, pd.DataFrame, dict[str, int]]:
    """What it is of, the folder, the indices of outcomes over the prior of a calibration, and outcomes that have none."""
    from weakties.experiments.calibration import known
    from weakties.experiments.engine import store

    chosen, what = known.known(name), finding or "headline"
    folder = out / f"sensitivity-{name}" / what
    store.ready(folder)
    table, lost = _indices(chosen, finding, folder, how)
    check = None if finding else _check(chosen, out)
    if check is not None:
        table = table.merge(check, on=["quantity", "input"], how="left")
    return what, folder, table, lost


def _indices(
    chosen: Known, finding: str | None, folder: Path, how: tuple[int, int, int, bool]
) -> tuple[pd.DataFrame, dict[str, int]]:
    from weakties.experiments import findings
    from weakties.experiments.calibration import sensitivity

    rows, seed, jobs, quick = how
    inputs = chosen.calibration.inputs
    sample = sensitivity.saltelli(inputs, rows, seed)
    if finding is None:
        outcomes = sensitivity.of_headline(chosen, sample, folder / "worlds", jobs=jobs, seed=seed)
    else:
        one = findings.chosen([finding])[0]
        outcomes = sensitivity.of_finding(one, sample, folder / "worlds", quick=quick, jobs=jobs)
    table = sensitivity.indices(inputs, outcomes, seed)
    return table, sensitivity.without_indices(outcomes, table)


def _of_advice(
    named: str | None, finding: str | None, out: Path, how: tuple[int, int, int, bool]
) -> tuple[str, Path, pd.DataFrame, dict[str, int]]:
    """What it is of, the folder, the indices of what pieces of advice are worth per hour, and pieces that have none."""
    from weakties.experiments.calibration import sensitivity
    from weakties.experiments.engine import store
    from weakties.experiments.league import hangs_on
    from weakties.experiments.league.asked import pieces_of

    if finding is not None:
        raise UserError("--finding: advice has pieces; name them with --pieces")
    rows, seed, jobs, quick = how
    saved = store.folder_of(out, ADVICE, quick).path / "league.csv"
    pieces = named.split(",") if named else hangs_on.pieces_in(saved)
    names = tuple(piece.name for piece in pieces_of([name.strip() for name in pieces], None))
    folder = out / f"sensitivity-{ADVICE}" / "+".join(names)  # other pieces are other worlds, and stay
    store.ready(folder)
    sample = sensitivity.saltelli(hangs_on.INPUTS, rows, seed)
    found = hangs_on.outcomes(names, sample, folder / "worlds", quick=quick, jobs=jobs, seed=seed)
    table = sensitivity.indices(hangs_on.INPUTS, found, seed)
    return "what advice is worth", folder, table, sensitivity.without_indices(found, table)


def _check(chosen: Known, out: Path) -> pd.DataFrame | None:
    """RBD-FAST and PAWN, of the worlds that a calibration ran from the prior; None where it has not been run."""
    from weakties.experiments.calibration import sensitivity
    from weakties.experiments.commands.calibrate import folder_of
    from weakties.experiments.engine.store import Folder, read_table

    runs = Folder(folder_of(out, chosen.calibration.key) / "generation-0").runs
    if not runs.exists():
        return None
    worlds = read_table(runs)[0]
    worlds = worlds[worlds.error == ""].reset_index(drop=True)
    return sensitivity.checked(chosen.calibration.inputs, worlds, sensitivity.headline(chosen, worlds))


def _show(table: pd.DataFrame, lost: dict[str, int], most: int = 5) -> None:
    """The inputs that matter most to each outcome, and the outcomes that have no indices."""
    for name, worlds in lost.items():
        typer.echo(
            f"{name}: no indices: it varies, and has a value, in too few rows ({worlds} worlds have one)"
        )
    for quantity, rows in table.groupby("quantity", sort=False):
        top = rows.nlargest(most, "total")
        said = ", ".join(
            f"{r.input} {r.first:.2f} / {r.total:.2f} ({r.total_low:.2f} to {r.total_high:.2f})"
            for r in top.itertuples()
        )
        typer.echo(f"{quantity}: {said}")
    typer.echo("\nfirst / total (95 % interval of the total)")
