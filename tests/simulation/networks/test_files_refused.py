"""Network files that cannot be read as meant: one clear line each."""

from __future__ import annotations

import networkx as nx
import pytest

from weakties.simulation import networks
from weakties.simulation.errors import UserError


def edges(folder, text, name="edges.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


BAD = {
    "source,target,weight\na,b,1\nb,c,-2\n": r"edges.csv, row 2: weight -2 .*must be a number, 0 or more",
    "source,target,weight\na,b,\nb,c,1\n": r"row 1: weight is missing .1 such rows.",
    "source,target,weight\na,b,often\n": r"row 1: weight often ",
    "source,target,weight\na,b,inf\n": r"row 1: weight inf ",
    "source,target,contact_rate\na,b,-1\n": r"row 1: contact_rate -1 ",
    "source,target\na,b\nc,c\n": r"row 2: c is tied to itself .1 such rows.; remove",
    "source,target,weight\na,b,1\nc,b,1\na,b,2\n": r"row 3: the tie a - b stands more than once .*add their weights up",
    "source,target\na,\n": r"row 1: target is missing",
    "name,town\na,b\n": r"no column 'source' among name, town; wanted: source, target.* or name them, columns=",
    "ego,alter,ego\na,b,c\n": r"the column 'ego' stands twice in the header",
    "a\n1\n2\n": r"no column 'source' among a",
    "1\n2\n": r"no header, and one field a line; wanted source, target",
    "source,target,kind\na,b,boss\n": r"row 1: kind boss .*must be one of close, friend, colleague, acquaintance",
    "": r"is empty; wanted at least a header",
    'source,target\n"a,b\n': r"cannot read .*edges.csv",
    "source,target\na,b\na,b,c,d\n": r"cannot read .*edges.csv",
}


@pytest.mark.parametrize("text", BAD)
def test_bad_tables_get_one_clear_line(tmp_path, text):
    with pytest.raises(UserError, match=BAD[text]) as caught:
        networks.read(edges(tmp_path, text))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("nodes", "message"),
    [
        ("name\na\nb\n", "nodes.csv: no column 'id' among name"),
        ("id\na\n", "b has ties but is not in the list of people"),
        ("id\na\nb\na\n", "somebody stands more than once in the list of people"),
        ("id,x\na,1\n,2\nb,3\n", "row 2: id of a person is missing"),
    ],
)
def test_bad_lists_of_people(tmp_path, nodes, message):
    edges(tmp_path, nodes, "nodes.csv")
    with pytest.raises(UserError, match=message):
        networks.read(edges(tmp_path, "source,target\na,b\n"))


@pytest.mark.parametrize("name", ["x.graphml", "x.gexf", "x.parquet", "x.csv"])
def test_a_file_of_another_kind_gets_one_clear_line(tmp_path, name):
    (tmp_path / name).write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe\x00 not a network")
    with pytest.raises(UserError, match=r"cannot read .*x\.|no column 'source'") as caught:
        networks.read(tmp_path / name)
    assert "\n" not in str(caught.value)


def test_other_mistakes(tmp_path):
    path = edges(tmp_path, "source,target\na,b\n")
    for call, message in (
        (lambda: networks.read(tmp_path / "none.csv"), "no file .*none.csv; give the path"),
        (lambda: networks.read(tmp_path / "x.xlsx"), "unknown kind of network file '.xlsx'; wanted .csv"),
        (lambda: networks.read("karaté"), "or one of karate, lesmis, florentine"),
        (lambda: networks.read(path, rate="counts", weeks=4), "needs weights, and there are none"),
        (lambda: networks.read(path, rate="cuonts"), "no rule 'cuonts' .*choose one of auto, rate, counts"),
        (lambda: networks.read("karate", rate="counts"), "needs the number of weeks observed"),
        (lambda: networks.read(5), "expected the path of a file, a networkx or igraph graph, .*; got int"),
        (lambda: networks.write(networks.read("karate"), tmp_path / "x.txt"), "unknown kind of network file"),
        (
            lambda: networks.write(networks.read("karate"), tmp_path / "no" / "x.csv"),
            "cannot write .*choose another",
        ),
    ):
        with pytest.raises(UserError, match=message) as caught:
            call()
        assert "\n" not in str(caught.value)


def test_an_undirected_graph_with_a_tie_twice(tmp_path):
    graph = nx.MultiGraph([(1, 2), (2, 1)])
    with pytest.raises(UserError, match="stands more than once"):
        networks.read(graph)
