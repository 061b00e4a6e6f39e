"""Granovetter's table: how often people saw the contact through whom they found their job (G1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.analysis.shares import GRANOVETTER
from weakties.experiments.engine.declare import Drawing, Finding, Published
from weakties.experiments.engine.verdicts import margin
from weakties.experiments.worlds.market_experiment import DEFAULT, MARKET, at, compared, percent

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.uncertainty import Estimate

SOURCE = "Granovetter 1973, AJS 78(6):1360-1380"
COUNTED = {"often": 9, "occasionally": 30, "rarely": 15}
MEANING = {"often": "at least twice a week", "occasionally": "in between", "rarely": "at most once a year"}
FEW = margin(5, "nobody would tell the story otherwise for one person in twenty")
PUBLISHED = tuple(
    Published.share(
        name, k, 54, source=SOURCE, verified="yes", definition=MEANING[name], role="fitted", table="contacts", margin=FEW
    )
    for name, k in COUNTED.items()
)  # fmt: skip


def shares_of(worlds: pd.DataFrame) -> dict[str, Estimate]:
    """Shares of the hires through contacts, by contact rate of the credited tie."""
    return {name: percent(worlds, name, "contact") for name in GRANOVETTER.classes}


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """The table in the default world."""
    return shares_of(at(runs, DEFAULT))


def table(worlds: pd.DataFrame) -> pd.DataFrame:
    """Ours, in these worlds, beside Granovetter's, for figures."""
    return compared(PUBLISHED, shares_of(worlds), "Granovetter 1973", "Wilson 95 %, n = 54")


def default_table(runs: pd.DataFrame) -> pd.DataFrame:
    """The same in the default world."""
    return table(at(runs, DEFAULT))


FINDING = Finding(
    key="granovetter-contacts",
    title="Contacts are seen occasionally",
    claim="Most people who found a job through a contact saw that contact only occasionally.",
    published=PUBLISHED,
    experiment=MARKET,
    measure=measure,
    headline="occasionally",
    figures=(Drawing(figure="contacts", prepare=default_table, name="granovetter_contacts"),),
    notes="Fitted, with the tables of channels and chains (granovetter-channels, granovetter-chains). Before, no number was "
    "fitted to this table, and it held as well (--world former); one number was chosen after looking at it: the life of a "
    "vacancy is 5 weeks, out of the 3 to 8 of vacancy statistics, after worlds with 4, 6 and 8 weeks had been seen (the table "
    "lay in its intervals in all three). Contact layers and rates are from the literature; the rate of acquaintances (once "
    "in three years) is an assumption made before any run. popular-region and assumptions vary all of these.",
)
