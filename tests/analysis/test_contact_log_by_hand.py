"""Statistics of logs of a few lines, each worked out by hand in the comments."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.analysis.logs_of_tests import log_of, values
from weakties.analysis.contact_log import (
    closure,
    new_partners,
    opened_closed,
    signature,
    silence,
    survival,
    survival_model,
    volume,
)
from weakties.analysis.contact_log.report import Asked, report
from weakties.analysis.contact_log.resample import Resample
from weakties.analysis.contact_log.tie_log import TieLog
from weakties.simulation.errors import UserError


def ask(question, log, *more):
    ties = TieLog(log)
    return values(question(ties, *more, Resample(ties, seed=0)))


# Windows of 10 days, 7 of them. The tie ab is there in windows 0, 1 and 4, ac in 1 (both ways) and 4, bc in 1.
LASTING = ["ab 0", "ab 12", "ac 13", "ca 14", "cb 15", "ab 45", "ba 46", "ac 47"]


def test_survival():
    found, n = values(report(log_of(LASTING, 70), 0, Asked(window=10)))
    assert found["survival", "1"] == pytest.approx(1 / 6) and n["survival", "1"] == 6  # ab from 0 to 1
    assert found["survival", "2"] == 0 and n["survival", "2"] == 6
    assert (
        found["survival", "3"] == 1 / 2 and n["survival", "3"] == 4
    )  # ab and ac from 1 to 4; not ab from 0, bc
    assert found["survival", "6"] == 0 and n["survival", "6"] == 1  # only ab's window 0 has a sixth after it
    assert found["survival by contacts", "1"] == pytest.approx(1 / 3)  # ab 0, ab 1, bc 1
    assert found["survival by contacts", "2–4"] == 1  # ac 1
    assert (
        found["survival by age", "0"] == 1 / 2 and n["survival by age", "0"] == 2
    )  # ac, bc; ab is older than the log
    assert math.isnan(
        found["survival by age", "1–2"]
    )  # ac is three windows old in 4, after which no third follows
    by = "survival by shared partners"
    assert found[by, "0"] == 0 and found[by, "1–2"] == pytest.approx(
        2 / 3
    )  # in window 1 all three know each other
    assert found[f"{by}, 2–4 contacts", "1–2"] == 1 and n[f"{by}, 2–4 contacts", "1–2"] == 1


def test_survival_both_ways():
    """Only ac's window 1 and ab's window 4 have contacts in both directions."""
    found, n = values(report(log_of(LASTING, 70), 0, Asked(window=10, both_ways=True)))
    assert found["survival", "3"] == 0 and n["survival", "3"] == 1


def test_silence():
    """After the 5th contact (day 4) the mean gap is 1 day, and 3 days of silence are broken; after the 6th (day 7) it is
    1.4, and nothing comes. 16 gaps of 1.4 days, twice, are longer than the log."""
    found, n = ask(silence.silence, log_of(["ab 0", "ab 1", "ba 2", "ab 3", "ab 4", "ab 7"], 40))
    again = [found["talk again after a silence", k] for k in ("1", "2", "4", "8")]
    assert again == [1 / 2, 1 / 2, 0, 0]
    assert [n["talk again after a silence", k] for k in ("1", "2", "4", "8", "16")] == [2, 2, 1, 1, 0]


def test_a_silence_that_could_not_be_broken_for_as_long_again_is_left_out():
    """Day 4, gap 1: a silence of 4 gaps counts from a log of 12 days on."""
    contacts = ["ab 0", "ab 1", "ab 2", "ab 3", "ab 4"]
    for days, count in ((12, 1), (11.9, 0)):
        assert ask(silence.silence, log_of(contacts, days))[1]["talk again after a silence", "4"] == count


def stars():
    """Two periods of 90 days. x: 8, 4, 4, 2, 2 contacts, and the third partner changes; y: 4 each of five partners."""
    rows = []
    for begin, partners in ((0, "abcde"), (90, "abfde")):
        for partner, many in zip(partners, (8, 4, 4, 2, 2), strict=True):
            rows += [f"x{partner} {begin + k}" for k in range(many)]
        rows += [f"y{partner} {begin + 10 + k}" for partner in "ghijk" for k in range(4)]
    return sorted(rows, key=lambda row: float(row[2:]))


def test_signature():
    found, n = ask(signature.signature, log_of(stars(), 180), 90.0)
    p, q = np.array([0.4, 0.2, 0.2, 0.1, 0.1]), np.full(5, 0.2)

    def entropy(x):
        return -(x * np.log2(x)).sum()

    apart = entropy((p + q) / 2) - entropy(p) / 2 - entropy(q) / 2
    slope = -np.polyfit(np.log(np.arange(1, 6)), np.log(p), 1)[0]  # of y it is 0
    expected = {
        "from oneself, bits": 0, "from others, bits": apart, "exponent": slope / 2,
        "exponent, SD between people": slope / math.sqrt(2), "top 1": 0.3, "top 3": 0.7,
        "turnover": (1 - 4 / 6) / 2,  # x keeps 4 of 6 partners, y all
        "top partner kept": (1 + 5 / 25) / 2,  # x's is kept; of y's five firsts each is as likely in both periods
    }  # fmt: skip
    assert {of: found["signature", of] for of in expected} == pytest.approx(expected)
    assert [found["rank shares", str(r)] for r in (1, 5, 6)] == pytest.approx([0.3, 0.15, 0])
    assert n["signature", "top 1"] == 2  # their partners have too few contacts


def test_closure():
    """Three windows of 10 days: 0 tells who knows whom, 1 is counted. In it a-b, b-c and d-e talk, and a-d knew each other:
    of ten pairs six are at risk, a-c with b in between, five without anybody. In window 2 a-c and b-e have their
    first contact."""
    log = log_of(["ad 0", "ab 11", "bc 12", "de 13", "ac 21", "be 22", "ab 23"], 30)
    found, n = ask(closure.closure, log, 10.0)
    assert found["first contact, hazard", "0"] == pytest.approx(1 / 5)
    assert found["first contact, hazard", "1"] == 1
    assert n["first contact, hazard", "0"] == 10 and n["first contact, hazard", "1"] == 2  # from both ends
    assert found["first contact, relative to 0 shared", "1"] == pytest.approx(5)
    assert found["first contact, relative to 1 shared", "0"] == pytest.approx(1 / 5)


def test_opened_and_closed():
    """Halves of 50 days; a, b and d are there in both. ab closes, ac and be open, ad stays."""
    found, n = ask(opened_closed.opened_closed, log_of(["ab 0", "ad 5", "ad 60", "ac 70", "be 80"], 100))
    title = "ties opened and closed"
    assert found[title, "opened"] == pytest.approx(2 / 3) and found[title, "closed"] == pytest.approx(2 / 3)
    assert found[title, "correlation"] == pytest.approx(1) and n[title, "correlation"] == 3


def test_volume():
    """cd lives from day 20 to 50. Between: 26 and 29 in its first third, 38 in its middle one. ab is older than a window of
    10."""
    found, _ = ask(
        volume.volume, log_of(["ab 0", "cd 20", "cd 26", "dc 29", "ab 35", "cd 38", "cd 50"], 100), 10.0
    )
    thirds = [found["contacts by third of life", name] for name in volume.THIRDS]
    assert thirds == pytest.approx([2 / 3, 1 / 3, 0])
    assert found["contacts in the first window by lifetime", "3–5 windows"] == 3  # days 20, 26, 29
    assert math.isnan(found["early volume and lifetime", "correlation"])  # one tie


def test_new_partners():
    """a's contacts after the first: b (n = 1, known), c (1, new), b (2, known), d (2, new), d (3, known); b's two and d's
    one after their firsts are with a, n = 1. So 1 of 5 at n = 1, 1 of 2 at n = 2, 0 of 1 at n = 3."""
    log = log_of(["ab 0", "ba 1", "ac 2", "ab 3", "ad 4", "ad 5"], 7)
    found, n = ask(new_partners.new_partners, log)
    assert [found["new partner", of] for of in ("1", "2", "3–4")] == [1 / 5, 1 / 2, 0]
    assert [n["new partner", of] for of in ("1", "2", "3–4")] == [3, 1, 1]  # people
    c = found["new partner, c / (n + c)", "c"]
    assert 2 / c == pytest.approx(5 / (1 + c) + 2 / (2 + c) + 1 / (3 + c))


def test_the_regression_is_the_maximum_of_its_likelihood():
    """At the maximum Σ (y - p) x is 0 for every column; here with the columns made anew, in plain Python."""
    rng = np.random.default_rng(1)
    pairs = [(a, b) for a in "abcdefgh" for b in "abcdefgh" if a < b]
    rows = ["ab 0"]
    for a, b in pairs:
        rate, born = rng.lognormal(-2.5, 1), rng.uniform(5, 150)
        rows += [
            f"{a}{b} {t}" if rng.random() < 0.5 else f"{b}{a} {t}"
            for t in born + rng.exponential(1 / rate, 40).cumsum()
            if t < 299
        ]
    ties = TieLog(log_of(sorted(rows, key=lambda row: float(row[2:])), 300))
    presence = ties.presence(10.0)
    shared = ties.shared(presence)
    found, _ = values(survival_model.survival_model(presence, shared, Resample(ties, 0)))
    beta = [found["survival, logistic regression", name] for name in survival_model.NAMES]
    there = set(zip(presence.tie.tolist(), presence.window.tolist(), strict=True))
    x, y = [], []
    for at, (tie, window) in enumerate(zip(presence.tie, presence.window, strict=True)):
        if presence.first[at] > 0 and window + 3 < 30:
            age = window - presence.first[at]
            x.append(
                [math.log(presence.contacts[at]), presence.both[at], math.log1p(age), math.log1p(shared[at])]
            )
            y.append((tie, window + 3) in there)
    x, y = np.array(x, float), np.array(y, float)
    from scipy.optimize import brentq  # the constant is not told: it is where Σ (y - p) = 0

    constant = brentq(lambda a: (y - 1 / (1 + np.exp(-(a + x @ beta)))).sum(), -20, 20)
    scores = x.T @ (y - 1 / (1 + np.exp(-(constant + x @ beta))))
    assert len(y) > 200 and np.abs(scores).max() < 1e-3 * len(y)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked(window=0), "window = 0: must be a number of days above 0"),
        (Asked(period=float("nan")), "period = nan: must be"),
        (Asked(window=40), "takes 70 days, less than two windows of 40; choose shorter ones"),
        (Asked(window=1e-5), "window = 1e-05 days: 7,000,000 of them are too many; at most 10,000"),
    ],
)
def test_what_cannot_be_asked(asked, said):
    with pytest.raises(UserError, match=said):
        report(log_of(LASTING, 70), 0, asked)


def test_survival_is_named_as_its_classes():
    assert survival.classes(survival.MESSAGES) == ("1", "2–4", "5–9", "10–19", "20+")
