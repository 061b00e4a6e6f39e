"""Whatever a caller hands over that makes no sense is one clear line, before anything is run: drawn by hypothesis."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties import CalvoJackson, InformationSpread, JobMarket, Ties, UserError
from weakties.simulation import networks
from weakties.simulation.chance import replicate_seed
from weakties.simulation.market.mechanism_parameters import Mechanisms
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.world import World
from weakties.simulation.recommendation import truth
from weakties.simulation.recommendation.experiment import Market, Setup, check_weeks, run, set_up
from weakties.simulation.recommendation.parameters import RecommendationParameters

TIES = Ties.from_pairs([0, 1, 2, 3], [1, 2, 3, 0], people=5)

not_numbers = st.one_of(
    st.sampled_from([math.nan, math.inf, -math.inf, 1j, b"3", [1, 2], [[1], [2, 3]], (), {}, object(), len]),
    st.text().filter(
        lambda text: not text.strip().lstrip("+-").replace("_", "").replace(".", "").isnumeric()
    ),
    st.builds(np.array, st.lists(st.floats(), min_size=2, max_size=3)),
)
huge = st.one_of(st.integers(2**64), st.integers(max_value=-(2**64)), st.just(10**5_000))
negative = st.one_of(st.integers(max_value=-1), st.floats(max_value=-1e-9))
broken = st.floats(0.01, 1e6).filter(lambda x: x != int(x))
nonsense = st.one_of(not_numbers, huge, negative)
no_whole_number = st.one_of(nonsense, broken, st.booleans(), st.none())


@pytest.fixture(scope="module")
def setup() -> Setup:
    market = Market(networks.caveman(300, 0, acquaintances=30), MarketParameters(), Mechanisms(), 0)
    return set_up(market, RecommendationParameters.create(settling=1, later=2, arms=3))


def refused(call: Callable[[], Any]) -> None:
    """One line, of a length that can be read."""
    with pytest.raises(UserError) as caught:
        call()
    message = str(caught.value)
    assert message and "\n" not in message and len(message) < 300


@given(no_whole_number)
def test_weeks_and_seeds_and_people(value):
    refused(lambda: CalvoJackson(TIES, seed=0).run(value))
    refused(lambda: CalvoJackson(TIES, seed=0).history(value))
    refused(lambda: check_weeks(value))
    refused(lambda: replicate_seed(0, value))
    refused(lambda: replicate_seed(value, 0))
    for model in (CalvoJackson, InformationSpread, JobMarket):
        refused(lambda model=model: model(TIES, seed=value))
    refused(lambda: World(TIES, MarketParameters(), value))
    if value is not None:
        refused(lambda: JobMarket("caveman", seed=0, workers=value))


@given(nonsense)
def test_parameters(value):
    for name in ("vacancy_life", "team_size", "relay", "audience", "digital_talk"):
        refused(lambda name=name: JobMarket(TIES, seed=0, **{name: value}))
    for name in ("transmission", "pieces", "news_per_week", "staleness"):
        refused(lambda name=name: InformationSpread(TIES, seed=0, **{name: value}))
    for name in RecommendationParameters.model_fields:
        refused(lambda name=name: RecommendationParameters.create({name: value}))
    for name in ("arrival", "breakup"):
        refused(lambda name=name: CalvoJackson(TIES, seed=0, **{name: value}))


@given(
    st.one_of(not_numbers.filter(lambda x: not isinstance(x, (list, tuple, dict))), huge, negative, broken)
)
def test_people_and_networks_and_names(value):
    refused(lambda: InformationSpread(TIES, seed=0, first_informed=value))
    refused(lambda: InformationSpread(TIES, seed=0, silent=value))
    refused(lambda: InformationSpread(TIES, seed=0, contagion=value))
    refused(lambda: InformationSpread(TIES, seed=0).tellings(until=value))
    refused(lambda: CalvoJackson(TIES, seed=0, employed=value))
    for model in (CalvoJackson, InformationSpread, JobMarket):
        refused(lambda model=model: model(value, seed=0))


@given(nonsense)
def test_the_recommendation_experiment(setup, value):
    refused(lambda: run(setup, value))
    refused(lambda: truth.brought(setup, value, 0.1))
    refused(lambda: truth.brought(setup, 5, value))
    refused(lambda: truth.brought(setup, 5, 0.1, value))


@pytest.mark.parametrize(
    ("weeks", "message"), [(2.5, "must be a whole number"), (2**31, "at most 2147483647")]
)
def test_what_is_said_of_weeks(weeks, message):
    with pytest.raises(UserError, match=f"weeks = .*{message}"):
        CalvoJackson(nx.path_graph(3), seed=0).run(weeks)


def test_a_history_that_no_machine_can_hold():
    with pytest.raises(UserError, match="at most 1600000000 fit for 5 people"):
        CalvoJackson(TIES, seed=0).history(2**31 - 1)
