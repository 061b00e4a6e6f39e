"""Who is given advice: two stages of chance, of labour markets and of people; several pieces side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from weakties.experiments.advice.declare import Piece
    from weakties.simulation.market.world import World

TREATED_MARKETS = 0.5
GROUPS = ("treated", "untreated same market", "untreated other market", "not eligible", "given none")


class Dealt(NamedTuple):
    """Who is given advice: a place in GROUPS for each person."""

    group: NDArray[np.int64]

    @property
    def treated(self) -> NDArray[np.bool_]:
        """Who follows it."""
        return self.group == 0


def deal(
    world: World,
    piece: Piece,
    share: float,
    seed: int,
    place: tuple[int, int, float] = (0, 1, 0.0),
    like: NDArray[np.bool_] | None = None,
) -> Dealt:
    """Who is given a piece of advice. Two stages, each at its address: communities, and people.

    place: which of how many pieces it is, whose followers are drawn side by side, those of several in all communities; and by how
    much the draws are turned, from 0 to 1, so that others come to be drawn. like: bool (people,), for whom it is; None: for all.
    """
    from weakties.simulation.chance import Purpose, generator
    from weakties.simulation.streams import AdviceStream

    assert world.relations is not None
    people, community = world.ties.people, world.relations.nearby[0]
    markets = int(community.max()) + 1
    order = generator(seed, Purpose.ADVICE_DEALT, AdviceStream.MARKETS).permutation(markets)
    nth, pieces, turned = place
    market = order[community] < round((TREATED_MARKETS if pieces == 1 else 1.0) * markets)
    draw = (generator(seed, Purpose.ADVICE_DEALT, AdviceStream.PEOPLE).random(people) + turned) % 1.0
    draw = (draw - nth * share) % 1.0 if nth else draw
    eligible = world.people.looking if piece.eligible == "looking" else np.ones(people, np.bool_)
    eligible = eligible if like is None else eligible & like
    group = np.where(market, np.where(draw < share, 0, 1), 2)
    return Dealt(np.where(eligible, group, 3))


def side_by_side(dealt: list[Dealt]) -> list[Dealt]:
    """Of several pieces in one world: who follows each, and who of its eligible was given none at all; nobody else is shown."""
    given = np.any([one.treated for one in dealt], axis=0)
    none = [(one.group != GROUPS.index("not eligible")) & ~given for one in dealt]
    return [
        Dealt(np.where(one.treated, 0, np.where(free, GROUPS.index("given none"), len(GROUPS))))
        for one, free in zip(dealt, none, strict=True)
    ]
