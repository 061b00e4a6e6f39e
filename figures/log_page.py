"""What a log of contacts says about ties in time, on one page: survival, silence, signature, closure, new partners, volume.

Results: one row an estimate, with the columns of `weakties.analysis.contact_log.report.table` (statistic, of, x, value, low,
high, n) and `log`, the name of the log that it is of; one log, or two that are drawn over each other. Statistics that are absent,
or not known, leave their panel empty.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator, PercentFormatter

from weakties.figures import style

COLUMNS = ("log", "statistic", "of", "x", "value", "low", "high", "n")
LOOKS = ("strong", "weak")
FEWEST = 20  # an estimate of fewer entries is in the tables and not drawn
EMBEDDED = "survival by shared partners"
EQUAL = f"{EMBEDDED}, 2–4 contacts"


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The page, 178 x 190 mm. Raises UserError when columns are missing, or for more than two logs."""
    style.require(results, COLUMNS, "log")
    logs = list(dict.fromkeys(results["log"]))[: len(LOOKS)]
    figure = style.sheet(style.PAGE, 186 if len(logs) > 1 else 180)
    grid = figure.subplots(3, 3)
    panels: list[tuple[str, Callable[[Axes, pd.DataFrame, style.Look], None]]] = [
        ("Survival", _survival),
        ("Survival by contacts", _by("survival by contacts", "contacts in the window")),
        ("Survival by age", _by("survival by age", "windows since the first contact")),
        ("Survival and embedding", _embedding),
        ("Silence", _silence),
        ("Social signature", _signature),
        ("Closing triangles", _closure),
        ("New partners", _new),
        ("Volume over a tie's life", _thirds),
    ]
    for letter, axes, (text, panel) in zip("ABCDEFGHI", grid.flat, panels, strict=True):
        style.title(axes, letter, text)
        for name, look in zip(logs, LOOKS, strict=False):
            panel(axes, results[results["log"] == name], style.LOOKS[look])
        if not axes.has_data():
            axes.text(
                0.5, 0.5, "too little in this log", ha="center", color=style.GREY, transform=axes.transAxes
            )
            axes.set_axis_off()
    if len(logs) > 1:
        marks = [_mark(style.LOOKS[look]) for look in LOOKS]
        figure.legend(marks, logs, loc="outside upper left", ncols=2)
    return figure


def points(results: pd.DataFrame) -> pd.DataFrame:
    """What is drawn: the statistics of the page, with their intervals."""
    drawn = (
        "survival",
        EMBEDDED,
        EQUAL,
        "talk again",
        "rank shares",
        "first contact, hazard",
        "new partner",
        "contacts by third",
    )
    return results[results["statistic"].str.startswith(drawn)].reset_index(drop=True)


def _mark(look: style.Look) -> Line2D:
    return Line2D([], [], color=look.colour, linestyle=look.line, marker=look.marker, markersize=3.5)


def _known(table: pd.DataFrame, statistic: str) -> pd.DataFrame:
    some = table[table["statistic"] == statistic]
    return some[np.isfinite(some["value"]) & ((some["n"] >= FEWEST) | (some["statistic"] == "signature"))]


def _line(axes: Axes, x: pd.Series, some: pd.DataFrame, look: style.Look, *, hollow: bool = False) -> None:
    """Estimates with their intervals, joined."""
    face = "white" if hollow else look.colour
    axes.plot(
        x, some["value"], color=look.colour, linestyle=":" if hollow else look.line, marker=look.marker, markersize=3.5,
        markerfacecolor=face, linewidth=1.0, zorder=3,
    )  # fmt: skip
    axes.vlines(x, some["low"], some["high"], color=look.colour, linewidth=0.8, zorder=2)


def _shares(axes: Axes, label: str) -> None:
    axes.set(ylabel=label, ylim=(0, 1))
    axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))


def _survival(axes: Axes, table: pd.DataFrame, look: style.Look) -> None:
    some = _known(table, "survival")
    if len(some):
        _line(axes, some["x"], some, look)
        axes.set_xlabel("days later")
        axes.set_xlim(0, 1.08 * float(some["x"].max()))
        axes.set_xticks(list(some["x"]), [f"{x:g}" for x in some["x"]])
        _shares(axes, "ties there again")


def _classes(axes: Axes, some: pd.DataFrame, label: str) -> None:
    known = dict(zip(some["x"], some["of"], strict=True)) | getattr(axes, "known_classes", {})
    axes.known_classes = known  # type: ignore[attr-defined]
    places = sorted(known)
    axes.set_xticks(places, [known[x] for x in places])
    axes.set_xlim(min(places) - 0.4, max(places) + 0.4)
    axes.set_xlabel(label)


def _by(statistic: str, label: str) -> Callable[[Axes, pd.DataFrame, style.Look], None]:
    """A panel of survival after three windows in classes."""

    def panel(axes: Axes, table: pd.DataFrame, look: style.Look) -> None:
        some = _known(table, statistic)
        if len(some):
            _line(axes, some["x"], some, look)
            _classes(axes, some, label)
            _shares(axes, _after(table))

    return panel


def _after(table: pd.DataFrame) -> str:
    """'there again after 84 days'."""
    days = table[(table["statistic"] == "survival") & (table["of"] == "3")]["x"]
    return f"there again after {days.iloc[0]:g} days" if len(days) else "there again"


