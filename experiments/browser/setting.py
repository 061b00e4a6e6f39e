"""Which world is looked at: a model, a network, a seed, and the values that differ from the defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from weakties.experiments.browser.atlases import atlas
from weakties.experiments.browser.living_or_not import FORM, STAY, TRUSTING
from weakties.experiments.browser.own import STAGES, fitting, made, numbers
from weakties.experiments.worlds.one_network import AUTO, Reading
from weakties.simulation.defaults import WORKERS
from weakties.simulation.errors import UserError
from weakties.simulation.market.mechanism_parameters import Mechanisms
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.mechanisms.mechanism import Mechanism
from weakties.simulation.mechanisms.running import check_fits
from weakties.simulation.parameters import NetworkParameters, Parameters, check_name
from weakties.simulation.relations.parameters import RELATIONS, RelationParameters
from weakties.simulation.shaped_by import read_by
from weakties.simulation.spread.parameters import CONTAGIONS, ONLY_IN, SpreadParameters
from weakties.simulation.trust.parameters import TRUST, TrustParameters

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from weakties.experiments.browser.market import ShownMarket
    from weakties.experiments.browser.news import ShownNews

MODELS = {"job-market": "job market", "news": "news"}
PEOPLE = (100, 200, 300, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)
DIGITAL = tuple(name for name in Mechanisms.model_fields if name.startswith("digital"))
WEEKS, BURN_IN = 300, 100  # of what is taken home: how long it runs, and what of it is not counted
UNSEEN = {"pieces", "news_per_week", "topics", "staleness"}  # the page follows one piece of news


@dataclass(frozen=True)
class Setting:
    """One world to look at.

    model      one of MODELS
    network    a generator, an example, or a file
    workers    people of a generated network
    contagion  of news: simple, sir, cascade, threshold
    ties       of a job market: one of TIES
    reading    how a network that is read is to be understood
    mechanisms  of one's own: what can be switched on and off; off: the names of those that are off
    values     parameters that differ from their defaults; of a mechanism of one's own as "its_name.parameter"
    """

    model: str = "job-market"
    network: str = "layers"
    workers: int = WORKERS
    seed: int = 0
    contagion: str = "simple"
    ties: str = STAY
    values: Mapping[str, float] = field(default_factory=dict)
    reading: Reading = AUTO
    mechanisms: tuple[type[Mechanism], ...] = ()
    off: frozenset[str] = frozenset()

    @property
    def generated(self) -> bool:
        """Whether the network is made by a generator."""
        from weakties.simulation import networks

        return self.network in networks.GENERATORS

    @property
    def digital(self) -> bool:
        """Whether industries differ by digital intensity in this world."""
        return self.model == "job-market" and any(self.acting.get(name) for name in DIGITAL)

    @property
    def sets(self) -> tuple[type[Parameters], ...]:
        """The sets of parameters that act on this world, the model's own first."""
        own: tuple[type[Parameters], ...] = (SpreadParameters,)
        if self.model == "job-market":
            own = (MarketParameters, *((RelationParameters,) if self.live else ()))
            own = (*own, *((TrustParameters,) if self.ties == TRUSTING else ()), Mechanisms)
        return (*own, NetworkParameters) if self.generated else own

    @property
    def live(self) -> bool:
        """Whether ties live."""
        return self.model == "job-market" and self.ties != STAY

    @property
    def of_ties(self) -> dict[str, str]:
        """The switches that let ties live and people trust, as models and designs take them; where ties stay, nothing."""
        if not self.live:
            return {}
        return {RELATIONS: "on", TRUST: FORM} if self.ties == TRUSTING else {RELATIONS: "on"}

    @property
    def on_offer(self) -> tuple[type[Mechanism], ...]:
        """The mechanisms of one's own that this model can have, on or off."""
        return fitting(self.mechanisms, self.model)

    @property
    def switched_on(self) -> tuple[type[Mechanism], ...]:
        """Those of them that are at work."""
        return tuple(kind for kind in self.on_offer if kind.name not in self.off)

    @property
    def declared(self) -> dict[str, FieldInfo]:
        """Every parameter that this kind of world may have, by name."""
        ours = {name: info for group in reversed(self.sets) for name, info in group.model_fields.items()}
        return {**ours, **numbers(self.on_offer)}

    @property
    def of_mechanisms(self) -> dict[str, float]:
        """The values that are of mechanisms of one's own, at work or not."""
        theirs = numbers(self.mechanisms)
        return {name: value for name, value in self.values.items() if name in theirs}

    @property
    def without_mechanisms(self) -> Setting:
        """The same world with none of one's own at work, nor on offer."""
        theirs = self.of_mechanisms
        values = {name: value for name, value in self.values.items() if name not in theirs}
        return replace(self, mechanisms=(), off=frozenset(), values=values)

    def acts(self, name: str) -> bool:
        """Whether a parameter does anything in this world."""
        if "." in name:
            return name in numbers(self.switched_on)
        if not read_by(name, self.network):
            return False
        if self.model == "news":
            return name not in UNSEEN and self.contagion in ONLY_IN.get(name, CONTAGIONS)
        return True

    @property
    def acting(self) -> dict[str, float]:
        """The values that act on this world."""
        known = {name for name in self.declared if self.acts(name)}
        values = {name: value for name, value in self.values.items() if name in known}
        if values.get("transmission"):
            values.pop("willingness", None)
        if values.get("threshold_share"):
            values.pop("threshold", None)
        return values

    def put(self, name: str, value: float) -> Setting:
        """The same with another value of one parameter; a default is left out."""
        values = {**self.values, name: value}
        if value == default_of(name, self):
            del values[name]
        return replace(self, values=values)

    def sized(self, workers: int) -> Setting:
        """The same with another number of people."""
        return replace(self, workers=workers)

    def has(self, name: str) -> float:
        """The value of a parameter."""
        return self.values.get(name, default_of(name, self))

    @property
    def shape(self) -> dict[str, float]:
        """The values that shape a generated network; of another, none."""
        return {
            k: v for k, v in self.acting.items() if self.generated and k in NetworkParameters.model_fields
        }

    def same_network(self, other: Setting) -> bool:
        """Whether both are about the very same people and ties."""
        return self.of_network == other.of_network

    @property
    def of_network(self) -> tuple[Any, ...]:
        """What the network depends on."""
        if not self.generated:
            return (self.network, *self.reading)
        return (self.network, self.workers, self.seed, *sorted(self.shape.items()))

    @property
    def expected_ties(self) -> int:
        """About how many ties a generated network will have, known before it is made; 0 for one that is read."""
        from weakties.simulation.networks.contact_layers import layers_of

        if not self.generated:
            return 0
        contacts = sum(layer.size for layer in layers_of(NetworkParameters.create(self.shape)))
        return self.workers * contacts // (1 if self.live else 2)  # a tie that lives takes as much room again


