"""Whether ties live on the page, and people trust: what is chosen there, out of the switches of a command."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from weakties.simulation.errors import UserError
from weakties.simulation.market import ahead
from weakties.simulation.relations.parameters import RELATIONS
from weakties.simulation.trust.parameters import FORMS, TRUST, form_of
from weakties.simulation.trust.trusting import living_of

STAY, LIVE, TRUSTING = ahead.STAY, ahead.LIVE, ahead.TRUST
TIES = {STAY: "stay as they are", LIVE: "live", TRUSTING: "live, and people trust"}
FORM = "ratio"  # of trust: the trust equation


def ties_of(values: Mapping[str, Any], model: str) -> tuple[str, dict[str, Any]]:
    """(one of TIES, the values without the switches), of values that may have `relations` and `trust` among them. Raises
    UserError for switches that cannot be, and for a form of trust that the page does not show."""
    numbers = {name: value for name, value in values.items() if name not in (RELATIONS, TRUST)}
    switches = {name: values[name] for name in (RELATIONS, TRUST) if name in values}
    if living_of(switches) is None:
        return STAY, numbers
    if model != "job-market":
        raise UserError("the page spreads news over ties that stay; leave relations out")
    form = form_of(switches.get(TRUST, FORMS[0]))
    if form not in (FORMS[0], FORM):
        raise UserError(
            f"trust = {form!r}: the page shows the form {FORM!r} alone; weakties simulate has all"
        )
    return (TRUSTING if form == FORM else LIVE), numbers
