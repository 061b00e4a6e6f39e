"""Where trust acts in the week of a market: as a season begins, when leads are told, and when an employer listens to who
vouches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.simulation.errors import UserError
from weakties.simulation.kernels import Float64s, Int32s, Int64s, kernel
from weakties.simulation.market.rules.hire import works_for
from weakties.simulation.trust.opinions import PRIOR, at_of
from weakties.simulation.trust.trust import Trust
from weakties.simulation.trust.trusting import Trusting

if TYPE_CHECKING:
    from weakties.simulation.market.habits import Taste
    from weakties.simulation.market.state import Jobs, People, Tellings
    from weakties.simulation.market.world import World
    from weakties.simulation.relations.parameters import RelationParameters
    from weakties.simulation.trust.opinions import Opinions


def trust_in(people: int, parameters: RelationParameters | None, seed: int) -> Trust | None:
    """The trust with which a market with these numbers of ties that live begins; None where nobody trusts."""
    return Trust(people, parameters, seed) if isinstance(parameters, Trusting) else None


def trust_of(world: World) -> Trust:
    """The trust of a market. Raises UserError where nobody trusts."""
    if world.trust is None:
        raise UserError(
            "nobody trusts in this market: make it with relations=True and a form, as trust='ratio'"
        )
    return world.trust


def readier(given: dict[str, Any], trust: Trust | None) -> dict[str, Any]:
    """The numbers of a market; where people trust, `announced` and `relay` divided by `usual`, at the most 1: so many are ready
    to tell, and what trust keeps back of it brings it down again.
    """
    if trust is None:
        return given
    return given | {name: min(1.0, given[name] / trust.usual) for name in ("announced", "relay")}


def settle(world: World) -> None:
    """Where people trust, and this week begins a season: they learn, ask and gossip, before ties have their turn."""
    if world.trust is not None and world.relations is not None:
        world.trust.settle(world.week, world.relations, world.people.looking)


def gated(world: World) -> bool:
    """Whether anything may stop leads: trust, or mechanisms of one's own."""
    return world.trust is not None or world.own.acts("on_telling")


def weighed(world: World) -> bool:
    """Whether anything is added to ranks: by mechanisms of one's own, or, where vouching counts, by trust in who vouches."""
    vouches = world.trust is not None and bool((world._taste.vouching > 0).any())
    return vouches or world.own.acts("before_hiring")


def add_vouching(world: World, candidates: tuple[Int64s, Int32s, Int32s], favour: Float64s) -> None:
    """Add to each telling what vouching weighs more, or less, as the one who hires thinks of him who vouches; see `vouched`."""
    if world.trust is not None:
        state = (world.people, world.jobs, world.tellings)
        vouched(world._taste, world.trust.opinions, *state, candidates, favour)


@kernel
def vouched(
    taste: Taste,
    opinions: Opinions,
    people: People,
    jobs: Jobs,
    tellings: Tellings,
    candidates: tuple[Int64s, Int32s, Int32s],
    favour: Float64s,
) -> None:
    """Vouching weighs by the credibility C, to the one who hires, of the teller: times 2 C in all, so that it is what it is
    without trust where nothing is known (C = 1/2). candidates: place in the pool, person and position of each telling.
    """
    telling, person, position = candidates
    for n in range(len(telling)):
        k, j, p = telling[n], person[n], position[n]
        firm, teller = jobs.firm[p], tellings.teller[k]
        if teller < 0 or jobs.hirer[p] == teller or not works_for(people, jobs, teller, firm):
            continue
        at = at_of(opinions, jobs.hirer[p], teller)
        more = (opinions.about[at].credibility - PRIOR) / PRIOR if at >= 0 else 0.0
        closeness = 1.0 - np.exp(-tellings.contact_rate[k])
        favour[k] += taste.vouching[jobs.firm_industry[firm]] * taste.leaning[j] * closeness * more
