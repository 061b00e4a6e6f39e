"""The recommendation experiment where people trust each other: do the sign flip and the inverted U stay as they are?"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from weakties.analysis.jackknife import changed
from weakties.analysis.response import CONTROLS
from weakties.analysis.shape import FEW, MOST, PEAK, contrast, rate, slopes
from weakties.experiments.engine.declare import OWN, Design, Experiment, Finding, Published
from weakties.experiments.engine.verdicts import margin
from weakties.experiments.findings import intensity_flip, inverted_u
from weakties.experiments.findings.platform_with_relations import LIVE, SLOPES
from weakties.experiments.worlds.market_experiment import at
from weakties.experiments.worlds.recommendation import DEFAULT, world
from weakties.experiments.worlds.recommendation_experiment import SIZE, SMALL

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from weakties.analysis.uncertainty import Estimate

SPANS = {"transmissions: rise to the peak": (PEAK, FEW), "transmissions: fall beyond it": (PEAK, MOST)}
LESS = ", with trust less without"
SIGNS = tuple(
    replace(p, quantity=f"{p.quantity}, with trust", role="predicted")
    for p in (*intensity_flip.PUBLISHED, *inverted_u.PUBLISHED)
    if p.quantity in SLOPES
)


SAME = {
    "2SLS, intensity": "slope of job transmission on the percentile rank of interaction, arms as instruments"
}
"""Definitions that lean on the one before."""


def _same(p: Published) -> Published:
    said = SAME.get(p.quantity, p.definition.removesuffix("; its sign").removesuffix(": above 0"))
    return Published(
        quantity=f"{p.quantity}{LESS}", value=0, unit=p.unit, source=OWN, verified="not published",
        role="own question", margin=p.margin, definition=f"{said}: with trust less without, under the same luck",
    )  # fmt: skip


CHANGES = tuple(
    _same(p)
    for p in (*intensity_flip.PUBLISHED, *inverted_u.PUBLISHED)
    if p.quantity in SLOPES or p.quantity in SPANS
)
RATE = Published(
    quantity=f"transmissions{LESS}", value=0, unit="per 1,000", source=OWN, verified="not published", role="own question",
    margin=margin(0.3, "a tenth of the published rate of transmission, 3.05 per 1,000"),
    definition="new ties over which ego joined alter's firm: with trust less without, under the same luck",
)  # fmt: skip


def slope(runs: pd.DataFrame, name: str) -> Estimate:
    """One of the published slopes, controls beside it."""
    regressors, two_stage = SLOPES[name]
    read = "many" if name.endswith("10") else regressors[0]
    return slopes(runs, regressors, "transmitted", two_stage, CONTROLS)[read]


def statistics() -> dict[str, Callable[[pd.DataFrame], Estimate]]:
    """What is looked at with trust and without."""
    found: dict[str, Callable[[pd.DataFrame], Estimate]] = {
        name: partial(slope, name=name) for name in SLOPES
    }
    for name, (first, second) in SPANS.items():
        found[name] = partial(contrast, first=first, second=second, event="transmitted")
    return {**found, "transmissions": partial(rate, event="transmitted")}


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """The slopes where people trust, and what trust changes in all of it: worlds of the same seeds."""
    with_trust, without = at(runs, {"trust": "ratio"}), at(runs, {"trust": "none"})
    found = {f"{name}, with trust": slope(with_trust, name) for name in SLOPES}
    for name, statistic in statistics().items():
        found[f"{name}{LESS}"] = changed(with_trust, without, statistic)
    return found


FINDING = Finding(
    key="platform-with-trust",
    title="The experiment, before and after trust",
    claim="Where people trust each other and pass on what they would, the estimates of the experiment stay as they are.",
    published=(*SIGNS, *CHANGES, RATE),
    experiment=Experiment(
        key="recommendation-with-trust",
        world=world,
        design=Design(
            points=(DEFAULT,), vary={"trust": ("none", "ratio")}, fixed={**SIZE, **LIVE}, replicates=12, seed=20220918
        ),
        quick=Design(
            points=(DEFAULT,), vary={"trust": ("none", "ratio")}, fixed={**SMALL, **LIVE, "weeks": 80},
            replicates=3, seed=20220915,
        ),
    ),
    measure=measure,
    headline="2SLS, intensity, with trust",
    notes="Ties live in both; margins are those of the findings without relations. Written before it was run. Where people "
    "trust the estimates by talk have the published signs; in the same worlds without trust 2SLS, intensity is 0.003 (-0.021 to "
    "0.027), and that trust makes the difference cannot be told. The slopes of mutual contacts by the arms, of which the "
    "inverted U is made, cannot be told from none with trust or without.",
)  # fmt: skip
