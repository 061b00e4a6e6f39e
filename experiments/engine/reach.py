"""Which code a function can reach: top-level statements of the package, followed from name to name through its imports.

Read from the source, never by running it. A name leads to the statements that bind it in its module, and on to every name in
those; an import, at the top, in a function or for the type checker alone, leads to the name in the module it comes from. A module
used as a whole (handed on, or asked for a name it does not bind) counts as a whole. What runs when a module is imported, beside
definitions (calls, loops, definitions under a decorator of the package), counts with the module and wherever it is imported.
Hints on arguments and results do not count, which are never looked at; nor does what is imported by a name put together at run
time, which only the command line does.
"""

from __future__ import annotations

import ast
import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

PACKAGE = "weakties"
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Target(NamedTuple):
    """Where a name comes from: a module, and the name in it; None: the module itself."""

    module: str
    name: str | None


class Source(NamedTuple):
    """A module as it is read."""

    body: list[ast.stmt]
    binds: dict[str, list[int]]  # which statements bind a name
    imports: dict[str, list[Target]]  # where names of the package come from, wherever they are imported
    reads: list[frozenset[tuple[str, ...]]]  # names that each statement reads, with attributes asked of them
    first: list[str]  # modules of the package that are imported with this one, or may be
    runs: list[int]  # which statements do more on import than to bind names


class Reached:
    """Collects what is reached. root: the folder of the rooms."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.statements: dict[Path, set[int]] = {}
        self._todo: list[tuple[Path, int]] = []
        self._imported: set[Path] = set()
        self._known: set[tuple[Path | str | None, ...]] = set()
        self._sources: dict[Path, Source] = {}
        self._files: dict[str, Path | None] = {}

    def add(self, path: Path, name: str | None) -> None:
        """A name of the module in this file and all that it leads to; None, or a name it does not bind: the whole module."""
        self._name(path, name)
        while self._todo:
            path, number = self._todo.pop()
            source = self._source(path)
            for name, *attributes in source.reads[number]:
                if name in source.binds or name in source.imports:
                    self._name(path, name, attributes)

    def _name(self, path: Path, name: str | None, attributes: Sequence[str] = ()) -> None:
        if (place := (path, name, *attributes)) in self._known:
            return
        self._known.add(place)
        self._import(path)
        source = self._source(path)
        if name is None or not (name in source.binds or name in source.imports):
            self._statements(path, range(len(source.body)))
            return
        self._statements(path, source.binds.get(name, ()))
        for target in source.imports.get(name, ()):
            self._target(target, attributes)

    def _target(self, target: Target, attributes: Sequence[str]) -> None:
        """What was imported, and of it an attribute of an attribute ..., as far as these are modules."""
        module, rest = target.module, [*([target.name] if target.name else []), *attributes]
        while rest and not self._binds(module, rest[0]) and self._file(f"{module}.{rest[0]}"):
            module = f"{module}.{rest.pop(0)}"
        if file := self._file(module):
            self._name(file, rest[0] if rest else None, rest[1:])

    def _binds(self, module: str, name: str) -> bool:
        file = self._file(module)
        return file is not None and (name in self._source(file).binds or name in self._source(file).imports)

    def _import(self, path: Path) -> None:
        """A module is imported: what runs then is reached, in it, in the packages it lies in and in what it imports."""
        todo = [path]
        while todo:
            if (path := todo.pop()) in self._imported:
                continue
            self._imported.add(path)
            source = self._source(path)
            self._statements(path, source.runs)
            files = map(self._file, itertools.chain.from_iterable(map(_and_above, source.first)))
            todo.extend(file for file in files if file)

    def _statements(self, path: Path, numbers: Iterable[int]) -> None:
        reached = self.statements.setdefault(path, set())
        self._todo.extend((path, number) for number in numbers if number not in reached)
        reached.update(numbers)

    def _source(self, path: Path) -> Source:
        if path not in self._sources:
            self._sources[path] = parse(path.read_text(encoding="utf-8"))
        return self._sources[path]

    def _file(self, module: str) -> Path | None:
        """The file of a module of the package; None for any other module."""
        if module not in self._files:
            first, *rest = module.split(".")
            place = self.root.joinpath(*rest) if rest else self.root / "simulation" / PACKAGE
            there = (place.with_name(f"{place.name}.py"), place / "__init__.py")
            found = (path for path in there if first == PACKAGE and path.is_file())
            self._files[module] = next(found, None)
        return self._files[module]


@functools.cache
def parse(text: str) -> Source:
    """A module out of its source."""
    body = ast.parse(text).body
    source = Source(body, {}, {}, [frozenset(_names(statement)) for statement in body], [], [])
    for number, statement in enumerate(body):
        for name in _bound(statement):
            source.binds.setdefault(name, []).append(number)
        for node in ast.walk(statement):
            for name, target in _imported(node):
                source.imports.setdefault(name, []).append(target)
                if node is statement:
                    source.first.append(f"{target.module}.{target.name}" if target.name else target.module)
    source.runs.extend(number for number, statement in enumerate(body) if _runs(statement, source))
    return source


def _bound(statement: ast.stmt) -> set[str]:
    """The names that a statement at the top of a module binds, but for names of the package that it imports."""
    if isinstance(statement, DEFINITIONS):
        return {statement.name}
    found = set[str]()
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, DEFINITIONS):
            found.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom) and not any(_imported(node)):
            found.update((alias.asname or alias.name).split(".")[0] for alias in node.names)
    return found


def _imported(node: ast.AST) -> Iterator[tuple[str, Target]]:
    """The names of the package that an import makes known, and where they come from."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            if alias.name.split(".")[0] == PACKAGE:
                whole = alias.name if alias.asname else PACKAGE
                yield alias.asname or PACKAGE, Target(whole, None)
    elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == PACKAGE:
        for alias in node.names:
            yield alias.asname or alias.name, Target(node.module, None if alias.name == "*" else alias.name)


