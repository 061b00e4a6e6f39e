"""Figures of page width in a single column: panels that stand side by side are put below one another, at their own proportions.

A figure's code is the same for both widths; what it asks of its sheet (`subplots`, `subfigures`, `subplot_mosaic`, `legend`) is
answered here as one column wants it.
"""

from __future__ import annotations

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
        more["ncols"] = min(more.get("ncols", 1), 3 if longest < 12 else 2 if longest < 24 else 1)
        return super().legend(*entries, **more)

    def draw(self, renderer: Any) -> None:
        """As of a Figure, once words that are too long for a column stand on several lines."""
        if not self._fitted:
            self._fitted = True
            width, height = self.get_size_inches()
            more = sum(_fit(axes) for axes in self.findobj(Axes))
            self.set_size_inches(width, height + more * LINE / 25.4)
        super().draw(renderer)

    _fitted = False

    def _taller(self, panels: float) -> None:
        width, height = self.get_size_inches()
        self.set_size_inches(width, height * (1 + FLATTER * (panels - 1)))


TITLE, ACROSS, UP, TICK = 44, 46, 34, 30
"""Letters that fit on a line of a title, along x, along y, and at a tick of y."""


LINE = 2.9
"""Height of a line of words at a tick, mm."""


def _fit(axes: Axes) -> int:
    """Break the words around a panel where they would be longer than it; returns how many lines that adds at the ticks of y."""
    axes.set_title(broken(axes.get_title(loc="left"), TITLE), loc="left", pad=6)
    axes.set_xlabel(broken(axes.get_xlabel(), ACROSS))
    axes.set_ylabel(broken(axes.get_ylabel(), UP))
    names = [label.get_text() for label in axes.get_yticklabels()]
    if max(map(len, names), default=0) > TICK:
        shown = [broken(name, TICK) for name in names]
        axes.set_yticks(axes.get_yticks(), shown)
        axes.tick_params(axis="y", labelsize=6.5)
        before, after = (1 + max(name.count("\n") for name in one) for one in (names, shown))
        return len(names) * (after - before)
    return 0


def broken(text: str, width: int) -> str:
    """The text, each of its lines broken where it is longer; the letter of a panel counts as one."""
    head = text[: text.index("}}$") + 3] if text.startswith("$") and "}}$" in text else ""
    lines = text[len(head) :].split("\n")
    return head + "\n".join(
        textwrap.fill(line, width, drop_whitespace=False) if len(line) > width else line for line in lines
    )
