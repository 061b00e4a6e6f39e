"""Networks as other programs write them, and other libraries hold them, come in through the one door, and come in alike."""

from __future__ import annotations

import bz2
import gzip
import json

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from weakties import CalvoJackson, InformationSpread, JobMarket, Ties
from weakties.simulation import networks
from weakties.simulation.errors import UserError

PAIRS = [("a", "b", 30), ("b", "c", 4), ("c", "d", 2), ("a", "d", 1)]
ROWS = "".join(f"{u},{v},{w}\n" for u, v, w in PAIRS)


def rates(network, **reading):
    ties = networks.load(network, rate="counts", weeks=10, **reading).ties
    return {
        (ties.labels[a], ties.labels[b]): round(float(rate), 6)
        for a, b, rate in zip(*(ties.pairs()[c] for c in ("source", "target", "contact_rate")), strict=True)
    }


WANTED = {(u, v): w / 10 for u, v, w in PAIRS}

TEXTS = {
    "u,v,w": ("x.csv", "u,v,w\n" + ROWS),
    "from,to": ("x.csv", "From,To,Weight\n" + ROWS),
    "ego,alter": ("x.csv", "ego,alter,strength\n" + ROWS),
    "as Gephi writes it": (
        "x.csv",
        "Source,Target,Type,Id,Label,Weight\n" + "".join(f"{u},{v},Undirected,7,,{w}\n" for u, v, w in PAIRS),
    ),
    "tabs": ("x.tsv", ("source\ttarget\tweight\n" + ROWS).replace(",", "\t")),
    "semicolons, decimal commas": (
        "x.csv",
        "source;target;weight\n" + "".join(f"{u};{v};{w},0\n" for u, v, w in PAIRS),
    ),
    "white space, no header": ("x.txt", ROWS.replace(",", "   ")),
    "no header": ("x.csv", ROWS),
    "a header of letters": ("x.csv", "i,j,w\n" + ROWS),
    "comments, names in one": (
        "x.edges",
        "# made by hand\n# source target weight\n" + ROWS.replace(",", " "),
    ),
    "comments above a header": ("x.csv", "% a village\n#\nsource,target,weight\n" + ROWS),
    "a mark before the first byte": ("x.csv", "\ufeffsource,target,weight\n" + ROWS),
    "bars": ("x.txt", ("source|target|weight\n" + ROWS).replace(",", "|")),
    "ends of lines of another system": ("x.csv", ("source,target,weight\n" + ROWS).replace("\n", "\r\n")),
}


@pytest.mark.parametrize("name", TEXTS)
def test_edge_lists_of_other_programs_are_read_alike(tmp_path, name):
    file, text = TEXTS[name]
    (tmp_path / file).write_bytes(text.encode())
    assert rates(tmp_path / file) == WANTED


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress)])
def test_a_compressed_file_is_the_same_file(tmp_path, ending, pack):
    (tmp_path / f"x.tsv{ending}").write_bytes(pack(ROWS.replace(",", "\t").encode()))
    assert rates(tmp_path / f"x.tsv{ending}") == WANTED


