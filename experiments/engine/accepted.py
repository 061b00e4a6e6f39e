"""The figure that every finding has by itself: ours against what would be accepted, row by row (figures/accepted.py)."""

from __future__ import annotations

import functools
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from weakties.experiments.engine import scoreboard, words
from weakties.experiments.engine.declare import Drawing

if TYPE_CHECKING:
    import pandas as pd

    from weakties.experiments.engine.declare import Finding
    from weakties.experiments.engine.scoreboard import Row

NAME = "accepted"


def drawing(finding: Finding) -> Drawing:
    """The figure of a finding."""
    name = f"{finding.key.replace('-', '_')}_{NAME}"
    return Drawing(figure=NAME, prepare=functools.partial(table, finding), name=name)


def table(finding: Finding, runs: pd.DataFrame) -> pd.DataFrame:
    """What figures/accepted.py takes, from saved runs."""
    import pandas as pd

    judged: Any = SimpleNamespace(good=runs, failed=runs.iloc[:0])  # all that a judge reads
    return pd.DataFrame([_row(row) for row in scoreboard.judge(finding, judged, False)])


def _row(row: Row) -> dict[str, Any]:
    p, e = row.published, row.ours
    about = {
        "quantity": words.quantity(p),
        "published": words.published(p),
        "ours": words.short(e.value, p.unit) if e else "not run",
        "direction": "" if p.direction is None else "above" if p.direction.above else "below",
        "word": row.verdict.word if row.verdict else "",
    }
    if e is None:
        return {**about, "value": float("nan"), "low": float("nan"), "high": float("nan")}
    origin = p.value if p.direction is None else p.direction.bound
    ends = {"value": e.value, "low": e.low, "high": e.high}
    scaled = {name: _in_margins(x - origin, p.margin.below, p.margin.up) for name, x in ends.items()}
    return {**about, **scaled}


def _in_margins(difference: float, below: float, above: float) -> float:
    return difference / (above if difference > 0 else below)
