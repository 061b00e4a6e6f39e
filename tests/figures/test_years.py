"""The figures of ties over years, drawn from tiny tables."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties.experiments.findings import bridge_decay as bridges
from weakties.experiments.findings import hours_to_friend as hours
from weakties.figures import (
    bridge_decay,
    hours_to_friend,
    innermost_circle,
    layers_from_hours,
    one_person,
    seven_years,
    style,
    tables_with_relations,
)
from weakties.simulation.errors import UserError


def with_interval(rows: list[tuple], columns: list[str], endless: bool = False) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=[*columns, "value"])
    width = np.inf if endless else 4.0
    return table.assign(low=(table.value - width).clip(lower=0), high=table.value + width)


def years(endless=False):
    rows = [
        (c, y, 100 - s * y)
        for c, s in (("network members", 7), ("confidants and helpers", 9))
        for y in range(8)
    ]
    told = [("network members", 7, 48.0), ("confidants and helpers", 7, 30.0)]
    return {
        "ours": with_interval(rows, ["circle", "year"], endless),
        "published": with_interval(told, ["circle", "year"]),
    }


def decay(endless=False):
    rows = [(w, n, 40.0 + 10 * k) for w in ("raw", "2-4") for k, n in enumerate(bridges.SHARED_NAMES)]
    ours = with_interval(rows, ["weight", "shared"], endless).assign(ties=[100, 100, 100, 50, 2] * 2)
    log = [
        (w, n, v)
        for w, values in bridges.EMAIL.items()
        for n, v in zip(bridges.SHARED_NAMES, values, strict=True)
    ]
    year = [(n, 90 - 15.0 * k) for k, n in enumerate(bridges.SHARED_NAMES)]
    return {
        "ours": ours,
        "log": pd.DataFrame(log, columns=["weight", "shared", "value"]),
        "year": with_interval(year, ["shared"], endless),
    }


def friends(endless=False):
    share = [(s, h, min(99.0, h / (k + 2))) for k, s in enumerate(hours.STAGES) for h in range(5, 300, 10)]
    reached = [(s, w, w / (50.0 * (k + 1))) for k, s in enumerate(hours.STAGES) for w in range(12, 261, 12)]
    return {
        "share": with_interval(share, ["stage", "hours"], endless),
        "reached": with_interval(reached, ["stage", "week"], endless),
        "published": pd.DataFrame(
            [(s, *e) for s, e in hours.RANGES.items()], columns=["stage", "low", "high"]
        ),
    }


def turnover(endless=False):
    rows = [(w, k, 30.0 + k - d) for w, d in (("changed", 0), ("silent", 25)) for k in (1, 3, 5, 10, 15)]
    return {
        "ours": with_interval(rows, ["what", "k"], endless),
        "published": pd.DataFrame({"low": [1.0], "high": [4.0]}),
    }


def layers(endless=False):
    rows = [
        (w, n, v)
        for w, values in ((1_200, (5, 9, 21, 27)), (30, (5, 5, 6, 3)))
        for n, v in zip("abcd", values, strict=True)
    ]
    return with_interval(rows, ["workers", "layer"], endless).assign(low=lambda t: t.value * 0.9)


def tables(endless=False):
    classes = {"channels": ("contact", "formal", "direct"), "contacts": ("often", "occasionally", "rarely")}
    rows = [
        (t, r, c, 20.0 + 8 * k)
        for r in ("off", "on")
        for t, names in classes.items()
        for k, c in enumerate(names)
    ]
    table = with_interval(rows, ["table", "relations", "class"], endless)
    return table.assign(
        published=table.value + 3, published_low=table.value - 5, published_high=table.value + 9
    )


def person():
    seasons = [
        (o, k, w, h)
        for o, k, w, h in (
            (1, "close", 0, 9.0),
            (1, "close", 4, 30.0),
            (2, "friend", 60, 1.0),
            (2, "friend", 200, 3.0),
        )
    ]
    events = [
        (2, "friend", "met", 60),
        (2, "friend", "rested", 63),
        (2, "friend", "found again", 200),
        (2, "friend", "lost", 203),
    ]
    about = {"person": 7, "weeks": 520, "partners": 12, "drawn": 2, "share": 0.9}
    return {
        "seasons": pd.DataFrame(seasons, columns=["other", "kind", "week", "hours"]),
        "events": pd.DataFrame(events, columns=["other", "kind", "event", "week"]),
        "about": about,
    }


FIGURES = [
    (seven_years, years, style.COLUMN),
    (bridge_decay, decay, style.PAGE),
    (hours_to_friend, friends, style.PAGE),
    (innermost_circle, turnover, style.COLUMN),
    (layers_from_hours, layers, style.COLUMN),
    (tables_with_relations, tables, style.PAGE),
]


@pytest.mark.parametrize(("module", "make", "width"), FIGURES, ids=lambda x: getattr(x, "__name__", ""))
def test_each_is_fit_to_print(module, make, width, fit_to_print):
    fit_to_print(module.draw(make()), width)
    assert len(module.points(make())) > 0


@pytest.mark.parametrize(("module", "make", "width"), FIGURES, ids=lambda x: getattr(x, "__name__", ""))
def test_a_single_world_has_points_without_ends(module, make, width, fit_to_print):
    fit_to_print(module.draw(make(endless=True)), width)


def test_one_person_is_fit_to_print_and_has_a_line_a_tie(fit_to_print):
    fit_to_print(one_person.draw(person()), style.PAGE)
    points = one_person.points(person())
    assert set(points.line) == {0, 1} and points[points.other == 1].line.eq(0).all()  # known first: above
    assert (points.what == "season").sum() == 4 and len(points) == 8


def test_missing_columns_are_told():
    with pytest.raises(UserError, match="saved results lack"):
        one_person.draw({**person(), "seasons": person()["seasons"].drop(columns="hours")})
