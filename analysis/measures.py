"""Named measures: which counts of a market are set against which, for sweeps and summaries.

A measure is a set of ratios of counts. Counts of replicates are pooled before they are divided, so that a world with few
hires weighs little (`uncertainty.pooled_share`). The names of counts are those of `weakties.experiments.worlds.market.counts`.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from weakties.analysis.shares import CHAIN, CHANNELS, GRANOVETTER, POPULAR
from weakties.analysis.uncertainty import Estimate, pooled_share
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd


class Ratio(NamedTuple):
    """The count `part` over the product of the counts `whole`, in per cent."""

    part: str
    whole: tuple[str, ...]


class Measure(NamedTuple):
    """What it says, and its ratios by name."""

    meaning: str
    ratios: Mapping[str, Ratio]

    def estimates(self, runs: pd.DataFrame) -> dict[str, Estimate]:
        """Each ratio in per cent, over replicates of one point (one row a replicate), with its interval between them."""
        found = {}
        for name, ratio in self.ratios.items():
            whole = runs[list(ratio.whole)].prod(axis=1)
            found[name] = pooled_share(runs[ratio.part], whole).scaled(100)
        return found


MEASURES: Mapping[str, Measure] = {
    "channel_shares": Measure(
        "shares of all hires that came through contacts, formal and direct search",
        {name: Ratio(name, ("hires",)) for name in CHANNELS},
    ),
    "contact_shares": Measure(
        "both cuts by contact rate: Granovetter's of hires through contacts, the popular one of all hires",
        {
            **{name: Ratio(name, ("contact",)) for name in GRANOVETTER.classes},
            **{name: Ratio(name, ("hires",)) for name in POPULAR.classes},
        },
    ),
    "chain_lengths": Measure(
        "steps between the one who hires and the one hired, of hires through contacts",
        {f"{name} steps": Ratio(f"chain {name}", ("contact",)) for name in CHAIN},
    ),
    "unemployment": Measure(
        "share of people out of work, over people and weeks",
        {"unemployment": Ratio("out of work", ("people", "weeks"))},
    ),
}


def get(name: str) -> Measure:
    """The measure of that name. Raises UserError, with the nearest right name, where there is none."""
    if name not in MEASURES:
        near = difflib.get_close_matches(name, MEASURES, n=1, cutoff=0.5)
        raise UserError(
            f"no measure {name!r}; "
            + (f"did you mean {near[0]!r}?" if near else f"choose from {', '.join(MEASURES)}")
        )
    return MEASURES[name]
