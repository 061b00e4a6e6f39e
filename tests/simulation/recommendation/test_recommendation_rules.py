"""The rules of the recommendation experiment one at a time: against plain loops from their words, by hand, or by their law."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.simulation.market.market_by_hand import jobs_of, people_at
from weakties import Ties
from weakties.simulation.chance import Purpose, unit32, words
from weakties.simulation.market.mechanism_parameters import Mechanisms
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.networks.layers import layers
from weakties.simulation.recommendation.experiment import Market, arms_of, run, set_up
from weakties.simulation.recommendation.new_ties import accepted, with_new, with_rates
from weakties.simulation.recommendation.parameters import RecommendationParameters
from weakties.simulation.recommendation.rules.recommend import recommend
from weakties.simulation.recommendation.rules.transmissions import transmissions, weeks_of_talk
from weakties.simulation.recommendation.tables import person_table, tie_table
from weakties.simulation.talk.conversation import next_talk
from weakties.simulation.ties import Kind
from weakties.simulation.ties.rows import find_tie

SEED = np.uint64(23)
SETTLED, LATER = 40, 20  # weeks before ties form, and before transmissions count


def recommended_by_hand(
    ties: Ties,
    candidates: int,
    walked: float,
    weights: list[float],
    shown: list[int],
    arm: list[int],
    firm: list[int],
) -> list[tuple[int, int, int]]:
    """Who is shown whom, from the words of `recommend`: four numbers at the address of each member and candidate."""
    knows = [set(ties.contacts(i).tolist()) for i in range(ties.people)]
    rows = []
    for i in range(ties.people):
        score: dict[int, float] = {}
        for nth in range(candidates):
            four = words(SEED, int(Purpose.EXPERIMENT), 1, i, nth)
            walks, first, second, lot = (float(unit32(np.uint64(word))) for word in four)
            if walks >= walked:
                j = int(first * ties.people)
            elif knows[i]:
                friends = sorted(knows[i])
                others = sorted(knows[friends[int(first * len(friends))]])
                j = others[int(second * len(others))]
            else:
                continue
            colleague = firm[i] == firm[j] != -1
            if j != i and j not in knows[i] and j not in score and not colleague:
                mutual = len(knows[i] & knows[j])
                score[j] = weights[arm[i]] * math.log(1 + mutual) - math.log(-math.log(lot))
        best = sorted(score, key=lambda j: -score[j])[: shown[arm[i]]]
        rows += [(i, j, len(knows[i] & knows[j])) for j in best]
    return rows


@pytest.mark.parametrize(("candidates", "walked"), [(12, 0.5), (30, 1.0), (5, 0.0)])
def test_who_is_shown_whom(candidates, walked):
    """In a dense network of a few firms, with people out of work and people without ties, in three arms."""
    rng = np.random.Generator(np.random.PCG64(candidates))
    a, b = rng.integers(0, 110, (2, 500))
    ties = Ties.from_pairs(a[a != b], b[a != b], 120, repeated="strongest")
    arm, firm = rng.integers(0, 3, 120).astype(np.int32), rng.integers(-1, 4, 120).astype(np.int32)
    weights, shown = [0.0, 1.5, 3.0], [3, 6, 4]
    found = recommend(
        SEED, (candidates, walked), np.array(weights), np.array(shown), arm, firm, ties.start, ties.other
    )
    by_hand = recommended_by_hand(ties, candidates, walked, weights, shown, arm.tolist(), firm.tolist())
    assert list(zip(*(column.tolist() for column in found), strict=True)) == by_hand and len(by_hand) > 200
    assert len({mutual for _, _, mutual in by_hand}) > 3


def test_of_two_candidates_one_is_shown_in_proportion_to_a_power_of_one_and_his_mutual_contacts():
    """Person 0 may be shown 1, with 3 mutual contacts, or 2, with none: weight 1 makes it 4 to 1, weight 2 16 to 1. Within 4
    standard errors of the draws in which the two are the candidates, out of 6,000."""
    ties = Ties.from_pairs([0, 0, 0, 1, 1, 1], [3, 4, 5, 3, 4, 5], 6)
    arm, firm = np.zeros(6, np.int32), np.full(6, -1, np.int32)
    for weight, chance in ((1.0, 4 / 5), (2.0, 16 / 17)):
        first = []
        for seed in range(6_000):
            found = recommend(
                np.uint64(seed),
                (30, 0.0),
                np.array([weight]),
                np.array([2]),
                arm,
                firm,
                ties.start,
                ties.other,
            )
            shown = found[1][found[0] == 0].tolist()
            if sorted(shown) == [1, 2]:
                first.append(shown[0] == 1)
        assert len(first) > 5_000 and abs(np.mean(first) - chance) < 4 * np.sqrt(
            chance * (1 - chance) / len(first)
        )


def test_recommendations_are_accepted_at_their_chance_and_either_of_two_may_be_the_sender():
    """With M mutual contacts accept + (accept_close - accept) M / (M + 5), of 20,000 each, within 4 standard errors. Where both
    were shown each other, each of the two is the sender of half of the ties, within 4 standard errors."""
    n, design = 20_000, RecommendationParameters.create(accept=0.2, accept_close=0.8, closeness_half=5)
    for mutual, chance in ((0, 0.2), (5, 0.5), (20, 0.68)):
        i = np.arange(n, dtype=np.int32)
        kept = accepted((i, i + n, np.full(n, mutual, np.int32)), design, 3)
        assert abs(len(kept[0]) / n - chance) < 4 * np.sqrt(chance * (1 - chance) / n)
    both = (np.concatenate([i, i + n]), np.concatenate([i + n, i]), np.full(2 * n, 5, np.int32))
    sender, receiver, _ = accepted(both, design, 3)
    pairs = np.minimum(sender, receiver)
    assert len(np.unique(pairs)) == len(pairs) and (np.diff(sender) >= 0).all()
    assert abs(len(pairs) / n - 0.75) < 4 * np.sqrt(0.75 * 0.25 / n)
    assert abs((sender < receiver).mean() - 0.5) < 4 * np.sqrt(0.25 / len(pairs))


def test_new_ties_talk_like_old_ones_with_as_many_mutual_contacts():
    """A ring of cliques: ties inside have many mutual contacts and rate 2, those between have none and rate 0.1; close friends
    talk at rate 9 and lend theirs to nobody. Without `talk_by_closeness` rates mix; attention lowers them where ties are many."""
    inside = [(10 * c + x, 10 * c + y) for c in range(40) for x in range(10) for y in range(x)]
    between = [(10 * c, (10 * c + 15) % 400) for c in range(40)]
    close = [(10 * c + 1, (10 * c + 21) % 400) for c in range(40)]
    a, b = np.array(inside + between + close).T
    rate = [2.0] * len(inside) + [0.1] * len(between) + [9.0] * len(close)
    kind = [Kind.FRIEND] * (len(a) - 40) + [Kind.CLOSE] * 40
    ties = Ties.from_pairs(a, b, 400, rate, kind)
    pairs = (
        np.arange(300, dtype=np.int32),
        np.arange(100, 400, dtype=np.int32),
        np.repeat([0, 8], 150).astype(np.int32),
    )
    untired = {"talk_by_closeness": 1, "attention": 0, "attention_of_alter": 0}
    like = with_rates(pairs, ties, RecommendationParameters.create(untired), 1).rate
    assert (like[:150] == np.float32(0.1)).all() and (like[150:] == 2).all()
    mixed = with_rates(
        pairs, ties, RecommendationParameters.create(untired | {"talk_by_closeness": 0}), 1
    ).rate
    assert set(mixed[:150]) == set(mixed[150:]) == {np.float32(0.1), 2}
    tired = RecommendationParameters.create(talk_by_closeness=1, attention=1, attention_of_alter=0.5)
    ego, alter = (ties.degree.mean() / ties.degree[end] for end in pairs[:2])
    assert np.allclose(with_rates(pairs, ties, tired, 1).rate, like * ego * np.sqrt(alter))
    assert min(len(set(ego)), len(set(alter))) > 2
    both = with_new(
        ties, with_rates((pairs[0][:1], pairs[1][:1], pairs[2][:1]), ties, RecommendationParameters(), 1)
    )
    assert (
        both.kind[find_tie(both.start, both.other, 0, 100)] == Kind.ACQUAINTANCE
        and len(both) == len(ties) + 1
    )


def test_the_arms():
    """Weights evenly from 0 to the highest; shown neither more nor less, two fifths more, two fifths less, and so on."""
    weight, shown = arms_of(
        RecommendationParameters.create(arms=5, weight_high=2, shown=10, shown_spread=0.4)
    )
    assert np.allclose(weight, [0, 0.5, 1, 1.5, 2]) and shown.tolist() == [10, 14, 6, 10, 14]


def test_a_transmission_is_a_hire_into_the_firm_where_alter_was_before():
    """Egos 0 and 2 are hired in week 7 into firm 0. Alter 1 came there in week 3, 2 in week 7 as well, 3 works in firm 1, 4 is
    out of work. Ego 5 was hired in week 6, and 6 has lost the job begun in week 7."""
    people = people_at([0, 1, 2, 4, -1, 3, -1])
    people.hired[:] = [7, 3, 7, 1, 1, 6, 7]
    people.since[:] = [7, 3, 7, 1, 7, 6, 7]
    jobs = jobs_of([0, 0, 0, 0, 1], people)
    start, alter = np.array([0, 4, 4, 5, 5, 5, 6, 7]), np.array([1, 2, 3, 4, 1, 1, 1], np.int32)
    assert transmissions(7, start, alter, people, jobs).tolist() == [0, 4]


def test_weeks_of_talk_are_those_of_the_conversations():
    """Each week asked for by itself, of pairs that talk rarely and often; a single week, too."""
    rate = np.array([0.05, 0.5, 5.0] * 20, np.float32)
    a, b = np.arange(60, dtype=np.int32), np.arange(100, 160, dtype=np.int32)
    for first, last in ((1, 40), (13, 13)):
        by_hand = [
            sum(next_talk(SEED, i, j, r, week, week) >= 0 for week in range(first, last + 1))
            for i, j, r in zip(a, b, rate, strict=True)
        ]
        assert weeks_of_talk(SEED, a, b, rate, first, last).tolist() == by_hand and max(by_hand) > 0


@pytest.fixture(scope="module")
def outcome():
    ties = layers(800, 0, acquaintances=40, casual_friends=30, community_size=100)
    design = RecommendationParameters.create(settling=SETTLED, later=LATER, shown=15)
    busy = MarketParameters.create(separation=0.04, formal_search=2.0, direct_search=1.0, relay=0.1)
    return run(set_up(Market(ties, busy, Mechanisms(), 1), design), 60)


def test_the_tables_are_what_the_records_say(outcome):
    """Every column that counts hires or talk, from the rows of hires and tellings one after the other."""
    table, setup, world = tie_table(outcome), outcome.setup, outcome.world
    hires, tellings = world.hires.tables(world.ties, world.jobs)
    heard = dict(list(tellings.groupby("hire")))
    row = {frozenset(pair): k for k, pair in enumerate(zip(table.sender, table.receiver, strict=True))}
    jobs, only, sole, begun = (
        np.zeros(len(table)),
        np.zeros(len(table)),
        np.zeros(len(table), bool),
        np.zeros(800),
    )
    for hire in hires[hires.week > SETTLED].itertuples():
        begun[hire.worker] += 1
        k = row.get(frozenset((hire.worker, hire.teller)))
        if k is not None:
            jobs[k] += 1
            only[k] += len(heard[hire.hire]) == 1
    by_week = hires.set_index(["worker", "week"]).hire
    for k, week in zip(outcome.tie, outcome.week, strict=True):
        rows = heard[by_week[table.sender[k], week]]
        sole[k] |= week > SETTLED + LATER and len(rows) == 1 and rows.teller.iloc[0] == table.receiver[k]
    assert (table.jobs == jobs).all() and (table.only_jobs == only).all() and only.sum() < jobs.sum()
    assert (table.sole == sole).all() and sole.any()
    for late, column in ((True, "transmitted"), (False, "early")):
        assert set(np.flatnonzero(table[column])) == set(
            outcome.tie[(outcome.week > SETTLED + LATER) == late]
        )
    new = setup.new
    talk = weeks_of_talk(world.seed, new.sender, new.receiver, new.rate, SETTLED + 1, SETTLED + LATER)
    assert (table.weeks_of_talk == talk).all()
    people = person_table(outcome, table)
    strong = np.bincount(table.sender[table.mutual_contacts >= 11], minlength=800)
    assert (
        (people.hires == begun).all()
        and (people.strong == strong).all()
        and (table.mutual_contacts == 10).any()
    )
