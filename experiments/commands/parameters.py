"""weakties parameters: every number a user can set."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Annotated

import typer

from weakties.experiments.declared import described, groups
from weakties.experiments.options import Json, print_json

if TYPE_CHECKING:
    from weakties.simulation.data_dictionary import Table


EXAMPLES = (
    "weakties parameters",
    "weakties parameters --columns",
    "weakties parameters --worlds --json",
)


def command(
    worlds: Annotated[
        bool, typer.Option("--worlds", help="The worlds that have a name, instead: for --world NAME.")
    ] = False,
    columns: Annotated[
        bool, typer.Option("--columns", help="The columns of all saved tables, instead: unit and meaning.")
    ] = False,
    json: Json = False,
) -> None:
    """Every parameter and its source. Or the worlds that have a name, or what the columns of saved tables mean."""
    if worlds or columns:
        (_show_worlds if worlds else _show_columns)(json)
        return
    entries = [entry for group in groups() for entry in described(group)]
    if json:
        print_json(entries)
        return
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    for group in groups():
        rows = described(group)
        console.print(f"\n{rows[0]['group']}", style="bold", markup=False)
        shown = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
        shown.add_column("name", no_wrap=True)
        shown.add_column("default", justify="right", no_wrap=True)
        shown.add_column("range", no_wrap=True)
        shown.add_column("meaning, and source of the default", overflow="fold")
        for row in rows:
            span = f"{row['low']:g} to {row['high']:g}"
            default = f"{row['default']:g} {row['unit']}".rstrip()
            shown.add_row(
                row["name"], default, span, f"{row['meaning']} [{row['source']}]".replace("[", "\\[")
            )
        console.print(shown)


def _show_worlds(json: bool) -> None:
    """Name, meaning, the numbers that differ from the default, and their source, of each."""
    from rich.console import Console

    from weakties.simulation.named_worlds import WORLDS

    if json:
        print_json([dataclasses.asdict(world) for world in WORLDS])
        return
    console = Console(highlight=False)
    for world in WORLDS:
        console.print(f"\n{world.name}", style="bold", markup=False)
        console.print(f"  {world.meaning}", markup=False)
        if world.values:
            differs = ", ".join(f"{name} = {value:g}" for name, value in world.values.items())
            console.print(f"  {differs}", markup=False)
        console.print(f"  source: {world.source}", markup=False)


def tables() -> list[Table]:
    """Every table that a command saves, with its columns as they are declared."""
    from weakties.experiments.worlds import sweep_columns
    from weakties.simulation import data_dictionary

    return [*data_dictionary.TABLES, *sweep_columns.TABLES]


def _show_columns(json: bool) -> None:
    """The columns of each table: unit and meaning."""
    from rich.console import Console

    if json:
        print_json(
            [
                {"model": t.model, "table": t.name, "column": name, **column._asdict()}
                for t in tables()
                for name, column in t.columns.items()
            ]
        )
        return
    console = Console(highlight=False)
    for table in tables():
        console.print(
            f"\n{table.name}.parquet ({table.model}): one row {table.row}", style="bold", markup=False
        )
        for name, column in table.columns.items():
            unit = f" [{column.unit}]" if column.unit else ""
            console.print(f"  {name}{unit}: {column.meaning}", markup=False, soft_wrap=True)
