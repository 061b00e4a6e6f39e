"""A world in flat names, as designs and command lines have them: each goes to the parameters that know it, or is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from weakties.simulation.parameters import Parameters, check_name


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
