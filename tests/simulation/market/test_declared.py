"""The rules that can be switched on keep their word: they read what they declare, and are checked like a user's mechanism."""

from __future__ import annotations

import ast
import inspect
import textwrap

import pytest

from weakties.simulation.counterfactual.reach import Matters, matters
from weakties.simulation.market.mechanism_parameters import Mechanisms
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.rules.declared import RULES, STAGE
from weakties.simulation.market.state import Jobs, People, Tellings
from weakties.simulation.mechanisms.running import check_fits

ARRAYS = {"people": People._fields, "jobs": Jobs._fields, "tellings": Tellings._fields}
SINGLE = {
    "looking": "looking",
    "rate": "contact_rate",
    "weight": "leaning",
}  # arguments that are columns, or made of one
HELPERS = {"works_for": {"position", "firm"}, "add_teller": set(), "uniform": set(), "exp": set()}
NUMBERS = {**MarketParameters(announced=0).model_dump(), **Mechanisms().model_dump()}


def read_by(kernel) -> set[str]:
    """The columns that a kernel reads, by its source: fields of the tuples it is given, arguments, and what helpers read."""
    function = ast.parse(textwrap.dedent(inspect.getsource(kernel.py_func))).body[0]
    found = {SINGLE[a.arg] for a in function.args.args if a.arg in SINGLE}
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and node.attr in ARRAYS.get(getattr(node.value, "id", ""), ()):
            found.add(node.attr)
        if isinstance(node, ast.Call):
            found |= HELPERS.get(getattr(node.func, "id", getattr(node.func, "attr", "")), set())
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.declaration.name)
def test_a_rule_reads_what_it_declares(rule):
    assert read_by(rule.kernel) == set(rule.declaration.reads)
    check_fits(rule.declaration, STAGE)
    assert all(number in NUMBERS for number in rule.numbers) and NUMBERS[rule.numbers[0]] == 0


def test_what_a_difference_may_go_on_by_follows_from_the_rules_at_work():
    def at(**more):
        return matters({**NUMBERS, **more})

    nothing = Matters(rate=False, teller=False, rivals=False, company=False)
    assert at() == at(digital_vouching=1.0, relay=0.5) == nothing
    assert at(close_relay=0.1) == nothing._replace(rate=True)
    assert at(vouching=1.0) == nothing._replace(rate=True, teller=True)
    assert at(audience=2) == nothing._replace(rivals=True)
    assert at(announced=0.1) == nothing._replace(company=True)