def test_what_was_taken_for_what_is_said(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes("ego,alter,w\nZoë,b,1\nb,c,2\n".encode("latin-1"))
    read = networks.load(path)
    assert read.ties.labels == ("Zoë", "b", "c")
    said = "; ".join(read.notes)
    assert "read as Latin-1" in said and "ego taken as source" in said and "w taken as weight" in said
    path.write_text("a,b\nb,c\n")  # two people, though columns are called so, too
    assert len(networks.load(path).ties) == 2
    path.write_text("1,2\n2,3\n")
    assert "no header: columns 1 and 2 taken as the two people" in networks.load(path).notes


def test_columns_are_named_or_numbered(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("caller_id,callee_id,calls,source\n" + "".join(f"{u},{v},{w},x\n" for u, v, w in PAIRS))
    assert rates(path, columns="caller_id,callee_id,calls") == WANTED
    assert rates(path, columns=["1", "2", "3"]) == WANTED
    assert any("not used: source" in line for line in networks.load(path, columns="1,2,3").notes)
    for columns, message in (
        ("caller_id,calls_id", "no column 'calls_id' among caller_id, callee_id"),
        ("1,1", "name each column once"),
        ("1", "must name FROM,TO and perhaps WEIGHT"),
        ("1,2,3,4", "must name FROM,TO and perhaps WEIGHT"),
    ):
        with pytest.raises(UserError, match=message):
            networks.read(path, columns=columns)
    with pytest.raises(UserError, match="columns: only of a table"):
        networks.read(nx.path_graph(3), columns="a,b")


def graph():
    found = nx.Graph()
    found.add_weighted_edges_from(PAIRS)
    return found


def test_files_of_graphs_are_read_alike(tmp_path):
    nx.write_gml(graph(), tmp_path / "x.gml")
    nx.write_pajek(graph(), tmp_path / "x.net")
    (tmp_path / "x.json").write_text(json.dumps(nx.node_link_data(graph(), edges="links")))
    (tmp_path / "y.json").write_text(json.dumps(nx.node_link_data(graph(), edges="edges")))
    for name in ("x.gml", "x.net", "x.json", "y.json"):
        found = {frozenset(pair): rate for pair, rate in rates(tmp_path / name).items()}
        assert found == {frozenset(pair): rate for pair, rate in WANTED.items()}, name
    (tmp_path / "z.json").write_text('{"people": []}')
    with pytest.raises(UserError, match=r"z\.json: no nodes, and links or edges"):
        networks.read(tmp_path / "z.json")


def test_tables_matrices_and_graphs_of_other_libraries_are_read_alike():
    table = pd.DataFrame(PAIRS, columns=["ego", "alter", "w"], index=[9, 9, 9, 9])
    assert rates(table) == WANTED
    assert rates(igraph.Graph.TupleList(PAIRS, weights=True)) == rates(graph())
    upper = sparse.coo_array(([30, 4, 2, 1], ([0, 1, 2, 0], [1, 2, 3, 3])), shape=(5, 5))
    by_number = {("abcd".index(u), "abcd".index(v)): rate for (u, v), rate in WANTED.items()}
    for matrix in (upper.tocsr(), (upper + upper.T).tocsc()):
        ties = networks.read(matrix, rate="counts", weeks=10)
        pairs = zip(*(ties.pairs()[c].tolist() for c in ("source", "target")), strict=True)
        assert dict(zip(pairs, ties.pairs()["contact_rate"].round(6), strict=True)) == pytest.approx(
            by_number
        )
        assert ties.people == 5, "somebody without ties is there, too"
    assert set(networks.read((upper > 0).astype(int)).contact_rate.tolist()) == {1.0}
    with pytest.raises(UserError, match="the matrix is 2 x 3"):
        networks.read(sparse.csr_array((2, 3)))
    assert networks.read(upper.toarray(), rate="counts", weeks=10) == networks.read(
        upper, rate="counts", weeks=10
    )


def test_a_list_of_pairs_is_a_table():
    assert rates(PAIRS) == WANTED
    ends = [(source, target) for source, target, _ in PAIRS]
    assert networks.read(ends) == networks.read(pd.DataFrame(ends, columns=["source", "target"]))
    assert networks.read(np.array([[0, 1], [1, 2], [3, 1]])).pairs()[
        ["source", "target"]
    ].values.tolist() == [
        [0, 1],
        [1, 2],
        [1, 3],
    ]
    assert JobMarket([(0, 1), (1, 2)], seed=0).people == 3
    for wrong in ([(0, 1), (1,)], [0, 1], [(0, 1), "12"], np.zeros((3, 5))):
        with pytest.raises(
            UserError, match=r"a list of ties, row \d: .*wanted \(from, to\) or \(from, to, weight\)"
        ):
            networks.read(wrong)


SQUARE = np.array([[0, 30, 0, 1], [30, 0, 4, 0], [0, 4, 0, 2], [1, 0, 2, 0]])
NAMED = pd.DataFrame(SQUARE, index=[*"abcd"], columns=[*"abcd"])


@pytest.mark.parametrize(
    "written",
    [
        NAMED.to_csv(),  # pandas, and R's write.csv
        NAMED.to_csv(sep="\t", index_label="name"),
        NAMED.map(lambda value: f"{value},0").to_csv(sep=";"),  # a decimal comma
        NAMED.replace(0, "").to_csv(),
    ],
)
def test_a_matrix_in_a_file_is_not_taken_for_an_edge_list(tmp_path, written):
    """Its first two columns would be: of people called a, b, ... even by their names."""
    (tmp_path / "m.csv").write_text(written)
    assert rates(tmp_path / "m.csv") == WANTED
    assert any("adjacency matrix" in note for note in networks.load(tmp_path / "m.csv").notes)


def test_a_matrix_without_names_is_one_where_it_can_be_nothing_else(tmp_path):
    wanted = networks.read(sparse.coo_array(SQUARE), rate="counts", weeks=10)
    np.savetxt(tmp_path / "bare.txt", SQUARE)
    (tmp_path / "numbers.csv").write_text(pd.DataFrame(SQUARE).to_csv())
    for there in (tmp_path / "bare.txt", tmp_path / "numbers.csv", pd.DataFrame(SQUARE)):
        assert networks.read(there, rate="counts", weeks=10) == wanted
    (tmp_path / "small.csv").write_text("0,1,0\n1,0,1\n0,1,0\n")
    assert len(networks.read(tmp_path / "small.csv")) == 2
    (tmp_path / "list.csv").write_text("1,2,3\n2,3,1\n3,4,2\n")
    assert len(networks.read(tmp_path / "list.csv", rate="counts", weeks=10)) == 3, "three weighted ties"
    (tmp_path / "five.csv").write_text("1,2,3,9\n2,3,1,9\n3,4,2,9\n4,1,1,9\n")
    asked = networks.read(tmp_path / "five.csv", columns=("1", "2"))
    assert len(asked) == 4, "columns that are named make a table"
    (tmp_path / "bad.csv").write_text(",a,b\na,0,x\nb,1,0\n")
    with pytest.raises(UserError, match=r"bad\.csv: 'x' of a and b is no number"):
        networks.read(tmp_path / "bad.csv")


def test_a_table_of_pandas_may_be_a_matrix():
    assert rates(NAMED) == WANTED
    assert networks.read(nx.to_pandas_adjacency(nx.les_miserables_graph())) == networks.read(
        nx.les_miserables_graph()
    )


def test_a_table_of_polars_is_read_as_one_of_pandas():
    class Frame:  # what polars, modin, dask and others have
        def to_pandas(self):
            return pd.DataFrame(PAIRS, columns=["source", "target", "weight"])

    assert rates(Frame()) == WANTED


def test_every_model_takes_a_file_an_example_or_an_object_by_itself(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("source,target,contact_rate\na,b,3\nb,c,0.4\nc,d,0.2\n")
    for network in (path, str(path), networks.read(path), pd.read_csv(path)):
        market = JobMarket(network, seed=0, separation=0.1)
        market.run(weeks=20)
        assert market.ties.labels == ("a", "b", "c", "d")
        assert market.hires.equals(
            JobMarket(networks.read(path), seed=0, separation=0.1).run(20) or market.hires
        )
        news = InformationSpread(network, contagion="simple", transmission=0.5, first_informed=[0], seed=0)
        news.run(weeks=60)
        assert (np.asarray(news.informed_week) >= 0).all()
        assert CalvoJackson(network, arrival=0.1, breakup=0.015, seed=0).ties.people == 4
    assert JobMarket("karate", seed=0).people == 34
    assert isinstance(JobMarket("florentine", seed=0).ties, Ties)
    with pytest.raises(UserError, match="no network 'karatte'; did you mean 'karate'"):
        JobMarket("karatte", seed=0)
    with pytest.raises(UserError, match="workers: only with the name of a generator"):
        JobMarket("karate", workers=100, seed=0)
