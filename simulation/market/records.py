"""What happened, as tables: hires, who had told the hired, and weekly totals. Parquet, with the provenance inside."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.market.state import CHANNELS, CONTACT, Jobs
from weakties.simulation.saved_tables import SavedTables
from weakties.simulation.ties import Kind, Ties

if TYPE_CHECKING:
    import pandas as pd


HIRE = np.dtype(
    [
        ("week", np.int32),
        ("worker", np.int32),
        ("position", np.int32),
        ("opened", np.int32),  # the week in which the vacancy opened
        ("previous", np.int32),  # the position left for it; -1 when out of work
        ("out_of_work", np.int32),  # for how many weeks
        ("told", np.int32),  # how many rows of TOLD are about this hire
    ]
)
TOLD = np.dtype(
    [
        ("channel", np.int8),
        ("teller", np.int32),  # -1 for formal and direct search
        ("kind", np.int8),
        ("contact_rate", np.float32),
        ("steps", np.int16),
        ("week", np.int32),
        ("credited", np.bool_),
    ]
)
"""A row of what market/rules/hire.py writes: somebody is hired; he had heard of that job, from whom or how, and when."""


class HireLog:
    """Hires week by week, as the kernel writes them; `tables` makes them readable."""

    def __init__(self) -> None:
        self._hires: list[NDArray[np.void]] = []
        self._told: list[NDArray[np.void]] = []
        self._count = 0

    def add(self, hires: NDArray[np.void], told: NDArray[np.void]) -> None:
        """Note the hires of a week, rows of HIRE and of TOLD."""
        if len(hires):
            self._hires.append(hires.copy())  # the kernel's tables are longer
            self._told.append(told.copy())
            self._count += len(hires)

    def __len__(self) -> int:
        return self._count

    def tables(self, ties: Ties, jobs: Jobs, from_week: int = 0) -> tuple[pd.DataFrame, pd.DataFrame]:
        """(hires, tellings), one row a hire and one row for each time that somebody hired had heard of that job.

        from_week: leave out the hires of earlier weeks, without a look at them (for those who follow a run week by week).
        """
        skip = bisect_left(self._hires, from_week, key=lambda block: int(block["week"][0]))
        hires = np.concatenate([np.empty(0, HIRE), *self._hires[skip:]])
        told = np.concatenate([np.empty(0, TOLD), *self._told[skip:]])
        first = self._count - len(hires)
        tellings = _tellings(first + np.repeat(np.arange(len(hires)), hires["told"]), told)
        return _hires(hires, tellings, ties, jobs, first), tellings


def _tellings(of_hire: NDArray[np.int64], told: NDArray[np.void]) -> pd.DataFrame:
    import pandas as pd

    contact = told["channel"] == CONTACT
    return pd.DataFrame(
        {
            "hire": of_hire,
            "channel": _category(told["channel"], CHANNELS),
            "teller": told["teller"],
            "kind": _category(
                np.where(contact, told["kind"], np.int8(-1)), tuple(k.name.lower() for k in Kind)
            ),
            "contact_rate": np.where(contact, told["contact_rate"], np.float32(np.nan)),
            "steps": told["steps"],
            "week": told["week"],
            "credited": told["credited"],
        }
    )


def _hires(
    hires: NDArray[np.void], tellings: pd.DataFrame, ties: Ties, jobs: Jobs, first: int
) -> pd.DataFrame:
    import pandas as pd

    worker, position, old = hires["worker"], hires["position"], hires["previous"]
    credit = tellings[tellings.credited].reset_index(drop=True)
    teller = credit.teller.to_numpy()
    contact = teller >= 0
    mutual = np.full(len(hires), -1, np.int32)
    mutual[contact] = ties.mutual_contacts(worker[contact], teller[contact])
    people_told = tellings[tellings.teller >= 0].groupby("hire").teller.nunique()
    others = people_told.reindex(range(first, first + len(hires)), fill_value=0).to_numpy() - contact
    firm = jobs.firm[position] if len(position) else np.empty(0, np.int32)
    previous = jobs.firm[old] if len(old) else np.empty(0, np.int32)
    return pd.DataFrame(
        {
            "hire": np.arange(first, first + len(hires)),
            "week": hires["week"],
            "worker": worker,
            "vacancy": hires["opened"].astype(np.int64) * len(jobs.firm) + position,
            "firm": firm,
            "industry": jobs.firm_industry[firm].astype(np.int32),
            "previous_firm": np.where(old >= 0, previous, -1).astype(np.int32),
            "channel": credit.channel,
            "teller": teller,
            "kind": credit.kind,
            "contact_rate": credit.contact_rate,
            "mutual_contacts": mutual,
            "steps": credit.steps,
            "opened_week": hires["opened"],
            "heard_week": credit.week,
            "weeks_out_of_work": hires["out_of_work"],
            "others_told": others.astype(np.int32),
        }
    )


def _category(codes: NDArray[np.int8], names: tuple[str, ...]) -> Any:
    import pandas as pd

    return pd.Categorical.from_codes(codes, categories=pd.Index(names))


class WeekLog:
    """Weekly totals, one row a week."""

    def __init__(self) -> None:
        self.rows: list[dict[str, int]] = []

    def add(self, **totals: int) -> None:
        """Note the totals of a week."""
        self.rows.append(totals)

    def table(self) -> pd.DataFrame:
        """One row a week; int32 columns."""
        import pandas as pd

        columns = "week employed out_of_work looking vacancies opened hires separations lapsed".split()
        return pd.DataFrame(self.rows, columns=columns, dtype=np.int32)


@dataclass(frozen=True, repr=False)
class Records(SavedTables):
    """The tables of one run of a job market and where they come from."""

    hires: pd.DataFrame
    tellings: pd.DataFrame
    weekly: pd.DataFrame
    provenance: Mapping[str, Any] = field(default_factory=dict)
