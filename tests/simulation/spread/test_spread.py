"""Laws of the spread of news, and the kernel against plain Python."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.simulation.spread.spread_by_hand import spread_by_hand, tellings_by_hand
from weakties import InformationSpread, Ties
from weakties.simulation.errors import UserError

CASES = [
    {"contagion": "simple", "transmission": 0.2},
    {"contagion": "simple", "willingness": 0.3, "topics": 2},
    {"contagion": "simple", "transmission": 0.1, "staleness": 0.15, "news_per_week": 0.5},
    {"contagion": "sir", "transmission": 0.2, "recovery": 0.3},
    {"contagion": "cascade", "transmission": 0.4},
    {"contagion": "cascade"},
    {"contagion": "threshold", "transmission": 0.5, "threshold": 2},
    {"contagion": "threshold", "transmission": 0.3, "threshold": 3, "noise": 0.2},
    {"contagion": "threshold", "transmission": 1.0, "threshold_share": 0.3},
]


@st.composite
def worlds(draw, only: dict | None = None):
    """A small network with contact rates, a contagion (any of CASES, or `only` this one), and first informed people."""
    people = draw(st.integers(4, 25))
    graph = nx.gnp_random_graph(people, draw(st.floats(0.1, 0.6)), seed=draw(st.integers(0, 10_000)))
    rates = np.random.default_rng(people).uniform(0.02, 2.0, graph.number_of_edges())
    pairs = np.array(graph.edges, dtype=np.int64).reshape(-1, 2)
    ties = Ties.from_pairs(pairs[:, 0], pairs[:, 1], people, rates)
    case = {
        **(only or draw(st.sampled_from(CASES))),
        "pieces": draw(st.integers(1, 3)),
        "seed": draw(st.integers(0, 2**40)),
    }
    case["silent"] = draw(st.lists(st.integers(0, people - 1), max_size=2))
    return ties, case


def start(ties: Ties, case: dict) -> InformationSpread | None:
    """The model, or None where the contagion cannot start (a threshold out of reach)."""
    try:
        return InformationSpread(ties, **case)
    except UserError:
        return None


@pytest.mark.parametrize("case", CASES, ids=lambda case: ", ".join(f"{k}={v}" for k, v in case.items()))
@given(data=st.data())
@settings(max_examples=30)
def test_the_kernel_does_what_plain_python_does(case, data):
    model = start(*data.draw(worlds(case)))
    if model is None:
        return
    model.run(weeks=40)
    weeks = np.atleast_2d(model.informed_week)
    for piece, (known, teller) in enumerate(spread_by_hand(model, 40)):
        assert {j: int(w) for j, w in enumerate(weeks[piece]) if w >= 0} == known
        assert all(model.start.board.teller[piece, j] == i for j, i in teller.items())
    columns = ["piece", "week", "teller", "person"]
    told = set(model.tellings(until=40)[columns].itertuples(index=False, name=None))
    assert told == set(tellings_by_hand(model, 40))


@given(worlds())
def test_who_told_whom(world):
    """Every adoption but the first has a telling that is credited, from one who knew before; nobody silent tells."""
    model = start(*world)
    if model is None:
        return
    model.run(weeks=40)
    adoptions, tellings = model.adoptions, model.tellings()
    assert len(adoptions) == model.informed.sum() == model.weekly.new.sum()
    known = {(a.piece, a.person): a for a in adoptions.itertuples()}
    assert not tellings.teller.isin(np.flatnonzero(model.start.silent)).any()
    assert not tellings.duplicated(["piece", "teller", "person"]).any()
    for t in tellings.itertuples():
        assert known[t.piece, t.teller].week < t.week
        assert t.person in model.ties.contacts(t.teller)
        if t.credited:
            assert known[t.piece, t.person].week == t.week
            assert known[t.piece, t.person].steps == known[t.piece, t.teller].steps + 1
    later = adoptions[adoptions.teller >= 0]
    credited = tellings[tellings.credited]
    assert set(zip(later.piece, later.teller, later.person, strict=True)) == set(
        zip(credited.piece, credited.teller, credited.person, strict=True)
    )


@given(worlds())
def test_a_tie_that_never_talks_changes_nothing(world):
    ties, case = world
    if "transmission" in case or case["contagion"] == "threshold":
        return
    pairs = ties.pairs()
    have = set(zip(pairs.source, pairs.target, strict=True))
    missing = [(i, j) for i in range(ties.people) for j in range(i) if (j, i) not in have][:1]
    more = Ties.from_pairs(
        [*pairs.source, *(j for _, j in missing)],
        [*pairs.target, *(i for i, _ in missing)],
        ties.people,
        [*pairs.contact_rate, *(1e-30 for _ in missing)],
    )
    first, second = InformationSpread(ties, **case), InformationSpread(more, **case)
    first.run(weeks=30), second.run(weeks=30)
    assert (first.informed_week == second.informed_week).all()


@given(worlds())
def test_removing_a_tie_never_makes_anybody_hear_earlier(world):
    """Under the same luck, person by person: the waiting times of all other ties stay what they were."""
    ties, case = world
    if case["contagion"] == "threshold" or not len(ties):
        return
    keep = np.arange(len(ties)) != len(ties) // 2
    case = {**case, "first_informed": [0]}
    full, less = InformationSpread(ties, **case), InformationSpread(ties.where(keep), **case)
    full.run(weeks=40), less.run(weeks=40)
    a, b = (np.where(m.informed_week < 0, 1_000, m.informed_week) for m in (full, less))
    assert (b >= a).all()


def test_one_week_at_a_time_is_the_same():
    graph = nx.karate_club_graph()
    whole, steps = (InformationSpread(graph, seed=3, pieces=3, transmission=0.05) for _ in range(2))
    whole.run(weeks=30)
    for _ in range(30):
        steps.step()
    assert (whole.informed_week == steps.informed_week).all()
    assert whole.datacollector.get_model_vars_dataframe().informed.iloc[-1] == whole.informed.mean()


def test_a_run_repeats_with_the_seed_and_0_is_a_seed():
    runs = {}
    for seed in (0, 0, 1):
        model = InformationSpread(nx.karate_club_graph(), seed=seed, transmission=0.05)
        model.run(weeks=20)
        runs.setdefault(seed, []).append(model.informed_week)
    assert (runs[0][0] == runs[0][1]).all() and (runs[0][0] != runs[1][0]).any()


@pytest.mark.parametrize("mirrored", [False, True])
def test_ties_in_time_are_settled_by_chance(mirrored):
    """Ten who know tell one who does not in the same week: five over strong ties, five over weak ones, listed first or last.

    4,000 pieces: each of the ten should have 400 credits, standard error sqrt(4,000 * 0.1 * 0.9) = 19; the five strong
    ones 2,000, standard error sqrt(4,000 / 4) = 31.6. Giving the first of the list all credit would be off by hundreds.
    """
    tellers = np.arange(10)
    rate = np.where((tellers < 5) != mirrored, 5.0, 0.01)
    ties = Ties.from_pairs(tellers, np.full(10, 10), 11, rate)
    model = InformationSpread(ties, seed=7, pieces=4_000, transmission=1.0, first_informed=tellers)
    model.run(weeks=1)
    credits = np.bincount(model.start.board.teller[:, 10], minlength=10)
    assert credits.sum() == 4_000 and (np.abs(credits - 400) < 4 * 19).all()
    assert abs(credits[rate > 1].sum() - 2_000) < 4 * 31.6


def test_the_credit_at_a_threshold_is_settled_by_chance():
    """Three tell in the same week where two are needed: each has the credit in a third of 3,000 pieces, SE 25.8."""
    ties = Ties.from_pairs([0, 1, 2], [3, 3, 3], 4)
    case = {"contagion": "threshold", "threshold": 2, "transmission": 1.0, "first_informed": [0, 1, 2]}
    model = InformationSpread(ties, seed=1, pieces=3_000, **case)
    model.run(weeks=1)
    credits = np.bincount(model.start.board.teller[:, 3], minlength=3)
    assert (np.abs(credits - 1_000) < 4 * 25.8).all()


def test_centola_and_macy_step_by_step():
    """On a ring of 12 where each knows 4, threshold 2, everybody told at once: from three neighbours it moves two people a week,
    and where the two fronts meet the last one hears from both sides."""
    ring = nx.watts_strogatz_graph(12, 4, 0.0, seed=0)
    case = {"contagion": "threshold", "threshold": 2, "transmission": 1.0, "first_informed": [0, 1, 2]}
    model = InformationSpread(ring, seed=0, **case)
    model.run(weeks=20)
    assert model.weekly.informed.tolist() == [3, 5, 7, 9, 12]
    assert not model.running


def test_threshold_one_is_simple_contagion():
    graph = nx.karate_club_graph()
    simple = InformationSpread(graph, seed=5, transmission=0.1, first_informed=[0])
    threshold = InformationSpread(
        graph, seed=5, contagion="threshold", threshold=1, transmission=0.1, first_informed=[0]
    )
    certain = InformationSpread(
        graph, seed=5, contagion="threshold", threshold=9, noise=1.0, transmission=0.1, first_informed=[0]
    )
    for model in (simple, threshold, certain):
        model.run(weeks=60)
    assert (simple.informed_week == threshold.informed_week).all()
    assert (simple.informed_week == certain.informed_week).all()


def test_the_silent_hear_but_do_not_tell():
    path = nx.path_graph(3)
    model = InformationSpread(path, seed=0, transmission=1.0, first_informed=[0], silent=[1])
    model.run(weeks=5)
    assert model.informed_week.tolist() == [0, 1, -1]


def test_what_is_told_to_the_silent_is_all_that_their_ties_bring():
    """A triangle: 0 knows first, 1 is silent. 2 tells 1 as well, whether or not 1 knew; without silence one of the two tells."""
    model = InformationSpread(nx.complete_graph(3), seed=0, transmission=1.0, first_informed=[0], silent=[1])
    model.run(weeks=5)
    assert not model.running
    told = model.tellings(to=[1], until=9)
    assert told[["teller", "week", "credited"]].values.tolist() == [[0, 1, True], [2, 2, False]]
    with pytest.raises(UserError, match="still running"):
        InformationSpread(nx.complete_graph(3), seed=0, transmission=0.1).tellings(until=9)
