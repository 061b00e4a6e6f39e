"""News over ties that live: the kernels against plain Python, frozen ties where rates cannot change, and whose luck is whose."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.simulation.spread.live_by_hand import news_by_hand, work_in_one_firm
from weakties import InformationSpread, Ties
from weakties.simulation.relations.parameters import RelationParameters
from weakties.simulation.relations.relations import Relations
from weakties.simulation.talk.live import SEASON

CASES = [
    {"contagion": "simple", "willingness": 0.02},
    {"contagion": "simple", "willingness": 0.3, "topics": 2, "staleness": 0.1, "news_per_week": 0.5},
    {"contagion": "simple", "transmission": 0.02},
    {"contagion": "sir", "willingness": 0.1, "recovery": 0.3},
    {"contagion": "cascade", "willingness": 0.3},
    {"contagion": "threshold", "transmission": 0.05, "threshold": 2, "first_informed": [0, 1, 2]},
    {"contagion": "threshold", "willingness": 0.05, "threshold": 3, "first_informed": [0, 1, 2]},
    {"contagion": "threshold", "willingness": 0.05, "threshold": 4, "noise": 0.2},
]
LIVELY = {"exploring": 0.2, "occasion_life": 6.0, "social_hours": 2.0}  # ties come and go within months
WEEKS = 60


@st.composite
def people_with_firms(draw):
    """A small network of ties rarer and less rare than once a year, all of one firm."""
    people = draw(st.integers(5, 20))
    graph = nx.gnp_random_graph(people, draw(st.floats(0.2, 0.7)), seed=draw(st.integers(0, 10_000)))
    pairs = np.array(graph.edges, dtype=np.int64).reshape(-1, 2)
    rng = np.random.default_rng(people)
    rates = np.where(
        rng.random(len(pairs)) < 0.5, rng.uniform(0.005, 0.019, len(pairs)), rng.uniform(0.02, 2, len(pairs))
    )
    ties = Ties.from_pairs(pairs[:, 0], pairs[:, 1], people, rates, rng.integers(0, 4, len(pairs)))
    return replace(ties, groups={"firm": np.full(people, 7, np.int32)})


@pytest.mark.parametrize("case", CASES, ids=lambda case: ", ".join(f"{k}={v}" for k, v in case.items()))
@given(ties=people_with_firms(), seed=st.integers(0, 2**40), silent=st.lists(st.integers(0, 4), max_size=2))
@settings(max_examples=6)
def test_the_kernels_do_what_plain_python_does(case, ties, seed, silent):
    model = InformationSpread(ties, seed=seed, pieces=2, silent=silent, relations=True, **LIVELY, **case)
    model.run(weeks=WEEKS)
    again = Relations(ties, RelationParameters.create(LIVELY), seed)
    weeks = np.atleast_2d(model.informed_week)
    begun = InformationSpread(ties, seed=seed, pieces=2, silent=silent, relations=True, **LIVELY, **case)
    for piece, news in enumerate(news_by_hand(begun, again, work_in_one_firm(ties.people), WEEKS)):
        assert {j: int(w) for j, w in enumerate(weeks[piece]) if w >= 0} == news.known
        assert {j: int(model.start.board.teller[piece, j]) for j in news.known} == news.teller


def kin(graph: nx.Graph, rate: float = 1.0) -> Ties:
    """Ties of kin, who always have an occasion to meet: where nobody is met, their rates cannot change."""
    pairs = np.array(graph.edges, dtype=np.int64).reshape(-1, 2)
    return Ties.from_pairs(pairs[:, 0], pairs[:, 1], len(graph), rate, 0)


STILL = {"exploring": 0.0, "habit_pull": 0.0, "fitness_spread": 0.0, "hours_spread": 0.0, "social_hours": 0.5}


def test_one_who_knows_tells_by_a_week_as_over_a_tie_that_cannot_change():
    """100 pairs of kin with half an hour a week, in talks of five hours: 0.1 talks a week. One of each pair knows 100 pieces, new
    in the weeks 0 to 3, so at every point of a season. P(told w weeks after) = 1 - exp(-0.1 w). 10,000 draws: the standard error
    is sqrt(p (1 - p) / 10,000), at most 0.005; failure beyond 4. Telling in 3 weeks of 4 only would be off by 0.086 at w = 20,
    more than 17 of them.
    """
    ties = kin(nx.from_edgelist([(2 * n, 2 * n + 1) for n in range(100)]))
    even = np.arange(0, 200, 2)
    numbers = {**STILL, "talk_hours": 5.0, "pieces": 100, "news_per_week": 25}
    model = InformationSpread(ties, seed=3, relations=True, first_informed=even, **numbers)
    model.run(weeks=40)
    waited = np.where(model.informed_week >= 0, model.informed_week - model.start.born[:, None], 1_000)[
        :, 1::2
    ]
    for w in range(1, 31):
        p = 1 - np.exp(-0.1 * w)
        assert abs((waited <= w).mean() - p) < 4 * np.sqrt(p * (1 - p) / waited.size), w


@pytest.mark.parametrize(
    "case",
    [
        {"contagion": "simple"},
        {"contagion": "simple", "transmission": 0.05, "staleness": 0.1},
        {"contagion": "sir", "recovery": 0.2},
        {"contagion": "cascade", "transmission": 0.3},
        {"contagion": "threshold", "threshold": 2, "first_informed": [0, 1, 2, 3, 4, 5]},
        {"contagion": "threshold", "threshold": 2, "noise": 0.1},
    ],
    ids=lambda case: ", ".join(f"{k}={v}" for k, v in case.items()),
)
def test_where_rates_cannot_change_as_many_people_know_as_where_ties_are_frozen(case):
    """600 pieces of news among 60 people with 4 kin each, and some ties too rare to live, once over living ties and once over
    frozen ones of the same rates, with luck of other addresses. The share reached by week 9 and 18, one number a piece, has in
    each world the standard error sd / sqrt(600), sd at most 0.5; the difference fails beyond 4 times the root of the sum of both
    squares, at most 0.115. (Tried: with the first week of each season silent all fail but the one that goes stale.)
    """
    close, rare = nx.random_regular_graph(4, 60, seed=1), nx.random_regular_graph(3, 60, seed=2)
    rare.remove_edges_from(close.edges)
    both = [*close.edges, *rare.edges]
    count = np.array([close.number_of_edges(), rare.number_of_edges()])
    source, target = np.array(both).T
    kind = np.repeat([0, 3], count)
    numbers = {**STILL, "talk_hours": 1.0}
    ties = Ties.from_pairs(source, target, 60, np.repeat([1.0, 0.015], count), kind)
    living = InformationSpread(ties, seed=11, pieces=600, relations=True, **numbers, **case)
    assert np.allclose(living.relations.contact_rate, 0.125) and len(living.relations) == count[0]
    still = Ties.from_pairs(source, target, 60, np.repeat([0.125, 0.015], count), kind)
    frozen = InformationSpread(still, seed=11, pieces=600, **case)
    for _ in range(2):
        living.run(weeks=9), frozen.run(weeks=9)
        a, b = living.informed.mean(axis=1), frozen.informed.mean(axis=1)
        assert 0.02 < b.mean() < 0.99
        assert abs(a.mean() - b.mean()) < 4 * np.sqrt((a.var() + b.var()) / 600)


class Scripted:
    """Relations whose contact rates are written down beforehand: rates[season] of all who tell (rows) with all who hear."""

    def __init__(self, relations: Relations, rates: np.ndarray) -> None:
        self.live, self.past, self.frozen = relations.live, relations.past, relations.frozen
        self.season, self.rates = -1, rates

    def turn(self, week: int, *work: object) -> bool:
        began, self.season = week // SEASON != self.season, week // SEASON
        tellers, live = self.rates.shape[1], self.live
        for i in range(len(live.size)):
            for e in range(live.start[i], live.start[i] + live.size[i]):
                a, b = min(i, live.other[e]), max(i, live.other[e])
                live.tie[e]["rate"] = self.rates[self.season, a, b - tellers]
        return began


TELLERS, HEARERS, SEASONS = 4, 5, 5


def heard(case: dict, rates: np.ndarray, seed: int) -> InformationSpread:
    """Four who know from the start tell five who never tell, at these rates."""
    ties = kin(nx.complete_bipartite_graph(TELLERS, HEARERS))
    silent = range(TELLERS, TELLERS + HEARERS)
    model = InformationSpread(
        ties,
        seed=seed,
        pieces=3,
        first_informed=range(TELLERS),
        silent=silent,
        relations=True,
        **STILL,
        **case,
    )
    model.start.board.key[:, TELLERS:] = 2**63 - 1  # what week 0 settled at rates of its own is taken back
    model.start.board.teller[:, TELLERS:] = -1
    model.start.board.source_key[:], model.start.board.source[:] = 2**63 - 1, -1
    model.start.board.ahead[:] = 0
    model._living.relations = Scripted(model._living.relations, rates)
    model._living.relations.turn(0)
    model._living._tell(0, 0)
    model.run(weeks=SEASONS * SEASON - 1)
    return model


@pytest.mark.parametrize(
    "case",
    [
        {"contagion": "simple"},
        {"contagion": "cascade"},
        {"contagion": "sir", "recovery": 0.1},
        {"contagion": "threshold", "threshold": 2},
        {"contagion": "threshold", "threshold": 2, "noise": 0.3},
    ],
    ids=lambda case: case["contagion"],
)
@given(data=st.data())
@settings(max_examples=15)
def test_a_rate_that_changes_in_one_season_moves_nobody_elses_luck(case, data):
    seed = data.draw(st.integers(0, 2**40))
    rates = np.random.default_rng(seed).choice([0.0, 0.05, 0.3], (SEASONS, TELLERS, HEARERS))
    season = data.draw(st.integers(0, SEASONS - 1))
    i, j = data.draw(st.integers(0, TELLERS - 1)), data.draw(st.integers(0, HEARERS - 1))
    changed = rates.copy()
    changed[season, i, j] = data.draw(st.sampled_from([0.0, 0.1, 2.0]))
    one, other = heard(case, rates, seed), heard(case, changed, seed)
    a, b = (np.where(m.informed_week < 0, 1_000, m.informed_week)[:, TELLERS:] for m in (one, other))
    rest = np.arange(HEARERS) != j
    assert (a[:, rest] == b[:, rest]).all()
    tellers = (m.start.board.teller[:, TELLERS:][:, rest] for m in (one, other))
    assert np.equal(*tellers).all()
    before = a[:, j] < season * SEASON
    assert (b[before, j] == a[before, j]).all()
    if "noise" not in case:  # at a higher rate nobody hears later
        later, sooner = (a, b) if changed[season, i, j] >= rates[season, i, j] else (b, a)
        assert (sooner <= later).all()
