"""How ties come and go: first contacts by shared partners, contacts over the life of a tie, early contacts by lifetime.

Results: ours as in `figures/in_time.py`, of the statistics 'first contact, hazard', 'contacts by third of life' and 'contacts in
the first window by lifetime'.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from weakties.figures import in_time, style

HAZARD, THIRDS, EARLY = (
    "first contact, hazard", "contacts by third of life", "contacts in the first window by lifetime",
)  # fmt: skip


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 178 mm wide. Raises UserError when columns are missing."""
    style.require(results, in_time.OURS, "coming and going")
    figure = style.sheet(style.PAGE, 66)
    closing, fading, early = figure.subplots(1, 3)
    in_time.lines(closing, results, HAZARD, 1_000)
    in_time.classes(closing, results, HAZARD, "partners shared in the window")
    closing.set(ylabel="first contacts per 1,000 pairs", ylim=(0, None))
    style.title(closing, "A", "Closing triangles")
    fading.axhline(1 / 3, color=style.INK, linewidth=0.8, linestyle=":", zorder=1)
    in_time.lines(fading, results, THIRDS)
    in_time.classes(fading, results, THIRDS, "third of the tie's life")
    fading.set_xticks([0, 1, 2], ["first", "middle", "last"])
    in_time.shares(fading, "share of its contacts", 0.6)
    fading.text(2.3, 0.31, "no trend", ha="right", fontsize=6.5, color=style.INK, va="top")
    style.title(fading, "B", "Volume over a tie's life")
    in_time.lines(early, results, EARLY)
    in_time.classes(early, results, EARLY, "how long the tie lives (windows)")
    early.set_xticks([0, 1], ["1–2", "3–5"])
    early.set_xlim(-0.4, 1.4)
    early.set(ylabel="contacts in the first window", ylim=(0, None))
    style.title(early, "C", "Early volume")
    figure.legend(*in_time.key(), loc="outside upper left", ncols=2)
    return figure


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points drawn."""
    return in_time.drawn(results)
