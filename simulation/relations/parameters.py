"""The numbers of ties that live: how long occasions to meet last, how fast habit leaks, how many hours people have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple

from weakties.simulation.errors import UserError
from weakties.simulation.given import shown
from weakties.simulation.parameters import ASSUMPTION, Parameters, parameter

RELATIONS = "relations"  # the name of the switch
LAST_WEEK = 2**15 - 1  # that ties which live can remember


class RelationParameters(Parameters):
    """Ties that live: between seasons they are made, tended, rest, come back, end and are forgotten."""

    at_start: ClassVar[tuple[str, ...]] = ("fitness_spread", "habit_leak")

    social_hours: float = parameter(
        7.0, ge=0.5, le=60, unit="hours/week", label="hours for others",
        meaning="median hours a week that somebody has for the people he knows; log-normal over people",
        source="leisure 4.8 (American Time Use Survey in Hall 2019); talk at work comes on top: assumption, swept",
    )  # fmt: skip
    hours_spread: float = parameter(
        0.5, ge=0, le=2, unit="log units", label="spread of hours",
        meaning="standard deviation over people of the logarithm of hours for others", source=ASSUMPTION,
    )  # fmt: skip
    exploring: float = parameter(
        0.032, ge=0, le=0.9, unit="", label="exploring",
        meaning="share of the hours for others that goes to people not met before, or not in touch with",
        source="fitted to a firm's e-mail, 60.9 % of ties there again after 28 days (tie-survival)",
    )  # fmt: skip
    closeness_hours: float = parameter(
        97.0, ge=1, le=1000, unit="hours", label="hours to be close",
        meaning="hours together at which closeness is 1 - 1/e, as long as nobody falls silent", source="Hall 2019 (80 to 100 hours: friends), secondary: swept",
    )  # fmt: skip
    closeness_lasts: float = parameter(
        104.0, ge=4, le=5200, unit="weeks", label="closeness lasts",
        meaning="silence after which closeness has fallen to 1/e; that of kin does not fall", source=ASSUMPTION,
    )  # fmt: skip
    talk_hours: float = parameter(
        0.4, ge=0.01, le=5, unit="hours", label="length of a talk",
        meaning="mean length of a conversation; hours divided by it are conversations", source=ASSUMPTION,
    )  # fmt: skip
    habit_leak: float = parameter(
        26.0, ge=4, le=520, unit="weeks", label="habit lasts",
        meaning="time in which the habit of talking fades to 1/e without a talk", source=ASSUMPTION,
    )  # fmt: skip
    habit_pull: float = parameter(
        0.6, ge=0, le=1.5, unit="", label="pull of habit",
        meaning="exponent with which habit attracts hours: 0, hours are shared equally; 1, in proportion to past talks",
        source=ASSUMPTION,
    )  # fmt: skip
    fitness_spread: float = parameter(
        0.6, ge=0, le=2, unit="log units", label="spread of fitness",
        meaning="standard deviation of the logarithm of how well two people suit each other, drawn once a pair", source=ASSUMPTION,
    )  # fmt: skip
    occasion_life: float = parameter(
        14.0, ge=1, le=5200, unit="weeks", label="life of an occasion",
        meaning="mean time for which two people of fitness 1 have an occasion to meet; in proportion to fitness",
        source="fitted to the exponent of social signatures, 1.20 (Lizardo, NetHealth, unpublished draft; social-signature)",
    )  # fmt: skip
    ends_for_good: float = parameter(
        0.4, ge=0, le=1, unit="", label="ends for good",
        meaning="chance that an occasion that ends does not come back by itself; other than between kin and present colleagues",
        source=ASSUMPTION,
    )  # fmt: skip
    return_rate: float = parameter(
        0.15, ge=0, le=5, unit="per week", label="return of occasions",
        meaning="rate at which a resting occasion comes back where habit is strong: times habit / (habit + 5 talks)",
        source=ASSUMPTION,
    )  # fmt: skip
    introductions: float = parameter(
        0.4, ge=0, le=1, unit="", label="introductions",
        meaning="share of first meetings that come about through a friend of a friend (Kossinets and Watts 2006: direction)",
        source=ASSUMPTION,
    )  # fmt: skip
    met_at_work: float = parameter(
        0.3, ge=0, le=1, unit="", label="met at work",
        meaning="share of first meetings within the firm, of those that no friend brings about; who has no job meets nobody there",
        source=ASSUMPTION,
    )  # fmt: skip
    met_nearby: float = parameter(
        0.5, ge=0, le=1, unit="", label="met nearby",
        meaning="share of first meetings within the community, of those brought about neither by a friend nor at work; the rest anywhere",
        source=ASSUMPTION,
    )  # fmt: skip


def relations_of(values: Mapping[str, Any], *, strict: bool = True) -> RelationParameters | None:
    """Ties that live, as flat names ask for them: `relations` ("on" or "off", which it is where it is not there) and any of
    RelationParameters. None where ties do not live.

    Raises UserError for more weeks than ties can live, for another value of `relations`, for a number out of range, and, if strict, for a number of ties that live
    where they do not.
    """
    asked = values.get(RELATIONS, "off")
    if not isinstance(asked, bool) and asked not in ("on", "off"):
        raise UserError(f"relations = {shown(asked)}: must be on or off")
    numbers = {name: value for name, value in values.items() if name in RelationParameters.model_fields}
    if numbers and strict and asked not in ("on", True):
        raise UserError(
            f"{next(iter(numbers))} acts on ties that live; it has no effect without relations=on"
        )
    found = RelationParameters.create(numbers)
    if asked not in ("on", True):
        return None
    weeks = values.get("weeks", 0)
    check_week(weeks if isinstance(weeks, int) else 0)
    return found


def check_week(week: int) -> None:
    """Raises UserError for a week beyond the last that ties which live can remember."""
    if week > LAST_WEEK:
        raise UserError(f"week {week}: ties can live for {LAST_WEEK} weeks at most")


def numbers_of(p: RelationParameters) -> Any:
    """The parameters as a named tuple, for kernels."""
    return _Numbers(**{name: float(getattr(p, name)) for name in RelationParameters.model_fields})


_Numbers = NamedTuple("_Numbers", [(name, float) for name in RelationParameters.model_fields])  # type: ignore[misc]
