"""Every number a user can set, declared once: default, range, unit, label, meaning, source.

Validation, `--set`, sliders, the table of `weakties parameters`, the table in ODD.md, sweeps and the header of every record are
made from these declarations. All rates are per week. Numbers that act and cannot be set are listed in `constants.py`.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo

from weakties.simulation.errors import UserError
from weakties.simulation.given import shown

ASSUMPTION = "assumption: swept"


def parameter(
    default: float, *, ge: float, le: float, unit: str, label: str, meaning: str, source: str
) -> Any:
    """The declaration of one number; `label` has at most 20 characters, to fit a slider."""
    more: Any = {"unit": unit, "source": source}
    return Field(default, ge=ge, le=le, title=label, description=meaning, json_schema_extra=more)


class Parameters(BaseModel):
    """A set of declared numbers: unknown names and values out of range stop the run with one clear line."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    at_start: ClassVar[tuple[str, ...]] = ()
    """Those that act when a world begins and not later, so that they cannot change while it lives."""

    @classmethod
    def create(cls, values: Mapping[str, Any] | None = None, /, **more: Any) -> Self:
        """The set with these values and defaults for the rest. Raises UserError for a bad name or value."""
        given = {**(values or {}), **more}
        for name, value in given.items():
            check_name(name, cls.model_fields)
            if isinstance(value, (bytes, bytearray)):  # pydantic would read a number out of them
                raise UserError(f"{name} = {shown(value)}: must be a number")
        try:
            return cls(**given)
        except ValidationError as error:
            raise UserError(explained(cls.model_fields, error)) from None


def check_name(name: str, known: Mapping[str, Any], hint: str = "see: weakties parameters") -> None:
    """Raises UserError, with the nearest right name or else the hint, when `name` is not one of the known parameters."""
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}?" if near else hint
        raise UserError(f"no parameter {name!r}; {hint}")


def explained(fields: Mapping[str, FieldInfo], error: ValidationError) -> str:
    """What is wrong with a value, in one line: the name, the value, its range, its meaning."""
    first = error.errors()[0]
    name = str(first["loc"][0])
    info = fields[name]
    unit = unit_of(info)
    low, high = range_of(info)
    rule = {
        "greater_than_equal": f"must be at least {low:g}",
        "less_than_equal": f"must be at most {high:g}",
        "int_from_float": "must be a whole number",
        "int_parsing": "must be a whole number",
        "int_type": "must be a whole number",
    }.get(first["type"], f"must be a number from {low:g} to {high:g}")
    return f"{name} = {shown(first['input'], str)}{' ' + unit if unit else ''}: {rule} ({info.description})"


def unit_of(info: FieldInfo) -> str:
    """The unit of a declared number; empty for a share or a count of its own name."""
    return str((info.json_schema_extra or {})["unit"])  # type: ignore[index]


def source_of(info: FieldInfo) -> str:
    """Where the default of a declared number comes from."""
    return str((info.json_schema_extra or {})["source"])  # type: ignore[index]


def range_of(info: FieldInfo) -> tuple[float, float]:
    """The lowest and the highest value a declared number may take."""
    low = next(m.ge for m in info.metadata if hasattr(m, "ge"))
    high = next(m.le for m in info.metadata if hasattr(m, "le"))
    return float(low), float(high)


class Workplaces(Parameters):
    """Firms and industries: part of a generated network, or drawn at random for a network that has none."""

    industries: int = parameter(
        8, ge=1, le=50, unit="", label="industries",
        meaning="number of industries; a job in another industry seldom suits", source=ASSUMPTION,
    )  # fmt: skip
    firm_size: float = parameter(
        20, ge=1, le=500, unit="people", label="mean firm size",
        meaning="mean number of jobs in a firm; sizes are log-normal with unit log standard deviation", source=ASSUMPTION,
    )  # fmt: skip


