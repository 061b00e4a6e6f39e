"""The headline figure, drawn from a tiny distribution that is counted by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties.figures import contact_distribution
from weakties.simulation.errors import UserError

EDGES = (1 / 520, 1 / 52, 12 / 52, 2.0, 10.0)
CLASSES = (
    ("granovetter", "often", 2.0, 0.2),
    ("granovetter", "occasionally", 1 / 52, 0.5),
    ("granovetter", "rarely", 0.0, 0.3),
    ("popular", "weak", 0.0, 0.5),
    ("popular", "strong", 12 / 52, 0.3),
    ("popular", "other", np.nan, 0.2),
)


def results(contacts=80):
    """Two worlds of 100 hires, of which `contacts` through ties, a little differently spread."""
    shares = {0: (0.0, 0.3, 0.6, 0.8, 1.0), 1: (0.1, 0.3, 0.7, 0.8, 1.0)}
    curve = pd.DataFrame(
        [(world, edge, round(contacts * y), contacts, 100)
         for world, up in shares.items() for edge, y in zip(EDGES, up, strict=True)],
        columns=["replicate", "contact_rate", "hires", "contact_hires", "hires_total"],
    )  # fmt: skip
    table = pd.DataFrame(CLASSES, columns=["cut", "class", "rate_from", "value"])
    through = table["cut"].eq("popular") & table["rate_from"].notna()
    table.loc[through, "value"] *= contacts / 80
    table.loc[table["class"] == "other", "value"] = 1 - contacts / 100
    table = table.assign(
        low=table["value"] - 0.05, high=table["value"] + 0.05, published=table["value"] - 0.02
    )
    table = table.assign(
        published_low=(table["published"] - 0.1).clip(lower=0), published_high=table["published"] + 0.1
    )
    sources = table["cut"].map({"granovetter": "Granovetter 1973", "popular": "The popular claim"})
    intervals = table["cut"].map({"granovetter": "Wilson 95 %, n = 54", "popular": "judged within 3 points"})
    return {"curve": curve, "shares": table.assign(source=sources, interval=intervals, verified="yes")}


@pytest.mark.parametrize("contacts", [30, 55, 84, 100])
def test_fit_to_print(fit_to_print, contacts):
    fit_to_print(contact_distribution.draw(results(contacts)), 178)


def test_the_curve_is_pooled_and_the_band_spans_the_replicates():
    line = contact_distribution.curve(results()["curve"]).set_index("contact_rate")
    assert line["share"].tolist() == [4, 24, 52, 64, 80] and (line["contacts"] == 80).all()
    assert line.loc[1 / 520, "low"] == pytest.approx(0.2) and line.loc[1 / 520, "high"] == pytest.approx(7.8)


def test_pooling_weighs_worlds_by_their_hires():
    curve = results()["curve"]
    curve.loc[curve["replicate"] == 1, ["hires", "contact_hires", "hires_total"]] *= 3
    line = contact_distribution.curve(curve)
    assert line["share"].iloc[0] == pytest.approx((0 + 3 * 8) / 400 * 100)


def test_the_cuts_sit_where_the_classes_begin():
    axes = contact_distribution.draw(results()).subfigs[0].axes
    (panel,) = (a for a in axes if a.get_ylabel().startswith("cumulative"))
    marks = {
        round(line.get_xdata()[0], 6): float(line.get_ydata()[0])
        for line in panel.lines
        if line.get_marker() == "o"
    }
    assert marks == {
        round(1 / 52, 6): pytest.approx(24),
        round(2.0, 6): pytest.approx(64),
        round(12 / 52, 6): pytest.approx(52),
    }


def test_the_columns_hold_the_shares_each_of_its_own_whole():
    axes = contact_distribution.draw(results()).subfigs[0].axes
    (columns,) = (a for a in axes if a.get_xlabel().startswith("cut"))
    written = [text.get_text() for text in columns.texts if text.get_text().endswith("%")]
    assert written == ["30 %", "50 %", "20 %", "50 %", "30 %"]
    heights = [round(bar.get_height(), 9) for bar in columns.patches]
    assert heights == [24, 40, 16, 20, 50, 30, 20]


def test_the_points_cover_the_three_panels():
    drawn = contact_distribution.points(results())
    assert drawn.groupby("panel").size().to_dict() == {"A": 5, "B": 6, "C": 6}
    assert {"panel", "series", "class", "x", "y", "low", "high", "source"} == set(drawn.columns)


def test_missing_results_get_one_line():
    tiny = results()
    with pytest.raises(UserError, match="lack hires_total"):
        contact_distribution.draw({**tiny, "curve": tiny["curve"].drop(columns="hires_total")})
    only = tiny["shares"].query("cut == 'popular'")
    with pytest.raises(UserError, match="cut 'granovetter': saved results are empty"):
        contact_distribution.draw({**tiny, "shares": only})
