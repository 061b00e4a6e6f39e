"""Where the toolkit meets Mesa: models whose agents are windows on rows of arrays.

State lives in arrays, one an attribute; Mesa's agents are made when someone looks, and read the arrays as they are then.
Everything that differs between Mesa 3.3 and 3.5 and that a model would notice is dealt with here:

- `step()` is wrapped by Mesa, which counts `steps` before it calls ours; `week` is that count in both.
- The seed goes to Mesa as `rng=`, which both accept without a warning. It seeds only what Mesa itself offers
  (`model.random`, used by `agents.shuffle()`); the toolkit's own chance has addresses (simulation/chance.py).
- Windows are not registered with Mesa, which up to 3.4.1 would keep every model that ever had an agent in memory for ever,
  and which lets agents be added and removed, as rows cannot.
- Data are collected in week 0 and after every week, so that the row called Step of `mesa.batch_run` is the week in both.
"""

from __future__ import annotations

import copy
import inspect
import sys
import warnings
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, NoReturn, Self

import mesa
from mesa.agent import AgentSet

from weakties.simulation.chance import check_seed
from weakties.simulation.errors import UserError
from weakties.simulation.given import whole


def check_weeks(weeks: int) -> int:
    """`weeks` as a plain int. Raises UserError for anything but a whole number from 0 on."""
    return whole("weeks", weeks)


REPEATED = (
    "mesa.batch_run: all iterations have the same seed, and so are the same run to the bit; list one seed for each replicate "
    "instead of iterations, as in {'seed': [0, 1, 2]}"
)


class ReadOnlyError(UserError, AttributeError):
    """Something was assigned to an agent, which only shows what is in the model's arrays."""


class Window(mesa.Agent):
    """A person as Mesa users expect one: a read-only window on one row of the model's arrays.

    model      the model
    row        the person's number, 0 .. people-1, as in ties and records
    unique_id  the same number (AgentID in collected data)
    pos        always None: people have ties, not places

    A subclass has one property for each attribute, which reads row `row` of an array of the model.
    """

    def __init__(self, model: WindowedModel, row: int) -> None:
        # Neither Mesa's constructor nor ordinary assignment: the one registers the agent, the other is refused below.
        self.__dict__.update(model=model, row=row, unique_id=row, pos=None)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise ReadOnlyError(
            f"person.{name} cannot be set: agents only show the model's arrays; change parameters or ties, and run again"
        )

    @property
    def name(self) -> Any:
        """The name that the network has for the person; the number where it has none."""
        labels = self.model.ties.labels
        return labels[self.row] if labels else self.row

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"

    def remove(self) -> NoReturn:
        """Refused: people stay as long as their model does."""
        raise ReadOnlyError(
            f"person {self.unique_id} cannot be removed: build the model without this person instead"
        )


