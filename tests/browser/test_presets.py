"""Each preset's claim holds in its world: the direction of what it says, simulated with fixed seeds and the arithmetic shown.

Shares of hires take hires as independent: the standard error of a share p of n is sqrt(p (1 - p) / n). Differences must be beyond
four of them; so many are hired that the smallest one that would make a claim false is beyond six.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from weakties.experiments.browser.places import STRONG
from weakties.experiments.browser.presets import PRESETS, SOURCES, named
from weakties.experiments.browser.setting import build
from weakties.simulation.market.state import CONTACT
from weakties.simulation.ties import Kind

SEEDS = (0, 1, 2)
SETTLING, WEEKS = 52, 100
NEWS_SEEDS = range(12)


@cache
def lived(name):
    """Markets of a preset: hires after they have settled, what was told over ties in the last half year, the ties."""
    markets = [build(replace(named(name).setting, seed=seed)) for seed in SEEDS]
    for market in markets:
        market.run(weeks=SETTLING + WEEKS)
    return markets


def hires(name):
    """(all, through postings and doors, over strong ties, over weak ties), after settling, over all seeds."""
    counted = np.zeros(4)
    for market in lived(name):
        late = market.hires[market.hires.week > SETTLING]
        tie = (late.channel == "contact").to_numpy()
        strong = tie & (late.contact_rate >= STRONG).to_numpy()
        counted += len(late), (~tie).sum(), strong.sum(), (tie & ~strong).sum()
    return counted


def test_every_preset_has_a_test_of_its_claim():
    tested = {
        "56 % versus 27 %",
        "Granovetter's Newton",
        "digital industry",
        "no weak ties",
        "complex contagion",
        "ties that live",
    }
    assert {preset.name for preset in PRESETS} == tested


def test_with_fewer_postings_the_popular_shares_come_out():
    n, other, strong, weak = hires("56 % versus 27 %")
    # 4 standard errors of a share of 17 % are 2.7 points, of 27 % 3.2, of 56 % 3.6; the full design of the finding is 0.6, 2.0
    # and 1.4 off the claim.
    assert n > 3_000
    assert (
        abs(100 * other / n - 17) < 3.3
        and abs(100 * strong / n - 27) < 5.2
        and abs(100 * weak / n - 56) < 5.0
    )
    usual = hires("Granovetter's Newton")
    assert usual[1] / usual[0] > 0.35  # where nothing is fitted to the claim it does not come out


def test_most_leads_come_from_beyond_the_monthly_ring_and_one_contact_within_tells_more():
    beyond, within, shares = 0.0, 0.0, []
    ties = np.zeros(2)
    for market in lived("Granovetter's Newton"):
        told = market.memory.told
        rate = np.concatenate([week.rate[week.channel == CONTACT] for week in told])
        kind = np.concatenate([week.kind[week.channel == CONTACT] for week in told])
        shares.append((rate < STRONG).mean())
        beyond += (rate < STRONG).sum()
        within += ((rate >= STRONG) & (kind != Kind.COLLEAGUE)).sum()  # who is in the drawing
        strong = market.ties.contact_rate >= STRONG
        ties += strong.sum(), (~strong).sum()
    # Leads of a week hang together, so the error is that between seeds: three shares near 0.65 that differ by about 0.01.
    assert np.mean(shares) - 0.5 > 4 * np.std(shares, ddof=1) / np.sqrt(len(shares)) and np.mean(shares) > 0.6
    assert 25 < ties[1] / ties[0] < 40  # "thirty times as many"
    assert within / ties[0] > 3 * beyond / ties[1]


def test_in_digital_industries_more_of_the_hires_through_contacts_are_over_weak_ties():
    weak, ties = np.zeros(2), np.zeros(2)
    for market in lived("digital industry"):
        late = market.hires[(market.hires.week > SETTLING) & (market.hires.channel == "contact")]
        top = late.industry.to_numpy() > market.world.jobs.firm_industry.max() / 2
        below = late.contact_rate.to_numpy() < STRONG
        weak += (top & below).sum(), (~top & below).sum()
        ties += top.sum(), (~top).sum()
    share = weak / ties
    error = np.sqrt((share * (1 - share) / ties).sum())  # about 0.02; the difference is about 0.16
    assert ties.min() > 900 and share[0] - share[1] > 4 * error


def test_without_weak_ties_about_half_of_the_hires_through_contacts_are_left():
    n, other, _, weak = hires("no weak ties")
    usual = hires("Granovetter's Newton")
    left = (1 - other / n) / (1 - usual[1] / usual[0])  # 0.29 / 0.6, each known to 0.009: 4 errors are 0.08
    assert 0.4 < left < 0.6
    assert weak / n < 0.03  # good friends whom one happens to meet less than monthly


def spread(seed, **values):
    """(% who know in the end, week in which 95 % know) of the preset's news with other values."""
    setting = named("complex contagion").setting
    news = build(replace(setting, seed=seed, values={**setting.values, **values}))
    while news.running and news.week < 500:
        news.step()
    reach = np.array(news.reach)
    return reach[-1], float(np.argmax(reach >= 95)) if reach[-1] >= 95 else np.inf


def test_long_ties_stop_what_needs_several_sources_and_speed_what_needs_one():
    assert named("complex contagion").setting.values["threshold"] == SOURCES > 1
    with_long = np.array([spread(seed)[0] for seed in NEWS_SEEDS])
    without = np.array([spread(seed, bridging=0)[0] for seed in NEWS_SEEDS])
    assert (without == 100).all()
    # It gets through in 2 of 40 worlds: reach 13 % on average, standard deviation 20, error over 12 worlds 6; 100 is 14 away.
    assert without.mean() - with_long.mean() > 4 * 6 and np.median(with_long) < 25
    one = np.array([spread(seed, threshold=1)[1] for seed in NEWS_SEEDS])
    one_without = np.array([spread(seed, threshold=1, bridging=0)[1] for seed in NEWS_SEEDS])
    assert one.max() < one_without.min()  # 5 to 7 weeks against more than 30


def test_ties_are_met_tended_rest_and_are_found_again_and_advice_can_be_tried():
    market = build(replace(named("ties that live").setting, workers=300))
    market.run(26)
    pair = ["source", "target"]
    early = market.relations.set_index(pair)
    market.run(26)
    late = market.relations.set_index(pair)
    assert (late.born > 0).sum() > 300  # met
    both = early.join(late.add_suffix("_late"), how="inner")
    assert (both.hours_late > both.hours).sum() > 300  # tended
    assert (late.occasion == "resting").sum() > 300
    assert ((both.occasion == "resting") & (both.occasion_late == "on")).sum() > 100  # found again
    assert any(piece["name"] == "reconnect" for piece in market.advice)
