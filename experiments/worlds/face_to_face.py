"""The same people ask the same people for help, in one world face to face and in the other by message: who joins whose firm.

A point sets the market, as for every world function (`generated_market`); trust must be on. In the season after the burn-in all
who look ask `asked` people each of those they are in touch with, who work elsewhere, drawn by chance; once in each medium, and
once nobody asks. What is counted is whether, in the weeks that are left, they take a job in the firm for which the asked works
then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from weakties.experiments.engine.declare import Point
from weakties.experiments.worlds.closures import firms_now
from weakties.experiments.worlds.generated_market import live, market_of, scenario_of
from weakties.simulation.advice.advice import Advice, Followed
from weakties.simulation.trust.asking import MEDIA

if TYPE_CHECKING:
    from weakties.simulation.advice.whom import Who
    from weakties.simulation.market.world import World
    from weakties.simulation.relations.relations import Relations
    from weakties.simulation.trust.trust import Trust

WAYS = (*MEDIA, "nobody asks")
AN_ASK, A_FAVOUR = 0.4, 0.5  # hours; they are counted nowhere here


class Asks(Advice):
    """These pairs, of who asks and who is asked, int32 (pairs, 2), ask as the season begins; said: how many said yes."""

    def __init__(self, pairs: NDArray[np.int32], people: int, start: int, medium: int) -> None:
        super().__init__([Followed((), np.zeros(people, np.bool_), 1)], start)
        self.pairs, self.medium, self.said = pairs, medium, -1

    def begin(self, week: int, relations: Relations, trust: Trust | None, who: Who) -> None:
        """A season begins, and ties have not yet had their turn."""
        from weakties.simulation.advice.saying import asked
        from weakties.simulation.trust.learning import PROMISE, take_in
        from weakties.simulation.trust.opinions import with_room_for
        from weakties.simulation.trust.parameters import numbers_of_trust

        if self.said >= 0 or trust is None:
            return
        p, rows = numbers_of_trust(relations.parameters), (relations.live, trust.opinions)
        a, b = np.ascontiguousarray(self.pairs.T)
        given = (trust.seed, (week // 4, week), p, rows, trust.reliability, (a, b))
        events = asked(*given, (self.medium, AN_ASK, False, A_FAVOUR), self.others)
        self.said = int((events["what"] == PROMISE).sum())
        trust.opinions = with_room_for(trust.opinions, len(events))
        take_in(p, trust.opinions, events)


def world(point: Point, seed: int) -> dict[str, float]:
    """Pairs, and by each of WAYS how many joined; by each medium how many said yes, and what is believed of it, in per cent."""
    scenario = scenario_of(point, also=("asked",))
    weeks, burn_in = scenario.length
    lived = live(market_of(scenario, seed), burn_in + (-burn_in - 1) % 4)
    assert lived.relations is not None and lived.trust is not None
    pairs = asking(lived, seed, int(point["asked"]))
    row = {"asks": float(len(pairs))}
    for way in WAYS:
        twin = lived.fork()
        if way in MEDIA:
            asks = twin.advice = Asks(pairs, lived.ties.people, lived.week + 1, MEDIA.index(way))
        row[f"{way}, joined"] = float(joined(twin, pairs, weeks - lived.week))
        if way in MEDIA:
            row[f"{way}, yes"] = float(asks.said)
    p: Any = lived.relations.parameters
    believed = (p.believed_face, p.believed_message)
    return row | {f"{way}, believed": 100 * float(b) for way, b in zip(MEDIA, believed, strict=True)}


def asking(lived: World, seed: int, each: int) -> NDArray[np.int32]:
    """Who asks whom, int32 (pairs, 2), as the module says."""
    from weakties.simulation.chance import Purpose, generator
    from weakties.simulation.streams import ExperimentStream

    assert lived.relations is not None
    live_ties, firm, looks = lived.relations.live, firms_now(lived), lived.people.looking
    rng = generator(seed, Purpose.EXPERIMENT, ExperimentStream.ASKED)
    pairs = []
    for i in np.flatnonzero(looks):
        row = slice(live_ties.start[i], live_ties.start[i] + live_ties.on[i])
        others = np.sort(live_ties.other[row][live_ties.tie["hours"][row] >= 1])
        others = others[(firm[others] >= 0) & (firm[others] != firm[i])]
        pairs += [(i, j) for j in rng.permutation(others)[:each]]
    return np.array(pairs, np.int32).reshape(-1, 2)


def joined(lived: World, pairs: NDArray[np.int32], weeks: int) -> int:
    """Live on; how many of the pairs' first have been hired by the firm in which the second works at that time."""
    done = np.zeros(len(pairs), np.bool_)
    before = firms_now(lived)
    for _ in range(weeks):
        lived.step()
        firm = firms_now(lived)
        a, b = pairs.T
        hired = (firm[a] != before[a]) & (firm[a] >= 0)
        done |= hired & (firm[a] == firm[b]) & (before[b] == firm[b])
        before = firm
    return int(done.sum())
