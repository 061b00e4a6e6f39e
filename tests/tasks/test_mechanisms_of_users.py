"""A policy, a bias and a habit of a user's own: what each does, with its arithmetic; and at strength zero nothing, to the bit."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.tasks.mechanisms_of_users import Bias, Census, JobFair, Rumour, SlowRumour
from weakties import InformationSpread, JobMarket, networks

TIES = networks.layers(workers=600, seed=0)
DEAF = {"willingness": 0.0, "formal_search": 0.0, "direct_search": 0.0, "on_the_job": 0.0, "team_size": 0}


def market(mechanisms=(), weeks=60, ties=TIES, seed=3, **parameters):
    lived = JobMarket(ties, seed=seed, mechanisms=mechanisms, **parameters)
    lived.run(weeks)
    return lived


def same(a, b):
    return a.hires.equals(b.hires) and a.tellings.equals(b.tellings) and a.weekly.equals(b.weekly)


@pytest.mark.parametrize("relations", [False, True])
@pytest.mark.parametrize(
    "neutral",
    [JobFair(invited=0, in_week=20, out_for=1), Bias(told=1), Rumour(deterred=0), Census()],
    ids=lambda one: one.name,
)
def test_at_strength_zero_nothing_changes_to_the_bit(neutral, relations):
    """With relayers, a limited audience and vouching, so that all that a telling leads to is there."""
    more = {"relay": 0.3, "audience": 2, "vouching": 1.0, "relations": relations}
    assert same(market(weeks=40, **more), market([neutral], weeks=40, **more))


def test_a_job_fair_brings_those_who_are_there_and_nobody_else():
    """Nobody tells, nobody searches, vacancies live a week: so nobody is hired but at the fair, where everybody hears of all
    vacancies, and they suit everybody. One after the other takes somebody who is left: min(people there, vacancies) are hired.
    """
    fair = JobFair(in_week=100, out_for=26)
    lived = market([fair], 101, vacancy_life=1, transferability=1.0, **DEAF)
    there = lived.states["job_fair"]["there"]
    vacancies = int(lived.weekly.set_index("week").at[100, "opened"])
    assert 0 < there.sum() < vacancies
    assert len(lived.hires) == min(there.sum(), vacancies)
    assert (lived.hires.week == 100).all() and (lived.hires.channel == "formal").all()
    assert set(lived.hires.worker) == set(np.flatnonzero(there))
    assert (lived.hires.weeks_out_of_work >= 26).all()


def test_a_fair_for_half_of_them_hires_half_of_them():
    """Each of n is there with chance 1/2: n/2 expected, standard error sqrt(n)/2; all of them would be sqrt(n) errors away."""
    known = {"vacancy_life": 1, "transferability": 1.0, "weeks": 101, **DEAF}
    everybody = len(market([JobFair()], **known).hires)
    half = len(market([JobFair(invited=0.5)], **known).hires)
    assert everybody > 36
    assert abs(half - everybody / 2) < 4 * np.sqrt(everybody) / 2


def test_before_the_fair_the_world_is_the_one_without_it():
    without, held = market(weeks=50), market([JobFair(in_week=40, out_for=4)], weeks=50)
    assert without.weekly[without.weekly.week < 40].equals(held.weekly[held.weekly.week < 40])
    assert not without.weekly.equals(held.weekly)


def test_the_group_hears_of_half_of_the_vacancies_the_others_of_as_many():
    """In the first week vacancies of one week's life are told and decided, and no choice has changed anything yet: the candidates
    of the group are a Binomial(n, 1/2) of those without the bias, standard error sqrt(n)/2; the others are the same ones.
    """
    ties = networks.layers(workers=4_000, seed=0)
    told = {"vacancy_life": 1, "formal_search": 0.0, "direct_search": 0.0, "relay": 0.0, "ties": ties}
    told |= {"transferability": 1.0, "positions": 1.1}
    group = np.arange(4_000) % 2 == 1
    fair = market([Census()], 1, **told).states["census"]["count"]
    biased = market([Bias(told=0.5), Census()], 1, **told).states["census"]["count"]
    assert (fair[~group] == biased[~group]).all()
    n = fair[group].sum()
    assert n > 200
    assert abs(biased[group].sum() - n / 2) < 4 * np.sqrt(n) / 2
    silenced = market([Bias(told=0), Census()], 1, **told).states["census"]["count"]
    assert silenced[group].sum() == 0 < silenced[~group].sum()


class NewsBias(Bias):
    """The same for news."""

    def on_telling(self, now, leads):
        return (leads.listener % 2 == 0) | (now.uniform(leads.piece, leads.listener) < self.told)


def test_the_same_bias_in_the_spread_of_news():
    """The middle of a star tells every contact in week 1; of n in the group each hears with chance 1/2."""
    star, n = nx.star_graph(800), 400

    def heard(mechanisms):
        news = InformationSpread(star, seed=1, transmission=1, first_informed=[0], mechanisms=mechanisms)
        news.run(3)
        return news.informed

    assert heard([]).all()
    assert (heard([NewsBias(told=1)])).all()
    informed = heard([NewsBias(told=0.5)])
    assert informed[::2].all()
    assert abs(informed[1::2].sum() - n / 2) < 4 * np.sqrt(n) / 2


def test_at_strength_zero_the_spread_is_the_same_to_the_bit():
    given = {"contagion": "threshold", "threshold": 2, "noise": 0.1, "transmission": 0.1, "pieces": 3}
    a = InformationSpread(TIES, seed=1, **given)
    b = InformationSpread(TIES, seed=1, mechanisms=[NewsBias(told=1)], **given)
    a.run(30), b.run(30)
    assert a.adoptions.equals(b.adoptions) and a.weekly.equals(b.weekly) and len(a.adoptions) > 200


def test_an_employer_of_whom_everybody_has_heard_hires_nobody():
    plain = market(weeks=100)
    firm = int(plain.hires.firm.mode()[0])
    shunned = market([Rumour(firm=firm, first=600)], weeks=100)
    assert (plain.hires.firm == firm).sum() > 5
    assert (shunned.hires.firm == firm).sum() == 0
    assert len(shunned.hires) > 0.5 * len(plain.hires)


def test_a_rumour_goes_round_as_fast_as_people_talk():
    """Who is in the middle of a star has heard it. Each of n others talks with him in a given week with chance 1 - exp(-c), and
    hears it in w weeks with chance p = 1 - exp(-c w), so n p hear it, standard error sqrt(n p (1 - p)).
    """
    n, c, w = 900, 0.2, 5
    star = nx.star_graph(n)
    nx.set_edge_attributes(star, c, "contact_rate")
    heard = market([Rumour(first=1)], w, ties=star).states["rumour"]["heard"]
    p = 1 - np.exp(-c * w)
    assert abs(heard[1:].sum() - n * p) < 4 * np.sqrt(n * p * (1 - p))
    assert heard[0]


def test_a_kernel_of_ones_own_draws_at_addresses_of_its_own():
    """The same with chance q that what is told is taken in: p = 1 - (1 - q (1 - exp(-c)))^w. Twice the same, and other luck for
    another name."""
    n, c, w, q = 900, 0.2, 5, 0.3
    star = nx.star_graph(n)
    nx.set_edge_attributes(star, c, "contact_rate")

    def heard(one):
        return market([one], w, ties=star).states[one.name]["heard"]

    first = heard(SlowRumour(taken_in=q))
    p = 1 - (1 - q * (1 - np.exp(-c))) ** w
    assert abs(first[1:].sum() - n * p) < 4 * np.sqrt(n * p * (1 - p))
    assert (first == heard(SlowRumour(taken_in=q))).all()
    Other = type("Other", (SlowRumour,), {"name": "other", "__module__": __name__})
    assert (first != heard(Other(taken_in=q))).any()


FILE = "tests.tasks.mechanisms_of_users"


def test_a_sweep_finds_them_by_name_in_other_processes(tmp_path):
    """As a setting by import path, with a parameter of theirs varied: at 0 the world without the mechanism, to the bit."""
    from weakties.experiments.worlds import sweep

    fixed = {"network": "layers", "workers": 300, "weeks": 30, "burn_in": 5}
    own = {**fixed, "mechanisms": f"{FILE}:JobFair", "job_fair.in_week": 20, "job_fair.out_for": 1}
    plain, _ = sweep.run(sweep.design({}, fixed, 2, 0), "channel_shares", tmp_path / "plain", jobs=1)
    design = sweep.design({"job_fair.invited": [0.0, 1.0]}, own, 2, 0)
    runs, table = sweep.run(design, "channel_shares", tmp_path / "own", jobs=2)
    assert not len(runs.failed), runs.failed.error.tolist()
    nobody, everybody = (runs.good[runs.good["job_fair.invited"] == share] for share in (0.0, 1.0))
    assert nobody.hires.tolist() == plain.good.hires.tolist()
    assert everybody.formal.sum() > nobody.formal.sum()
    assert len(table[table["job_fair.invited"] == 1.0])