def _runs(statement: ast.stmt, source: Source) -> bool:
    """Whether a statement at the top of a module does something when the module is imported beside binding names."""
    if isinstance(statement, DEFINITIONS):
        named = {name for decorator in statement.decorator_list for name, *_ in _names(decorator)}
        return any(name in source.imports or _is_defined(name, source) for name in named)
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        return not all(isinstance(target, ast.Name | ast.Tuple) for target in targets)
    if isinstance(statement, ast.Expr):
        return not isinstance(statement.value, ast.Constant)  # words
    if isinstance(statement, ast.If) and getattr(statement.test, "id", "") == "TYPE_CHECKING":
        return False
    if isinstance(statement, ast.ImportFrom) and any(alias.name == "*" for alias in statement.names):
        return True
    return not isinstance(statement, ast.Import | ast.ImportFrom | ast.Pass)


def _is_defined(name: str, source: Source) -> bool:
    return any(isinstance(source.body[number], DEFINITIONS) for number in source.binds.get(name, ()))


def _names(node: ast.AST) -> Iterator[tuple[str, ...]]:
    """Every name that is read in a piece of code, each with the attributes asked of it; without hints on functions."""
    if isinstance(node, ast.Name):
        yield (node.id,)
    elif isinstance(node, ast.Attribute):
        attributes: list[str] = []
        base: ast.expr = node
        while isinstance(base, ast.Attribute):
            attributes.insert(0, base.attr)
            base = base.value
        if isinstance(base, ast.Name):
            yield (base.id, *attributes)
        else:
            yield from _names(base)
    elif isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
        yield ("*",)
    else:
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "returns") and isinstance(node, (ast.arg, *DEFINITIONS)):
                continue
            for part in value if isinstance(value, list) else [value]:
                if isinstance(part, ast.AST):
                    yield from _names(part)


def _and_above(module: str) -> Iterator[str]:
    """A module and the packages it lies in, which are imported with it."""
    parts = module.split(".")
    yield from (".".join(parts[: n + 1]) for n in range(len(parts)))
