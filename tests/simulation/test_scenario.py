"""One description of a world: the same out of JSON, the same rule of length everywhere, the same words for the same mistake."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weakties import InformationSpread, JobMarket, Mechanism, Scenario, UserError, networks
from weakties.experiments.worlds import (
    industries,
    market,
    one_market,
    one_spread,
    recommendation,
    small_markets,
    sweep,
    ties_in_time,
)
from weakties.simulation.market.mechanism_parameters import Mechanisms
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.sectors import SECTORS
from weakties.simulation.parameters import NetworkParameters, parameter, range_of
from weakties.simulation.relations.parameters import RelationParameters
from weakties.simulation.spread.parameters import CONTAGIONS

FEW = {"workers": 40, "close_friends": 3, "good_friends": 4, "friends": 5, "casual_friends": 5}
SMALL = {**FEW, "acquaintances": 10, "community_size": 20, "separation": 0.05}
KARATE = networks.load("karate").ties


class Crier(Mechanism):
    """Does nothing."""

    loud: float = parameter(0.5, ge=0, le=1, unit="", label="loud", meaning="how loud", source="assumption")


def some(*kinds: type[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Some numbers of these sets, each within its range."""
    numbers = {}
    for kind in kinds:
        for name, info in kind.model_fields.items():
            low, high = range_of(info)
            whole = st.integers(int(-(-low // 1)), int(high))
            numbers[name] = whole if isinstance(info.default, int) else st.floats(low, high)
    return st.fixed_dictionaries({}, optional=numbers).map(measured)


def measured(numbers: dict[str, Any]) -> dict[str, Any]:
    """Lives of vacancies as measured go with as many industries as were measured."""
    return {**numbers, **({"industries": len(SECTORS)} if numbers.get("measured_lives") else {})}


@given(
    numbers=some(NetworkParameters, MarketParameters, Mechanisms),
    lives=st.none() | some(RelationParameters),
    generator=st.sampled_from(networks.GENERATORS),
    length=st.tuples(st.integers(0, 500), st.integers(1, 500)),
    own=st.sampled_from([{}, {"mechanisms": f"{__name__}:Crier", "crier.loud": 0.25}]),
)
def test_a_scenario_out_of_json_is_the_same(numbers, lives, generator, length, own):
    frame = {"network": generator, "workers": 9_000, "weeks": sum(length), "burn_in": length[0]}
    living = {} if lives is None else {"relations": "on", **lives}
    scenario = Scenario.of({**frame, **numbers, **living, **own})
    again = Scenario.read(json.loads(json.dumps(scenario.values)))
    assert again == scenario and hash(again) == hash(scenario) and again.values == scenario.values
    assert again.unread == scenario.unread and again.length == (sum(length), length[0])
    assert scenario != Scenario.of({**frame, **numbers, **living, **own, "workers": 9_001})


@pytest.mark.parametrize("contagion", CONTAGIONS)
def test_so_is_one_of_news_and_one_on_ties_that_are_given(contagion):
    numbers = {"pieces": 3, **({"threshold_share": 0.2} if contagion == "threshold" else {})}
    scenario = Scenario.of(numbers, "spread", network=KARATE, contagion=contagion)
    again = Scenario.read(json.loads(json.dumps(scenario.values)))
    with pytest.raises(UserError, match="hand over its ties"):
        again.ties(0)
    assert again != scenario and again.on(KARATE) == scenario


def test_models_live_a_scenario_and_say_it_in_their_records():
    scenario = Scenario.of({**SMALL, "weeks": 6, "burn_in": 2, "vacancy_life": 3})
    whole = JobMarket(scenario, seed=1)
    flat = JobMarket("layers", seed=1, vacancy_life=3, **SMALL)
    for one in (whole, flat):
        one.run(scenario.length[0])
    assert whole.weekly.equals(flat.weekly) and whole.ties == flat.ties
    assert Scenario.read(whole.records.provenance["parameters"]) == scenario
    news = InformationSpread(Scenario.of({**FEW, "pieces": 2}, "spread"), seed=1)
    assert Scenario.read(news.records.provenance["parameters"]) == news.described
    with pytest.raises(UserError, match="vacancy_life: a scenario says everything"):
        JobMarket(scenario, seed=1, vacancy_life=3)
    with pytest.raises(UserError, match="'market', and this lives 'spread'"):
        InformationSpread(scenario, seed=1)


COUNTED = {
    "market": lambda point: market.world(point, 0)["weeks"],
    "industries": lambda point: industries.schooling(point, 0)["people_weeks"] / point["workers"],
    "ties in time": lambda point: ties_in_time.logs(point, 0)[0].weeks + 3,
}


@pytest.mark.parametrize("world", COUNTED)
@settings(max_examples=5, deadline=None)
@given(burn_in=st.integers(0, 12), counted=st.integers(4, 12))
def test_weeks_are_lived_in_all_and_the_burn_in_is_the_first_of_them(world, burn_in, counted):
    assert COUNTED[world]({**SMALL, "weeks": burn_in + counted, "burn_in": burn_in}) == counted


@given(burn_in=st.integers(0, 40), counted=st.integers(1, 40))
def test_so_it_is_in_small_markets_and_where_nothing_is_left_all_say_the_same(burn_in, counted):
    point = {"shape": "linked pair", "arrival": 0.1, "breakup": 0.015}
    rows = small_markets.world({**point, "weeks": burn_in + counted, "burn_in": burn_in}, 0)
    assert (rows[rows.quantity == "out of work"].whole == counted).all()
    short = {"weeks": burn_in, "burn_in": burn_in}
    for door in (*COUNTED.values(), lambda p: sweep.design({}, {"network": "layers", **p}, 1, 0)):
        with pytest.raises(
            UserError, match=f"^weeks = {burn_in}: must be (more than burn_in = {burn_in}|a whole)"
        ):
            door({**SMALL, **short})


def said(door: Any, values: dict[str, Any]) -> str:
    with pytest.raises(UserError) as error:
        door(values)
    return str(error.value)


LENGTH = {"weeks": 8, "burn_in": 2}
GENERATED = {
    "JobMarket": lambda v: JobMarket("layers", seed=0, workers=40, **v),
    "market world": lambda v: market.world({"workers": 40, **LENGTH, **v}, 0),
    "industries": lambda v: industries.industries({"workers": 40, **LENGTH, **v}, 0),
    "simulate": lambda v: one_market.described("layers", 40, 0, v, (8, 2)),
    "sweep": lambda v: sweep.design({}, {"network": "layers", "workers": 40, **LENGTH, **v}, 1, 0),
}
NEWS = {
    "InformationSpread": lambda v: InformationSpread("layers", seed=0, workers=40, **v),
    "spread": lambda v: one_spread.described("layers", 40, 0, "simple", v, 8),
}
EXPERIMENT = {"recommendation": lambda v: recommendation.world({"workers": 40, "weeks": 8, **v}, 0)}
ON_GIVEN = {
    "JobMarket": lambda v: JobMarket(KARATE, seed=0, **v),
    "simulate": lambda v: one_market.described("karate", None, 0, v, (8, 2)),
    "InformationSpread": lambda v: InformationSpread(KARATE, seed=0, **v),
    "spread": lambda v: one_spread.described("karate", None, 0, "simple", v, 8),
}


@pytest.mark.parametrize(
    ("values", "doors", "says"),
    [
        ({"close_freinds": 3}, {**GENERATED, **NEWS, **EXPERIMENT}, "did you mean 'close_friends'?"),
        ({"close_friends": -1}, {**GENERATED, **NEWS, **EXPERIMENT}, "close_friends = -1 people: must be at least 0"),
        ({"close_friends": 45}, {**GENERATED, **NEWS, **EXPERIMENT}, "workers = 40: too few for 45 close friends"),
        ({"vacancy_life": 0}, {**GENERATED, **EXPERIMENT}, "vacancy_life = 0 weeks: must be at least 1"),
        ({"exploring": 0.1}, GENERATED, "exploring acts on ties that live; it has no effect without relations=on"),
        ({"relations": "perhaps"}, GENERATED, "relations = 'perhaps': must be on or off"),
        ({"close_friends": 3}, ON_GIVEN, "close_friends shapes generated networks; it has no effect on a network that is given"),
        ({"mechanisms": "nothing"}, {**GENERATED, **NEWS}, "mechanism 'nothing': must have the form module:Class"),
        ({"crier.loud": 1}, {**GENERATED, **NEWS}, "there is no mechanism 'crier'"),
    ],
)  # fmt: skip
def test_the_same_mistake_is_told_in_the_same_words_at_every_door(values, doors, says):
    words = {name: said(door, values) for name, door in doors.items()}
    assert len(set(words.values())) == 1 and says in words.popitem()[1], words
