"""World functions mean the same by the same name: parameters, weeks, and what is refused."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from weakties.experiments.worlds import (
    industries,
    market,
    parted,
    recommendation,
    small_markets,
    ties_in_time,
)
from weakties.experiments.worlds.generated_market import live, market_of, scenario_of
from weakties.experiments.worlds.sweep import design
from weakties.simulation.errors import UserError
from weakties.simulation.parameters import NetworkParameters
from weakties.simulation.scenario_names import MODELS

FEW = {"workers": 300, "acquaintances": 30, "community_size": 60, "separation": 0.02}
LENGTH = {"weeks": 30, "burn_in": 10}
EXPERIMENT = {"weeks": 8, "settling": 3, "later": 2, "arms": 3, "candidates": 20, "shown": 10}
WORLDS: dict[str, tuple[Any, dict[str, Any]]] = {
    "market": (market.world, LENGTH),
    "industries": (industries.industries, LENGTH),
    "schooling": (industries.schooling, LENGTH),
    "by frequency": (industries.by_frequency, LENGTH),
    "recommendation": (recommendation.world, EXPERIMENT),
    "with moments": (recommendation.with_moments, EXPERIMENT),
    "audited": (recommendation.audited, {**EXPERIMENT, "replayed": 0.1, "redoubled": 0.1}),
    "ties in time": (ties_in_time.world, LENGTH),
    "replays": (recommendation.replays, {"weeks": 8, "settling": 3, "pairs": 5, "touched": 5, "others": 20}),
    "parted": (
        parted.world,
        {"weeks": 20, "settling": 3, "share": 0.2, "twins": 1, "pairs": 2, "touched": 2, "others": 5},
    ),
}
every_world = pytest.mark.parametrize(("world", "own"), WORLDS.values(), ids=WORLDS)


def as_table(found: Any) -> pd.DataFrame:
    return found if isinstance(found, pd.DataFrame) else pd.DataFrame([found])


@every_world
def test_every_parameter_of_a_market_is_heeded_by_every_world(world, own):
    """One of each kind; close_friends once ran in one world, and was no parameter in another."""
    base = as_table(world({**FEW, **own}, 1))
    for name, value in {
        "close_friends": 3,
        "vacancy_life": 2.0,
        "announced": 1.0,
        "network": "caveman",
    }.items():
        assert not as_table(world({**FEW, **own, name: value}, 1)).equals(base), name


@every_world
def test_other_names_are_refused_by_every_world_with_the_nearest_right_one(world, own):
    with pytest.raises(UserError, match="no parameter 'close_freinds'; did you mean 'close_friends'"):
        world({**FEW, **own, "close_freinds": 3}, 1)
    with pytest.raises(UserError, match="no parameter"):
        world({**FEW, **own, "transmission": 0.1}, 1)


@pytest.mark.parametrize("world", [industries.schooling, market.world], ids=["industry", "market"])
def test_burn_in_is_part_of_the_weeks(world):
    """20 weeks are counted, of a market that lived 30: so many people-weeks, or rows of weekly totals."""
    found = world({**FEW, **LENGTH}, 1)
    counted = found["people_weeks"] / 300 if "people_weeks" in found else found["weeks"]
    assert counted == 20
    lived = live(market_of(scenario_of({**FEW, **LENGTH}), 1), 30).weeks.table()
    assert (found.get("out_of_work") or found["out of work"]) == lived[lived.week > 10].out_of_work.sum()


def test_burn_in_is_part_of_the_weeks_of_small_markets():
    point = {"shape": "linked pair", "arrival": 0.1, "breakup": 0.015}
    rows = small_markets.world({**point, "weeks": 500, "burn_in": 100}, 0)
    assert (rows[rows.quantity == "out of work"].whole == 400).all()


def test_a_length_that_leaves_nothing_to_count():
    for world, own in list(WORLDS.values())[:4]:
        with pytest.raises(UserError, match="weeks = 10: must be more than burn_in = 10"):
            world({**FEW, **own, "weeks": 10}, 1)
    with pytest.raises(UserError, match="must be more than burn_in"):
        design({}, {**FEW, "weeks": 10, "burn_in": 10}, 1, 0)


def test_no_switch_has_the_name_of_a_parameter():
    """It would be read as the switch: a point that says 0.7 means the number."""
    setup = recommendation.setup_of({**FEW, **EXPERIMENT, "attention": 0.7}, 1)
    assert setup.design.attention == 0.7
    assert recommendation.setup_of({**FEW, **EXPERIMENT, "shared_attention": 0}, 1).design.attention == 0.0
    knows = {name for kind in (*MODELS["recommendation"], NetworkParameters) for name in kind.model_fields}
    assert not knows & set(recommendation.SWITCHES)
