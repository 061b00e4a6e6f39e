"""Whether the mechanisms of the causal test leave Granovetter's table as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from weakties.analysis.shares import GRANOVETTER
from weakties.analysis.uncertainty import pooled_share
from weakties.experiments.engine.declare import Design, Experiment, Finding
from weakties.experiments.findings import granovetter_contacts
from weakties.experiments.worlds.industries import by_frequency
from weakties.experiments.worlds.recommendation import SWITCHES

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.uncertainty import Estimate

REDUNDANCY, RIVALRY = (SWITCHES[name][1] for name in ("redundancy", "rivalry"))  # as in the factorial
POINTS: dict[str, Mapping[str, float]] = {
    "redundancy and rivalry on": {**REDUNDANCY, **RIVALRY},
    "trades closed": {"transferability": 0.0},
}
PUBLISHED = tuple(
    replace(p, quantity=f"{p.quantity}, {label}", table=label, role="own question")
    for label in POINTS
    for p in granovetter_contacts.PUBLISHED
)
FIXED = {"weeks": 300, "burn_in": 100}
LISTED = tuple({"channel": label, **setting} for label, setting in POINTS.items())
EXPERIMENT = Experiment(
    key="mechanisms-and-granovetter",
    world=by_frequency,
    design=Design(points=LISTED, fixed={**FIXED, "workers": 20_000}, replicates=3, seed=19730502),
    quick=Design(points=LISTED, fixed={**FIXED, "workers": 3_000}, replicates=2, seed=19730502),
)


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Shares of the hires through contacts, with both mechanisms on, and where trades are closed, in per cent."""
    found = {}
    for label in POINTS:
        here = runs[runs.channel == label]
        for name in GRANOVETTER.classes:
            found[f"{name}, {label}"] = pooled_share(here[name], here.contact).scaled(100)
    return found


FINDING = Finding(
    key="mechanisms-and-granovetter",
    title="The mechanisms and Granovetter's table",
    claim="With redundancy and rivalry on, and where trades are closed, most finders of jobs still saw their contact only "
    "occasionally.",
    published=PUBLISHED,
    experiment=EXPERIMENT,
    measure=measure,
    notes="Relevance and the shared door are part of the default world; closeness and attention act on new ties only, and "
    "leave the default world as it is. What is left to ask is whether the two others, at the strengths of the factorial, do, "
    "and relevance at its strongest, where no vacancy suits people of other industries (peak-of-mutual-contacts).",
)
