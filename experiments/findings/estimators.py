"""Where the published estimators mislead, and where they are right: bias and coverage against the known truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.estimators import coverage
from analysis.uncertainty import between_replicates
from experiments.declare import Drawing, Finding, Published
from experiments.recommending import ESTIMATORS
from experiments.verdicts import within

if TYPE_CHECKING:
    import pandas as pd

    from analysis.uncertainty import Estimate

SOURCE = "what a 95 % interval promises"
NAMES = {"ols": "OLS", "2sls": "2SLS"}
PUBLISHED = tuple(
    Published(
        quantity=quantity, value=95, unit="%", source=SOURCE, verified="computed", definition=definition
    )
    for quantity, definition in (
        (
            "2SLS holds its own mean",
            "intervals of the slope on mutual contacts that hold the mean slope over all experiments",
        ),
        ("OLS holds its own mean", "the same for least squares"),
        ("2SLS holds the cause", "intervals that hold the slope of what ties really brought about"),
        ("OLS holds the cause", "the same for least squares"),
        (
            "Anderson–Rubin holds the mean, intensity",
            "sets of the slope on intensity, whose instruments are weak, that hold its mean",
        ),
    )
)


def picked(runs: pd.DataFrame, estimator: str, regressor: str) -> pd.DataFrame:
    """The rows of one regression."""
    return runs[(runs.estimator == estimator) & (runs.regressor == regressor)]


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Coverage over experiments. The cause: the mean over experiments of the same regression on what ties alone told of."""
    found = {}
    for key, name in NAMES.items():
        rows = picked(runs, key, "mutual_contacts")
        found[f"{name} holds its own mean"] = coverage(rows, float(rows.value.mean()))
        found[f"{name} holds the cause"] = coverage(rows, float(rows.cause.mean()))
    weak = picked(runs, "2sls", "intensity")
    centre = float(np.nanmedian(weak.value))
    found["Anderson–Rubin holds the mean, intensity"] = coverage(weak, centre, "ar_low", "ar_high")
    return found


def scatter(runs: pd.DataFrame) -> pd.DataFrame:
    """For the figure: estimator, regressor, mean with interval of the estimate, of the cause, and the coverage of both."""
    import pandas as pd

    rows = []
    for regressor in ("mutual_contacts", "intensity"):
        for key, name in NAMES.items():
            here = picked(runs, key, regressor)
            estimate, cause = between_replicates(here.value.dropna()), between_replicates(here.cause.dropna())
            held = coverage(here, cause.value)
            spread = np.nanquantile(here.value, [0.025, 0.975])
            rows.append((regressor, name, *estimate[:3], *spread, *cause[:3], *held[:3]))
    columns = "regressor estimator value low high from to cause cause_low cause_high held held_low held_high"
    return pd.DataFrame(rows, columns=columns.split())


FINDING = Finding(
    key="estimators",
    title="What the published estimators find",
    claim="The intervals of the published estimators hold the effect of a tie as often as they say.",
    published=PUBLISHED,
    experiment=ESTIMATORS,
    measure=measure,
    judge=within(8, because="a reader would not mind 87 instead of 95"),
    figures=(Drawing(figure="estimators", prepare=scatter),),
    notes="A transmission is not an effect: ego may join alter's firm though the tie had nothing to do with "
    "it, and does so the more often, the "
    "more contacts they share. No instrument for the strength of ties that formed takes that out, since "
    "arms change which ties form.",
)
