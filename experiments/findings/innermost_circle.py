"""The innermost circle hardly changes from year to year (Roy, Bhattacharya, Dunbar and Kaski 2022)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.experiments.engine.declare import Drawing, Finding, Published
from weakties.experiments.engine.verdicts import margin
from weakties.experiments.worlds.ties_of_years import RANKS, YEARS, percent

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.uncertainty import Estimate

SOURCE = "Roy, Bhattacharya, Dunbar and Kaski 2022, Sci. Rep."
LOW, HIGH = 1.0, 4.0
CHANGED = "top five, changed in a year"
PUBLISHED = (
    Published(
        quantity=CHANGED, value=(LOW + HIGH) / 2, unit="%", source=SOURCE, verified="yes",
        role="predicted", margin=margin((HIGH - LOW) / 2, "the published range, 1 to 4 %"),
        definition="1 to 4 % of the alters of the innermost circle change a year, among adults",
    ),
)  # fmt: skip


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Of the five whom people talked to most in a year, those not among the five in the year after, in per cent."""
    return {CHANGED: percent(runs, "top 5, changed", "top 5")}


def turnover(runs: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """For the figure: who left the first k, and who of them was not talked to at all, by k; and the published range."""
    import pandas as pd

    rows = [
        (what, k, *percent(runs, f"top {k}, {what}", f"top {k}")[:3])
        for what in ("changed", "silent")
        for k in RANKS
    ]
    return {
        "ours": pd.DataFrame(rows, columns=["what", "k", "value", "low", "high"]),
        "published": pd.DataFrame([(LOW, HIGH)], columns=["low", "high"]),
    }


FINDING = Finding(
    key="innermost-circle",
    title="The innermost circle is stable",
    claim="Of the people closest to us, 1 to 4 % change a year.",
    published=PUBLISHED,
    experiment=YEARS,
    measure=measure,
    figures=(Drawing(figure="innermost_circle", prepare=turnover),),
    notes="Nothing is fitted here. The innermost circle is the five people talked to most in a year, of everybody, after "
    "four years lived first. Evidence: 36 % of the five are others the year after, and 12 % are not talked to at all;"
    " of the first one 43 and 8 %. Occasions of friends last for months and no friend is kept for life; only kin are."
    " Rank also changes by luck alone among ties of like strength, and the source may count otherwise (its abstract "
    "was read): the share not talked to at all is the most favourable reading, and is beyond the range, too.",
)
