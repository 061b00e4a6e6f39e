"""From what a file says of a tie to conversations per week: named rules, each with what it assumes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.errors import UserError
from simulation.networks.contact_layers import layers_of
from simulation.parameters import NetworkParameters
from simulation.ties import DEFAULT_RATE

RULES = {
    "auto": "a column contact_rate as it is; else weight as 'counts' if weeks are given, as 'ordinal' if not; else 'equal'",
    "rate": "conversations per week already, taken as they are",
    "counts": "the weight counts contacts in the weeks observed, each a conversation: weight / weeks",
    "ordinal": "only the order of the weights counts: spread evenly from the weakest to the strongest contact layer",
    "equal": f"the weight says nothing: {DEFAULT_RATE:g} conversation a week on each tie",
}


def contact_rates(
    weight: NDArray[np.float64] | None, rule: str, weeks: float | None
) -> tuple[NDArray[np.float64] | float, str]:
    """Conversations per week of each tie, and a line that says how they were made.

    weight: float64 (ties,), positive, or None where the file has none. rule: a name of RULES other than "auto". weeks: time
    observed, for "counts". Raises UserError for an unknown rule, and for a rule that lacks what it needs.
    """
    if rule not in RULES:
        raise UserError(f"no rule {rule!r} from weight to contact rate; choose one of {', '.join(RULES)}")
    if rule == "equal" or weight is None:
        if rule != "equal":
            raise UserError(f"rate = {rule!r} needs weights, and there are none; use rate='equal'")
        return DEFAULT_RATE, f"contact rates: {RULES['equal']}"
    if rule == "rate":
        return weight, f"contact rates: {RULES['rate']}"
    if rule == "counts":
        if weeks is None or not 0 < weeks < np.inf:
            raise UserError(
                "rate = 'counts' needs the number of weeks observed, above 0; for example weeks=4"
            )
        return (
            weight / weeks,
            f"contact rates: the weight counts contacts in {weeks:g} weeks, each a conversation",
        )
    return ordinal(weight), f"contact rates: {RULES['ordinal']} (weeks=... if the weight counts contacts)"


def choose(rule: str, has_rate: bool, has_weight: bool, weeks: float | None) -> str:
    """The rule that "auto" stands for; any other name as it is."""
    if rule != "auto":
        return rule
    if has_rate:
        return "rate"
    if has_weight:
        return "ordinal" if weeks is None else "counts"
    return "equal"


def ordinal(weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Contact rates from the order of the weights alone, float64 (ties,).

    rate = exp(f(q)), with q the share of weaker ties, ties of the same weight in the middle of their ranks, and f linear between
    the logarithms of the default rates of the five layers, acquaintances at 0, casual friends at 1/4, ... close friends at 1.
    Assumes that the ties listed cover everything from close friends to acquaintances, each layer about equally: people who
    list ties name weak ones less than fully. Any increasing function of the weights gives the same rates.
    """
    if weight.size == 0:
        return weight
    _, where, count = np.unique(weight, return_inverse=True, return_counts=True)
    middle = (np.cumsum(count) - count / 2) / weight.size
    known = np.log([layer.rate for layer in layers_of(NetworkParameters())][::-1])
    return np.exp(np.interp(middle, np.linspace(0, 1, len(known)), known))[where]
