"""Worlds that have a name: the numbers in which they differ from the default, why, and where these come from.

`Scenario.of({"world": "popular"})`, `JobMarket(world="popular", seed=0)` and, on the command line, `--world popular` are that
world; what is said beside it wins. Each is declared here and nowhere else: findings, the page and documents read it here.
"""

from __future__ import annotations

import difflib
import warnings
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from weakties.simulation.errors import UserError, WeakTiesWarning
from weakties.simulation.given import shown

WORLD = "world"
"""The name under which settings say which world they are about."""


@dataclass(frozen=True, kw_only=True)
class NamedWorld:
    """A world by name.

    meaning   what it is for, in a clause
    values    parameters that differ from their defaults
    source    where these come from, and how far that was checked
    """

    name: str
    meaning: str
    values: Mapping[str, float]
    source: str


WORLDS: tuple[NamedWorld, ...] = (
    NamedWorld(
        name="default",
        meaning="every number at its default, as where nothing is said",
        values={},
        source="the sources of the parameters, one by one",
    ),
    NamedWorld(
        name="popular",
        meaning="the popular 56 % and 27 % come out when hires are cut at monthly: fewer people come across postings and doors",
        values={"formal_search": 3.1, "direct_search": 3.1},
        source="fitted to the claim's remainder, 17 % of jobs without a contact: no study reports it",
    ),
    NamedWorld(
        name="former",
        meaning="the default of earlier versions: nobody hears in the firm that it hires; two of Granovetter's three tables hold",
        values={"announced": 0.0, "relay": 0.01, "formal_search": 5.3, "direct_search": 5.3},
        source="formal and direct search fitted to Granovetter's channels (G2), relaying assumed",
    ),
    NamedWorld(
        name="platform",
        meaning="ties on a platform: some know far more people than others, in communities that make for many mutual contacts",
        values={"sociability": 1.2, "acquaintances": 75, "community_size": 120},
        source="with the numbers of the recommendation experiment round numbers near the middle of what `weakties calibrate "
        "platform` found likely, out of fourteen released moments of new ties (Rajkumar et al. 2022)",
    ),
    NamedWorld(
        name="phone",
        meaning="as many close friends, friends and casual friends as phone records show",
        values={"close_friends": 4, "good_friends": 7, "friends": 19, "casual_friends": 99},
        source="4.1, 11.0, 29.8 and 128.9 in all by layer (Mac Carron, Kaski and Dunbar 2016, Social Networks 47:151; "
        "numbers from memory), to whole people; those talked to more rarely are not in such records, and stay at the default",
    ),
)


def named(name: Any) -> NamedWorld:
    """The world of that name. Raises UserError for another, with the nearest right one."""
    for world in WORLDS:
        if world.name == name:
            return world
    known = [world.name for world in WORLDS]
    near = difflib.get_close_matches(str(name), known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}?" if near else f"choose from {', '.join(known)}"
    raise UserError(f"no world {shown(name)}; {hint}")


def resolved(values: Mapping[str, Any], read: Collection[str]) -> dict[str, Any]:
    """Settings with the numbers of the world that they name, if they name one, instead of its name; settings win over it.

    read: the names that mean anything in what is to be lived. A number of the world that is not among them is named in a warning.
    Raises UserError for no such world, and where none of its numbers means anything.
    """
    rest = {name: value for name, value in values.items() if name != WORLD}
    if WORLD not in values:
        return rest
    world = named(values[WORLD])
    idle = [name for name in world.values if name not in read]
    if idle and len(idle) == len(world.values):
        raise UserError(
            f"world {world.name!r}: all it changes is {' and '.join(idle)}, which nothing reads here; leave it out"
        )
    if idle:
        said = f"of the world {world.name!r}, {' and '.join(idle)} is left out: nothing reads it here"
        warnings.warn(said, WeakTiesWarning, stacklevel=3)
    return {**{name: value for name, value in world.values.items() if name in read}, **rest}
