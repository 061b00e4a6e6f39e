"""What a saved result depends on, as digests: the code that made it, and the name of each world.

Saved worlds are used again only while the code they were made with is the same: the function of the experiment's world, and
whatever of the package it can reach, name by name (experiments/engine/reach.py). A constant that no world uses changes nothing.
Comments, docstrings and layout do not count, nor does the Python that reads them: worlds are the same to the bit on all. A world
is named by its settings and its seed, so a design that grows keeps what it has.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import inspect
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

from weakties.experiments.engine.reach import Reached

ROOT = Path(__file__).resolve().parents[2]


def name_of(settings: Mapping[str, Any], seed: int) -> str:
    """The name of one world: 16 hexadecimal digits out of its settings, in any order, and its seed; and out of the source of
    mechanisms of one's own, where the settings name any.
    """
    own = _mechanisms(settings["mechanisms"]) if settings.get("mechanisms") else []
    return _digest(json.dumps([dict(settings), seed, *own], sort_keys=True, default=_plain))[:16]


def _mechanisms(named: Any) -> list[str]:
    """What the files say in which these mechanisms are declared, in order."""
    from weakties.simulation.mechanisms.given import mechanisms_in

    files = [Path(inspect.getfile(type(one))) for one in mechanisms_in({"mechanisms": named})[1]]
    return [_digest(_meaning(path.read_text(encoding="utf-8"))) for path in files]


def code_of(world: Callable[..., Any]) -> str:
    """A digest of the code behind a world: see the head of this file. `world`: a function, a partial, or a callable object
    (then what it holds counts, too)."""
    reached = Reached(ROOT)
    for path, name in _parts_of(world):
        reached.add(path, name)
    parts = [_code(path, numbers) for path, numbers in sorted(reached.statements.items()) if numbers]
    return _digest("\n".join([*parts, _held_by(world)]))[:16]


def _code(path: Path, numbers: set[int]) -> str:
    """What some statements of a file mean, and which file it is."""
    name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
    meaning = _meanings(path.read_text(encoding="utf-8"))
    return "\n".join([name, *(meaning[number] for number in sorted(numbers))])


def together(*digests: str) -> str:
    """One digest out of several."""
    return _digest(" ".join(digests))[:16]


def _meaning(source: str) -> str:
    """Python source without comments, docstrings and layout."""
    return "".join(_meanings(source))


@functools.cache
def _meanings(source: str) -> tuple[str, ...]:
    """The same, statement by statement."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return tuple("" if _is_words(statement) else _written(statement) for statement in tree.body)


def _is_words(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _written(part: Any) -> str:
    """A syntax tree in words that are those of every Python: `ast.unparse` quotes otherwise from 3.12 on, `ast.dump` leaves out
    more from 3.13 on, there are new fields, empty in old code, and 3.12 has empty strings within some f-strings."""
    if isinstance(part, ast.JoinedStr):
        part.values = [v for v in part.values if not (isinstance(v, ast.Constant) and v.value == "")]
    if isinstance(part, ast.AST):
        fields = (f"{k}={_written(v)}" for k, v in ast.iter_fields(part) if v is not None and v != [])
        return f"{type(part).__name__}({','.join(fields)})"
    return f"[{','.join(map(_written, part))}]" if isinstance(part, list) else repr(part)


def _parts_of(world: Callable[..., Any]) -> set[tuple[Path, str | None]]:
    """The file and name of everything callable that makes up a world."""
    if isinstance(world, functools.partial):
        held = (world.func, *world.args, *world.keywords.values())
        return set().union(*(_parts_of(part) for part in held if callable(part)))
    definition = world if inspect.isroutine(world) or inspect.isclass(world) else type(world)
    path = getattr(sys.modules.get(definition.__module__), "__file__", None)
    return {(Path(path), definition.__qualname__.split(".")[0])} if path else set()


def _held_by(world: Callable[..., Any]) -> str:
    if isinstance(world, functools.partial):
        args = tuple(_held_by(part) if callable(part) else part for part in world.args)
        return f"{_held_by(world.func)}{args!r}{sorted(world.keywords.items())!r}"
    return repr(world) if is_dataclass(world) else f"{world.__module__}.{getattr(world, '__qualname__', '')}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """NumPy's numbers as Python's; anything else by its text."""
    return value.item() if hasattr(value, "item") else str(value)