class NetworkParameters(Workplaces):
    """Whom people know: how many in each contact layer, and how often they talk. Every generator uses the same numbers."""

    close_friends: int = parameter(
        5, ge=0, le=50, unit="people", label="close friends",
        meaning="kin and close friends, the innermost contact layer", source="Dunbar: 5 (phone records 4.1, Mac Carron et al. 2016)",
    )  # fmt: skip
    good_friends: int = parameter(
        10, ge=0, le=100, unit="people", label="good friends",
        meaning="further people talked to at least monthly", source="Dunbar: 15 in all",
    )  # fmt: skip
    friends: int = parameter(
        35, ge=0, le=300, unit="people", label="friends",
        meaning="further people talked to about every half year or more", source="Dunbar: 50 in all",
    )  # fmt: skip
    casual_friends: int = parameter(
        100, ge=0, le=1000, unit="people", label="casual friends",
        meaning="further people talked to about yearly or more", source="Dunbar: 150 in all",
    )  # fmt: skip
    acquaintances: int = parameter(
        440, ge=0, le=5000, unit="people", label="acquaintances",
        meaning="further people known, talked to more rarely",
        source="McCormick, Salganik, Zheng: 611 known in all, less repeated meetings",
    )  # fmt: skip
    close_rate: float = parameter(
        3.0, ge=0.001, le=50, unit="per week", label="rate, close friends",
        meaning="median contact rate of close friends", source="several times a week (Dunbar)",
    )  # fmt: skip
    good_rate: float = parameter(
        0.5, ge=0.001, le=50, unit="per week", label="rate, good friends",
        meaning="median contact rate of good friends: every second week, between weekly and monthly", source="at least monthly (Dunbar)",
    )  # fmt: skip
    friend_rate: float = parameter(
        0.0385, ge=0.0001, le=50, unit="per week", label="rate, friends",
        meaning="median contact rate of friends: twice a year", source="about every half year (Dunbar)",
    )  # fmt: skip
    casual_rate: float = parameter(
        0.0192, ge=0.0001, le=50, unit="per week", label="rate, casual",
        meaning="median contact rate of casual friends: once a year", source="about yearly (Dunbar)",
    )  # fmt: skip
    acquaintance_rate: float = parameter(
        0.0064, ge=0.00001, le=50, unit="per week", label="rate, acquaintances",
        meaning="median contact rate of acquaintances: once in three years", source="assumption within McCormick's two years or rarer: swept",
    )  # fmt: skip
    rate_spread: float = parameter(
        0.6, ge=0, le=3, unit="log units", label="spread of rates",
        meaning="standard deviation of the logarithm of contact rates within a layer", source=ASSUMPTION,
    )  # fmt: skip
    sociability: float = parameter(
        0.4, ge=0, le=2, unit="log units", label="spread of degrees",
        meaning="standard deviation of the logarithm of how many people somebody knows, beyond close friends", source=ASSUMPTION,
    )  # fmt: skip
    shared_time: float = parameter(
        0.0, ge=0, le=2, unit="", label="shared time",
        meaning="how much less one talks to each the more one knows: rates times (mean degree / √(degree i degree j)) to this power",
        source="time to communicate is finite and shared out (Miritello et al. 2013); off in the base model: swept",
    )  # fmt: skip
    community_size: int = parameter(
        500, ge=10, le=100000, unit="people", label="community size",
        meaning="people in a neighbourhood, school or congregation: a focus in which ties form (Feld 1981)", source=ASSUMPTION,
    )  # fmt: skip
    trade_lean: float = parameter(
        0.0, ge=0, le=1, unit="", label="lean to a trade",
        meaning="in layers: share of people who begin in the trade that their community leans to, rather than in any",
        source="off in the base model; over tracts of upstate New York counties, upper white collars were unevenly spread by "
        "14 to 21 % (index of dissimilarity, 1990; table 3 of a study in J. Epidemiol. Community Health, read without its text)",
    )  # fmt: skip
    bridging: float = parameter(
        0.25, ge=0, le=1, unit="", label="bridging",
        meaning="in caveman, small_world and planted_partition: share of ties beyond good friends that leave the group or the lattice; "
        "in weighted_growth: share of new ties formed with anybody", source=ASSUMPTION,
    )  # fmt: skip
    reinforcement: float = parameter(
        1.0, ge=0, le=1, unit="", label="reinforcement",
        meaning="in weighted_growth: how much the use of a tie adds to its weight, 1 being the weight of a new tie; 0: no communities",
        source="delta of Kumpula et al. 2007, who go from 0 to 1",
    )  # fmt: skip
