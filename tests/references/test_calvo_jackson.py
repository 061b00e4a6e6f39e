"""The simulated labour market of Calvó-Armengol and Jackson against its exact chain.

Each comparison is of a mean over weeks with a number known without chance. Weeks resemble one another, so the standard error
comes from BATCHES consecutive batches of some thousand weeks, far longer than the memory of a few weeks: the error of a
ratio Σk / Σm of batch sums is √(Σ(k_b − r m_b)²) / Σm (Cochran 1977, chapter 6). Estimates farther than 4 standard errors
from the exact value fail; there are 193 of them, so that a perfect program would fail with one seed in 60, and the seed is
the first one tried. The smallest mistakes worth finding lie beyond 6: see the tests `..._would_be_seen`.
"""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from scipy import stats

from weakties.analysis.calvo_jackson import ExactChain, exact_chain
from weakties.analysis.unemployment import leaving
from weakties.simulation import chance
from weakties.simulation.calvo_jackson.model import CalvoJackson
from weakties.simulation.calvo_jackson.week import live_week
from weakties.simulation.ties import Ties

ARRIVAL, BREAKUP = 0.100, 0.015  # the paper's
SEED, WEEKS, BURN_IN, BATCHES = 2004, 1_000_000, 1_000, 200
DURATIONS = (1, 2, 4, 8)  # weeks out of work at which hazards are compared
FAST = (0.3, 0.2)  # arrival and breakup for single transitions: so that all of them are seen
TRIALS = 4_000  # weeks lived from each state
RARE = 6e-5  # two-sided probability beyond 4 standard errors, for what has a chi-squared distribution

GRAPHS = {
    "one alone": nx.empty_graph(1),
    "two apart": nx.empty_graph(2),
    "pair": nx.path_graph(2),
    "path of three": nx.path_graph(3),
    "star of four": nx.star_graph(3),
    "circle of four": nx.cycle_graph(4),
    "four all linked": nx.complete_graph(4),
    "triangle with a tail, and one alone": nx.Graph([(0, 1), (1, 2), (0, 2), (2, 3)]),
    "circle of five": nx.cycle_graph(5),
}
GRAPHS["triangle with a tail, and one alone"].add_node(4)


@pytest.fixture(params=GRAPHS, scope="module")
def case(request):
    """The exact chain of a graph, and a simulated history in batches: bool (BATCHES, weeks, people)."""
    graph = GRAPHS[request.param]
    history = CalvoJackson(graph, ARRIVAL, BREAKUP, seed=SEED).history(BURN_IN + WEEKS)[BURN_IN:]
    return exact_chain(graph, ARRIVAL, BREAKUP), history.reshape(BATCHES, -1, len(graph))


def distance(part, whole, exact):
    """How many standard errors Σ part / Σ whole is from `exact`; part, whole: one number a batch."""
    part, whole = np.broadcast_arrays(np.asarray(part, float), np.asarray(whole, float))
    ratio = part.sum() / whole.sum()
    error = np.sqrt(((part - ratio * whole) ** 2).sum()) / whole.sum()
    return abs(ratio - exact) / error


def test_unemployment_by_position(case):
    chain, batches = case
    for i, exact in enumerate(chain.unemployment):
        assert distance((~batches[:, :, i]).mean(axis=1), 1.0, exact) < 4, f"position {i}"


def test_correlations(case):
    """The mean of (x_i − p_i)(x_j − p_j) / (s_i s_j), with the exact p and s, is the correlation."""
    chain, batches = case
    p = 1.0 - chain.unemployment
    scores = (batches - p) / np.sqrt(p * (1.0 - p))
    for i in range(len(p)):
        for j in range(i):
            product = (scores[:, :, i] * scores[:, :, j]).mean(axis=1)
            assert distance(product, 1.0, chain.correlation[i, j]) < 4, f"positions {i} and {j}"


