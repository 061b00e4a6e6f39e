"""What worlds count of a market: the weeks of the burn-in are lived, and nothing that happens in them is counted."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties import JobMarket
from weakties.analysis.industries import STRONG
from weakties.experiments.worlds import industries
from weakties.experiments.worlds import market as market_world
from weakties.experiments.worlds.market_experiment import DEFAULT
from weakties.simulation import networks
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.ties import Ties

POINT = {"network": "layers", "workers": 400, "weeks": 60, "acquaintances": 60}


@pytest.fixture(scope="module")
def market():
    """The same market, lived by hand for the same weeks."""
    ties = networks.layers(workers=400, seed=3, acquaintances=60)
    lived = JobMarket(network=ties, seed=3)
    lived.run(weeks=60)
    return lived


@pytest.mark.parametrize("burn_in", [0, 25])
def test_a_market_counts_the_weeks_after_its_burn_in(market, burn_in):
    """Weeks are numbered from 1: of 60 the last 60 - burn_in are counted, hires and people out of work alike."""
    row = market_world.world({**POINT, "burn_in": burn_in}, seed=3)
    late = market.hires[market.hires.week > burn_in]
    assert market.hires.week.min() >= 1 and (burn_in == 0 or len(late) < len(market.hires))
    assert row["weeks"] == 60 - burn_in and row["hires"] == len(late) > 0
    through = late[late.channel == "contact"]
    assert row["contact"] == len(through) == row["often"] + row["occasionally"] + row["rarely"]
    assert row["often"] == (through.contact_rate >= 2).sum()
    assert row["rarely"] == (through.contact_rate <= np.float32(1 / 52)).sum()
    assert row["chain 0"] == (through.steps == 0).sum() and row["chain 1"] == (through.steps == 1).sum()
    assert row["moves"] == (late.previous_firm >= 0).sum()


def test_counts_of_a_table_made_by_hand():
    """Four hires in three weeks: two through contacts, one of them a present colleague; ten people-weeks out of work."""
    hires = pd.DataFrame(
        {
            "channel": ["contact", "contact", "formal", "direct"],
            "contact_rate": np.array([3.0, 0.1, np.nan, np.nan], np.float32),
            "kind": ["colleague", "close", None, None],
            "steps": [0, 1, 0, 0],
            "previous_firm": [-1, 2, -1, 0],
        }
    )
    weekly = pd.DataFrame({"week": [1, 2, 3], "out_of_work": [4, 3, 3], "employed": [6, 7, 7]})
    ties = Ties.from_pairs([0, 1, 2], [1, 2, 3], 10, [2.0, 0.5, 0.01])

    class Parameters:
        team_size = 3

    row = market_world.counts(hires, weekly, ties, Parameters())
    wanted = {
        "hires": 4, "weeks": 3, "people": 10, "contact": 2, "formal": 1, "direct": 1, "often": 1, "occasionally": 1,
        "rarely": 0, "strong": 1, "weak": 1, "chain 0": 1, "chain 1": 1, "chain 2": 0, "chain more": 0, "hires, colleagues": 1,
        "hires, twice a week": 0, "hires, half-yearly": 1, "out of work": 10, "moves": 2, "ties, colleagues": 20,
        "ties, twice a week": 2, "ties, monthly": 2, "ties, every 3 years": 2,
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted
    assert row[f"upto {len(market_world.EDGES) - 1}"] == 2 and row["upto 0"] == 0


def test_industries_count_the_weeks_after_the_burn_in():
    """Here `weeks` come after the burn-in; hires are numbered anew, and tellings go with them."""
    world, hires, tellings = industries.lived({"workers": 400, "weeks": 30, "burn_in": 20}, seed=1)
    every, told = world.hires.tables(world.ties, world.jobs)
    assert every.week.max() <= 50 and hires.week.min() == 21
    assert len(hires) == (every.week > 20).sum() < len(every)
    assert hires.hire.tolist() == list(range(len(hires)))
    late = told[told.hire.isin(every.hire[every.week > 20])]
    assert tellings.teller.tolist() == late.teller.tolist() and tellings.hire.is_monotonic_increasing


def test_the_default_of_designs_is_that_of_the_parameters():
    """A design names the numbers that set its two worlds apart; one of the two is the default world."""
    declared = {name: MarketParameters.model_fields[name].default for name in DEFAULT if name != "network"}
    assert declared == {name: value for name, value in DEFAULT.items() if name != "network"}


@pytest.mark.parametrize("relations", ["off", "on"])
def test_ties_are_counted_by_the_rates_at_which_people_talk_now(relations):
    """Those that live at the rate of the season, once in each direction; those too rare to live, or that stay, at their own."""
    point = {"workers": 400, "weeks": 30, "burn_in": 20, "relations": relations}
    world, hires, _ = industries.lived(point, seed=1)
    holder, rate = industries.talking(world)
    assert len(holder) == len(rate) and len(hires) > 0
    if relations == "off":
        assert np.array_equal(rate, world.contact_rate) and np.array_equal(
            np.bincount(holder), world.ties.degree
        )
        return
    live = world.relations.live
    on = [live.tie["rate"][live.start[i] : live.start[i] + live.on[i]] for i in range(400)]
    each = [int((row > 0).sum()) for row in on]
    rare = np.add.reduceat(world.contact_rate > 0, world.ties.start[:-1])
    assert np.array_equal(np.bincount(holder, minlength=400), each + rare)
    assert (rate > 0).all() and (rate >= STRONG).sum() == sum(int((row >= STRONG).sum()) for row in on) > 400
