"""The figure of talk around a move."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties.figures import around_move
from weakties.simulation.errors import UserError


def results(ends=5.0):
    """Three series of eight quarters."""
    rows = [
        (name, 13 * (q + 0.5), 100.0 + q * n, 100.0 + q * n - ends, 100.0 + q * n + ends)
        for n, name in enumerate(around_move.WORDS)
        for q in range(-4, 4)
    ]
    return pd.DataFrame(rows, columns=list(around_move.COLUMNS))


@pytest.mark.parametrize("ends", [0.0, 40.0, np.inf])
def test_fit_to_print(fit_to_print, ends):
    fit_to_print(around_move.draw(results(ends)), 85)


def test_every_quarter_of_every_series_is_drawn():
    lines = [line for line in around_move.draw(results()).axes[0].lines if len(line.get_xdata()) == 8]
    assert len(lines) == 3 and len(around_move.points(results())) == 24


def test_missing_columns_are_named():
    with pytest.raises(UserError, match="talk around a move: saved results lack weeks"):
        around_move.draw(results().drop(columns="weeks"))
