"""What a mechanism sees of a model at one moment of the week, and what it can do there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.simulation.errors import UserError
from weakties.simulation.mechanisms.luck import normals, uniforms

if TYPE_CHECKING:
    from weakties.simulation.mechanisms.mechanism import Mechanism
    from weakties.simulation.ties import Ties

State = dict[str, NDArray[Any]]


class Stage(NamedTuple):
    """What a model has for mechanisms in every week.

    columns   what there is to read
    writable  the columns that a mechanism may change, if it says so, and what it may do: "tellings"
    hooks     the points of the week
    """

    model: str
    columns: tuple[str, ...]
    writable: tuple[str, ...]
    hooks: tuple[str, ...]


class Scene(NamedTuple):
    """What a model shows a mechanism: made anew whenever one acts.

    columns  the columns of the stage by name: functions, so that nothing is worked out that nobody reads
    actions  what can be done beyond reading and writing: `talks`, and for who writes tellings `tell`
    """

    stage: Stage
    week: int
    seed: np.uint64
    ties: Ties
    columns: Mapping[str, Callable[[], NDArray[Any]]]
    actions: Mapping[str, Callable[..., Any]]


class UnknownError(UserError, AttributeError):
    """A column that is not there, or that a mechanism did not declare."""


class Now:
    """The present week, for one mechanism.

    week, people, ties  the number of the week, how many people there are, and whom they know (`Ties`, which nothing changes)
    seed, purpose       what addresses its luck begin with: for kernels of its own, uniform(now.seed, now.purpose, week, who, nth)
    uniform, normal     the same for whole arrays
    <column>            what it declared under reads or writes, by its name; read-only unless under writes
    <state>             what its `begin` made
    tell, talks         see market/scene.py
    """

    __slots__ = ("_mechanism", "_scene", "_state")

    def __init__(self, mechanism: Mechanism, scene: Scene, state: State) -> None:
        for name, value in (("_mechanism", mechanism), ("_scene", scene), ("_state", state)):
            object.__setattr__(self, name, value)

    @property
    def week(self) -> int:
        """The number of the week; 0 at the start."""
        return self._scene.week

    @property
    def people(self) -> int:
        """How many people there are; they are numbered from 0."""
        return self._scene.ties.people

    @property
    def ties(self) -> Ties:
        """Whom people know."""
        return self._scene.ties

    @property
    def seed(self) -> np.uint64:
        """The seed of the model."""
        return self._scene.seed

    @property
    def purpose(self) -> int:
        """What the random numbers of this mechanism are for: a number of its own."""
        return self._mechanism.purpose

    def uniform(self, week: ArrayLike, who: ArrayLike, nth: ArrayLike = 0) -> NDArray[np.float64]:
        """Uniform numbers in (0, 1), one at each address (week, who, nth): whole numbers from 0 to 2**32 - 1 that mean what the
        mechanism wants them to, broadcast against each other. The same address has the same number whenever it is asked.
        """
        return uniforms(self.seed, self.purpose, *_addresses(self._mechanism.name, week, who, nth))

    def normal(self, week: ArrayLike, who: ArrayLike, nth: ArrayLike = 0) -> NDArray[np.float64]:
        """Standard normal numbers, one at each address, as `uniform`; not at an address that `uniform` uses."""
        return normals(self.seed, self.purpose, *_addresses(self._mechanism.name, week, who, nth))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if name in self._state:
            return self._state[name]
        mechanism, scene = self._mechanism, self._scene
        if name in scene.actions:
            if name == "tell" and "tellings" not in mechanism.writes:
                raise UnknownError(
                    f"{mechanism.name} tells people, which it did not declare: add 'tellings' to writes"
                )
            return scene.actions[name]
        if name not in scene.columns:
            known = ", ".join((*self._state, *scene.columns))
            raise UnknownError(
                f"{mechanism.name}: there is no {name!r} in {scene.stage.model}; there is {known}"
            )
        if name not in (*mechanism.reads, *mechanism.writes):
            raise UnknownError(f"{mechanism.name} reads {name!r}, which it did not declare: add it to reads")
        column = scene.columns[name]().view()
        column.flags.writeable = name in mechanism.writes
        return column

    def __setattr__(self, name: str, value: Any) -> None:
        """What stands there stays there: `now.heard |= new` changes it in place, `now.heard = new` would lose it."""
        same = self._state.get(name) is value if name in self._state else _is_ours(self, name, value)
        if not same:
            raise UserError(
                f"{self._mechanism.name} puts another array in the place of now.{name}; write into it: now.{name}[:] = ..."
            )


def _is_ours(now: Now, name: str, value: Any) -> bool:
    """Whether `value` is the column of that name, changed in place."""
    if (
        name not in now._mechanism.writes
        or name not in now._scene.columns
        or not isinstance(value, np.ndarray)
    ):
        return False
    ours = now._scene.columns[name]()
    return value.shape == ours.shape and np.shares_memory(value, ours)


def _addresses(name: str, *parts: ArrayLike) -> tuple[NDArray[np.int64], ...]:
    """Addresses as arrays of one shape. Raises UserError for what is no whole number from 0 to 2**32 - 1."""
    arrays = [np.asarray(part) for part in parts]
    for array in arrays:
        whole = array.dtype == bool or np.issubdtype(array.dtype, np.integer)
        if not whole or (array.size and (array.min() < 0 or array.max() >= 2**32)):
            raise UserError(f"{name}: an address of chance is of whole numbers from 0 to 2**32 - 1")
    try:
        return tuple(np.broadcast_arrays(*(array.astype(np.int64) for array in arrays)))
    except ValueError:
        shapes = " and ".join(str(array.shape) for array in arrays)
        raise UserError(f"{name}: addresses of chance of shapes {shapes} do not go together") from None
