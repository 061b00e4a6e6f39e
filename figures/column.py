"""Figures of page width in a single column: panels that stand side by side are put below one another, at their own proportions.

A figure's code is the same for both widths; what it asks of its sheet (`subplots`, `subfigures`, `subplot_mosaic`, `legend`) is
answered here as one column wants it.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

NARROW: ContextVar[bool] = ContextVar("one column", default=False)
FLATTER = 0.85
"""Height of a panel in a column, in heights that it has on the page, where it is narrower."""


@contextmanager
def one_column() -> Generator[None]:
    """While the block runs, every figure is one column wide."""
    token = NARROW.set(True)
    try:
        yield
    finally:
        NARROW.reset(token)


class Column(Figure):
    """A sheet one column wide, for what is meant to be drawn on a page."""

    def __init__(self, *of: Any, **figure: Any) -> None:
        super().__init__(*of, **figure)
        self._fitted = False
        self._keys: dict[str, tuple[Any, Any]] = {}  # legends beside the panels, by edge

    def subplots(self, nrows: int = 1, ncols: int = 1, **more: Any) -> Any:
        """As of a Figure, but for where the panels stand: all in one column, row after row."""
        if ncols == 1:
            return super().subplots(nrows, 1, **more)
        squeeze = more.pop("squeeze", True)
        more.pop("width_ratios", None)
        heights = np.repeat(more.pop("height_ratios", np.ones(nrows)), ncols)
        self._taller(ncols)
        if more.get("sharex") is True and nrows == 1:
            more["sharex"] = False
        plain: Any = super()
        made = plain.subplots(nrows * ncols, 1, squeeze=False, height_ratios=heights, **more)
        grid = made.reshape(nrows, ncols)
        return grid[0] if squeeze and nrows == 1 else grid

    def subfigures(self, nrows: int = 1, ncols: int = 1, **more: Any) -> Any:  # type: ignore[override]
        """As of a Figure, but below one another."""
        more.pop("width_ratios", None)
        self._taller(ncols)
        return super().subfigures(nrows * ncols, 1, **more)

    def subplot_mosaic(self, mosaic: Any, **more: Any) -> Any:
        """As of a Figure, but below one another, in the order of the letters as they are read."""
        rows = mosaic.split(";") if isinstance(mosaic, str) else ["".join(map(str, row)) for row in mosaic]
        letters = list(dict.fromkeys("".join(rows)))
        heights = dict(zip(rows, more.pop("height_ratios", [1.0] * len(rows)), strict=True))
        ratios = [max(h for row, h in heights.items() if letter in row) for letter in letters]
        self._taller(len(letters) / len(rows))
        more.pop("width_ratios", None)
        return super().subplot_mosaic([[letter] for letter in letters], height_ratios=ratios, **more)

    def legend(self, *entries: Any, **more: Any) -> Any:
        """As of a Figure, with as many entries side by side as fit."""
        names = entries[1] if len(entries) > 1 else [h.get_label() for h in more.get("handles", [])]
        longest = max((max(map(len, str(name).split("\n"))) for name in names), default=0)
        wanted = more.get("ncols", 1)
        more["ncols"] = min(wanted, 3 if longest < 12 else 2 if longest < 24 else 1)
        self._grow(ENTRY * (math.ceil(len(names) / more["ncols"]) - math.ceil(len(names) / wanted)))
        edge = " ".join(str(more.get("loc", "")).split()[:2])  # "outside lower"
        if edge in self._keys:  # two that stand side by side on the page are one in a column
            before, (marks, said) = self._keys[edge]
            before.remove()
            entries = ([*marks, *entries[0]], [*said, *entries[1]])
        made = super().legend(*entries, **more)
        if edge.startswith("outside") and len(entries) > 1:
            self._keys[edge] = made, entries
        return made

    def draw(self, renderer: Any) -> None:
        """As of a Figure, once words that are too long for a column stand on several lines."""
        if not self._fitted:
            self._fitted = True
            panels: Any = self.findobj(Axes)
            self._grow(sum(_fit_ticks(axes) for axes in panels))
            first = [axes for axes in panels if axes.bbox.x0 < 1 + min(one.bbox.x0 for one in panels)]
            widest = max(map(_beside, first))  # they are laid out with one left edge
            for axes in panels:
                _fit(axes, widest if axes in first else _beside(axes))
        super().draw(renderer)

    def _grow(self, more: float) -> None:
        width, height = self.get_size_inches()
        self.set_size_inches(width, height + more / 25.4)

    def _taller(self, panels: float) -> None:
        width, height = self.get_size_inches()
        self.set_size_inches(width, height * (1 + FLATTER * (panels - 1)))


UP, TICK = 34, 30
"""Letters that fit on a line along y, and at a tick of y."""
LETTER, SMALL_LETTER, LINE = 1.55, 1.2, 3.6
"""Width of a letter of a title or along x, and of one at a tick; height of a line of words at a tick and what is between: mm."""
TICKS, ENTRY = 4.8, 4.2  # ticks of y and the gaps around them, and the height of an entry of a legend: mm
INSIDE = 0.77  # of its room that a panel fills before the sheet is laid out: matplotlib's margins


def _beside(axes: Axes) -> float:
    """How much stands on the left of a panel, mm."""
    names = [line for label in axes.get_yticklabels() for line in label.get_text().split("\n")]
    power = 4  # letters of a power of ten, which is written in signs that are not seen
    longest = max((power if name.startswith("$") else len(name) for name in names), default=0)
    name = broken(axes.get_ylabel(), UP)
    return SMALL_LETTER * longest + TICKS + LINE * (name.count("\n") + 1 if name else 0)


def _fit(axes: Axes, beside: float) -> None:
    """Break the words around a panel where they would be longer than it. beside: what stands on its left, mm."""
    width = axes.bbox.width * 25.4 / axes.figure.dpi / INSIDE
    across = max(12, int((axes.figure.figure.get_figwidth() * 25.4 - beside) / LETTER))
    axes.set_title(broken(axes.get_title(loc="left"), across), loc="left", pad=6)
    axes.set_xlabel(broken(axes.get_xlabel(), max(12, int((width - beside) / LETTER))))
    axes.set_ylabel(broken(axes.get_ylabel(), UP))
    level = [label.get_text() for label in axes.get_xticklabels() if label.get_rotation() == 0]
    few = int((width - beside) / max(1, len(level)) / LETTER)
    if any(" " in name and max(map(len, name.split("\n"))) > few for name in level):
        axes.set_xticks(axes.get_xticks(), [broken(name, few) for name in level])


def _fit_ticks(axes: Axes) -> float:
    """The same for the words at the ticks of y; returns how much higher the sheet must be for them, mm."""
    names = [label.get_text() for label in axes.get_yticklabels()]
    if max(map(len, names), default=0) <= TICK:
        return 0.0
    shown = [broken(name, TICK) for name in names]
    axes.set_yticks(axes.get_yticks(), shown)
    axes.tick_params(axis="y", labelsize=6.5)
    lines = len(shown) * max(1 + name.count("\n") for name in shown)
    return max(0.0, LINE * lines - axes.bbox.height * 25.4 / axes.figure.dpi)


def broken(text: str, width: int) -> str:
    """The text, each of its lines broken where it is longer; the letter of a panel counts as one."""
    head = text[: text.index("}$") + 2] if text.startswith("$") and "}$" in text else ""
    width -= 2 if head else 0  # the letter is broader, and bold
    lines = text[len(head) :].split("\n")
    return head + "\n".join(
        textwrap.fill(line, width, drop_whitespace=False, break_long_words=False)
        if len(line) > width
        else line
        for line in lines
    )