class Collector(mesa.DataCollector):
    """Mesa's data collector with the reporters of a kind of model. Pickled, it names the model and not them: lambdas cannot be
    pickled, nor what Mesa makes of names."""

    def __init__(self, kind: type[WindowedModel]) -> None:
        super().__init__(dict(kind.model_reporters), dict(kind.agent_reporters))
        self.kind = kind

    def __getstate__(self) -> dict[str, Any]:
        """What was collected so far, and the kind of model."""
        return {name: value for name, value in vars(self).items() if not name.endswith("_reporters")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """The reporters of the kind of model, and what was collected."""
        self.__dict__.update({**vars(Collector(state["kind"])), **state})


def _warn_of_repeats() -> None:
    """Warn where Mesa makes this model from the seed of an earlier one. Mesa knows, and does not say: its frame is looked at."""
    if "rng" in inspect.signature(mesa.batch_run).parameters:
        return  # there is one seed an iteration
    frame = sys._getframe()
    while frame.f_back is not None:
        frame = frame.f_back
        if (
            frame.f_code.co_name == "_model_run_func"
            and frame.f_globals.get("__name__") == "mesa.batchrunner"
        ):
            if frame.f_locals.get("iteration"):
                warnings.warn(REPEATED, stacklevel=2)
            return


def _short(number: float) -> str:
    return f"{number:,.3g}" if isinstance(number, float) else f"{number:,}"


class WindowedModel(mesa.Model):
    """A mesa.Model whose state is arrays, and whose agents are windows made when someone looks.

    A subclass says what its `window` is, what is collected (`model_reporters`, `agent_reporters`: Mesa's dictionaries;
    agent reporters are none at first, since they look at everybody every week), implements `advance`, which lives one
    week, and ends its constructor with `collect()`, the state of week 0. `people` is the number of rows.

    Replicates with Mesa itself: on Mesa 3.5 `mesa.batch_run(Model, {...}, rng=[0, 1, 2])`, before that
    `mesa.batch_run(Model, {"seed": [0, 1, 2], ...})`, each seed once. With `iterations=3` Mesa before 3.5 makes the same model
    three times over, from the same seed, which gives three identical runs: there is a warning. (Mesa 3.5 hands over no seed
    then, which is an error: a run without one cannot be repeated.)

    A model can be pickled, in `batch_run` over several processes for example, and copied, by `copy.copy` and `copy.deepcopy`
    alike: the copy shares nothing with the model, and goes on to the bit as the model would. What an agent was is not kept;
    agents are made anew when someone looks.
    """

    window: ClassVar[type[Window]] = Window
    model_reporters: ClassVar[Mapping[str, Any]] = {}
    agent_reporters: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, seed: int, people: int) -> None:
        self.seed = check_seed(seed)
        _warn_of_repeats()
        super().__init__(rng=self.seed)
        self.people = people
        self._windows: list[Window] = []
        self._agent_set: AgentSet | None = None
        self.datacollector = Collector(type(self))

    def __getstate__(self) -> dict[str, Any]:
        """Everything but the windows, which hold nothing of their own."""
        return {**self.__dict__, "_windows": [], "_agent_set": None}

    def __repr__(self) -> str:
        if "datacollector" not in self.__dict__:  # asked for while it is being made
            return object.__repr__(self)
        noted = ((name, values[-1]) for name, values in self.datacollector.model_vars.items() if values)
        now = [f", {name} {_short(value)}" for name, value in noted if isinstance(value, (int, float))]
        return f"<{type(self).__name__}: week {self.week}, {self.people:,} people, seed {self.seed}{''.join(now)}>"

    def __copy__(self) -> Self:
        """A model that can be lived apart from this one: a week changes arrays in place, so that none can be shared."""
        return copy.deepcopy(self)

    def shared(self) -> tuple[object, ...]:
        """What a twin may have in common with the model: what no week changes."""
        return ()

    def fork(self) -> Self:
        """A twin as of now, with agents, collected data and records of its own, that can be lived apart, under the same luck: as
        long as neither is changed, both are the same to the bit.
        """
        return copy.deepcopy(self, {id(one): one for one in self.shared()})

    def advance(self) -> None:
        """Live one week. While it is lived, `week` is already its number: 1 for the first."""
        raise NotImplementedError

    def collect(self) -> None:
        """Let the data collector note the present state."""
        self.datacollector.collect(self)

    def step(self) -> None:
        """One week, and what the data collector notes at its end."""
        self.advance()
        self.collect()

    def run(self, weeks: int, progress: Callable[[int], object] | None = None) -> None:
        """So many weeks, or fewer where the model stops by itself (`running` becomes False).

        progress: called after each week with the number of weeks done in this run. Raises UserError for weeks that are not
        a whole number from 0 on.
        """
        for done in range(1, check_weeks(weeks) + 1):
            if not self.running:
                return
            self.step()
            if progress is not None:
                progress(done)

    @property
    def week(self) -> int:
        """Weeks begun so far: the number of the last week lived, 0 at the start."""
        return int(self.steps)

    @property
    def agents(self) -> AgentSet:
        """Everybody, as Mesa's AgentSet of windows, in the order of rows; made at the first look, then kept."""
        if self._agent_set is None:
            self._windows = [
                self.window(self, row) for row in range(self.people)
            ]  # an AgentSet holds weak references
            self._agent_set = AgentSet(self._windows, random=self.random)
        return self._agent_set

    @agents.setter
    def agents(self, agents: object) -> NoReturn:
        raise ReadOnlyError("model.agents cannot be set: agents are made from the model's arrays")

    @property
    def agent_types(self) -> list[type]:
        """The one class of agents."""
        return [self.window]

    @property
    def agents_by_type(self) -> dict[type, AgentSet]:
        """Everybody under the one class of agents."""
        return {self.window: self.agents}

    def register_agent(self, agent: object) -> NoReturn:
        """Refused: people come with the network."""
        raise UserError("agents cannot be added to this model: people come with the network it is built on")
