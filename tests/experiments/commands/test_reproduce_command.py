"""weakties reproduce, findings and figures: what is run, judged, drawn, said, and left undecided."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from weakties.experiments.engine import store

KEYS = {"finding", "quantity", "published", "ours", "low", "high", "n", "verdict"}


def test_reproduce_runs_judges_and_draws(weakties, tmp_path):
    said = weakties("reproduce", "--out", tmp_path, "--jobs", 1)
    assert said.code == 0 and "heads" in said.out and "from memory" in said.out and "reproduced" in said.out
    assert f"1 figure in {tmp_path / 'figures'}" in said.out
    files = sorted(path.name for path in (tmp_path / "figures").iterdir())
    assert files == [f"coins.{kind}" for kind in ("csv", "json", "pdf", "png", "svg")]
    verdict = json.loads((tmp_path / "coins/full/verdict.json").read_text())
    sources = json.loads((tmp_path / "figures/coins.json").read_text())
    assert verdict["verdict"] == "reproduced" and verdict["runs"] == sources["runs"]
    _, note = store.read_table(Path(sources["runs"]["path"]))
    assert note["fingerprint"] == sources["runs"]["fingerprint"]
    points = pd.read_csv(tmp_path / "figures/coins.csv")
    assert len(points) == 18


def test_quick_figures_never_pass_for_the_others(weakties, reproduced):
    before = (reproduced / "figures/coins.csv").read_bytes()
    assert weakties("reproduce", "--quick", "--out", reproduced, "--jobs", 1).code == 0
    assert (reproduced / "figures/coins.csv").read_bytes() == before
    assert len(pd.read_csv(reproduced / "figures/quick/coins.csv")) == 6


def test_json_is_a_list_of_rows_and_nothing_else_on_stdout(weakties, tmp_path):
    said = weakties("reproduce", "--json", "--out", tmp_path, "--jobs", 1)
    (row,) = json.loads(said.out)
    assert set(row) >= KEYS
    assert (row["finding"], row["quantity"], row["published"], row["verdict"]) == (
        "coins",
        "heads",
        50,
        "reproduced",
    )
    assert row["low"] < row["ours"] < row["high"] and row["n"] == 6 and row["verified"] == "memory"
    listed = json.loads(weakties("findings", "--json", "--out", tmp_path).out)
    assert listed == [row]


def test_json_of_what_was_not_run_has_nulls(weakties, tmp_path):
    (row,) = json.loads(weakties("findings", "--json", "--out", tmp_path).out)
    assert set(row) >= KEYS and row["ours"] is row["low"] is row["verdict"] is None


def test_one_replicate_gives_null_ends_and_no_verdict(weakties, tmp_path):
    said = weakties("reproduce", "--json", "--out", tmp_path, "--jobs", 1, replicates=1)
    (row,) = json.loads(said.out)
    assert row["low"] is row["high"] is None and row["verdict"] == "undecided" and "too few" in row["because"]


def test_failed_worlds_leave_the_verdict_open(weakties, tmp_path):
    said = weakties("reproduce", "--out", tmp_path, "--jobs", 1, fixed={"fails": 0.5})
    assert said.code == 1 and "undecided" in said.out
    assert "6 of 18 worlds failed, the first with RuntimeError: the coin stood on its edge" in said.err
    assert "Traceback" not in said.err + said.out


def test_a_figure_that_cannot_be_drawn_costs_nothing_else(weakties, tmp_path):
    said = weakties("reproduce", "--out", tmp_path, "--jobs", 1, figure="toy_that_is_not_there")
    assert said.code == 1 and "reproduced" in said.out
    assert "figure 'coins' was not drawn (ModuleNotFoundError" in said.err and "Traceback" not in said.err
    assert (tmp_path / "coins/full/verdict.json").exists()


def test_findings_shows_claim_source_and_how_far_it_was_checked(weakties, reproduced):
    said = weakties("findings", "coins", "--out", reproduced)
    for text in (
        "coins: reproduced",
        "Margin 3 points: a gambler would notice (all).",
        "Half of the tosses",
        "Source: A. Gambler 1654. Verified: memory.",
        "50.0 %",
    ):
        assert text in said.out
    assert "not run yet" in weakties("findings", "coins", "--out", reproduced / "nowhere").out


def test_findings_lists_boards_with_one_line_each(weakties, reproduced):
    listed = weakties("findings", "--out", reproduced).out
    assert (
        listed.startswith("published, predicted") and "reproduced" in listed and "own questions" not in listed
    )
    assert "Predicted numbers with a p (a table is one): 1. Below 0.05: 0; after" in " ".join(listed.split())
    assert "Nothing has been run yet" in weakties("findings", "--out", reproduced / "nowhere").out


def test_power_is_told_before_and_after_a_run(weakties, reproduced):
    (one,) = json.loads(weakties("findings", "--power", "--json", "--out", reproduced).out)
    assert (
        one["replicates"] == 6 and one["power"] == one["power_at_best"] == 0
    )  # 400 tosses cannot tell 3 points
    (one,) = json.loads(weakties("findings", "--power", "--json", "--out", reproduced / "nowhere").out)
    assert one["power"] is None
    assert "worlds without end" in " ".join(weakties("findings", "--power", "--out", reproduced).out.split())


def test_findings_shows_those_asked_for(weakties, tmp_path):
    said = weakties("findings", "coins", "--out", tmp_path)
    assert said.code == 0 and said.out.startswith("coins: not run yet")
    wrong = weakties("findings", "coin", "--out", tmp_path)
    assert wrong.code == 2 and "coins" in wrong.err and not wrong.out


def test_figures_are_drawn_again_from_saved_results(weakties, reproduced):
    before = {p.name: p.read_bytes() for p in (reproduced / "figures").iterdir()}
    for path in (reproduced / "figures").iterdir():
        path.unlink()
    assert weakties("figures", "coins", "--out", reproduced).code == 0
    after = {p.name: p.read_bytes() for p in (reproduced / "figures").iterdir()}
    assert {name: after[name] for name in before} == before  # to the byte: no clock in them
    more = {name.split(".")[0] for name in set(after) - set(before)}
    assert more == {"coins_accepted"}, "one that is named has ours against what would be accepted, too"


def test_figures_in_one_column_stand_apart(weakties, reproduced):
    before = {p.name for p in (reproduced / "figures").iterdir()}
    assert weakties("figures", "--width", "single", "--out", reproduced).code == 0
    assert {p.name for p in (reproduced / "figures" / "single").iterdir()} == before
    assert "did you mean 'single'" in weakties("figures", "--width", "singel", "--out", reproduced).err


def test_figures_without_results_say_what_to_do(weakties, tmp_path):
    said = weakties("figures", "coins", "--out", tmp_path)
    assert said.code == 2
    assert said.err == "error: no saved results for 'coins': run weakties reproduce coins\n"
    assert weakties("figures", "--out", tmp_path).code == 2
