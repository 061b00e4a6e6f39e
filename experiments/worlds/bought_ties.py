"""Help that is paid for, and help for which one thanks: how much there is, and what those who helped think of who asked.

A point sets the market, as for every world function (`generated_market`), with pay, crowding, thanks and thanked_yes among its
numbers; trust must be on. *Helpers* are who has ever kept a promise to somebody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from weakties.experiments.engine.declare import Design, Experiment, Point
from weakties.experiments.worlds.generated_market import market_of, scenario_of

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.market.world import World

CROWDING = (-0.2, 0.0, 0.25, 0.5)
THANKED = (1.3, 2.0)
SETTINGS = ("pay", "crowding", "thanks", "thanked_yes")
POINTS: tuple[Point, ...] = (
    {},
    {"pay": 1.0},
    *({"pay": 0.5, "crowding": c} for c in CROWDING),
    *({"thanks": 1.0, "thanked_yes": t} for t in THANKED),
)


def world(point: Point, seed: int) -> dict[str, float]:
    """One market: asks made, answered yes and kept after the burn-in; of helpers how many, and sums of their closeness to who
    asked and of their trust in him, in per cent; how many were paid or thanked; hires, and those through contacts.
    """
    from weakties.experiments.worlds.trust import hired
    from weakties.simulation.market.world import World
    from weakties.simulation.trust.asking import STAGES

    given = {name: value for name, value in point.items() if name not in SETTINGS or value == value}
    scenario = scenario_of(given)
    weeks, burn_in = scenario.length
    made = market_of(scenario, seed)
    lived = World(made.ties, made.parameters, seed, made.mechanisms, made.relations)
    trust = lived.trust
    assert trust is not None
    for week in range(weeks):
        if week == burn_in:
            trust.asks[:] = 0
        lived.step()
    asks = {stage: float(n) for stage, n in zip(STAGES, trust.asks.sum(axis=0), strict=True)}
    return {**asks, **helpers(lived), **hired(lived, burn_in)}


def helpers(lived: World) -> dict[str, float]:
    """Pairs in which the one has kept a promise to the other, who knows it by himself: what the helper thinks of him."""
    from weakties.simulation.trust.forms import all_inputs
    from weakties.simulation.trust.opinions import rows_of
    from weakties.simulation.trust.parameters import numbers_of_trust

    assert lived.trust is not None and lived.relations is not None
    helper, other, view = rows_of(lived.trust.opinions)
    knew = view["aware"] >= 0  # who kept a promise knows that the other looks, and so does who heard of it
    asked = np.isin(other << 32 | helper, (helper << 32 | other)[view["promises"] > 0])
    helper, other, view = helper[knew & asked], other[knew & asked], view[knew & asked]
    found = np.empty((len(helper), 5))
    given = (numbers_of_trust(lived.relations.parameters), lived.week, lived.relations.everything())
    all_inputs(*given, lived.trust.opinions, (helper, other), found)
    return {
        "helpers": float(len(helper)),
        "closeness": 100 * float(found[:, 2].sum()),
        "trusts": 100 * float(found[:, 4].sum()),
        "paid": float((view["paid"] >= 0).sum()),
        "thanked": float((view["thanked"] >= 0).sum()),
    }


FIXED = {"relations": "on", "trust": "ratio", "asks": 4.0, "courage": 1.0}
BOUGHT = Experiment(
    key="bought-ties",
    world=world,
    design=Design(
        points=POINTS,
        fixed={**FIXED, "workers": 1_500, "weeks": 156, "burn_in": 52},
        replicates=5,
        seed=20161107,
    ),
    quick=Design(
        points=POINTS,
        fixed={**FIXED, "workers": 300, "weeks": 60, "burn_in": 20},
        replicates=2,
        seed=20161107,
    ),
)


def at(runs: pd.DataFrame, **point: float) -> pd.DataFrame:
    """The runs of one point, by replicate; a setting that is not named must not be there."""
    kept = np.ones(len(runs), np.bool_)
    for name in SETTINGS:
        kept &= (runs[name] == point[name]).to_numpy() if name in point else runs[name].isna().to_numpy()
    return runs[kept].sort_values("replicate")
