"""The figure of a few numbers beside what was published."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

from weakties.figures import beside_published
from weakties.simulation.errors import UserError

PANELS = {"Re-employment": ("points", 0.0, "quarter, 2SLS"), "Hired there": ("odds ratio", 1.0, "any")}


def results(ends=1.0, kinds=("with trust", "without trust"), panels=2):
    """Two numbers a panel and kind; the first of each panel was published."""
    rows = []
    for (panel, (axis, nothing, name)), kind in itertools.product(list(PANELS.items())[:panels], kinds):
        for n, called in enumerate((name, "another")):
            value = 1.0 + n
            rows.append(
                (
                    panel,
                    axis,
                    "estimate",
                    called,
                    kind,
                    value,
                    value - ends,
                    value + ends,
                    np.nan if n else 2.0,
                    nothing,
                )
            )
    return pd.DataFrame(rows, columns=list(beside_published.COLUMNS))


@pytest.mark.parametrize("ends", [0.0, 3.0, np.inf])
@pytest.mark.parametrize("kinds", [("ours",), ("with trust", "without trust", "third", "fourth")])
def test_fit_to_print(fit_to_print, ends, kinds):
    fit_to_print(beside_published.draw(results(ends, kinds)), 178)
    fit_to_print(beside_published.draw(results(ends, kinds, panels=1)), 178)


def test_every_number_and_every_published_one_is_drawn():
    figure = beside_published.draw(results())
    drawn = [
        line.get_xdata()[0]
        for axes in figure.axes
        for line in axes.lines
        if line.get_marker() in "os^D" and len(line.get_xdata()) == 1
    ]
    assert sorted(drawn) == sorted(results().value)
    assert len(beside_published.points(results())) == len(results()) == 8


def test_missing_columns_are_named():
    with pytest.raises(UserError, match="beside published: saved results lack nothing"):
        beside_published.draw(results().drop(columns="nothing"))
