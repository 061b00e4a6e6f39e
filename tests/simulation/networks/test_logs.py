"""Logs of contacts: what is read, what is guessed and said, and the network they make."""

from __future__ import annotations

import gzip

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.simulation import networks
from weakties.simulation.networks.logs import read_talks
from weakties.simulation.networks.logs.proximity import merge

SAME = [("anna", "bob", 0.0), ("bob", "anna", 1.5), ("anna", "carl", 7.0)]


def contacts(log):
    names = log.labels or range(log.people)
    ends = [(names[i], names[j]) for i, j in zip(log.source.tolist(), log.target.tolist(), strict=True)]
    return [(a, b, day) for (a, b), day in zip(ends, log.day.tolist(), strict=True)]


def file(folder, text, name="log.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


SECONDS = "anna,bob,1500000000\nbob,anna,1500129600\nanna,carl,1500604800\n"
LAYOUTS = {
    "unix seconds": "from,to,time\n" + SECONDS,
    "no header": SECONDS,
    "other order, more columns": "timestamp;weight;Sender;Receiver\n1500000000;1;anna;bob\n"
    "1500129600;1;bob;anna\n1500604800;2;anna;carl\n",
    "tabs and a comment with names": "# src\tdst\tt\n" + SECONDS.replace(",", "\t"),
    "comments": "% sym\n% made by hand\n" + SECONDS.replace(",", " "),
    "runs of blanks": "  anna   bob 1500000000\nbob  anna   1500129600\n anna carl  1500604800\n",
    "blanks after commas, byte order mark": "\ufeffcaller, callee, time\n" + SECONDS.replace(",", ", "),
    "dates with zones": "u,v,date\nanna,bob,2017-07-14T04:40:00+02:00\n"
    "bob,anna,2017-07-15T14:40:00Z\nanna,carl,2017-07-21T02:40:00Z\n",
    "dates without zone": "i,j,datetime\nanna,bob,2017-07-14 02:40\nbob,anna,2017-07-15 14:40\nanna,carl,2017-07-21 02:40\n",
    "zones in some": "ego,alter,t\nanna,bob,2017-07-14T02:40\nbob,anna,2017-07-15T14:40Z\nanna,carl,2017-07-21T02:40:00.000\n",
    "quoted": 'source,target,time\n"anna","bob",1500000000\n"bob","anna",1500129600\n"anna","carl",1500604800\n',
    "windows lines": "source,target,time\r\n" + SECONDS.replace("\n", "\r\n"),
    "unsorted": "source,target,time\nanna,carl,1500604800\nbob,anna,1500129600\nanna,bob,1500000000\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_says_the_same(tmp_path, layout):
    log = networks.read_log(file(tmp_path, LAYOUTS[layout]))
    assert contacts(log) == SAME and log.directed and log.days == 7
    assert log.begin == 1_500_000_000


def test_other_containers_say_the_same(tmp_path):
    frame = pd.read_csv(file(tmp_path, LAYOUTS["unix seconds"]))
    frame.to_parquet(tmp_path / "log.parquet")
    (tmp_path / "log.csv.gz").write_bytes(gzip.compress(LAYOUTS["unix seconds"].encode()))
    dates = frame.assign(time=pd.to_datetime(frame["time"], unit="s"))
    dates.to_parquet(tmp_path / "dates.parquet")
    categories = frame.assign(**{"from": frame["from"].astype("category"), "to": frame["to"].astype(object)})
    for given_ in (
        frame,
        dates,
        categories,
        *(tmp_path / f for f in ("log.parquet", "log.csv.gz", "dates.parquet")),
    ):
        assert contacts(networks.read_log(given_)) == SAME


def test_columns_by_name_and_by_number(tmp_path):
    text = "whom,who,on\n" + SECONDS.replace("1500", "1500")
    for columns in (("who", "whom", "on"), ("2", "1", "3"), ("WHO", "1", "on")):
        log = networks.read_log(file(tmp_path, text), columns=columns)
        assert contacts(log)[0] == ("bob", "anna", 0.0)
    log = networks.read_log(file(tmp_path, SECONDS), columns=("2", "1", "3"))
    assert contacts(log)[0] == ("bob", "anna", 0.0)


def test_sociopatterns_and_snap_are_told_apart(tmp_path):
    near = networks.read_log(
        file(tmp_path, "20 1 2\n40 1 2\n60 3 1\n60 1 2\n400 2 1\n400 1 2\n", "tij.dat"), interval=0
    )
    assert contacts(near)[2][:2] == (1, 2) and near.days == pytest.approx(380 / 86_400)
    snap = networks.read_log(
        file(tmp_path, "9 8 1217567877\n1 1000 1217573801\n13 1 1217606247\n", "a2q.txt")
    )
    assert contacts(snap)[0] == (9, 8, 0.0)
    assert any("column 3 taken as the time, 1 and 2 as the people" in note for note in snap.notes)


def test_rows_of_proximity_are_contacts(tmp_path):
    """1 and 2 meet from 20 to 80 s, and from 200 to 220; 1 and 3 from 60 to 80."""
    text = "20 1 2\n40 1 2\n60 1 2\n60 1 3\n200 1 2\n"
    log = networks.read_log(file(tmp_path, text, "near.dat"))
    assert [(a, b, round(day * 86_400)) for a, b, day in contacts(log)] == [
        (1, 2, 0),
        (1, 3, 40),
        (1, 2, 180),
    ]
    assert log.seconds.tolist() == [60, 20, 20] and not log.directed
    assert round(log.days * 86_400) == 200
    assert any(
        "looks like a log of proximity every 20 s: 5 rows are 3 contacts" in note for note in log.notes
    )
    assert len(networks.read_log(tmp_path / "near.dat", interval=0)) == 5
    assert len(networks.read_log(tmp_path / "near.dat", interval=200)) == 2  # no gap is longer


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 30)), min_size=1, max_size=40))
def test_merging_is_what_a_plain_loop_gives(rows):
    rows = sorted({(20 * t, min(i, j), max(i, j)) for i, j, t in rows if i != j})
    if not rows:
        return
    second, source, target = (np.array(column) for column in zip(*rows, strict=True))
    first, lasting = merge(source.astype(np.int32), target.astype(np.int32), second.astype(float), 20.0)
    open_, expected = {}, []
    for t, i, j in rows:
        if (i, j) in open_ and t - expected[open_[i, j]][1] <= 20:
            expected[open_[i, j]][1] = t
        else:
            open_[i, j] = len(expected)
            expected.append([t, t, i, j])
    got = [(second[f], second[f] + s, source[f], target[f]) for f, s in zip(first, lasting, strict=True)]
    assert got == [(a, b + 20, i, j) for a, b, i, j in expected]


