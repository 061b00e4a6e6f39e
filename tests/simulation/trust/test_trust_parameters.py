"""Trust is off unless it is asked for, and whatever is asked for and cannot be stops the run in one line."""

import pytest

from weakties.simulation.errors import UserError
from weakties.simulation.relations.parameters import RelationParameters
from weakties.simulation.scenario import Scenario
from weakties.simulation.trust.parameters import FORMS
from weakties.simulation.trust.trusting import Trusting, living_of

ON = {"relations": "on", "workers": 2_000, "weeks": 10}


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"relations": "on", "trust": "ration"}, "did you mean 'ratio'"),
        ({"relations": "on", "trust": "two_factor"}, "did you mean 'two-factor'"),
        ({"relations": "on", "trust": 3}, "must be one of none, closeness"),
        ({"relations": "on", "trust": "ratio", "gossip": 1.1}, "must be at most 1"),
        ({"relations": "on", "trust": "ratio", "echo": -0.1}, "must be at least 0"),
        ({"trust": "ratio"}, "no effect without relations=on"),
        ({"relations": "on", "gossip": 0.1}, "no effect without a form"),
        ({"relations": "on", "trust": "none", "gossip": 0.1}, "no effect without a form"),
    ],
)
def test_what_cannot_be_is_an_error(values, line):
    with pytest.raises(UserError, match=line) as error:
        Scenario.of(values, knows=())
    assert "\n" not in str(error.value)


def test_a_misspelt_number_is_named_with_the_right_one():
    with pytest.raises(UserError, match="did you mean 'gossip'"):
        Scenario.of({**ON, "trust": "ratio", "gosip": 0.2})


def test_trust_acts_in_labour_markets_and_in_those_with_a_platform():
    asked = {"relations": "on", "trust": "ratio", "gossip": 0.3}
    with pytest.raises(UserError, match="acts in labour markets"):
        Scenario.of({name: asked[name] for name in ("relations", "trust")}, "spread", knows=())
    lives = Scenario.of(asked, "recommendation", knows=()).relations
    assert isinstance(lives, Trusting) and (lives.trust, lives.gossip) == ("ratio", 0.3)


def test_none_is_ties_that_live_and_nothing_more():
    alone, none = living_of({"relations": "on"}), living_of({"relations": "on", "trust": "none"})
    assert alone == none == RelationParameters() and type(none) is RelationParameters
    assert living_of({}) is None and living_of({"trust": "none"}) is None


@pytest.mark.parametrize("form", FORMS[1:])
def test_a_scenario_with_trust_out_of_its_values_is_the_same(form):
    scenario = Scenario.of({**ON, "trust": form, "gossip": 0.25, "exploring": 0.05})
    assert isinstance(scenario.relations, Trusting) and scenario.relations.gossip == 0.25
    assert Scenario.read(scenario.values) == scenario and scenario.values["trust"] == form
    assert scenario != Scenario.of({**ON, "trust": form, "exploring": 0.05})


def test_numbers_of_trust_may_wait_where_another_point_trusts():
    assert (
        type(Scenario.of({**ON, "trust": "none", "gossip": 0.2}, strict=False).relations)
        is RelationParameters
    )
