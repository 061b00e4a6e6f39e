"""Who passed what to whom in a market in which people trust: what came of leads, by the strength of the tie and by trust.

A point sets, as for every world function (`generated_market`), network, workers, weeks, burn_in, and any parameter of
networks, markets, mechanisms, ties that live and trust. A *lead* is one that comes up in a talk, whether it is passed on or
not; those of teams count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from weakties.experiments.engine.declare import Design, Experiment, Point

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.market.world import World

FORMS = ("closeness", "ratio", "sum", "product", "two-factor")
ECHO = {"trust": "ratio", "gossip": 0.3}
POINTS: tuple[Point, ...] = (
    *({"trust": form} for form in FORMS),
    *({**ECHO, "echo": echo} for echo in (0.0, 1.0)),
    *({"trust": "ratio", "courage": courage} for courage in (0.0, 1.0)),
)
FIXED = {"relations": "on"}


def world(point: Point, seed: int) -> dict[str, float]:
    """One market: slopes of usefulness on the strength of ties, with and without trust; slopes of what people think of each
    other on shared contacts, by strength; asks by medium; hires.
    """
    from weakties.experiments.worlds.generated_market import market_of, scenario_of
    from weakties.simulation.market.world import World

    scenario = scenario_of(point)
    weeks, burn_in = scenario.length
    made = market_of(scenario, seed)
    lived = World(made.ties, made.parameters, seed, made.mechanisms, made.relations)
    for week in range(weeks):
        if week == burn_in and lived.trust is not None:
            lived.trust.log = []
            lived.trust.asks[:] = 0
        lived.step()
    if lived.trust is None or lived.relations is None:
        return hired(lived, burn_in)
    views = lived.trust.table(lived.relations)
    judged = {
        **usefulness(lived.trust.log or []),
        **amplified(views, lived.relations.table(), lived.ties.people),
    }
    return {**judged, **asked(lived.trust.asks), **hired(lived, burn_in)}


def usefulness(log: list[pd.DataFrame]) -> dict[str, float]:
    """Slopes, in percentage points a log unit of contact rate, of the share of leads that were useful: passed, acted on,
    right, and not told before; alone, and beside the listener's trust in the teller and in his competence.
    """
    import pandas as pd

    leads = pd.concat(log, ignore_index=True).drop_duplicates("id")
    leads = leads[leads["contact_rate"] > 0].sort_values(["week", "id"])
    right = leads[leads["outcome"] == 3]
    first = right[~right.duplicated(["listener", "vacancy", "opened"])]
    useful = np.asarray(leads["id"].isin(first["id"]), np.float64)
    strength = np.log(leads["contact_rate"].to_numpy(float))
    both = leads[["believed", "credibility"]].to_numpy(float)
    return {
        "leads": float(len(leads)),
        "useful": float(useful.sum()),
        "slope alone": 100 * slopes(useful, strength[:, None])[0],
        "slope with trust": 100 * slopes(useful, np.column_stack([strength, both]))[0],
        "slope of trust": 100 * slopes(useful, np.column_stack([strength, both]))[1],
    }


def slopes(y: NDArray[np.float64], x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Least squares of y on the columns of x and a constant: the slopes. A column that says nothing beyond those before it
    gets 0."""
    x = x - x.mean(axis=0)
    return np.asarray(np.linalg.lstsq(x, y - y.mean(), rcond=1e-10)[0])


def amplified(views: pd.DataFrame, ties: pd.DataFrame, people: int) -> dict[str, float]:
    """Slopes of what one thinks of another, the mean of credibility and reliability, on log(1 + shared contacts), among the
    closest and the most distant third of those with whom one has had leads or promises.
    """
    from weakties.analysis.ties_over_years import shared_partners

    views = views[(views["leads"] > 0) | (views["promises"] > 0)].reset_index(drop=True)
    shared = ties[["source", "target"]].assign(shared=shared_partners(ties, people))
    pair = views.assign(
        source=views[["person", "other"]].min(axis=1), target=views[["person", "other"]].max(axis=1)
    )
    pair = pair.merge(shared, on=["source", "target"])
    cuts = pair["intimacy"].quantile([1 / 3, 2 / 3]).to_numpy()
    found = {}
    for name, some in (
        ("weak", pair[pair["intimacy"] < cuts[0]]),
        ("strong", pair[pair["intimacy"] > cuts[1]]),
    ):
        opinion = (some["credibility"] + some["reliability"]).to_numpy(float) / 2
        found[f"amplified, {name}"] = (
            100 * slopes(opinion, np.log1p(some["shared"].to_numpy(float))[:, None])[0]
        )
    return found


def asked(table: NDArray[np.int64]) -> dict[str, float]:
    """Asks by medium and how far they came."""
    from weakties.simulation.trust.asking import MEDIA, STAGES

    return {
        f"{medium}, {stage}": float(table[m, s])
        for m, medium in enumerate(MEDIA)
        for s, stage in enumerate(STAGES)
    }


def hired(lived: World, burn_in: int) -> dict[str, float]:
    """Hires after the burn-in, those through contacts, and weeks that people were out of work, a hundred of them."""
    hires = lived.hires.tables(lived.ties, lived.jobs)[0]
    hires, weekly = hires[hires["week"] > burn_in], lived.weeks.table()
    out = weekly.loc[weekly["week"] > burn_in, "out_of_work"]
    return {
        "hires": float(len(hires)),
        "contact": float((hires["channel"] == "contact").sum()),
        "out of work": float(out.sum()),
        "lived": float(len(out) * lived.ties.people),
    }


TRUSTING = Experiment(
    key="trust",
    world=world,
    design=Design(
        fixed={**FIXED, "workers": 1_000, "weeks": 208, "burn_in": 104},
        points=POINTS,
        replicates=5,
        seed=20040501,
    ),
    quick=Design(
        fixed={**FIXED, "workers": 500, "weeks": 60, "burn_in": 30},
        points=POINTS,
        replicates=2,
        seed=20040501,
    ),
)


def at(runs: pd.DataFrame, **point: object) -> pd.DataFrame:
    """The runs of one point of the design, by replicate; a setting that is not named must not be there."""
    kept = np.ones(len(runs), np.bool_)
    for name in ("trust", "gossip", "echo", "courage"):
        kept &= (runs[name] == point[name]).to_numpy() if name in point else runs[name].isna().to_numpy()
    return runs[kept].sort_values("replicate")
