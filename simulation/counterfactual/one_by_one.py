"""The door to the counterfactuals of single ties, for somebody who has a market: what each of many ties does, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.simulation.counterfactual.effects import Changes, effects_of
from weakties.simulation.errors import UserError
from weakties.simulation.market.changes import Pairs, give, pairs_of, rates
from weakties.simulation.market.job_market import JobMarket
from weakties.simulation.mesa_edge import check_weeks
from weakties.simulation.ties.names import named, rows_of
from weakties.simulation.ties.rows import find_ties

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.market.world import World

JOINS = (
    "early",
    "late",
)  # jobs begun in the firm of the other: before some week, and after it; here all count alike


def effects(market: JobMarket, pairs: ArrayLike, weeks: int, contact_rate: ArrayLike = 0.0) -> pd.DataFrame:
    """What each of these ties does within `weeks` weeks for the job of the first of its two people: the market as it is, and for
    each pair a world in which this one tie is another and all luck the same. The market itself stays as it is.

        ties = market.ties.pairs().sample(500, random_state=0)
        table = effects(market, ties[["source", "target"]], weeks=52)       # each taken out, alone
        (table.weeks_employed_0 - table.weeks_employed_1).mean()            # weeks in work that such a tie brings

    pairs         (pairs, 2) of people, by number or name: whose job is looked at, and with whom the tie is
    contact_rate  conversations a week that the two have instead, one for all or one a pair: 0 takes the tie out, and people who
                  are not tied are tied so; where ties live, nan lets them meet for the first time

    One row a pair: `person`, `other`, contact_rate_0 and _1, `reached`, the first week of the market at whose end somebody's job
    differs (-1: none does), and of the person, as the market is (..._0) and with the change (..._1), weeks_employed (weeks at
    whose end he has a job), jobs (begun, and held at the end of that week) and joins (of these, in a firm where the other worked
    already).

    Only what a change makes different is lived again, to the bit as if all were, so that a thousand ties take a few times as long
    as the market. Where ties live, or mechanisms of one's own act, each pair takes as long as the market. For changes of many
    ties at once, and what they do to everybody, see `twins`. Raises UserError for people who are not there, two who are not tied
    and would not be, a contact rate that is none, and a market of other rules than its own.
    """
    import pandas as pd

    if not isinstance(market, JobMarket):
        raise UserError("effects: the first is a JobMarket, the second pairs of people")
    check_weeks(weeks)
    _check_standard(market)
    given = rows_of(market.ties, pairs)
    pairs_of(given, market.people, once=False)
    ego, alter = np.asarray(given).reshape(-1, 2).T.astype(np.int32)
    rate = _rates(contact_rate, len(ego))
    idle = (rates(market.world, (ego, alter)) == 0) & (rate == 0)
    if idle.any():
        k = int(np.argmax(idle))
        raise UserError(
            f"pairs: {ego[k]} and {alter[k]} are not tied; to tie them, say at which contact_rate"
        )

    def made() -> World:
        world = market.fork().world
        if world.relations is None:
            _stand(world, (ego, alter))
        return world

    found = effects_of(made, Changes(ego, alter, rate), weeks)
    table = {"person": ego, "other": alter, "contact_rate_0": found.before, "contact_rate_1": rate}
    columns = pd.DataFrame({**table, "reached": found.reached})
    for n in ("_0", "_1"):
        columns[f"weeks_employed{n}"], columns[f"jobs{n}"] = found[f"weeks{n}"], found[f"hires{n}"]
        columns[f"joins{n}"] = sum(found[f"{part}{n}"] for part in JOINS)
    return named(columns, market.ties)


def _stand(world: World, pairs: Pairs) -> None:
    """Those who are not tied stand in the network with a tie over which nobody talks, which is as good as none."""
    ties = world.ties
    absent = find_ties(ties.start, ties.other, *pairs)[:, 0] < 0
    missing = pairs_of(np.stack(pairs, 1)[absent], ties.people, once=False)
    for rate in (1, 0):  # a tie that is made, and then falls silent
        give(world, missing, np.full(len(missing[0]), np.float32(rate)), keep=True)


def _rates(contact_rate: ArrayLike, count: int) -> NDArray[np.float32]:
    given = np.asarray(contact_rate)
    if given.dtype.kind not in "fiu" or given.shape not in ((), (count,)):
        raise UserError(
            f"contact_rate: must be one number of conversations per week, or one for each of {count} pairs"
        )
    return np.ascontiguousarray(np.broadcast_to(given.astype(np.float32), (count,)))


def _check_standard(market: JobMarket) -> None:
    """Raises UserError for a market whose week is not that of JobMarket: what is lived again are the rules of that one."""
    kind = type(market)
    rules = ("advance", "step", "run")
    changed = [name for name in rules if getattr(kind, name) is not getattr(JobMarket, name)]
    if changed:
        raise UserError(
            f"{kind.__name__} changes {', '.join(changed)}, and effects lives by the rules of JobMarket: use twins"
        )