def test_what_is_guessed_or_ignored_is_said(tmp_path):
    text = "source,target,time,duration,kind,mood\nb,a,100,60,call,1\na,b,50,,sms,2\na,b,604850,30,call,3\n"
    log = networks.read_log(file(tmp_path, text))
    assert log.seconds[1:].tolist() == [60, 30] and np.isnan(log.seconds[0])
    said = " | ".join(log.notes)
    for words in (
        "columns not used: mood",
        "1 durations missing or below 0: taken as unknown",
        "2 call, 1 sms: all counted alike",
        "1 rows come before the row above them: sorted by time",
        "watched for 1 weeks: from the first contact to the last",
    ):
        assert words in said


def test_names_are_names(tmp_path):
    """NA and 007 are people; 7 and 7.0 are one where numbers are names."""
    log = networks.read_log(file(tmp_path, "source,target,time\nNA,007,1\n007,7,2\n"))
    assert log.labels == ("007", "7", "NA")
    frame = pd.DataFrame({"source": [7.0, 3.0], "target": [3, 9], "time": [1, 2]})
    assert networks.read_log(frame).labels == (3, 7, 9)


def test_a_network_with_measured_rates(tmp_path):
    """anna and bob have two contacts, anna and carl one, in a week; in four, if they were watched for so long."""
    ties = networks.from_log(file(tmp_path, LAYOUTS["unsorted"]))
    assert ties.labels == ("anna", "bob", "carl")
    assert ties.pairs().values.tolist() == [[0, 1, 2, 1], [0, 2, 1, 1]]
    four = networks.from_log(tmp_path / "log.csv", weeks=4)
    assert four.pairs()["contact_rate"].tolist() == [0.5, 0.25]


def test_the_last_days_of_a_log(tmp_path):
    log = networks.read_log(file(tmp_path, LAYOUTS["unix seconds"])).cut(6)
    assert (
        contacts(log) == [("bob", "anna", 0.5), ("anna", "carl", 6.0)] and log.days == 6 and log.people == 3
    )


def test_talks_of_a_world(tmp_path):
    """Without days, the two talks of 0 and 1 in week 2 lie at a quarter and three quarters of it, whoever is named first."""
    talks = pd.DataFrame({"source": [0, 1, 5], "target": [1, 0, 0], "week": [2, 2, 4]})
    talks.to_parquet(tmp_path / "talks.parquet")
    log = read_talks(tmp_path)
    assert contacts(log) == [(0, 1, 1.75), (1, 0, 5.25), (5, 0, 17.5)] and log.days == 21 and not log.directed
    talks.assign(day=[6.5, 0.5, 1.0]).to_parquet(tmp_path / "talks.parquet")
    assert [day for *_, day in contacts(read_talks(tmp_path))] == [0.5, 6.5, 15.0]
    talks.assign(time=[15.0, 14.0, 28.0]).to_parquet(tmp_path / "talks.parquet")
    assert [day for *_, day in contacts(read_talks(tmp_path))] == [0.0, 1.0, 14.0]
