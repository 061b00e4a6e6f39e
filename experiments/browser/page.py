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

from experiments.browser import export, presets, sliders
from experiments.browser.components import VUE, charts_view, network_view
from experiments.browser.looks import css
from experiments.browser.session import SPEEDS, Session
from experiments.browser.setting import MODELS, Setting

START = Setting()
"""What a new visitor sees; `weakties view` sets it."""


@solara.component_vue(str(VUE / "toolbar.vue"))
def Toolbar(  # noqa: N802
    week: int,
    playing: bool,
    running: bool,
    busy: bool,
    speed: int,
    speeds: list[int],
    seed: int,
    summary: str,
    trouble: str,
    event_toggle: Callable[..., None],
    event_step: Callable[..., None],
    event_reset: Callable[..., None],
    event_pace: Callable[[int], None],
    event_reseed: Callable[[int], None],
) -> None:
    """Play, one week, reset, speed, seed; how the world stands; what went wrong."""


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
    event_varied: Callable[[str], None],
) -> None:
    """Presets, model, network, sliders, and the setting to take home."""


@solara.component
def page() -> None:
    """Everything."""
    session = solara.use_memo(lambda: Session(START), [])
    solara.Title("weak ties")
    solara.Style(css())
    playing, model = session.playing.value, session.model.value
    solara.lab.use_task(session.play, dependencies=[playing], raise_error=False)
    with solara.Div(classes=["wt-page"]):
        _bar(session)
        network_view(model, session.person, session.drawn)
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
    if preset and replace(setting, seed=0) != presets.named(preset).setting:
        preset = ""  # something was changed since
    names = {name for group in setting.sets for name in group.model_fields if setting.acts(name)}
    vary = session.moved.value if session.moved.value in names else next(iter(sorted(names)))
    Settings(
        preset=preset,
        presets=[p.name for p in presets.PRESETS],
        about=presets.named(preset).about if preset else "",
        choices=_choices(session),
        notes=list(session.model.value.atlas.notes),
        panels=sliders.panels(setting),
        vary=vary,
        exports=export.texts(setting, vary),
        event_take=lambda name: session.take(presets.named(name)),
        event_choose=lambda what: session.choose(
            **{k: int(v) if k == "workers" else v for k, v in what.items()}
        ),
        event_put=lambda what: session.put(what["name"], what["value"]),
        event_varied=session.moved.set,
    )


def _choices(session: Session) -> list[dict[str, Any]]:
    """What is chosen from a list: model, contagion, network, number of people."""
    setting, offers = session.setting.value, session.offers
    listed = {"model": "Model", "contagion": "Contagion", "network": "Network", "workers": "People"}
    if setting.model != "news":
        del listed["contagion"]
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
    return f"{value:,}" if name == "workers" else MODELS.get(value, value)
