"""Runs are repeatable to the bit, lose nothing, and are used again only while nothing behind them has changed."""

from __future__ import annotations

import multiprocessing
import os
import threading
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from tests.experiments import toy
from weakties.experiments.engine import processes, runner
from weakties.experiments.engine.store import folder_of, read_table
from weakties.experiments.engine.tasks import tasks_of
from weakties.simulation.chance import replicate_seed
from weakties.simulation.errors import UserError


def lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def test_the_number_of_processes_changes_nothing_to_the_bit(tmp_path):
    paths = [runner.run(toy.experiment(), tmp_path / str(jobs), jobs=jobs).path for jobs in (1, 2, 3)]
    first, *others = (path.read_bytes() for path in paths)
    assert all(other == first for other in others)


def test_rows_have_their_place_and_their_settings(tmp_path):
    rows = runner.run(toy.experiment(), tmp_path, jobs=1).rows
    assert list(rows) == ["run", "point", "replicate", "seed", "bias", "heads", "tails", "error"]
    assert (
        list(rows.point) == [p for p in range(3) for _ in range(6)]
        and list(rows.replicate) == [*range(6)] * 3
    )
    assert (rows.bias == rows.point.map({0: 0.3, 1: 0.5, 2: 0.7})).all()
    assert (rows.heads + rows.tails == 1000).all() and rows.run.is_unique


def test_points_share_the_luck_of_a_replicate(tmp_path):
    rows = runner.run(toy.experiment(), tmp_path, jobs=1).rows
    for replicate, group in rows.groupby("replicate"):
        assert set(group.seed) == {replicate_seed(7, int(replicate))}
    assert rows.seed.nunique() == 6


def test_what_is_saved_is_not_run_again(tmp_path):
    witness = tmp_path / "witness"
    experiment = toy.experiment(fixed={"witness": str(witness)})
    first = runner.run(experiment, tmp_path, jobs=1)
    again = runner.run(experiment, tmp_path, jobs=1)
    assert (first.run_now, again.run_now, len(lines(witness))) == (18, 0, 18)
    pd.testing.assert_frame_equal(again.rows, first.rows)
    assert again.fingerprint == first.fingerprint


def test_a_grown_design_keeps_what_it_has(tmp_path):
    witness = tmp_path / "witness"
    fixed = {"witness": str(witness)}
    runner.run(toy.experiment(fixed=fixed), tmp_path, jobs=1)
    grown = toy.experiment(fixed=fixed, vary={"bias": [0.5, 0.3, 0.9]}, replicates=8)
    runs = runner.run(grown, tmp_path, jobs=1)
    assert runs.run_now == 2 * 2 + 8 and len(lines(witness)) == 18 + 12
    assert list(runs.rows.bias) == [0.5] * 8 + [0.3] * 8 + [0.9] * 8
    alone = runner.run(grown, tmp_path / "alone", jobs=1)
    pd.testing.assert_frame_equal(runs.rows, alone.rows)


def test_an_axis_that_is_added_or_fixed_leaves_no_trace(tmp_path):
    runner.run(toy.experiment(), tmp_path, jobs=1)
    narrow = toy.experiment(vary={"tosses": [1000, 10]}, fixed={"bias": 0.5})
    runs = runner.run(narrow, tmp_path, jobs=1)
    assert list(runs.rows) == ["run", "point", "replicate", "seed", "tosses", "heads", "tails", "error"]
    assert runs.run_now == 6  # 1000 tosses of a fair coin were there


def test_results_of_other_code_are_run_again(tmp_path, monkeypatch, capsys):
    runner.run(toy.experiment(), tmp_path, jobs=1)
    monkeypatch.setattr(runner, "code_of", lambda world: "other")
    assert runner.load(toy.experiment(), tmp_path, quick=False) is None
    assert runner.run(toy.experiment(), tmp_path, jobs=1).run_now == 18
    assert "saved by other code" in capsys.readouterr().err


