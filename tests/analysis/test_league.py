"""The league of advice out of tables whose truth is known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.analysis.tables_of_advice import paired
from weakties.analysis.coverage import band, clopper_pearson
from weakties.analysis.league import Question, beyond, discoveries, league, no_effect, sums, worth
from weakties.simulation.errors import UserError

EFFECTS = {"meet": 3.0, "ask": 2.0, "post": 0.0, "pay": -1.0, "read": 0.0}
HOURS = {"meet": 50.0, "ask": 20.0, "post": 30.0, "pay": 10.0, "read": 0.0}
ASKED = Question()


def table(**more):
    return paired(EFFECTS, HOURS, **more)


def test_values_are_the_sums_by_hand():
    t = table()
    rows = t[(t.advice == "ask") & (t.treated == "treated")]
    change = (rows.with_sum - rows.without_sum).groupby(rows.outcome).sum()
    found = {per: league(t, ASKED, per).set_index("advice") for per in ("person", "own hours", "all hours")}
    effect, own, others = change["weeks employed"], change["own hours"], change["hours of others"]
    assert found["person"].value["ask"] == pytest.approx(effect / (8 * 200))
    assert found["own hours"].value["ask"] == pytest.approx(100 * effect / own)
    lost = -0.1 * 2.0 * 200 * 8  # of the untreated
    assert found["all hours"].value["ask"] == pytest.approx(100 * (effect + lost) / (own + others))


def test_the_order_by_the_hour_is_another_than_by_person():
    t = table(spread=0.3)
    assert list(league(t, ASKED, "person").advice[:2]) == ["meet", "ask"]
    assert list(league(t, ASKED, "own hours").advice[:2]) == ["ask", "meet"]


def test_what_takes_no_hours_has_no_number_by_the_hour_and_no_rank():
    row = league(table(), ASKED).set_index("advice").loc["read"]
    assert np.isnan(row.value) and np.isnan(row.rank_low)
    assert league(table(), ASKED, "person").set_index("advice").rank_low["read"] >= 1


def test_less_is_better_where_it_is():
    t = table(outcome="weeks to job", spread=0.01)
    assert league(t, ASKED._replace(outcome="weeks to job"), "person").advice.iloc[0] == "pay"


def test_intervals_and_ranks_hold_the_truth():
    """80 tables of 8 worlds: intervals of "ask" by their band; all ranks at once at least as often as they say."""
    rng = np.random.default_rng(11)
    truth = {"ask": 10.0, "meet": 6.0, "post": 0.0, "pay": -10.0}
    best = {"ask": 1, "meet": 2, "post": 3, "pay": 4}
    held = all_ranks = 0
    for _ in range(80):
        found = league(table(rng=rng), ASKED).set_index("advice")
        held += found.low["ask"] <= truth["ask"] <= found.high["ask"]
        all_ranks += all(found.rank_low[name] <= best[name] <= found.rank_high[name] for name in truth)
    assert band(80, confidence=0.999).holds(held)
    assert clopper_pearson(all_ranks, 80, 0.999).high >= 0.95


def test_among_nothing_but_nulls_something_is_found_in_one_table_of_twenty():
    """100 tables of 12 pieces times one outcome: with q ≤ 0.05 a table of nulls has a discovery with a chance of at most 5 %."""
    rng = np.random.default_rng(2)
    nulls = {f"a{k}": 0.0 for k in range(12)}
    some = sum(
        (
            discoveries(paired(nulls, dict.fromkeys(nulls, 9.0), rng=rng), ASKED, ["weeks employed"]).q
            <= 0.05
        ).any()
        for _ in range(100)
    )
    assert clopper_pearson(some, 100, 0.999).low <= 0.05
    found = discoveries(table(spread=0.3), ASKED, ["weeks employed"]).set_index("advice")
    assert set(found.index[found.q <= 0.05]) >= {"meet", "ask", "pay"}


def test_beyond_is_the_paired_difference():
    t = table()
    e = beyond(t, ASKED, ("meet", "ask"), "person")
    values = {name: one.effect / one.people for name, one in sums(t, ASKED).groupby("advice")}
    by_hand = values["meet"].to_numpy() - values["ask"].to_numpy()
    assert e.value == pytest.approx(by_hand.mean()) and e.n == 8
    assert e.high - e.value == pytest.approx(2.364624 * by_hand.std(ddof=1) / np.sqrt(8), rel=1e-5)


def test_one_world_says_nothing_and_no_change_is_no_effect():
    found = league(table(worlds=1), ASKED)
    assert not np.isfinite(found.low).any() and (found.rank_high.dropna() == 4).all()
    assert no_effect(pd.DataFrame({"effect": [0.0, 0.0], "people": [3, 4]})) == 1.0


def test_where_no_life_changed_in_any_world_nothing_bounds_the_effect():
    """Six worlds in which nobody's life was another are no proof that none would be in a seventh."""
    rows = pd.DataFrame(
        {"people": 10, "effect": 0.0, "hours": 50.0, "effect_all": 0.0, "hours_all": 50.0}, range(6)
    )
    for per in ("person", "own hours", "all hours"):
        found = worth(rows, per)
        assert found.value == 0 and (found.accepted.low, found.accepted.high) == (-np.inf, np.inf)
    changed = worth(rows.assign(effect=[0, 0, 1.0, 0, 0, 0]), "person")
    assert changed.value == pytest.approx(1 / 60) and np.isfinite(changed.accepted.high)


