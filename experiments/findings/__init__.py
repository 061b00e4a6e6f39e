"""The findings: every file in this folder declares one, as `FINDING`, and is found because it exists."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from weakties.experiments.shelf import Shelf

if TYPE_CHECKING:
    from weakties.experiments.engine.declare import Finding

_SHELF: Shelf[Finding] = Shelf(
    sys.modules[__name__], "FINDING = Finding(key={}, ...)", "finding", "weakties findings"
)
names, get, chosen = _SHELF.names, _SHELF.get, _SHELF.chosen