def test_loading_takes_whole_designs_only(tmp_path):
    assert runner.load(toy.experiment(), tmp_path, quick=False) is None
    runs = runner.run(toy.experiment(), tmp_path, jobs=1)
    loaded = runner.load(toy.experiment(), tmp_path, quick=False)
    pd.testing.assert_frame_equal(loaded.rows, runs.rows)
    assert loaded.fingerprint == runs.fingerprint
    assert runner.load(toy.experiment(replicates=7), tmp_path, quick=False) is None
    assert runner.load(toy.experiment(), tmp_path, quick=True) is None


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_world_that_fails_leaves_the_others_alone_and_is_tried_again(tmp_path, jobs):
    witness = tmp_path / "witness"
    experiment = toy.experiment(fixed={"fails": 0.3, "witness": str(witness)})
    runs = runner.run(experiment, tmp_path, jobs=jobs)
    assert set(runs.failed.error) == {"RuntimeError: the coin stood on its edge"} and len(runs.failed) == 6
    assert len(runs.good) == 12 and set(runs.good.bias) == {0.5, 0.7} and runs.good.heads.notna().all()
    assert runner.run(experiment, tmp_path, jobs=jobs).run_now == 6
    assert len(lines(witness)) == 24


def test_a_world_may_return_several_rows_but_not_none(tmp_path):
    several = replace(toy.experiment(), world=_two_rows)
    rows = runner.run(several, tmp_path, jobs=1).rows
    assert len(rows) == 36 and list(rows.side[:2]) == ["heads", "tails"]
    again = runner.run(several, tmp_path, jobs=1)
    assert again.run_now == 0
    pd.testing.assert_frame_equal(again.rows, rows)
    nothing = runner.run(replace(toy.experiment(), world=_nothing), tmp_path / "nothing", jobs=1)
    assert set(nothing.failed.error) == {"the world measured nothing"}


def _two_rows(point, seed):
    counts = toy.coin(point, seed)
    return pd.DataFrame({"side": list(counts), "count": list(counts.values())})


def _nothing(point, seed):
    return pd.DataFrame()


def test_a_process_that_dies_is_told_and_the_rest_is_saved(tmp_path):
    with pytest.raises(UserError, match=r"process was killed.*fewer --jobs"):
        runner.run(toy.experiment(fixed={"kills": 0.7}), tmp_path, jobs=2)


def test_what_a_world_measures_must_not_hide_a_setting(tmp_path):
    with pytest.raises(UserError, match="'heads', which is the name of a setting"):
        runner.run(toy.experiment(vary={"bias": [0.5], "heads": [1]}), tmp_path, jobs=1)


def test_the_same_point_twice_is_refused():
    with pytest.raises(UserError, match="two points of the design are the same"):
        tasks_of(toy.design(vary={"bias": [0.5, 0.5]}))


def test_a_table_carries_its_provenance(tmp_path):
    runs = runner.run(toy.experiment(), tmp_path, jobs=1)
    _, note = read_table(runs.path)
    assert note["design"]["vary"] == {"bias": [0.3, 0.5, 0.7]} and note["design"]["seed"] == 7
    assert note["fingerprint"] == runs.fingerprint and note["packages"]["numpy"] and "commit" in note
    assert not folder_of(tmp_path, "coins", False).parts()


def _in_a_thread(parent, sent):
    """What a process of a pool does that somebody else has made, as Dask's LocalCluster does: it works in threads."""
    thread = threading.Thread(
        target=lambda: sent.put(processes.run_batch(toy.coin, tasks_of(toy.design()), parent))
    )
    thread.start()
    thread.join()


def test_worlds_run_in_a_thread_of_a_process_that_somebody_else_made():
    context = multiprocessing.get_context("spawn")
    sent = context.Queue()
    process = context.Process(target=_in_a_thread, args=(os.getpid(), sent))
    process.start()
    outcomes = sent.get(timeout=60).outcomes
    process.join(60)
    assert len(outcomes) == 18 and not any(outcome.error for outcome in outcomes)


def test_worlds_of_other_designs_may_stay_in_a_folder_and_outcomes_are_heard(tmp_path):
    folder, heard = folder_of(tmp_path, "toy", False), []
    both = runner.Plan("toy", toy.coin, toy.design(), heard.extend, others=True)
    first = runner.run_in(folder, both, jobs=1)
    fewer = replace(toy.design(), replicates=1)
    part = runner.run_in(folder, runner.Plan("toy", toy.coin, fewer, others=True), jobs=1)
    other = replace(toy.design(), seed=77)
    runner.run_in(folder, runner.Plan("toy", toy.coin, other, others=True), jobs=1)
    again = runner.run_in(folder, both, jobs=1)
    assert part.run_now == again.run_now == 0 and len(heard) == first.run_now > part.rows.run.nunique()
    pd.testing.assert_frame_equal(again.rows, first.rows)
