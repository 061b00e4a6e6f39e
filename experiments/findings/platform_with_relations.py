"""The recommendation experiment where ties live: does a budget of time give what attention is set to give where ties stay?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from weakties.analysis.response import CONTROLS
from weakties.analysis.shape import slopes
from weakties.analysis.uncertainty import between_replicates
from weakties.experiments.engine.declare import Design, Experiment, Finding, Published
from weakties.experiments.engine.verdicts import margin
from weakties.experiments.findings import intensity_flip, inverted_u
from weakties.experiments.worlds.recommendation import DEFAULT, with_moments
from weakties.experiments.worlds.recommendation_experiment import SIZE, SMALL

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.uncertainty import Estimate

RELEASED = {"mutual contacts": -0.1238, "own contacts": -0.2264, "friend's contacts": -0.0426}
MOMENTS = tuple(
    Published(
        quantity=f"r, intensity and {name}", value=value, source="Rajkumar et al. 2022, the released moments",
        verified="computed", role="predicted", margin=margin(0.03, "that of the calibration of the platform"),
        definition=f"correlation over new ties of the rank of talk in the first year and {name} when the tie formed",
    )
    for name, value in RELEASED.items()
)  # fmt: skip
SLOPES = {
    "OLS, intensity": (("i",), False),
    "2SLS, intensity": (("i",), True),
    "OLS, mutual contacts": (("m",), False),
    "2SLS, mutual contacts": (("m", "many"), True),
    "2SLS, more than 10": (("m", "many"), True),
}
"""The published regressions: regressors, of which the one that is read stands first or is the jump; and whether by the arms."""
PUBLISHED = (
    *MOMENTS,
    *(
        replace(p, role="predicted")
        for p in (*intensity_flip.PUBLISHED, *inverted_u.PUBLISHED)
        if p.quantity in SLOPES
    ),
)


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Correlations, the mean over worlds; slopes, over the ties of all worlds, controls beside them."""
    moments = runs[runs.by == "moment"]
    found = {p.quantity: between_replicates(moments[moments.what == p.quantity].value) for p in MOMENTS}
    for name, (regressors, two_stage) in SLOPES.items():
        read = "many" if name.endswith("10") else regressors[0]
        found[name] = slopes(runs, regressors, "transmitted", two_stage, CONTROLS)[read]
    return found


LIVE = {"relations": "on", "weeks": 104}
FINDING = Finding(
    key="platform-with-relations",
    title="The experiment, where time is a budget",
    claim="Where people share out their hours, new ties of many mutual contacts talk less by themselves; the estimates follow.",
    published=PUBLISHED,
    experiment=Experiment(
        key="recommendation-with-relations",
        world=with_moments,
        design=Design(points=(DEFAULT,), fixed={**SIZE, **LIVE}, replicates=24, seed=20220917),
        quick=Design(points=(DEFAULT,), fixed={**SMALL, **LIVE, "weeks": 80}, replicates=3, seed=20220915),
    ),
    measure=measure,
    headline="2SLS, intensity",
    notes="Where ties stay, how often a new tie talks is set, and how attention thins out was fitted to these three "
    "correlations (`weakties calibrate platform`). Here nothing is set: two who accept meet once, and what becomes of it is up "
    "to their hours, occasions and habits. The network, and who is shown and accepts, are those of the calibrated platform; "
    "the numbers of ties that live were fitted to how long ties last. One world had been looked at before the margins were "
    "written: its correlations were -0.06, -0.05 and -0.07. Signs come by themselves, sizes do not: hours are drawn apart from "
    "contacts (r 0.02, one world of 8,000 people), and most of those whom people know are too rare to take any of them, so that "
    "many contacts hardly crowd out a new one.",
)