def _embedding(axes: Axes, table: pd.DataFrame, look: style.Look) -> None:
    """All ties, and those of about equal weight, hollow."""
    every, equal = _known(table, EMBEDDED), _known(table, EQUAL)
    if not len(every):
        return
    _line(axes, every["x"], every, look)
    _line(axes, equal["x"], equal, look, hollow=True)
    _classes(axes, every, "shared partners in the window")
    _shares(axes, _after(table))
    if not axes.get_legend():
        all_ = Line2D([], [], color=style.INK, marker="o", markersize=3.5, linewidth=1.0)
        few = Line2D(
            [], [], color=style.INK, marker="o", markersize=3.5, linewidth=1.0, linestyle=":", mfc="white"
        )
        ink = [all_, few]
        axes.legend(ink, ["all ties", "with 2–4 contacts"], loc="center left", fontsize=6.5, handlelength=1.8)


def _silence(axes: Axes, table: pd.DataFrame, look: style.Look) -> None:
    some = _known(table, "talk again after a silence")
    if not len(some):
        return
    axes.axhline(0.5, color=style.GREY, linewidth=0.6, linestyle=":", zorder=1)
    _line(axes, some["x"], some, look)
    axes.set_xscale("log", base=2)
    axes.set_xlim(0.8, 20)
    axes.set_xticks([1, 2, 4, 8, 16], ["1", "2", "4", "8", "16"])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xlabel("silent for so many mean gaps")
    _shares(axes, "talk again")


def _signature(axes: Axes, table: pd.DataFrame, look: style.Look) -> None:
    """Shares by rank, and in words how far from oneself and from others."""
    some = _known(table, "rank shares")
    some = some[some["value"] > 1e-4]
    if not len(some):
        return
    axes.set_xscale("log")
    style.number_axis(axes)
    _line(axes, some["x"], some, look)
    lowest = float(some["value"].min()) / 2
    axes.set_ylim(min(lowest, axes.get_ylim()[0]) if len(axes.lines) > 1 else lowest, 1)
    axes.yaxis.set_minor_locator(NullLocator())
    axes.set_xticks([1, 2, 5, 10, 20], ["1", "2", "5", "10", "20"])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set(xlabel="rank of the partner", ylabel="share of contacts")
    words = _known(table, "signature").set_index("of")["value"]
    if "from oneself, bits" in words and "from others, bits" in words:
        text = f"from oneself {words['from oneself, bits']:.3f} bits\nfrom others {words['from others, bits']:.3f} bits"
        height = 0.04 + 0.2 * len(axes.texts)
        axes.text(
            0.04, height, text, transform=axes.transAxes, color=look.colour, fontsize=6.5, linespacing=1.2
        )


def _closure(axes: Axes, table: pd.DataFrame, look: style.Look) -> None:
    some = _known(table, "first contact, hazard")
    some = some[some["value"] > 0]
    if not len(some):
        return
    axes.set_yscale("log")
    per_thousand = some.assign(**{c: 1_000 * some[c] for c in ("value", "low", "high")})
    _line(axes, some["x"], per_thousand, look)
    style.number_axis(axes)
    axes.yaxis.set_minor_locator(NullLocator())
    _classes(axes, some, "shared partners in the window")
    axes.set_ylabel("first contacts per 1,000 pairs")


def _new(axes: Axes, table: pd.DataFrame, look: style.Look) -> None:
    """Shares by partners so far, and the law c / (n + c) in grey."""
    some = _known(table, "new partner")
    fit = _known(table, "new partner, c / (n + c)")
    if not len(some):
        return
    if len(fit):
        c, n = float(fit["value"].iloc[0]), np.geomspace(1, float(some["x"].max()), 60)
        axes.plot(n, c / (n + c), color=style.GREY, linewidth=0.8, linestyle=look.line, zorder=1)
        words = f"grey: c / (n + c), c = {c:.2g}"
        axes.text(
            0.97,
            0.93 - 0.1 * len(axes.texts),
            words,
            ha="right",
            transform=axes.transAxes,
            fontsize=6.5,
            color=look.colour,
        )
    _line(axes, some["x"], some, look)
    axes.set_xscale("log")
    axes.xaxis.set_major_locator(FixedLocator([1, 3, 10, 30, 100]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xlabel("partners so far, n")
    highest = 1.2 * float(max(some["high"].max(), some["value"].max()))
    before = axes.get_ylim()[1] if len(axes.texts) > 1 else 0.0
    _shares(axes, "next contact is with a new one")
    axes.set_ylim(0, min(1.0, max(highest, before)))


def _thirds(axes: Axes, table: pd.DataFrame, look: style.Look) -> None:
    some = _known(table, "contacts by third of life")
    if not len(some):
        return
    axes.axhline(1 / 3, color=style.GREY, linewidth=0.6, linestyle=":", zorder=1)
    _line(axes, some["x"], some, look)
    before = axes.get_ylim()[1] if len(axes.lines) > 2 else 0.0
    axes.set_xlim(-0.4, 2.4)
    axes.set_xticks([0, 1, 2], ["first", "middle", "last"])
    axes.set_xlabel("third of the tie's life")
    _shares(axes, "share of its contacts")
    axes.set_ylim(0, min(1.0, max(0.6, 1.1 * float(some["high"].max()), before)))
