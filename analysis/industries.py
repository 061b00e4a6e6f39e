"""What weak and strong ties bring by industry, and close ties by schooling: counts, rates, and how they change in a ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from weakties.analysis.jackknife import jackknife
from weakties.analysis.uncertainty import Estimate, pooled_share
from weakties.simulation.talk.frequency import MONTHLY

if TYPE_CHECKING:
    import pandas as pd

STRONG = MONTHLY  # the contact rate from which a tie is strong
DIGITAL = (
    "agriculture",
    "accommodation and food",
    "construction",
    "transport",
    "legal and technical",
    "finance",
    "telecoms",
    "IT services",
)
"""Eight industries from least to most digital. The first four are in the lowest and the last four in the highest quartile of the
OECD taxonomy (Calvino, Criscuolo, Marcolin and Squicciarini 2018, STI Working Paper 2018/14, table 3); the order within them is
ours. Verified: the upper half by the OECD's Going Digital Toolkit, indicator 41 (https://goingdigital.oecd.org/en/indicator/41,
text of 2021), whose examples of high intensity include "ICT services, finance and insurance, legal and accounting". From memory:
the lower half, and that legal and technical services are one sector; the table itself was searched for and not found."""


def by_industry(
    hires: pd.DataFrame,
    tellings: pd.DataFrame,
    holder: NDArray[np.integer[Any]],
    talked: NDArray[np.float32],
    industry: NDArray[np.int32],
) -> pd.DataFrame:
    """One row an industry of workers: industry, workers, weak and strong (ties that its workers have, present colleagues not
    counted), weak_jobs and strong_jobs (jobs that its workers got by news over such a tie that nobody and nothing else had
    brought: what the tie added, to first order), hires.

    holder, talked: of each tie, once in each direction, whose it is, and the contact rate by which the two talk: jobs and ties
    are cut by it alike. Where distant people talk the more the more digital their industries (mechanisms.digital_talk), it is not
    that of the network. It is the one that hires are recorded with, and that who measures how often two people are in touch would
    see; the other nobody sees. So a distant tie that talk has brought to once a month counts as strong, with what it brings.
    """
    import pandas as pd

    count = int(industry.max(initial=0)) + 1
    alone = np.bincount(tellings.hire, minlength=len(hires))[hires.hire] == 1
    usable = (hires.channel == "contact").to_numpy() & (hires.kind != "colleague").to_numpy() & alone
    strong = hires.contact_rate.to_numpy() >= STRONG
    mine = industry[hires.worker]
    holds, strong_tie = industry[holder], talked >= STRONG
    return pd.DataFrame(
        {
            "industry": range(count),
            "workers": np.bincount(industry, minlength=count),
            "weak": np.bincount(holds[~strong_tie], minlength=count),
            "strong": np.bincount(holds[strong_tie], minlength=count),
            "weak_jobs": np.bincount(mine[usable & ~strong], minlength=count),
            "strong_jobs": np.bincount(mine[usable & strong], minlength=count),
            "hires": np.bincount(mine, minlength=count),
        }
    )


def rates(rows: pd.DataFrame, kind: str, years: float) -> pd.DataFrame:
    """Jobs added per 1,000 ties of a kind and year, one row an industry: industry, value, low, high; pooled over worlds."""
    import pandas as pd

    table = []
    for k, here in rows.groupby("industry"):
        e = pooled_share(here[f"{kind}_jobs"], here[kind]).scaled(1000 / years)
        table.append((k, *e[:3]))
    return pd.DataFrame(table, columns=["industry", "value", "low", "high"])


def gradient(rows: pd.DataFrame, kind: str | tuple[str, str]) -> Estimate:
    """How what one tie adds changes from the least to the most digital industry: the slope of the logarithm of jobs a tie on
    digital intensity (k / (n - 1)), weighted by jobs; jackknife over worlds. 0.69 is twice as much, -0.69 half. Of two kinds:
    the gradient of the first less that of the second."""
    tables = tables_of(rows, kind)

    def slope(keep: NDArray[np.int64]) -> float:
        sums = [table[keep].sum(0) for table in tables]
        found = [_slope(jobs, ties) for jobs, ties in zip(sums[::2], sums[1::2], strict=True)]
        return found[0] - (found[1] if len(found) == 2 else 0.0)

    return jackknife(slope, len(tables[0]))


def tables_of(rows: pd.DataFrame, kind: str | tuple[str, str]) -> list[NDArray[np.float64]]:
    """Jobs, and ties, of each kind in turn, (worlds, industries)."""
    kinds = (kind,) if isinstance(kind, str) else kind
    names = [name for k in kinds for name in (f"{k}_jobs", k)]
    return [rows.pivot(index="run", columns="industry", values=n).to_numpy(np.float64) for n in names]


def _slope(jobs: NDArray[np.float64], ties: NDArray[np.float64]) -> float:
    seen = jobs > 0
    if seen.sum() < 2:
        return float("nan")
    d = np.arange(len(jobs)) / (len(jobs) - 1)
    return float(np.polyfit(d[seen], np.log(jobs[seen] / ties[seen]), 1, w=np.sqrt(jobs[seen]))[0])


def by_schooling(hires: pd.DataFrame, little: NDArray[np.bool_]) -> dict[str, float]:
    """Hires out of unemployment, and those by news from kin and close friends, of workers with less schooling and of others."""
    from_none = (hires.previous_firm < 0).to_numpy()
    close = (hires.kind == "close").to_numpy()
    less = little[hires.worker]
    return {
        "less": float((from_none & less).sum()),
        "less_close": float((from_none & less & close).sum()),
        "more": float((from_none & ~less).sum()),
        "more_close": float((from_none & ~less & close).sum()),
    }


def share_difference(rows: pd.DataFrame, first: tuple[str, str], second: tuple[str, str]) -> Estimate:
    """The share first[0] / first[1] less second[0] / second[1], each pooled over worlds, in percentage points; jackknife."""
    table = rows[[*first, *second]].to_numpy(np.float64)

    def at(keep: NDArray[np.int64]) -> float:
        a, b, c, d = table[keep].sum(0)
        return float(100 * (a / b - c / d))

    return jackknife(at, len(table))
