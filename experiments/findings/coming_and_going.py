"""How ties come and go: opened against closed (T5), triangles that close (T16), and no fading before the end (T4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from weakties.analysis.uncertainty import Estimate, between_replicates
from weakties.experiments.engine.declare import Drawing, Finding, Published
from weakties.experiments.engine.verdicts import above, margin
from weakties.experiments.worlds.ties_in_time_experiment import (
    FIRM,
    PEOPLE,
    TALKS,
    by_world,
    contrast,
    estimate,
    of_default,
    series,
)

if TYPE_CHECKING:
    import pandas as pd

HAZARD, THIRDS, EARLY = "first contact, hazard", "contacts by third of life", "early volume and lifetime"
BALANCE = ("ties opened and closed", "correlation")
KOSSINETS = "Kossinets and Watts 2006, Science 311:88-90"
VERGARA = "Vergara Hidd et al. 2023, Sci. Rep. 13"
MIRITELLO = "Miritello, Lara, Cebrián and Moro 2013, Sci. Rep. 3:1950"
R, HALF = 0.80, 1.96 / (PEOPLE - 3) ** 0.5
LOW, HIGH = (round(float(np.tanh(np.arctanh(R) + side * HALF)), 3) for side in (-1, 1))
PUBLISHED = (
    Published(
        quantity="opened and closed, correlation", value=R, low=LOW, high=HIGH, n=PEOPLE, verified="computed",
        role="predicted", margin=margin(0.1, "a correlation of 0.7 tells half of the variance, one of 0.8 two thirds"),
        source=f"{FIRM}; direction: {MIRITELLO}",
        definition="of ties gained and lost per person; Fisher's interval for as many people",
    ),
    Published(
        quantity="hazard, 1 shared partner over 0", value=1, unit="times", source=KOSSINETS, verified="yes",
        role="built in", direction=above(1), margin=margin(0.5, "half as likely again"),
        definition="two with a shared partner are likelier to have their first contact: above 1",
    ),
    Published(
        quantity="hazard, 4 and more shared over 1", value=1, unit="times", source=KOSSINETS, verified="yes",
        role="predicted", direction=above(1), margin=margin(0.5, "half as likely again"),
        definition="the more partners are shared, the likelier: above 1",
    ),
    Published(
        quantity="contacts in the last third less first", value=0, unit="points", source=VERGARA, verified="yes",
        role="predicted", margin=margin(5, "without a trend each third has 33.3 %; 5 points are a change by a seventh"),
        definition="contacts do not fade towards the end of a tie: no trend",
    ),
    Published(
        quantity="early volume and lifetime, correlation", value=0, source=VERGARA, verified="yes",
        role="predicted", direction=above(), margin=margin(0.1, "a small correlation, as Cohen (1988) calls them"),
        definition="the first weeks of a tie tell how long it will live: above 0",
    ),
)  # fmt: skip


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Correlations, ratios of hazards, and the difference of thirds in points."""
    worlds = of_default(runs)
    found = (
        estimate(worlds, *BALANCE),
        _ratio(worlds, "1", "0"),
        _ratio(worlds, "4+", "1"),
        contrast(worlds, THIRDS, "last third", "first third").scaled(100),
        estimate(worlds, EARLY, "correlation"),
    )
    return dict(zip((p.quantity for p in PUBLISHED), found, strict=True))


def _ratio(worlds: pd.DataFrame, many: str, few: str) -> Estimate:
    """How many times the hazard of `few` shared partners that of `many` is: the mean over worlds."""
    one, base = (by_world(worlds, HAZARD, of) for of in (many, few))
    return between_replicates(one["part"] / one["whole"] / (base["part"] / base["whole"]))


def drawn(runs: pd.DataFrame) -> pd.DataFrame:
    """For the figure: hazards, thirds, and early contacts by lifetime, with and without ends of occasions."""
    return series(runs, (HAZARD, THIRDS, "contacts in the first window by lifetime"))


FINDING = Finding(
    key="coming-and-going",
    title="How ties come and go",
    claim="People who open more ties close more; new ties close triangles; and ties do not fade before they end: how "
    "lively they are at first tells how long they will be.",
    published=PUBLISHED,
    experiment=TALKS,
    measure=measure,
    figures=(Drawing(figure="coming_and_going", prepare=drawn),),
    notes="That introductions come through friends is put in (introductions), so the first shared partner is built in; that the "
    "hazard rises with every further one is not, and all else is predicted. Not reproduced, because people differ too "
    "little in how many ties they open: under the first fit, with twice the spread of hours (1.0; 500 people, one seed) "
    "the correlation was 0.71 instead of 0.51. And because ties grow livelier towards their end: habit begins with one "
    "talk and builds up while the occasion lasts; without the pull of habit (habit_pull 0) the thirds were 34 and 34 % "
    "instead of 28 and 40. Early volume goes with lifetime, but weakly: a correlation of 0.10. Lives that lie whole within "
    "39 weeks are shorter than six windows.",
)
