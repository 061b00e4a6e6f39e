"""What happened, as tables: hires, who had told the hired, and weekly totals. Parquet, with the provenance inside."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.market.state import CHANNELS, CONTACT, Jobs
from weakties.simulation.saved_tables import SavedTables
from weakties.simulation.ties import Kind, Ties

if TYPE_CHECKING:
    import pandas as pd


class Story(NamedTuple):
    """Who and what had told those who were hired, one entry a telling; a third of the memory of the kernel's table."""

    channel: NDArray[np.int8]
    teller: NDArray[np.int32]  # -1 for formal and direct search
    kind: NDArray[np.int8]
    contact_rate: NDArray[np.float32]
    steps: NDArray[np.int16]
    week: NDArray[np.int32]
    credited: NDArray[np.bool_]

    @classmethod
    def of(cls, table: NDArray[np.float64]) -> Story:
        """The `story` of market/rules/hire.py, column by column."""
        types = (np.int8, np.int32, np.int8, np.float32, np.int16, np.int32, np.bool_)
        return cls(*(column.astype(kind) for column, kind in zip(table.T, types, strict=True)))


class HireLog:
    """Hires week by week, as the kernel writes them; `tables` makes them readable."""

    def __init__(self) -> None:
        self._hires: list[NDArray[np.int32]] = []
        self._story: list[Story] = []
        self._count = 0

    def add(self, week: int, hires: NDArray[np.int64], story: NDArray[np.float64]) -> None:
        """Note the hires of a week (see market/rules/hire.py for the columns)."""
        if len(hires):
            told = hires[:, 7] - hires[:, 6]
            columns = (np.full(len(hires), week), *hires.T[:6], told)
            self._hires.append(np.stack([column.astype(np.int32) for column in columns], axis=1))
            self._story.append(Story.of(story))
            self._count += len(hires)

    def __len__(self) -> int:
        return self._count

    def tables(self, ties: Ties, jobs: Jobs, from_week: int = 0) -> tuple[pd.DataFrame, pd.DataFrame]:
        """(hires, tellings), one row a hire and one row for each time that somebody hired had heard of that job.

        from_week: leave out the hires of earlier weeks, without a look at them (for those who follow a run week by week).
        """
        skip = bisect_left(self._hires, from_week, key=lambda block: int(block[0, 0]))
        hires = np.concatenate([np.empty((0, 8), np.int32), *self._hires[skip:]])
        blocks = [Story.of(np.empty((0, 7))), *self._story[skip:]]
        story = Story(*(np.concatenate(parts) for parts in zip(*blocks, strict=True)))
        first = self._count - len(hires)
        of_hire = first + np.repeat(np.arange(len(hires)), hires[:, 7])
        tellings = _tellings(of_hire, story)
        return _hires(hires, tellings, ties, jobs, first), tellings


def _tellings(of_hire: NDArray[np.int64], story: Story) -> pd.DataFrame:
    import pandas as pd

    contact = story.channel == CONTACT
    return pd.DataFrame(
        {
            "hire": of_hire,
            "channel": _category(story.channel, CHANNELS),
            "teller": story.teller,
            "kind": _category(
                np.where(contact, story.kind, np.int8(-1)), tuple(k.name.lower() for k in Kind)
            ),
            "contact_rate": np.where(contact, story.contact_rate, np.float32(np.nan)),
            "steps": story.steps,
            "week": story.week,
            "credited": story.credited,
        }
    )


def _hires(
    hires: NDArray[np.int32], tellings: pd.DataFrame, ties: Ties, jobs: Jobs, first: int
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
            "week": week,
            "worker": worker,
            "vacancy": opened.astype(np.int64) * len(jobs.firm) + position,
            "firm": firm,
            "industry": jobs.firm_industry[firm].astype(np.int32),
            "previous_firm": np.where(old >= 0, previous, -1).astype(np.int32),
            "channel": credit.channel,
            "teller": teller,
            "kind": credit.kind,
            "contact_rate": credit.contact_rate,
            "mutual_contacts": mutual,
            "steps": credit.steps,
            "opened_week": opened,
            "heard_week": credit.week,
            "weeks_out_of_work": hires[:, 5],
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


@dataclass(frozen=True)
class Records(SavedTables):
    """The tables of one run of a job market and where they come from."""

    hires: pd.DataFrame
    tellings: pd.DataFrame
    weekly: pd.DataFrame
    provenance: Mapping[str, Any] = field(default_factory=dict)
