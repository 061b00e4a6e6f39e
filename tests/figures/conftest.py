"""What makes a figure fit to print, measured on the drawn figure."""

from __future__ import annotations

from itertools import combinations

import pytest
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from weakties.figures import style


def _hidden_ticks(axis: Axis) -> set[int]:
    """Labels of ticks outside the view, which matplotlib keeps but does not draw."""
    low, high = sorted(axis.get_view_interval())
    slack = 1e-9 * (high - low)
    ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
    gone = [tick for tick in ticks if not low - slack <= tick.get_loc() <= high + slack]
    return {id(label) for tick in gone for label in (tick.label1, tick.label2)}


def texts(figure: Figure) -> list[Text]:
    """Every piece of text that is really drawn."""
    with style.house():
        FigureCanvasAgg(figure).draw()
    gone: set[int] = set()
    for axes in figure.findobj(Axes):
        for axis in (axes.xaxis, axes.yaxis):
            shown = axes.get_visible() and axes.axison and axis.get_visible()
            gone |= _hidden_ticks(axis) if shown else {id(text) for text in axis.findobj(Text)}
    found = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    return [text for text in found if id(text) not in gone]


def _within(box: Bbox, page: Bbox) -> bool:
    return bool(page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1)


def faults(figure: Figure) -> list[str]:
    """Everything that is wrong with a drawn figure: overlaps, text outside, text too small, axes without a label."""
    drawn = texts(figure)
    boxes = [(text.get_text(), text.get_window_extent().padded(-0.5)) for text in drawn]
    wrong = [f"{a!r} overlaps {b!r}" for (a, x), (b, y) in combinations(boxes, 2) if x.overlaps(y)]
    wrong += [f"{a!r} is outside" for a, box in boxes if not _within(box, figure.bbox.padded(0.5))]
    wrong += [
        f"{t.get_text()!r} has {t.get_fontsize()} pt" for t in drawn if t.get_fontsize() < style.SMALLEST
    ]
    for axes in figure.findobj(Axes):
        for name, axis in (("x", axes.xaxis), ("y", axes.yaxis)):
            ticked = any(label in drawn for label in axis.get_ticklabels(which="both"))
            if ticked and axis.label not in drawn:
                wrong.append(f"{axes.get_title(loc='left')!r} has no label on {name}")
    return wrong


@pytest.fixture
def fit_to_print():
    """Asserts that a figure has its printed width and no faults, and that its pdf, svg and png files are written."""

    def check(figure: Figure, width_mm: float) -> None:
        assert figure.get_size_inches()[0] * 25.4 == pytest.approx(width_mm)
        assert not (wrong := faults(figure)), "\n".join(wrong)
        for kind, start in (("pdf", b"%PDF"), ("svg", b"<?xml"), ("png", b"\x89PNG")):
            assert style.render(figure, kind, "a test").startswith(start)

    return check
