"""What an experiment leaves behind: one row a new tie, one row a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.recommendation.experiment import Outcome

if TYPE_CHECKING:
    import pandas as pd


class Credit(NamedTuple):
    """What new ties had to do with the hires at which they count as transmitting; counts, one entry a transmission."""

    told: NDArray[np.bool_]  # alter had told ego of that vacancy
    credited: NDArray[np.bool_]  # and first, or by chance of those who told in the same week
    sole: NDArray[np.bool_]  # and nobody and nothing else had: without this tie ego would not have known


def tie_table(outcome: Outcome) -> pd.DataFrame:
    """One row a new tie, sorted by sender, then receiver.

    sender, receiver    ego, who was shown alter; alter
    arm                 the arm of the sender
    mutual_contacts     when the tie formed
    contact_rate        conversations per week (where ties live: those of the first `later` weeks); weeks_of_talk: in how many
                        of the first `later` weeks the two talked
    intensity           rank of weeks_of_talk among all new ties, from 0 to 1, ties sharing their middle rank
    own_contacts, friends_contacts  how many people ego and alter knew just before
    same_industry, same_community   whether the two belong to one (False in a network without communities)
    transmitted         whether ego joined alter's firm, alter being there first, more than `later` weeks after the tie formed
    told, credited, sole  whether alter told ego of that vacancy; had the credit; was the only one, and nothing else, to tell
    early               whether a job was transmitted in the first `later` weeks
    jobs                how many jobs either of the two got by news from the other since the tie formed, with the credit for it;
    only_jobs           those of them for which nobody and nothing else had told: without this tie, not that job. What the
                        tie added, to first order: what he would have found instead is not in it (see truth.py)
    """
    import pandas as pd
    from scipy.stats import rankdata

    setup, world, new = outcome.setup, outcome.world, outcome.setup.new
    begin, later, ties = setup.design.settling, setup.design.later, len(new.sender)
    counted = outcome.week > begin + later
    credit = credit_of(outcome)

    def any_of(which: NDArray[np.bool_]) -> NDArray[np.bool_]:
        return np.bincount(outcome.tie[which], minlength=ties) > 0

    talk = outcome.talk.weeks
    industry, degree = world.people.industry, setup.network.degree - new.of_each(world.ties.people)
    community = setup.market.ties.groups.get("community", np.arange(len(degree)))
    jobs, only = jobs_by(outcome)
    return pd.DataFrame(
        {
            "sender": new.sender,
            "receiver": new.receiver,
            "arm": setup.arm[new.sender],
            "mutual_contacts": new.mutual,
            "contact_rate": outcome.talk.rate,
            "weeks_of_talk": talk,
            "intensity": (rankdata(talk) - 0.5) / max(1, ties),
            "own_contacts": degree[new.sender],
            "friends_contacts": degree[new.receiver],
            "same_industry": industry[new.sender] == industry[new.receiver],
            "same_community": community[new.sender] == community[new.receiver],
            "transmitted": any_of(counted),
            "told": any_of(counted & credit.told),
            "credited": any_of(counted & credit.credited),
            "sole": any_of(counted & credit.sole),
            "early": any_of(~counted),
            "jobs": jobs,
            "only_jobs": only,
        }
    )


def credit_of(outcome: Outcome) -> Credit:
    """For each transmission, what the tie had to do with it."""
    world, new = outcome.world, outcome.setup.new
    hires, tellings = world.hires.tables(world.ties, world.jobs)
    people = np.int64(world.ties.people)
    if len(outcome.tie) == 0:
        return Credit(*(np.zeros(0, bool) for _ in Credit._fields))
    hired = (
        hires.week.to_numpy(np.int64) * people + hires.worker.to_numpy()
    )  # nobody is hired twice in a week
    hire = _rows(hired, outcome.week * people + new.sender[outcome.tie])
    teller = tellings.teller.to_numpy(np.int64)
    key = np.where(teller < 0, -1, tellings.hire.to_numpy(np.int64) * people + teller)
    wanted = hire * people + new.receiver[outcome.tie]
    row = _rows(key, wanted)
    told = key[row] == wanted
    count = np.bincount(tellings.hire, minlength=len(hires))
    return Credit(told, told & tellings.credited.to_numpy()[row], told & (count[hire] == 1))


def jobs_by(outcome: Outcome) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(jobs, only_jobs) of each new tie, of both who have it; see `tie_table`."""
    world, new = outcome.world, outcome.setup.new
    hires, tellings = world.hires.tables(world.ties, world.jobs)
    people = np.int64(world.ties.people)
    told = tellings[tellings.credited & (tellings.teller >= 0)]
    worker = hires.worker.to_numpy(np.int64)[told.hire]
    teller = told.teller.to_numpy(np.int64)
    pair = np.minimum(worker, teller) * people + np.maximum(worker, teller)
    ties = np.minimum(new.sender, new.receiver) * people + np.maximum(new.sender, new.receiver)
    row = _rows(ties, pair)
    since = hires.week.to_numpy()[told.hire] > outcome.setup.design.settling
    ours = (ties[row] == pair) & since
    alone = np.bincount(tellings.hire, minlength=len(hires))[told.hire] == 1
    count = len(new.sender)
    return np.bincount(row[ours], minlength=count), np.bincount(row[ours & alone], minlength=count)


def touched(outcome: Outcome) -> NDArray[np.bool_]:
    """New ties over which, since they formed, one of the two told the other of a job that he got, (ties,): whoever else did."""
    world, new = outcome.world, outcome.setup.new
    hires, tellings = world.hires.tables(world.ties, world.jobs)
    since = (hires.week.to_numpy() > outcome.setup.design.settling)[tellings.hire]
    told = tellings[since & (tellings.teller >= 0)]
    people = np.int64(world.ties.people)

    def pairs(a: NDArray, b: NDArray) -> NDArray[np.int64]:
        return np.minimum(a, b).astype(np.int64) * people + np.maximum(a, b)

    worker, teller = hires.worker.to_numpy(np.int64)[told.hire], told.teller.to_numpy(np.int64)
    return np.isin(pairs(new.sender, new.receiver), pairs(worker, teller))


def _rows(keys: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each wanted key stands in `keys`, or any row when it does not."""
    order = np.argsort(keys, kind="stable")
    return order[np.minimum(np.searchsorted(keys[order], wanted), len(keys) - 1)]


def person_table(outcome: Outcome, ties: pd.DataFrame) -> pd.DataFrame:
    """One row a person: person, arm, weak and strong (new ties sent, by mutual contacts up to 10 and above), mean intensity,
    transmitted and sole (how many new ties transmitted a job), hires (jobs begun since the ties formed), employed (at the end).

    ties: the table of `tie_table`.
    """
    import pandas as pd

    setup, world = outcome.setup, outcome.world
    people = setup.market.ties.people
    strong = ties.mutual_contacts > 10
    hires = world.hires.tables(world.ties, world.jobs)[0]
    since = hires.worker[hires.week > setup.design.settling]

    def of(values: pd.Series | NDArray) -> NDArray[np.int64]:
        return np.bincount(ties.sender, np.asarray(values, float), people).astype(np.int64)

    return pd.DataFrame(
        {
            "person": np.arange(people),
            "arm": setup.arm,
            "weak": of(~strong),
            "strong": of(strong),
            "transmitted": of(ties.transmitted),
            "sole": of(ties.sole),
            "hires": np.bincount(since, minlength=people),
            "employed": world.people.position >= 0,
        }
    )
