"""Pieces of advice: every file in this folder declares one, as `ADVICE`, and is found because it exists."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from typing import TYPE_CHECKING

from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weakties.experiments.advice.declare import Piece

NOT_ADVICE = ("declare",)


def names() -> list[str]:
    """The names of all pieces, in order: the names of the files, with dashes."""
    files = (module.name for module in pkgutil.iter_modules(__path__))
    return sorted(name.replace("_", "-") for name in files if name not in NOT_ADVICE)


def get(name: str) -> Piece:
    """One piece. Raises UserError, with the nearest right name, for one that no file has."""
    if name not in names():
        near = difflib.get_close_matches(name, names(), n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}?" if near else "see: weakties advice"
        raise UserError(f"no advice {name!r}; {hint}")
    file = name.replace("-", "_")
    piece: Piece | None = getattr(importlib.import_module(f"{__name__}.{file}"), "ADVICE", None)
    if piece is None or piece.name != name:
        raise UserError(f"experiments/advice/{file}.py must hold ADVICE = Piece(name={name!r}, ...)")
    return piece


def chosen(asked: Sequence[str]) -> list[Piece]:
    """The pieces with these names; all of them where none is named."""
    return [get(name) for name in asked or names()]
