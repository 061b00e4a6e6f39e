"""The page of a log: drawn from one log, from two, and from one that says little."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties.analysis.contact_log import report
from weakties.figures import log_page, style
from weakties.simulation.errors import UserError
from weakties.simulation.networks import read_log


@pytest.fixture(scope="module")
def made():
    """200 people with 1,200 ties that are born and end within 400 days."""
    rng = np.random.default_rng(3)
    parts = []
    for _ in range(1_200):
        a, b = (
            rng.choice(200, 2, replace=False)
            if rng.random() < 0.3
            else rng.choice(12, 2, replace=False) + 12 * rng.integers(16)
        )
        begin, life, rate = rng.uniform(-100, 400), rng.exponential(150), rng.lognormal(-2.5, 1)
        times = begin + life * rng.random(rng.poisson(rate * life))
        parts += [(a, b, t) for t in times if 0 <= t < 400]
    frame = pd.DataFrame(parts, columns=["source", "target", "time"])
    return report.table(report.report(read_log(frame, unit="days", interval=0), 0))


def test_one_log(made, fit_to_print):
    fit_to_print(log_page.draw(made.assign(log="messages.csv")), style.PAGE)


def test_two_logs(made, fit_to_print):
    other = made.assign(log="runs/ten-years", **{c: 0.8 * made[c] for c in ("value", "low", "high")})
    results = pd.concat([made.assign(log="messages.csv"), other], ignore_index=True)
    fit_to_print(log_page.draw(results), style.PAGE)
    assert set(log_page.points(results)["log"]) == {"messages.csv", "runs/ten-years"}


def test_a_log_that_says_little(made, fit_to_print):
    empty = made.assign(log="short.csv", value=np.nan, low=np.nan, high=np.nan)
    figure = log_page.draw(empty)
    fit_to_print(figure, style.PAGE)
    assert (
        sum(text.get_text() == "too little in this log" for axes in figure.axes for text in axes.texts) == 9
    )


def test_columns_are_needed(made):
    with pytest.raises(UserError, match="log: saved results lack log"):
        log_page.draw(made)
