"""Laws of every log, plain references, and made logs whose statistics are known in closed form."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.logs_of_tests import values
from weakties.analysis.contact_log.closure import closure
from weakties.analysis.contact_log.report import Asked, differences, report, table
from weakties.analysis.contact_log.resample import Resample
from weakties.analysis.contact_log.tie_log import TieLog
from weakties.simulation.networks import read_log

ASKED = Asked(window=5, period=20)
PAIRS = list(combinations("abcdef", 2))


@st.composite
def frames(draw):
    """A log of six people over 60 days, no two contacts at one time."""
    minutes = draw(st.lists(st.integers(1, 60 * 1440 - 1), min_size=8, max_size=60, unique=True))
    times = np.array([0, *sorted(minutes), 60 * 1440]) * 60
    pairs = draw(st.lists(st.sampled_from(PAIRS), min_size=len(times), max_size=len(times)))
    back = draw(st.lists(st.booleans(), min_size=len(times), max_size=len(times)))
    ends = [(b, a) if turned else (a, b) for (a, b), turned in zip(pairs, back, strict=True)]
    return pd.DataFrame(ends, columns=["source", "target"]).assign(time=times)


def found(frame, **reading):
    return table(report(read_log(frame, interval=0, **reading), 0, ASKED))


@settings(max_examples=15)
@given(frames(), st.randoms(use_true_random=False))
def test_order_of_rows_zero_of_time_and_unit_change_nothing(frame, random):
    plain = found(frame)
    rows = list(range(len(frame)))
    random.shuffle(rows)
    for other in (
        found(frame.iloc[rows]),
        found(frame.assign(time=frame["time"] + 1_500_000_000)),
        found(frame.assign(time=frame["time"] * 1000), unit="milliseconds"),
        found(frame.assign(time=pd.to_datetime(frame["time"] + 1_500_000_000, unit="s", utc=True))),
    ):
        pd.testing.assert_frame_equal(plain, other)


@settings(max_examples=15)
@given(frames(), st.permutations("uvwxyz"))
def test_names_change_no_estimate(frame, names):
    new = frame.replace(dict(zip("abcdef", names, strict=True)))
    pd.testing.assert_series_equal(found(frame)["value"], found(new)["value"])
    pd.testing.assert_series_equal(found(frame)["n"], found(new)["n"])


@settings(max_examples=15)
@given(frames())
def test_a_log_does_not_differ_from_itself(frame):
    log = read_log(frame, interval=0)
    both = differences(report(log, 0, ASKED), report(log, 0, ASKED, nth=1))
    known = both["log"].notna()
    assert (both["difference"][known] == 0).all()
    assert (both["low"][known] <= 1e-12).all() and (both["high"][known] >= -1e-12).all()


@settings(max_examples=30)
@given(frames())
def test_closure_is_what_a_plain_count_gives(frame):
    log = read_log(frame, interval=0)
    ties = TieLog(log)
    hazards, n = values(closure(ties, 5.0, Resample(ties, 0)))
    first, partners = {}, [{i: set() for i in range(log.people)} for _ in range(13)]
    for i, j, day in zip(log.source.tolist(), log.target.tolist(), log.day.tolist(), strict=True):
        first.setdefault(frozenset((i, j)), int(day / 5))
        partners[int(day / 5)][i].add(j)
        partners[int(day / 5)][j].add(i)
    risk, events = np.zeros(5), np.zeros(5)
    for w in range(12 // 3, 11):
        active = [i for i in range(log.people) if partners[w][i]]
        for i, j in combinations(active, 2):
            when = first.get(frozenset((i, j)), 99)
            if when > w:
                shared = min(4, len(partners[w][i] & partners[w][j]))
                risk[shared] += 1
                events[shared] += when == w + 1
    for s, name in enumerate(("0", "1", "2", "3", "4+")):
        assert n["first contact, hazard", name] == 2 * risk[s]
        if risk[s]:
            assert hazards["first contact, hazard", name] == pytest.approx(events[s] / risk[s])


RATE, DAYS, TIES = 1 / 20, 336.0, 2_000


@pytest.fixture(scope="module")
def poisson():
    """2,000 ties of people who know nobody else, each with contacts at the constant rate of one in 20 days, for 12 windows."""
    rng = np.random.default_rng(20)
    tie = np.repeat(np.arange(TIES), rng.poisson(RATE * DAYS, TIES))
    day = np.sort(rng.uniform(0, DAYS, len(tie)))
    rng.shuffle(tie)
    log = read_log(
        pd.DataFrame({"source": 2 * tie, "target": 2 * tie + 1, "time": day}),
        unit="days",
        interval=0,
        weeks=DAYS / 7,
    )
    return log, report(log, 0)


def test_constant_rates_survive_by_chance_alone(poisson):
    """Windows are independent: whether a tie is there again has the chance p = 1 - exp(-28/20) = 0.753, whatever its
    contacts, age and partners. X_w (X_{w+k} - p) of different windows are uncorrelated, so the standard error is √(p
    (1 - p) / n): for n = 18,000 it is 0.0032, and a window that is one day too long (p = 0.765) would be 4 of them
    off at each lag. The interval of the resamples must be as wide as that: 2 × 1.96 standard errors, within a fifth
    (a thousand draws: 5 %)."""
    _, rows = poisson
    p = 1 - np.exp(-28 * RATE)
    seen = 0
    for row in rows:
        e = row.measured.estimate
        if row.statistic in ("survival", "survival by contacts", "survival by age") and e.n > 200:
            error = np.sqrt(p * (1 - p) / e.n)
            assert abs(e.value - p) < 4 * error, row.of
            assert e.high - e.low == pytest.approx(2 * 1.96 * error, rel=0.2), row.of
            seen += 1
    assert seen >= 10


def test_constant_rates_break_every_silence(poisson):
    """No memory: from t + k g on, another contact before the end has the chance p = 1 - exp(-r (end - t - k g)). Outcome
    less p is a martingale difference, so the sum of both over all silences differs by less than 4 √Σ p (1 - p)."""
    log, rows = poisson
    ties = TieLog(log)
    again = {row.of: row.measured.estimate for row in rows if row.statistic == "talk again after a silence"}
    for k in (1, 2, 4):
        chances = []
        for t in range(len(ties)):
            day = ties.day[ties.start[t] : ties.start[t + 1]]
            for c in range(4, len(day)):
                until = day[c] + k * (day[c] - day[0]) / c
                if 2 * until - day[c] <= log.days and (c + 1 == len(day) or day[c + 1] > until):
                    chances.append(1 - np.exp(-RATE * (log.days - until)))
        p = np.array(chances)
        e = again[str(k)]
        assert e.n == len(p) > 100
        assert abs(e.value * e.n - p.sum()) < 4 * np.sqrt((p * (1 - p)).sum()) + 1e-9


def test_constant_rates_do_not_fade():
    """Ties are born and end at random and talk at a constant rate in between: contacts between the first and the last fall
    into each third with chance 1/3; the standard error is √(2/9 / n). For n = 9,000 it is 0.005: a tenth less in the
    last third is 6."""
    rng = np.random.default_rng(4)
    parts = []
    for tie in range(1_500):
        begin, life = rng.uniform(30, 250), rng.uniform(20, 100)
        times = begin + life * rng.random(rng.poisson(0.15 * life))
        parts += [(2 * tie, 2 * tie + 1, t) for t in times if t < 360]
    frame = pd.DataFrame([(0, 1, 0.0), *parts], columns=["source", "target", "time"])
    found, n = values(report(read_log(frame, unit="days", interval=0, weeks=420 / 7), 0))
    for third in ("first third", "middle third", "last third"):
        key = "contacts by third of life", third
        assert n[key] > 5_000 and abs(found[key] - 1 / 3) < 4 * np.sqrt(2 / 9 / n[key])


def test_contacts_at_random_close_no_triangles():
    """All pairs of 150 people talk at one rate, first contacts in a window with chance p = 1 - exp(-10 r) whoever they
    share: each hazard is within 4 √(p (1 - p) / pairs) of it."""
    rng = np.random.default_rng(8)
    pairs = np.array(list(combinations(range(150), 2)))
    rate = 0.004
    many = rng.poisson(rate * 120 * len(pairs))
    ends = pairs[rng.integers(0, len(pairs), many)]
    frame = pd.DataFrame({"source": ends[:, 0], "target": ends[:, 1], "time": rng.uniform(0, 120, many)})
    found, n = values(report(read_log(frame, unit="days", interval=0), 0, Asked(window=10)))
    p = 1 - np.exp(-10 * rate)
    for shared in ("0", "1", "2"):
        pairs_at_risk = n["first contact, hazard", shared] / 2
        assert pairs_at_risk > 300
        assert abs(found["first contact, hazard", shared] - p) < 4 * np.sqrt(p * (1 - p) / pairs_at_risk)


def test_new_partners_of_an_urn():
    """300 people each choose somebody new with chance c / (n + c), c = 2, else one of their n partners, whom nobody else
    knows: at n = 2 half are new, within 4 √(1/4 / contacts)."""
    rng = np.random.default_rng(2)
    rows, fresh = [], 300
    for person in range(300):
        known: list[int] = []
        for step in range(30):
            if rng.random() < 2 / (len(known) + 2):
                known.append(fresh := fresh + 1)
                rows.append((person, known[-1], step + rng.random()))
            else:
                rows.append((person, known[rng.integers(len(known))], step + rng.random()))
    frame = pd.DataFrame(rows, columns=["source", "target", "time"])
    found, n = values(report(read_log(frame, unit="days", interval=0), 0, Asked(window=7)))
    assert n["new partner", "2"] == 300
    assert abs(found["new partner", "2"] - 0.5) < 4 * np.sqrt(0.25 / 600)
