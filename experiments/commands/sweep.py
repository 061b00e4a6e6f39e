"""weakties sweep: a grid of worlds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from weakties.experiments.options import (
    Columns,
    Conversation,
    DropSelfTies,
    Jobs,
    Json,
    NamedWorld,
    Observed,
    OwnMechanisms,
    Rate,
    Seed,
    Sets,
    Unit,
    out_option,
    print_json,
    settings,
    varied,
)

if TYPE_CHECKING:
    import pandas as pd

    from weakties.experiments.engine.runner import Runs


EXAMPLES = (
    "weakties sweep --vary vacancy_life=2:16:8 --vary relay=0,0.02 --replicates 20 --out runs/sweep",
    "weakties sweep --network layers,calls.csv --measure channel_shares,unemployment --out runs/places",
    "weakties sweep --network calls.csv --columns caller,callee,calls --rate counts --observed 12 --out runs/calls",
)


Vary = Annotated[
    list[str] | None,
    typer.Option("--vary", metavar="NAME=...", help="2,4,8 lists values; 2:16:8 is 8 values from 2 to 16."),
]
Networks = Annotated[
    str,
    typer.Option(
        "--network", metavar="NAMES", help="A generator, example or file; or several: layers,karate."
    ),
]


def command(
    out: Annotated[Path, out_option("Folder for this sweep.")],
    vary: Vary = None,
    world: NamedWorld = None,
    assign: Sets = None,
    mechanism: OwnMechanisms = None,
    network: Networks = "layers",
    workers: Annotated[int | None, typer.Option(metavar="N", help="People, in generated networks.")] = None,
    weeks: Annotated[int, typer.Option(metavar="N", help="Weeks, burn-in included.")] = 250,
    burn_in: Annotated[int, typer.Option(metavar="N", help="Weeks before anything is counted.")] = 50,
    rate: Rate = "auto",
    observed: Observed = None,
    unit: Unit = None,
    conversation: Conversation = None,
    drop_self_ties: DropSelfTies = False,
    columns: Columns = "",
    replicates: Annotated[int, typer.Option(metavar="N", min=1, help="Worlds at each point.")] = 5,
    seed: Seed = 0,
    measure: Annotated[str, typer.Option(metavar="NAMES", help="What the summary shows.")] = "channel_shares",
    jobs: Jobs = 0,
    json: Json = False,
) -> None:
    """Run worlds over a grid of parameters.

    Measures: channel_shares, contact_shares, chain_lengths, unemployment. runs.parquet keeps the counts behind all of them,
    so another measure of the same sweep runs nothing; its columns carry their units and meanings. A sweep that is stopped
    goes on, and one that is widened keeps what it has. --rate, --columns and the like hold for all networks that are read.
    """
    from weakties.experiments.worlds import sweep, sweeping
    from weakties.experiments.worlds.one_network import Reading

    reading = Reading(rate, observed, unit, conversation, drop_self_ties, columns)
    places = sweeping.found([name.strip() for name in network.split(",")], reading)
    shared = {"weeks": weeks, "burn_in": burn_in, **settings(assign, mechanism, world)}
    layout = sweeping.laid_out(places, (varied(vary), shared), workers, out, len(places) > 1)
    plan = sweep.design(layout.vary, layout.fixed, replicates, seed)
    runs, table = sweep.run(plan, measure, out, jobs=jobs)
    table = sweeping.called(table, layout.places)
    print_json(_plain(table)) if json else _show(table, plan.axes, out)
    if len(runs.failed):
        _tell_failed(runs)


def _tell_failed(runs: Runs) -> None:
    first, worlds = runs.failed.error.iloc[0], runs.rows.run.nunique()
    typer.echo(f"{len(runs.failed)} of {worlds} worlds failed, the first with {first}", err=True)
    raise typer.Exit(1)


def _plain(table: pd.DataFrame) -> list[dict[str, Any]]:
    import json

    return list(json.loads(table.to_json(orient="records")))  # infinite ends become null


def _show(table: pd.DataFrame, axes: tuple[str, ...], out: Path, most: int = 60) -> None:
    from rich.console import Console
    from rich.table import Table

    from weakties.experiments.engine.words import with_interval

    console = Console(highlight=False)
    shown = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in (*axes, "quantity", "per cent (95 % interval between replicates)"):
        shown.add_column(name, justify="left" if name == "quantity" else "right", overflow="fold")
    before: object = None
    for row in table.head(most).to_dict("records"):
        place = [f"{row[axis]}" if row["point"] != before else "" for axis in axes]
        before = row["point"]
        shown.add_row(*place, row["quantity"], with_interval(row["value"], row["low"], row["high"], "%"))
    console.print()
    console.print(shown)
    if len(table) > most:
        console.print(f"... and {len(table) - most} more rows")
    console.print(
        f"\nall of it in {out / 'summary.csv'}, every world in {out / 'runs.parquet'}",
        markup=False,
        soft_wrap=True,
    )
