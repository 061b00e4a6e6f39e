"""Every number of the spread of news, declared once, and which of them each kind of contagion reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from weakties.simulation.errors import UserError
from weakties.simulation.given import shown
from weakties.simulation.parameters import ASSUMPTION, Parameters, parameter


class SpreadParameters(Parameters):
    """The spread of news over ties."""

    transmission: float = parameter(
        0.0, ge=0, le=1, unit="per tie and week", label="transmission",
        meaning="chance that one who knows tells a given contact in a week; 0: at the contact rate of the tie",
        source="the structure decides",
    )  # fmt: skip
    willingness: float = parameter(
        1.0, ge=0, le=1, unit="", label="willingness",
        meaning="share of conversations in which news comes up; where transmission is 0", source=ASSUMPTION,
    )  # fmt: skip
    topics: int = parameter(
        1, ge=1, le=1000, unit="", label="topics",
        meaning="number of topics; a conversation is about one of them, and passes the news on it; where transmission is 0",
        source=ASSUMPTION,
    )  # fmt: skip
    pieces: int = parameter(
        1, ge=1, le=1_000_000, unit="", label="pieces of news",
        meaning="how many pieces of news spread, each by itself; their topics take turns", source=ASSUMPTION,
    )  # fmt: skip
    news_per_week: float = parameter(
        0.0, ge=0, le=1_000_000, unit="per week", label="news per week",
        meaning="how many pieces become known for the first time each week; 0: all in week 0", source=ASSUMPTION,
    )  # fmt: skip
    staleness: float = parameter(
        0.0, ge=0, le=1, unit="per week", label="staleness",
        meaning="chance per week that a piece of news goes stale, and is told no more", source=ASSUMPTION,
    )  # fmt: skip
    recovery: float = parameter(
        0.1, ge=0.0001, le=1, unit="per week", label="recovery",
        meaning="in sir: chance per week that one who knows loses interest, and tells no more", source=ASSUMPTION,
    )  # fmt: skip
    threshold: int = parameter(
        2, ge=1, le=10_000, unit="people", label="threshold",
        meaning="in threshold: how many different people must have told somebody before he takes it up",
        source="Centola and Macy 2007, AJS 113:702: more than one",
    )  # fmt: skip
    threshold_share: float = parameter(
        0.0, ge=0, le=1, unit="", label="threshold, share",
        meaning="in threshold: the same as a share of the people one knows; 0: the number counts", source=ASSUMPTION,
    )  # fmt: skip
    noise: float = parameter(
        0.0, ge=0, le=1, unit="", label="noise",
        meaning="in threshold: chance that one who tells convinces by himself, below the threshold",
        source="Eckles, Mossel, Rahimian, Sen: of order people**(-1/threshold)",
    )  # fmt: skip


CONTAGIONS = ("simple", "sir", "cascade", "threshold")
# What only some contagions read. Setting one where it is read by nobody is an error, not a silence.
ONLY_IN = {
    "recovery": ("sir",),
    "threshold": ("threshold",),
    "threshold_share": ("threshold",),
    "noise": ("threshold",),
}


def spread_parameters(contagion: str, values: Mapping[str, Any]) -> SpreadParameters:
    """The parameters of a contagion. Raises UserError for unknown names, bad values, and numbers that would go unread."""
    check_contagion(contagion)
    p = SpreadParameters.create(values)
    for name in values:
        where = ONLY_IN.get(name, CONTAGIONS)
        if contagion not in where:
            raise UserError(
                f"{name} means nothing with contagion={contagion!r}; use contagion={where[0]!r} or leave it out"
            )
        if name in ("willingness", "topics") and p.transmission > 0:
            raise UserError(
                f"{name} means nothing beside transmission, which is the same for all ties; leave one of them out"
            )
    if p.threshold_share > 0 and "threshold" in values:
        raise UserError("threshold and threshold_share: give the number or the share, not both")
    return p


def said_or_read(contagion: str, p: SpreadParameters) -> dict[str, Any]:
    """The numbers that somebody set, and those others that this contagion reads: `spread_parameters` takes them again."""
    unread = {name for name, where in ONLY_IN.items() if contagion not in where}
    unread |= {"willingness", "topics"} if p.transmission > 0 else set()
    unread |= {"threshold"} if p.threshold_share > 0 else set()
    return {k: v for k, v in p.model_dump().items() if k in p.model_fields_set or k not in unread}


def check_contagion(contagion: str) -> str:
    """`contagion` if it is one. Raises UserError, with all there are, otherwise."""
    if not isinstance(contagion, str) or contagion not in CONTAGIONS:
        raise UserError(f"no contagion {shown(contagion)}; there are {', '.join(CONTAGIONS)}")
    return contagion
