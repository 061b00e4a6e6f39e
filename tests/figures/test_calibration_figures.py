"""The figures of calibrations and of sensitivity, drawn from tiny results."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties.experiments.calibration.market import MARKET
from weakties.experiments.calibration.platform import PLATFORM
from weakties.figures import posterior, posterior_predictive, sensitivity, style
from weakties.simulation.errors import UserError


def bins() -> pd.DataFrame:
    rows = []
    for k, one in enumerate(MARKET.inputs):
        ends = np.geomspace(one.low, one.high, 5) if one.scale == "log" else np.linspace(one.low, one.high, 5)
        for b, density in enumerate((0.2, 1.9, 1.6, 0.3)):
            rows.append(
                (one.name, one.scale, ends[b], ends[b + 1], density, density / 2, ends[2], ends[2], k / 20)
            )
    return pd.DataFrame(rows, columns=list(posterior.COLUMNS))


def checks(calibration) -> pd.DataFrame:
    rows = []
    for table in calibration.tables:
        n = sum(table.classes.values())
        for name, k in table.classes.items():
            rows.append(
                (table.name, name, 100 * k / n, 100 * k / n + 2, 90 * k / n, 120 * k / n, n, 0.4, np.nan)
            )
    for m in calibration.moments:
        low, high = m.value - m.discrepancy, m.value + 2 * m.discrepancy
        rows.append((m.name, "", m.value, m.value + m.discrepancy, low, high, 0, 0.3, m.discrepancy))
    return pd.DataFrame(rows, columns=list(posterior_predictive.COLUMNS))


def indices(quantities) -> pd.DataFrame:
    rows = [
        (quantity, one.name, k / 20, k / 20 - 0.1, k / 20 + 0.1, k / 15, k / 15 - 0.1, k / 15 + 0.1)
        for quantity in quantities
        for k, one in enumerate(MARKET.inputs)
    ]
    return pd.DataFrame(rows, columns=list(sensitivity.COLUMNS))


def test_the_posterior_is_fit_to_print_with_what_is_known_best_first(fit_to_print):
    figure = posterior.draw(bins())
    fit_to_print(figure, style.PAGE)
    assert (
        figure.axes[0].get_xlabel() == "spread of degrees (log units)"
    )  # the last of the inputs has the most shrinkage


@pytest.mark.parametrize("calibration", [MARKET, PLATFORM], ids=lambda c: c.key)
def test_posterior_predictive_checks_are_fit_to_print(calibration, fit_to_print):
    fit_to_print(posterior_predictive.draw(checks(calibration)), style.PAGE)


def test_moments_are_drawn_in_their_discrepancy():
    table = posterior_predictive.points(checks(PLATFORM))
    assert table["published"].tolist() == [0] * len(PLATFORM.moments)
    np.testing.assert_allclose(table[["median", "low", "high"]], [[1, -1, 2]] * len(PLATFORM.moments))


def test_sensitivity_is_fit_to_print(fit_to_print):
    names = ["often", "occasionally", "rarely", "contact", "weak, of contacts (popular cut)"]
    figure = sensitivity.draw(indices(names))
    fit_to_print(figure, style.PAGE)
    assert figure.axes[0].get_yticklabels()[0].get_text() == "spread of degrees"


def test_where_luck_alone_is_an_input_it_comes_last_and_marks_what_cannot_be_told_from_it():
    table = indices(["post"])
    table.loc[table["total"].idxmax(), "input"] = sensitivity.LUCK
    axes = sensitivity.draw(table).axes[0]
    assert [text.get_text() for text in axes.get_yticklabels()][-1] == "nothing but luck"
    dotted = [line for line in axes.lines if line.get_linestyle() == ":"]
    assert [line.get_xdata()[0] for line in dotted] == [table["total"].max()]


def test_missing_columns_are_named():
    for module, table in ((posterior, bins()), (sensitivity, indices(["a"]))):
        with pytest.raises(UserError, match="lack input"):
            module.draw(table.drop(columns="input"))
