"""What is on disk is what was written, or it is not read; and what computed it is compared with what computes now."""

from __future__ import annotations

import random

import pandas as pd
import pytest

from tests.experiments import toy
from weakties.experiments.engine import runner, store
from weakties.simulation import saved_tables
from weakties.simulation.errors import UserError


def test_a_flipped_bit_is_never_read(tmp_path):
    path = tmp_path / "runs.parquet"
    table = pd.DataFrame({"run": [f"{n:016x}" for n in range(50)], "heads": range(50), "share": 0.5})
    store.write_table(path, table, {"code": "x", "design": {"axes": ["bias"]}})
    whole, chance = path.read_bytes(), random.Random(0)
    refused = 0
    for _ in range(300):
        bit = chance.randrange(8 * len(whole))
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        path.write_bytes(flipped)
        try:
            found, note = store.read_table(path)
        except UserError as error:
            assert "remove it, and run again" in str(error) and "\n" not in str(error)
            refused += 1
            continue
        assert found.equals(table) and note == {"code": "x", "design": {"axes": ["bias"]}}
    assert refused > 290  # a bit of the words that announce the digest changes no data


def test_tables_have_checksums_for_other_programs(tmp_path):
    import pyarrow.parquet as pq

    path = saved_tables.write_table(pd.DataFrame({"a": range(100)}), tmp_path / "a.parquet", {})
    damaged = bytearray(path.read_bytes())
    damaged[60] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(OSError, match="CRC"):
        pq.read_table(path, page_checksum_verification=True)


def test_a_file_written_before_there_were_digests_is_read(tmp_path):
    table = pd.DataFrame({"a": range(3)})
    table.to_parquet(tmp_path / "a.parquet")
    assert store.read_table(tmp_path / "a.parquet")[0].equals(table)


def test_worlds_of_another_numpy_are_kept_and_said_and_recorded(tmp_path, monkeypatch, capsys):
    experiment, real = toy.experiment(replicates=2), saved_tables.provenance
    old = {"numpy": "1.0.0", "numba": real()["packages"]["numba"]}
    monkeypatch.setattr(saved_tables, "provenance", lambda **more: {**real(**more), "packages": old})
    runner.run(experiment, tmp_path, jobs=1)
    monkeypatch.undo()
    capsys.readouterr()
    runs = runner.run(toy.experiment(replicates=3), tmp_path, jobs=1)
    assert runs.run_now == 3
    assert "holds worlds computed with numpy 1.0.0: kept" in capsys.readouterr().err
    assert store.read_table(runs.path)[1]["earlier_versions"] == ["numpy 1.0.0"]
    runner.run(toy.experiment(replicates=4), tmp_path, jobs=1)  # and they are not forgotten
    assert store.read_table(runs.path)[1]["earlier_versions"] == ["numpy 1.0.0"]
    assert (
        "earlier_versions" not in store.read_table(runner.run(experiment, tmp_path / "new", jobs=1).path)[1]
    )
