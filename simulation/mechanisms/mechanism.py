"""How a mechanism of one's own is declared: its name, its numbers, its state, what it reads and writes, and when it acts.

    class JobFair(Mechanism):
        "In one week those long out of work hear of vacancies."

        reads = ("position", "since", "opened")
        writes = ("tellings",)
        share: float = parameter(0.5, ge=0, le=1, unit="", label="share invited",
                                 meaning="chance that one of them is invited", source="assumption: swept")

        def before_talk(self, now):
            ...

    JobMarket("layers", seed=0, mechanisms=[JobFair(share=0.2)])

What is declared is checked when the class is made, and what is done whenever a hook has run (mechanisms/running.py).
"""

from __future__ import annotations

import difflib
import hashlib
import inspect
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import numpy as np
from pydantic import ValidationError

from weakties.simulation.errors import UserError
from weakties.simulation.parameters import Parameters, check_name, explained

if TYPE_CHECKING:
    from weakties.simulation.mechanisms.now import Now

HOOKS = ("before_talk", "on_telling", "before_hiring", "after_week")
"""The points of the week at which a mechanism can act, in this order."""


class Declaration(NamedTuple):
    """When something acts in the week, what it reads and what it writes: a mechanism of a user's, or a rule of the package."""

    name: str
    hooks: tuple[str, ...]
    reads: tuple[str, ...]
    writes: tuple[str, ...]


class Mechanism(Parameters):
    """Something that happens in a model beyond the rules of the model; subclass it.

    Parameters are numbers declared with `parameter(...)`; `JobFair(share=0.2)` is the mechanism with these. Then

    name     what it is called, the class in small letters unless said: job_fair. Its luck hangs on it (`purpose`)
    reads    the columns it looks at; all others are withheld (market/scene.py and spread/scene.py list them)
    writes   the columns it changes in place, and "tellings" where it calls `now.tell`; all others can only be read

    and any of these methods, in the order of the week; `now` is a `Now` (mechanisms/now.py), which has the columns and the state:

    begin(now)               the state at the start, a dictionary of arrays: later `now.<name>`, to be changed in place
    before_talk(now)         vacancies have opened, nobody has told anybody yet
    on_telling(now, leads)   whether each of the leads may be told, bool (leads,): for all that will be told by those who begin to
                             tell this week, once each; leads has a column each for teller, listener, ...
    before_hiring(now, candidates)
                             bool (candidates,), whether each may apply; or float, what to add to his rank (-inf: not at all)
    after_week(now)          the week is over

    Methods of one's own begin with an underscore. Two mechanisms in one model act in the order in which they are listed; who is
    let by only one of two is not let.
    """

    name: ClassVar[str] = ""
    reads: ClassVar[tuple[str, ...]] = ()
    writes: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **values: Any) -> None:
        """Raises UserError for a parameter that was not declared, and for a value out of its range."""
        kind = type(self)
        if kind is Mechanism:
            raise UserError("Mechanism: declare one of your own, class JobFair(Mechanism): ...")
        for name in values:
            check_name(name, kind.model_fields, hint=f"{kind.name} has {_list(kind.model_fields)}")
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise UserError(f"{kind.name}: {explained(kind.model_fields, error)}") from None

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Raises UserError for a declaration that could not be run."""
        if "name" not in vars(cls):
            cls.name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).lower()
        if not isinstance(cls.name, str) or not re.fullmatch(r"[a-z][a-z0-9_]*", cls.name):
            raise UserError(f"mechanism {cls.name!r}: a name is of small letters, digits and underscores")
        for name, info in cls.model_fields.items():
            if not isinstance(info.json_schema_extra, dict) or "unit" not in info.json_schema_extra:
                raise UserError(f"{cls.name}: {name} is not declared; write {name}: float = parameter(...)")
        for name in ("reads", "writes"):
            listed = getattr(cls, name)
            if not isinstance(listed, tuple | list) or not all(isinstance(one, str) for one in listed):
                raise UserError(f"{cls.name}: {name} = {listed!r}: must be a tuple of names of columns")
        for name, value in vars(cls).items():
            if inspect.isfunction(value) and not name.startswith("_") and name not in (*HOOKS, "begin"):
                near = difflib.get_close_matches(name, HOOKS, n=1, cutoff=0.5)
                hint = f"did you mean {near[0]!r}?" if near else f"hooks are {_list(HOOKS)}"
                raise UserError(f"{cls.name}: no hook {name!r}; {hint} (methods of your own begin with _)")

    def begin(self, now: Now) -> Mapping[str, np.ndarray[Any, Any]]:
        """The state at the start: a dictionary of arrays; none by default."""
        return {}

    @classmethod
    def declaration(cls) -> Declaration:
        """What it declares, but for its parameters."""
        hooks = tuple(hook for hook in HOOKS if hasattr(cls, hook))
        return Declaration(cls.name, hooks, tuple(cls.reads), tuple(cls.writes))

    @property
    def hooks(self) -> tuple[str, ...]:
        """The points of the week at which it acts, in order."""
        return self.declaration().hooks

    @property
    def purpose(self) -> int:
        """What its random numbers are for, as a number of `Purpose`: 31 bits out of its name, above all purposes of ours."""
        return purpose_of(self.name)

    @property
    def values(self) -> dict[str, Any]:
        """Its parameters as a record's header has them: {"job_fair.share": 0.2}."""
        return {f"{self.name}.{name}": value for name, value in self.model_dump().items()}

    def __str__(self) -> str:
        """The same as its repr, which tells the class."""
        return repr(self)


def purpose_of(name: str) -> int:
    """The purpose of chance of the mechanism of this name: 2**31 and 31 bits of a digest of the name."""
    return 2**31 | int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest(), "big")


def _list(names: Any) -> str:
    return ", ".join(names) or "no parameters"
