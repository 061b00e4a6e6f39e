"""weakties network: what a network is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from weakties.experiments.options import (
    Columns,
    Conversation,
    DropSelfTies,
    Json,
    NamedWorld,
    Observed,
    Rate,
    Seed,
    Sets,
    Unit,
    out_option,
    print_json,
    settings,
)

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.ties import Ties


EXAMPLES = (
    "weakties network lesmis --out runs/lesmis",
    "weakties network calls.csv --columns caller,callee,calls --rate counts --observed 12",
    "weakties network layers --workers 2000 --set acquaintances=100",
)


def command(
    network: Annotated[
        str, typer.Argument(metavar="NAME|FILE", help="A generator, a file of ties, karate, or lesmis.")
    ],
    out: Annotated[Path | None, out_option("Folder for the page and the tables.")] = None,
    workers: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="People, in a generated network.")
    ] = None,
    rate: Rate = "auto",
    observed: Observed = None,
    unit: Unit = None,
    conversation: Conversation = None,
    drop_self_ties: DropSelfTies = False,
    columns: Columns = "",
    seed: Seed = 0,
    world: NamedWorld = None,
    assign: Sets = None,
    json: Json = False,
) -> None:
    """What a network is: size, cohesion, bridges, and more.

    Held together: the share of people in the largest component, its mean while ties are removed one by one, in an order. Of
    equally strong ties chance decides which goes first, many times over: the mean, and where 95 % of the times lie.

    With --out a page with pictures (network.pdf, .svg, .png) and ties.parquet, people.parquet with what was found for each.
    """
    from weakties.experiments.engine.progress import say
    from weakties.experiments.worlds import one_network

    reading = one_network.Reading(rate, observed, unit, conversation, drop_self_ties, columns)
    shape = one_network.shape_of(network, settings(assign, world=world))
    ties, notes = one_network.find(network, workers, seed, reading, shape)
    for note in notes:
        say(note)
    found = one_network.report(ties, seed)
    written = _write(ties, found.tables, out, network) if out is not None else []
    if json:
        print_json(one_network.for_programs(found.numbers))
        return
    _show(network, found.tables["numbers"], written)


def _write(ties: Ties, tables: dict[str, pd.DataFrame], out: Path, name: str) -> list[Path]:
    """The page as pdf, svg and png, its points, and everything about each tie and person."""
    from weakties.analysis.structure import per_person, per_tie
    from weakties.experiments.engine import store
    from weakties.figures import network_report, style

    figure, points = network_report.draw(tables), network_report.points(tables)
    paths = [out / f"network.{kind}" for kind in ("pdf", "svg", "png", "csv")]
    for path in paths[:3]:
        store.write_bytes(path, style.render(figure, path.suffix[1:], f"the network {name}"))
    store.write_bytes(paths[3], points.to_csv(index=False).encode())
    note = store.provenance(network=name, people=ties.people, ties=len(ties))
    for file, table in (("ties", per_tie(ties)), ("people", per_person(ties))):
        paths.append(out / f"{file}.parquet")
        store.write_table(paths[-1], table, note)
    return paths


def _show(name: str, numbers: pd.DataFrame, written: list[Path]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    console.print(f"\n{name}", style="bold", markup=False)
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    for row in numbers.itertuples():
        table.add_row(str(row.name), str(row.value))
    console.print(table)
    for path in written:
        console.print(f"wrote {path}", markup=False, soft_wrap=True)
