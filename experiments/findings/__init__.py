"""The findings: every file in this folder declares one, as `FINDING`, and is found because it exists."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from typing import TYPE_CHECKING

from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weakties.experiments.engine.declare import Finding


def names() -> list[str]:
    """The keys of all findings, in order: the names of the files, with dashes."""
    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__))


def get(key: str) -> Finding:
    """One finding. Raises UserError, with the nearest right name, for a key that no file has."""
    if key not in names():
        near = difflib.get_close_matches(key, names(), n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}?" if near else "see: weakties findings"
        raise UserError(f"no finding {key!r}; {hint}")
    file = key.replace("-", "_")
    finding: Finding | None = getattr(importlib.import_module(f"{__name__}.{file}"), "FINDING", None)
    if finding is None or finding.key != key:
        raise UserError(f"experiments/findings/{file}.py must hold FINDING = Finding(key={key!r}, ...)")
    return finding


def chosen(keys: Sequence[str]) -> list[Finding]:
    """The findings with these keys; all of them where none is named."""
    return [get(key) for key in keys or names()]
