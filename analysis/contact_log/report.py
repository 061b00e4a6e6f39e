"""Everything a log is asked, and two logs side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from weakties.analysis.contact_log.closure import closure
from weakties.analysis.contact_log.new_partners import new_partners
from weakties.analysis.contact_log.opened_closed import opened_closed
from weakties.analysis.contact_log.resample import Resample, Row
from weakties.analysis.contact_log.signature import signature
from weakties.analysis.contact_log.silence import silence
from weakties.analysis.contact_log.survival import survival
from weakties.analysis.contact_log.survival_model import survival_model
from weakties.analysis.contact_log.tie_log import TieLog
from weakties.analysis.contact_log.volume import volume
from weakties.analysis.uncertainty import CONFIDENCE
from weakties.simulation.chance import check_seed
from weakties.simulation.errors import UserError
from weakties.simulation.networks.logs import ContactLog

if TYPE_CHECKING:
    import pandas as pd


class Asked(NamedTuple):
    """window: days in which a tie is there or not. period: days of a social signature. both_ways: a tie is there in a window
    only with contacts in both directions."""

    window: float = 28.0
    period: float = 90.0
    both_ways: bool = False


STANDARD = Asked()
MOST = 10_000  # windows or periods
TABLES: Mapping[str, tuple[str, ...]] = {
    "survival": ("survival",),
    "silence": ("talk again after a silence",),
    "signature": ("rank shares", "signature"),
    "closure": ("first contact",),
    "opened_closed": ("ties opened and closed",),
    "volume": ("contacts by third of life", "contacts in the first window", "early volume"),
    "new_partners": ("new partner",),
}
"""The tables that are written, and how the names of their statistics begin."""


def report(log: ContactLog, seed: int, asked: Asked = STANDARD, nth: int = 0) -> list[Row]:
    """All statistics of a log. nth: which of the logs compared under one seed it is.

    Raises UserError for windows that do not fit: not above 0, or so long that the log does not hold two of them.
    """
    check(log, seed, asked)
    ties = TieLog(log)
    sample = Resample(ties, seed, nth)
    presence = ties.presence(asked.window)
    shared = ties.shared(presence)
    if asked.both_ways:
        shared = shared[presence.both]
        presence = presence.where(presence.both)
    return [
        *survival(presence, shared, asked.window, sample),
        *survival_model(presence, shared, sample),
        *silence(ties, sample),
        *signature(ties, asked.period, sample),
        *closure(ties, asked.window, sample),
        *opened_closed(ties, sample),
        *volume(ties, asked.window, sample),
        *new_partners(ties, sample),
    ]


def check(log: ContactLog, seed: int, asked: Asked) -> None:
    """Raises UserError for what cannot be asked of this log."""
    check_seed(seed)
    for name, days in (("window", asked.window), ("period", asked.period)):
        if not 0 < days < np.inf:
            raise UserError(f"{name} = {days:g}: must be a number of days above 0")
    if log.days < 2 * asked.window:
        raise UserError(
            f"{log.name} takes {log.days:.3g} days, less than two windows of {asked.window:g}; choose shorter ones "
            f"(--window {log.days / 10:.2g})"
        )
    for name, days in (("window", asked.window), ("period", asked.period)):
        if log.days / days > MOST:
            raise UserError(
                f"{name} = {days:g} days: {log.days / days:,.0f} of them are too many; at most {MOST:,}"
            )
    if asked.both_ways and not log.directed:
        raise UserError(f"{log.name}: contacts have no direction; leave out --both-ways")


def table(rows: Sequence[Row]) -> pd.DataFrame:
    """statistic, of, x, value, low, high (95 %), n; one row a result."""
    import pandas as pd

    columns = ["statistic", "of", "x", "value", "low", "high", "n"]
    return pd.DataFrame([(r.statistic, r.of, r.x, *r.measured.estimate) for r in rows], columns=columns)


def differences(log: Sequence[Row], other: Sequence[Row]) -> pd.DataFrame:
    """Both values and their difference, other less log, with the interval of the differences of independent resamples."""
    import pandas as pd

    tail = (1 - CONFIDENCE) / 2
    second = {(row.statistic, row.of): row.measured for row in other}
    found = []
    for row in log:
        if (there := second.get((row.statistic, row.of))) is None:
            continue
        one, two = row.measured.estimate.value, there.estimate.value
        draws = there.draws - row.measured.draws
        known = draws[np.isfinite(draws)]
        low, high = np.quantile(known, [tail, 1 - tail]) if len(known) else (np.nan, np.nan)
        found.append((row.statistic, row.of, row.x, one, two, two - one, low, high))
    return pd.DataFrame(
        found, columns=["statistic", "of", "x", "log", "against", "difference", "low", "high"]
    )
