"""What a contact brings: how much he tells, how much of it is new, and how much would not have been heard without him.

Aral and Van Alstyne (2011, AJS 117:90): novelty = volume x share that is new. Volume is what a contact tells; new is what he
tells before anybody else does (the credit); *alone* is what nobody else would have told while it was news (the contribution).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from weakties.analysis.portrait import rates_of
from weakties.analysis.structure import ends_of, overlap
from weakties.simulation.ties import Ties

if TYPE_CHECKING:
    import pandas as pd


def brought(tellings: pd.DataFrame, ties: Ties, listeners: ArrayLike) -> pd.DataFrame:
    """What each tie of the listeners brought, one row a tie, ties that brought nothing included.

    tellings: `InformationSpread.tellings(to=listeners, until=...)` of a run in which the listeners are silent, so that nothing
    their contacts know came from themselves. Columns: person, contact, contact_rate, and numbers of pieces: volume, new, alone.
    """
    import pandas as pd

    who = np.unique(np.asarray(listeners, dtype=np.int64))
    rows = [np.arange(ties.start[i], ties.start[i + 1]) for i in who]
    at = np.concatenate(rows) if rows else np.empty(0, np.int64)
    table = pd.DataFrame(
        {
            "person": np.repeat(who, ties.degree[who]),
            "contact": ties.other[at].astype(np.int64),
            "contact_rate": ties.contact_rate[at],
        }
    )
    tellers = tellings.groupby(["piece", "person"]).teller.transform("size")
    counted = pd.DataFrame(
        {
            "person": tellings.person.astype(np.int64),
            "contact": tellings.teller.astype(np.int64),
            "volume": 1,
            "new": tellings.credited.astype(np.int64),
            "alone": (tellers == 1).astype(np.int64),
        }
    )
    sums = counted.groupby(["person", "contact"], as_index=False).sum()
    merged = table.merge(sums, on=["person", "contact"], how="left")
    columns = ["volume", "new", "alone"]
    return merged.assign(**{name: merged[name].fillna(0).astype(np.int64) for name in columns})


BROUGHT = ("volume", "new", "alone")
CONTACTS = ("bandwidth", "diverse")


def by_contact(ties: Ties, table: pd.DataFrame) -> pd.DataFrame:
    """Mean volume, new and alone of the two kinds of contact that Aral and Van Alstyne weigh against each other.

    bandwidth: much talk in the same circle, a contact rate in the upper third of all ties and an overlap above the median;
    diverse: little talk across circles, a rate in the lowest third and an overlap not above the median. table: of `brought`.
    A row for each kind, with the number of its ties; a kind that the listeners have none of has nan.
    """
    import pandas as pd

    ends, rate, over = ends_of(ties), rates_of(ties), np.nan_to_num(overlap(ties))
    low, high = np.quantile(rate, [1 / 3, 2 / 3])
    kind = np.full(len(rate), -1)
    kind[(rate >= high) & (over > np.median(over))] = 0
    kind[(rate <= low) & (over <= np.median(over))] = 1
    pair = np.sort(table[["person", "contact"]].to_numpy(), axis=1) @ [ties.people, 1]
    at = np.searchsorted(ends.astype(np.int64) @ [ties.people, 1], pair)
    grouped = table[list(BROUGHT)].groupby(kind[at])
    means = grouped.mean().reindex(range(len(CONTACTS)))
    means["ties"] = grouped.size().reindex(range(len(CONTACTS)), fill_value=0)
    return means.set_axis(pd.Index(CONTACTS, name="contact"))
