"""A platform without a labour market: its network, its recommendations, and a year of talk. Results hang on this file."""

from __future__ import annotations

from collections.abc import Mapping

from weakties.experiments.engine.declare import Point
from weakties.experiments.worlds.recommendation import in_industries, scenario_on

YEAR = 52
EVERY = 10  # every tenth person is shown anybody: 20,000 new ties of 20,000 people, of which correlations are known to 0.01


def world(point: Point, seed: int) -> Mapping[str, float]:
    """The moments that the authors of the experiment released, by the names of the registry (`weakties.analysis.platform`).

    point: as of `recommendation.setup_of`. What costs is the network and the mutual contacts of whom the algorithm ranks: there
    are no jobs, so that people work where the network puts them, and ties form in its first week.
    """
    import numpy as np
    from scipy.stats import rankdata

    from weakties.analysis.platform import moments
    from weakties.simulation.recommendation.experiment import formed
    from weakties.simulation.recommendation.new_ties import with_rates
    from weakties.simulation.recommendation.rules.transmissions import weeks_of_talk

    scenario = scenario_on(point)
    market = in_industries(scenario, seed)
    ties = market.ties
    design = scenario.recommendation
    arm, pairs = formed(ties, ties.groups["firm"], design, seed, EVERY)
    new = with_rates(pairs, ties, design, seed)
    talk = weeks_of_talk(np.uint64(seed), new.sender, new.receiver, new.rate, 1, YEAR)
    known = ties.degree.astype(np.float64)
    return moments(
        new.mutual.astype(np.float64),
        (rankdata(talk) - 0.5) / len(talk),
        known[new.sender],
        known[new.receiver],
        arm[new.sender].astype(np.int64),
    )
