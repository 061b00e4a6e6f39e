"""A folder in which every file declares one thing of a kind, which is found because the file exists."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Generic, TypeVar

from weakties.simulation.errors import UserError

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Shelf(Generic[Thing]):
    """folder: the package; holds: what a file declares, "FINDING = Finding(key={}, ...)"; called: as a word; see: where all are
    listed; beside: files of the folder that declare none.
    """

    folder: ModuleType
    holds: str
    called: str
    see: str
    beside: tuple[str, ...] = ()

    def names(self) -> list[str]:
        """The names of all, in order: those of the files, with dashes."""
        files = (module.name for module in pkgutil.iter_modules(self.folder.__path__))
        return sorted(name.replace("_", "-") for name in files if name not in self.beside)

    def get(self, name: str) -> Thing:
        """One of them. Raises UserError, with the nearest right name, for one that no file has."""
        if name not in self.names():
            near = difflib.get_close_matches(name, self.names(), n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"see: {self.see}"
            raise UserError(f"no {self.called} {name!r}; {hint}")
        file, (variable, field) = name.replace("-", "_"), self._declared()
        thing: Thing | None = getattr(
            importlib.import_module(f"{self.folder.__name__}.{file}"), variable, None
        )
        if thing is None or getattr(thing, field) != name:
            where = self.folder.__name__.removeprefix("weakties.").replace(".", "/")
            raise UserError(f"{where}/{file}.py must hold {self.holds.format(repr(name))}")
        return thing

    def chosen(self, asked: Sequence[str]) -> list[Thing]:
        """Those with these names; all of them where none is named."""
        return [self.get(name) for name in asked or self.names()]

    def _declared(self) -> tuple[str, str]:
        """The variable that a file holds, and the field with its name: ("FINDING", "key")."""
        return self.holds.split(" ")[0], self.holds.split("(")[1].split("=")[0]
