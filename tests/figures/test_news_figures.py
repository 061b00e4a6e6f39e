"""The figures about news, drawn from tiny tables."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties.figures import (
    cascade,
    crossover,
    first_heard,
    network_curves,
    network_report,
    style,
    where_it_holds,
)
from weakties.figures.column import one_column
from weakties.simulation.errors import UserError

NETWORKS = ["layers (default)", "caveman", "small world", "planted partition", "weighted growth", "karate"]


def curves(networks=NETWORKS, x=(0.0, 0.01, 0.1, 1.0), scale="log", **more):
    rows = [
        {"network": network, "line": line, "look": look, "x": at, "value": 0.2 + 0.1 * k + 0.1 * at}
        for network in networks
        for k, (line, look) in enumerate(
            [("weakest first", "weak"), ("strongest first", "strong"), ("any", "null")]
        )
        for at in x
    ]
    table = pd.DataFrame(rows).assign(
        x_label="ties removed (share)", y_label="largest component", x_scale=scale
    )
    return table.assign(**{"low": table["value"] - 0.05, "high": table["value"] + 0.05, **more})


@pytest.mark.parametrize(
    "results",
    [
        curves(),
        curves(x=np.linspace(0, 1, 30), scale="linear"),
        curves(networks=["ring"]),
        curves(networks=NETWORKS * 2),
        curves(low=-np.inf, high=np.inf),
    ],
)
def test_curves_are_fit_to_print(fit_to_print, results):
    fit_to_print(network_curves.draw(results), style.PAGE)


def test_a_panel_for_each_network_and_a_line_for_each_line():
    figure = network_curves.draw(curves())
    panels = [axes for axes in figure.axes if axes.axison]
    assert [axes.get_title(loc="left") for axes in panels] == NETWORKS
    assert all(len(axes.lines) == 3 for axes in panels)
    assert len(network_curves.points(curves())) == len(NETWORKS) * 12


def test_in_one_column_each_panel_has_the_scale_and_the_ticks_of_all():
    """Panels below one another share no axis: three of four were linear beside one that was logarithmic."""
    with one_column():
        logarithmic, whole = (
            network_curves.draw(curves()),
            network_curves.draw(curves(x=(2, 3, 4, 6), scale="linear")),
        )
    assert {axes.get_xscale() for axes in logarithmic.axes} == {"symlog"}
    assert {tuple(axes.get_xticks()) for axes in whole.axes} == {(2.0, 3.0, 4.0, 6.0)}


def cells(networks=NETWORKS):
    grid = [(n, s, t) for n in networks for s in (0.01, 0.1) for t in (1, 10)]
    table = pd.DataFrame(grid, columns=["network", "staleness", "topics"])
    return table.assign(bandwidth=table.topics * 0.5, diverse=np.where(table.staleness > 0.05, 0.0, 1.0))


def test_the_crossover_is_fit_to_print(fit_to_print):
    fit_to_print(crossover.draw(cells()), style.PAGE)
    fit_to_print(crossover.draw(cells(["karate"])), style.PAGE)


def test_signs_say_who_wins():
    figure = crossover.draw(cells(["karate"]))
    assert [text.get_text() for text in figure.axes[0].texts] == ["−", "+", "", ""]
    assert crossover.points(cells(["karate"])).log2_ratio.iloc[:2].tolist() == pytest.approx([-1, np.log2(5)])


def verdicts():
    rows = [
        (network, "overlap", label, "weeks", value, low, high)
        for network in NETWORKS
        for label, value, low, high in [
            ("overlap rises with strength", 0.5, 0.4, 0.6),
            ("slower in proportion than equal", -120.0, -130.0, -110.0),
            ("three sources: long ties stop it", 0.0, 0.0, 0.0),
            ("with noise long ties speed it", np.inf, -np.inf, np.inf),
            ("embedded ties are stronger", 1.4, -1.0, 4.0),
            ("the longest are stronger", np.nan, -np.inf, np.inf),
        ]
    ]
    return pd.DataFrame(rows, columns=list(where_it_holds.COLUMNS))


def test_the_table_is_fit_to_print(fit_to_print):
    fit_to_print(where_it_holds.draw(verdicts()), style.PAGE)


def test_cells_in_one_column_have_a_sign_that_fits():
    with one_column():
        figure = where_it_holds.draw(verdicts())
        figure.draw_without_rendering()
    axes = figure.axes[0]
    cell = axes.transData.transform([[0, 0], [1, 0]])[:, 0]
    widths = [text.get_window_extent().width for text in axes.texts]
    assert max(widths) < cell[1] - cell[0] and {text.get_text() for text in axes.texts} <= {*"+−?·"}


def test_words():
    words = where_it_holds.points(verdicts()).word.iloc[:6].tolist()
    assert words == ["holds", "does not", "does not", "undecided", "undecided", ""]
    numbers = [where_it_holds.number(v) for v in (0.5, -120.4, 0.0, np.inf, 1.44, -0.001)]
    assert numbers == ["+0.50", "−120", "0.00", "∞", "+1.4", "0.00"]


@pytest.mark.parametrize("module", [network_curves, crossover, where_it_holds])
def test_what_is_missing_is_said(module):
    with pytest.raises(UserError, match="network"):
        module.draw(pd.DataFrame({"x": [1]}))


def told(people=40):
    """A cascade in which person n hears from n // 3, over weak ties when n is even."""
    person = np.arange(people)
    teller = np.where(person == 0, -1, person // 3 - (person // 3 == person))
    return pd.DataFrame({"person": person, "teller": teller, "week": person // 4, "strong": person % 2 == 1})


@pytest.mark.parametrize("people", [1, 40, 2_000])
def test_a_cascade_is_fit_to_print(fit_to_print, people):
    fit_to_print(cascade.draw(told(people)), style.PAGE)


def test_a_teller_stands_in_the_middle_of_his_listeners():
    drawn = cascade.points(told(4)).set_index("person")
    assert drawn.height[0] == drawn.height[[1, 2]].mean() and len(drawn) == 4
    assert len(cascade.points(told(2_000))) == cascade.MOST


def heard():
    names = ["daily", "weekly", "monthly", "yearly", "rarer"]
    share = np.array([0.2, 0.3, 0.1, 0.3, 0.1])
    classes = pd.DataFrame(
        {"name": names, "strong": [True] * 3 + [False] * 2, "ties": share[::-1], "heard": share}
    )
    classes = classes.assign(low=share - 0.03, high=share + 0.03)
    return {"classes": classes, "curve": pd.DataFrame({"week": range(9), "informed": np.linspace(0, 1, 9)})}


def test_who_hears_first_is_fit_to_print(fit_to_print):
    fit_to_print(first_heard.draw(heard()), style.PAGE)
    assert set(first_heard.points(heard()).panel) == {"classes", "curve"}


def page(**more):
    names = ["people", "ties", "share in the largest component"]
    tables = {
        "numbers": pd.DataFrame({"name": names, "value": ["34", "78", "1"]}),
        "degrees": pd.DataFrame({"ties": [0, 1, 2, 3], "people": [1, 8, 4, 2]}),
        "overlap": pd.DataFrame({"percentile": [10, 50, 90], "overlap": [0.1, 0.2, 0.4]}),
        "removal": pd.DataFrame(
            {
                "order": ["any order"] * 2 + ["weakest first"] * 2,
                "removed": [0, 1] * 2,
                "largest": [1, 0.1] * 2,
                "low": [1, 0.05] * 2,
                "high": [1, 0.2] * 2,
                "draws": 100,
            }
        ),
        "range": pd.DataFrame({"range": [2, 3, 6], "strength": [60, 30, 40]}),
        "people": pd.DataFrame({"x": [0.0, 1, 2], "y": [0.0, 1, 0]}),
        "lines": pd.DataFrame(
            {"x0": [0.0, 1], "y0": [0.0, 1], "x1": [1.0, 2], "y1": [1.0, 0], "strong": [True, False]}
        ),
    }
    return {name: table for name, table in {**tables, **more}.items() if table is not None}


@pytest.mark.parametrize(
    "results", [page(), page(people=None, lines=None), page(overlap=None, removal=None, range=None)]
)
def test_the_page_about_a_network_is_fit_to_print(fit_to_print, results):
    figure = network_report.draw(results)
    fit_to_print(figure, style.PAGE)
    panel = next(axes for axes in figure.axes if "What holds it together" in axes.get_title(loc="left"))
    bands = 2 if "removal" in results else 0  # of any order, and of weakest first
    assert len(panel.collections) == len(panel.lines) == bands
    assert set(network_report.points(results).panel) == set(results)
