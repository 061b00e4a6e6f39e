"""The house style: sizes, colours, line styles, and the few marks that every figure shares.

A figure is made inside `house()`, which lays our settings over matplotlib's defaults and puts everything back afterwards; nothing
here uses pyplot. The font is DejaVu Sans, which comes with matplotlib, so a figure is the same on every machine. PDF holds real
text (Type 42: searchable, editable); SVG holds letters as paths, since a reader's machine may lack the font and would then set
the text wider than it was tested.

What is assigned here acts on all figures drawn afterwards: style.COLUMN = 88, style.RC["font.family"] = "Arial", style.INK =
"black", style.LOOKS["weak"] = Look(...). `weakties figures --width single` draws what is of page width in one column (column.py).

Strong and weak, formal and direct look the same in every figure, and differ in more than colour: in lightness (grey print), in
line style (strong solid, weak dashed), in marker and in hatching. The colours stay apart for the three kinds of colour
blindness (tests/figures/test_style.py computes it). What was published is black on grey, in all figures; ours has the colours.
"""

from __future__ import annotations

import io
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib.style
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter, NullLocator

from weakties.figures.column import NARROW, Column
from weakties.simulation.errors import UserError
from weakties.simulation.talk.frequency import EVERY_TEN_YEARS, MONTHLY, WEEKLY, YEARLY

COLUMN, PAGE = 85.0, 178.0
"""The two printed widths in mm: one column, and the whole page."""

SMALLEST = 6.5
"""No text is smaller than this, in points, at printed size."""

INK, GREY, PALE = "#1A1A1A", "#6E6E6E", "#E3E3E3"

INKED = ("axes.edgecolor", "axes.labelcolor", "text.color", "xtick.color", "ytick.color")

RC: dict[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 8.0,
    "axes.titlesize": 8.0,
    "axes.labelsize": 7.5,
    "xtick.labelsize": 7.0,
    "ytick.labelsize": 7.0,
    "legend.fontsize": 7.0,
    "legend.frameon": False,
    "legend.handlelength": 2.4,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.6,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "xtick.major.size": 2.5,
    "ytick.major.size": 2.5,
    "lines.linewidth": 1.4,
    "lines.markersize": 4.5,
    "hatch.linewidth": 0.5,
    "savefig.dpi": 300,
    "pdf.fonttype": 42,
    "ps.fonttype": 42,
    "svg.fonttype": "path",
    "svg.hashsalt": "weak-ties",  # the same figure gives the same file, byte for byte
}


@dataclass(frozen=True)
class Look:
    """How one kind of tie or channel is drawn, everywhere: colour, line style, marker and hatching of areas."""

    colour: str
    line: Any = "-"
    marker: str = "o"
    hatch: str = ""


LOOKS: dict[str, Look] = {
    "strong": Look("#0B3C6F", "-", "o"),
    "weak": Look("#E07B00", (0, (4, 1.6)), "s"),
    "weakest": Look("#F7CF86", (0, (1, 1.2)), "^"),
    "formal": Look("#AFC1CC", (0, (6, 1.5, 1, 1.5)), "D", "////"),
    "direct": Look("#4F7A70", (0, (3, 1, 1, 1, 1, 1)), "v", "...."),
    "contact": Look("#5B2A6B", "-", "P"),
    "other": Look("#C9C9C9", ":", "X", "////"),
}

CONTACT_TICKS: Mapping[float, str] = {
    EVERY_TEN_YEARS: "10-yearly",
    YEARLY: "yearly",
    MONTHLY: "monthly",
    WEEKLY: "weekly",
    7.0: "daily",
}
"""Contact rates, in conversations per week, that people have words for."""

RATE = "contact rate (conversations per week)"


@contextmanager
def house() -> Generator[None]:
    """The house settings, for a `with` block or as a decorator of a function that draws (`@house()`)."""
    with matplotlib.style.context({**RC, **dict.fromkeys(INKED, INK)}, after_reset=True):
        yield


