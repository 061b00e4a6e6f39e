"""Advice that was tried in randomised studies, and the same people without it: when few follow, and when all do.

A point sets the market as for `advised`, with its share, deals and lengths, and `pieces` in the place of `advice`, since the
table tells of each of them by its own name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.experiments.worlds.advised import advised

if TYPE_CHECKING:
    import pandas as pd

    from weakties.experiments.engine.declare import Point

TRIED = ("platform", "plan", "mentor", "course")
READ = "nothing"  # the advice is read, and nothing is done
OUTCOMES = ("weeks employed", "leads heard first", "own hours")
KINDS = ("out of work", "all", "sociable low", "sociable high")
GROUPS = ("treated", "given none")
FEW, ALL = 0.1, 1.0
SETTINGS = ("pieces", "share", "deals")


def points(deals: int) -> tuple[Point, ...]:
    """All pieces side by side, each followed by FEW of those who look; and each by itself, followed by all."""
    few = {"pieces": "+".join((*TRIED, READ)), "share": FEW, "deals": deals}
    return (few, *({"pieces": piece, "share": ALL, "deals": 1} for piece in TRIED))


def world(point: Point, seed: int) -> pd.DataFrame:
    """One row a piece, horizon, kind of person, group and outcome: people, with_sum, without_sum (`advised`)."""
    given = {name: value for name, value in point.items() if name != "pieces"}
    table = advised({**given, "advice": point["pieces"]}, seed)
    told = table["kind"].isin(KINDS) & table["treated"].isin(GROUPS) & table["outcome"].isin(OUTCOMES)
    return table[told].drop(columns=["share", "world", "difference_ss"])
