"""Simulated beside exact, drawn from a tiny table."""

from __future__ import annotations

import pandas as pd
import pytest

from weakties.figures import calvo_jackson, style
from weakties.simulation.errors import UserError

PLACES = ("alone", "point of a star", "linked pair", "circle of four", "four all linked", "centre of a star")


def table() -> pd.DataFrame:
    rows = []
    for k, place in enumerate(PLACES):
        rows.append(
            ("unemployment", place, 0, 13.0 - 1.5 * k, 13.1 - 1.5 * k, 12.9 - 1.5 * k, 13.3 - 1.5 * k)
        )
        rows += [
            ("leaving", place, d, 10.0 + 5 * k - d / 4, 10.5 + 5 * k - d / 4, 9 + 5 * k, 12 + 5 * k)
            for d in (1, 2, 3, 4)
        ]
    names = ["quantity", "place", "weeks_out", "exact", "value", "low", "high"]
    return pd.DataFrame(rows, columns=names).assign(margin=0.2)


@pytest.mark.parametrize("width", [style.COLUMN, style.PAGE])
def test_fit_to_print(fit_to_print, width):
    fit_to_print(calvo_jackson.draw(table(), width), width)


def test_short_runs_without_an_interval_are_drawn(fit_to_print):
    """In a short run nobody may have been out of work for so long."""
    results = table()
    results.loc[results.weeks_out == 4, ["value", "low", "high"]] = float("nan")
    fit_to_print(calvo_jackson.draw(results), style.PAGE)


def test_the_points_are_those_drawn():
    drawn = calvo_jackson.points(table())
    assert set(drawn.panel) == {"A", "B", "C"}
    alone = drawn[(drawn.panel == "B") & (drawn.place == "alone")].iloc[0]
    assert (alone.exact, round(alone.value, 9), round(alone.low, 9), round(alone.high, 9)) == (
        0,
        0.1,
        -0.1,
        0.3,
    )
    axes = dict(zip("ABC", calvo_jackson.draw(table()).axes, strict=True))
    for panel, coordinate in (("A", "get_xdata"), ("B", "get_xdata"), ("C", "get_ydata")):
        at = {round(float(v), 9) for line in axes[panel].lines for v in getattr(line, coordinate)()}
        wanted = drawn[drawn.panel == panel][["exact", "value", "low", "high"]].to_numpy().ravel()
        assert {round(float(v), 9) for v in wanted} <= at


def test_a_missing_column_gets_one_line():
    with pytest.raises(UserError, match="calvo-jackson: saved results lack exact"):
        calvo_jackson.draw(table().drop(columns="exact"))
