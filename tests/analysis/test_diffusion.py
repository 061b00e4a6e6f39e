"""Reach, speed, first hearing and novelty, by hand on small cases, and their laws on runs."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from weakties import InformationSpread, Ties
from weakties.analysis.diffusion import curve, first_heard_by, reach, weeks_to
from weakties.analysis.novelty import brought
from weakties.analysis.shares import POPULAR
from weakties.analysis.structure import ends_of

WEEKS = np.array([[0, 2, 5, -1], [0, 1, 1, 1]])


def test_how_far_and_how_fast():
    assert reach(WEEKS).tolist() == [0.75, 1.0]
    assert weeks_to(WEEKS, 0.5).tolist() == [2, 1]
    assert weeks_to(WEEKS, 0.9).tolist() == [np.inf, 1]
    assert weeks_to(WEEKS[0], 0.25).tolist() == [0]
    assert curve(WEEKS, 3).tolist() == [[0.25, 0.25, 0.5, 0.5], [0.25, 1, 1, 1]]


def test_first_heard():
    table = pd.DataFrame({"teller": [-1, 0, 0, 2], "contact_rate": [np.nan, 3.0, 0.1, 0.2]})
    assert first_heard_by(table, POPULAR) == {"strong": 1, "weak": 2}


def test_what_ties_bring():
    """Person 2 hears piece 0 from 0 and then 1, and piece 1 from 1 alone; his tie to 3 brings nothing."""
    ties = Ties.from_pairs([0, 1, 3], [2, 2, 2], 4, [1.0, 2.0, 3.0])
    tellings = pd.DataFrame(
        {"piece": [0, 0, 1], "teller": [0, 1, 1], "person": [2, 2, 2], "credited": [True, False, True]}
    )
    table = brought(tellings, ties, [2])
    assert table.contact.tolist() == [0, 1, 3]
    assert table[["volume", "new", "alone"]].values.tolist() == [[1, 1, 0], [2, 1, 1], [0, 0, 0]]


def test_what_a_tie_adds_is_what_is_lost_without_it():
    """`alone` equals the difference between a run with the tie and one without it, under the same luck, tie by tie."""
    ties = Ties.from_networkx(nx.karate_club_graph())
    listener, case = 8, {"pieces": 400, "transmission": 0.15, "staleness": 0.3, "seed": 4}
    news = InformationSpread(ties, silent=[listener], **case)
    news.run(weeks=200)
    assert not news.running
    table = brought(news.tellings(to=[listener], until=10_000), ties, [listener])
    heard = news.informed[:, listener].sum()
    assert (
        table.alone.sum() > 5
        and table.new.sum() == heard - (news.start.board.teller[:, listener] == -2).sum()
    )
    for row in table.itertuples():
        keep = (np.sort(ends_of(ties), axis=1) != sorted((listener, row.contact))).any(axis=1)
        without = InformationSpread(ties.where(keep), silent=[listener], **case)
        without.run(weeks=200)
        assert heard - without.informed[:, listener].sum() == row.alone


def test_volume_is_what_is_new_and_what_is_not():
    ties = Ties.from_networkx(nx.karate_club_graph())
    news = InformationSpread(ties, silent=[0, 5], pieces=40, transmission=0.1, staleness=0.2, seed=1)
    news.run(weeks=500)
    table = brought(news.tellings(to=[0, 5]), ties, [0, 5])
    assert (table.volume >= table.new).all() and (table.new >= table.alone).all()
    assert table.volume.sum() > table.new.sum() > 0
    assert len(table) == ties.degree[[0, 5]].sum()


def test_an_unknown_listener_brings_nothing():
    ties = Ties.from_networkx(nx.path_graph(3))
    empty = pd.DataFrame({"piece": [], "teller": [], "person": [], "credited": []}).astype(int)
    table = brought(empty, ties, [1])
    assert table.volume.tolist() == [0, 0]
    with pytest.raises(IndexError):
        brought(empty, ties, [7])
