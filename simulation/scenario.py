"""One description of a world, for every model and every door: built and checked once, out of flat names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from weakties.simulation import networks
from weakties.simulation.defaults import WORKERS
from weakties.simulation.errors import UserError
from weakties.simulation.given import length_of, shown
from weakties.simulation.market.mechanism_parameters import Mechanisms
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.sectors import lives_between
from weakties.simulation.mechanisms.given import mechanisms_in, origin_of
from weakties.simulation.mechanisms.mechanism import Mechanism
from weakties.simulation.named_worlds import resolved
from weakties.simulation.parameters import NetworkParameters, Parameters
from weakties.simulation.recommendation.parameters import RecommendationParameters
from weakties.simulation.relations.parameters import RELATIONS, RelationParameters
from weakties.simulation.scenario_names import MODELS, checked, parameters_of
from weakties.simulation.shaped_by import read_by
from weakties.simulation.spread.parameters import SpreadParameters, said_or_read, spread_parameters
from weakties.simulation.ties import Ties
from weakties.simulation.trust.trusting import living_of

if TYPE_CHECKING:
    import networkx as nx

P = TypeVar("P", bound=Parameters)

LENGTH = ("weeks", "burn_in")
FRAME = ("network", "workers", *LENGTH)
"""What a world has beside parameters, under the names of designs and command lines."""
GIVEN = "given"
"""The network of a scenario whose ties come from elsewhere, and later (`Scenario.on`)."""


@dataclass(frozen=True)
class Scenario:
    """All of a world but its seed. Two are equal where all of this is; the ties, too, where they are given.

        scenario = Scenario.of({"workers": 500, "vacancy_life": 8, "weeks": 100, "burn_in": 20})
        market = JobMarket(scenario, seed=0)
        market.run(scenario.length[0])

    model       what is lived: one of MODELS
    network     the name of a generator; or Ties; or GIVEN; `of` reads the example or file that it names
    workers     people of a generated network; None for another, which has its own
    weeks       how long the world is lived in all, from its first week; None where nobody said
    burn_in     how many of those weeks, the first, are not counted
    shape       numbers of a generated network
    market, mechanisms, relations, spread, recommendation
                numbers of the models; those that `model` does not read are at their defaults; relations: None where ties stay
    contagion   how news spread
    own         mechanisms of one's own
    """

    model: str = "market"
    network: str | Ties = "layers"
    workers: int | None = WORKERS
    weeks: int | None = None
    burn_in: int = 0
    shape: NetworkParameters = field(default_factory=NetworkParameters)
    market: MarketParameters = field(default_factory=MarketParameters)
    mechanisms: Mechanisms = field(default_factory=Mechanisms)
    relations: RelationParameters | None = None
    spread: SpreadParameters = field(default_factory=SpreadParameters)
    contagion: str = "simple"
    recommendation: RecommendationParameters = field(default_factory=RecommendationParameters)
    own: tuple[Mechanism, ...] = ()

    @classmethod
    def of(
        cls,
        values: Mapping[str, Any],
        model: str = "market",
        *,
        knows: Iterable[str] = FRAME,
        also: Iterable[str] = (),
        strict: bool = True,
        **frame: Any,
    ) -> Scenario:
        """The scenario that flat names describe; a name that two sets know (industries, firm_size) goes to both.

        values   any parameter of the model and, for a generated network, of networks; `relations` ("on", or "off"); `world`, by
                 name (`named_worlds`), which sets what is not set beside it; `mechanisms` of one's own and their parameters
                 ("job_fair.share"); and what stands in knows
        also     names that the caller reads himself; those of FRAME, and not as the length of this world
        strict   whether numbers of ties that live are an error where ties do not live
        frame    what comes otherwise than by flat names: network (whatever `networks.read` takes, or a whole Scenario), workers

        Raises UserError for any other name, with the nearest right one, for a value out of its range, and for what has nothing to
        act on: before anything is made.
        """
        frame = {name: v for name, v in frame.items() if name != "workers" or v is not None}
        if isinstance(frame.get("network"), Scenario):
            return _whole(frame.pop("network"), model, [*values, *frame])
        rest, own = mechanisms_in(values)
        network = frame.get("network", rest.get("network", "layers"))
        generated = isinstance(network, str) and network != GIVEN and not networks.readable(network)
        rest = checked(resolved(rest, parameters_of(model, generated)), model, generated, (*knows, *also))
        if own and model == "recommendation":
            raise UserError("mechanisms: those of one's own act in markets and in the spread of news")
        theirs = {*also} & {*FRAME}  # what is a parameter, too, goes to both
        rest = {**{name: value for name, value in rest.items() if name not in theirs}, **frame}
        news = {name: v for name, v in rest.items() if name in SpreadParameters.model_fields}
        weeks, burn_in = length_of(rest) if "weeks" in rest else (None, 0)
        shape, mechanisms = _own(NetworkParameters, rest if generated else {}), _own(Mechanisms, rest)
        lives = living_of(rest, model=model, strict=strict)
        return cls(
            model=model,
            network=_network(network, _looks_at(model, lives is not None)),
            workers=_workers(rest, shape, generated, mechanisms),
            weeks=weeks,
            burn_in=burn_in,
            shape=shape,
            market=_own(MarketParameters, rest if model != "spread" else {}),
            mechanisms=mechanisms,
            relations=lives,
            spread=spread_parameters(rest.get("contagion", "simple"), news if model == "spread" else {}),
            contagion=rest.get("contagion", "simple"),
            recommendation=_own(RecommendationParameters, rest),
            own=own,
        )

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Scenario:
        """The scenario that has these `values`, out of JSON for example. Raises UserError where they describe none."""
        rest = dict(values)
        model = rest.pop("model", "market")
        if model not in MODELS:
            raise UserError(f"no model {shown(model)}; there are {', '.join(MODELS)}")
        return cls.of(rest, model, knows=(*FRAME, *(("contagion",) if model == "spread" else ())))

    @property
    def values(self) -> dict[str, Any]:
        """All of it in flat names, as a record's header has it and `read` takes it; JSON can hold it.

        Ties that are given are only said to be so (GIVEN). Numbers that do nothing in this world are there if somebody set them.
        """
        found: dict[str, Any] = {"model": self.model}
        found["network"] = self.network if isinstance(self.network, str) else GIVEN
        if self.workers is not None:
            found["workers"] = self.workers
            shape, said = self.shape.model_dump(), self.shape.model_fields_set
            found |= {k: v for k, v in shape.items() if k in said or read_by(k, str(self.network))}
        if self.weeks is not None:
            found |= {"weeks": self.weeks, "burn_in": self.burn_in}
        if self.model == "spread":
            found |= {"contagion": self.contagion, **said_or_read(self.contagion, self.spread)}
        else:
            found |= {**self.market.model_dump(), **self.mechanisms.model_dump()}
        if self.model == "recommendation":
            found |= self.recommendation.model_dump()
        if self.relations is not None:
            found |= {RELATIONS: "on", **self.relations.model_dump()}
        if self.own:
            found["mechanisms"] = ",".join(origin_of(self.own)["mechanisms"])
        return found | {name: value for one in self.own for name, value in one.values.items()}

    @property
    def length(self) -> tuple[int, int]:
        """(weeks, burn_in). Raises UserError where nobody said how long the world is lived."""
        if self.weeks is None:
            raise UserError("weeks: say how many weeks the world is lived, burn_in included")
        return self.weeks, self.burn_in

    @property
    def unread(self) -> tuple[str, ...]:
        """A line for each number of a generated network that somebody set and its generator does not read."""
        network = str(self.network) if self.workers is not None else ""
        said = (name for name in NetworkParameters.model_fields if name in self.shape.model_fields_set)
        return tuple(f"{n} does nothing in the network {network}" for n in said if not read_by(n, network))

    @property
    def looks_at(self) -> tuple[str, ...]:
        """What such a world looks at in a network that is given."""
        return _looks_at(self.model, self.relations is not None)

    def ties(self, seed: int) -> Ties:
        """The ties of this world: those given, or generated with this seed. Raises UserError where they are yet to be given."""
        if isinstance(self.network, Ties):
            return self.network
        if self.workers is None:
            raise UserError("the network of this scenario was given: hand over its ties, scenario.on(ties)")
        return networks.create(self.network, workers=self.workers, seed=seed, **self.shape.model_dump())

    def on(self, ties: Ties | nx.Graph) -> Scenario:
        """The same on ties that are given. Raises UserError for what is no network."""
        return replace(self, network=_network(ties, self.looks_at), workers=None, shape=NetworkParameters())


def _whole(scenario: Scenario, model: str, beside: list[str]) -> Scenario:
    """A scenario handed over whole."""
    if beside:
        raise UserError(f"{beside[0]}: a scenario says everything; say it there, and nothing beside it")
    if scenario.model != model:
        raise UserError(f"the scenario is one of model {scenario.model!r}, and this lives {model!r}")
    return scenario


def _looks_at(model: str, lives: bool) -> tuple[str, ...]:
    return networks.MARKET if model != "spread" else networks.LIVING_NEWS if lives else networks.NEWS


def _network(network: Any, looks_at: tuple[str, ...]) -> str | Ties:
    """The name of a generator, or the ties. Raises UserError for what is neither."""
    if isinstance(network, str) and not networks.readable(network):
        return network if network == GIVEN else networks.known(network)
    return networks.as_ties(network, looks_at)


def _workers(
    values: Mapping[str, Any], shape: NetworkParameters, generated: bool, m: Mechanisms
) -> int | None:
    """How many people a generated network has, whose industries are those that m asks for; None of another."""
    from weakties.simulation.networks.contact_layers import check_workers

    if not generated:
        if "workers" in values:
            raise UserError(
                "workers: only with the name of a generator; a network that is given has its own people"
            )
        return None
    workers = values.get("workers", WORKERS)
    check_workers(workers, shape)
    lives_between(1.0, shape.industries, m.measured_lives)  # raises where they were not measured
    return int(workers)


def _own(kind: type[P], values: Mapping[str, Any]) -> P:
    """A set of parameters with those of the values that are its own. Raises UserError for one out of range."""
    return kind.create({name: value for name, value in values.items() if name in kind.model_fields})
