"""What one tie is worth and what all bring, drawn from a tiny table."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties.figures import style, tie_value
from weakties.simulation.errors import UserError

EDGES = np.array([1 / 520, 1 / 52, 12 / 52, 2, 20])


def table(values=(0.5, 2.0, 6.0, 10.0), ties=(400.0, 100.0, 10.0, 5.0)):
    value, held = np.array(values), np.array(ties)
    share = value * held / (value * held).sum()
    columns = {"rate_from": EDGES[:-1], "rate_to": EDGES[1:], "kind": ["weak", "weak", "strong", "strong"]}
    columns |= {"value": value, "low": value * 0.9, "high": value * 1.1 + 0.1, "ties": held}
    return pd.DataFrame({**columns, "share": share, "share_low": share * 0.9, "share_high": share * 1.1})


@pytest.mark.parametrize(
    "results",
    [
        table(),
        table().drop(columns="ties"),
        table(values=(0.0, 0.01, 6.0, 300.0)),  # a class without a hire, and five decades
        table(values=(4.0, 4.5, 5.0, 6.0)).drop(columns="ties"),  # less than a decade
        table().assign(low=-np.inf, high=np.inf, share_low=-np.inf, share_high=np.inf),  # one replicate
    ],
)
def test_fit_to_print(fit_to_print, results):
    fit_to_print(tie_value.draw(results), style.PAGE)


def test_the_number_of_ties_is_drawn_where_it_is_known():
    titles = [axes.get_title(loc="left") for axes in tie_value.draw(table()).axes]
    assert len(titles) == 3 and titles[0].endswith("How many ties")
    titles = [axes.get_title(loc="left") for axes in tie_value.draw(table().drop(columns="ties")).axes]
    assert len(titles) == 2 and titles[0].endswith("What one tie brings")


def test_bars_and_points_are_the_shares_in_per_cent():
    axes = tie_value.draw(table()).axes[2]
    heights = [bar.get_height() for bar in axes.patches]
    assert heights == pytest.approx(tie_value.points(table())["share"]) and sum(heights) == pytest.approx(100)


def test_a_class_without_hires_has_an_arrow_and_no_point():
    axes = tie_value.draw(table(values=(0.0, 2.0, 6.0, 10.0))).axes[1]
    assert len(axes.texts) == 1
    assert sum(line.get_marker() in {"o", "s"} for line in axes.lines) == 3


def test_strong_and_weak_look_as_everywhere():
    lines = [line for line in tie_value.draw(table()).axes[1].lines if line.get_marker() in {"o", "s"}]
    assert [line.get_color() for line in lines] == [style.LOOKS[kind].colour for kind in table()["kind"]]


def test_a_missing_column_gets_one_line():
    with pytest.raises(UserError, match="tie value: saved results lack share_low"):
        tie_value.draw(table().drop(columns="share_low"))
