"""How the spread of news begins and what is noted of it: by hand on small cases, or by its law."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from weakties import InformationSpread, Ties
from weakties.simulation.spread.rules.board import FIRST_INFORMED


def test_anybody_is_as_likely_to_know_first():
    """Of 5 people, over 10,000 pieces, within 4 standard errors of a fifth."""
    model = InformationSpread(nx.path_graph(5), seed=3, pieces=10_000, transmission=0.1)
    first = (model.informed_week == 0).mean(axis=0)
    assert np.abs(first - 0.2).max() < 4 * np.sqrt(0.16 / 10_000) and first.sum() == pytest.approx(1)


def test_a_threshold_contagion_begins_with_one_and_all_his_contacts():
    """On a wheel without a hub, of 9: three neighbours in a row."""
    model = InformationSpread(nx.cycle_graph(9), seed=3, pieces=50, contagion="threshold", transmission=0.1)
    for teller in model.start.board.teller:
        first = np.flatnonzero(teller == FIRST_INFORMED)
        assert len(first) == 3 and any({(c - 1) % 9, c, (c + 1) % 9} == set(first) for c in range(9))


@pytest.mark.parametrize(("a_week", "weeks"), [(2, [0, 0, 1, 1, 2]), (0.5, [0, 2, 4, 6, 8]), (0, [0] * 5)])
def test_when_pieces_are_new(a_week, weeks):
    model = InformationSpread(nx.path_graph(3), seed=0, pieces=5, news_per_week=a_week, first_informed=[1])
    model.run(weeks=9)
    assert model.informed_week[:, 1].tolist() == weeks
    assert model.weekly.groupby("piece").week.min().tolist() == weeks


def test_a_share_of_contacts_is_rounded_up():
    """One of 3 (a third and no rounding error), 1 of 1, 2 of 4 and 3 of 7 contacts must tell at a threshold of 1 / 3."""
    for degree, need in ((1, 1), (3, 1), (4, 2), (7, 3)):
        for sources in range(1, degree + 1):
            case = {"contagion": "threshold", "threshold_share": 1 / 3, "transmission": 1.0, "noise": 1e-9}
            model = InformationSpread(
                nx.star_graph(degree), seed=0, first_informed=range(1, sources + 1), **case
            )
            model.run(weeks=1)
            assert model.informed[0] == (sources >= need)


def test_mutual_contacts_of_those_who_told():
    """A kite: 0, 1, 2 and 3 all know each other, and 3 knows 4: two in common within, none with the tail."""
    kite = nx.complete_graph(4)
    kite.add_edge(3, 4)
    model = InformationSpread(kite, seed=0, transmission=1.0, first_informed=[0])
    model.run(weeks=4)
    table = model.adoptions
    assert table[["person", "teller", "mutual_contacts", "steps"]].values.tolist() == [
        [0, -1, -1, 0], [1, 0, 2, 1], [2, 0, 2, 1], [3, 0, 2, 1], [4, 3, 0, 2],
    ]  # fmt: skip


def test_who_still_tells_at_the_end_of_a_week():
    """A cascade down a path of 4: each tells for one week after he came to know, the last one nobody. In simple contagion all
    tell until the news is stale, and then nobody."""
    later = {
        "pieces": 2,
        "news_per_week": 0.25,
        "first_informed": [0],
    }  # so that the run goes on when nobody tells the first
    model = InformationSpread(nx.path_graph(4), seed=0, contagion="cascade", transmission=1.0, **later)
    model.run(weeks=6)
    rows = model.weekly[model.weekly.piece == 0][["new", "informed", "telling"]].values.tolist()
    assert rows == [[1, 1, 1], [1, 2, 1], [1, 3, 1], [1, 4, 1], [0, 4, 0], [0, 4, 0], [0, 4, 0]]
    certain = {"transmission": 1.0, "staleness": 0.3, "pieces": 20, "first_informed": [0]}
    model = InformationSpread(nx.path_graph(60), seed=1, **certain)
    model.run(weeks=40)
    for piece, table in model.weekly.groupby("piece"):
        stale = model.informed_week[piece].max()
        expected = np.where(table.week < stale, table.informed, 0)
        assert (table.telling == expected).all() and stale < 40


def test_of_two_who_could_tell_each_other_in_the_same_week_one_does_and_either_as_often():
    """Both ends of a tie know first: over 4,000 pieces one telling each, half of them by the lower number, 4 standard errors."""
    ties = Ties.from_pairs([0], [1], 2)
    model = InformationSpread(ties, seed=2, pieces=4_000, transmission=0.5, first_informed=[0, 1])
    model.run(weeks=60)
    told = model.tellings(until=60)
    assert not model.running and (told.groupby("piece").size() == 1).all() and len(told) == 4_000
    assert abs((told.teller == 0).mean() - 0.5) < 4 * np.sqrt(0.25 / 4_000) and not told.credited.any()
