"""One visitor: the setting, the model made of it, whether it plays, whom the visitor follows."""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import solara
from mesa.visualization.utils import force_update

from weakties.experiments.browser import compiling
from weakties.experiments.browser.living_or_not import TIES
from weakties.experiments.browser.presets import ALL, PRESETS, Preset
from weakties.experiments.browser.room import Room, Seat
from weakties.experiments.browser.setting import MODELS, PEOPLE, Setting, build, checked
from weakties.experiments.browser.shown import Shown
from weakties.experiments.worlds.one_network import AUTO
from weakties.simulation.errors import UserError
from weakties.simulation.networks import EXAMPLES, GENERATORS
from weakties.simulation.spread.parameters import CONTAGIONS

SPEEDS = (1, 2, 4, 8, 0)  # weeks a second; 0: as many as can be drawn
NOT_TRIED: tuple[int, tuple[str, ...]] = (
    -1,
    (),
)  # whose life was lived with advice and without, and what is said of it
PATIENCE = 0.5  # seconds that a week waits for the browser to have drawn the last


class Session:
    """What one visitor looks at. Every visitor has one; only networks, which nobody changes, are shared.

    Reactive values are read by the components that depend on them; methods are what buttons and sliders do.
    """

    def __init__(self, start: Setting, seat: Seat | None = None) -> None:
        self.seat = seat or Seat(Room(start), 0)
        self.offers = offers(start)
        self._start = start
        self.setting = solara.reactive(start)
        like = next((preset for preset in PRESETS if preset.shown_by(start)), None)
        self.preset = solara.reactive(like.name if like else "")
        self.compare = solara.reactive(like.compare if like else ALL)
        self.model: solara.Reactive[Any] = solara.reactive(build(start))
        self.person = solara.reactive(self.model.value.atlas.typical)
        self.week = solara.reactive(0)
        self.playing = solara.reactive(False)
        self.speed = solara.reactive(4)
        self.trouble = solara.reactive("")
        self.busy = solara.reactive("")
        self.lives = solara.reactive(NOT_TRIED)
        self.moved = solara.reactive({"job-market": "vacancy_life"})  # by model: moved or chosen last
        self._drawn = threading.Event()
        self._one = threading.Lock()
        self._gone = False

    def leave(self) -> None:
        """The visitor is gone: nothing plays any more, and the place is free."""
        self._gone = True
        self._drawn.set()
        self.seat.leave()

    def change(self, setting: Setting) -> None:
        """Begin anew with another setting, or say why it cannot be, and keep the old one."""
        self.busy.value = "Building the world …"
        try:
            self.seat.take(setting)
            with self._one, compiling.told(self._compiling):
                model: Shown = build(setting)
        except UserError as error:
            self.trouble.value = str(error)
            return
        finally:
            self.busy.value = ""
        self.lives.value = NOT_TRIED
        known = model.atlas is self.model.value.atlas
        self.trouble.value = ""
        self.setting.value = setting
        if not known:
            self.person.value = model.atlas.typical
        self.model.value = model
        force_update()
        self.week.value = 0

    def put(self, name: str, value: Any) -> None:
        """Move a slider, or type its value. Raises nothing: a bad value is told on the page."""
        setting = self.setting.value
        if name not in setting.declared:
            return
        try:
            value = checked(name, value, setting)
        except UserError as error:
            self.trouble.value = str(error)
            return
        self.vary(name)
        self.change(_changed(setting, name, value))

    def switch(self, name: str, on: bool) -> None:
        """Switch a mechanism of one's own on or off."""
        setting = self.setting.value
        if name in (kind.name for kind in setting.on_offer):
            self.change(replace(setting, off=setting.off - {name} if on else setting.off | {name}))

    def vary(self, name: str) -> None:
        """What is taken home varies this parameter."""
        self.moved.value = {**self.moved.value, self.setting.value.model: name}

    def choose(self, **what: Any) -> None:
        """Another model, network, number of people, contagion or seed; sliders that still act keep their values."""
        if wrong := [name for name, value in what.items() if value not in self.offers.get(name, ())]:
            self.trouble.value = f"there is no such {wrong[0]} to choose"
            return
        changed = replace(self.setting.value, **what)
        as_at_first = changed.network == self._start.network  # its reading is of that file alone
        changed = replace(changed, reading=self._start.reading if as_at_first else AUTO)
        self.change(replace(changed, values={**changed.acting, **changed.of_mechanisms}))

    def take(self, preset: Preset) -> None:
        """Begin with a preset, and compare with what it compares with. Mechanisms of one's own are off in it."""
        self.playing.value = False
        self.preset.value = preset.name
        self.compare.value = preset.compare
        now = self.setting.value
        off = frozenset(kind.name for kind in now.mechanisms)
        values = {**preset.setting.values, **now.of_mechanisms}
        self.change(replace(preset.setting, mechanisms=now.mechanisms, off=off, values=values))

    def reset(self) -> None:
        """Week 0 of the same world."""
        self.playing.value = False
        self.change(self.setting.value)

    def step(self) -> None:
        """Live one week."""
        with self._one:
            model = self.model.value
            if model.running:
                with compiling.told(self._compiling):
                    self._live(model)
                if self.busy.value:
                    self.busy.value = ""
            force_update()
            self.week.value = model.week  # last, so that the week is said when what happened in it is shown
        if not model.running:
            self.playing.value = False

    def try_advice(self, name: str) -> None:
        """Live the next years of the person followed twice, with this advice and without, and say what came of it."""
        self.playing.value = False
        self.busy.value = "Living the same years twice …"
        try:
            with self._one, compiling.told(self._compiling):
                person = self.person.value
                self.lives.value = person, tuple(self.model.value.two_lives(person, name))
            self.trouble.value = ""
        except UserError as error:
            self.trouble.value = str(error)
        finally:
            self.busy.value = ""

    def _live(self, model: Shown) -> None:
        """One week of the model. What a mechanism of one's own does wrong in it is told, and ends the run."""
        try:
            model.step()
        except Exception as error:
            if not self.setting.value.switched_on:
                raise
            wrong = str(error) if isinstance(error, UserError) else f"{type(error).__name__}: {error}"
            if not isinstance(error, UserError):
                traceback.print_exc()  # for whoever wrote it, in the terminal
            model.running = False
            self.trouble.value = f"Week {model.week}: {wrong}"

    def _compiling(self) -> None:
        self.busy.value = f"One moment: {compiling.ABOUT} …"

    def drawn(self, _week: Any = None) -> None:
        """The browser has drawn the last week: the next may come."""
        self._drawn.set()

    def play(self) -> None:
        """Live weeks at the speed asked for, each when the browser has drawn the one before."""
        while self.playing.value and not self._gone:
            began = time.perf_counter()
            self._drawn.clear()
            self.step()
            self._drawn.wait(PATIENCE)
            if self.speed.value:
                time.sleep(max(0.0, 1 / self.speed.value - (time.perf_counter() - began)))


def offers(start: Setting) -> dict[str, Sequence[Any]]:
    """What may be chosen. No other network than these: a visitor of the page must not make the server open files."""
    return {
        "model": tuple(MODELS),
        "network": tuple(dict.fromkeys((*GENERATORS, *EXAMPLES, start.network))),
        "workers": tuple(sorted({*PEOPLE, start.workers})),
        "contagion": CONTAGIONS,
        "ties": tuple(TIES),
        "seed": range(2**32),
    }


def _changed(setting: Setting, name: str, value: float) -> Setting:
    """The setting with another value; one of two that exclude each other makes way."""
    values = dict(setting.values)
    if name == "threshold_share" and value:
        values.pop("threshold", None)
    if name == "threshold":
        values.pop("threshold_share", None)
    return replace(setting, values=values).put(name, value)
