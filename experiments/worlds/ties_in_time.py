"""The log of the talks of one world whose ties live, watched for a while, and what it says about ties in time.

A point sets, as for every world function (`generated_market`), network, workers, weeks, burn_in, and any parameter of networks,
markets, mechanisms and of ties that live. Everybody is watched in the weeks after the burn-in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.experiments.engine.declare import Point
from weakties.experiments.worlds.generated_market import LENGTH, MARKET, length_of

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.networks.logs import ContactLog


def watched(point: Point, seed: int) -> ContactLog:
    """The talks of everybody in weeks burn_in + 1 .. weeks of the market of a point, as a log of so many weeks.

    Raises UserError for a name that is no parameter (with the nearest right one), for a value out of range, and where the burn-in
    leaves no week to watch.
    """
    from weakties.simulation.market.job_market import JobMarket
    from weakties.simulation.networks.logs import log_of_talks
    from weakties.simulation.talk.live import SEASON

    weeks, burn_in = length_of(point)
    given = {name: value for name, value in point.items() if name not in (*MARKET, *LENGTH)}
    network, workers = str(point.get("network", "layers")), int(point["workers"])
    market = JobMarket(network, seed=seed, workers=workers, relations=True, **given)
    before = max(0, (burn_in + 1) // SEASON * SEASON - 1)  # whoever is watched is so from a season's first week on
    market.run(weeks=before)
    market.watch()
    market.run(weeks=weeks - before)
    talks = market.talks
    return log_of_talks(talks[talks["week"] > burn_in])


def world(point: Point, seed: int) -> pd.DataFrame:
    """All statistics of that log (`analysis/contact_log`, as `weakties log` has them), one row each: statistic, of, x, value, n."""
    from weakties.analysis.contact_log.report import report, table

    found = table(report(watched(point, seed), seed))
    return found[["statistic", "of", "x", "value", "n"]]
