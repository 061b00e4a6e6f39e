"""Files as they come: whatever they hold, they are read and lived on, or refused in one line; nothing in between."""

from __future__ import annotations

import warnings

import networkx as nx
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weakties import JobMarket, WeakTiesWarning
from weakties.simulation import networks
from weakties.simulation.errors import UserError
from weakties.simulation.networks import files


def lives(path):
    """Read the file, and live a week on it; what it said when it was refused, or None."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", WeakTiesWarning)
        try:
            ties = networks.load(path, drop_self_ties=True).ties
            if ties.people:
                market = JobMarket(ties, seed=0)
                market.run(1)
                assert len(market.world.jobs.firm_start) < 2_000_000
        except UserError as error:
            assert "\n" not in str(error) and 0 < len(str(error)) < 500
            return str(error)
    return None


NAMES = ["source", "target", "weight", "contact_rate", "kind", "calls", "source ", "", "id"]
WORDS = 'source target friend a b nan NaN inf TRUE 1;2 é " \x00 0 1 2 -1 0.5 -0.0 200 1e400 2147483648'.split(
    " "
)
CELLS = st.sampled_from([*WORDS, "", "9" * 40, "x" * 300])
GROUPS = st.sampled_from(
    ["0", "1", "", "-1", "-5", "2147483647", "2147483648", "9" * 30, "0.5", "nan", "x", "-inf", "1e300"]
)


@st.composite
def tables(draw):
    header = (
        draw(st.lists(st.sampled_from(NAMES), max_size=4))
        if draw(st.booleans())
        else ["source", "target", "weight"]
    )
    wide = draw(st.sampled_from([max(1, len(header))] * 5 + [5]))
    rows = draw(st.lists(st.lists(CELLS, min_size=wide, max_size=wide), max_size=4))
    return "\n".join(",".join(row) for row in [header, *rows]) + "\n"


@st.composite
def people(draw):
    header = draw(st.lists(st.sampled_from(["firm", "industry", "town", "firm", "label"]), max_size=3))
    rows = [[name, *(draw(GROUPS) for _ in header)] for name in ("a", "b", "c", "d")]
    return "\n".join(",".join(row) for row in [["id", *header], *rows]) + "\n"


@settings(max_examples=120)
@given(text=tables(), beside=st.none() | people())
def test_any_csv_is_read_or_refused_in_one_line(tmp_path_factory, text, beside):
    folder = tmp_path_factory.mktemp("csv")
    (folder / "edges.csv").write_text(text, encoding="utf-8")
    if beside is not None:
        (folder / "nodes.csv").write_text(beside, encoding="utf-8")
    lives(folder / "edges.csv")


@settings(max_examples=70)
@given(beside=people(), rows=st.lists(st.sampled_from(["a,b", "b,c", "c,d", "a,d"]), unique=True))
def test_any_list_of_people_makes_a_market_or_is_refused(tmp_path_factory, beside, rows):
    folder = tmp_path_factory.mktemp("people")
    (folder / "edges.csv").write_text("source,target\n" + "".join(f"{row}\n" for row in rows))
    (folder / "nodes.csv").write_text(beside)
    said = lives(folder / "edges.csv")
    assert said is None or "stands twice" in said


VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.booleans(),
    st.text(max_size=3),
    st.binary(max_size=3),
    st.dates(),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-9, max_value=9),
    st.lists(st.integers(0, 3), max_size=2),
    st.fixed_dictionaries({"x": st.integers(0, 3)}),
)


@st.composite
def arrow_columns(draw, rows):
    """A column of one kind of value, as Parquet has it."""
    value = draw(VALUES)
    kind = type(value)
    column = [
        value if draw(st.booleans()) else draw(VALUES.filter(lambda v: type(v) is kind)) for _ in range(rows)
    ]
    try:
        return pa.array(column)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError):
        return pa.array([str(v) for v in column])


@settings(max_examples=70)
@given(st.data())
def test_any_parquet_is_read_or_refused_in_one_line(tmp_path_factory, data):
    rows = data.draw(st.integers(0, 3))
    names = data.draw(
        st.lists(st.sampled_from(["weight", "contact_rate", "kind", "calls"]), max_size=2, unique=True)
    )
    ends = [pa.array(["a", "b", "c"][:rows]), pa.array(["b", "c", "d"][:rows])]
    if data.draw(st.integers(0, 3)) == 0:
        ends[0] = data.draw(arrow_columns(rows))
    table = pa.table(
        [*ends, *(data.draw(arrow_columns(rows)) for _ in names)], names=["source", "target", *names]
    )
    path = tmp_path_factory.mktemp("parquet") / "any.parquet"
    pq.write_table(table, path)
    groups = data.draw(st.lists(st.sampled_from(["firm", "industry", "town"]), max_size=2, unique=True))
    listed = [pa.array(["a", "b", "c", "d"]), *(data.draw(arrow_columns(4)) for _ in groups)]
    pq.write_table(pa.table(listed, names=["id", *groups]), path.with_name("any.nodes.parquet"))
    lives(path)


THINGS = st.one_of(
    VALUES, st.just(10**400), st.complex_numbers(), st.tuples(st.integers()), st.just(object())
)


@settings(max_examples=70)
@given(
    ties=st.dictionaries(
        st.sampled_from(["weight", "contact_rate", "kind", "x"]),
        st.lists(st.integers(0, 3) | THINGS, min_size=3, max_size=3),
        max_size=2,
    ),
    people=st.lists(
        st.dictionaries(st.sampled_from(["firm", "industry", "self", "id", "label", 5]), THINGS), max_size=4
    ),
)
def test_any_graph_is_read_or_refused_in_one_line(ties, people):
    graph = nx.path_graph(4)
    for name, values in ties.items():
        nx.set_edge_attributes(graph, dict(zip(graph.edges, values, strict=True)), name)
    for node, attributes in enumerate(people):
        graph.nodes[node].update(attributes)
    lives(graph)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("source,target\na,b,1\nc,d,2\n", "edges.csv: rows have more entries than the header has names"),
        ("source,target,weight\na,b,1,4,5\nc,d,2,3,4\n", "rows have more entries than the header"),
        ("source,target\na,b\nc,d,2\n", "cannot read .*edges.csv"),
        ("source,target,weight,weight\na,b,1,2\n", "the column 'weight' stands twice in the header"),
        ("source,target,source\na,b,1\n", "the column 'source' stands twice"),
        ("source,target\na,b\nsource,target\nb,c\n", "row 2: source .*the header stands there again"),
    ],
)
def test_headers_and_rows_that_do_not_fit(tmp_path, text, message):
    path = tmp_path / "edges.csv"
    path.write_text(text)
    with pytest.raises(UserError, match=message):
        networks.read(path)


def test_blanks_around_names_and_a_last_comma_do_no_harm(tmp_path):
    (tmp_path / "edges.csv").write_text("source , target,weight\na, b,1,\nb, c,2,\n")
    assert networks.read(tmp_path / "edges.csv", rate="rate").labels == ("a", "b", "c")


def test_lists_and_structs_in_parquet(tmp_path):
    path = tmp_path / "edges.parquet"
    pd.DataFrame({"source": ["a", "b"], "target": ["b", "c"], "weight": [[1], [2]]}).to_parquet(path)
    with pytest.raises(UserError, match=r"row 1: weight is a list or a struct .2 such rows."):
        networks.read(path)
    pd.DataFrame({"source": [{"x": 1}, {"x": 2}], "target": ["b", "c"]}).to_parquet(path)
    with pytest.raises(UserError, match="row 1: source is a list or a struct"):
        networks.read(path)
    pd.DataFrame({"source": ["a"], "target": ["b"]}).to_parquet(path)
    pd.DataFrame({"id": ["a", "b"], "firm": [[1], [2]]}).to_parquet(tmp_path / "nodes.parquet")
    with pytest.warns(WeakTiesWarning, match="columns not used: firm"):
        assert not networks.read(path).groups


def test_firms_of_any_number_are_numbered_anew_and_said(tmp_path):
    (tmp_path / "edges.csv").write_text("source,target\na,b\nb,c\nc,d\n")
    (tmp_path / "nodes.csv").write_text("id,firm,industry\na,2147483647,-5\nb,-5,-5\nc,,0\nd,2147483647,0\n")
    loaded = networks.load(tmp_path / "edges.csv")
    assert loaded.ties.groups["firm"].tolist() == [1, 0, -1, 1]
    assert loaded.ties.groups["industry"].tolist() == [0, 0, 1, 1]
    assert "firm: numbers from -5 to 2147483647 are numbered anew, from 0 in the same order" in loaded.notes
    assert lives(tmp_path / "edges.csv") is None


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_table_that_does_not_fit_into_memory_is_refused_before_it_is_read(tmp_path, monkeypatch, kind):
    table = pd.DataFrame({"source": range(5_000), "target": range(1, 5_001)})
    path = tmp_path / f"edges.{kind}"
    table.to_csv(path, index=False) if kind == "csv" else table.to_parquet(path)
    monkeypatch.setattr(files, "free_memory", lambda: 1_000_000)
    monkeypatch.setattr(pd, "read_csv", None)
    monkeypatch.setattr(pd, "read_parquet", None)
    with pytest.raises(
        UserError, match=r"edges.* rows need about 0.0 GB of memory to read, and 0.0 GB are free"
    ):
        networks.read(path)
    assert files.free_memory() is not None


def test_a_name_too_long_for_a_file_is_no_file():
    for name in ("x" * 300, "x" * 300 + ".csv", "x" * 5_000 + "/edges.csv", "a\x00b.csv"):
        with pytest.raises(UserError, match=r"unknown kind of network file|no file") as caught:
            networks.read(name)
        assert len(str(caught.value)) < 250
