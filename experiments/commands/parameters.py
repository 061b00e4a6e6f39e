"""weakties parameters: every number a user can set."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
from typing import TYPE_CHECKING, Annotated, Any

import typer

from weakties.experiments.options import Json, print_json

if TYPE_CHECKING:
    from weakties.simulation.parameters import Parameters


def command(
    worlds: Annotated[
        bool, typer.Option("--worlds", help="The worlds that have a name, instead: for --world NAME.")
    ] = False,
    json: Json = False,
) -> None:
    """Show every parameter and its source, or the worlds that have a name."""
    if worlds:
        _show_worlds(json)
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


def groups() -> list[type[Parameters]]:
    """The sets of parameters that `simulation` declares, in modules whose name ends in "parameters": those of the base models
    first, then module by module, in the order in which they are declared."""
    import weakties.simulation
    from weakties.simulation.parameters import Parameters

    modules = pkgutil.walk_packages(weakties.simulation.__path__, "weakties.simulation.")
    names = [m.name for m in modules if m.name.endswith("parameters")]
    found: list[type[Parameters]] = []
    for name in sorted(names, key=lambda name: (name != "weakties.simulation.parameters", name)):
        module = importlib.import_module(name)
        found += [
            group
            for group in vars(module).values()
            if isinstance(group, type)
            and issubclass(group, Parameters)
            and group.__module__ == module.__name__
        ]
    return [group for group in found if _own(group)]


def _own(group: type[Parameters]) -> list[str]:
    """The parameters that a set itself declares."""
    return [name for name in inspect.get_annotations(group) if name in group.model_fields]


def described(group: type[Parameters]) -> list[dict[str, Any]]:
    """One entry for each parameter that a set itself declares."""
    from weakties.simulation.parameters import range_of, source_of, unit_of

    heading = (group.__doc__ or group.__name__).strip().splitlines()[0]
    entries = []
    for name in _own(group):
        info = group.model_fields[name]
        low, high = range_of(info)
        entries.append(
            {
                "name": name,
                "default": info.default,
                "low": low,
                "high": high,
                "unit": unit_of(info),
                "label": info.title,
                "meaning": info.description,
                "source": source_of(info),
                "group": heading,
            }
        )
    return entries
