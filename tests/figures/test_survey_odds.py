"""The figure of what surveys would report."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

from weakties.experiments.worlds.surveys import ASKED, LIKE, QUESTIONS, WORLDS
from weakties.figures import survey_odds
from weakties.simulation.errors import UserError


def results(ends=5.0):
    """Every question, with chances from 0 to 100 and intervals that reach so far on either side."""
    grid = itertools.product(LIKE, ASKED, QUESTIONS, WORLDS)
    rows = [(like, n, 90.0, *question, world, 41.0, 19.0) for like, n, question, world in grid]
    table = pd.DataFrame(rows, columns=list(survey_odds.COLUMNS[:10]))
    table = table.assign(value=np.linspace(0, 100, len(table)))
    return table.assign(low=(table.value - ends).clip(0), high=(table.value + ends).clip(upper=100))


@pytest.mark.parametrize("ends", [0.0, 30.0, np.inf])
def test_fit_to_print(fit_to_print, ends):
    fit_to_print(survey_odds.draw(results(ends)), 178)


def test_it_draws_every_chance_once():
    figure = survey_odds.draw(results())
    drawn = [
        line.get_xdata()[0]
        for axes in figure.axes
        for line in axes.lines
        if line.get_marker() == "o" and len(line.get_xdata()) == 1
    ]
    assert sorted(drawn) == pytest.approx(sorted(results().value))
    assert len(survey_odds.points(results())) == len(results())


def test_missing_columns_are_named():
    with pytest.raises(UserError, match="survey odds: saved results lack most"):
        survey_odds.draw(results().drop(columns="most"))
