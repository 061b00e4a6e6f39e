"""A network scientist with a CSV of her own, as other programs write it: in by any door, out by name in every table."""

from __future__ import annotations

import gzip

import numpy as np
import pandas as pd
import pytest

from weakties import (
    InformationSpread,
    JobMarket,
    UserError,
    WeakTiesWarning,
    effects,
    networks,
    sweep,
    twins,
)
from weakties.experiments.cli import main

PEOPLE = ("Ana", "Björn", "Chloé", "Dev", "Eva", "Finn", "Gül", "Hana", "Ivo", "Jun", "Kim", "Lea")
CALLS = [(PEOPLE[i], PEOPLE[(i + k) % 12], 12 * (4 - k)) for i in range(12) for k in (1, 2, 3)]


def run(*arguments):
    """`weakties ...`, as in a shell; returns its exit code."""
    with pytest.raises(SystemExit) as end:
        main([str(argument) for argument in arguments])
    return end.value.code


@pytest.fixture
def calls(tmp_path):
    """Who called whom how often in twelve weeks: semicolons, Latin-1, a line of comment, and columns of her own."""
    path = tmp_path / "calls.csv"
    lines = ["# exported from the register", "caller;callee;calls", *(f"{a};{b};{n}" for a, b, n in CALLS)]
    path.write_bytes("\n".join(lines).encode("latin-1", "replace"))
    return path


def test_her_file_is_read_as_it_is(calls):
    ties = networks.read(calls, columns=("caller", "callee", "calls"), rate="counts", weeks=12)
    assert ties.people == 12 and len(ties) == 36 and "Ana" in ties.labels
    rate = ties.pairs().contact_rate
    assert sorted(set(rate.round(3))) == [1, 2, 3], "36, 24 and 12 calls in twelve weeks"


@pytest.mark.parametrize("header", ["u,v,w", "from,to", "ego,alter", "Source,Target", None])
def test_headers_of_other_programs(tmp_path, header):
    wide = 3 if header is None else len(header.split(","))
    rows = [",".join(map(str, row[:wide])) for row in CALLS]
    path = tmp_path / "edges.csv.gz"
    path.write_bytes(gzip.compress("\n".join([header, *rows] if header else rows).encode()))
    reading = {} if header else {"columns": (1, 2)}
    assert networks.read(path, "equal", **reading).labels == tuple(sorted(PEOPLE))


def test_what_is_not_used_is_named(tmp_path):
    path = tmp_path / "edges.csv"
    pd.DataFrame(CALLS, columns=["source", "target", "calls"]).to_csv(path, index=False)
    with pytest.warns(WeakTiesWarning, match="columns not used: calls; all ties are taken as equal"):
        networks.read(path)


def test_names_come_out_of_the_command_line(calls, tmp_path):
    reading = ("--columns", "caller,callee,calls", "--rate", "counts", "--observed", 12)
    market, news = tmp_path / "market", tmp_path / "news"
    assert run("simulate", "--network", calls, *reading, "--weeks", 150, "--seed", 1, "--out", market) == 0
    assert run("spread", "--network", calls, *reading, "--first", "Ana", "--seed", 1, "--out", news) == 0
    hires, people = (pd.read_parquet(market / f"{name}.parquet") for name in ("hires", "people"))
    assert len(hires) and set(hires.worker) <= set(people.id) and "Ana" in set(people.id)
    ties = pd.read_parquet(market / "network.parquet")
    assert ties.contact_rate.round(3).isin([1, 2, 3]).all() and set(ties.source) <= set(people.id)
    first = pd.read_parquet(news / "adoptions.parquet").iloc[0]
    assert first.person == "Ana" and pd.isna(first.teller)


def test_the_same_in_python(calls):
    ties = networks.read(calls, columns=("caller", "callee", "calls"), rate="counts", weeks=12)
    market = JobMarket(ties, seed=1)
    market.run(150)
    assert set(market.hires.worker) <= set(ties.labels)
    news = InformationSpread(ties, first_informed=["Ana"], seed=1)
    news.run(50)
    known = news.adoptions
    assert known.person[0] == "Ana" and set(known.teller.dropna()) <= set(ties.labels)


