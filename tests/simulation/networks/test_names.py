"""Names of people and groups go in, and come out again in every table."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties import InformationSpread, JobMarket, Records, Ties, UserError, networks, twins
from weakties.experiments.cli import main

NAMES = [f"P{i:02d}" for i in range(40)]
FIRMS = ("Acme", "Byte", "Crux", "Dyne")


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """A ring of forty with four firms of ten, two industries; two have no firm."""
    folder = tmp_path_factory.mktemp("names")
    path = folder / "edges.csv"
    pairs = [(NAMES[i], NAMES[(i + k) % 40], 1.0) for i in range(40) for k in (1, 2, 3)]
    pd.DataFrame(pairs, columns=["source", "target", "contact_rate"]).to_csv(path, index=False)
    firm = [FIRMS[i // 10] if i % 20 else None for i in range(40)]
    people = pd.DataFrame({"id": NAMES, "firm": firm, "industry": ["mills"] * 20 + ["mines"] * 20})
    people.to_csv(folder / "nodes.csv", index=False)
    return path


@pytest.fixture(scope="module")
def market(file):
    market = JobMarket(file, seed=1, separation=0.1)
    market.run(60)
    return market


def test_a_market_speaks_of_people_and_firms_by_name(market):
    hires, told = market.hires, market.tellings
    assert len(hires) > 50 and set(hires.worker) <= set(NAMES)
    assert set(hires.firm) <= set(FIRMS) and set(hires.industry) == {"mills", "mines"}
    contact = hires.channel == "contact"
    assert (hires.teller.notna() == contact).all() and contact.any() and not contact.all()
    assert set(told.teller.dropna()) <= set(NAMES) and set(hires.previous_firm.dropna()) <= set(FIRMS)
    numbers = market.world.hires.tables(market.ties, market.world.jobs)[0]
    assert [NAMES[i] for i in numbers.worker] == hires.worker.tolist(), "the same hires, by other names"
    assert next(iter(market.agents)).name == "P00"


def test_names_survive_the_file_of_records(market, tmp_path):
    market.records.write(tmp_path)
    back = Records.read(tmp_path)
    pd.testing.assert_frame_equal(back.hires, market.hires)
    pd.testing.assert_frame_equal(back.tellings, market.tellings)


def test_names_that_are_numbers_stay_numbers():
    rows = pd.DataFrame({"source": [100, 200, 300], "target": [200, 300, 100]})
    news = InformationSpread(networks.read(rows), seed=0, transmission=1, first_informed=[0])
    news.run(3)
    known = news.adoptions
    assert known.person.tolist() == [100, 200, 300] and known.person.dtype == np.int64
    assert known.teller.isna().tolist() == [True, False, False] and known.teller[1] == 100


def test_people_can_be_said_by_name(file):
    news = InformationSpread(file, seed=0, first_informed=["P07"], silent=["P09"])
    assert news.informed_week[7] == 0 and news.start.silent[9]
    news.run(5)
    assert set(news.tellings(to=["P08"]).person) == {"P08"}
    market = JobMarket(file, seed=1)
    pairs = market.strangers(["P00"], each=3)
    assert pairs.shape == (3, 2) and (pairs.min(axis=1) == 0).all()
    assert market.add_ties([("P00", "P20")], contact_rate=1) == 1
    assert 20 in market.network.contacts(0)
    assert market.ties.numbers(["P03", "P01"]).tolist() == [3, 1]
    with pytest.raises(UserError, match="P99: nobody of that name in the network of 40 people"):
        market.strangers(["P99"], each=1)


def test_twins_are_told_by_name(market):
    table = twins(market, lambda twin: twin.add_ties([("P00", "P20")], contact_rate=5), weeks=20)
    assert table.person.tolist() == NAMES and set(table.teller_1.dropna()) <= set(NAMES)


def test_ties_that_live_have_names(file):
    market = JobMarket(file, seed=1, relations=True)
    market.watch(5)
    market.run(8)
    assert set(market.relations.source) <= set(NAMES) and set(market.talks.target) <= set(NAMES)


@pytest.mark.parametrize("kind", [".csv", ".parquet", ".graphml", ".gexf"])
def test_names_of_groups_are_written_and_read(market, tmp_path, kind):
    networks.write(market.ties, tmp_path / f"net{kind}")
    back = networks.read(tmp_path / f"net{kind}")
    assert back == market.ties


def test_names_of_groups_are_checked():
    ties = Ties.from_pairs([0], [1], people=3).grouped(firm=[0, 1, -1])
    assert ties.naming(firm=("Acme", "Byte")).grouped(firm=[0, 0, 0]).group_names == {}, "other groups"
    for names, message in (
        ({"firm": ("Acme",)}, "firm needs 2 names, all different"),
        ({"club": ("A",)}, "no group 'club'"),
    ):
        with pytest.raises(UserError, match=message):
            ties.naming(**names)


def test_a_run_is_read_back_as_it_began(tmp_path):
    """people.parquet and network.parquet hold all that a market begins with: from them the same hires come out."""
    asked = ("--weeks", "60", "--seed", "3")
    for folder, network in (
        ("a", ("--workers", "300")),
        ("b", ("--network", str(tmp_path / "a/network.parquet"))),
    ):
        with pytest.raises(SystemExit) as end:
            main(["simulate", *network, *asked, "--out", str(tmp_path / folder)])
        assert end.value.code == 0
    first, second = (Records.read(tmp_path / name) for name in "ab")
    assert len(first.hires) > 50
    pd.testing.assert_frame_equal(first.hires, second.hires)
