"""Linked people pass job news on: the simulation against exact answers (Calvó-Armengol and Jackson 2004)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weakties.experiments.engine.declare import Design, Drawing, Experiment, Finding, Published
from weakties.experiments.engine.verdicts import Margin, margin
from weakties.experiments.worlds import small_markets

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.uncertainty import Estimate

ARRIVAL, BREAKUP = 0.100, 0.015  # probabilities per week
MARGIN = 0.2  # percentage points of unemployment
UNEMPLOYMENT, LEAVING = "unemployment, ", "leaving, four all linked, after weeks out: "
CORRELATION = "correlation, linked pair"


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """One estimate for each exact number, in per cent but for the correlation."""
    from weakties.analysis.unemployment import chance_to_leave, correlation, unemployment

    here = {place: small_markets.at(runs, place) for place in small_markets.PLACES}
    linked = here["four all linked"]
    return {
        **{UNEMPLOYMENT + place: unemployment(rows).scaled(100) for place, rows in here.items()},
        **{f"{LEAVING}{d}": chance_to_leave(linked, d).scaled(100) for d in (1, 5)},
        CORRELATION: correlation(here["linked pair"]),
    }


def compared(runs: pd.DataFrame) -> pd.DataFrame:
    """What the figure takes."""
    return small_markets.compare(runs, ARRIVAL, BREAKUP, MARGIN)


def exactly(quantity: str, value: float, definition: str, close: Margin, unit: str = "%") -> Published:
    """A number that follows exactly from the model as defined; tests/findings/test_calvo_jackson.py computes it again."""
    source = f"Calvó-Armengol and Jackson 2004, AER 94:426: exact chain of their model, a = {ARRIVAL}, b = {BREAKUP} a week"
    return Published(
        quantity=quantity,
        value=value,
        unit=unit,
        source=source,
        verified="computed",
        role="self-test",
        margin=close,
        definition=definition,
    )


def design(replicates: int) -> Design:
    """So many runs of each shape."""
    fixed: dict[str, Any] = {"weeks": 1_001_000, "burn_in": 1_000, "arrival": ARRIVAL, "breakup": BREAKUP}
    return Design(
        vary={"shape": list(small_markets.SHAPES)}, fixed=fixed, replicates=replicates, seed=20040601
    )


OUT, NEXT = "share of weeks out of work", "chance to have a job next week"
CLOSE = margin(MARGIN, "a sixth of what recording the states before jobs end would change")
CLOSE_CHANCE = margin(0.5, "a quarter of the fall from 1 week to 5")

FINDING = Finding(
    key="calvo-jackson",
    title="Unemployment along ties, against exact answers",
    claim="Where people pass job news on, unemployment falls with ties, strikes linked people together, and is the harder to "
    "leave the longer it has lasted.",
    published=(
        exactly(f"{UNEMPLOYMENT}alone", 13.216, OUT, CLOSE),
        exactly(f"{UNEMPLOYMENT}point of a star", 7.925, OUT, CLOSE),
        exactly(f"{UNEMPLOYMENT}linked pair", 7.857, OUT, CLOSE),
        exactly(f"{UNEMPLOYMENT}circle of four", 5.678, OUT, CLOSE),
        exactly(f"{UNEMPLOYMENT}four all linked", 4.657, OUT, CLOSE),
        exactly(f"{UNEMPLOYMENT}centre of a star", 4.534, OUT, CLOSE),
        exactly(f"{LEAVING}1", 31.879, NEXT, CLOSE_CHANCE),
        exactly(f"{LEAVING}5", 29.761, NEXT, CLOSE_CHANCE),
        exactly(
            CORRELATION,
            0.0523,
            "correlation of two states in the same week",
            margin(0.005, "a tenth of it"),
            unit="",
        ),
    ),
    experiment=Experiment(
        key="calvo-jackson", world=small_markets.world, design=design(20), quick=design(10)
    ),
    measure=measure,
    figures=(Drawing(figure="calvo_jackson", prepare=compared),),
    notes="A test of the simulation, not of the world: both sides are the same model, one by chance and one by linear "
    "algebra. The tables printed in the paper come from a simulation and differ from the exact values in the third decimal.",
)