def default_of(name: str, setting: Setting) -> float:
    """The default of a parameter that acts on this kind of world."""
    known = setting.declared
    check_name(name, known)
    return known[name].default


def checked(name: str, value: Any, setting: Setting) -> float:
    """A value of a parameter of this kind of world, as the number it is. Raises UserError for one that cannot be."""
    check_name(name, setting.declared)
    for group in setting.sets:
        if name in group.model_fields:
            return getattr(group.create({name: value}), name)
    (one,) = made([kind for kind in setting.on_offer if kind.name == name.partition(".")[0]], {name: value})
    return one.values[name]


def build(setting: Setting) -> ShownMarket | ShownNews:
    """The model of a setting, in week 0. Raises UserError for one that cannot be."""
    from weakties.experiments.browser.market import ShownMarket
    from weakties.experiments.browser.news import ShownNews

    book = atlas(setting)
    own = {name for group in setting.sets if group is not NetworkParameters for name in group.model_fields}
    values: dict[str, Any] = {**setting.of_ties, **{k: v for k, v in setting.acting.items() if k in own}}
    if setting.switched_on:
        values["mechanisms"] = made(setting.switched_on, setting.values)
    if setting.model == "job-market":
        return ShownMarket(network=book.ties, seed=setting.seed, atlas=book, **values)
    return ShownNews(network=book.ties, seed=setting.seed, contagion=setting.contagion, atlas=book, **values)


def check(setting: Setting) -> None:
    """Raises UserError for a value that does nothing in this world, so that none goes unheard, or that is out of range; and for a
    mechanism of one's own that has no place in it.
    """
    for kind in setting.mechanisms:
        check_fits(kind.declaration(), STAGES[setting.model])
    for name, value in setting.values.items():
        default_of(name, setting)
        if not setting.acts(name):
            raise UserError(
                f"{name} does nothing in this world; leave it out, or choose another network or model"
            )
        checked(name, value, setting)
