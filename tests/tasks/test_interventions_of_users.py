"""An intervention as a user writes it, with public names only: ties for a random half of the unemployed, and who gains by it."""

from __future__ import annotations

import numpy as np
import pytest

from weakties import JobMarket, Mechanism, Records, UserError, WeakTiesWarning, networks, twins

WORKERS, WEEKS = 600, 52


def market_of(relations, weeks=60, **parameters):
    market = JobMarket("layers", workers=WORKERS, seed=4, relations=relations, **parameters)
    market.run(weeks)
    return market


@pytest.fixture(scope="module", params=[False, True], ids=["ties that stay", "ties that live"])
def market(request):
    """Few of whom are hired by search, so that many are out of work and contacts matter."""
    return market_of(request.param, separation=0.02, formal_search=0.5, direct_search=0.5)


def test_twenty_weak_ties_for_a_random_half_of_the_unemployed(market):
    """The ten lines: who is treated, whom they know, the two worlds, and what each group gained. Where ties stay, more ties are
    more talk, and the treated hear more leads; where they live, hours are what they were, and go to the new ties from the old.
    """
    out = np.flatnonzero(~np.array(market.agents.get("employed")))
    treated = np.sort(np.random.default_rng(0).permutation(out)[: len(out) // 2])
    known = np.unique(np.concatenate([market.network.contacts(i) for i in treated]))
    pairs = market.strangers(treated, each=20)
    table = twins(market, lambda twin: twin.add_ties(pairs, contact_rate=0.5), weeks=WEEKS)
    for name in ("weeks_employed", "hires", "leads"):
        table[name] = table[f"{name}_1"] - table[f"{name}_0"]
    groups = {
        "treated": treated,
        "untreated": np.setdiff1d(out, treated),
        "neighbours": np.setdiff1d(known, treated),
    }
    gained = {
        who: table.loc[rows, ["weeks_employed", "hires", "leads"]].mean() for who, rows in groups.items()
    }

    assert len(table) == WORKERS and len(pairs) == 20 * len(treated) and len(treated) >= 10
    error = table.leads[treated].std() / np.sqrt(len(treated))
    assert error > 0 and (table.leads[treated] > 0).any()
    if market.living is None:
        assert gained["treated"].leads > 3 * error, "each against himself, under the same luck"
    spilled = table.drop(index=treated)
    assert (spilled.weeks_employed != 0).any(), "who was not treated is found in other jobs, too"
    assert np.isfinite(gained["neighbours"]).all() and np.isfinite(gained["untreated"]).all()
    for n in "01":
        begun = table[f"hires_{n}"] > 0
        assert (begun == (table[f"first_hire_{n}"] > market.week)).all()
        assert (begun == table[f"channel_{n}"].notna()).all()
        assert ((table[f"teller_{n}"] >= 0) == (table[f"channel_{n}"] == "contact")).all()
    assert market.changed == [], "the market itself stays as it is"


def test_without_a_change_twins_are_the_same_to_the_bit_and_the_market_is_not_lived(market):
    week, hires = market.week, len(market.hires)
    table = twins(market, lambda twin: None, weeks=30)
    for name in ("weeks_employed", "hires", "first_hire", "channel", "teller", "leads"):
        assert table[f"{name}_0"].equals(table[f"{name}_1"]), name
    assert table.hires_0.sum() > 20
    assert (market.week, len(market.hires)) == (week, hires)


def test_a_twin_has_its_own_agents_data_and_records(market):
    one, other = market.fork(), market.fork()
    one.run(8)
    other.run(8)
    assert (
        one.hires.equals(other.hires)
        and one.weekly.equals(other.weekly)
        and len(one.hires) > len(market.hires)
    )
    assert one.agents[0] is not other.agents[0] and one.agents[0].model is one
    collected = [len(m.datacollector.get_model_vars_dataframe()) for m in (one, other, market)]
    assert collected == [market.week + 9, market.week + 9, market.week + 1]
    plain = market_of(market.living is not None, 68, separation=0.02, formal_search=0.5, direct_search=0.5)
    assert plain.hires.equals(one.hires), "to the bit what the market would have become"


def test_ties_can_be_made_stronger_and_removed(market):
    twin = market.fork()
    pairs = twin.strangers([0, 1, 2], each=4)
    assert pairs.tolist() == market.strangers([0, 1, 2], each=4).tolist()
    before = len(twin.network)
    assert twin.add_ties(pairs, contact_rate=0.1) == 12 == len(twin.network) - before
    with pytest.warns(WeakTiesWarning, match="12 of 12 pairs know each other already"):
        assert twin.add_ties(pairs, contact_rate=5) == 0
    twin.set_rate(pairs[:3], contact_rate=2)
    rates = {(a, b): rate for a, b, rate, _ in twin.network.pairs().itertuples(index=False)}
    found = [rates[min(a, b), max(a, b)] for a, b in pairs.tolist()]
    assert found == pytest.approx([2.0] * 3 + [0.1] * 9, rel=1e-5)
    twin.remove_ties(pairs)
    assert len(twin.network) == before
    with pytest.raises(UserError, match="are not tied"):
        twin.remove_ties(pairs[:1])


def test_records_say_what_was_changed_and_when(market, tmp_path):
    twin = market.fork()
    twin.set(vacancy_life=8, relay=0.2)
    twin.add_ties(twin.strangers([5], each=3), contact_rate=0.05)
    twin.run(2)
    twin.set(vacancy_life=2)
    twin.records.write(tmp_path)
    changed = Records.read(tmp_path).provenance["changed"]
    assert changed == [
        {"week": market.week, "set": {"vacancy_life": 8, "relay": 0.2}},
        {"week": market.week, "add_ties": 3, "contact_rate": 0.05},
        {"week": market.week + 2, "set": {"vacancy_life": 2}},
    ]
    assert "changed" not in market.records.provenance and twin.parameters.vacancy_life == 2
    assert market.parameters.vacancy_life == 5 and market.world.parameters.vacancy_life == 5


def test_a_number_set_in_mid_run_acts_from_then_on(market):
    """Vacancies of one week are decided at once: when the old ones are gone, all that are filled are new."""
    short, same = market.fork(), market.fork()
    short.set(vacancy_life=1)
    same.set(vacancy_life=5, relay=0.015)
    short.run(70), same.run(70)
    late = short.hires[short.hires.week > market.week + 60]
    assert len(late) > 10 and (late.week - late.opened_week <= 1).mean() > 0.9
    plain = market.fork()
    plain.run(70)
    assert plain.hires.equals(same.hires), "the numbers there are change nothing, to the bit"


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda m: m.set(positions=1.2), "positions acts when a world begins"),
        (lambda m: m.set(out_at_start=0.2), "out_at_start acts when a world begins"),
        (lambda m: m.set(vacancy_lief=8), "did you mean 'vacancy_life'"),
        (lambda m: m.set(vacancy_life=0), "vacancy_life = 0"),
        (lambda m: m.set(acquaintances=3), "acquaintances shapes a network as it is made"),
        (lambda m: m.set(exploring=0.2), "exploring acts on ties that live"),
        (lambda m: m.add_ties([(0, 300)]), "contact_rate: say how often they talk"),
        (lambda m: m.add_ties([(0, 300)], contact_rate=0), "two who never talk are not tied"),
        (lambda m: m.add_ties([(0, 300)], contact_rate=-1), "contact_rate = -1"),
        (lambda m: m.add_ties([(0, 0)], contact_rate=1), "person 0 with himself"),
        (lambda m: m.add_ties([(0, 10_000)], contact_rate=1), "there is no person 10000"),
        (lambda m: m.add_ties([0, 1, 2], contact_rate=1), "must be pairs of people"),
        (lambda m: m.add_ties("all", contact_rate=1), "must be pairs of people"),
        (lambda m: m.set_rate([(0, 1), (1, 0)], 1.0), "stand there twice"),
        (lambda m: m.strangers([0], each=100_000), "each = 100000"),
        (lambda m: m.strangers([-1], each=1), "from 0 to"),
        (lambda m: twins(m, lambda twin: twin.run(1), 3), "does not live it"),
        (lambda m: twins(m, lambda twin: None, 2.5), "weeks = 2.5"),
        (lambda m: twins("market", lambda twin: None, 2), "the first is a JobMarket"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_one_line_and_changes_nothing(ask, says):
    market = JobMarket(networks.layers(workers=400, seed=0), seed=0)
    with pytest.raises(UserError, match=says) as said:
        ask(market)
    assert "\n" not in str(said.value) and market.changed == [] and market.parameters.vacancy_life == 5


def test_the_share_out_of_work_at_the_start_is_a_parameter():
    """Of n people each begins out of work with chance p, and everybody else in his firm: n p expected, error sqrt(n p (1 - p));
    and who is out with p is out with more."""
    ties = networks.layers(workers=2_000, seed=0)
    usual, many = JobMarket(ties, seed=1), JobMarket(ties, seed=1, out_at_start=0.3)
    assert JobMarket(ties, seed=1, out_at_start=0.05).out_of_work == usual.out_of_work
    assert abs(many.out_of_work - 600) < 4 * np.sqrt(2_000 * 0.3 * 0.7)
    assert JobMarket(ties, seed=1, out_at_start=1).out_of_work == 2_000
    worked = np.array(many.agents.get("employed"))
    assert np.array(usual.agents.get("employed"))[worked].all()


def test_who_works_where_at_the_start_is_said_by_groups():
    ties = networks.caveman(40, 0, acquaintances=5, casual_friends=5, friends=5)
    firm = np.repeat([0, 1, 2, -1], 10)
    market = JobMarket(ties.grouped(firm=firm, industry=firm % 2), seed=0, out_at_start=0)
    assert market.agents.get("firm") == firm.tolist()


class Help(Mechanism):
    """A policy at a date: from week 70 on those out of work for half a year come across every vacancy."""

    reads = ("position", "since", "opened")
    writes = ("tellings",)

    def before_talk(self, now):
        if now.week >= 70:
            out = np.flatnonzero((now.position < 0) & (now.week - now.since > 26))
            open_now = np.flatnonzero(now.opened == now.week)
            now.tell(np.repeat(out, len(open_now)), np.tile(open_now, len(out)))


def test_mechanisms_and_their_states_go_with_the_twin():
    market = market_of(False, 40, mechanisms=[Help()])
    table = twins(market, lambda twin: twin.set(separation=0.05), weeks=40)
    assert table.hires_1.sum() > table.hires_0.sum() > 0
