"""Mechanisms of one's own on the page: which are on offer and which at work, their sliders' numbers, and what they keep."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from weakties.experiments.browser.shown import Course, Line
from weakties.simulation.errors import UserError
from weakties.simulation.market import scene as market_scene
from weakties.simulation.mechanisms.given import with_values
from weakties.simulation.mechanisms.mechanism import Mechanism
from weakties.simulation.mechanisms.running import check_fits
from weakties.simulation.spread import scene as news_scene

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

Kind = type[Mechanism]
States = Mapping[str, Mapping[str, NDArray[Any]]]
STAGES = {"job-market": market_scene.STAGE, "news": news_scene.STAGE}


def fitting(kinds: Iterable[Kind], model: str) -> tuple[Kind, ...]:
    """Those of the mechanisms that can be at work in a model of this name; the others have no place in it."""
    return tuple(kind for kind in kinds if _fits(kind, model))


def _fits(kind: Kind, model: str) -> bool:
    try:
        check_fits(kind.declaration(), STAGES[model])
    except UserError:
        return False
    return True


def numbers(kinds: Iterable[Kind]) -> dict[str, FieldInfo]:
    """What these mechanisms declare, by the names that a command line has for it: job_fair.share."""
    return {f"{kind.name}.{name}": info for kind in kinds for name, info in kind.model_fields.items()}


def made(kinds: Iterable[Kind], values: Mapping[str, float]) -> tuple[Mechanism, ...]:
    """The mechanisms themselves, with those of the values that are theirs."""
    listed = tuple(kinds)
    known = numbers(listed)
    return with_values((kind() for kind in listed), {k: v for k, v in values.items() if k in known})


def path_of(kind: Kind) -> str:
    """Where a mechanism is declared, as `--mechanism` has it."""
    return f"{kind.__module__}:{kind.__qualname__}"


def in_words(name: str) -> str:
    """What a mechanism, or an array that it keeps, is called on the page."""
    return name.replace("_", " ")


def about(kind: Kind) -> str:
    """What a mechanism says of itself: the first paragraph of its docstring; nothing where it has none."""
    text = inspect.cleandoc(kind.__doc__ or "") if kind.__doc__ is not Mechanism.__doc__ else ""
    return " ".join(text.partition("\n\n")[0].split())


class Kept:
    """How what mechanisms keep went on: of each of their arrays the mean, week by week (of truth values the share, in %)."""

    def __init__(self) -> None:
        self._courses: dict[tuple[str, str], tuple[str, list[float]]] = {}

    def note(self, states: States, people: int) -> None:
        """Note the end of a week."""
        for mechanism, state in states.items():
            for name, array in state.items():
                _, course = self._courses.setdefault((mechanism, name), (_unit(array, people), []))
                course.append(_mean(array))

    def charts(self) -> list[Course]:
        """A course for each array."""
        return [
            Course(
                f"{in_words(mechanism)}: {in_words(name)}".capitalize(),
                unit,
                (Line(in_words(name), "ink", course),),
            )
            for (mechanism, name), (unit, course) in self._courses.items()
        ]


def _unit(array: NDArray[Any], people: int) -> str:
    """What the mean of an array is the mean of."""
    each = f"{array.shape[-1]:,} entries" if array.shape[-1:] != (people,) else "people"
    return f"% of {each}" if array.dtype.kind == "b" else f"mean over {each}"


def _mean(array: NDArray[Any]) -> float:
    """The mean of what is a number in an array, of truth values in %; 0 where nothing is."""
    there = array[np.isfinite(array)]
    scale = 100.0 if array.dtype.kind == "b" else 1.0
    return scale * float(there.mean()) if there.size else 0.0


def kept_of(states: States, person: int, people: int) -> list[str]:
    """What mechanisms keep of one person, a line for each that keeps anything of people."""
    lines = []
    for mechanism, state in states.items():
        own = {name: array[person] for name, array in state.items() if array.shape == (people,)}
        if own:
            said = ", ".join(f"{in_words(name)} {_word(value)}" for name, value in own.items())
            lines.append(f"{in_words(mechanism).capitalize()}: {said}.")
    return lines


def _word(value: Any) -> str:
    """A number, or a truth value, as one says it."""
    return ("no", "yes")[int(value)] if value.dtype.kind == "b" else f"{value:,.4g}"
