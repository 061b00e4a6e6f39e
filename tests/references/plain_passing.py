"""What becomes of a lead where people trust, in plain Python, from the words of simulation/ODD.md: the judge of `fates`.

Another algorithm: views and ties are dictionaries, every lead is weighed by itself, with all that goes into it, in the order of
the rules. Nothing is told beforehand from what a chance can be at the most, nothing is looked up of many at once. Shared are the
random numbers at their addresses.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from tests.references.plain_season import split_mix
from weakties.simulation.chance import Purpose, uniform, words
from weakties.simulation.relations.state import KIN

Pair = tuple[int, int]
NOBODY_KNOWS = -1


@dataclass
class PlainPassing:
    """What people have learnt of each other, and had together.

    parameters: a `Trusting`; hours: {(i, j): (hours together, week of the last talk, kind)}; views: {(i, j): what i thinks of j},
    with the columns of VIEW; manners: {person: (open, generous, keeps)}, of those who have not the usual ones
    """

    seed: int
    parameters: Any
    hours: dict[Pair, tuple[float, int, int]]
    views: dict[Pair, dict[str, float]]
    manners: dict[int, tuple[float, float, float]]
    competence: list[float]

    def view(self, i: int, j: int) -> dict[str, float]:
        """What i thinks of j."""
        unknown = {"credibility": 0.5, "reliability": 0.5, "gave": 0.0, "aware": NOBODY_KNOWS}
        return self.views.get((i, j), unknown)

    def trust(self, i: int, j: int, week: int) -> float:
        """How far i trusts j."""
        p = self.parameters
        together, last, kind = self.hours.get((i, j), (0.0, week, KIN))
        open_ = max(self.manners.get(i, (1.0,))[0], self.manners.get(j, (1.0,))[0])
        near = 1 - math.exp(-open_ * together / p.closeness_hours)
        if kind != KIN:
            near *= math.exp(-max(0, week - last) / p.closeness_lasts)
        owed = self.view(i, j)["gave"] - self.view(j, i)["gave"]
        s = 1 + p.score_keeping * max(0.0, owed) / (1 + together / p.talk_hours)
        c, r = self.view(i, j)["credibility"], self.view(i, j)["reliability"]
        return {
            "closeness": near,
            "ratio": (c + r + near) / (3 * s),
            "sum": (c + r + near + 1 / s) / 4,
            "product": (c * r * near) ** (1 / 3) / s,
            "two-factor": (c + math.sqrt(r * near) / s) / 2,
        }[p.trust]

    def fate(self, teller: int, listener: int, position: int, opened: int, week: int, steps: int) -> str:
        """kept, doubted, wrong or right; teller: `steps` from the one who hires."""
        p = self.parameters
        first, second, _, _ = words(self.seed, Purpose.TRUSTED_LEAD, opened, listener, position)
        lots = int(first) << 32 | int(second)
        if steps > 0:
            chance = 1 / (
                1 + math.exp(-p.trust_slope * (self.trust(teller, listener, week) - p.trust_needed))
            )
            _, generous, keeps = self.manners.get(teller, (1.0, 0.0, 1.0))
            chance = min(max(chance, generous), keeps)
            if self.view(teller, listener)["aware"] < week:
                chance *= p.unasked
            if _unit(split_mix(lots, 2 * teller)) >= chance:
                return "kept"
        if _unit(split_mix(lots, 2 * teller + 1)) >= self.view(listener, teller)["credibility"] ** p.doubt:
            return "doubted"
        if (
            steps > 0
            and uniform(self.seed, Purpose.RIGHT, opened, teller, position) >= self.competence[teller]
        ):
            return "wrong"
        return "right"


def _unit(bits: int) -> float:
    """The 53 leading of 64 bits, and a half, as a number in (0, 1)."""
    return ((bits >> 11) + 0.5) / 2**53