def test_leaving_unemployment_by_weeks_out_of_work(case):
    chain, batches = case
    counts = [leaving(batch, max(DURATIONS)) for batch in batches]
    left, could = (np.array([count[k] for count in counts]) for k in (0, 1))
    exact = chain.hazard(max(DURATIONS))
    for i in range(left.shape[1]):
        for d in DURATIONS:
            away = distance(left[:, i, d - 1], could[:, i, d - 1], exact[i, d - 1])
            assert away < 4, f"position {i} after {d} weeks"


@pytest.mark.parametrize("name", ["star of four", "triangle with a tail, and one alone"])
def test_every_transition(name):
    """From each of the 2^n states, one week under TRIALS different lucks: the chi-squared of the states that follow.

    States expected less than 5 times are taken together.
    """
    graph = GRAPHS[name]
    ties, chain = Ties.from_networkx(graph), exact_chain(graph, *FAST)
    bits = 1 << np.arange(len(graph))
    for state, employed in enumerate(chain.employed):
        first = 1 + state * TRIALS  # weeks of no other state: independent luck
        after = [
            live_week(np.uint64(SEED), first + w, ties.start, ties.other, *FAST, employed) @ bits
            for w in range(TRIALS)
        ]
        seen = np.bincount(after, minlength=len(chain.employed))
        expected = TRIALS * chain.transition[state]
        assert not seen[expected == 0].any()
        rare = expected < 5
        seen, expected = (np.append(x[~rare], x[rare].sum()) for x in (seen, expected))
        seen, expected = seen[expected > 0], expected[expected > 0]
        assert stats.chisquare(seen, expected).pvalue > RARE, f"from state {state:b}"


@pytest.mark.parametrize(
    ("name", "unemployment"),
    [("one alone", 0.13216), ("pair", 0.07857), ("circle of four", 0.05678), ("four all linked", 0.04657)],
)
def test_the_exact_values_of_the_design(name, unemployment):
    """Computed independently of this code, to five digits, with the record at the end of the week."""
    np.testing.assert_allclose(
        exact_chain(GRAPHS[name], ARRIVAL, BREAKUP).unemployment, unemployment, atol=5e-6
    )


def test_the_exact_correlation_of_the_design():
    assert abs(exact_chain(GRAPHS["pair"], ARRIVAL, BREAKUP).correlation[0, 1] - 0.0523) < 5e-5


@pytest.mark.parametrize("arrival", [0.1, 0.6])
@pytest.mark.parametrize("breakup", [0.015, 0.3])
def test_one_alone_in_closed_form(arrival, breakup):
    """Out at rate b, in at rate a(1 − b): u = b / (b + a(1 − b)), and a constant hazard."""
    chain = exact_chain(nx.empty_graph(1), arrival, breakup)
    find = arrival * (1 - breakup)
    np.testing.assert_allclose(chain.unemployment, breakup / (breakup + find), rtol=1e-12)
    np.testing.assert_allclose(chain.hazard(20), find, rtol=1e-12)
    # A two-state chain forgets at the rate g = 1 − b − a(1 − b): variance of a mean u(1−u)/T (1+g)/(1−g).
    u, g = chain.unemployment[0], 1 - breakup - find
    np.testing.assert_allclose(
        chain.standard_error(np.array([1.0, 0.0]), 100),
        np.sqrt(u * (1 - u) / 100 * (1 + g) / (1 - g)),
        rtol=1e-9,
    )


def test_a_pair_by_hand():
    """T from (out, employed): the one out keeps own news, or is told, or both: offered with 1 − (1 − a)²."""
    a, b = 0.3, 0.2
    chain = exact_chain(nx.path_graph(2), a, b)
    offered = 1 - (1 - a) ** 2
    np.testing.assert_allclose(
        chain.transition[2],  # bit 1 set: person 1 employed
        [(1 - offered) * b + offered * b * b, offered * (1 - b) * b,
         (1 - offered) * (1 - b) + offered * b * (1 - b), offered * (1 - b) ** 2],
    )  # fmt: skip


def test_people_who_are_not_linked_are_independent():
    chain = exact_chain(GRAPHS["two apart"], ARRIVAL, BREAKUP)
    assert abs(chain.correlation[0, 1]) < 1e-12


