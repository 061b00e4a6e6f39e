"""Paired worlds: without anybody who follows, every difference is 0; groups and sums are what they say."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties.experiments import advice
from weakties.experiments.advice.declare import hours_of
from weakties.experiments.worlds.advised import GROUPS, advised, deal, kinds_of, lived, twin_of
from weakties.experiments.worlds.advised_outcomes import OUTCOMES
from weakties.experiments.worlds.like import alike, described
from weakties.simulation.errors import UserError

SMALL = {"workers": 600, "burn_in": 23, "weeks": 49, "separation": 0.01}
COLUMNS = ("advice share world kind treated weeks outcome people with_sum without_sum difference_ss").split()


@pytest.mark.parametrize(("name", "share"), [("events", 0.0), ("nothing", 1.0)])
def test_where_nobody_does_anything_the_twin_is_the_same(name, share):
    table = advised({**SMALL, "advice": name, "share": share}, 5)
    assert (table["difference_ss"] == 0).all() and (table["with_sum"] == table["without_sum"]).all()
    assert ("treated" in set(table["treated"])) == (share > 0)


@pytest.fixture(scope="module")
def events():
    return advised({**SMALL, "advice": "events", "share": 1.0}, 5)


def test_the_table_has_all_outcomes_groups_and_horizons(events):
    assert list(events.columns) == COLUMNS
    assert set(events["outcome"]) == set(OUTCOMES) and set(events["weeks"]) == {26}
    assert set(events["treated"]) <= set(GROUPS) and "untreated same market" not in set(events["treated"])
    everybody = events[(events["kind"] == "all") & (events["outcome"] == "trust")]
    assert everybody["people"].sum() == 600
    assert not events.isna().any().any()


def test_hours_are_spent_by_the_treated_alone_and_they_gain_ties(events):
    own = events[(events["outcome"] == "own hours") & (events["kind"] == "all")].set_index("treated")
    assert own.loc["treated", "with_sum"] > 0 and (own["without_sum"] == 0).all()
    assert (own.drop("treated")["with_sum"] == 0).all()
    ties = events[(events["outcome"] == "ties gained") & (events["kind"] == "all")].set_index("treated")
    assert ties.loc["treated", "with_sum"] > ties.loc["treated", "without_sum"]


def test_halves_add_up_to_all(events):
    sums = events[events["outcome"] == "weeks employed"].set_index(["treated", "kind"])
    for group in events["treated"].unique():
        for low, high in (
            ("ability low", "ability high"),
            ("ties few", "ties many"),
            ("industry small", "industry large"),
        ):
            halves = [sums.loc[(group, kind)] for kind in (low, high) if (group, kind) in sums.index]
            for column in ("people", "with_sum", "without_sum", "difference_ss"):
                assert sum(half[column] for half in halves) == pytest.approx(sums.loc[(group, "all"), column])


def test_two_stages_are_nested_and_half_of_the_markets_are_treated():
    twin = twin_of(
        tuple(sorted({"network": "layers", "relations": "on", "trust": "ratio", **SMALL}.items())), 5
    )
    piece = advice.get("check-in")  # for all
    few, many = (deal(twin.world, piece, share, 5) for share in (0.1, 0.5))
    assert few.treated.any() and (many.treated >= few.treated).all()
    community = twin.world.relations.nearby[0]
    of_markets = {group: set(community[few.group == group]) for group in range(3)}
    assert not of_markets[2] & (of_markets[0] | of_markets[1])
    assert abs(len(of_markets[2]) - len(of_markets[0] | of_markets[1])) <= 1
    looking = deal(twin.world, advice.get("events"), 1.0, 5)
    assert not (looking.treated & ~twin.world.people.looking).any()
    assert ((looking.group == 3) == ~twin.world.people.looking).all()
    assert all(len(kind) == 600 for kind in kinds_of(twin).values())


def test_hours_of_the_treated_are_those_that_were_asked_for():
    """Half a year of which each spends what it is asked for while he looks: 26 weeks at the most."""
    table = advised({**SMALL, "advice": "usual", "share": 1.0, "hours": 3.0}, 5)
    one = table[(table["kind"] == "all") & (table["treated"] == "treated")].set_index("outcome")
    own = one.loc["own hours"]
    assert 0 < own["with_sum"] / own["people"] <= 3.0 * 26
    assert one.loc["hours of others", "with_sum"] == pytest.approx(own["with_sum"])


@pytest.mark.parametrize(
    ("point", "says"),
    [
        ({"advice": "evnts", "share": 0.1}, "did you mean 'events'"),
        ({"advice": "events", "share": 1.5}, "share"),
        ({"advice": "nothing", "share": 1.0, "hours": 2.0}, "no hours"),
        ({"advice": "events", "share": 1.0, "relations": "off", "trust": "none"}, "relations=on"),
        ({"advice": "events", "share": 1.0, "worker": 3}, "worker"),
    ],
)
def test_what_cannot_be_is_said(point, says):
    with pytest.raises(UserError, match=says):
        advised({**SMALL, **point}, 5)


def test_what_an_hour_of_advice_does_can_be_set_and_leaves_the_twin_alone():
    point = {**SMALL, "advice": "seek-advice", "share": 1.0}
    plain, dull = advised(point, 5), advised({**point, "learnt": 0.0}, 5)
    assert (plain["without_sum"] == dull["without_sum"]).all()
    work = dull["outcome"] == "weeks employed"
    assert (plain["with_sum"] != dull["with_sum"])[work].any()


@pytest.fixture(scope="module")
def three():
    return {"share": 0.2, "advice": "events+usual+check-in", **SMALL}


def test_several_pieces_in_one_world_are_followed_by_other_people_each(three):
    twin = twin_of(
        tuple(sorted({"network": "layers", "relations": "on", "trust": "ratio", **SMALL}.items())), 5
    )
    pieces = [advice.get(name) for name in three["advice"].split("+")]
    treated = [deal(twin.world, piece, 0.2, 5, (n, 3, 0.0)).treated for n, piece in enumerate(pieces)]
    assert (np.sum(treated, axis=0) <= 1).all() and all(one.any() for one in treated)
    turned = [deal(twin.world, piece, 0.2, 5, (n, 3, 0.5)).treated for n, piece in enumerate(pieces)]
    assert not (turned[2] & treated[2]).any()


def test_their_table_is_of_the_treated_and_of_who_was_given_none_and_deals_add_up(three):
    once, twice = advised(three, 5), advised({**three, "deals": 2}, 5)
    assert set(once["advice"]) == {"events", "usual", "check-in"}
    assert set(once["treated"]) == {"treated", "given none"}
    own = once[(once["outcome"] == "own hours") & (once["treated"] == "given none")]
    assert (own["with_sum"] == 0).all()
    counted = once[(once["outcome"] == "trust") & (once["kind"] == "all")]
    counted = counted.set_index(["advice", "treated"])["people"]
    assert (
        counted["check-in"].sum() < 600
        and counted["events", "given none"] < counted["check-in", "given none"]
    )
    once, twice = (table[table["treated"] == "treated"] for table in (once, twice))
    keys = ["advice", "kind", "outcome"]
    one, two = (table.set_index(keys)["people"] for table in (once, twice))
    assert (two.loc[one.index] >= one).all() and two.sum() > one.sum()
    hours = twice[twice["outcome"] == "own hours"].set_index(["advice", "kind"])["with_sum"]
    assert (hours.loc[["events", "usual"], "all"] > 0).all()


def test_deals_that_are_parted_are_those_of_the_whole(three):
    whole = advised({**three, "share": 0.05, "deals": 3}, 5)
    parts = [
        advised({**three, "share": 0.05, "deals": deals, "after": after, "of": 3}, 5)
        for deals, after in ((2, 0), (1, 2))
    ]
    keys = ["advice", "weeks", "kind", "treated", "outcome"]
    sums = pd.concat(parts).groupby(keys)[["people", "with_sum", "without_sum", "difference_ss"]].sum()
    expected = whole.set_index(keys)[list(sums)].sort_index()
    pd.testing.assert_frame_equal(sums, expected, check_dtype=False)


def test_to_leave_the_placebo_out_changes_nobody_to_the_bit():
    point = {"network": "layers", "relations": "on", "trust": "ratio", **SMALL}
    twin = twin_of(tuple(sorted(point.items())), 5)
    pieces = [advice.get(name) for name in ("events", "course", "nothing")]
    dealt = [(piece, deal(twin.world, piece, 0.2, 5, (n, 3, 0.0))) for n, piece in enumerate(pieces)]
    assert dealt[2][1].treated.any()
    for (weeks, all_three), (_, two) in zip(lived(twin, dealt), lived(twin, dealt[:2]), strict=True):
        assert weeks and all(np.array_equal(all_three[name], two[name]) for name in OUTCOMES)


def test_more_deals_than_there_are_in_all_are_refused(three):
    with pytest.raises(UserError, match="of = 2"):
        advised({**three, "deals": 2, "after": 1, "of": 2}, 5)


def test_more_than_all_is_refused(three):
    with pytest.raises(UserError, match="nobody follows two"):
        advised({**three, "share": 0.4}, 5)


def test_those_alike_are_the_nearest_of_all_and_the_only_ones_that_are_told_of():
    twin = twin_of(
        tuple(sorted({"network": "layers", "relations": "on", "trust": "ratio", **SMALL}.items())), 5
    )
    who, has = alike(twin.world, "weak=30,close=4"), described(twin.world)
    assert 0.1 <= who.mean() < 0.15
    for word, wanted in (("weak", 30), ("close", 4)):
        assert abs(has[word][who].mean() - wanted) < abs(has[word][~who].mean() - wanted)
    row = twin.world.relations.table()
    row = row[(row.occasion == "on") & ((row.source == 7) | (row.target == 7))]
    assert has["weak"][7] + has["close"][7] == len(row)
    assert alike(twin.world, "industry=0").tolist() == (twin.world.people.industry == 0).tolist()
    with pytest.raises(UserError, match="nobody is in that industry"):
        alike(twin.world, "industry=99")
    table = advised({**SMALL, "advice": "check-in", "share": 1.0, "mine": "weak=30,close=4"}, 5)
    told = table[(table.kind == "all") & (table.outcome == "trust")].set_index("treated")["people"]
    assert told["treated"] + told.get("untreated other market", 0) == who.sum()


def test_every_piece_is_whole():
    pieces = [advice.get(name) for name in advice.names()]
    numbers = {piece.id for piece in pieces}
    assert {f"A{n}" for n in range(1, 40)} | {"F", "C", "U"} <= numbers and len(numbers) == len(pieces)
    for piece in pieces:
        assert set(piece.against) <= set(advice.names()), piece.name
        assert piece.actions or piece.name == "nothing"
        assert {evidence.verified for evidence in piece.evidence} <= set("PSCM")
        assert piece.weeks >= 1 and piece.claim.endswith(".")


def test_a_piece_at_other_hours_does_all_in_proportion():
    course = advice.get("course")
    twice = course.at(2 * course.hours)
    for one, two in zip(course.actions, twice.actions, strict=True):
        assert hours_of(two) == pytest.approx(2 * hours_of(one))
    assert np.isclose(twice.hours, 2 * course.hours)
