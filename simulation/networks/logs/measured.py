"""A network from a log of contacts: contact rates as measured, not assumed."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.simulation.networks.logs.log import ContactLog
from weakties.simulation.networks.logs.reading import read_log
from weakties.simulation.ties import Ties

if TYPE_CHECKING:
    import pandas as pd


def from_log(log: ContactLog | str | os.PathLike[str] | pd.DataFrame, **reading: Any) -> Ties:
    """Ties of everybody with whom there was contact, at their measured contact rates; names become `labels`.

        contact_rate = contacts between the two, in either direction / weeks observed

    Weeks are counted from the first contact of the log to the last, unless given (weeks=...). log: what `read_log` takes, with
    its options, or a ContactLog. Raises UserError as `read_log` does.
    """
    read = log if isinstance(log, ContactLog) else read_log(log, **reading)
    low, high = np.minimum(read.source, read.target), np.maximum(read.source, read.target)
    pair, contacts = np.unique(low.astype(np.int64) * read.people + high, return_counts=True)
    ties = Ties.from_pairs(pair // read.people, pair % read.people, read.people, contacts / read.weeks)
    return replace(ties, labels=read.labels)
