"""The figure of assumptions, drawn from tiny results."""

from __future__ import annotations

import pandas as pd
import pytest

from weakties.figures import assumptions, style
from weakties.simulation.errors import UserError

WORLDS = [
    ("nothing", 0.0),
    ("vacancy_life", 2.5),
    ("vacancy_life", 10.0),
    ("close_friends", 2.0),
    ("relay", 0.02),
]
SHARES = {
    "often": (0.12, 0.167, 0.09, 0.287),
    "occasionally": (0.53, 0.556, 0.424, 0.68),
    "rarely": (0.35, 0.278, 0.176, 0.409),
}
RESULTS = pd.DataFrame(
    [
        (name, to, kind, value + 0.01 * k, value - 0.02, value + 0.03, *published)
        for k, (name, to) in enumerate(WORLDS)
        for kind, (value, *published) in SHARES.items()
    ],
    columns=list(assumptions.COLUMNS),
)


def test_fit_to_print(fit_to_print):
    fit_to_print(assumptions.draw(RESULTS), style.PAGE)


def test_what_moves_the_table_most_stands_first():
    figure = assumptions.draw(RESULTS)
    names = [tick.get_text() for tick in figure.axes[0].get_yticklabels()]
    assert names == ["relaying", "close friends", "life of a vacancy"]


def test_points_are_in_per_cent():
    points = assumptions.points(RESULTS)
    assert points.value.iloc[0] == pytest.approx(12) and len(points) == len(RESULTS)


def test_missing_columns_are_said_so():
    with pytest.raises(UserError, match="assumptions"):
        assumptions.draw(RESULTS.drop(columns="to"))
