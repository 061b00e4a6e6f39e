"""The finding `calvo-jackson`: its numbers are those of the exact chain, and its world and estimates fit together."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from weakties.experiments.findings.calvo_jackson import (
    ARRIVAL,
    BREAKUP,
    CORRELATION,
    FINDING,
    LEAVING,
    UNEMPLOYMENT,
    compared,
)
from weakties.experiments.worlds import small_markets

PUBLISHED = {p.quantity: p for p in FINDING.published}


@pytest.fixture(scope="module")
def runs():
    """Small runs of every shape."""
    fixed = {**FINDING.experiment.design.fixed, "weeks": 21_000}
    tables = [
        small_markets.world({**fixed, "shape": shape}, seed).assign(shape=shape, replicate=seed)
        for shape in small_markets.SHAPES
        for seed in range(5)
    ]
    return pd.concat(tables, ignore_index=True)


@pytest.mark.parametrize("place", small_markets.PLACES)
def test_unemployment_is_the_exact_chain_s_to_the_digits_given(place):
    chain, person = small_markets.exact(place, ARRIVAL, BREAKUP)
    assert round(100 * chain.unemployment[person], 3) == PUBLISHED[UNEMPLOYMENT + place].value


def test_so_are_the_correlation_and_the_chances_to_leave():
    pair, _ = small_markets.exact("linked pair", ARRIVAL, BREAKUP)
    assert round(pair.correlation[0, 1], 4) == PUBLISHED[CORRELATION].value
    linked, _ = small_markets.exact("four all linked", ARRIVAL, BREAKUP)
    for d in (1, 5):
        assert round(100 * linked.hazard(d)[0, d - 1], 3) == PUBLISHED[f"{LEAVING}{d}"].value


def test_margins_are_the_part_that_they_say_of_what_matters():
    chain, person = small_markets.exact("alone", ARRIVAL, BREAKUP)
    late = chain.unemployment[person]
    early = (late - BREAKUP) / (1 - BREAKUP)
    assert PUBLISHED[f"{UNEMPLOYMENT}alone"].margin.below <= 100 * (late - early) / 6
    fall = PUBLISHED[f"{LEAVING}1"].value - PUBLISHED[f"{LEAVING}5"].value
    assert PUBLISHED[f"{LEAVING}1"].margin.below <= fall / 4
    assert PUBLISHED[CORRELATION].margin.below <= PUBLISHED[CORRELATION].value / 10


def test_places_are_alike_by_symmetry():
    for place, (_, people) in small_markets.PLACES.items():
        chain, _ = small_markets.exact(place, ARRIVAL, BREAKUP)
        assert max(chain.unemployment[list(people)]) - min(chain.unemployment[list(people)]) < 1e-12


def test_every_number_is_measured_and_near(runs):
    """Five runs of 20,000 weeks. Their intervals are 2.776 standard errors wide on each side, and P(|t_4| > 8.6) = 0.001."""
    found = FINDING.measure(runs)
    assert set(found) == set(PUBLISHED)
    for quantity, estimate in found.items():
        error = (estimate.high - estimate.low) / 2 / 2.776
        assert abs(estimate.value - PUBLISHED[quantity].value) < 8.6 * error, quantity


def test_the_figure_gets_every_place_and_week(runs):
    table = compared(runs)
    assert len(table) == len(small_markets.PLACES) * (1 + small_markets.LONGEST)
    assert table.exact.between(4, 35).all()
    assert all(math.isfinite(x) for x in table[table.quantity == "unemployment"].value)
