"""Records on disk: whole or not at all, with their provenance, and readable by others as they are."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from weakties import JobMarket, Records, UserError
from weakties.simulation import networks


@pytest.fixture(scope="module")
def records() -> Records:
    market = JobMarket(
        network=networks.caveman(workers=300, seed=0, acquaintances=50), seed=7, separation=0.02
    )
    market.run(weeks=80)
    return market.records


def test_what_was_written_is_what_is_read(records, tmp_path):
    paths = records.write(tmp_path / "new" / "folder")
    assert [path.name for path in paths] == ["hires.parquet", "tellings.parquet", "weekly.parquet"]
    again = Records.read(tmp_path / "new" / "folder")
    for name in ("hires", "tellings", "weekly"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(records, name))
    assert sorted(p.name for p in (tmp_path / "new" / "folder").iterdir()) == sorted(p.name for p in paths)


READING = """
import os, sys
from pathlib import Path
import pyarrow.parquet
from weakties.simulation.saved_tables import read_table

threads = lambda: len(os.listdir("/proc/self/task"))
before = threads()
kept, _ = read_table(Path(sys.argv[1]))
assert len(kept), "nothing read"
print(threads() - before)
pyarrow.parquet.read_table(sys.argv[1]).to_pandas()
print(threads() - before)
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted as Linux counts them")
def test_reading_leaves_no_thread_that_could_abort_a_program_at_its_end(records, tmp_path):
    """Arrow reads with threads unless told not to: the second number says that they would be seen here."""
    path = records.write(tmp_path)[0]
    done = subprocess.run([sys.executable, "-c", READING, path], capture_output=True, text=True, timeout=300)
    ours, arrows = map(int, done.stdout.split())
    assert ours == 0 and arrows > 0, done.stderr


def test_the_provenance_is_inside_every_file(records, tmp_path):
    for path in records.write(tmp_path):
        note = json.loads(pq.read_schema(path).metadata[b"weakties"])
        assert note["seed"] == 7 and note["weeks"] == 80 and note["parameters"]["separation"] == 0.02
        assert note["packages"]["numpy"] and note["python"]


def test_duckdb_reads_them_as_they_are(records, tmp_path):
    records.write(tmp_path)
    query = f"select channel, count(*) as n from '{tmp_path}/hires.parquet' group by channel"
    counts = dict(duckdb.sql(query).fetchall())
    assert counts == records.hires.channel.value_counts()[lambda n: n > 0].to_dict()


def test_pandas_reads_them_as_they_are(records, tmp_path):
    records.write(tmp_path)
    table = pd.read_parquet(tmp_path / "tellings.parquet")
    assert table.credited.sum() == len(records.hires)


def test_others_told_counts_the_other_people_in_the_story(records):
    told = records.tellings[records.tellings.teller >= 0].groupby("hire").teller.nunique()
    told = told.reindex(records.hires.hire, fill_value=0).to_numpy()
    assert (records.hires.others_told.to_numpy() == told - (records.hires.teller >= 0)).all()
    assert records.hires.others_told.max() > 0, "nobody was told twice: nothing tested"


def test_a_folder_that_cannot_be_written_is_said_so(records, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError, match=r"cannot write to .*choose another folder"):
        records.write(tmp_path / "file" / "out")


def test_missing_records_are_said_so(tmp_path):
    with pytest.raises(UserError, match=r"no file .*hires.parquet"):
        Records.read(tmp_path)
