"""One person's ties over the years: a line a tie, as thick as the hours a season that the two spent together.

Results (`analysis/ties_of_person.py`): seasons (other, kind, week, hours: one row a tie and season with talk), events (other,
kind, event, week; event: "met", "rested", "found again" or "lost") and about (person, weeks, partners, drawn, share).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from weakties.figures import style

Results = Mapping[str, Any]
LOOKS = {"close": style.LOOKS["strong"], "friend": style.LOOKS["weak"], "colleague": style.LOOKS["direct"]}
KINDS = ("kin and close friends", "friends", "colleagues")
SEASON, YEAR = 4, 52  # weeks
WIDTHS = (
    (2.0, 0.6),
    (20.0, 1.8),
    (np.inf, 3.2),
)  # hours a season up to which, and how thick the line is, in points
MARKS = {"met": ("|", 5.0), "found again": ("o", 2.8), "lost": ("x", 3.0)}
WORDS = {"met": "met", "found again": "found again", "lost": "lost: silent to the end"}


@style.house()
def draw(results: Results) -> Figure:
    """The figure, 178 mm wide. Raises UserError when columns are missing."""
    seasons, events, about = results["seasons"], results["events"], results["about"]
    style.require(seasons, ("other", "kind", "week", "hours"), "seasons of a person's ties")
    place = _order(seasons)
    figure = style.sheet(style.PAGE, 42 + 2.1 * len(place))
    axes = figure.subplots()
    for kind, look in LOOKS.items():
        _lines(axes, seasons[seasons["kind"] == kind], place, look.colour)
    _silence(axes, seasons, events, place)
    for event, (marker, size) in MARKS.items():
        rows = events[events["event"] == event]
        face: dict[str, Any] = {"markerfacecolor": "white"} if marker == "o" else {}
        axes.plot(
            rows["week"] / YEAR, rows["other"].map(place), marker, color=style.INK, markersize=size,
            markeredgewidth=0.7, zorder=4, **face,
        )  # fmt: skip
    axes.set(xlim=(0, about["weeks"] / YEAR), ylim=(len(place), -1), xlabel="year", yticks=[])
    axes.set_ylabel("ties, by first talk")
    axes.spines["left"].set_visible(False)
    figure.legend(*_key(), loc="outside upper left", ncols=4)
    style.title(axes, "", _words(about))
    return figure


def _order(seasons: pd.DataFrame) -> dict[int, int]:
    """The line of each tie, from the top: by the first season with talk; of the same, the one that lasts longer first."""
    span = seasons.groupby("other")["week"].agg(["min", "max"]).reset_index()
    span = span.sort_values(["min", "max", "other"], ascending=[True, False, True])
    return {int(other): line for line, other in enumerate(span["other"])}


def _lines(axes: Axes, seasons: pd.DataFrame, place: Mapping[int, int], colour: str) -> None:
    """A dash a season."""
    x = seasons["week"].to_numpy() / YEAR
    y = seasons["other"].map(place).to_numpy(float)
    ends = np.stack([np.stack([x, y], axis=1), np.stack([x + SEASON / YEAR, y], axis=1)], axis=1)
    steps = np.searchsorted([top for top, _ in WIDTHS], seasons["hours"].to_numpy())
    widths = np.array([thick for _, thick in WIDTHS])[steps]
    axes.add_collection(
        LineCollection(list(ends), linewidths=widths, colors=colour, capstyle="butt", zorder=3)
    )


def _silence(axes: Axes, seasons: pd.DataFrame, events: pd.DataFrame, place: Mapping[int, int]) -> None:
    """A thin line from a tie's first season to its last; pale where the two were silent for a year or more."""
    span = seasons.groupby("other")["week"].agg(["min", "max"])
    y = [place[int(other)] for other in span.index]
    axes.hlines(y, span["min"] / YEAR, span["max"] / YEAR, color=style.GREY, linewidth=0.3, zorder=1)
    ordered = events.sort_values(["other", "week", "event"], ascending=[True, True, False], kind="stable")
    rests, again = (ordered[ordered["event"] == name] for name in ("rested", "found again"))
    axes.hlines(
        rests["other"].map(place), rests["week"].to_numpy() / YEAR, again["week"].to_numpy() / YEAR,
        color=style.PALE, linewidth=1.6, zorder=2,
    )  # fmt: skip


def _words(about: Mapping[str, Any]) -> str:
    return (
        f"person {about['person']}: {about['drawn']} ties with {100 * about['share']:.0f} % of the conversations; "
        f"{about['partners']} people were talked to in all"
    )


def _key() -> tuple[list[Line2D], list[str]]:
    """Kinds, thickness, marks."""
    kinds = [Line2D([], [], color=look.colour, linewidth=3.2) for look in LOOKS.values()]
    thick = [Line2D([], [], color=style.GREY, linewidth=thick) for _, thick in WIDTHS]
    hours = ["up to 2 hours in four weeks", "2 to 20 hours", "more than 20 hours"]
    marks = [
        Line2D([], [], color=style.INK, marker=mark, markersize=size + 1, linestyle="", markeredgewidth=0.7,
               markerfacecolor="white" if mark == "o" else style.INK)
        for mark, size in MARKS.values()
    ]  # fmt: skip
    rest = Line2D([], [], color=style.PALE, linewidth=1.6)
    return (
        [*kinds, *thick, *marks[:1], rest, *marks[1:]],
        [*KINDS, *hours, "met", "resting: silent a year or more", WORDS["found again"], WORDS["lost"]],
    )


def points(results: Results) -> pd.DataFrame:
    """What is drawn: seasons with their hours, and events, with the line of each tie."""
    place = _order(results["seasons"])
    parts = [results["seasons"].assign(what="season"), results["events"].rename(columns={"event": "what"})]
    return pd.concat(parts, ignore_index=True).assign(line=lambda t: t["other"].map(place))
