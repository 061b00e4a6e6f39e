"""What the last league said of a piece of advice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from weakties.experiments.engine.store import folder_of
from weakties.experiments.league.live import KEY

if TYPE_CHECKING:
    import pandas as pd


def of(name: str, out: Path) -> tuple[pd.DataFrame | None, pd.DataFrame | None]:
    """The rows of a piece in league.csv and claims.csv, of the full design where it was run; None where there are none."""
    import pandas as pd

    for quick in (False, True):
        folder = folder_of(out, KEY, quick).path
        if not (folder / "league.csv").is_file():
            continue
        rows, claims = (pd.read_csv(folder / f"{table}.csv") for table in ("league", "claims"))
        if name in set(rows["advice"]):
            return rows[rows["advice"] == name], claims[claims["advice"] == name]
    return None, None
