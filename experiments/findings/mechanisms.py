"""Which mechanisms make a peak: half of all combinations of six, each grounded, none of them a formula with a peak in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from weakties.analysis.shape import FEW, MOST, PEAK, contrast, main_effect
from weakties.experiments.engine.declare import OWN, Drawing, Finding, Published
from weakties.experiments.engine.verdicts import above, margin
from weakties.experiments.worlds.recommendation import SWITCHES
from weakties.experiments.worlds.recommendation_experiment import FACTORIAL

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.uncertainty import Estimate

TENTH = margin(0.3, "a tenth of the published rate of transmission, 3.05 per 1,000")
SPANS = {"rise": (PEAK, FEW), "fall": (PEAK, MOST)}
EVENTS = {"truth": "only_jobs", "transmissions": "transmitted"}
WORLDS = {
    "all mechanisms on": dict.fromkeys(SWITCHES, 1),
    "relevance on, closeness off": {"relevance": 1, "closeness": 0},
}
"""What is asked of the published shape: one combination, and eight that share two switches."""

PUBLISHED = tuple(
    Published(
        quantity=f"{what}: {side}, {when}", value=0, unit="per 1,000", source=OWN, verified="not published",
        role="own question", direction=above(), margin=TENTH,
        definition=f"7 to 19 mutual contacts less {'below 3' if side == 'rise' else '28 and more'}, {when}: above 0",
    )
    for what in EVENTS for side in SPANS for when in WORLDS
)  # fmt: skip


def at(runs: pd.DataFrame, switches: Mapping[str, int]) -> pd.DataFrame:
    """The worlds in which these mechanisms are on (1) or off (0), whatever the others are."""
    keep = np.ones(len(runs), dtype=bool)
    for name, value in switches.items():
        keep &= (runs[name] == value).to_numpy()
    return runs[keep]


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Rise and fall in the WORLDS; those of one replicate share their luck, so replicates are left out one at a time."""
    return {
        f"{what}: {side}, {when}": contrast(at(runs, switches), *SPANS[side], event, by="replicate")
        for what, event in EVENTS.items()
        for side in SPANS
        for when, switches in WORLDS.items()
    }


def factorial(runs: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """For the figure: rise and fall of every combination (combinations), and the main effect of each mechanism (effects)."""
    import pandas as pd

    rows, effects = [], []
    names = list(SWITCHES)
    for what, event in EVENTS.items():
        for point, here in runs.groupby(names, sort=False):
            e = {side: contrast(here, *SPANS[side], event).value for side in SPANS}
            rows.append({"what": what, **dict(zip(names, point, strict=True)), **e})
        for name in names:
            for side in SPANS:
                effects.append((what, name, side, *main_effect(runs, name, SPANS[side], event)[:3]))
    columns = ["what", "mechanism", "side", "value", "low", "high"]
    return {"combinations": pd.DataFrame(rows), "effects": pd.DataFrame(effects, columns=columns)}


FINDING = Finding(
    key="mechanisms",
    title="Which mechanisms make a peak",
    claim="Grounded mechanisms together make what a tie brings rise and fall with mutual contacts.",
    published=PUBLISHED,
    experiment=FACTORIAL,
    measure=measure,
    figures=(Drawing(figure="mechanisms", prepare=factorial),),
    notes="Relevance: vacancies in other industries seldom suit. Closeness: new ties talk like old ones with as many mutual "
    "contacts. Door: people know many of one firm. Redundancy: news heard over close ties is relayed (5 %), and a tenth "
    "of the firm's people hear of its openings and tell. Rivalry: one looker a teller is let in. Attention: time is "
    "shared out over all one knows. The base world has relevance, the door and attention on, the others off. That "
    "relevance without closeness makes both shapes had been seen with other luck, on the platform before this one, before "
    "it was asked. Of the 64 combinations the 32 are lived in which an even number is on. Truth is first order: jobs that "
    "nobody and nothing but the tie had told of, of either end. The worlds have 20,000 people, as in the calibration: "
    "smaller ones have more mutual contacts.",
)
