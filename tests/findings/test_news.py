"""The findings about news, on the smallest worlds that have all they look at."""

from __future__ import annotations

import importlib

import pandas as pd
import pytest

from weakties.experiments import findings
from weakties.experiments.engine.verdicts import judged
from weakties.experiments.worlds.news import LONG, NEWS_EXPERIMENT, world
from weakties.experiments.worlds.news_criteria import CRITERIA, where_they_hold
from weakties.experiments.worlds.news_places import DEFAULT, RING, places

KEYS = ("overlap", "removal", "trapping", "novelty", "long-ties", "noisy-threshold", "range")
NETWORKS = (DEFAULT, "karate", RING)


@pytest.fixture(scope="module")
def runs():
    tables = []
    for replicate in range(2):
        for point, name in enumerate(NETWORKS):
            table = world({"network": name, "people": 150}, seed=replicate)
            tables.append(table.assign(network=name, replicate=replicate, point=point))
    return pd.concat(tables, ignore_index=True)


@pytest.mark.parametrize("key", KEYS)
def test_a_finding_measures_what_it_says_and_draws_it(key, runs):
    finding = findings.get(key)
    assert finding.experiment is NEWS_EXPERIMENT
    estimates = finding.measure(runs)
    assert set(estimates) == {p.quantity for p in finding.published}
    for p in finding.published:
        assert judged(p, estimates[p.quantity]).word
    for drawing in finding.figures:
        module = importlib.import_module(f"weakties.figures.{drawing.figure}")
        results = drawing.prepare(runs)
        assert module.draw(results) and len(module.points(results))


def test_every_direction_belongs_to_a_finding(runs):
    assert {c.finding for c in CRITERIA} == set(KEYS)
    table = where_they_hold(runs)
    assert len(table) == len(CRITERIA) * len(NETWORKS) and set(table.network) == set(NETWORKS)


def test_a_world_repeats_with_its_seed():
    first, again, other = (world({"network": "karate", "people": 1}, seed=seed) for seed in (3, 3, 4))
    pd.testing.assert_frame_equal(first, again)
    assert not first.equals(other)


def test_no_difference_is_no_direction(runs):
    """A network on which nothing changes must not count as one where the direction holds."""
    same = runs.assign(value=1.0)
    for key in KEYS[1:]:
        finding = findings.get(key)
        for quantity, estimate in finding.measure(same).items():
            published = next(p for p in finding.published if p.quantity == quantity)
            assert judged(published, estimate).word != "reproduced"


def test_the_default_network_comes_first_and_the_ring_has_no_strength(runs):
    assert places()[0] == DEFAULT and places()[-1] == RING
    ring = runs[runs.network == RING]
    assert not ring.measure.str.startswith(("overlap", "largest", "alone")).any()
    assert set(ring[ring.measure.str.startswith("reach")].x) == set(LONG)
