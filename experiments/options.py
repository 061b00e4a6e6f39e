"""Options that several commands share, and how their values are read."""

from __future__ import annotations

import difflib
import math
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    from weakties.simulation.parameters import Parameters

P = TypeVar("P", bound="Parameters")

MOST_PEOPLE = 2**31 - 1  # they are numbered in 32 bits
MOST_WEEKS = 1_000_000  # 19,000 years
MOST_JOBS = 10_000
MOST_WORLDS = 1_000_000  # of one sweep


def folder(text: str | Path) -> Path:
    """The folder that an option names. Raises UserError for the empty name, which would be the present folder, and for others
    that no folder can have."""
    if not os.fspath(text).strip():
        raise UserError("--out: name a folder; . is the present one")
    path = Path(text)
    try:
        path.exists()
    except (OSError, ValueError) as error:
        raise UserError(
            f"--out {os.fspath(text)[:80]!r}: no folder can have that name ({getattr(error, 'strerror', None) or error})"
        ) from None
    return path


def out_option(help: str) -> Any:
    """The option that names the folder in which to write."""
    return typer.Option("--out", "-o", metavar="DIR", parser=folder, help=help)


Out = Annotated[Path, out_option("Folder for results.")]
Jobs = Annotated[
    int,
    typer.Option("--jobs", "-j", metavar="N", min=0, max=MOST_JOBS, help="Processes; 0: one for each core."),
]
Quick = Annotated[bool, typer.Option("--quick", help="The small designs: same figures, less sure.")]
Json = Annotated[bool, typer.Option("--json", help="Print for programs, as JSON.")]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="Same seed, same results, to the bit.")]
Sets = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="Set a parameter (see: weakties parameters)."),
]
NamedWorld = Annotated[
    str | None,
    typer.Option(
        "--world",
        metavar="NAME",
        help="A world by name (see: weakties parameters --worlds); --set wins over it.",
    ),
]
OwnMechanisms = Annotated[
    list[str] | None,
    typer.Option(
        "--mechanism", metavar="MODULE:CLASS", help="A mechanism of your own; --set its_name.parameter=VALUE."
    ),
]
Network = Annotated[
    str,
    typer.Option("--network", metavar="NAME|FILE", help="A generator, a file of ties, karate, or lesmis."),
]
Rate = Annotated[
    str, typer.Option("--rate", metavar="RULE", help="How weights in a file become contact rates.")
]
Observed = Annotated[
    str | None,
    typer.Option(
        "--observed", metavar="WEEKS", help="How long was counted, for --rate counts; or '11 days'."
    ),
]
Unit = Annotated[
    str | None,
    typer.Option("--unit", metavar="UNIT", help="What a count counts: contacts, or time, as '20 seconds'."),
]
Conversation = Annotated[
    str | None,
    typer.Option("--conversation", metavar="TIME", help="How long one lasts, where a count is time."),
]
DropSelfTies = Annotated[
    bool, typer.Option("--drop-self-ties", help="Leave out ties of people with themselves.")
]

Columns = Annotated[
    str,
    typer.Option("--columns", metavar="FROM,TO,WEIGHT", help="Of a table, by name or number from 1."),
]


def print_json(content: Any) -> None:
    """JSON on stdout."""
    from weakties.experiments.engine.store import json_of

    typer.echo(json_of(content))


def settings(
    assignments: Iterable[str] | None, mechanisms: Sequence[str] | None = None, world: str | None = None
) -> dict[str, Any]:
    """The `--set name=value` of a command line; under "mechanisms" and "world" its `--mechanism` and `--world`, if any.

    Raises UserError for one that is not such, or a name set twice.
    """
    found: dict[str, Any] = {}
    if world is not None:
        found["world"] = world
    for text in assignments or ():
        name, value = split(text, "--set", "name=value")
        if name in found:
            raise UserError(f"--set {name} stands twice; keep one")
        found[name] = read_value(value)
    if mechanisms:
        found["mechanisms"] = ",".join(mechanisms)
    return found


def varied(assignments: Iterable[str] | None) -> dict[str, list[Any]]:
    """The `--vary name=values` of a command line: `2,4,8`, or `2:16:8` for 8 evenly spaced values from 2 to 16."""
    found: dict[str, list[Any]] = {}
    for text in assignments or ():
        name, value = split(text, "--vary", "name=2,4,8 or name=2:16:8")
        if name in found:
            raise UserError(f"--vary {name} stands twice; list all its values in one")
        found[name] = _spaced(text, value) if ":" in value else [read_value(v) for v in value.split(",")]
        if len(set(found[name])) < len(found[name]) or "" in found[name]:
            raise UserError(f"--vary {text}: list every value once")
    return found


def split(text: str, option: str, form: str) -> tuple[str, str]:
    """`name=value` as its two parts."""
    name, sign, value = (part.strip() for part in text.partition("="))
    if not (name and sign and value):
        raise UserError(f"{option} {text}: must have the form {form}")
    return name, value


def read_value(text: str) -> int | float | str:
    """A number where the text is one, the text itself otherwise."""
    text = text.strip()
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _spaced(text: str, value: str) -> list[int | float]:
    """`a:b:n` as n evenly spaced values from a to b; whole numbers where all of them are."""
    parts = [read_value(part) for part in value.split(":")]
    if len(parts) != 3 or any(isinstance(part, str) for part in parts):
        raise UserError(f"--vary {text}: must have the form name=from:to:count, as in vacancy_life=2:16:8")
    try:
        low, high, count = (float(part) for part in parts)
    except OverflowError:  # a whole number of hundreds of digits
        low = high = count = math.inf
    if not math.isfinite(high - low) or not math.isfinite(count):
        raise UserError(f"--vary {text}: both ends and the count must be finite numbers")
    if not (count == int(count) and 2 <= count <= 10_000):
        raise UserError(f"--vary {text}: the count must be a whole number from 2 to 10000")
    steps = int(count) - 1
    values = [float(f"{low + (high - low) * i / steps:.12g}") for i in range(steps + 1)]
    return [int(v) for v in values] if all(v == int(v) for v in values) else list(values)


def own(group: type[P], values: Mapping[str, Any]) -> P:
    """A set of parameters with those of the values that are its own. Raises UserError for one out of range."""
    return group.create({name: value for name, value in values.items() if name in group.model_fields})


def check_choice(name: str, known: Sequence[str], what: str) -> str:
    """`name`, if it is one of the known. Raises UserError with the nearest right one."""
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
        raise UserError(
            f"no {what} {name!r}; "
            + (f"did you mean {near[0]!r}?" if near else f"choose from {', '.join(known)}")
        )
    return name
