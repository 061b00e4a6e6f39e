"""A network scientist with a CSV of her own, as other programs write it: in by any door, out by name in every table."""

from __future__ import annotations

import gzip

import pandas as pd
import pytest

from weakties import InformationSpread, JobMarket, UserError, WeakTiesWarning, networks, sweep
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
