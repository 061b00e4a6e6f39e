"""One recommendation experiment, and everything that is counted in it. Results hang on this file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from weakties.experiments.engine.declare import Point
from weakties.experiments.worlds.generated_market import live, market_of, scenario_of

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.market.world import World
    from weakties.simulation.recommendation.experiment import Market, Outcome, Setup
    from weakties.simulation.scenario import Scenario

PLATFORM: Mapping[str, Any] = {"acquaintances": 60, "community_size": 150, "sociability": 0.55}
"""The network of a platform: some 200 ties each, and communities small enough for many mutual contacts. With the numbers of the
experiment near the centre of a first, short calibration to the released moments of new ties, rounded
(experiments/calibration/platform.py): 240 worlds, an effective sample of two or three, and the power of ego's attention held at
one half; 1 was chosen after it, from the same moments, without any look at jobs. Nothing else about the market is."""

OLD: Mapping[str, Any] = {
    "acquaintances": 150,
    "community_size": 200,
    "sociability": 0.4,
    "weight_high": 4.0,
    "walked": 0.4,
    "accept_close": 0.7,
    "talk_by_closeness": 1,
    "attention": 0.0,
    "attention_of_alter": 0.0,
}
"""The platform before that: chosen for the mean of mutual contacts alone, and talk over new ties the more, the more of them."""

TRIED: Mapping[str, Any] = {"acquaintances": 150, "community_size": 200}
"""The network in which old ties are taken out (`replays`)."""

SWITCHES: Mapping[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
    "relevance": ({"transferability": 1.0}, {}),
    "closeness": ({}, {"talk_by_closeness": 1}),
    "door": ({"shared_door": 0}, {}),
    "redundancy": ({}, {"close_relay": 0.05, "announced": 0.1}),
    "rivalry": ({}, {"audience": 1}),
    "shared_attention": ({"attention": 0.0, "attention_of_alter": 0.0}, {}),
}
"""The candidate mechanisms: what is set when each is off, and when it is on. The default world has relevance, the shared door and
attention on."""

DEFAULT = dict(zip(SWITCHES, (1, 0, 1, 0, 0, 1), strict=True))


def setup_of(point: Point, seed: int, own: Iterable[str] = ("weeks",)) -> Setup:
    """The experiment of a point: workers, network, any of SWITCHES (0 or 1; default: DEFAULT), any parameter; own: what else."""
    from weakties.simulation.recommendation.experiment import set_up

    scenario = scenario_on(point, own)
    return set_up(on_platform(scenario, seed), scenario.recommendation)


def scenario_on(point: Point, own: Iterable[str] = ()) -> Scenario:
    """The scenario of such a point, with what its SWITCHES set where the point does not by itself."""
    given: dict[str, Any] = {k: v for k, v in point.items() if k not in SWITCHES}
    for name, (off, on) in SWITCHES.items():
        given = {**(on if point.get(name, DEFAULT[name]) else off), **given}
    return scenario_of(given, "recommendation", also=own, length=False)


def on_platform(scenario: Scenario, seed: int, platform: Mapping[str, Any] = PLATFORM) -> Market:
    """The market of a scenario, with the network of the platform where the scenario does not shape it."""
    return market_of(scenario, seed, shape={**industries_for(scenario.workers or 0), **platform})


def industries_for(workers: int) -> dict[str, int]:
    """Industries of about 2,500 people, from 8 up to the 50 that there can be: so worlds of all sizes have alike ones."""
    return {"industries": min(50, max(8, workers // 2500))}


def outcome_of(point: Point, seed: int) -> Outcome:
    """The experiment of a point, lived for `weeks` weeks after its ties have formed."""
    from weakties.simulation.recommendation.experiment import run

    return run(setup_of(point, seed), int(point["weeks"]))


def world(point: Point, seed: int) -> pd.DataFrame:
    """Counts by class of mutual contacts, class of talk, and arm (`weakties.analysis.response.counts`)."""
    from weakties.analysis.response import counts
    from weakties.simulation.recommendation.tables import tie_table

    return counts(tie_table(outcome_of(point, seed)))


def audited(point: Point, seed: int) -> pd.DataFrame:
    """The same counts, with what ties brought about (`brought`, `brought_late`) and would have brought if the two had talked
    twice as often (`doubled`); and the published estimators, one row a coefficient
    (`weakties.analysis.estimators.every_estimator`), under by = "fit".

    point: as of `setup_of`, with replayed and redoubled, the shares of new ties to be replayed in either way, so far as classes
    of few ties allow, beside all over which somebody was told of the job he got.
    """
    import pandas as pd

    from weakties.analysis.estimators import every_estimator
    from weakties.analysis.response import counts
    from weakties.simulation.recommendation.experiment import run
    from weakties.simulation.recommendation.tables import person_table, tie_table, touched
    from weakties.simulation.recommendation.truth import brought

    weeks, shares = int(point["weeks"]), (float(point["replayed"]), float(point["redoubled"]))
    setup = setup_of(point, seed, own=("weeks", "replayed", "redoubled"))
    outcome = run(setup, weeks)
    ties = tie_table(outcome)
    people = person_table(outcome, ties)
    sure = touched(outcome)
    ties = ties.join(brought(setup, weeks, shares[0], sure=sure))
    ties = ties.assign(doubled=-brought(setup, weeks, shares[1], factor=2.0, sure=sure).brought)
    return pd.concat([counts(ties), every_estimator(ties, people).assign(by="fit")], ignore_index=True)


def replays(point: Point, seed: int) -> pd.DataFrame:
    """Old ties by class of contact rate, each removed by itself from the same world: what they were credited with, and what
    they added (`weakties.analysis.credit.counts`). pairs: how many ties of each class are tried; weeks: how long, after
    `settling`."""
    import numpy as np

    from weakties.analysis.credit import classes_of, counts, sampled
    from weakties.simulation.counterfactual.effects import Changes, effects

    scenario = scenario_of(point, also=("weeks", "pairs", "settling"), length=False)
    market = on_platform(scenario, seed, TRIED)
    world = live(market, int(point["settling"]))
    ego, alter, rate = sampled(market.ties, int(point["pairs"]), seed)
    changes = Changes(ego, alter, np.zeros(len(ego), np.float32))
    weeks, lived = int(point["weeks"]), []

    def make() -> World:
        lived.append(world.fork())
        return lived[-1]

    table = effects(make, changes, weeks)
    hires, tellings = lived[0].hires.tables(market.ties, world.jobs)
    return counts(table, classes_of(rate), hires, tellings, market.ties)
