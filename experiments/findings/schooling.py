"""Strong ties matter more for those with less schooling, and when unemployment is high (Kramarz and Skans 2014)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from weakties.analysis.industries import share_difference
from weakties.analysis.uncertainty import Estimate, pooled_share
from weakties.experiments.engine.declare import OWN, Design, Drawing, Experiment, Finding, Published
from weakties.experiments.engine.verdicts import above, margin
from weakties.experiments.worlds.industries import schooling

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCE = "Kramarz and Skans 2014, Rev. Econ. Stud. 81:1164"
GOOD, BAD = 1.0, 0.9  # jobs per worker: in good times, and in bad ones with a tenth fewer
POINTS = tuple({"positions": p, "schooling_vouching": v} for v in (0.0, 3.0) for p in (GOOD, BAD))
FIXED = {"weeks": 208, "burn_in": 52, "vouching": 1.0, "less_schooled": 0.3}
PUBLISHED = (
    Published(
        quantity="less schooled, less others", value=5, unit="points", source=SOURCE, verified="yes",
        role="built in", direction=above(), margin=margin(2.5, "half of what was published"),
        definition="close relative at the first workplace: 19 % of the less educated, 14 % in all (sign)",
    ),
    Published(
        quantity="high unemployment, less low", value=0, unit="points", source=SOURCE, verified="yes",
        role="predicted", direction=above(), margin=margin(2.5, "half of the difference that was published for schooling"),
        definition="strong ties matter more when unemployment is high: above 0",
    ),
    Published(
        quantity="less schooled, less others: schooling ignored", value=0, unit="points", source=OWN, verified="not published",
        role="own question", direction=above(), margin=margin(2.5, "half of what was published for schooling"),
        definition="the same where employers trust vouching equally for all: whether the mechanism is needed: above 0",
    ),
)  # fmt: skip
EXPERIMENT = Experiment(
    key="schooling",
    world=schooling,
    design=Design(points=POINTS, fixed={**FIXED, "workers": 20_000}, replicates=6, seed=20140101),
    quick=Design(points=POINTS, fixed={**FIXED, "workers": 3_000}, replicates=4, seed=20140101),
)


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Shares of jobs found out of unemployment by news from kin and close friends, in percentage points."""
    on, off = runs[runs.schooling_vouching > 0], runs[runs.schooling_vouching == 0]
    pair = (("less_close", "less"), ("more_close", "more"))
    good, bad = (on[on.positions == p].sort_values("replicate").reset_index(drop=True) for p in (GOOD, BAD))
    times = pd.DataFrame(
        {
            "bad_close": bad.less_close + bad.more_close,
            "bad": bad.less + bad.more,
            "good_close": good.less_close + good.more_close,
            "good": good.less + good.more,
        }
    )
    return {
        "less schooled, less others": share_difference(on[on.positions == GOOD], *pair),
        "high unemployment, less low": share_difference(times, ("bad_close", "bad"), ("good_close", "good")),
        "less schooled, less others: schooling ignored": share_difference(off[off.positions == GOOD], *pair),
    }


def shares(runs: pd.DataFrame) -> Mapping[str, pd.DataFrame]:
    """For the figure: share of close ties by schooling, times and mechanism, in per cent; unemployment in per cent."""
    rows = []
    for (mechanism, positions), here in runs.groupby(["schooling_vouching", "positions"]):
        out = 100 * here.out_of_work.sum() / here.people_weeks.sum()
        for who in ("less", "more"):
            e = pooled_share(here[f"{who}_close"], here[who]).scaled(100)
            rows.append((mechanism != 0, positions, out, who, *e[:3]))
    columns = ["mechanism", "positions", "unemployment", "schooling", "value", "low", "high"]
    return {"shares": pd.DataFrame(rows, columns=columns)}


FINDING = Finding(
    key="schooling",
    title="Close ties, schooling and hard times",
    claim="Strong ties matter more for workers with less schooling and when unemployment is high.",
    published=PUBLISHED,
    experiment=EXPERIMENT,
    measure=measure,
    figures=(Drawing(figure="schooling", prepare=shares),),
    notes="Levels are not compared: theirs are parents at the first workplace, ours kin and close friends who told of a job "
    "found out of unemployment. The mechanism (vouching weighs four times as much for the less schooled) is an assumption; "
    "without it there should be no difference.",
)
