"""Logs that cannot be used as meant: one clear line each, and what can be left out is left out when asked."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties.simulation import networks
from weakties.simulation.errors import UserError
from weakties.simulation.networks.logs import read_talks

HEAD = "source,target,time\n"
REFUSED = {
    "": "is empty; wanted a line a contact, for example: source,target,time",
    HEAD: "a header and no contacts",
    "\n\n": "no contacts",
    HEAD + "a,b,5\n": "one contact alone says nothing about ties in time",
    HEAD + "a,b,5\nb,c,5\n": "all contacts at one time; say how long they were watched",
    HEAD
    + "a,b,5\na,a,6\n": r"row 2: contact with oneself \(a\), 1 such rows; mend them, or leave them out with --drop self",
    HEAD + "a,a,5\na,a,6\n": r"row 1: contact with oneself \(a\), 2 such rows",
    HEAD + "a,b,5\na,,6\n": "row 2: who, whom or when is missing, 1 such rows; .*--drop missing",
    HEAD + "a,b,5\na,b,\n": "row 2: who, whom or when is missing",
    HEAD + "a,b,5\na,b,inf\n": "row 2: who, whom or when is missing",
    HEAD + "a,b,-5\na,b,6\n": r"row 1: the time lies before the beginning \(0, or 1970\), 1 such rows",
    HEAD + "a,b,1500000000\na,b,9500000000\n": r"row 2: the time lies in the future \(2271-01-16 16:53\)",
    HEAD + "a,b,1500000000000\na,b,1500000000001\n": "are times in milliseconds. --unit milliseconds",
    HEAD
    + "a,b,yesterday\na,b,6\n": "row 1: time 'yesterday' is neither a number nor an ISO date such as 2024-05-31T13:05",
    HEAD + "a,b,31.12.2020\na,b,01.01.2021\n": r"row 1: time '31.12.2020' .*\(2 such rows\)",
    HEAD + "a,b,5\nc,d\n": "Expected 3 columns, got 2.* mend or remove that line",
    "who,whom,time\na,b,5\n": "no columns for who had contact with whom among who, whom, time; name them: --columns",
    "source,target,mood\na,b,5\n": "no columns for when among source, target, mood",
    "a b\nb c\n": "no columns for|wanted who, whom and when",
    "1,2\n2,3\n": "2 fields a line; wanted who, whom and when",
    "1,2,3\n2,3,4\n": "no header, and it is not clear which column is the time; name them",
}


@pytest.mark.parametrize("text", REFUSED)
def test_one_line_says_what_to_do(tmp_path, text):
    path = tmp_path / "log.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=REFUSED[text]) as error:
        networks.read_log(path)
    assert "\n" not in str(error.value)


def test_bad_rows_are_left_out_when_asked(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(
        HEAD + "a,b,1500000000\na,a,1500000001\n,b,1500000002\na,b,-1\nb,c,9500000000\nb,a,1500604800\n"
    )
    log = networks.read_log(path, drop=("self", "missing", "negative", "future"))
    assert len(log) == 2 and log.labels == ("a", "b") and log.weeks == 1
    assert sum("1 rows dropped" in note for note in log.notes) == 4
    path.write_text(HEAD + "a,a,5\na,a,6\n")
    with pytest.raises(UserError, match="no contact is left of 2 rows"):
        networks.read_log(path, drop="self")


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        (
            {"drop": ("bad",)},
            "nothing called 'bad' can be dropped; choose from self, missing, negative, future",
        ),
        ({"unit": "fortnights"}, "no unit of time 'fortnights'; choose one of seconds, milliseconds"),
        ({"interval": -1}, "interval = -1: must be 0"),
        ({"interval": float("nan")}, "interval = nan: must be 0"),
        ({"weeks": 0.5}, "weeks = 0.5: the contacts themselves take 1 weeks"),
        ({"weeks": float("inf")}, "weeks = inf"),
        ({"columns": ("from", "to")}, "must name FROM,TO,TIME"),
        ({"columns": ("from", "from", "time")}, "each once"),
        ({"columns": ("from", "to", "moment")}, "no column 'moment' among source, target, time"),
    ],
)
def test_options_that_do_not_fit(reading, said):
    frame = pd.DataFrame({"source": [1, 2], "target": [2, 3], "time": [0, 604_800]})
    columns = (
        {"columns": ("source", "target", reading["columns"][2])}
        if "moment" in reading.get("columns", ())
        else reading
    )
    with pytest.raises(UserError, match=said):
        networks.read_log(frame, **columns)


def test_what_is_no_log(tmp_path):
    (tmp_path / "log.parquet").write_bytes(b"PAR1 not really")
    (tmp_path / "log.csv.gz").write_bytes(b"not really")
    (tmp_path / "binary.csv").write_bytes(bytes(range(256)) * 10)
    for name in ("log.parquet", "log.csv.gz", "binary.csv"):
        with pytest.raises(UserError) as error:
            networks.read_log(tmp_path / name)
        assert "\n" not in str(error.value)
    for given, said in (
        (tmp_path / "none.csv", "no file"),
        (tmp_path, "it is a folder"),
        (7, "expected the path of a log"),
    ):
        with pytest.raises(UserError, match=said):
            networks.read_log(given)


@pytest.mark.parametrize(
    "column",
    [
        [[1], [2], [3]],
        [{"a": 1}, {"a": 2}, {"a": 3}],
        [b"a", b"b", b"c"],
        [True, False, True],
        [1.5, 2.5, np.nan],
        [None, None, None],
        ["x", 2, None],
        [2**70, 1, 2],
        pd.to_timedelta([1, 2, 3], unit="s"),
    ],
)
@pytest.mark.parametrize("place", ["source", "time"])
def test_columns_of_any_kind_get_a_line_or_are_read(column, place):
    frame = pd.DataFrame({"source": [1, 2, 3], "target": [4, 5, 6], "time": [0, 10, 20]})
    try:
        log = networks.read_log(frame.assign(**{place: column}))
    except UserError as error:
        assert "\n" not in str(error)
    else:
        assert len(log) == 3


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"source": [0], "target": [1]}, "no column 'week' among source, target"),
        ({"source": [0, 1], "target": [1, 0], "week": [0, 1], "day": [0, 7]}, "day must lie in 0 to 7"),
        ({"source": [0, 1], "target": [1, 0], "week": ["a", "b"]}, "must be numbers"),
        ({"source": [], "target": [], "week": []}, "nobody talked"),
    ],
)
def test_talks_that_are_none(tmp_path, table, said):
    with pytest.raises(UserError, match=r"no talks.parquet in .*: give the folder of a simulated world"):
        read_talks(tmp_path)
    pd.DataFrame(table).to_parquet(tmp_path / "talks.parquet")
    with pytest.raises(UserError, match=said):
        read_talks(tmp_path)
