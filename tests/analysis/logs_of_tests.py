"""Logs made by hand, and one statistic of many."""

from __future__ import annotations

import pandas as pd

from weakties.analysis.contact_log.report import table
from weakties.simulation.networks import read_log


def log_of(contacts, days):
    """A log of 'ab 3' style rows: who, whom (one letter each), day; the first on day 0, watched for `days` days."""
    rows = [(text[0], text[1], float(text[2:])) for text in contacts]
    frame = pd.DataFrame(rows, columns=["source", "target", "time"])
    return read_log(frame, unit="days", interval=0, weeks=days / 7)


def values(rows):
    """{(statistic, of): value}, and {(statistic, of): n}."""
    found = table(rows).set_index(["statistic", "of"])
    return found["value"].to_dict(), found["n"].to_dict()
