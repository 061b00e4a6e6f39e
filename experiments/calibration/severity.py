"""Severity: the share of prior worlds that would pass a row. A row that nearly every world passes says little for the model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from weakties.experiments.engine import store
from weakties.experiments.engine.severity import COLUMNS

if TYPE_CHECKING:
    import pandas as pd

    from weakties.experiments.engine.declare import Experiment, Finding


def update(path: Path, rows: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Put rows into a table of severities (finding, quantity, passed, worlds), in place of older ones of the same quantities."""
    import pandas as pd

    new = pd.concat(list(rows), ignore_index=True)
    new = new[new.worlds > 0]
    tables = [pd.read_csv(path), new] if path.exists() else [new]
    table = pd.concat(tables, ignore_index=True).drop_duplicates(COLUMNS[:2], keep="last")
    table = table.sort_values(COLUMNS[:2], kind="stable").reset_index(drop=True)
    store.write_bytes(path, table.to_csv(index=False, lineterminator="\n").encode())
    return table


def from_prior(
    worlds: pd.DataFrame, experiment: Experiment, findings: Sequence[Finding]
) -> list[pd.DataFrame]:
    """The same for all findings of an experiment whose worlds generation 0 has run: rows that come from the first point of its
    design, the default world. Rows that need another point are left out."""
    import pandas as pd

    from weakties.experiments.calibration.over import passes

    default = experiment.design.points[0]
    tables = []
    for finding in (f for f in findings if f.experiment.key == experiment.key):
        rows = []
        for k in range(len(worlds)):
            labelled = worlds.iloc[[k]].assign(**default).reset_index(drop=True)
            rows.append({name: e.value for name, e in finding.measure(labelled).items()})
        table = pd.DataFrame(rows).reindex(columns=[p.quantity for p in finding.published])
        tables.append(passes(finding, table))
    return tables
