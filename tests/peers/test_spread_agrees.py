"""The spread of news agrees with other people's programs on the same graph: NDlib, EoN, and plain code on networkx.

All start from the same person. Final sizes, and the weeks until 10, 50 and 90 % know, are compared in their means and in the
shares below the quartiles of both samples together, each within 4 standard errors of the difference: with some 15 numbers a test,
agreement by chance alone fails once in a thousand tests.
"""

from __future__ import annotations

import random

import networkx as nx
import numpy as np
import pytest

from weakties import InformationSpread
from weakties.analysis.diffusion import weeks_to

GRAPH = nx.connected_watts_strogatz_graph(80, 6, 0.2, seed=5)
FIRST, RUNS, WEEKS = 3, 250, 120
SHARES = (0.1, 0.5, 0.9)


def alike(ours: np.ndarray, theirs: np.ndarray) -> None:
    """Two samples have the same mean and the same shares below their common quartiles, within 4 standard errors."""
    error = np.sqrt(ours.var(ddof=1) / len(ours) + theirs.var(ddof=1) / len(theirs))
    assert abs(ours.mean() - theirs.mean()) <= 4 * error
    both = np.concatenate([ours, theirs])
    for bound in np.quantile(both, [0.25, 0.5, 0.75]):
        share = (both <= bound).mean()
        error = np.sqrt(share * (1 - share) * (1 / len(ours) + 1 / len(theirs)))
        assert abs((ours <= bound).mean() - (theirs <= bound).mean()) <= 4 * error


def same_spread(ours: np.ndarray, theirs: np.ndarray) -> None:
    """The weeks in which people came to know, (runs, people), -1 for never, are alike in size and speed."""
    alike(*((weeks >= 0).sum(axis=1) for weeks in (ours, theirs)))
    for share in SHARES:
        times = [weeks_to(weeks, share) for weeks in (ours, theirs)]
        finite = [t[np.isfinite(t)] for t in times]
        if min(map(len, finite)) > 30:
            alike(*finite)


def ours(
    contagion: str, seed: int, weeks: int = WEEKS, runs: int = 4 * RUNS, **parameters: float
) -> np.ndarray:
    """Informed weeks of our model, (runs, people)."""
    news = InformationSpread(
        GRAPH, seed=seed, contagion=contagion, first_informed=[FIRST], pieces=runs, **parameters
    )
    news.run(weeks=weeks)
    return news.informed_week


def ndlib(
    kind: str, weeks: int = WEEKS, runs: int = RUNS, edges: float = 0.0, **parameters: float
) -> np.ndarray:
    """Informed weeks of a model of NDlib, whose iteration 0 is the start."""
    import ndlib.models.epidemics as epidemics
    from ndlib.models.ModelConfig import Configuration

    found = np.full((runs, len(GRAPH)), -1)
    for run in range(runs):
        model = getattr(epidemics, kind)(GRAPH, seed=run)
        config = Configuration()
        for name, value in parameters.items():
            config.add_model_parameter(name, value)
        if edges:
            for edge in GRAPH.edges:
                config.add_edge_configuration("threshold", edge, edges)
        config.add_model_initial_configuration("Infected", [FIRST])
        model.set_initial_status(config)
        for step in range(weeks + 1):
            changed = model.iteration()["status"]
            for person, status in changed.items():
                if status == 1:
                    found[run, person] = step
            if (step and (found[run] >= 0).all()) or (edges and step and not changed):
                break
    return found


def eon(simulate, runs: int = RUNS) -> np.ndarray:  # type: ignore[no-untyped-def]
    """Infection times of a simulation of EoN, rounded up to weeks; a function of a random generator."""
    found = np.full((runs, len(GRAPH)), -1)
    for run in range(runs):
        history = simulate(np.random.default_rng(run))
        for person in GRAPH:
            times, states = history.node_history(person)
            if "I" in states:
                found[run, person] = int(np.ceil(times[states.index("I")]))
    return found


def test_si_as_in_ndlib():
    same_spread(ours("simple", 1, transmission=0.08), ndlib("SIModel", beta=0.08))


def test_sir_as_in_ndlib():
    same_spread(
        ours("sir", 2, transmission=0.06, recovery=0.15), ndlib("SIRModel", weeks=80, beta=0.06, gamma=0.15)
    )


def test_the_independent_cascade_as_in_ndlib():
    same_spread(
        ours("cascade", 3, transmission=0.25), ndlib("IndependentCascadesModel", weeks=60, edges=0.25)
    )


def test_the_independent_cascade_as_discrete_sir_in_eon():
    import EoN

    theirs = eon(
        lambda rng: EoN.basic_discrete_SIR(
            GRAPH, 0.22, initial_infecteds=[FIRST], rng=rng, return_full_data=True
        )
    )
    same_spread(ours("cascade", 4, transmission=0.22), theirs)


@pytest.mark.parametrize("gamma", [0.0, 0.0012])
def test_si_and_sir_in_continuous_time_as_in_eon(gamma):
    """At 0.0004 a week per tie nearly nothing happens twice in a week: rounding up adds half a week to each of some six steps,
    out of a thousand weeks, less than a tenth of a standard error.
    """
    import EoN

    tau = 0.0004
    theirs = eon(
        lambda rng: EoN.fast_SIR(
            GRAPH, tau, gamma, initial_infecteds=[FIRST], tmax=9_000, rng=rng, return_full_data=True
        )
    )
    more = {"recovery": -np.expm1(-gamma)} if gamma else {}
    same_spread(
        ours("sir" if gamma else "simple", 5, weeks=9_000, transmission=-np.expm1(-tau), **more), theirs
    )


def test_thresholds_of_a_share_are_ndlibs_to_the_person():
    """No chance in it: whoever has enough contacts that know takes it up in the next week."""
    import ndlib.models.epidemics as epidemics
    from ndlib.models.ModelConfig import Configuration

    first = [FIRST, *GRAPH[FIRST]]
    for share in (0.2, 0.35):
        model = epidemics.ThresholdModel(GRAPH, seed=0)
        config = Configuration()
        for person in GRAPH:
            config.add_node_configuration("threshold", person, share)
        config.add_model_initial_configuration("Infected", first)
        model.set_initial_status(config)
        week = np.full(len(GRAPH), -1)
        for step in range(40):
            for person, status in model.iteration()["status"].items():
                if status == 1:
                    week[person] = step
        case = {"threshold_share": share, "transmission": 1.0, "first_informed": first}
        news = InformationSpread(GRAPH, seed=0, contagion="threshold", **case)
        news.run(weeks=40)
        assert (news.informed_week == week).all() and (week > 0).sum() > 0


def test_sir_as_in_plain_code_on_networkx():
    p, g = 0.07, 0.2
    theirs = np.full((4 * RUNS, len(GRAPH)), -1)
    for run, weeks in enumerate(theirs):
        luck = random.Random(run)
        weeks[FIRST], telling, week = 0, {FIRST}, 0
        while telling:
            week += 1
            told = {j for i in telling for j in GRAPH[i] if weeks[j] < 0 and luck.random() < p}
            telling = {i for i in telling if luck.random() >= g} | told
            weeks[list(told)] = week
    same_spread(ours("sir", 6, weeks=400, transmission=p, recovery=g), theirs)


def test_a_wrong_program_is_seen():
    """The comparison can fail: a fifth more transmission is beyond it."""
    with pytest.raises(AssertionError):
        same_spread(ours("simple", 1, transmission=0.096), ours("simple", 2, runs=RUNS, transmission=0.08))
