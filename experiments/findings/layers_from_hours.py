"""Circles follow from limited hours, and are inverted where few people are available (Tamarit et al. 2018)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.analysis.ties_over_years import slope_of_layers
from weakties.experiments.engine.declare import Design, Drawing, Experiment, Finding, Published
from weakties.experiments.engine.verdicts import above, below, margin
from weakties.experiments.worlds.ties_of_years import CIRCLES, islands, mean_of

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.uncertainty import Estimate

SOURCE = "Tamarit, Cuesta, Dunbar and Sánchez 2018, PNAS 115:8316–8321"
MANY, FEW = 1_200, 30  # people
SCALING, OUTWARDS, INVERTED = "scaling of circles", "mu, many people", "mu, islands of thirty"
PUBLISHED = (
    Published(
        quantity=SCALING, value=3, unit="times", source=SOURCE, verified="yes",
        role="predicted", margin=margin(0.5, "'about three', to the nearest half"),
        definition="each circle has about three times the people of the one within it",
    ),
    Published(
        quantity=OUTWARDS, value=0, source=SOURCE, verified="yes",
        role="predicted", direction=above(), margin=margin(0.1, "neighbouring layers that differ by a tenth"),
        definition="layers grow outwards where people abound: above 0",
    ),
    Published(
        quantity=INVERTED, value=0, source=SOURCE, verified="yes",
        role="predicted", direction=below(), margin=margin(0.1, "neighbouring layers that differ by a tenth"),
        definition="layers shrink outwards where few people are available: below 0",
    ),
)  # fmt: skip
LAYERS = [f"layer, {name}" for name in CIRCLES]


def of(runs: pd.DataFrame, workers: int) -> pd.DataFrame:
    """The layers of the worlds of that size, one row a replicate."""
    return runs[runs.workers == workers][LAYERS]


def slopes(runs: pd.DataFrame, workers: int) -> list[float]:
    """mu of each replicate."""
    return [slope_of_layers(row) for row in of(runs, workers).to_numpy()]


def scaling(runs: pd.DataFrame) -> list[float]:
    """The geometric mean of the three ratios of successive circles, of each replicate."""
    circles = of(runs, MANY).to_numpy().cumsum(axis=1)
    return list((circles[:, -1] / circles[:, 0]) ** (1 / (len(LAYERS) - 1)))


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """The scaling ratio, and the slope of layers in large worlds and on islands."""
    return {
        SCALING: mean_of(scaling(runs)),
        OUTWARDS: mean_of(slopes(runs, MANY)),
        INVERTED: mean_of(slopes(runs, FEW)),
    }


def circles(runs: pd.DataFrame) -> pd.DataFrame:
    """For the figure: mean people in each layer, in large worlds and on islands, with intervals."""
    import pandas as pd

    rows = []
    for workers in (MANY, FEW):
        people = runs[runs.workers == workers].people
        for name in CIRCLES:
            each = mean_of(of(runs, workers)[f"layer, {name}"] / people)
            rows.append((workers, name, *each[:3]))
    return pd.DataFrame(rows, columns=["workers", "layer", "value", "low", "high"])


POINTS = ({"workers": MANY, "islands": 1}, {"workers": FEW, "islands": 20})
FINDING = Finding(
    key="layers-from-hours",
    title="Circles follow from hours",
    claim="Limited hours make circles of about three times the size; where few people are available, the layers are inverted.",
    published=PUBLISHED,
    experiment=Experiment(
        key="layers-from-hours",
        world=islands,
        design=Design(points=POINTS, fixed={"start_up": 208, "years": 5}, replicates=5, seed=20180801),
        quick=Design(
            points=({"workers": MANY, "islands": 1}, {"workers": FEW, "islands": 4}),
            fixed={"start_up": 52, "years": 2}, replicates=3, seed=20180801,
        ),
    ),
    measure=measure,
    figures=(Drawing(figure="layers_from_hours", prepare=circles),),
    notes="Nothing is fitted here; circles were declared before any run as weekly, monthly, half-yearly and yearly talk in "
    "the last year, after nine years. The network begins with circles of 5, 15, 50 and 150 as an input: what is "
    "judged is what hours make of them. Islands are worlds of thirty people who all know each other, twenty in each "
    "replicate. Evidence: circles of 5, 16, 45 and 79: the ratio is 3.0 and 2.9 inside and 1.75 at the outermost, "
    "where yearly talk is less than half of what it was under the first fit (there the ratio was 3.2: more strangers "
    "stayed). Rarer ties, which do not live, are not counted. Conversations are counted in the log of the year; "
    "tables keep nothing of strangers, and would give 2.2. On islands the outermost layer is the smallest (4.6, 5.3, "
    "11.3, 3.7), but the half-yearly one is the largest: islands come to the edge (mu +0.05) without turning over.",
)  # fmt: skip
