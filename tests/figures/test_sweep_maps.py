"""The sweep maps, drawn from a tiny sweep in which it is known where either table holds."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties.figures import style, sweep_maps
from weakties.simulation.errors import UserError

GRANOVETTER = {
    "often": (0.167, 0.09, 0.287),
    "occasionally": (0.556, 0.424, 0.68),
    "rarely": (0.278, 0.176, 0.409),
}
POPULAR = {"weak": (0.56, 0.53, 0.59), "strong": (0.27, 0.24, 0.30), "other": (0.17, 0.14, 0.20)}
PUBLISHED = pd.DataFrame(
    [(cut, name, *numbers)
     for cut, table in (("granovetter", GRANOVETTER), ("popular", POPULAR)) for name, numbers in table.items()],
    columns=["cut", "class", "published", "published_low", "published_high"],
)  # fmt: skip


def cell(network, x, y, weak, often, pair=("vacancy_life", "formal_search")):
    """A world with 17 % other; its weak share decides the popular table, `often` Granovetter's."""
    shares = (weak, 0.83 - weak, 0.17, often, 0.75 - often, 0.25)
    return (network, pair[0], x, pair[1], y, *shares)


def sweep(*rows):
    names = ["network", "x", "x_value", "y", "y_value", *sweep_maps.SHARES]
    return {"cells": pd.DataFrame(rows, columns=names), "published": PUBLISHED}


GRID = [
    cell(network, x, y, weak=0.40 + 0.02 * x + 0.1 * y, often=0.05 + 0.1 * y)
    for network in ("layers", "caveman", "small_world") for x in (2, 4, 8, 16) for y in (0.0, 0.5, 1.0)
]  # fmt: skip
CIRCLE = [
    cell("layers", x, y, 0.56, 0.2, ("acquaintances", "close_friends")) for x in (100, 1000) for y in (2, 15)
]


@pytest.mark.parametrize("rows", [GRID, [*GRID, *CIRCLE], CIRCLE[:1]])
def test_fit_to_print(fit_to_print, rows):
    fit_to_print(sweep_maps.draw(sweep(*rows)), style.PAGE)


def test_a_table_holds_where_all_of_its_classes_do():
    cells = sweep_maps.points(
        sweep(
            cell("layers", 1, 1, weak=0.56, often=0.17),  # both
            cell("layers", 2, 1, weak=0.50, often=0.17),  # strong is then 33 %
            cell("layers", 3, 1, weak=0.56, often=0.05),  # seldom often
            cell("layers", 4, 1, weak=0.70, often=0.30),  # neither
        )
    )
    assert cells["popular"].tolist() == [True, False, True, False]
    assert cells["granovetter"].tolist() == [True, True, False, False]


def test_replicates_are_averaged_before_they_are_judged():
    cells = sweep_maps.points(sweep(cell("layers", 1, 1, 0.50, 0.17), cell("layers", 1, 1, 0.62, 0.17)))
    assert (
        cells["weak"].tolist() == [pytest.approx(56)]
        and cells["popular"].all()
        and cells["worlds"].tolist() == [2]
    )


def test_marks_stand_in_the_cells_that_hold():
    axes = sweep_maps.draw(sweep(*GRID)).axes[0]
    squares = next(line for line in axes.lines if line.get_marker() == "s")
    held = sweep_maps.points(sweep(*GRID)).query("network == 'layers' and popular")
    at = {x: n + 0.5 for n, x in enumerate((2, 4, 8, 16))}
    assert sorted(squares.get_xdata()) == sorted(held["x_value"].map(at)) and len(held) > 0


def test_the_contour_of_weak_ties_runs_where_their_share_is_the_published_one():
    """Along y = 0 the share is 40 + 2x: 56 % at x = 8, the third of four cells."""
    axes = sweep_maps.draw(sweep(*GRID)).axes[0]
    levels = {id(drawn): list(getattr(drawn, "levels", ())) for drawn in axes.collections}
    (contour,) = (drawn for drawn in axes.collections if levels[id(drawn)] == [pytest.approx(56)])
    ends = np.vstack([path.vertices for path in contour.get_paths()])
    assert any(np.allclose(point, (2.5, 0.5), atol=1e-6) for point in ends)


def test_labels_come_from_the_declared_parameters():
    assert sweep_maps.label("vacancy_life") == "life of a vacancy (weeks)"
    assert sweep_maps.label("relay") == "relaying" and sweep_maps.label("some_other") == "some other"


def test_a_missing_column_gets_one_line():
    tiny = sweep(*GRID)
    with pytest.raises(UserError, match="sweep maps: saved results lack rarely"):
        sweep_maps.draw({**tiny, "cells": tiny["cells"].drop(columns="rarely")})
