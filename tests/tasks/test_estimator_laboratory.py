"""An econometrician asks: with five arms of unequal size and three senders in four who react, does 2SLS hold the average
effect?"""

from __future__ import annotations

import json
import tomllib

import pandas as pd
import pytest

from weakties.experiments.cli import main

MINE = """
# My experiment: two versions of it, with and without a confounder that I could observe.
clusters = 150
per_cluster = 4
arms = [0, 1, 2, 3, 6]
arm_shares = [0.4, 0.2, 0.2, 0.1, 0.1]
first_stage = 0.2
compliers = 0.75
effect_gap = 1.6
slope = 0.2

[designs.plain]
truth = ["none", "linear"]

[designs.with_control]
control_on_x = 0.4
control_on_y = 0.8
"""


def call(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(["experiment", "estimators", *arguments])
    return int(stop.value.code or 0)


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(MINE)
    return str(path)


def test_from_a_design_to_an_answer(mine, tmp_path, capsys):
    """The average effect is 0.2, those who react have 0.2 + 1.6 / 4 = 0.6, and that is what 2SLS estimates."""
    out = tmp_path / "runs"
    arguments = ["--design", mine, "--experiments", "60", "--seed", "0", "--jobs", "1", "--out", str(out)]
    assert call(*arguments) == 0
    said = capsys.readouterr().out
    assert (
        "plain, truth: linear" in said and "too low" in said and max(map(len, said.splitlines()[:20])) <= 80
    )
    table = pd.read_parquet(out / "table.parquet")
    pd.testing.assert_frame_equal(
        table, pd.read_csv(out / "table.csv", keep_default_na=True), check_dtype=False
    )
    assert {f"estimators.{kind}" for kind in ("pdf", "svg", "png")} <= {p.name for p in out.iterdir()}
    rows = table[(table.design == "plain") & (table.truth == "linear") & (table.estimator == "2SLS")]
    rows = rows[rows.errors == "clustered"].set_index("estimand")
    assert rows.true["average effect"] == pytest.approx(0.2) and rows.true[
        "weighted effect"
    ] == pytest.approx(0.6)
    assert rows.verdict["average effect"] == "too low" and rows.verdict["weighted effect"] == "as promised"
    both = table[
        (table.design == "with_control") & (table.estimator == "OLS") & (table.estimand == "own limit")
    ]
    assert set(both.controls) == {False, True} and both.true.nunique() == 2
    assert set(table.estimator) == {"OLS", "2SLS", "LIML", "Anderson–Rubin"}
    before = (out / "runs.parquet").read_bytes()
    assert call(*arguments, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert len(found) == len(table) and {"bias", "rmse", "coverage", "rejects", "first_f"} <= set(found[0])
    assert (out / "runs.parquet").read_bytes() == before


def test_another_design_does_not_fall_into_the_same_folder(mine, tmp_path, capsys):
    out = tmp_path / "runs"
    arguments = ["--experiments", "20", "--jobs", "1", "--out", str(out)]
    assert call("--design", mine, *arguments) == 0
    other = tmp_path / "other.toml"
    other.write_text(MINE.replace("slope = 0.2", "slope = 0.3"))
    assert call("--design", str(other), *arguments) == 2
    assert "holds results of another design" in capsys.readouterr().err


def test_the_example_is_a_design(tmp_path, capsys):
    assert call("--example") == 0
    text = capsys.readouterr().out
    assert text.startswith("# ") and {"weak", "exclusion", "rivals", "rare"} <= set(
        tomllib.loads(text)["designs"]
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("clustres = 3\n[designs.a]\n", "did you mean 'clusters'?"),
        ("[designs.a]\narm_shares = [0.9, 0.9, 0.9]\n", "sum to 1, not to 2.7"),
        ("[designs.a]\narms = []\n", "0 arms"),
        ("[designs.a]\nregressors = 'x and above'\narms = [0, 1]\n", "2 arms cannot identify 2 effects"),
        ("{'json': 1}", "is not TOML"),
    ],
)
def test_bad_designs_are_one_line_and_nothing_runs(text, words, tmp_path, capsys):
    path = tmp_path / "bad.toml"
    path.write_text(text)
    assert call("--design", str(path), "--out", str(tmp_path / "out")) == 2
    error = capsys.readouterr().err
    assert error.startswith("error: ") and error.count("\n") == 1 and words in error
    assert not (tmp_path / "out").exists()


def test_options_that_do_not_go_together(mine, tmp_path, capsys):
    assert call("--design", mine, "--platform", str(tmp_path), "--out", str(tmp_path / "o")) == 2
    assert "take one of the two" in capsys.readouterr().err
    assert call("--design", mine, "--quick", "--out", str(tmp_path / "o")) == 2
    assert "--quick goes with --platform" in capsys.readouterr().err
