"""Every figure in one column, ours against what would be accepted, and a style that acts."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from weakties.figures import accepted, style
from weakties.figures.column import Column, broken, one_column

ROWS = pd.DataFrame(
    {
        "quantity": ["contact", "far away", "a direction", "not run"],
        "published": ["56 %", "90 %", "above 0", "1"],
        "ours": ["57 %", "40 %", "6.6 times", "not run"],
        "value": [0.1, -9.0, 2.0, np.nan],
        "low": [-0.4, -9.5, 1.0, np.nan],
        "high": [0.6, -8.5, np.inf, np.nan],
        "direction": ["", "", "above", ""],
        "word": ["reproduced", "not reproduced", "reproduced", ""],
    }
)


def wide_figure():
    with style.house():
        figure = style.sheet(style.PAGE, 60)
        panels = figure.subplots(1, 3, width_ratios=(1, 2, 1), sharey=True)
        for axes in panels:
            style.title(axes, "A", "a title that is a good deal too long for a panel of one column")
            axes.set(xlabel="x (weeks)", ylabel="y (%)")
    return figure, panels


def test_panels_side_by_side_stand_below_one_another():
    page, beside = wide_figure()
    with one_column():
        figure, below = wide_figure()
    assert isinstance(figure, Column) and not isinstance(page, Column)
    assert figure.get_figwidth() * 25.4 == pytest.approx(style.COLUMN)
    assert figure.get_figheight() > 2 * page.get_figheight() and len(below) == len(beside) == 3
    style.render(figure, "png")
    tops = [axes.get_position().y1 for axes in below]
    assert tops == sorted(tops, reverse=True) and len({round(a.get_position().x0, 3) for a in below}) == 1
    edge = figure.get_figwidth() * 300  # as it was drawn last
    for axes in below:
        title = axes.get_title(loc="left")
        assert "\n" in title
        assert max(text.get_window_extent().x1 for text in (axes.xaxis.label, axes._left_title)) <= edge


def test_a_grid_keeps_its_shape():
    with one_column():
        figure = style.sheet(style.PAGE, 60)
        assert figure.subplots(2, 2).shape == (2, 2)
        assert style.sheet(style.PAGE, 60).subplots(1, 2, squeeze=False).shape == (1, 2)
        assert set(style.sheet(style.PAGE, 60).subplot_mosaic("AB;CC", height_ratios=[1, 2])) == set("ABC")


def test_two_legends_side_by_side_are_one_below():
    with style.house(), one_column():
        figure = style.sheet(style.PAGE, 60)
        (axes,) = figure.subplots(1, 1, squeeze=False)[0]
        marks = axes.plot([0, 1], [0, 1], [0, 1], [1, 0])
        for mark, name, side in zip(marks, "ab", ("left", "right"), strict=True):
            figure.legend([mark], [name], loc=f"outside lower {side}", ncols=1)
    (key,) = figure.legends
    assert [text.get_text() for text in key.get_texts()] == ["a", "b"]


def gaps(labels, low, high):
    """How far each label is from the one before, in dots."""
    places = [label.get_window_extent() for label in labels]
    return [getattr(after, low) - getattr(before, high) for before, after in pairwise(places)]


def test_names_of_categories_stand_beside_each_other():
    with style.house(), one_column():
        figure = style.sheet(style.PAGE, 40)
        axes = figure.subplots()
        axes.set_xticks(
            range(4), ["rarer than yearly", "yearly to monthly", "monthly to weekly", "weekly or more"]
        )
        figure.draw_without_rendering()
    assert min(gaps(axes.get_xticklabels(), "x0", "x1")) > 0


def test_rows_with_long_names_make_the_sheet_higher():
    with style.house(), one_column():
        figure = style.sheet(style.PAGE, 40)
        axes = figure.subplots()
        axes.set_yticks(
            range(8), [f"{n}: words that do not fit beside a panel in a column" for n in range(8)]
        )
        axes.set_ylim(-0.5, 7.5)
        figure.draw_without_rendering()
    assert figure.get_figheight() * 25.4 > 60 and min(gaps(axes.get_yticklabels(), "y0", "y1")) > 0


def test_words_are_broken_and_none_is_lost():
    text = "$\\mathbf{A}$  one two three four five six"
    assert (
        broken(text, 12).replace("\n", "") == text and max(map(len, broken(text, 12).split("\n")[1:])) <= 12
    )


def test_ours_against_what_would_be_accepted():
    figure = accepted.draw(ROWS)
    axes = figure.axes[0]
    words = [text.get_text() for text in axes.texts]
    assert words[0] == "contact: 56 % → 57 %" and len(words) == 4
    bands = [c.get_paths()[0].get_extents() for c in axes.collections]
    assert (bands[0].x0, bands[0].x1) == (-1, 1) and bands[2].x0 == 0
    marks = {
        line.get_marker(): float(line.get_xdata()[0]) for line in axes.lines if len(line.get_xdata()) == 1
    }
    assert marks["<"] == -accepted.REACH and axes.get_xlabel()
    assert len(accepted.points(ROWS)) == 4
    assert style.render(figure, "pdf").startswith(b"%PDF")


def test_numbers_that_do_not_fit_beside_a_name_stand_under_it():
    """Nothing is cut; the sheet is higher, and the rows under it stand lower."""
    long = "transmissions: rise to the peak, with trust less without, among those who look"
    rows = ROWS.assign(quantity=[long, *ROWS.quantity[1:]])
    figure = accepted.draw(rows)
    words = figure.axes[0].texts[0].get_text().split("\n")
    assert " ".join(words[:-1]) == long and words[-1] == "56 % → 57 %"
    assert figure.get_figheight() > accepted.draw(ROWS).get_figheight()


def test_what_is_assigned_to_the_style_acts(monkeypatch):
    from weakties.figures import channels

    rows = pd.DataFrame(
        {
            "class": ["contact", "formal"], "value": [0.5, 0.5], "low": [0.4, 0.4], "high": [0.6, 0.6],
            "published": [0.5, 0.5], "published_low": [0.4, 0.4], "published_high": [0.6, 0.6],
            "source": "somebody", "verified": "yes",
        }
    )  # fmt: skip
    monkeypatch.setattr(style, "COLUMN", 90.0)
    monkeypatch.setattr(style, "INK", "#112233")
    monkeypatch.setitem(style.RC, "font.size", 9.5)
    monkeypatch.setitem(style.LOOKS, "contact", style.Look("#123456", "-", "P"))
    figure = channels.draw(rows)
    assert figure.get_figwidth() * 25.4 == pytest.approx(90)
    axes = figure.axes[0]
    assert axes.xaxis.label.get_color() == "#112233"
    assert "#123456" in {line.get_markerfacecolor() for line in axes.lines}
    with style.house():
        import matplotlib

        assert matplotlib.rcParams["font.size"] == 9.5
