"""Worlds by name: the same numbers by every door, what is said beside the name wins, and no number is dropped in silence."""

from __future__ import annotations

import dataclasses
import warnings

import pytest

from weakties import InformationSpread, JobMarket, Scenario, UserError, WeakTiesWarning, networks
from weakties.experiments.worlds.market_experiment import FEWER_POSTINGS
from weakties.experiments.worlds.recommendation import setup_of
from weakties.simulation import named_worlds
from weakties.simulation.named_worlds import WORLDS, NamedWorld, named, resolved
from weakties.simulation.scenario_names import parameters_of

DEFAULT = Scenario()


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
def test_a_world_by_name_is_the_world_of_its_numbers_and_differs_from_the_default_in_each(world):
    scenario = Scenario.of({"world": world.name})
    assert scenario == Scenario.of(world.values)
    for name, value in world.values.items():
        assert scenario.values[name] == value != DEFAULT.values[name]
    others = set(DEFAULT.values) - set(world.values)
    assert all(scenario.values[name] == DEFAULT.values[name] for name in others)


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
def test_what_is_said_beside_the_name_wins(world):
    for name in world.values:
        said = DEFAULT.values[name]
        assert Scenario.of({"world": world.name, name: said}).values[name] == said


def test_a_scenario_of_a_named_world_is_the_same_out_of_json():
    scenario = Scenario.of({"world": "popular", "workers": 500, "weeks": 50})
    assert Scenario.read(scenario.values) == scenario
    assert Scenario.read({"world": "popular", "workers": 500, "weeks": 50}) == scenario


def test_models_take_it_too():
    few = {"workers": 60, "close_friends": 3, "seed": 0}
    market = JobMarket("layers", world="popular", **few)
    assert market.world.parameters.formal_search == named("popular").values["formal_search"]
    news = InformationSpread("layers", world="platform", **few)
    assert news.described.shape.community_size == named("platform").values["community_size"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [("poplar", "did you mean 'popular'?"), ("zzz", "choose from default, popular"), (7, "choose")],
)
def test_an_unknown_world_is_one_line_with_the_nearest(name, hint):
    with pytest.raises(UserError) as error:
        Scenario.of({"world": name})
    assert hint in str(error.value) and "\n" not in str(error.value)


def test_a_world_that_changes_nothing_here_is_an_error():
    with pytest.raises(UserError, match="all it changes is formal_search and direct_search"):
        Scenario.of({"world": "popular"}, "spread")
    with pytest.raises(UserError, match="all it changes is sociability and acquaintances and community_size"):
        Scenario.of({"world": "platform"}, network=networks.load("karate").ties)
    assert Scenario.of({"world": "default"}, "spread") == Scenario.of({}, "spread")


def test_a_number_of_a_world_that_nothing_reads_is_named(monkeypatch):
    both = NamedWorld(name="both", meaning="", values={"relay": 0.02, "friends": 9}, source="")
    monkeypatch.setattr(named_worlds, "WORLDS", (both,))
    with pytest.warns(WeakTiesWarning, match=r"of the world 'both', relay is left out"):
        assert resolved({"world": "both"}, parameters_of("spread", True)) == {"friends": 9}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert resolved({"world": "both"}, parameters_of("market", True)) == both.values


def test_findings_and_experiments_live_in_the_declared_worlds():
    assert {k: v for k, v in FEWER_POSTINGS.items() if k != "network"} == named("popular").values
    small = {"workers": 400, "weeks": 3, "settling": 1, "later": 1, "casual_friends": 5, "friends": 5}
    ties = {
        world: len(setup_of({**small, **world_of(world)}, 0).market.ties)
        for world in (None, "platform", "default")
    }
    assert ties[None] == ties["platform"] < ties["default"]


def world_of(name):
    """What a point says of its world."""
    return {} if name is None else {"world": name}


def test_every_world_says_what_it_is_and_where_its_numbers_come_from():
    for world in WORLDS:
        assert all(dataclasses.astuple(world)[:2]) and world.source
    assert len({world.name for world in WORLDS}) == len(WORLDS)