def test_bad_questions_get_one_line():
    for asked, said in (
        (Question(outcome="weeks employd"), "did you mean 'weeks employed'"),
        (Question(kind="tall"), "no saved row for weeks employed of 'tall'"),
    ):
        with pytest.raises(UserError, match=said):
            league(table(), asked)
    with pytest.raises(UserError, match="lack with_sum"):
        league(table().drop(columns="with_sum"), ASKED)
    with pytest.raises(UserError, match="per 'hour'"):
        league(table(), ASKED, "hour")


def test_what_others_advice_did_to_everybody_is_no_effect_of_ones_own():
    """Those who were given none gain 0.5 a person: a piece that brings 2.0 brings 1.5; what it does to others is not told."""
    t = paired({"a": 2.0}, {"a": 20.0}, worlds=6, spread=0.0)
    none = t[(t.treated != "treated") & (t.outcome == "weeks employed")]
    none = none.assign(treated="given none", with_sum=none.without_sum + 0.5 * none.people)
    found = sums(pd.concat([t[t.treated == "treated"], none]), ASKED)
    assert found.effect.to_numpy() / found.people.to_numpy() == pytest.approx([1.5] * 6)
    assert found.effect_all.isna().all()
    assert np.isnan(worth(found, "all hours").value) and worth(found, "person").value == pytest.approx(1.5)


def test_a_world_in_which_nobody_follows_is_a_world_all_the_same():
    """It says nothing of the piece, adds nothing to the sums, and counts among those by which intervals and ranks are made."""
    table = paired({"a": 2.0, "b": 1.0}, {"a": 10.0, "b": 10.0}, worlds=8)
    nobody = (table.advice == "a") & (table.world == 3) & (table.treated == "treated")
    rows = sums(table[~nobody], Question(share=0.1)).set_index(["advice", "world"])
    assert rows.loc[("a", 3), ["people", "effect", "hours"]].tolist() == [0, 0, 0]
    whole = sums(table, Question(share=0.1)).set_index(["advice", "world"])
    assert rows.drop(("a", 3)).effect.equals(whole.drop(("a", 3)).effect)
    found = league(table[~nobody], Question(share=0.1)).set_index("advice")
    left = rows.loc["a"]
    assert found.value["a"] == pytest.approx(100 * left.effect.sum() / left.hours.sum())
    assert found.worlds["a"] == 8 and found.rank_low.notna().all()
