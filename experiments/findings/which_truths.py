"""Our own question: which truths produce the published estimates?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.analysis.truths import CRITERIA, SHAPES, truths, where
from weakties.analysis.uncertainty import Estimate, wilson
from weakties.experiments.engine.declare import OWN, Design, Drawing, Experiment, Finding, Published
from weakties.experiments.engine.verdicts import above, below, margin
from weakties.experiments.worlds.recommendation_experiment import SMALL
from weakties.experiments.worlds.which_truths import DRAWN, world

if TYPE_CHECKING:
    import pandas as pd

ALL = "all of these"
BUSY = {"separation": 0.0084}
"""Jobs end three times as often as in the default world: thrice as many events, and shapes that are seen three times as well."""
TEN = margin(10, "60 of 100 worlds instead of 50: less would not change what a reader makes of the signs")
PUBLISHED = tuple(
    Published(
        quantity=quantity, value=50, unit="%", source=OWN, verified="not published",
        role="own question", direction=direction, margin=TEN,
        definition=f"of the worlds {of}, those in which what ties bring rises to 7 to 19 mutual contacts and falls from 28 on: "
        f"{'above' if direction.above else 'below'} 50",
    )
    for quantity, of, direction in (
        (
            "inverted U in the truth, where all published signs are seen",
            "in which all five signs are the published ones",
            above(50),
        ),
        ("inverted U in the truth, where they are not", "in which some sign is another", below(50)),
    )
)  # fmt: skip
EXPERIMENT = Experiment(
    key="which-truths",
    world=world,
    design=Design(
        fixed={"workers": 20_000, "weeks": 104, "candidates": 60, "shown": 20, **BUSY},
        replicates=24,
        seed=20260901,
    ),
    quick=Design(
        fixed={
            **{name: value for name, value in SMALL.items() if name not in {one.name for one in DRAWN}},
            "weeks": 80,
            **BUSY,
        },
        replicates=12,
        seed=20260902,
    ),
)


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Shares of worlds."""
    table = truths(runs)
    seen = where(table, ALL)
    others = table.drop(index=seen.index)
    return {p.quantity: share(rows, SHAPES[0]) for p, rows in zip(PUBLISHED, (seen, others), strict=True)}


def share(rows: pd.DataFrame, shape: str) -> Estimate:
    """Worlds of one shape, in per cent, with Wilson's interval."""
    return wilson(int((rows["shape"] == shape).sum()), len(rows)).scaled(100)


def compositions(runs: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """For the figure: worlds (one row each: rise, fall, shape, all: whether it has all published signs), and shares (criterion,
    worlds, shape, value, low, high: per cent)."""
    import pandas as pd

    table = truths(runs)
    rows = []
    for criterion in CRITERIA:
        here = where(table, criterion)
        rows += [(criterion, len(here), shape, *share(here, shape)[:3]) for shape in SHAPES]
    columns = ["criterion", "worlds", "shape", "value", "low", "high"]
    seen = table.index.isin(where(table, ALL).index)
    return {"worlds": table.assign(all=seen), "shares": pd.DataFrame(rows, columns=columns)}


FINDING = Finding(
    key="which-truths",
    title="Which truths produce the published estimates",
    claim="Where the published estimators have the published signs, what ties bring is an inverted U in most worlds; where they "
    "have not, in few.",
    published=PUBLISHED,
    experiment=EXPERIMENT,
    measure=measure,
    figures=(Drawing(figure="which_truths", prepare=compositions),),
    notes="Our own question. Each world has a platform and a labour market of its own, drawn from the whole ranges of the "
    "registry of calibrations and, for the mechanisms (relevance, door, redundancy, announcements, rivalry), from those "
    "in this finding's world; none is fitted to anything. Truth is first order: jobs that nobody and nothing but the tie "
    "had told of, of either end. A shape is named where both of its directions are known to 1.645 standard errors; worlds "
    "of which too little is known count as no inverted U, so that shares are low rather than high; and a single world's "
    "signs are partly luck. The worlds have 20,000 people, as in the calibration: smaller ones have more mutual contacts.",
)
