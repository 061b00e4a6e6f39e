"""The recommendation experiments that several findings share."""

from __future__ import annotations

import itertools

from weakties.experiments.engine.declare import Design, Experiment
from weakties.experiments.worlds.recommendation import DEFAULT, SWITCHES, audited, replays, world

SIZE = {"workers": 20_000, "weeks": 156, "candidates": 60, "shown": 20}
REPLAYED = {"weeks": 104, "replayed": 0.0025, "redoubled": 0.0025, "of_touched": 0.1}
SMALL = {
    **SIZE,
    "workers": 4_000,
    "acquaintances": 50,
    "casual_friends": 40,
    "friends": 20,
    "community_size": 100,
}

HALF = tuple(
    dict(zip(SWITCHES, on, strict=True))
    for on in itertools.product((0, 1), repeat=len(SWITCHES))
    if sum(on) % 2 == 0
)
FACTORIAL = Experiment(
    key="recommendation-factorial",
    world=world,
    design=Design(points=HALF, fixed={**SIZE, "weeks": 104}, replicates=2, seed=20220919),
    quick=Design(points=HALF, fixed={**SMALL, "weeks": 80}, replicates=2, seed=20220915),
)
"""Half of all combinations of the mechanisms: those in which an even number is on, so that the effect of one is mixed up with
that of the five others together, and with nothing else (Box and Hunter 1961)."""

RECOMMENDATION = Experiment(
    key="recommendation",
    world=audited,
    design=Design(fixed={**SIZE, **REPLAYED}, points=(DEFAULT,), replicates=40, seed=20220917),
    quick=Design(fixed={**SMALL, **REPLAYED}, points=(DEFAULT,), replicates=6, seed=20220915),
)
"""The default world, often: the published estimators, and new ties replayed: one in ten of those over which somebody was told of
the job he got, and of the others as many in a hundred as `replayed` says, so far as classes of few ties have so many. In a
pilot of one world the former, 300 of 208,407, brought 124 jobs, and 17,874 of the latter, drawn by chance, none: what one in
four hundred misses is little, and it stays without bias (`weakties.simulation.recommendation.truth.chances`). What takes time
is a tie that brought something, since what it changes spreads: so these are sampled, too; many experiments with few replays
each say as much of the truth as few with many, and more of the estimators. Two years, since a replay of three takes three
times as long."""

REPLAYS = Experiment(
    key="replays",
    world=replays,
    design=Design(
        vary={"workers": (20_000,)},
        fixed={"weeks": 104, "settling": 26, "pairs": 20, "touched": 10, "others": 300},
        replicates=6,
        seed=19900601,
    ),
    quick=Design(
        vary={"workers": (2_000,)},
        fixed={"weeks": 104, "settling": 26, "pairs": 15, "touched": 8, "others": 150},
        replicates=3,
        seed=19900601,
    ),
)
"""Single ties taken out of the default market, one at a time: of each class of contact rate, drawn where taking out matters
(`weakties.analysis.tie_sample`)."""
