"""The figures of the league, out of tables of paired worlds with a known truth."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.analysis.tables_of_advice import paired
from weakties.analysis.league import Question, league
from weakties.figures import followers, style
from weakties.figures import league as drawn
from weakties.simulation.errors import UserError

EFFECTS = {"formal": 0.4, "closest": 0.1, "reconnect": 0.5, "post": 0.0, "pay": -0.3, "read": 0.0}
HOURS = {"formal": 20.0, "closest": 40.0, "reconnect": 12.0, "post": 9.0, "pay": 30.0, "read": 0.0}


def results(shares=(0.01, 1.0), worlds=8, effects=EFFECTS):
    rows = []
    for share in shares:
        left = {name: effect * (1 - 0.7 * share) for name, effect in effects.items()}
        table = paired(left, HOURS, share=share, spread=0.1, worlds=worlds)
        rows.append(league(table, Question(share=share)).assign(share=share))
    found = pd.concat(rows, ignore_index=True)
    return found.assign(
        title=found.advice.str.capitalize(),
        arm=found.advice.isin(["formal", "closest"]),
        unit="weeks employed within 52 weeks, per 100 own hours",
    )


@pytest.mark.parametrize(
    "table",
    [
        results(),
        results(shares=(0.1,)),
        results(worlds=1),  # no interval
        results(effects={"formal": 0.4}),
        results(effects=dict.fromkeys(EFFECTS, 0.0)),
        results().assign(
            low=lambda t: np.where(t.advice == "post", -900.0, t.low)
        ),  # one interval far beyond the rest
    ],
)
def test_fit_to_print(fit_to_print, table):
    fit_to_print(drawn.draw(table), style.PAGE)


@pytest.mark.parametrize("shares", [(0.001, 0.01, 0.1, 0.5, 1.0), (0.1, 1.0)])
def test_the_curves_are_fit_to_print(fit_to_print, shares):
    fit_to_print(followers.draw(results(shares)), style.COLUMN)


def test_rows_are_ordered_by_few_followers_and_what_takes_no_hours_is_last():
    order = list(dict.fromkeys(drawn.points(results()).advice))
    assert order[:2] == ["reconnect", "formal"] and order[-1] == "read"


def test_an_effect_is_filled_only_where_it_is_told_from_none():
    assert drawn.colour_of(0.1, 2) == drawn.BETTER and drawn.colour_of(-2, -0.1) == drawn.WORSE
    assert drawn.colour_of(-1, 1) == drawn.UNTOLD == drawn.colour_of(-np.inf, np.inf)


def test_ranks_are_the_bars():
    table = results()
    axes = drawn.draw(table).axes[2]
    ranked = table[(table.share == 0.01) & table.rank_low.notna()]
    widths = sorted(bar.get_width() for bar in axes.patches)
    assert widths == pytest.approx(sorted(ranked.rank_high - ranked.rank_low + 0.8))


def words_below(table):
    return drawn.draw(table).legends[0].get_title().get_text()


def test_where_no_rank_can_be_told_none_is_shown_and_it_is_said():
    table = results(effects=dict.fromkeys(EFFECTS, 0.0)).assign(rank_low=1.0, rank_high=5.0)
    table.loc[table.advice == "read", ["rank_low", "rank_high"]] = np.nan
    assert len(drawn.draw(table).axes) == 2 and "none can be told apart" in words_below(table)
    assert len(drawn.draw(results()).axes) == 3 and "apart" not in words_below(results())


def test_what_takes_no_hours_is_named_below():
    assert words_below(results()) == "Take no hours: Read."


def test_what_does_not_cost_hours_has_no_curve_and_formal_search_has():
    assert set(followers.points(results()).advice) == {"formal", "reconnect", "post", "pay"}


def test_words_for_followers():
    assert [drawn.followers(share) for share in (0.001, 0.01, 0.3, 1.0)] == [
        "1 in 1000",
        "1 in 100",
        "30 %",
        "all",
    ]


def test_a_missing_column_gets_one_line():
    with pytest.raises(UserError, match="league of advice: saved results lack rank_low"):
        drawn.draw(results().drop(columns="rank_low"))
