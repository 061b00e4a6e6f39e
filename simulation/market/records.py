"""What happened, as tables: hires, who had told the hired, and weekly totals. Parquet, with the provenance inside."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulation.market.state import CHANNELS, CONTACT, Jobs
from simulation.saved_tables import SavedTables
from simulation.ties import Kind, Ties

if TYPE_CHECKING:
    import pandas as pd


class HireLog:
    """Hires week by week, as the kernel writes them; `tables` makes them readable."""

    def __init__(self) -> None:
        self._hires: list[NDArray[np.int64]] = []
        self._story: list[NDArray[np.float64]] = []
        self._count = self._rows = 0

    def add(self, week: int, hires: NDArray[np.int64], story: NDArray[np.float64]) -> None:
        """Note the hires of a week (see rules/hire.py for the columns)."""
        if len(hires):
            block = np.column_stack([np.full(len(hires), week), hires])
            block[:, 7:9] += self._rows
            self._hires.append(block)
            self._story.append(story.copy())
            self._count, self._rows = self._count + len(hires), self._rows + len(story)

    def __len__(self) -> int:
        return self._count

    def tables(self, ties: Ties, jobs: Jobs, from_week: int = 0) -> tuple[pd.DataFrame, pd.DataFrame]:
        """(hires, tellings), one row a hire and one row for each time that somebody hired had heard of that job.

        from_week: leave out the hires of earlier weeks, without a look at them (for those who follow a run week by week).
        """
        skip = bisect_left(self._hires, from_week, key=lambda block: int(block[0, 0]))
        hires = np.concatenate([np.empty((0, 9), np.int64), *self._hires[skip:]])
        story = np.concatenate([np.empty((0, 7)), *self._story[skip:]])
        first = self._count - len(hires)
        of_hire = first + np.repeat(np.arange(len(hires)), hires[:, 8] - hires[:, 7])
        tellings = _tellings(of_hire, story)
        return _hires(hires, tellings, ties, jobs, first), tellings


def _tellings(of_hire: NDArray[np.int64], story: NDArray[np.float64]) -> pd.DataFrame:
    import pandas as pd

    contact = story[:, 0] == CONTACT
    return pd.DataFrame(
        {
            "hire": of_hire,
            "channel": _category(story[:, 0], CHANNELS),
            "teller": story[:, 1].astype(np.int32),
            "kind": _category(np.where(contact, story[:, 2], -1), tuple(k.name.lower() for k in Kind)),
            "contact_rate": np.where(contact, story[:, 3], np.nan).astype(np.float32),
            "steps": story[:, 4].astype(np.int16),
            "week": story[:, 5].astype(np.int32),
            "credited": story[:, 6].astype(bool),
        }
    )


def _hires(
    hires: NDArray[np.int64], tellings: pd.DataFrame, ties: Ties, jobs: Jobs, first: int
) -> pd.DataFrame:
    import pandas as pd

    week, worker, position, opened, old = hires[:, :5].T
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
            "week": week.astype(np.int32),
            "worker": worker.astype(np.int32),
            "vacancy": opened * len(jobs.firm) + position,
            "firm": firm.astype(np.int32),
            "industry": jobs.firm_industry[firm].astype(np.int32),
            "previous_firm": np.where(old >= 0, previous, -1).astype(np.int32),
            "channel": credit.channel,
            "teller": teller,
            "kind": credit.kind,
            "contact_rate": credit.contact_rate,
            "mutual_contacts": mutual,
            "steps": credit.steps,
            "opened_week": opened.astype(np.int32),
            "heard_week": credit.week,
            "weeks_out_of_work": hires[:, 5].astype(np.int32),
            "others_told": others.astype(np.int32),
        }
    )


def _category(codes: NDArray[np.float64], names: tuple[str, ...]) -> Any:
    import pandas as pd

    return pd.Categorical.from_codes(codes.astype(np.int8), categories=pd.Index(names))


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


@dataclass(frozen=True)
class Records(SavedTables):
    """The tables of one run of a job market and where they come from."""

    hires: pd.DataFrame
    tellings: pd.DataFrame
    weekly: pd.DataFrame
    provenance: Mapping[str, Any] = field(default_factory=dict)
