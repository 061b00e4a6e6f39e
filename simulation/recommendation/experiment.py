"""The recommendation experiment: people are assigned at random to arms of a people-you-may-know algorithm.

Arms differ in how much weight the algorithm gives to mutual contacts, and in how many people it shows. What it shows is
accepted or not; accepted ties start to talk, at a rate that depends on closeness; and a year later we see who joined the firm
of whom. After Rajkumar, Saint-Jacques, Bojinov, Brynjolfsson and Aral 2022, Science 377:1304-1310; in the market of `World`,
where the effect of every single tie can be found by living the same luck without it (simulation/counterfactual/effects.py).

Where ties live, whom people know is what has become of the network by then, and a new tie is a first meeting in the week in which
it forms: how often the two talk from then on is up to them (recommendation/talk.py counts it).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, generator
from weakties.simulation.errors import UserError
from weakties.simulation.given import whole
from weakties.simulation.market.changes import give, network_of
from weakties.simulation.market.world import World
from weakties.simulation.networks import as_ties
from weakties.simulation.recommendation.new_ties import (
    NewTies,
    accepted,
    firms_dealt_anew,
    just_met,
    with_new,
    with_rates,
)
from weakties.simulation.recommendation.parameters import RecommendationParameters
from weakties.simulation.recommendation.rules.recommend import recommend
from weakties.simulation.recommendation.rules.transmissions import transmissions
from weakties.simulation.recommendation.talk import Talk, note, talk_of
from weakties.simulation.streams import ExperimentStream
from weakties.simulation.ties import Ties

if TYPE_CHECKING:
    from collections.abc import Callable

    from weakties.simulation.market.mechanism_parameters import Mechanisms
    from weakties.simulation.market.parameters import MarketParameters
    from weakties.simulation.mechanisms.mechanism import Mechanism
    from weakties.simulation.relations.parameters import RelationParameters


OF_GIVEN_TALK = ("attention", "attention_of_alter", "talk_by_closeness")
"""Parameters that say how often new ties talk, where that is given: where ties live, it is up to them."""


class Market(NamedTuple):
    """All that a market is made of."""

    ties: Ties
    parameters: MarketParameters
    mechanisms: Mechanisms
    seed: int
    relations: RelationParameters | None = None  # None: ties do not live
    own: tuple[Mechanism, ...] = ()


class Setup(NamedTuple):
    """An experiment about to begin: the market just before ties form, and the ties that will."""

    market: Market
    design: RecommendationParameters
    arm: NDArray[np.int32]  # (people,)
    new: NewTies
    network: Ties  # whom people know, with the new ties
    settled: World

    def world(self) -> World:
        """The market in the week in which the ties have just formed: `design.settling` weeks lived, the new ties known."""
        world = self.settled.fork()
        if world.relations is None:
            world.know(self.network)
        else:
            meet = np.full(len(self.new.sender), np.nan, np.float32)
            give(world, (self.new.sender, self.new.receiver), meet)
        return world


class Outcome(NamedTuple):
    """What became of an experiment."""

    setup: Setup
    world: World
    tie: NDArray[np.int64]  # transmissions, one entry each: over which new tie
    week: NDArray[np.int64]  # and in which week
    talk: Talk  # of the new ties in the first `later` weeks


def arms_of(p: RecommendationParameters) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """(weight of mutual contacts, how many are shown), each (arms,).

    Weights are evenly spaced from 0 to weight_high; how many are shown goes neither, more, less, neither, more, less, ..., so
    that the two move apart and can both be instruments.
    """
    weight = np.linspace(0, p.weight_high, p.arms)
    sign = np.resize([0, 1, -1], p.arms)
    return weight, np.maximum(1, np.rint(p.shown * (1 + p.shown_spread * sign))).astype(np.int64)


def set_up(market: Market, design: RecommendationParameters) -> Setup:
    """Assign arms, recommend, and see who accepts. Raises UserError for an experiment from which nothing could be learned."""
    market = market._replace(ties=as_ties(market.ties))
    check(market.ties.people, design, market.relations is not None)
    if not design.shared_door and "firm" in market.ties.groups:
        market = market._replace(ties=firms_dealt_anew(market.ties, market.seed))
    world = World(market.ties, market.parameters, market.seed, market.mechanisms, market.relations)
    for _ in range(design.settling):
        world.step()
    position = world.people.position
    firm = np.where(position >= 0, world.jobs.firm[position], -1).astype(np.int32)
    known = network_of(world)
    arm, pairs = formed(known, firm, design, market.seed)
    if market.relations is None:
        new = with_rates(pairs, market.ties, design, market.seed)
    else:
        new = just_met(pairs, market.relations.habit_leak)
    return Setup(market, design, arm, new, with_new(known, new), world)


def formed(
    known: Ties, firm: NDArray[np.int32], design: RecommendationParameters, seed: int, every: int = 1
) -> tuple[NDArray[np.int32], tuple[NDArray[np.int32], ...]]:
    """(arm of each person, new ties): arms assigned, recommendations made and accepted (`new_ties.accepted`).

    known: whom people know now. firm: where each works, (people,), -1 for nowhere: colleagues are not recommended. every: 4 to
    let only every fourth person be shown anybody, where a sample of new ties is enough. Raises UserError for an empty arm, and
    when nobody accepts.
    """
    chance = generator(seed, Purpose.EXPERIMENT, ExperimentStream.ARM)
    arm = chance.integers(0, design.arms, known.people).astype(np.int32)
    if (np.bincount(arm, minlength=design.arms) == 0).any():
        raise UserError(
            f"{known.people} people leave one of {design.arms} arms empty; take fewer arms or more people"
        )
    weight, shown = arms_of(design)
    choice = (design.candidates, design.walked)
    nobody = np.where(np.arange(known.people) % every == 0, arm, design.arms).astype(np.int32)
    found = recommend(
        np.uint64(seed), choice, weight, np.append(shown, 0), nobody, firm, known.start, known.other
    )
    pairs = accepted(found, design, seed)
    if len(pairs[0]) == 0:
        raise UserError("nobody accepted a recommendation; raise accept, shown or candidates")
    return arm, pairs


def check(people: int, design: RecommendationParameters, lives: bool = False) -> None:
    """Raises UserError for a design from which nothing could be learned, before anything is run. lives: whether ties do."""
    if people < 10 * design.arms:
        raise UserError(
            f"workers = {people}: too few for {design.arms} arms; take at least {10 * design.arms}"
        )
    if design.shown > design.candidates:
        raise UserError(f"shown = {design.shown}: more than there are candidates ({design.candidates})")
    if design.weight_high == 0 and design.shown_spread == 0:
        raise UserError(
            "all arms are the same: set weight_high or shown_spread above 0, or nothing varies between them"
        )
    usual = RecommendationParameters()
    given = [name for name in OF_GIVEN_TALK if getattr(design, name) != getattr(usual, name)]
    if lives and given:
        raise UserError(
            f"{given[0]} = {getattr(design, given[0]):g}: says how often new ties talk that stay; with relations=on they live"
        )


def check_weeks(weeks: int, later: int | None = None) -> None:
    """Raises UserError when the weeks leave no time for what counts as later (by default that of RecommendationParameters)."""
    later = RecommendationParameters().later if later is None else whole("later", later)
    if whole("weeks", weeks) <= later:
        raise UserError(
            f"weeks = {weeks}: transmissions count from week {later + 1} after the ties formed; take more weeks"
        )


def run(setup: Setup, weeks: int, progress: Callable[[int], object] | None = None) -> Outcome:
    """Live `weeks` weeks after the ties formed, and note transmissions.

    Raises UserError when the weeks leave no time for what counts as later.
    """
    check_weeks(weeks, setup.design.later)
    world = setup.world()
    start = setup.new.starts(setup.market.ties.people)
    ties, when = [], []
    talk = talk_of(world, setup.new, setup.design.later)
    for done in range(1, weeks + 1):
        world.step()
        if world.relations is not None and world.week <= setup.design.settling + setup.design.later:
            note(world, setup.new, talk)
        found = transmissions(world.week, start, setup.new.receiver, world.people, world.jobs)
        ties.append(found)
        when.append(np.full(len(found), world.week))
        if progress is not None:
            progress(done)
    return Outcome(setup, world, np.concatenate(ties), np.concatenate(when), talk)
