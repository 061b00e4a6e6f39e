"""In a terminal: the league where one mechanism after the other does not act, and under other assumptions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from weakties.analysis.uncertainty import CONFIDENCE
from weakties.experiments.league.shown import number, ranks_of, table, who
from weakties.experiments.league.tables import unit_of
from weakties.figures.league import followers

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

    from weakties.experiments.league.asked import Asked


def show_why(console: Console, found: pd.DataFrame, asked: Asked) -> None:
    """Each piece as it is, and what it is worth where one mechanism does not act; marked where the difference is told."""
    console.print(
        f"\n{unit_of(asked.question, asked.per)}; {who(asked)}", style="bold", markup=False, soft_wrap=True
    )
    for name, rows in found.groupby("advice", sort=False):
        console.print(f"\n{name}", style="bold", markup=False)
        shown = table(("where", "worth", "less than as it is", ""))
        for row in rows.to_dict("records"):
            lost = number({"value": row["lost"], "low": row["lost_low"], "high": row["lost_high"]})
            told = "told" if row["q"] <= 1 - CONFIDENCE else ""
            first = not row["lost"] and not told
            shown.add_row(str(row["without"]), number(row), "" if first else lost, told)
        console.print(shown)
    many = int(found["q"].notna().sum())
    console.print(
        f"\ntold: of all {many} differences together; of those told one in twenty may be false (Benjamini and Hochberg). An "
        "interval beside 0 is not enough: of twenty differences that are none, one has such.",
        soft_wrap=True,
    )


def show_robust(console: Console, found: pd.DataFrame, asked: Asked) -> None:
    """Each piece as it is, what it is worth under all assumptions, and what of that holds under all; `found`: `holding`."""
    from weakties.experiments.league.under import ELSEWHERE

    console.print(
        f"\n{unit_of(asked.question, asked.per)}; {who(asked)}", style="bold", markup=False, soft_wrap=True
    )
    shown = table(
        ("", "advice", "as it is", "under all", "better", "worse", "ranks under all"), ("better", "worse")
    )
    for row in found.to_dict("records"):
        if math.isnan(row["value"]):
            continue
        ends = f"{row['least']:.3g} to {row['most']:.3g}"
        told = (f"{row['better']} of {row['under']}", f"{row['worse']} of {row['under']}")
        shown.add_row("*" if row["holds"] else "", row["advice"], number(row), ends, *told, ranks_of(row))
    console.print(shown)
    console.print(
        f"{followers(asked.shares[0])} follow each. better, worse: under how many of {len(ELSEWHERE)} sets of assumptions it is "
        "told from none; *: under all. Ranks: of all sets together; no reading of them is narrower.",
        soft_wrap=True,
    )
    console.print(f"As it is, and: {'; '.join(list(ELSEWHERE)[1:])}.", soft_wrap=True)
