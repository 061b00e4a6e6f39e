"""Every parameter that the models declare, as plain entries: for tables, pages and the columns of sweeps."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weakties.simulation.parameters import Parameters


def groups() -> list[type[Parameters]]:
    """The sets of parameters that `simulation` declares, in modules whose name ends in "parameters": those of the base models
    first, then module by module, in the order in which they are declared."""
    import weakties.simulation
    from weakties.simulation.parameters import Parameters

    modules = pkgutil.walk_packages(weakties.simulation.__path__, "weakties.simulation.")
    names = [m.name for m in modules if m.name.endswith("parameters")]
    found: list[type[Parameters]] = []
    for name in sorted(names, key=lambda name: (name != "weakties.simulation.parameters", name)):
        module = importlib.import_module(name)
        found += [
            group
            for group in vars(module).values()
            if isinstance(group, type)
            and issubclass(group, Parameters)
            and group.__module__ == module.__name__
        ]
    return [group for group in found if _own(group)]


def _own(group: type[Parameters]) -> list[str]:
    """The parameters that a set itself declares."""
    return [name for name in inspect.get_annotations(group) if name in group.model_fields]


def described(group: type[Parameters]) -> list[dict[str, Any]]:
    """One entry for each parameter that a set itself declares."""
    from weakties.simulation.parameters import range_of, source_of, unit_of

    heading = (group.__doc__ or group.__name__).strip().splitlines()[0]
    entries = []
    for name in _own(group):
        info = group.model_fields[name]
        low, high = range_of(info)
        entries.append(
            {
                "name": name,
                "default": info.default,
                "low": low,
                "high": high,
                "unit": unit_of(info),
                "label": info.title,
                "meaning": info.description,
                "source": source_of(info),
                "group": heading,
            }
        )
    return entries