def test_unemployment_falls_and_correlates_along_ties_and_lasts():
    """The paper's propositions: states correlate positively, and the chance to leave falls with weeks out of work."""
    for name, graph in GRAPHS.items():
        chain = exact_chain(graph, ARRIVAL, BREAKUP)
        for component in nx.connected_components(graph):
            people = sorted(component)
            assert (chain.correlation[np.ix_(people, people)] > 0).all(), name
            falling = np.diff(chain.hazard(30)[people], axis=1)
            assert (falling < 0).all() if len(people) > 1 else np.allclose(falling, 0), name


def passed_on(graph: nx.Graph, arrival: float, breakup: float) -> ExactChain:
    """Another reading of the paper: who already has an offer passes a second one on, once, to a contact who has none."""
    n = len(graph)
    base = exact_chain(graph, arrival, breakup)
    ending = exact_chain(nx.empty_graph(n), 0.0, breakup).transition
    hiring = np.zeros_like(base.transition)
    for state, employed in enumerate(base.employed):
        probability = {0: 1.0}
        for i in sorted(range(n), key=lambda i: employed[i]):  # those out of work hear first
            told = [j for j in graph[i] if not employed[j]] if employed[i] else [i]
            after: dict[int, float] = {}
            for offered, mass in probability.items():
                after[offered] = after.get(offered, 0.0) + mass * (1.0 if not told else 1.0 - arrival)
                for j in told:
                    takers = [j] if not offered >> j & 1 else [
                        k for k in graph[j] if not employed[k] and not offered >> k & 1
                    ]  # fmt: skip
                    for k in takers or [None]:
                        new = offered if k is None else offered | 1 << k
                        share = mass * arrival / len(told) / max(len(takers), 1)
                        after[new] = after.get(new, 0.0) + share
            probability = after
        for offered, mass in probability.items():
            hiring[state, state | offered] += mass
    return ExactChain(hiring @ ending, base.employed)


@pytest.mark.parametrize("name", ["star of four", "circle of four", "four all linked"])
def test_what_passing_second_offers_on_would_change(name):
    """The number that the rule's docstring gives."""
    graph = GRAPHS[name]
    ours, other = (chain(graph, ARRIVAL, BREAKUP).unemployment.mean() for chain in (exact_chain, passed_on))
    assert 0.0002 < ours - other < 0.0004


def test_recording_too_early_would_be_seen():
    """What recording before jobs end would do to unemployment, in (exact) standard errors of the sample above."""
    chain = exact_chain(GRAPHS["circle of four"], ARRIVAL, BREAKUP)
    early = (chain.unemployment[0] - BREAKUP) / (1 - BREAKUP)
    assert abs(early - chain.unemployment[0]) > 6 * chain.standard_error(1.0 - chain.employed[:, 0], WEEKS)


def test_another_reading_would_be_seen():
    """Passing second offers on moves some chi-squared of `test_every_transition` far beyond its limit.

    Under a wrong q instead of p it is noncentral, with λ = TRIALS Σ (q − p)² / p: mean k + λ and variance 2 (k + 2λ).
    """
    graph = GRAPHS["star of four"]
    right, wrong = (chain(graph, *FAST).transition for chain in (exact_chain, passed_on))
    noncentral = TRIALS * ((wrong - right) ** 2 / right).sum(axis=1).max()
    k = len(right) - 1
    assert k + noncentral - stats.chi2.isf(RARE, k) > 6 * np.sqrt(2 * (k + 2 * noncentral))


def test_plain_python_and_compiled_agree():
    graph = GRAPHS["triangle with a tail, and one alone"]
    ties = Ties.from_networkx(graph)
    employed = np.zeros(len(graph), bool)
    for week in range(1, 200):
        world = (np.uint64(7), week, ties.start, ties.other, 0.4, 0.2, employed)
        after = live_week(*world)
        np.testing.assert_array_equal(chance.plain(live_week)(*world), after)
        employed = after
