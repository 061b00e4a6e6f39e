"""An economist with a policy: treated and untreated under the same luck, a policy at a date, a dose, a rule of his own."""

from __future__ import annotations

import numpy as np
import pytest

from weakties import JobMarket, Mechanism, UserError, networks, parameter, sweep, twins


@pytest.fixture(scope="module")
def market():
    """Little is found by search, so that many are out of work and contacts matter; a fifth begin out of work."""
    market = JobMarket(
        "layers", workers=500, seed=2, out_at_start=0.2, separation=0.02, formal_search=0.5, direct_search=0.5
    )
    market.run(weeks=40)
    return market


def test_more_weak_ties_for_a_random_half_of_the_unemployed(market):
    out_of_work = np.flatnonzero(~np.array(market.agents.get("employed")))
    treated = np.random.default_rng(0).permutation(out_of_work)[: len(out_of_work) // 2]
    pairs = market.strangers(treated, each=20)
    table = twins(market, lambda twin: twin.add_ties(pairs, contact_rate=0.5), weeks=52)
    heard = table.leads_1 - table.leads_0
    assert len(treated) >= 10
    error = heard[treated].std() / np.sqrt(len(treated))
    assert error > 0 and heard[treated].mean() > 3 * error, "more ties, more leads: each against himself"
    others = (table.weeks_employed_1 != table.weeks_employed_0).drop(treated)
    assert others.any(), "what it does to those who are not treated is in the table, too"


def test_a_policy_at_a_date(market):
    policy = market.fork()
    policy.set(vacancy_life=2)
    policy.run(30)
    assert policy.changed == [{"week": 40, "set": {"vacancy_life": 2}}] and market.week == 40
    assert policy.records.provenance["changed"] == policy.changed
    with pytest.raises(UserError, match="did you mean 'vacancy_life'"):
        policy.set(vacancy_lfie=2)


def test_a_dose_and_its_response():
    table = sweep(
        {"separation": [0.002, 0.02]}, network="layers", workers=300, seed=0, weeks=60, burn_in=20,
        replicates=2, measure="unemployment", jobs=1,
    )  # fmt: skip
    low, high = table.sort_values("separation").value
    assert high > low, "ten times as many lose their jobs"


class Hiring(Mechanism):
    """A subsidy: who has been out of work for long ranks higher."""

    reads = ("position", "since")
    bonus: float = parameter(
        1.0, ge=0, le=10, unit="", label="bonus", meaning="added to the rank of the long unemployed",
        source="assumption: swept",
    )  # fmt: skip

    def before_hiring(self, now, candidates):
        out = now.position[candidates.person] < 0
        long = out & (now.week - now.since[candidates.person] >= 8)
        return np.where(long, self.bonus, 0.0)


def test_a_rule_of_his_own(tmp_path):
    shares = []
    for bonus in (0.0, 10.0):
        market = JobMarket(
            "layers", workers=500, seed=3, mechanisms=[Hiring(bonus=bonus)], separation=0.02, formal_search=0.5,
        )  # fmt: skip
        market.run(80)
        shares.append((market.hires.weeks_out_of_work >= 8).mean())
    assert shares[1] > shares[0]


def test_who_works_where_when_it_begins():
    ties = networks.layers(workers=200, seed=0).grouped(firm=np.where(np.arange(200) < 50, -1, 0))
    market = JobMarket(ties, seed=0)
    assert market.out_of_work >= 50
