"""Pieces of advice: every file in this folder declares one, as `ADVICE`, and is found because it exists."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from weakties.experiments.shelf import Shelf

if TYPE_CHECKING:
    from weakties.experiments.advice.declare import Piece

_SHELF: Shelf[Piece] = Shelf(
    sys.modules[__name__], "ADVICE = Piece(name={}, ...)", "advice", "weakties advice list", ("declare",)
)
names, get, chosen = _SHELF.names, _SHELF.get, _SHELF.chosen