def test_her_network_beside_a_generated_one(calls, tmp_path):
    ties = networks.read(calls, columns=("caller", "callee", "calls"), rate="counts", weeks=12)
    table = sweep(
        {"network": {"calls": ties, "lesmis": "lesmis"}, "vacancy_life": [2, 8]},
        seed=0, weeks=60, burn_in=10, replicates=2, measure="unemployment", jobs=1,
    )  # fmt: skip
    assert table.groupby("network").size().to_dict() == {"calls": 2, "lesmis": 2}
    assert table.value.between(0, 100).all()


def test_a_wrong_name_is_told_in_one_line(calls):
    with pytest.raises(UserError, match="Zoe: nobody of that name in the network of 12 people"):
        InformationSpread(
            networks.read(calls, columns=("caller", "callee", "calls")), first_informed=["Zoe"], seed=0
        )


def test_what_each_tie_brings_is_what_two_lives_with_and_without_it_show():
    """One by one, and whole lives for some of them: the two doors, effects and twins, agree to the bit."""
    market = JobMarket("layers", workers=400, separation=0.02, seed=0)
    market.run(20)
    ahead = market.fork()
    ahead.run(30)
    told = ahead.hires[
        (ahead.hires.week > 20) & (ahead.hires.kind == "friend")
    ]  # ties over which jobs were heard of
    known = told[["worker", "teller"]].drop_duplicates().head(12)
    strangers = market.strangers(known.worker, each=1)[:6]
    out, tied = effects(market, known, weeks=30), effects(market, strangers, weeks=30, contact_rate=5.0)
    assert market.week == 20 and (out.contact_rate_0 > 0).all() and (tied.contact_rate_0 == 0).all()
    assert (out.reached > 20).any() and (out.joins_1 != out.joins_0).any()
    for table, pairs, change in (
        (out, known.to_numpy(), lambda twin, pair: twin.remove_ties([pair])),
        (tied, strangers, lambda twin, pair: twin.add_ties([pair], contact_rate=5.0)),
    ):
        assert table[["person", "other"]].to_numpy().tolist() == pairs.tolist()
        for row, pair in zip(table.itertuples(), pairs, strict=True):
            whole = twins(market, lambda twin, pair=pair, change=change: change(twin, pair), weeks=30).loc[
                pair[0]
            ]
            assert (row.weeks_employed_0, row.weeks_employed_1) == (
                whole.weeks_employed_0,
                whole.weeks_employed_1,
            )
            assert row.jobs_0 <= whole.hires_0 and row.jobs_1 <= whole.hires_1


def test_effects_by_name_and_what_cannot_be(calls):
    ties = networks.read(calls, columns=("caller", "callee", "calls"), rate="counts", weeks=12)
    market = JobMarket(ties, seed=1)
    named = effects(market, [("Ana", ties.labels[ties.contacts(ties.numbers("Ana").item())[0]])], weeks=5)
    assert named.person.tolist() == ["Ana"] and named.contact_rate_1.tolist() == [0]
    assert len(effects(market, [], weeks=5)) == 0

    class Mine(JobMarket):
        def step(self):
            super().step()

    stranger = market.strangers([0], each=1)
    for call, message in (
        (lambda: effects(market, stranger, weeks=5), "are not tied; to tie them, say at which contact_rate"),
        (lambda: effects(market, stranger, weeks=5, contact_rate=[1, 2]), "one for each of 1 pairs"),
        (lambda: effects(market, stranger, weeks=5, contact_rate=np.nan), "must be 0 or more"),
        (lambda: effects(market, [(0, 0)], weeks=5), "person 0 with himself"),
        (lambda: effects(ties, stranger, weeks=5), "the first is a JobMarket"),
        (lambda: effects(Mine(ties, seed=1), stranger, weeks=5, contact_rate=1), "Mine changes step"),
    ):
        with pytest.raises(UserError, match=message):
            call()
