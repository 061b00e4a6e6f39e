"""Tables of ties that live: in pieces they are what they are whole, and counts are those of the table."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties.simulation import networks
from weakties.simulation.market.job_market import JobMarket
from weakties.simulation.relations import tables as module
from weakties.simulation.relations.records import LifeRecords


@pytest.fixture(scope="module")
def market() -> JobMarket:
    """A market of people with names, in which ties have been met, ended and put away."""
    ties = networks.layers(workers=300, seed=2)
    market = JobMarket(
        ties.labelled(tuple(f"p{i}" for i in range(300))), seed=2, relations=True, separation=0.02
    )
    market.run(weeks=130)
    assert market.world.relations.past.size.sum() > 0
    return market


@pytest.mark.parametrize("size", [1, 1000, 1 << 22])
def test_the_pieces_together_are_the_table(market, size, monkeypatch):
    whole = market.relations
    monkeypatch.setattr(module, "PIECE", size)
    pieces = list(market.ties_now)
    assert len(pieces) >= {1: 300, 1000: 5, 1 << 22: 1}[size] and len(pieces) <= 300
    assert pd.concat(pieces, ignore_index=True).equals(whole)
    assert len(market.ties_now) == len(whole) > 10_000


def test_the_ties_of_one_person_are_those_of_the_table_from_either_side(market):
    whole = market.relations
    for person in ("p0", "p17", "p299"):
        mine = market.ties_now.of(person)
        out, back = whole[whole.source == person], whole[whole.target == person]
        back = back.rename(columns={"source": "target", "target": "source"})[list(out.columns)]
        both = pd.concat([out, back]).sort_values("target", ignore_index=True)
        assert mine.sort_values("target", ignore_index=True).equals(both)


def test_counts_are_those_of_the_table(market):
    whole, now = market.relations, market.ties_now
    assert now.by_occasion() == whole.occasion.value_counts().reindex(["on", "resting", "ended"]).to_dict()
    for week in (-60, 0, 50, 129):
        assert now.born_after(week) == (whole.born > week).sum()
    assert 0 < now.born_after(0) < len(whole)


def test_what_is_written_in_pieces_is_read_whole(market, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "PIECE", 2_000)
    LifeRecords(market.ties_now, market.talks, {"seed": 2}).write(tmp_path)
    found, whole = LifeRecords.read(tmp_path).relations, market.relations
    assert len(found) == len(whole)
    for name in whole:
        assert np.array_equal(found[name].astype(str), whole[name].astype(str)), name
