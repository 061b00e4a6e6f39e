"""Numbers that act on results and cannot be set: where each stands in the code, what it means, where it comes from.

Parameters are the numbers a user can set (`weakties.simulation.parameters` and its kin); these are the others, apart from units,
guards of memory and rounding, and the limits of what a computer holds. The values are read where they act, so that no table of
them can be out of date; the table in ODD.md is made of these lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from weakties.simulation.parameters import ASSUMPTION

UNVARIED = ASSUMPTION.replace("swept", "not varied")


@dataclass(frozen=True)
class Constant:
    """A number, or a table of them, that acts: the module under `weakties.simulation`, its name there, meaning and source."""

    module: str
    name: str
    meaning: str
    source: str = UNVARIED

    @property
    def value(self) -> Any:
        """What it is, read where it acts."""
        return getattr(import_module(f"weakties.simulation.{self.module}"), self.name)

    @property
    def shown(self) -> str:
        """The value as a table shows it."""
        return _shown(self.value)


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{str(name).lower()} {_shown(part)}" for name, part in value.items())
    if isinstance(value, tuple):
        return ", ".join(_shown(part) for part in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


CONSTANTS = (
    Constant(
        "networks.layers",
        "MIXTURE",
        "layers: shares of the ties of a layer that form in the community, in the firms one works or worked "
        "for, in the industry, anywhere (close friends: cliques)",
    ),
    Constant("networks.layers", "FORMER_FIRMS", "layers: firms that a person worked for before"),
    Constant("networks.layers", "SAME_INDUSTRY", "layers: share of these in the present industry"),
    Constant(
        "networks.layers",
        "FULL",
        "layers: share of the people of a focus, the most that one can be tied to in it",
    ),
    Constant(
        "networks.rings",
        "INNER",
        "caveman and small_world: how many layers, the closest, never leave the cave or the lattice",
    ),
    Constant("networks.planted_partition", "INNER", "planted_partition: the same of blocks"),
    Constant(
        "networks.planted_partition",
        "FULL",
        "planted_partition: ties a person of a block, in its people, beyond which the rest leave it",
    ),
    Constant(
        "networks.weighted_growth",
        "DELETION",
        "weighted_growth: chance a step that somebody leaves and a newcomer takes the place",
        "p_d of Kumpula et al. 2007",
    ),
    Constant(
        "networks.weighted_growth", "LIFETIMES", "weighted_growth: steps grown, in mean lifetimes of a person"
    ),
    Constant("networks.weighted_growth", "ROOM", "weighted_growth: the most ties a person, in means"),
    Constant("market.state", "SPELL", "weeks of a spell in which one who works looks or does not"),
    Constant(
        "market.trades",
        "DISTANT",
        "contact rate a week below which a tie is distant (digital_talk), and weak",
        "monthly: the popular cut",
    ),
    Constant(
        "market.sectors",
        "WORKING_DAYS",
        "measured_lives: working days a week",
        "Mondays to Saturdays, as in the source",
    ),
    Constant("talk.live", "SEASON", "ties that live: weeks of a season"),
    Constant(
        "relations.season", "MOST", "ties that live: conversations a week that two people have at the most"
    ),
    Constant("relations.season", "LEAST_PULL", "ties that live: pull of somebody without habit, in talks"),
    Constant(
        "relations.occasions",
        "FULL_HABIT",
        "ties that live: talks of habit at which an occasion comes back half as fast as it can",
    ),
    Constant(
        "relations.occasions",
        "FADED",
        "ties that live: talks of habit below which an occasion does not come back by itself",
    ),
    Constant(
        "relations.born",
        "KNOWN",
        "ties that live: mean years of acquaintance at the start, of kin (0), friends (1), colleagues (2)",
    ),
    Constant("relations.born", "LONGEST", "ties that live: years of acquaintance at the start, at the most"),
    Constant(
        "relations.strangers",
        "AN_HOUR",
        "ties that live: hours together, less than which are forgotten a year after",
    ),
    Constant(
        "recommendation.new_ties",
        "SAMPLE",
        "recommendation: old ties from which the contact rates of new ones are drawn",
    ),
)
