"""Tables of ties at several times, and the story of one person: against answers by hand, closed forms and networkx."""

from __future__ import annotations

import math

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weakties.analysis import ties_of_person as person
from weakties.analysis import ties_over_years as over
from weakties.simulation.relations.records import LifeRecords


def ties(*rows: tuple[int, int, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["source", "target", "hours"])


def test_talks_between_two_tables_are_the_hours_gained():
    """0-1 gains 2 hours; 0-2 nothing; 1-2 is new with 1 hour; 2-3 was forgotten at 0.8 hours and is made anew with 0.4."""
    before, after = (
        ties((0, 1, 5.0), (0, 2, 3.0), (2, 3, 0.8)),
        ties((0, 1, 7.0), (0, 2, 3.0), (1, 2, 1.0), (2, 3, 0.4)),
    )
    found = over.between(before, after, 0.5)
    assert found.to_numpy().tolist() == [[0, 1, 4], [1, 2, 2], [2, 3, 1]]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.05, 0.9))
def test_shared_partners_are_those_that_networkx_finds(seed, density):
    graph = nx.gnp_random_graph(15, density, seed=seed)
    pairs = pd.DataFrame([sorted(edge) for edge in graph.edges], columns=over.PAIR, dtype=int)
    found = over.shared_partners(pairs, 15)
    assert found.tolist() == [len(list(nx.common_neighbors(graph, a, b))) for a, b in pairs.to_numpy()]


@settings(max_examples=50, deadline=None)
@given(st.floats(-3, 3), st.integers(2, 6), st.floats(1, 1e6))
def test_the_slope_of_geometric_layers_is_their_slope(mu, layers, size):
    assert over.slope_of_layers(size * np.exp(mu * np.arange(layers))) == pytest.approx(mu, abs=1e-6)


def test_layers_all_within_or_without_have_no_finite_slope():
    assert over.slope_of_layers([5, 0, 0]) == -math.inf and over.slope_of_layers([0, 0, 5]) == math.inf


def test_layers_count_both_ends_and_leave_out_who_talks_too_rarely():
    talks = pd.DataFrame({"source": [0, 0, 1, 2], "target": [1, 2, 2, 3], "talks": [60, 12, 11, 1]})
    assert over.layer_counts(talks, [52, 12, 2]).tolist() == [2, 2, 2]


def test_who_left_the_first_two():
    first = pd.DataFrame({"source": [0, 0, 0], "target": [1, 2, 3], "talks": [9.0, 8.0, 7.0]})
    later = first.assign(talks=[9.0, 1.0, 7.0])
    tops = [over.top(year, 2) for year in (first, later)]
    assert tops[0].to_numpy().tolist() == [[0, 1], [0, 2], [1, 0], [2, 0], [3, 0]]
    assert over.changed(*tops) == (5, 1)  # 3 comes before 2 for person 0
    assert over.changed(tops[0], over.top(later, 99)) == (5, 0)  # and yet they talk


def test_half_pass_is_where_the_straight_line_crosses():
    at, of = np.array([10.0, 20.0, 30.0, 40.0]), np.array([10.0, 10.0, 0.0, 10.0])
    assert over.half_pass(at, np.array([0.0, 4.0, 0.0, 8.0]), of) == pytest.approx(25.0)
    assert math.isnan(over.half_pass(at, np.zeros(4), of))


def told(*talks: tuple[int, int, int]) -> LifeRecords:
    log = pd.DataFrame(talks, columns=["source", "target", "week"])
    pairs = log[["source", "target"]].drop_duplicates()
    relations = pairs.assign(kind=pd.Categorical(["close"] * len(pairs)))
    return LifeRecords(relations, log, {"watched": 1, "parameters": {"talk_hours": 0.5}})


def test_one_person_meets_rests_finds_again_and_loses():
    """1 is known from the start, rests from week 10 to 80 and is then kept; 2 is met in week 60, and lost after week 61."""
    kept = told(
        (0, 1, 2), (0, 1, 10), (0, 1, 80), (0, 1, 81), (0, 1, 140), (0, 2, 60), (0, 2, 61), (0, 2, 61)
    )
    assert person.typical(kept.talks, np.array([0])) == 0
    story = person.years(kept, 0, 150)
    events = story["events"].sort_values(["other", "week"])[["other", "event", "week"]].to_numpy().tolist()
    assert events[:4] == [
        [1, "rested", 10],
        [1, "found again", 80],
        [1, "rested", 81],
        [1, "found again", 140],
    ]
    assert events[4:] == [[2, "met", 60], [2, "lost", 61]]
    hours = story["seasons"].set_index(["other", "week"]).hours
    assert hours[2, 60] == 1.5 and hours[1, 80] == 1.0 and hours.sum() == 4.0
    assert story["about"] == {"person": 0, "weeks": 150, "partners": 2, "drawn": 2, "share": 1.0}


def test_nobody_who_talked_is_nobody_to_draw():
    assert person.typical(told().talks, np.array([0])) is None
