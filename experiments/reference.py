"""Pages of reference, made from the code: what the front door offers, the commands, the columns of tables, the modules."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Mapping
from typing import Any

from weakties.experiments.engine.fingerprint import ROOT
from weakties.experiments.prose import markdown, term

LONG = 88  # characters of a call on one line
ROOMS = ("simulation", "analysis", "figures", "experiments")


def python() -> str:
    """Everything that can be imported from weakties, and what is in weakties.networks: signatures and docstrings."""
    import weakties
    from weakties import networks

    parts = ["# Python\n\n`from weakties import ...` offers what is listed here; all else may change."]
    for name in sorted(weakties.__all__, key=str.lower):
        if name != "networks":
            parts += _entry(name, getattr(weakties, name), "##")
    parts.append("## networks\n\nGenerators, files and logs: `from weakties import networks`.")
    for name in sorted(networks.__all__):
        if callable(getattr(networks, name)):
            parts += _entry(f"networks.{name}", getattr(networks, name), "###")
    return "\n\n".join(parts) + "\n"


def _entry(name: str, what: Any, level: str) -> list[str]:
    """A heading, the signature, the docstring; of a class its methods and properties, too."""
    call = f"```python\n{broken(name.rpartition('.')[2] + _signature(what))}\n```"
    parts = [f"{level} {name}", call, markdown(inspect.getdoc(what) or "")]
    if not inspect.isclass(what) or issubclass(what, Exception):
        return parts
    for member, found in sorted(_members(what).items()):
        signature = "" if isinstance(found, property) else _signature(getattr(what, member))
        parts.append(term(f".{member}{signature}", markdown(inspect.getdoc(found) or "")))
    return parts


def _members(kind: type) -> dict[str, Any]:
    """The public methods and properties of a class that its package gives it, with a docstring."""
    ours = [one for one in reversed(kind.__mro__) if one.__module__.startswith("weakties.")]
    every = {name: value for one in ours for name, value in vars(one).items() if not name.startswith("_")}
    kinds = (property, classmethod, staticmethod)
    return {
        name: value
        for name, value in every.items()
        if (inspect.isfunction(value) or isinstance(value, kinds)) and inspect.getdoc(value)
    }


def _signature(what: Any) -> str:
    try:
        return re.sub(r"weakties\.[\w.]+\.", "", str(inspect.signature(what))).replace("'", "")
    except (TypeError, ValueError):
        return ""


def broken(call: str) -> str:
    """A call with its signature, an argument a line where it is long."""
    head, _, rest = call.partition("(")
    if len(call) <= LONG or not rest:
        return call
    inside, arrow, result = rest.rpartition(") -> ")
    if not arrow:
        inside, arrow = rest.removesuffix(")"), ")"
    arguments = re.split(r", (?![^\[(]*[\])])", inside)  # commas outside brackets
    return "\n".join([f"{head}(", *(f"    {one}," for one in arguments), f"{arrow}{result}"])


def _text(content: str) -> str:
    return f"```text\n{content.rstrip()}\n```"


def commands() -> str:
    """The help of every command, as `--help` prints it."""
    import typer
    from typer.testing import CliRunner

    from weakties.experiments import cli

    program, runner = cli.app(), CliRunner()
    root: Any = typer.main.get_command(program)
    names: list[tuple[str, ...]] = [
        (name,) for name in root.commands if not hasattr(root.commands[name], "commands")
    ]
    names += [("experiment", name) for name in root.commands["experiment"].commands]
    parts = ["# Command line", _text(runner.invoke(program, ["--help"], prog_name="weakties").output)]
    for name in names:
        shown = runner.invoke(program, [*name, "--help"], prog_name="weakties").output
        parts += [f"## weakties {' '.join(name)}", _text(shown)]
    return "\n\n".join(parts) + "\n"


def columns() -> str:
    """The data dictionary: every table that is saved, and what its columns mean."""
    from weakties.experiments.commands.parameters import tables

    parts = ["# Columns of tables\n\nUnits and meanings stand in the files, too, as metadata of each column."]
    for table in tables():
        rows = [f"| `{name}` | {c.unit} | {c.meaning} |" for name, c in table.columns.items()]
        head = f"## {table.name}.parquet ({table.model})\n\nOne row {table.row}."
        parts.append("\n".join([head, "", "| column | unit | meaning |", "|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def modules() -> str:
    """Every module of the package, with the first line of its docstring."""
    parts = [
        "# Modules\n\nEach room knows only the rooms to its left: simulation ← analysis ← figures ← experiments."
    ]
    for room in ROOMS:
        rows = []
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).with_suffix("").as_posix().removesuffix("/__init__")
            said = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n")[0]
            if said and name != "simulation/weakties" and "/examples/" not in name:
                rows.append(f"| `weakties.{name.replace('/', '.')}` | {said} |")
        parts.append("\n".join([f"## {room}", "", "| module | what it is |", "|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


PAGES: Mapping[str, Callable[[], str]] = {
    "reference": python,
    "commands": commands,
    "columns": columns,
    "modules": modules,
}
