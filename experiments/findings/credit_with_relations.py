"""Credit is not contribution, where ties live: what ties get the credit for, and what there would not have been without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.analysis.credit import CLASSES, STRONG, WEAK, rate_of, ratio, times
from weakties.analysis.limit import apart
from weakties.experiments.engine.declare import OWN, Design, Drawing, Experiment, Finding, Published
from weakties.experiments.engine.verdicts import above, below, margin
from weakties.experiments.findings.credit_versus_contribution import GEE
from weakties.experiments.worlds.parted import ONE_BY_ONE, PARTED, world

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.uncertainty import Estimate

HALF_AGAIN = margin(0.5, "a tie worth half as much again")
A_TENTH = margin(10, "a tenth of joins taken for a tie's would not matter")
LIVE, STAY = "on", "off"
PARTS = ("run", "block")
PUBLISHED = (
    Published(
        quantity="credit: strong tie / weak tie", value=1, unit="times", source=GEE,
        role="predicted", direction=above(1), margin=HALF_AGAIN,
        verified="yes", definition="one strong tie is worth more than one weak one: jobs credited to it, above 1",
    ),
    Published(
        quantity="contribution: strong tie / weak tie", value=1, unit="times", source=OWN,
        role="own question", direction=below(1), margin=HALF_AGAIN,
        verified="not published", definition="strength makes a tie worth less: jobs added, below 1",
    ),
    Published(
        quantity="joins that the tie brought about", value=100, unit="%", source=OWN, role="own question", margin=A_TENTH,
        verified="not published", definition="as if every join of alter's firm, alter being there first, were the tie's work",
    ),
    Published(
        quantity="the same share, ties live less ties stay", value=0, unit="points", source=OWN, role="own question",
        margin=A_TENTH, verified="not published",
        definition="the causal numbers of worlds whose ties stay would do for worlds whose ties live",
    ),
    Published(
        quantity="the same share, larger world less smaller", value=0, unit="points", source=OWN, role="own question",
        direction=above(), margin=margin(5, "a twentieth of all joins"),
        verified="not published", definition="as where ties stay (`size-of-the-world`): above 0",
    ),
    Published(
        quantity="ties stay: many at once less one at a time", value=0, unit="points",
        source="the same worlds, ties taken out one at a time", role="self-test", margin=A_TENTH, verified="computed",
        definition="the same share found in two ways in the same worlds",
    ),
)  # fmt: skip


def share(rows: pd.DataFrame) -> Estimate:
    """Joins that the tie brought about, in per cent, classes of contact rate weighted alike."""
    return ratio(rows, "added", "joined", CLASSES, PARTS).scaled(100)


def largest(runs: pd.DataFrame, relations: str, how: str = PARTED) -> pd.DataFrame:
    """The rows of the larger worlds whose ties live, or stay."""
    return runs[(runs.relations == relations) & (runs.workers == runs.workers.max()) & (runs.how == how)]


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """All but the last two of the larger worlds whose ties live."""
    live = largest(runs, LIVE)
    smaller = runs[(runs.relations == LIVE) & (runs.workers < runs.workers.max())]
    return {
        "credit: strong tie / weak tie": times(live, "credited", STRONG, WEAK, PARTS),
        "contribution: strong tie / weak tie": times(live, "added", STRONG, WEAK, PARTS),
        "joins that the tie brought about": share(live),
        "the same share, ties live less ties stay": apart(share(live), share(largest(runs, STAY))),
        "the same share, larger world less smaller": apart(share(live), share(smaller)),
        "ties stay: many at once less one at a time": apart(
            share(largest(runs, STAY)), share(largest(runs, STAY, ONE_BY_ONE))
        ),
    }


def by_class(runs: pd.DataFrame) -> pd.DataFrame:
    """For the figure: what figures/credit_contribution.py asks for."""
    import pandas as pd

    live = largest(runs, LIVE)
    rows = [
        (name, what, *rate_of(live, what, (name,), PARTS).scaled(1000)[:3])
        for name in CLASSES
        for what in ("joined", "credited", "added")
    ]
    table = pd.DataFrame(rows, columns=["class", "what", "value", "low", "high"])
    return table.assign(world=f"{live.workers.iloc[0]:,} people whose ties live")


ONES = {"pairs": 20, "touched": 10, "others": 300}
FINDING = Finding(
    key="credit-with-relations",
    title="Credit is not contribution, where ties live",
    claim="Also where ties come and go, what they are credited with is not what they add.",
    published=PUBLISHED,
    experiment=Experiment(
        key="parted",
        world=world,
        design=Design(
            points=(
                {"relations": LIVE, "workers": 20_000}, {"relations": STAY, "workers": 20_000},
                {"relations": LIVE, "workers": 5_000},
            ),
            fixed={"weeks": 104, "settling": 26, "share": 0.05, "twins": 4, **ONES}, replicates=6, seed=19900601,
        ),
        quick=Design(
            points=(
                {"relations": LIVE, "workers": 2_000}, {"relations": STAY, "workers": 2_000},
                {"relations": LIVE, "workers": 1_000},
            ),
            fixed={"weeks": 60, "settling": 26, "share": 0.05, "twins": 1, "pairs": 6, "touched": 3, "others": 30},
            replicates=2, seed=19900601,
        ),
    ),
    measure=measure,
    figures=(Drawing(figure="credit_contribution", prepare=by_class, name="credit_with_relations"),),
    notes="Where ties live, one tie less moves who meets whom, and no tie can be taken out by itself beside the factual world. "
    "So twins part one pair in twenty at once, by chance, under the same luck; what they join less of each other's firms, less "
    "what pairs that were not parted join less, is what their ties added. A pair that is parted may meet anew. That this "
    "finds what taking ties out one at a time finds is held against worlds whose ties stay, the last row; two such "
    "worlds, with one pair in fifty and one in twenty, were seen before the margins were written, and two whose ties live. "
    "The share depends on the size of the world, as where ties stay. Only pairs who talked, or had an occasion to, at the "
    "start count, and what they add is what two years without that tie take away.",
)  # fmt: skip
