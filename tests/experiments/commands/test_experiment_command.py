"""weakties experiment recommendation: tables on disk with their provenance, a summary, and clear words for bad input."""

from __future__ import annotations

import json
import math
import re

import pandas as pd
import pytest

from weakties.analysis.confidence_sets import ConfidenceSet
from weakties.analysis.estimators import Fit
from weakties.experiments.cli import main
from weakties.experiments.worlds.recommendation_summary import for_programs, lines, text
from weakties.simulation.saved_tables import read_table

SMALL = [
    "--workers",
    "800",
    "--weeks",
    "30",
    "--set",
    "later=10",
    "--set",
    "settling=5",
    "--set",
    "separation=0.03",
]


def call(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(["experiment", *arguments])
    return int(stop.value.code or 0)


def test_tables_and_summary(tmp_path, capsys):
    assert call("recommendation", *SMALL, "--json", "--out", str(tmp_path)) == 0
    ties, origin = read_table(tmp_path / "ties.parquet")
    people, _ = read_table(tmp_path / "people.parquet")
    assert len(people) == 800 and people.transmitted.sum() == ties.transmitted.sum() > 0
    assert {"arm", "mutual_contacts", "intensity", "transmitted"} <= set(ties.columns)
    assert origin["seed"] == 0 and origin["parameters"]["later"] == 10
    found = json.loads(capsys.readouterr().out)
    assert {line["estimator"] for line in found} == {"OLS", "2SLS"}
    assert {"transmitted", "transmitted, two regressors", "jobs begun"} <= {line["model"] for line in found}


def test_replayed_ties_say_what_they_brought(tmp_path, capsys):
    busy = ["--set", "separation=0.06", "--set", "formal_search=1", "--set", "direct_search=1"]
    assert call("recommendation", *SMALL[:-2], *busy, "--replay", "0.5", "--out", str(tmp_path)) == 0
    ties, origin = read_table(tmp_path / "ties.parquet")
    assert origin["replayed"] == 0.5 and ties.brought.any()
    assert (ties.brought.abs()[ties.brought != 0] >= 1).all()
    said = capsys.readouterr()
    assert "taken out one by one" in said.out
    taken, of = map(int, re.search(r"taking out (\d+) of (\d+) new ties", said.err).groups())
    assert of == len(ties) and (ties.brought != 0).sum() <= taken < 0.45 * of  # half was asked for
    assert "classes of few ties have no more to give" in said.err


def test_the_same_seed_gives_the_same_tables(tmp_path):
    for name in ("a", "b"):
        assert call("recommendation", *SMALL, "--seed", "5", "--out", str(tmp_path / name)) == 0
    a, b = (read_table(tmp_path / name / "ties.parquet")[0] for name in ("a", "b"))
    assert a.equals(b)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["recomendation"], "did you mean 'recommendation'"),
        (["recommendation", "--arms", "2"], "must be at least 3"),
        (["recommendation", "--weeks", "40"], "take more weeks"),
        (["recommendation", "--set", "closenes_half=2"], "did you mean 'closeness_half'"),
        (["recommendation", "--set", "accept=2"], "must be at most 1"),
        (["recommendation", "--set", "workers=9"], "use --workers"),
        (["recommendation", "--workers", "20"], "too few for 7 arms"),
        (["recommendation", *SMALL, "--replay", "1e-9"], "leaves none to replay"),
        (["recommendation", "--set", "weight_high=0", "--set", "shown_spread=0"], "nothing varies"),
    ],
)
def test_bad_input_is_said_in_one_line(arguments, words, tmp_path, capsys):
    assert call(*arguments, "--out", str(tmp_path / "out")) == 2
    error = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error: ")]
    assert len(error) == 1 and words in error[0]


def test_too_few_transmissions_are_undecided():
    ties = pd.DataFrame(
        {
            "sender": range(500),
            "arm": [k % 7 for k in range(500)],
            "mutual_contacts": [k % 30 for k in range(500)],
        }
    )
    ties = ties.assign(intensity=ties.index / 500, transmitted=ties.index < 3, sole=False)
    ties = ties.assign(own_contacts=ties.sender % 11, friends_contacts=ties.sender % 13, same_community=False)
    people = pd.DataFrame(
        {"person": range(500), "arm": ties.arm, "weak": ties.sender % 5, "strong": ties.sender % 3}
    )
    found = lines(ties, people.assign(transmitted=0, hires=0))
    assert found and all(line.value is None for line in found)
    assert all("undecided" in said for said in list(text(ties, found))[1:])


@pytest.mark.parametrize(
    ("pieces", "words", "for_json"),
    [
        ((), "Anderson–Rubin empty", []),
        (
            ((-math.inf, -1.0), (2.0, math.inf)),
            "Anderson–Rubin −∞ to -1 and 2 to ∞",
            [[None, -1.0], [2.0, None]],
        ),
        (((-math.inf, math.inf),), "Anderson–Rubin the whole line", [[None, None]]),
    ],
)
def test_an_anderson_rubin_set_is_shown_as_what_it_is(pieces, words, for_json):
    ties = pd.DataFrame({"mutual_contacts": [1, 2], "transmitted": [False, True], "sole": [False, True]})
    fit = Fit("transmitted, intensity", "2SLS", "intensity", 0.1, 0.0, 0.2, first_f=3.0, effective_f=2.0)
    fit = fit._replace(ar_set=ConfidenceSet(pieces))
    assert words in list(text(ties, [fit]))[-1]
    assert (
        for_programs(fit)["ar_set"] == for_json and for_programs(fit._replace(ar_set=None))["ar_set"] is None
    )
