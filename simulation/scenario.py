"""A world in flat names, as designs and command lines have them: each goes to the parameters that know it, or is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from weakties.simulation.errors import UserError
from weakties.simulation.given import shown
from weakties.simulation.parameters import Parameters, check_name
from weakties.simulation.relations.parameters import RelationParameters

RELATIONS = "relations"  # the name of the switch


def sorted_by(
    values: Mapping[str, Any], *sets: type[Parameters], also: Iterable[str] = ()
) -> tuple[dict[str, Any], ...]:
    """The values by name, one dictionary for each of the sets; a name that two sets know (industries, firm_size) goes to both.

    also: further names that may be there, of what is no parameter. Raises UserError, with the nearest right one, for any other.
    """
    known = dict.fromkeys([*(name for one in sets for name in one.model_fields), *also])
    for name in values:
        check_name(name, known)
    return tuple({name: v for name, v in values.items() if name in one.model_fields} for one in sets)


def relations_of(values: Mapping[str, Any], *, strict: bool = True) -> RelationParameters | None:
    """Ties that live, as flat names ask for them: `relations` ("on" or "off", which it is where it is not there) and any of
    RelationParameters. None where ties do not live.

    Raises UserError for another value of `relations`, for a number out of range, and, if strict, for a number of ties that live
    where they do not.
    """
    asked = values.get(RELATIONS, "off")
    if not isinstance(asked, bool) and asked not in ("on", "off"):
        raise UserError(f"relations = {shown(asked)}: must be on or off")
    numbers = {name: value for name, value in values.items() if name in RelationParameters.model_fields}
    if asked in ("on", True):
        return RelationParameters.create(numbers)
    if numbers and strict:
        raise UserError(
            f"{next(iter(numbers))} acts on ties that live; it has no effect without relations=on"
        )
    RelationParameters.create(numbers)
    return None


def refuse_relations(values: Mapping[str, Any], what: str) -> None:
    """Raises UserError where flat names speak of ties that live, and what is run knows only ties that stay."""
    for name in values:
        if name == RELATIONS or name in RelationParameters.model_fields:
            raise UserError(
                f"{name}: {what} knows only ties that stay; ties live in weakties simulate and sweep, and in JobMarket"
            )
