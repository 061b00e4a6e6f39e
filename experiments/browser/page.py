"""The page: a bar to play, the network, the charts, the settings. One visitor, one session.

Mesa's SolaraViz cannot be the frame: it counts "steps", its sliders show no unit, meaning or source and act only on the next
reset, it has neither keys nor a way to say what is wrong, and its grid of cards does not fit half a screen. So the frame is ours,
made of Solara; models, components and the way they are told of a new week are those of SolaraViz, and they work in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import solara
import solara.lab
from solara.server.kernel_context import get_current_context

from weakties.experiments.browser import export, presets, sliders
from weakties.experiments.browser.components import VUE, charts_view, network_view
from weakties.experiments.browser.living_or_not import TIES
from weakties.experiments.browser.looks import css
from weakties.experiments.browser.room import Room
from weakties.experiments.browser.session import SPEEDS, Session
from weakties.experiments.browser.setting import MODELS, Setting

ROOM = Room(Setting())
"""Where visitors find a place, and what a new one sees; `weakties view` sets it."""


@solara.component_vue(str(VUE / "toolbar.vue"))
def Toolbar(  # noqa: N802
    week: int,
    playing: bool,
    running: bool,
    busy: str,
    speed: int,
    speeds: list[int],
    seed: int,
    guide: str,
    summary: str,
    trouble: str,
    event_toggle: Callable[..., None],
    event_step: Callable[..., None],
    event_reset: Callable[..., None],
    event_pace: Callable[[int], None],
    event_reseed: Callable[[int], None],
) -> None:
    """Play, one week, reset, speed, seed; what one sees, at the start; how the world stands; what went wrong."""


@solara.component_vue(str(VUE / "settings.vue"))
def Settings(  # noqa: N802
    preset: str,
    presets: list[str],
    about: str,
    choices: list[dict[str, Any]],
    notes: list[str],
    panels: list[dict[str, Any]],
    vary: str,
    exports: list[dict[str, str]],
    event_take: Callable[[str], None],
    event_choose: Callable[[dict[str, str]], None],
    event_put: Callable[[dict[str, Any]], None],
    event_switched: Callable[[dict[str, Any]], None],
    event_varied: Callable[[str], None],
) -> None:
    """Presets, model, network, sliders, and the setting to take home."""


@solara.component
def page() -> None:
    """Everything, or why there is nothing to see."""
    session = solara.use_memo(_welcome, [])
    solara.Title("weak ties")
    solara.Style(css())
    if session is None:
        solara.Div(classes=["wt", "wt-full"], children=[ROOM.full], attributes={"role": "alert"})
    else:
        _visit(session)


def _welcome() -> Session | None:
    """A session for a new visitor, which ends with his page; None: there is no room."""
    seat = ROOM.enter()
    if seat is None:
        return None
    session = Session(ROOM.start, seat)
    get_current_context().on_close(session.leave)
    return session


@solara.component
def _visit(session: Session) -> None:
    playing, model = session.playing.value, session.model.value
    solara.lab.use_task(session.play, dependencies=[playing], raise_error=False)
    with solara.Div(classes=["wt-page"]):
        _bar(session)
        network_view(model, session.person, session.drawn, session.try_advice, session.lives.value)
        charts_view(model, session.compare.value)
        _settings(session)


@solara.component
def _bar(session: Session) -> None:
    model, week = session.model.value, session.week.value

    def toggle(*_: Any) -> None:
        session.playing.value = not session.playing.value

    def reseed(seed: Any) -> None:
        session.choose(seed=int(seed))

    Toolbar(
        week=week,
        playing=session.playing.value,
        running=bool(model.running),
        busy=session.busy.value,
        speed=session.speed.value,
        speeds=list(SPEEDS),
        seed=session.setting.value.seed,
        guide=model.guide if week == 0 else "",
        summary=model.summary,
        trouble=session.trouble.value,
        event_toggle=toggle,
        event_step=lambda *_: session.step(),
        event_reset=lambda *_: session.reset(),
        event_pace=session.speed.set,
        event_reseed=reseed,
    )


@solara.component
def _settings(session: Session) -> None:
    setting, preset = session.setting.value, session.preset.value
    if preset and not presets.named(preset).shown_by(replace(setting, seed=0)):
        preset = ""  # something was changed since
    panels = sliders.panels(setting)
    names = [slider["name"] for panel in panels for slider in panel["sliders"]]
    vary = session.moved.value.get(setting.model, "")
    vary = vary if vary in names else names[0]
    Settings(
        preset=preset,
        presets=[p.name for p in presets.PRESETS],
        about=presets.named(preset).about if preset else "",
        choices=_choices(session),
        notes=list(session.model.value.atlas.notes),
        panels=panels,
        vary=vary if export.varies(setting) else "",
        exports=export.texts(setting, vary),
        event_take=lambda name: session.take(presets.named(name)),
        event_choose=lambda what: session.choose(
            **{k: int(v) if k == "workers" else v for k, v in what.items()}
        ),
        event_put=lambda what: session.put(what["name"], what["value"]),
        event_switched=lambda what: session.switch(what["name"], what["on"]),
        event_varied=session.vary,
    )


def _choices(session: Session) -> list[dict[str, Any]]:
    """What is chosen from a list: model, contagion, network, number of people."""
    setting, offers = session.setting.value, session.offers
    listed = {
        "model": "Model",
        "contagion": "Contagion",
        "network": "Network",
        "workers": "People",
        "ties": "Ties",
    }
    del listed["ties" if setting.model == "news" else "contagion"]
    if not setting.generated:
        del listed["workers"]
    return [
        {
            "name": name,
            "label": label,
            "value": str(getattr(setting, name)),
            "options": [{"value": str(v), "word": _word(name, v)} for v in offers[name]],
        }
        for name, label in listed.items()
    ]


def _word(name: str, value: Any) -> str:
    """How a choice is called."""
    if name == "network":
        return Path(value).name
    return f"{value:,}" if name == "workers" else {**MODELS, **TIES}.get(value, value)
