"""The labour market as a Mesa model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from weakties.simulation.chance import check_seed
from weakties.simulation.errors import UserError
from weakties.simulation.market.intervention import Interventions
from weakties.simulation.market.records import Records
from weakties.simulation.market.trusted import trust_of
from weakties.simulation.market.world import World
from weakties.simulation.mechanisms.given import origin_of
from weakties.simulation.mechanisms.mechanism import Mechanism
from weakties.simulation.mesa_edge import Window, WindowedModel
from weakties.simulation.relations.parameters import RELATIONS
from weakties.simulation.relations.relations import Relations
from weakties.simulation.relations.seen import LivingTies
from weakties.simulation.saved_tables import provenance
from weakties.simulation.scenario import Scenario
from weakties.simulation.ties import Ties
from weakties.simulation.ties.names import named

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from numpy.typing import NDArray


class Worker(Window):
    """One person of a `JobMarket`."""

    model: JobMarket

    @property
    def employed(self) -> bool:
        """Whether the person has a job."""
        return bool(self.model.world.people.position[self.row] >= 0)

    @property
    def looking(self) -> bool:
        """Whether the person looked for a job in the last week, out of work or on the job."""
        return bool(self.model.world.people.looking[self.row])

    @property
    def firm(self) -> int:
        """The firm the person works for; -1 when out of work."""
        position = self.model.world.people.position[self.row]
        return int(self.model.world.jobs.firm[position]) if position >= 0 else -1

    @property
    def industry(self) -> int:
        """The industry the person belongs to."""
        return int(self.model.world.people.industry[self.row])

    @property
    def ability(self) -> float:
        """Lasting ability, standard normal over people."""
        return float(self.model.world.people.ability[self.row])

    @property
    def weeks_out_of_work(self) -> int:
        """Weeks since the last job ended; 0 for who works."""
        return 0 if self.employed else self.model.world.week - int(self.model.world.people.since[self.row])

    @property
    def contacts(self) -> list[Worker]:
        """The people this person has a tie with."""
        everybody = list(self.model.agents)
        return [everybody[int(j)] for j in self.model.ties.contacts(self.row)]


class JobMarket(Interventions, LivingTies, WindowedModel):
    """A labour market in which job leads travel along ties; `simulation/ODD.md` describes it.

        market = JobMarket(network=networks.layers(workers=2_000, seed=0), seed=0, vacancy_life=8)
        market.run(weeks=400)
        market.hires

    network     Ties, anything that `networks.read` takes (a graph, a table, a file), or the name of a generator ("layers", ...),
                which makes `workers` people with this seed; or a whole Scenario, and then nothing else is said but the seed
    seed        a whole number; the same seed, network and parameters give the same run to the bit
    workers     number of people, with the name of a generator only
    relations   whether ties live (True or "on"; False or "off"): are made, tended, rest, come back and end from season to season
                (`relations` is their table)
    mechanisms  one's own (`Mechanism`), or "module:Class" where one is to be found; `states` has what they keep
    parameters  any of MarketParameters and Mechanisms; with relations, of RelationParameters; with the name of a generator, of
                NetworkParameters

    In mid-run: `add_ties`, `remove_ties`, `set_rate`, `set(vacancy_life=8)`; `fork()` is a twin that can be lived apart, under
    the same luck; `described` stays what the market began as, and `changed` has what was changed since. `ties` are those that
    stay (where ties live: those of the start), `network` whom people know now.

    Raises UserError for a name that is not a parameter (with the nearest right one) and for a value out of its range.
    """

    window = Worker
    model_reporters: ClassVar[Mapping[str, Any]] = {
        "employed": lambda market: market.people - market.out_of_work,
        "out_of_work": lambda market: market.out_of_work,
        "unemployment": lambda market: market.out_of_work / market.people,
        "vacancies": lambda market: int((market.world.jobs.opened >= 0).sum()),
        "hires": lambda market: len(market.world.hires),
    }

    def __init__(
        self,
        network: Scenario | Ties | nx.Graph | str = "layers",
        *,
        seed: int,
        workers: int | None = None,
        relations: bool | str = False,
        mechanisms: Iterable[Mechanism | type[Mechanism] | str] | str = (),
        **parameters: Any,
    ) -> None:
        said: dict[str, Any] = {RELATIONS: relations} if relations is not False else {}
        said |= {"mechanisms": mechanisms} if mechanisms != () else {}
        # not `scenario`, which newer versions of Mesa have a meaning of their own for
        self.described = Scenario.of({**parameters, **said}, knows=(), network=network, workers=workers)
        self.own, self.parameters = self.described.own, self.described.market
        self.mechanisms = self.described.mechanisms
        self.changed = []
        check_seed(seed)
        self.ties = self.described.ties(seed)
        if self.ties.people == 0:
            raise UserError("the network has no people; a market needs at least one")
        living = self.described.relations
        self.world = World(self.ties, self.parameters, seed, self.mechanisms, living, self.own)
        super().__init__(seed=seed, people=self.ties.people)
        self.collect()

    def advance(self) -> None:
        """One week of the world."""
        self.world.step()

    @property
    def states(self) -> Mapping[str, Mapping[str, NDArray[Any]]]:
        """What each of the mechanisms of one's own keeps: arrays by name, as they are now."""
        return self.world.own.states

    def shared(self) -> tuple[object, ...]:
        """What a twin has in common with its market: the network, which nothing changes in place."""
        ties = self.ties
        return ties, ties.start, ties.other, ties.contact_rate, ties.kind, self.described

    @property
    def out_of_work(self) -> int:
        """How many people have no job."""
        return int((self.world.people.position < 0).sum())

    @property
    def living(self) -> Relations | None:
        """The ties that live; None where relations are off."""
        return self.world.relations

    @property
    def trust(self) -> pd.DataFrame:
        """What people think of each other, one row a direction; see `Trust.table`. Raises UserError where nobody trusts."""
        trust = trust_of(self.world)
        assert self.living is not None
        return named(trust.table(self.living), self.ties)

    @property
    def broken_promises(self) -> pd.DataFrame:
        """The promises to help that were broken so far, one row each: week, in which the season began that it was given in;
        person, who had asked; other, who broke it. Raises UserError where nobody trusts. What one did: `remove_broken_promise`.
        """
        return named(trust_of(self.world).broken.table(), self.ties)

    @property
    def hires(self) -> pd.DataFrame:
        """One row a hire; see `simulation/ODD.md`, Records. People and firms by their names, where the network has names."""
        return named(self.world.hires.tables(self.ties, self.world.jobs)[0], self.ties)

    @property
    def tellings(self) -> pd.DataFrame:
        """One row for each time that somebody who was hired had heard of that job."""
        return named(self.world.hires.tables(self.ties, self.world.jobs)[1], self.ties)

    @property
    def weekly(self) -> pd.DataFrame:
        """Totals of each week lived."""
        return self.world.weeks.table()

    @property
    def records(self) -> Records:
        """All tables of the run and where they come from."""
        hires, tellings = self.world.hires.tables(self.ties, self.world.jobs)
        origin = provenance(
            model=type(self).__name__,
            world=type(self.world).__name__,
            seed=self.seed,
            weeks=self.week,
            people=self.people,
            ties=len(self.ties),
            parameters=self.described.values,
            **({"changed": self.changed} if self.changed else {}),
            **origin_of(self.own),
        )
        return Records(named(hires, self.ties), named(tellings, self.ties), self.weekly, origin)
