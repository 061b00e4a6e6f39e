"""Some people talk with old acquaintances again, and as much more with some of those whom they see: what each of them brings.

A point sets the market, as for every world function (`generated_market`); trust must be on. After the burn-in a share
`consulting` of the people talks, until `after` weeks are left, once a week more with DORMANT others with whom there is no
occasion and was no talk for three years, and with CURRENT others with whom there is: of those who were ever close (hours together
of friends, Hall 2019), and of the others, so many each, drawn by chance, as far as there are that many.

A *lead* is one that comes up in talk; it is *new* if nobody had brought it to the listener before, and *useful* if it was also
passed on, acted on, and right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from weakties.experiments.engine.declare import Point
from weakties.experiments.worlds.generated_market import live, market_of, scenario_of
from weakties.simulation.advice.advice import Advice, Followed
from weakties.simulation.trust.passing import RIGHT

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.advice.whom import Who
    from weakties.simulation.market.world import World
    from weakties.simulation.relations.relations import Relations
    from weakties.simulation.trust.trust import Trust

# weeks without a talk: dormant from the one on (Levin et al. 2011), current up to the other
SILENT, LATELY = 156, 26
FRIENDS = 90.0  # hours together (Hall 2019)
DORMANT, CURRENT = 2, 1  # of each strength
GROUPS = ("dormant strong", "dormant weak", "current strong", "current weak")
KNOWN = ("status", "together", "trusted")  # what is known of a dormant tie before


class Consultation(Advice):
    """A talk a week more of these pairs, int64 (pairs, 2), every one once; those out of touch meet first.

    talks: pairs that have talked, one entry a talk, low * 2**32 + high.
    """

    def __init__(self, pairs: NDArray[np.int64], people: int, start: int, weeks: int) -> None:
        super().__init__([Followed((), np.isin(np.arange(people), pairs[:, 0]), weeks, False)], start)
        self.pairs = np.sort(pairs, axis=1).astype(np.int32)
        self.talks: list[NDArray[np.int64]] = []

    def meet(self, relations: Relations, trust: Trust | None, who: Who) -> None:
        """Ties have had their turn, and a season begins."""
        from weakties.simulation.advice.together import brought_together, talk_more
        from weakties.simulation.talk.live import SEASON

        for one, _, length in self._turns:
            a, b = np.ascontiguousarray(self.pairs.T)
            met = brought_together(relations, a, b)
            talk_more(relations.live, a, b, np.full(len(a), length / SEASON))
            self.talks += [code(a[met], b[met]), code(*relations.talks(one.treated)[:, :2].T)]


def code(a: NDArray[Any], b: NDArray[Any]) -> NDArray[np.int64]:
    """One number for each pair, whichever of the two comes first."""
    return np.minimum(a, b).astype(np.int64) << 32 | np.maximum(a, b).astype(np.int64)


def world(point: Point, seed: int) -> dict[str, float]:
    """One market: sums over pairs by group (GROUPS), and over dormant ones for what is known of them (`valued`)."""
    scenario = scenario_of(point, also=("consulting", "after"))
    weeks, burn_in = scenario.length
    lived = live(market_of(scenario, seed), burn_in + (-burn_in - 1) % 4)
    trust, people = lived.trust, lived.ties.people
    assert lived.relations is not None and trust is not None
    pairs = known_before(lived, consulted(lived, seed, round(1 / float(point["consulting"]))))
    pairs["pair"] = code(pairs["person"].to_numpy(), pairs["other"].to_numpy())
    once = pairs.drop_duplicates("pair")[["person", "other"]].to_numpy(np.int64)
    span = weeks - int(point["after"]) - lived.week
    told = lived.advice = Consultation(once, people, lived.week + 1, span)
    trust.log = []
    for _ in range(span):
        lived.step()
    pairs = brought(pairs, trust.log, told.talks, lived.relations.parameters.talk_hours)
    trust.log, lived.advice = None, None
    for _ in range(weeks - lived.week):
        lived.step()
    ties = lived.relations.table()
    lately = ties[lived.week - ties["last_talk"] <= LATELY]
    pairs["kept"] = pairs["pair"].isin(code(lately["source"].to_numpy(), lately["target"].to_numpy()))
    return by_group(pairs) | valued(pairs[pairs["group"] < 2])


def consulted(lived: World, seed: int, every: int) -> pd.DataFrame:
    """person, other, group (place in GROUPS), hours: whom one person in `every` talks with."""
    import pandas as pd

    from weakties.simulation.chance import Purpose, generator
    from weakties.simulation.streams import ExperimentStream

    assert lived.relations is not None
    ties = lived.relations.table()
    ties = ties[ties["hours"] >= 1]
    silence = lived.week - ties["last_talk"]
    dormant = (ties["occasion"] != "on") & (silence >= SILENT)
    current = (ties["occasion"] == "on") & (silence <= LATELY)
    ties = ties.assign(group=np.where(dormant, 0, 2) + (ties["hours"] < FRIENDS))[dormant | current]
    both = [
        ties.rename(columns={"source": a, "target": b}) for a, b in (("person", "other"), ("other", "person"))
    ]
    rows = pd.concat(both, ignore_index=True)[["person", "other", "group", "hours"]]
    rows = rows[rows["person"] % every == 0].sort_values(["person", "other"], ignore_index=True)
    draw = generator(seed, Purpose.EXPERIMENT, ExperimentStream.CONSULTED).random(len(rows))
    place = rows.assign(draw=draw).groupby(["person", "group"])["draw"].rank()
    return rows[place <= np.where(rows["group"] < 2, DORMANT, CURRENT)].reset_index(drop=True)


def known_before(lived: World, pairs: pd.DataFrame) -> pd.DataFrame:
    """The same with KNOWN: ability of those who work, and of the least able for others; log hours; trust, as in `Trust.table`."""
    from weakties.simulation.trust.forms import all_inputs
    from weakties.simulation.trust.parameters import numbers_of_trust

    assert lived.relations is not None and lived.trust is not None
    other, ability = pairs["other"].to_numpy(np.int64), lived.people.ability.astype(np.float64)
    status = np.where(lived.people.position >= 0, ability, ability.min())[other]
    found = np.empty((len(pairs), 5))
    p = numbers_of_trust(lived.relations.parameters)
    given = (p, lived.week, lived.relations.everything(), lived.trust.opinions)
    all_inputs(*given, (pairs["person"].to_numpy(np.int64), other), found)
    return pairs.assign(status=status, together=np.log(pairs["hours"]), trusted=found[:, 4], near=found[:, 2])


def brought(
    pairs: pd.DataFrame, log: list[pd.DataFrame], talks: list[NDArray[np.int64]], hours: float
) -> pd.DataFrame:
    """The same with leads, new and useful ones that the other brought, and the time spent in talk, in hours."""
    import pandas as pd

    leads = pd.concat(log, ignore_index=True).sort_values(["week", "id"]).drop_duplicates("id")
    vacancy = ["listener", "vacancy", "opened"]
    leads["new"] = ~leads.duplicated(vacancy)
    right = leads[leads["outcome"] == RIGHT]
    leads["useful"] = leads["id"].isin(right.loc[~right.duplicated(vacancy), "id"])
    sums = leads.groupby(["listener", "teller"]).agg(
        leads=("new", "size"), new=("new", "sum"), useful=("useful", "sum")
    )
    found = pairs.merge(sums, "left", left_on=["person", "other"], right_index=True)
    pair, number = np.unique(np.concatenate([np.empty(0, np.int64), *talks]), return_counts=True)
    spent = pd.Series(number * hours, index=pair).reindex(pairs["pair"]).fillna(0.0)
    return found.fillna({"leads": 0, "new": 0, "useful": 0}).assign(time=spent.to_numpy())


def by_group(pairs: pd.DataFrame) -> dict[str, float]:
    """Sums over the pairs of each group."""
    row = {}
    for n, name in enumerate(GROUPS):
        some = pairs[pairs["group"] == n]
        row[f"{name}, pairs"] = float(len(some))
        for what in ("leads", "new", "useful", "time", "trusted", "kept"):
            row[f"{name}, {what}"] = float(some[what].sum())
    return row


def valued(pairs: pd.DataFrame) -> dict[str, float]:
    """Slopes of useful leads on KNOWN together, each for one standard deviation, within people; and useful leads of the closest
    of each person's, whom one would rather turn to, and of the others, with how many there are.
    """
    from weakties.experiments.worlds.trust import slopes

    several = pairs.groupby("person")["other"].transform("size") > 1
    pairs = pairs[several]
    within = pairs[["useful", *KNOWN]] - pairs.groupby("person")[["useful", *KNOWN]].transform("mean")
    x = within[list(KNOWN)].to_numpy() / np.maximum(within[list(KNOWN)].to_numpy().std(axis=0), 1e-12)
    row = {
        f"value of {name}": float(b)
        for name, b in zip(KNOWN, slopes(within["useful"].to_numpy(), x), strict=True)
    }
    first = pairs.sort_values("near", ascending=False).drop_duplicates("person").index
    closest = pairs.index.isin(first)
    for name, some in (("preferred", pairs[closest]), ("others", pairs[~closest])):
        row |= {f"{name}, pairs": float(len(some)), f"{name}, useful": float(some["useful"].sum())}
    return row
