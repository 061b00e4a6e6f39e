"""One recommendation experiment, and everything that is counted in it. Results hang on this file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from weakties.experiments.engine.declare import Point
from weakties.experiments.worlds.generated_market import live, market_of, scenario_of
from weakties.simulation.chance import replicate_seed
from weakties.simulation.named_worlds import WORLD

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.recommendation.experiment import Market, Outcome, Setup
    from weakties.simulation.scenario import Scenario

PLATFORM: Mapping[str, Any] = {WORLD: "platform"}
"""The world of the experiment, where none is named: nothing about its market differs from the default."""

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
attention on. None has the name of a parameter, whose number would be read as a switch."""

DEFAULT = dict(zip(SWITCHES, (1, 0, 1, 0, 0, 1), strict=True))


def setup_of(point: Point, seed: int, own: Iterable[str] = ("weeks",)) -> Setup:
    """The experiment of a point: workers, network, world (default: PLATFORM), any of SWITCHES (0 or 1; default: DEFAULT), any
    parameter; own: what else."""
    from weakties.simulation.recommendation.experiment import set_up

    scenario = scenario_on(point, own)
    return set_up(in_industries(scenario, seed), scenario.recommendation)


def scenario_on(point: Point, own: Iterable[str] = ()) -> Scenario:
    """The scenario of such a point, with what its SWITCHES set where the point does not by itself."""
    given: dict[str, Any] = {**PLATFORM, **{k: v for k, v in point.items() if k not in SWITCHES}}
    for name, (off, on) in SWITCHES.items():
        given = {**(on if point.get(name, DEFAULT[name]) else off), **given}
    return scenario_of(given, "recommendation", also=(*SWITCHES, *own), length=False)


def in_industries(scenario: Scenario, seed: int) -> Market:
    """The market of a scenario, with as many industries as go with its people where the scenario does not say how many."""
    return market_of(scenario, seed, shape=industries_for(scenario.workers or 0))


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
    of few ties allow, and of_touched, the share of those over which somebody was told of the job he got (default: all).
    """
    import pandas as pd

    from weakties.analysis.estimators import every_estimator
    from weakties.analysis.response import counts
    from weakties.simulation.recommendation.experiment import run
    from weakties.simulation.recommendation.tables import person_table, tie_table, touched
    from weakties.simulation.recommendation.truth import brought

    weeks, shares = int(point["weeks"]), (float(point["replayed"]), float(point["redoubled"]))
    setup = setup_of(point, seed, own=("weeks", "replayed", "redoubled", "of_touched"))
    outcome = run(setup, weeks)
    ties = tie_table(outcome)
    people = person_table(outcome, ties)
    likely, often = touched(outcome), float(point.get("of_touched", 1.0))
    ties = ties.join(brought(setup, weeks, shares[0], likely=likely, of_likely=often))
    doubled = brought(setup, weeks, shares[1], factor=2.0, likely=likely, of_likely=often)
    ties = ties.assign(doubled=-doubled.brought)
    return pd.concat([counts(ties), every_estimator(ties, people).assign(by="fit")], ignore_index=True)


def replays(point: Point, seed: int) -> pd.DataFrame:
    """Old ties by class of contact rate, some of them removed, each by itself from the same world: what they were credited with,
    and what they added (`weakties.analysis.credit.counts`, with a column world).

    point: weeks, how long the world is lived after `settling`, twice, since what the first life shows says which ties are worth
    removing in the second (`weakties.analysis.tie_sample`); pairs, touched and others, how many are removed of each class and
    of each of the three strata; worlds, how many worlds there are, of the seed and of seeds that follow from it (default: 1).
    """
    import pandas as pd

    seeds = [seed, *(replicate_seed(seed, k) for k in range(1, int(point.get("worlds", 1))))]
    tables = [_replayed(point, one).assign(world=k) for k, one in enumerate(seeds)]
    return pd.concat(tables, ignore_index=True)


def _replayed(point: Point, seed: int) -> pd.DataFrame:
    import numpy as np

    from weakties.analysis.credit import classes_of_ties, counts
    from weakties.analysis.tie_sample import drawn, seen
    from weakties.simulation.counterfactual.effects import Changes, effects_of
    from weakties.simulation.counterfactual.joins import Joins

    strata = ("pairs", "touched", "others")
    also = ("weeks", "settling", "worlds", *strata)
    market = in_industries(scenario_of({**TRIED, **point}, also=also, length=False), seed)
    world, ties = live(market, int(point["settling"])), market.ties
    lived, joins, weeks = world.fork(), Joins(), int(point["weeks"])
    for _ in range(weeks):
        lived.step()
        joins.look(lived)
    what = seen(joins.ties(), *lived.hires.tables(ties, world.jobs), ties)
    classes = classes_of_ties(ties)
    sample = drawn(classes, what, [int(point[name]) for name in strata], seed)
    ego = (np.searchsorted(ties.start, sample.at, side="right") - 1).astype(np.int32)
    silent = Changes(ego, ties.other[sample.at], np.zeros(len(ego), np.float32))
    return counts(ties, classes, what, sample, effects_of(world.fork, silent, weeks))


def with_moments(point: Point, seed: int) -> pd.DataFrame:
    """The counts of `world`, and the moments of new ties that the authors released (`weakties.analysis.platform.moments`), one
    row each, under by = "moment": what (its name), value."""
    import numpy as np
    import pandas as pd

    from weakties.analysis.platform import moments
    from weakties.analysis.response import counts
    from weakties.simulation.recommendation.tables import tie_table

    ties = tie_table(outcome_of(point, seed))
    mutual, intensity, own, friends = (
        ties[name].to_numpy(np.float64)
        for name in ("mutual_contacts", "intensity", "own_contacts", "friends_contacts")
    )
    found = moments(mutual, intensity, own, friends, ties.arm.to_numpy())
    table = pd.DataFrame({"by": "moment", "what": list(found), "value": list(found.values())})
    return pd.concat([counts(ties), table], ignore_index=True)
