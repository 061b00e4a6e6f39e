"""Ties that live and over which people trust: the numbers of both, which travel as those of ties that live do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from weakties.simulation.errors import UserError
from weakties.simulation.relations.parameters import RelationParameters, relations_of
from weakties.simulation.trust.parameters import FORMS, TRUST, TrustParameters, form_of

AT_START = (TRUST, "usual", "competence", "reliability", "traits_spread")


class Trusting(RelationParameters, TrustParameters):
    """The numbers of ties that live and of trust; `trust` is the form, one of FORMS but "none"."""

    at_start: ClassVar[tuple[str, ...]] = (*RelationParameters.at_start, *AT_START)
    trust: str = FORMS[1]


def living_of(
    values: Mapping[str, Any], *, model: str = "market", strict: bool = True
) -> RelationParameters | None:
    """Ties that live, and trust over them, as flat names ask for them: `relations_of`, and `trust` ("none" where it is not
    there) and any of TrustParameters. Trust does not turn relations on.

    Raises UserError for what `relations_of` refuses, for a form of trust that does not exist, for a number out of range, and,
    if strict, for trust where ties do not live and for a number of trust where nobody trusts.
    """
    form = form_of(values.get(TRUST, FORMS[0]))
    numbers = {name: value for name, value in values.items() if name in TrustParameters.model_fields}
    relations = relations_of(values, strict=strict)
    TrustParameters.create(numbers)
    if form != FORMS[0] and model == "spread":
        raise UserError(
            f"trust = {form!r} acts in labour markets; the model {model!r} has none: leave it out"
        )
    if relations is None and form != FORMS[0] and strict:
        raise UserError(f"trust = {form!r} acts on ties that live; it has no effect without relations=on")
    if numbers and form == FORMS[0] and strict:
        raise UserError(
            f"{next(iter(numbers))} acts where people trust; it has no effect without a form, as trust=ratio"
        )
    if relations is None or form == FORMS[0]:
        return relations
    said = {name: getattr(relations, name) for name in relations.model_fields_set}
    return Trusting.create({**said, **numbers, TRUST: form})
