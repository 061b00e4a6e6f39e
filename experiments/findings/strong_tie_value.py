"""Most people are helped by one of many weak ties, and yet one strong tie is worth more than one weak tie (F1)."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from weakties.analysis.shares import CLASSES
from weakties.analysis.uncertainty import Estimate, bootstrap, pooled_share
from weakties.experiments.engine.declare import Drawing, Finding, Published
from weakties.experiments.engine.verdicts import above, margin
from weakties.experiments.worlds.market_experiment import DEFAULT, MARKET, at
from weakties.simulation.talk.frequency import WEEKS_A_YEAR

STRONG = CLASSES.classes[: CLASSES.classes.index("monthly") + 1]
CLASS_COUNT = len(CLASSES.classes)
LOWER = np.array([*CLASSES.bounds[:-1], 1 / 1000])  # the weakest class is drawn from once in twenty years on
UPPER = np.array([20.0, *CLASSES.bounds[:-1]])
SOURCE = "Gee, Jones, Burke 2017, J. Labor Economics; Gee et al. 2017"
PUBLISHED = (
    Published(
        quantity="weak share of hires", value=50, unit="%", source=SOURCE, verified="yes",
        role="predicted", direction=above(50), margin=margin(5, "nobody would tell the story otherwise for one hire in twenty"),
        definition="most people are helped by one of many weak ties: more than half of the hires through ties",
    ),
    Published(
        quantity="strong tie / weak tie", value=1, unit="times", source=SOURCE, verified="yes",
        role="predicted", direction=above(1), margin=margin(0.5, "a tie worth half as much again"),
        definition="one strong tie is worth more than one weak tie: hires a tie, strong over weak, above 1",
    ),
    Published(
        quantity="rise with strength", value=0, unit="", source=SOURCE, verified="yes",
        role="predicted", direction=above(), margin=margin(0.1, "twice the talk, a fourteenth more hires"),
        definition="value rises with strength: slope of log hires a tie on log contact rate, above 0",
    ),
)  # fmt: skip


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Ties of the network in the default world; strong: talked to at least monthly. Present colleagues are not among them."""
    default = at(runs, DEFAULT)
    both = np.hstack(
        [default[[f"{what}, {k}" for k in CLASSES.classes]].to_numpy() for what in ("hires", "ties")]
    )
    hires, weak = both[:, :CLASS_COUNT].sum(1), both[:, len(STRONG) : CLASS_COUNT].sum(1)
    return {
        "weak share of hires": pooled_share(weak, hires).scaled(100),
        "strong tie / weak tie": bootstrap(both, _ratio, seed=1),
        "rise with strength": bootstrap(both, _rise, seed=1),
    }


def _ratio(both: NDArray[np.float64]) -> float:
    """Hires a strong tie over hires a weak tie; both: (worlds, hires by class and ties by class)."""
    hires, ties = both.sum(0).reshape(2, -1)
    cut = len(STRONG)
    return float(hires[:cut].sum() / ties[:cut].sum() / (hires[cut:].sum() / ties[cut:].sum()))


def _rise(both: NDArray[np.float64]) -> float:
    """The slope of log hires a tie on log contact rate over the classes that brought a hire, least squares."""
    hires, ties = both.sum(0).reshape(2, -1)
    seen = hires > 0
    middle = np.log(np.sqrt(UPPER * LOWER))
    return float(np.polyfit(middle[seen], np.log(hires[seen] / ties[seen]), 1)[0])


def values(runs: pd.DataFrame) -> pd.DataFrame:
    """Hires per 1,000 ties and year by class, and the share of each class, for the figure."""
    default = at(runs, DEFAULT)
    years = float(default.weeks.mean()) / WEEKS_A_YEAR
    known = default[[f"hires, {k}" for k in CLASSES.classes]].sum(axis=1)
    rows = []
    for k, name in enumerate(CLASSES.classes):
        hires, ties = default[f"hires, {name}"], default[f"ties, {name}"]
        value = pooled_share(hires, ties).scaled(1000 / years)
        share = pooled_share(hires, known)
        kind = "strong" if name in STRONG else "weak"
        rows.append(
            (LOWER[k], UPPER[k], kind, *value[:3], *share[:3], float(ties.sum() / default.people.sum()))
        )
    columns = [
        "rate_from",
        "rate_to",
        "kind",
        "value",
        "low",
        "high",
        "share",
        "share_low",
        "share_high",
        "ties",
    ]
    return pd.DataFrame(rows[::-1], columns=columns)


FINDING = Finding(
    key="strong-tie-value",
    title="One strong tie is worth more, many weak ties bring more",
    claim="Most people are helped by one of many weak ties, and one strong tie is worth more than one weak tie.",
    published=PUBLISHED,
    experiment=MARKET,
    measure=measure,
    figures=(Drawing(figure="tie_value", prepare=values, name="strong_tie_value"),),
    notes="The orderings that were published, in the words of their definition; sizes depend on how strength was measured "
    "there (interaction online). Ties of the network; present colleagues, who change with the job, are left out.",
)
