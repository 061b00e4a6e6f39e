"""Solara components: the network, the charts and a person's story. They take a model that can be shown, as SolaraViz has it:

    SolaraViz(ShownMarket(workers=500, seed=0), components=[network_view, charts_view])

They draw SVG, which the browser shows sharp at every size and in either theme; nothing is redrawn that has not changed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import solara
from mesa.visualization.utils import update_counter

from weakties.experiments.browser import chart_svg, network_svg
from weakties.experiments.browser.looks import css
from weakties.experiments.browser.presets import ALL
from weakties.experiments.browser.shown import Shares, Shown

VUE = Path(__file__).parent / "vue"


@solara.component_vue(str(VUE / "network.vue"))
def NetworkWidget(  # noqa: N802  (components have the names of classes, here as in Solara)
    week: int,
    ties: str,
    people: str,
    names: str,
    note: str,
    legend: list[dict[str, str]],
    halos: list[dict[str, str]],
    person: str,
    story: list[str],
    advice: list[dict[str, str]],
    lives: list[str],
    event_attempt: Callable[[str], None],
    event_pick: Callable[[str], None],
    event_drawn: Callable[[int], None],
) -> None:
    """The drawing, its legend, and whom the visitor follows. event_pick: a name or number; event_drawn: a week is on screen."""


@solara.component_vue(str(VUE / "charts.vue"))
def ChartsWidget(charts: list[str], note: str) -> None:  # noqa: N802
    """Charts side by side, as many as fit."""


@solara.component
def network_view(
    model: Shown,
    follow: solara.Reactive[int] | None = None,
    drawn: Callable[[int], None] | None = None,
    attempt: Callable[[str], None] | None = None,
    lives: tuple[int, tuple[str, ...]] = (-1, ()),
) -> None:
    """The network this week, and the story of the person followed, who is chosen by a click or by name. attempt: what is done
    to try advice on him; lives: on whom, and what came of it, in words.
    """
    update_counter.get()
    followed = solara.use_reactive(model.atlas.typical if follow is None else follow)
    missing, set_missing = solara.use_state("")
    person = followed.value if followed.value < model.people else model.atlas.typical
    place = model.place(person)
    ties = solara.use_memo(lambda: network_svg.ties_layer(place), [id(place), place.season])
    names = solara.use_memo(lambda: network_svg.names_layer(place, model.ties), [id(place), place.season])
    scene = model.scene

    def pick(text: str) -> None:
        found = model.atlas.find(text)
        set_missing("" if found is not None else f"nobody here is called {text!r}")
        if found is not None:
            followed.value = found

    solara.Style(css())
    NetworkWidget(
        week=model.week,
        ties=ties,
        people=network_svg.people_layer(place, scene, model.ties, person),
        names=names,
        note=missing or place.note,
        legend=[state._asdict() for state in scene.states],
        halos=[halo._asdict() for halo in scene.halos],
        person=model.atlas.name(person),
        story=model.story(person),
        advice=model.advice if attempt else [],
        lives=list(lives[1]) if lives[0] == person else [],
        event_attempt=attempt or _ignore,
        event_pick=pick,
        event_drawn=drawn or _ignore,
    )


@solara.component
def charts_view(model: Shown, compare: tuple[str, ...] = ALL) -> None:
    """The charts of the run so far, beside what the findings of `compare` published."""
    update_counter.get()
    charts = model.charts(compare)
    sources = [chart.source for chart in charts if isinstance(chart, Shares) and chart.source]
    note = (
        f"Black line and grey band: published, with its 95 % interval ({'; '.join(sources)}). "
        if sources
        else ""
    )
    note += (
        "Whiskers: Wilson 95 %, the luck of this run only."
        if any(isinstance(chart, Shares) for chart in charts)
        else ""
    )
    solara.Style(css())
    ChartsWidget(charts=[chart_svg.draw(chart) for chart in charts], note=f"{note} {model.note}")


def _ignore(_: Any) -> None:
    """Nobody waits for the drawing."""
