"""The same world without one broken promise: who saw it thinks as if he had not asked, and all else follows from that."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties import JobMarket, networks, twins
from weakties.simulation.errors import UserError, WeakTiesWarning

LIVES = {"relations": True, "trust": "ratio", "asks": 2.0, "separation": 0.02}


@pytest.fixture(scope="module")
def market():
    found = JobMarket(networks.layers(workers=500, seed=4), seed=4, **LIVES)
    found.run(23)
    return found


@pytest.fixture(scope="module")
def to_come(market):
    """The first promise that will be broken."""
    ahead = market.fork()
    ahead.run(12)
    coming = ahead.broken_promises[ahead.broken_promises.week > market.week]
    return coming.iloc[0]


def view(market, row):
    rows = market.trust
    rows = rows[(rows.person == row.person) & (rows.other == row.other)]
    return rows.iloc[0] if len(rows) else None


def test_promises_that_were_broken_are_listed(market):
    table = market.broken_promises
    assert list(table.columns) == ["week", "person", "other"] and len(table) > 20
    assert set(table.week % 4) <= {0, 1} and table.week.is_monotonic_increasing and table.week.max() <= 23
    made, kept = market.world.trust.asks[:, 2].sum(), market.world.trust.asks[:, 3].sum()
    assert len(table) == made - kept
    assert (table.person != table.other).all()


def test_without_it_he_thinks_as_before_and_until_then_all_is_the_same(market, to_come):
    plain, without = market.fork(), market.fork()
    without.remove_broken_promise(int(to_come.person), int(to_come.other), int(to_come.week))
    for twin in (plain, without):
        twin.run(int(to_come.week) - market.week - 1)
    pd.testing.assert_frame_equal(plain.trust, without.trust)
    for twin in (plain, without):
        twin.run(1)
    before, seen, unseen = view(market, to_come), view(plain, to_come), view(without, to_come)
    reliability = 0.5 if before is None else before.reliability
    assert seen.reliability < reliability
    assert unseen is None or unseen.reliability == pytest.approx(reliability, abs=0.2)
    assert seen.promises > (0 if unseen is None else unseen.promises)
    gone = plain.broken_promises.merge(without.broken_promises, how="left", indicator=True)
    assert (gone._merge == "left_only").sum() == 1
    assert without.changed[-1]["remove_broken_promise"] == [*map(int, to_come[["person", "other", "week"]])]


def test_twins_tell_what_it_did(market, to_come):
    one = twins(
        market,
        lambda twin: twin.remove_broken_promise(int(to_come.person), int(to_come.other), int(to_come.week)),
        weeks=40,
    )
    none = twins(market, lambda twin: None, weeks=4)
    assert (none.weeks_employed_0 == none.weeks_employed_1).all()
    assert np.isfinite(one.weeks_employed_1 - one.weeks_employed_0).all()


def test_a_promise_that_is_not_broken_is_said(market, to_come):
    twin = market.fork()
    twin.remove_broken_promise(int(to_come.other), int(to_come.person), int(to_come.week))
    with pytest.warns(WeakTiesWarning, match="breaks no promise"):
        twin.run(int(to_come.week) - market.week)


@pytest.mark.parametrize(
    ("pair", "week", "says"),
    [
        ((0, 500), 30, "there is no person 500"),
        ((3, 3), 30, "person 3 with himself"),
        ((0, 1), 23, "week = 23: is over"),
        ((0, 1), 23.5, "week"),
    ],
)
def test_what_cannot_be_taken_out_is_said(market, pair, week, says):
    with pytest.raises(UserError, match=says):
        market.fork().remove_broken_promise(*pair, week)


def test_where_nobody_trusts_nobody_breaks_promises():
    plain = JobMarket("layers", workers=500, seed=0)
    with pytest.raises(UserError, match="nobody trusts in this market"):
        plain.remove_broken_promise(0, 1, 5)
    with pytest.raises(UserError, match="nobody trusts in this market"):
        _ = plain.broken_promises
