"""A market and its twin, which is changed, lived side by side under the same luck: what the change does to each person."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.errors import UserError
from weakties.simulation.kernels import Int64s, kernel
from weakties.simulation.market.job_market import JobMarket
from weakties.simulation.market.rules.hire import due_vacancies
from weakties.simulation.market.state import CHANNELS, CONTACT
from weakties.simulation.mesa_edge import check_weeks
from weakties.simulation.ties.names import named

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.market.state import Jobs, Tellings
    from weakties.simulation.market.world import World


def twins(market: JobMarket, change: Callable[[JobMarket], object], weeks: int) -> pd.DataFrame:
    """What a change does to everybody within `weeks` weeks: two twins of the market (`JobMarket.fork`) are lived, one of them
    after `change(twin)`; the market itself stays as it is. Both have all luck in common, so that with a change of nothing both
    are the same to the bit, and the difference of two columns is the effect on that person, whatever it went through.

        def help_them(twin):
            twin.add_ties(twin.strangers(treated, each=20), contact_rate=0.02)

        table = twins(market, help_them, weeks=52)
        (table.weeks_employed_1 - table.weeks_employed_0)[treated].mean()

    One row a person, in the order of their numbers: `person`, and each of these columns twice, without the change (..._0) and
    with it (..._1):

    weeks_employed  weeks at whose end he has a job
    hires           jobs begun
    first_hire      the week of the market in which he began the first of them, -1 without one
    channel         how he had heard of that one: "contact", "formal" or "direct"; missing without one
    teller          from whom, by way of contact; -1
    leads           how often a contact told him of a vacancy that suits him and was decided in these weeks

    Works whether ties live or stay; takes twice as long as living the market. Raises UserError for weeks that are no whole
    number, for what is no market, and where `change` lives the twin itself.
    """
    import pandas as pd

    if not isinstance(market, JobMarket):
        raise UserError("twins: the first is a JobMarket, the second a function that changes its twin")
    check_weeks(weeks)
    columns: dict[str, object] = {"person": np.arange(market.people, dtype=np.int32)}
    for name, acts in (("_0", False), ("_1", True)):
        twin = market.fork()
        if acts:
            change(twin)
        if twin.week != market.week:
            raise UserError("twins: change(twin) changes it as of now, and does not live it; twins does")
        for column, values in _lived(twin, weeks).items():
            columns[column + name] = values
    return named(pd.DataFrame(columns), market.ties)


def _lived(market: JobMarket, weeks: int) -> dict[str, object]:
    """The outcomes of everybody over the next weeks, by name."""
    import pandas as pd

    people, before = market.people, market.week
    employed, leads = np.zeros(people, np.int32), np.zeros(people, np.int64)
    _count_leads(market.world, leads)
    for _ in range(weeks):
        market.step()
        employed += market.world.people.position >= 0
    hires = market.world.hires.tables(market.ties, market.world.jobs, from_week=before + 1)[0]
    first = hires.drop_duplicates("worker")  # in the order of weeks
    week, teller = np.full(people, -1, np.int32), np.full(people, -1, np.int32)
    channel = np.full(people, -1, np.int8)
    who = first.worker.to_numpy()
    week[who], teller[who], channel[who] = first.week, first.teller, first.channel.cat.codes
    return {
        "weeks_employed": employed,
        "hires": np.bincount(hires.worker, minlength=people).astype(np.int32),
        "first_hire": week,
        "channel": pd.Categorical.from_codes(channel.astype(int), categories=pd.Index(CHANNELS)),
        "teller": teller,
        "leads": leads,
    }


def _count_leads(world: World, leads: NDArray[np.int64]) -> None:
    """From now on the world adds to `leads`, (people,), what contacts have told of each vacancy, as it is decided."""
    decide = world._hire  # of this world: one of other rules keeps them

    def counted() -> tuple[int, int]:
        due = due_vacancies(world.seed, world.week, world.jobs)
        count_leads(due, world.jobs, world.tellings, leads)
        return decide()

    world._hire = counted  # type: ignore[method-assign]


@kernel
def count_leads(due: Int64s, jobs: Jobs, tellings: Tellings, leads: Int64s) -> None:
    """Add to `leads`, (people,), one for each time that a contact told somebody of one of the vacancies that are `due`."""
    for p in due:
        k = jobs.first_telling[p]
        while k >= 0:
            if tellings.channel[k] == CONTACT:
                leads[tellings.listener[k]] += 1
            k = tellings.next[k]
