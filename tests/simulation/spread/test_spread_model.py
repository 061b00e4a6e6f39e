"""The Mesa model of the spread of news: agents, parameters, bad input, and records."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from weakties import InformationSpread
from weakties.simulation.errors import UserError
from weakties.simulation.spread.rules.board import FIRST_INFORMED


def test_agents_are_windows_and_the_generator_is_a_name():
    model = InformationSpread("layers", workers=300, seed=0, acquaintances=20, casual_friends=10)
    model.run(weeks=3)
    knowing = model.agents.select(lambda person: person.informed)
    assert len(knowing) == model.informed.sum() > 1
    assert len(next(iter(model.agents)).contacts) == model.ties.degree[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("transmission", 0.2),
        ("willingness", 0.2),
        ("topics", 5),
        ("pieces", 2),
        ("news_per_week", 0.5),
        ("staleness", 0.3),
        ("recovery", 0.9),
        ("threshold", 3),
        ("threshold_share", 0.5),
        ("noise", 0.3),
    ],
)
def test_every_parameter_moves_something(name, value):
    contagion = {
        "recovery": "sir",
        "threshold": "threshold",
        "threshold_share": "threshold",
        "noise": "threshold",
    }
    base = {"pieces": 3} if name == "news_per_week" else {}

    def run(**more):
        case = {"contagion": contagion.get(name, "simple"), "seed": 2, **base, **more}
        model = InformationSpread(nx.karate_club_graph(), **case)
        model.run(weeks=25)
        return model.informed_week

    default, moved = run(), run(**{name: value})
    assert default.shape != moved.shape or (default != moved).any()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"first_informed": [34]},
            r"first_informed: person 34 is not in the network of 34 people \(0 to 33\)",
        ),
        ({"first_informed": [-1]}, "person -1 is not in the network"),
        ({"first_informed": []}, "first_informed is empty"),
        ({"first_informed": ["Anna"]}, "people are whole numbers"),
        ({"silent": [99]}, "silent: person 99"),
        ({"contagion": "viral"}, "no contagion 'viral'; there are simple, sir, cascade, threshold"),
        ({"transmision": 0.1}, "no parameter 'transmision'; did you mean 'transmission'"),
        ({"transmission": 1.5}, "transmission = 1.5 per tie and week: must be at most 1"),
        ({"recovery": 0.5}, "recovery means nothing with contagion='simple'; use contagion='sir'"),
        ({"transmission": 0.1, "topics": 3}, "topics means nothing beside transmission"),
        ({"contagion": "threshold", "threshold": 18, "first_informed": [0, 1]}, "nobody can reach it, since"),
        ({"contagion": "threshold", "threshold": 3, "first_informed": [0, 1]}, "with 2 first informed"),
        ({"contagion": "threshold", "threshold": 2, "threshold_share": 0.5}, "not both"),
        ({"workers": 100}, "workers: only with the name of a generator"),
        ({"close_friends": 3}, "close_friends shapes generated networks"),
        ({"seed": None}, "seed = None"),
        ({"pieces": 100_000_000}, "pieces = 100000000"),
    ],
)
def test_bad_input_gets_one_clear_line(arguments, message):
    with pytest.raises(UserError, match=message) as caught:
        InformationSpread(nx.karate_club_graph(), **{"seed": 0, **arguments})
    assert "\n" not in str(caught.value)


def test_a_network_of_nobody():
    with pytest.raises(UserError, match="no people"):
        InformationSpread(nx.empty_graph(0), seed=0)


def test_records_survive_the_disk(tmp_path):
    model = InformationSpread(nx.karate_club_graph(), seed=0, transmission=0.1, pieces=2)
    model.run(weeks=10)
    model.records.write(tmp_path)
    back = type(model.records).read(tmp_path)
    assert back.provenance["contagion"] == "simple" and back.provenance["seed"] == 0
    assert (back.adoptions.person == model.adoptions.person).all()
    assert len(back.tellings) == len(model.tellings())


def test_of_very_many_tellings_only_those_with_the_credit_are_kept(monkeypatch):
    model = InformationSpread(nx.karate_club_graph(), seed=0, transmission=0.1)
    model.run(weeks=20)
    monkeypatch.setattr("weakties.simulation.spread.records.MOST_TELLINGS", 10)
    few, every = model.records, model.tellings()
    assert few.provenance["tellings"].startswith("only") and list(few.tellings) == list(every)
    credited = every[every.credited].sort_values(["week", "person"], ignore_index=True)
    assert (few.tellings[["week", "teller", "person"]] == credited[["week", "teller", "person"]]).all(
        axis=None
    )


def test_first_informed_are_marked():
    model = InformationSpread(nx.karate_club_graph(), seed=0, transmission=0.1, first_informed=[4, 4, 2])
    assert np.flatnonzero(model.start.board.teller[0] == FIRST_INFORMED).tolist() == [2, 4]
