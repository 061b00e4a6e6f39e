"""A file stands under its name only once it is whole."""

from __future__ import annotations

import pytest

from weakties.simulation.whole_file import whole


def test_what_was_written_stands_under_the_name_and_nothing_beside_it(tmp_path):
    path = tmp_path / "a.csv"
    with whole(path) as part:
        part.write_text("new")
        assert not path.exists() and part.parent == tmp_path
    assert path.read_text() == "new" and list(tmp_path.iterdir()) == [path]


def test_a_block_that_fails_leaves_what_was_there(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("old")
    with pytest.raises(KeyError), whole(path) as part:
        part.write_text("half")
        raise KeyError
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]


def test_what_is_written_reaches_the_disk_before_it_has_the_name(tmp_path, monkeypatch):
    calls = []
    monkeypatch.setattr("os.fsync", lambda number: calls.append((tmp_path / "a").exists()))
    with whole(tmp_path / "a") as part:
        part.write_bytes(b"x")
    assert calls == [False]
