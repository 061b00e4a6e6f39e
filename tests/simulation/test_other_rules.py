"""Worlds of a user's own rules: their records say so, and counterfactuals, which know only the standard rules, refuse them."""

from __future__ import annotations

import numpy as np
import pytest

from weakties import JobMarket
from weakties.simulation.counterfactual.effects import Changes, Watch, effects_of, live_beside, reach
from weakties.simulation.errors import UserError
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.world import World
from weakties.simulation.networks.layers import layers
from weakties.simulation.recommendation.experiment import Market, set_up
from weakties.simulation.recommendation.parameters import RecommendationParameters
from weakties.simulation.recommendation.truth import brought
from weakties.simulation.relations.parameters import RelationParameters


class Silent(World):
    """Nobody talks."""

    def _talk(self) -> None:
        return


class Counting(World):
    """The standard rules, and a count of weeks."""

    weeks_lived = 0

    def fork(self) -> World:
        self.weeks_lived += 1
        return super().fork()


def made(kind: type[World]) -> World:
    return kind(layers(120, 0, acquaintances=10, casual_friends=10, friends=5), MarketParameters(), 1)


def changes_of(world: World) -> Changes:
    pairs = world.ties.pairs()[:5]
    ego, alter = (pairs[name].to_numpy(np.int32) for name in ("source", "target"))
    return Changes(ego, alter, np.zeros(5, np.float32))


def exchanged() -> World:
    world = made(World)
    world._talk = lambda: None  # type: ignore[method-assign]
    return world


@pytest.mark.parametrize(("make", "name"), [(lambda: made(Silent), "Silent"), (exchanged, "World")])
def test_a_world_of_other_rules_is_refused(make, name):
    changes = changes_of(make())
    watch = Watch(changes.ego, changes.alter, 0)
    for call in (
        lambda: effects_of(make, changes, 5),
        lambda: reach(make, changes, 5, watch),
        lambda: live_beside(make(), changes, 5),
    ):
        with pytest.raises(
            UserError, match=f"{name} changes _talk, and branches are lived by the rules of World"
        ):
            call()


def test_branches_of_a_world_whose_ties_live_are_refused():
    still = made(World)
    world = World(still.ties, still.parameters, 1, relations=RelationParameters())
    with pytest.raises(UserError, match=r"ties live in this world.*use effects"):
        live_beside(world, changes_of(still), 5)


def test_a_world_that_adds_to_the_standard_rules_is_not():
    changes = changes_of(made(World))
    own, standard = (effects_of(lambda kind=kind: made(kind), changes, 20) for kind in (Counting, World))
    assert own.equals(standard)


def test_what_new_ties_bring_is_refused_as_well():
    ties = layers(120, 0, acquaintances=10, casual_friends=10, friends=5)
    design = RecommendationParameters(arms=3, settling=2, later=2)
    setup = set_up(Market(ties, MarketParameters(), made(World).mechanisms, 1), design)
    setup = setup._replace(settled=made(Silent))
    with pytest.raises(UserError, match="Silent changes _talk"):
        brought(setup, 5)


def test_records_say_whose_rules_they_are_of():
    class Mine(JobMarket):
        """A market of one's own."""

    standard, mine = (kind("layers", seed=0, workers=60).records.provenance for kind in (JobMarket, Mine))
    assert (standard["model"], standard["world"]) == ("JobMarket", "World") and mine["model"] == "Mine"
    market = JobMarket("layers", seed=0, workers=60)
    market.world = made(Silent)
    assert market.records.provenance["world"] == "Silent"


def test_the_switch_of_ties_that_live_is_read_as_on_the_command_line():
    made_with = (
        JobMarket("layers", seed=0, workers=60, relations=value) for value in (True, "on", "off", False)
    )
    assert [market.world.relations is not None for market in made_with] == [True, True, False, False]
    with pytest.raises(UserError, match="relations = 'yes': must be on or off"):
        JobMarket("layers", seed=0, workers=60, relations="yes")