def sheet(width_mm: float, height_mm: float) -> Figure:
    """An empty figure of printed size, laid out without overlap; in `one_column` no wider than that.

    Raises UserError for a width other than 85 or 178 mm.
    """
    if width_mm not in (COLUMN, PAGE):
        raise UserError(f"a figure is {COLUMN:g} or {PAGE:g} mm wide, not {width_mm:g}")
    if width_mm == PAGE and NARROW.get():
        return Column(figsize=(COLUMN / 25.4, height_mm / 25.4), layout="constrained")
    return Figure(figsize=(width_mm / 25.4, height_mm / 25.4), layout="constrained")


def title(axes: Axes, letter: str, text: str = "") -> None:
    """The panel's letter, bold, and what it shows, at its upper left; without a letter, the title alone."""
    axes.set_title(f"$\\mathbf{{{letter}}}$  {text}".strip() if letter else text, loc="left", pad=6)


def rate_axis(axes: Axes, low: float, high: float, label: str = RATE, *, narrow: bool = False) -> None:
    """Makes x a logarithmic axis of contact rates from low to high (per week), with ticks in everyday words.

    On a narrow panel, the numbers under the words are left out, and the word for weekly, whose place 'monthly' takes.
    """
    axes.set_xscale("log")
    axes.set_xlim(low, high)
    narrow = narrow or NARROW.get()
    shown = {rate: word for rate, word in CONTACT_TICKS.items() if low <= rate <= high}
    words = [word if narrow else f"{word}\n({rate:.2g})" for rate, word in shown.items()]
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xticks(list(shown), ["" if narrow and word == "weekly" else word for word in words])
    axes.set_xlabel(label)
    if NARROW.get():
        axes.tick_params(axis="x", labelsize=SMALLEST, labelrotation=30)


def number_axis(axes: Axes) -> None:
    """Makes y a logarithmic axis, with ticks in plain numbers: 0.1, 1, 10."""
    axes.set_yscale("log")
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))
    axes.yaxis.set_minor_formatter(NullFormatter())


def whisker(
    axes: Axes, x: float, y: float, ends: tuple[float, float], look: Look, *, upright: bool = False
) -> None:
    """Our estimate: a marker at (x, y) with its interval `ends` along x, or along y when `upright`.

    An interval without ends (a single replicate says nothing about luck) has no whisker.
    """
    if not np.isfinite(ends).all():
        ends = (float("nan"), float("nan"))
    bar = ([x, x], list(ends)) if upright else (list(ends), [y, y])
    axes.plot(*bar, color=INK, linewidth=1.0, marker="_" if upright else "|", markersize=4, zorder=4)
    axes.plot([x], [y], look.marker, color=look.colour, markeredgecolor=INK, markeredgewidth=0.5, zorder=5)


def require(frame: pd.DataFrame, columns: Iterable[str], what: str) -> None:
    """Raises UserError, naming what is missing, unless the saved results `what` have these columns and at least one row."""
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise UserError(f"{what}: saved results lack {', '.join(missing)}; run again: weakties reproduce")
    if frame.empty:
        raise UserError(f"{what}: saved results are empty; run again: weakties reproduce")


def render(figure: Figure, kind: str, about: str = "") -> bytes:
    """The file of a figure, as bytes for the caller to save; `kind` is 'pdf', 'svg' or 'png', `about` goes into its metadata.

    The size is the printed size, and no date is written: the same figure gives the same bytes. The layout is settled once
    and then kept: matplotlib would move things a little with every further file.
    """
    dates: dict[str, dict[str, Any]] = {
        "pdf": {"CreationDate": None, "ModDate": None},
        "svg": {"Date": None},
        "png": {},
    }
    file = io.BytesIO()
    with house():
        if figure.get_layout_engine() is not None:
            figure.draw_without_rendering()
            figure.set_layout_engine("none")
        figure.savefig(file, format=kind, metadata={"Title": about, **dates[kind]})
    return file.getvalue()
