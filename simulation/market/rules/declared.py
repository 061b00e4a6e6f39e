"""What the rules that can be switched on look at and write, in the words of `Mechanism`: which, and at which point of the week.

A rule of the package is a kernel, so that it takes no time where it is off and runs in counterfactual branches as it stands. What
a user's mechanism says under `reads` and `writes`, it says here. From that follows on which differences it depends, which is all
that branches have to know of it (counterfactual/reach.py): a rule that is added is named here, and nothing is changed there as
long as it reads what another one does. tests/simulation/market/test_declared.py holds the kernels to their word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from weakties.simulation.market.rules.audience import let_in
from weakties.simulation.market.rules.hearing import relay_chance
from weakties.simulation.market.rules.hire import vouched
from weakties.simulation.market.rules.open_vacancies import announce
from weakties.simulation.market.state import Jobs, People, Tellings
from weakties.simulation.mechanisms.mechanism import HOOKS, Declaration
from weakties.simulation.mechanisms.now import Stage

STAGE = Stage(
    "the rules of a job market",
    tuple(dict.fromkeys((*People._fields, *Jobs._fields, *Tellings._fields, "leaning"))),
    (*People._fields, "tellings", "tellers", "rank"),
    HOOKS,
)
"""What there is for rules: the arrays of a market (market/state.py), of which more can be written than by a user's mechanism."""


class Rule(NamedTuple):
    """A rule that acts only where the first of its numbers is above 0.

    numbers  its parameters, of MarketParameters and Mechanisms
    kernel   what it does
    """

    declaration: Declaration
    numbers: tuple[str, ...]
    kernel: Callable[..., Any]


ANNOUNCEMENT = Declaration(
    "announcement", ("before_talk",), ("firm", "firm_start", "holder", "hirer"), ("tellers",)
)
RIVALRY = Declaration("rivalry", ("on_telling",), ("looking",), ("tellings",))
CLOSE_RELAY = Declaration("close relay", ("on_telling",), ("contact_rate",), ("tellers",))
VOUCHING = Declaration(
    "vouching", ("before_hiring",), ("position", "firm", "teller", "contact_rate", "leaning"), ("rank",)
)
RULES = (
    Rule(ANNOUNCEMENT, ("announced",), announce),
    Rule(RIVALRY, ("audience",), let_in),
    Rule(CLOSE_RELAY, ("close_relay",), relay_chance),
    Rule(VOUCHING, ("vouching", "digital_vouching", "schooling_vouching"), vouched),
)


def looked_at(numbers: Mapping[str, Any]) -> set[tuple[str, str]]:
    """(point of the week, column) of all that the rules at work look at, in a market of these numbers."""
    return {
        (hook, column)
        for rule in RULES
        if numbers[rule.numbers[0]] > 0
        for hook in rule.declaration.hooks
        for column in rule.declaration.reads
    }
