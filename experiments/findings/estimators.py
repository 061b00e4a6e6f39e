"""Where the published estimators mislead, and where nothing says so: bias and coverage against the known truth."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from weakties.analysis.estimators import coverage, coverage_of_sets, picked
from weakties.analysis.uncertainty import between_replicates
from weakties.experiments.engine.declare import Drawing, Finding, Published
from weakties.experiments.engine.verdicts import margin
from weakties.experiments.worlds.recommendation_experiment import RECOMMENDATION

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.uncertainty import Estimate


class Coefficient(NamedTuple):
    """One coefficient of one published regression, and what to call it."""

    model: str
    regressor: str
    name: str


COEFFICIENTS = (
    Coefficient("transmitted", "mutual contacts", "mutual contacts"),
    Coefficient("transmitted, two regressors", "mutual contacts", "mutual contacts (10+ beside)"),
    Coefficient("transmitted, two regressors", "more than 10", "more than 10 (mutual beside)"),
    Coefficient("transmitted, intensity", "intensity", "intensity"),
    Coefficient("any transmission", "weak ties", "weak ties, any transmission"),
    Coefficient("any transmission", "strong ties", "strong ties, any transmission"),
    Coefficient("jobs begun", "weak ties", "weak ties, jobs begun"),
    Coefficient("jobs begun", "strong ties", "strong ties, jobs begun"),
)
ESTIMATORS = ("OLS", "2SLS")
ALLOWED = margin(
    7.5, "35 of 40, the least that exact coverage allows in 95 of 100; the count itself is judged"
)
SOURCE = "what a 95 % interval promises"
WHATS = {
    "the cause": "intervals that hold the mean, over experiments, of the same estimator on what ties brought about",
    "its own mean": "intervals that hold the mean over experiments of the estimate itself: whether its error is right",
}
PUBLISHED = (
    *(
        Published(
            quantity=f"{e} holds {what}: {c.name}", value=95, unit="%", source=SOURCE, verified="computed", definition=meaning,
            coverage=True, role="own question" if what == "the cause" else "self-test", margin=ALLOWED,
        )
        for what, meaning in WHATS.items()
        for c in (COEFFICIENTS if what == "the cause" else COEFFICIENTS[:1])
        for e in ESTIMATORS
    ),
    Published(
        quantity="Anderson–Rubin holds the median: intensity", value=95, unit="%", source=SOURCE, verified="computed",
        coverage=True, role="self-test", margin=ALLOWED,
        definition="sets of the slope on intensity, whose instruments are weak, that hold the median of the estimates; "
        "one that is empty, since the instruments contradict each other, holds nothing",
    ),
)  # fmt: skip


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Coverage over experiments. The cause: the mean over experiments of the same estimator on what ties brought about."""
    found = {}
    for e in ESTIMATORS:
        for c in COEFFICIENTS:
            rows = picked(runs, e, c.model, c.regressor)
            found[f"{e} holds the cause: {c.name}"] = coverage(rows, float(rows.cause.mean()))
        rows = picked(runs, e, COEFFICIENTS[0].model, COEFFICIENTS[0].regressor)
        found[f"{e} holds its own mean: {COEFFICIENTS[0].name}"] = coverage(rows, float(rows.value.mean()))
    weak = picked(runs, "2SLS", "transmitted, intensity", "intensity")
    centre = float(np.nanmedian(weak.value)) if weak.value.notna().any() else np.nan
    found["Anderson–Rubin holds the median: intensity"] = coverage_of_sets(weak, centre)
    return found


def scatter(runs: pd.DataFrame) -> pd.DataFrame:
    """For the figure: coefficient, model, estimator; the mean of the estimates with its interval, where 95 % of them lie,
    the mean of the cause with its interval, and the share of intervals that hold it."""
    import pandas as pd

    rows = []
    for c in COEFFICIENTS:
        for e in ESTIMATORS:
            here = picked(runs, e, c.model, c.regressor)
            estimate, cause = between_replicates(here.value.dropna()), between_replicates(here.cause.dropna())
            spread = np.nanquantile(here.value, [0.025, 0.975]) if here.value.notna().any() else [np.nan] * 2
            held = coverage(here, cause.value)
            rows.append((c.name, c.model, e, *estimate[:3], *spread, *cause[:3], *held[:3]))
    columns = "coefficient model estimator value low high from to cause cause_low cause_high held held_low held_high"
    return pd.DataFrame(rows, columns=columns.split())


FINDING = Finding(
    key="estimators",
    title="What the published estimators find",
    claim="The intervals of the published estimators hold the effect of a tie as often as they say.",
    published=PUBLISHED,
    experiment=RECOMMENDATION,
    measure=measure,
    figures=(Drawing(figure="estimators", prepare=scatter),),
    notes="Each experiment is analysed by itself, as its authors would have. The cause: new ties are taken out one by one, "
    "all else under the same luck, and the same estimator is given what each brought about instead of what was seen: so it "
    "is judged by the average that it weighs by itself, and not by another. Per person: what his new ties brought him, one "
    "by one, summed. A transmission is not an effect: ego may join alter's firm though the tie had nothing to do with it, "
    "and does so the more often, the more contacts they share; no instrument for the strength of ties that formed takes that "
    "out, since arms change which ties form.",
)
