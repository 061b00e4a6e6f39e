"""Mechanisms at work in one model: their states, and what is checked whenever one has acted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.errors import UserError
from weakties.simulation.given import shown
from weakties.simulation.mechanisms.luck import without_address
from weakties.simulation.mechanisms.mechanism import HOOKS, Declaration, Mechanism
from weakties.simulation.mechanisms.now import Now, Scene, Stage, State


class Running:
    """The mechanisms of a model, in the order in which they act; false where there are none."""

    def __init__(self, mechanisms: Iterable[Mechanism], scene: Scene) -> None:
        """Raises UserError for a mechanism that this model cannot run."""
        self.mechanisms = tuple(mechanisms)
        self.states: dict[str, State] = {}
        for one in self.mechanisms:
            check_fits(one.declaration(), scene.stage)
            if one.name in self.states:
                raise UserError(f"two mechanisms are called {one.name}; give one of them another name")
            self.states[one.name] = {}
            begun = _called(one, "begin", Now(one, scene, {}))
            self.states[one.name] = _checked_state(one.name, begun, scene)

    def __bool__(self) -> bool:
        return bool(self.mechanisms)

    def acts(self, hook: str) -> bool:
        """Whether any of them acts at this point of the week."""
        return any(hook in one.hooks for one in self.mechanisms)

    def fork(self) -> Running:
        """The same mechanisms with states of their own, as they are now."""
        other = object.__new__(Running)
        other.mechanisms = self.mechanisms
        other.states = {
            name: {key: array.copy() for key, array in state.items()} for name, state in self.states.items()
        }
        return other

    def act(self, hook: str, scene: Scene) -> None:
        """Those that act at this point do."""
        for one, now in self._at(hook, scene):
            if _called(one, hook, now) is not None:
                raise UserError(f"{one.name}: {hook} returns nothing; what it changes, it changes in place")

    def allowed(self, scene: Scene, leads: NamedTuple) -> NDArray[np.bool_]:
        """Which of the leads may be told, bool (leads,): those that all mechanisms let by."""
        let = np.ones(len(leads[0]), np.bool_)
        for one, now in self._at("on_telling", scene):
            let &= _answer(one, "on_telling", _called(one, "on_telling", now, leads), len(let), ("b",))
        return let

    def favour(self, scene: Scene, candidates: NamedTuple) -> NDArray[np.float64]:
        """What is added to the rank of each candidate, float64 (candidates,); -inf: he may not apply."""
        favour = np.zeros(len(candidates[0]))
        for one, now in self._at("before_hiring", scene):
            said = _answer(
                one, "before_hiring", _called(one, "before_hiring", now, candidates), len(favour), ("b", "f")
            )
            if said.dtype.kind == "f" and (np.isnan(said).any() or np.isposinf(said).any()):
                raise UserError(
                    f"{one.name}: before_hiring returns nan or inf; ranks are finite, -inf is 'may not apply'"
                )
            favour += np.where(said, 0.0, -np.inf) if said.dtype.kind == "b" else said
        return favour

    def _at(self, hook: str, scene: Scene) -> Iterable[tuple[Mechanism, Now]]:
        for one in self.mechanisms:
            if hook in one.hooks:
                yield one, Now(one, scene, self.states[one.name])


def check_fits(one: Declaration, stage: Stage) -> None:
    """Raises UserError where a mechanism acts, reads or writes what this model has not."""
    if missing := [hook for hook in one.hooks if hook not in stage.hooks]:
        raise UserError(f"{one.name} acts {missing[0].replace('_', ' ')}, which {stage.model} has not")
    if not one.hooks:
        raise UserError(f"{one.name} never acts: give it one of {', '.join(HOOKS)}")
    if strange := [name for name in one.reads if name not in stage.columns]:
        raise UserError(f"{one.name} reads {strange[0]!r}; {stage.model} has {', '.join(stage.columns)}")
    if strange := [name for name in one.writes if name not in stage.writable]:
        raise UserError(
            f"{one.name} writes {strange[0]!r}; in {stage.model} it may write {', '.join(stage.writable)}"
        )


def _called(one: Mechanism, hook: str, *given: Any) -> Any:
    """What a hook returns. Raises UserError where it writes what it did not declare, or draws without an address."""
    before = without_address()
    try:
        said = getattr(one, hook)(*given)
    except Exception as error:  # read-only arrays refuse in NumPy's words, and in numba's
        text = str(error).lower()
        if isinstance(error, UserError) or not ("read-only" in text or "readonly" in text):
            raise
        raise UserError(
            f"{one.name}: {hook} writes into a column that it did not declare; add its name to writes"
        ) from error
    if without_address() != before:
        raise UserError(
            f"{one.name}: {hook} draws random numbers that have no address; use now.uniform(week, who, nth)"
        )
    return said


def _answer(one: Mechanism, hook: str, said: Any, length: int, kinds: tuple[str, ...]) -> NDArray[Any]:
    """What a gate says, checked: an array of this length, of truth values or numbers."""
    words = " or ".join({"b": "bool", "f": "float"}[kind] for kind in kinds)
    if not isinstance(said, np.ndarray) or said.dtype.kind not in kinds or said.shape != (length,):
        what = f"{said.dtype} {said.shape}" if isinstance(said, np.ndarray) else shown(said)
        raise UserError(
            f"{one.name}: {hook} returns {what}; it must be an array of {words}, shape ({length},)"
        )
    return said


def _checked_state(name: str, state: Any, scene: Scene) -> State:
    """The state that a mechanism begins with: copies of the arrays it names."""
    if not isinstance(state, Mapping):
        raise UserError(f"{name}: begin returns {shown(state)}; it must be a dictionary of arrays")
    for key, array in state.items():
        if not isinstance(key, str) or not key.isidentifier() or key.startswith("_"):
            raise UserError(
                f"{name}: begin names an array {key!r}; a name is of letters, digits and underscores"
            )
        if key in scene.columns or key in scene.actions or hasattr(Now, key):
            raise UserError(
                f"{name}: begin names an array {key!r}, which is the name of something else; choose another"
            )
        if not isinstance(array, np.ndarray) or array.dtype.kind not in "biuf":
            raise UserError(f"{name}: {key!r} of begin must be a NumPy array of numbers or truth values")
    return {key: array.copy() for key, array in state.items()}
