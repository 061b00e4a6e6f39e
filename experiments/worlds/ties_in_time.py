"""The log of the talks of one world whose ties live, and what it says about ties in time.

A point sets, as for every world function (`generated_market`), network, workers, weeks, burn_in, and any parameter of networks,
markets, mechanisms and of ties that live. Everybody is watched from the end of the burn-in on.

In the model contact rates change every four weeks (a season), and the windows of a log are four weeks, too. Real windows know
nothing of seasons, and it matters: of windows that are seasons fewer ties are there again in the next than of windows that lie
across two. So each world gives one log for each place that a window can have in a season: SEASON logs, each beginning a week
later than the last, all of weeks - burn_in - 3 weeks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.experiments.engine.declare import Point
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.networks.logs import ContactLog


def logs(point: Point, seed: int) -> list[ContactLog]:
    """The talks of everybody after the burn-in of the market of a point: SEASON logs of equal length, each a week later.

    Raises UserError for a name that is no parameter (with the nearest right one), for a value out of range, and where the burn-in
    leaves too little to watch.
    """
    from weakties.simulation.market.job_market import JobMarket
    from weakties.simulation.networks.logs import log_of_talks
    from weakties.simulation.scenario import Scenario
    from weakties.simulation.talk.live import SEASON

    scenario = Scenario.of({**point, "relations": "on"})
    weeks, burn_in = scenario.length
    long = weeks - burn_in - SEASON + 1
    if long < 1:
        raise UserError(
            f"weeks = {weeks}: must be at least {burn_in + SEASON}, for {SEASON} logs after burn_in"
        )
    market = JobMarket(scenario, seed=seed)
    before = max(0, (burn_in + 1) // SEASON * SEASON - 1)  # watching begins with a season
    market.run(weeks=before)
    market.watch()
    market.run(weeks=weeks - before)
    talks = market.talks
    first = range(burn_in + 1, burn_in + 1 + SEASON)
    return [log_of_talks(talks[talks["week"].between(week, week + long - 1)]) for week in first]


def world(point: Point, seed: int) -> pd.DataFrame:
    """All statistics of these logs (`analysis/contact_log`, as `weakties log` has them), one row each: log (0, 1, 2, 3),
    statistic, of, x, value, n.
    """
    import pandas as pd

    from weakties.analysis.contact_log.report import report, table

    found = [table(report(log, seed)).assign(log=nth) for nth, log in enumerate(logs(point, seed))]
    return pd.concat(found, ignore_index=True)[["log", "statistic", "of", "x", "value", "n"]]
