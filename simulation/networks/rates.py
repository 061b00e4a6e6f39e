"""From what a file says of a tie to conversations per week: named rules, each with what it assumes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.errors import UserError
from weakties.simulation.networks.contact_layers import layers_of
from weakties.simulation.networks.units import CONTACTS, seconds, weeks_of
from weakties.simulation.parameters import NetworkParameters
from weakties.simulation.ties import DEFAULT_RATE

RULES = {
    "auto": "a column contact_rate as it is; else weight as 'counts' if weeks are given, as 'ordinal' if not; else 'equal'",
    "rate": "conversations per week already, taken as they are",
    "counts": "the weight counts contacts, each a conversation, or time, in the weeks observed: weight / weeks",
    "ordinal": "only the order of the weights counts: spread evenly from the weakest to the strongest contact layer",
    "equal": f"the weight says nothing: {DEFAULT_RATE:g} conversation a week on each tie",
}


@dataclass(frozen=True)
class Reading:
    """How a network that is read is to be understood.

    rate             how weights become conversations per week, one of RULES
    weeks            for "counts": the time over which was counted, in weeks, or in words, "11 days"
    unit             for "counts": what one unit of the weight is: "contacts" (the default), each a conversation; or a length of
                     time, "seconds" or "20 seconds"
    conversation     for a unit of time: how long one conversation lasts, "5 minutes"; a weight of w units is
                     w unit / conversation conversations
    drop_self_ties   leave out ties of somebody with himself, which are otherwise an error
    columns          which columns of a table are the two people and, if there is one, the weight, by name or by number from 1:
                     "from,to,calls"; where it is not said, those that go by such names
    """

    rate: str = "auto"
    weeks: float | str | None = None
    unit: str | None = None
    conversation: str | None = None
    drop_self_ties: bool = False
    columns: str | Sequence[str] = ()

    @property
    def asked(self) -> tuple[str, ...]:
        """The names of `columns`."""
        names = self.columns.split(",") if isinstance(self.columns, str) else self.columns
        return tuple(str(name).strip() for name in names if str(name).strip())

    def settled(self, has_rate: bool, has_weight: bool) -> Reading:
        """The same with the rule that "auto" stands for. Raises UserError for an unknown rule, and for what goes with another."""
        if not isinstance(self.rate, str) or self.rate not in RULES:
            raise UserError(
                f"no rule {self.rate!r} from weight to contact rate; choose one of {', '.join(RULES)}"
            )
        given = [name for name in ("weeks", "unit", "conversation") if getattr(self, name) is not None]
        rule = self.rate
        if rule == "auto":
            rule = "rate" if has_rate else ("counts" if given else "ordinal") if has_weight else "equal"
        if given and rule != "counts":
            why = (
                " (there is a column contact_rate)"
                if has_rate
                else ""
                if has_weight
                else " (there are no weights)"
            )
            raise UserError(
                f"{given[0]} goes with rate = 'counts' alone, not with {rule!r}{why}; leave it out"
            )
        return replace(self, rate=rule)

    @property
    def divisor(self) -> tuple[float, str]:
        """For "counts": by what the weight is to be divided to give conversations per week, and a line that says so.

        Raises UserError where something that is needed was not said.
        """
        if self.weeks is None:
            raise UserError(
                "rate = 'counts' needs the number of weeks observed, above 0; for example weeks=4"
            )
        weeks, unit = weeks_of(self.weeks), self.unit or CONTACTS[0]
        if unit in CONTACTS:
            if self.conversation is not None:
                raise UserError(
                    "conversation goes with a unit of time, such as unit='20 seconds'; leave it out"
                )
            return weeks, f"the weight counts contacts in {weeks:g} weeks, each a conversation"
        one = seconds(unit, "unit")
        if self.conversation is None:
            raise UserError(
                f"unit = {unit!r} is time: say how long one conversation lasts, too; for example conversation='5 minutes'"
            )
        long = seconds(self.conversation, "conversation")
        line = f"the weight counts time ({unit}) in {weeks:g} weeks, a conversation for every {self.conversation}"
        return weeks * (long / one), line


def contact_rates(
    weight: NDArray[np.float64] | None, reading: Reading
) -> tuple[NDArray[np.float64] | float, str]:
    """Conversations per week of each tie, and a line that says how they were made.

    weight: float64 (ties,), 0 or more, or None where the file has none; a tie of weight 0 is silent under every rule that looks
    at weights. reading: settled. Raises UserError for a rule that lacks what it needs.
    """
    rule = reading.rate
    if rule == "equal" or weight is None:
        if rule != "equal":
            raise UserError(f"rate = {rule!r} needs weights, and there are none; use rate='equal'")
        return DEFAULT_RATE, f"contact rates: {RULES['equal']}"
    if rule == "rate":
        return weight, f"contact rates: {RULES['rate']}"
    if rule == "counts":
        by, said = reading.divisor
        return weight / by, f"contact rates: {said}"
    rates = np.zeros(weight.shape)
    rates[weight > 0] = ordinal(weight[weight > 0])
    return rates, f"contact rates: {RULES['ordinal']} (weeks=... if the weight counts contacts)"


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
