"""Which mechanisms a user names, and with which parameters."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from weakties.simulation.errors import UserError
from weakties.simulation.given import shown
from weakties.simulation.mechanisms.mechanism import Mechanism


def mechanisms_of(given: Any, parameters: dict[str, Any]) -> tuple[Mechanism, ...]:
    """The mechanisms given; those of the parameters that are theirs ("job_fair.share") are taken out, and set.

    Raises UserError for what is no mechanism, and for a parameter that none of them has.
    """
    theirs = {name: parameters.pop(name) for name in list(parameters) if "." in name}
    return with_values(found(given), theirs)


def mechanisms_in(point: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[Mechanism, ...]]:
    """A point of a design without what it says of mechanisms of one's own, and these: under "mechanisms" a list, or
    "module:Class" with commas between, and their parameters by name. Raises UserError for what cannot be had.
    """
    rest = dict(point)
    own = mechanisms_of(rest.pop("mechanisms", ()), rest)
    return rest, own


def origin_of(mechanisms: Iterable[Mechanism]) -> dict[str, Any]:
    """What the header of records says of mechanisms of one's own, where there are any: where each is declared, its parameters."""
    own = {f"{type(one).__module__}:{type(one).__qualname__}": one.values for one in mechanisms}
    return {"mechanisms": own} if own else {}


def found(given: Any) -> tuple[Mechanism, ...]:
    """The mechanisms that a user names: a list of mechanisms, their classes, or "module:Class" (from the folder one is in, too);
    or several of those in one text, with commas between. Raises UserError for anything else.
    """
    if isinstance(given, str):
        return tuple(_one(name.strip()) for name in given.split(",") if name.strip())
    if isinstance(given, Mechanism | type) or not isinstance(given, Iterable):
        raise UserError(f"mechanisms = {shown(given)}: must be a list, as in mechanisms=[JobFair()]")
    return tuple(_one(item) for item in given)


def _one(item: Any) -> Mechanism:
    made = _imported(item) if isinstance(item, str) else item
    if isinstance(made, type) and issubclass(made, Mechanism):
        made = made()
    if not isinstance(made, Mechanism):
        raise UserError(
            f"mechanism {shown(item)}: must be a Mechanism, or 'module:Class' where one is to be found"
        )
    return made


def _imported(path: str) -> Any:
    """What "module:Class" leads to."""
    module, sign, name = path.partition(":")
    if not (module and sign and name):
        raise UserError(f"mechanism {path!r}: must have the form module:Class")
    if os.getcwd() not in sys.path:
        sys.path.append(os.getcwd())
    try:
        return getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise UserError(f"mechanism {path!r}: {' '.join(str(error).split())}") from None


def with_values(mechanisms: Iterable[Mechanism], values: Mapping[str, Any]) -> tuple[Mechanism, ...]:
    """The mechanisms with these of their parameters, {"job_fair.share": 0.2}. Raises UserError for what none of them has."""
    listed = tuple(mechanisms)
    theirs: dict[str, dict[str, Any]] = {one.name: {} for one in listed}
    for name, value in values.items():
        whose, _, which = name.partition(".")
        if whose not in theirs:
            raise UserError(
                f"{name}: there is no mechanism {whose!r}; there is {', '.join(theirs) or 'none'}"
            )
        theirs[whose][which] = value
    return tuple(type(one)(**{**one.model_dump(), **theirs[one.name]}) for one in listed)
