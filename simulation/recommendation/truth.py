"""What new ties bring about: the same experiment with one of them silent, or talking more, and everything else as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, generator
from weakties.simulation.counterfactual.effects import Changes, effects_of
from weakties.simulation.errors import UserError
from weakties.simulation.given import number
from weakties.simulation.recommendation.experiment import Setup, check_weeks
from weakties.simulation.recommendation.new_ties import STEPS
from weakties.simulation.streams import ExperimentStream

if TYPE_CHECKING:
    import pandas as pd


MOST = 1e6  # times as often as a tie talks: beyond that float32 ends


def chances(
    setup: Setup, share: float, likely: NDArray[np.bool_] | None = None, of_likely: float = 1.0
) -> NDArray[np.float64]:
    """With what chance each new tie is replayed, (ties,): `share` of all, as many in each class of mutual contacts (STEPS) as in
    the others, so far as there are so many. Ties of many contacts are few, and the question is about them.

    likely: those that are replayed with chance `of_likely` instead, (ties,); best are ties known to have mattered in the world as
    it is (`weakties.simulation.recommendation.tables.touched`), which are few and hold most of what there is to find.
    """
    number("share", share, 0, 1)
    number("of_likely", of_likely, 0, 1)
    if likely is not None:
        return np.where(likely, of_likely, chances(setup, share))
    of = np.searchsorted(STEPS, setup.new.mutual, side="right") - 1
    there = np.bincount(of, minlength=len(STEPS))
    wanted = share * len(of) / np.count_nonzero(there)
    return np.minimum(1.0, wanted / np.maximum(there, 1))[of] if share < 1 else np.ones(len(of))


def drawn(
    setup: Setup, share: float, likely: NDArray[np.bool_] | None = None, of_likely: float = 1.0
) -> NDArray[np.bool_]:
    """Which new ties are replayed, (ties,), each with its chance; those of a small share are among those of a larger one.

    Raises UserError when none is.
    """
    chance = chances(setup, share, likely, of_likely)
    luck = generator(setup.market.seed, Purpose.EXPERIMENT, ExperimentStream.REPLAY)
    picked = luck.random(len(chance)) < chance
    if not picked.any():
        raise UserError(
            f"a share of {share:g} of {len(chance)} new ties leaves none to replay; take a larger one"
        )
    return np.asarray(picked)


def brought(
    setup: Setup,
    weeks: int,
    share: float = 1.0,
    factor: float = 0.0,
    likely: NDArray[np.bool_] | None = None,
    of_likely: float = 1.0,
) -> pd.DataFrame:
    """What each new tie brings its sender in `weeks` weeks: the world as it is, less the same world in which that tie alone
    talks `factor` times as often (0: not at all, so the tie is taken away).

    Columns, one row a new tie, in the order of setup.new:

    brought      jobs that the sender began in alter's firm, alter being there first, at any time since the tie formed
    brought_late the same after `later` weeks: what the tie did to the published transmission
    jobs_brought jobs begun anywhere; weeks_brought: weeks in work

    Only a share of the ties is replayed, and another of the `likely` ones, each with its own chance (`chances`); differences are
    divided by that chance and all others are 0, so that sums, means and regressions over all ties estimate without bias what
    replaying every tie would give (Horvitz and Thompson 1952).

    Where ties live, the two of a tie that is taken away never met, and may meet later; each tie replayed takes as long as the
    experiment, since both worlds are lived in full.

    Raises UserError when the weeks leave no time for what counts as later, when no tie is drawn, and where ties live for a factor
    other than 0: there how often the two talk is not given.
    """
    import pandas as pd

    check_weeks(weeks, setup.design.later)
    number("factor", factor, 0, MOST)
    if factor and setup.market.relations is not None:
        raise UserError(
            f"factor = {factor:g}: where ties live, how often two talk is up to them; only 0 can be"
        )
    new, chance = setup.new, chances(setup, share, likely, of_likely)
    picked = drawn(setup, share, likely, of_likely)
    changes = Changes(new.sender[picked], new.receiver[picked], new.rate[picked] * np.float32(factor))
    found = effects_of(setup.world, changes, weeks, setup.design.settling + setup.design.later)

    def spread(*names: str) -> NDArray[np.float64]:
        difference = sum(found[f"{name}_0"].to_numpy() - found[f"{name}_1"].to_numpy() for name in names)
        values = np.zeros(len(picked))
        values[picked] = difference / chance[picked]
        return values

    return pd.DataFrame(
        {
            "brought": spread("early", "late"),
            "brought_late": spread("late"),
            "jobs_brought": spread("hires"),
            "weeks_brought": spread("weeks"),
        }
    )
