"""Surveys of the headline's worlds: the right hires are counted, and the figure's table says what the rows of the finding say."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from scipy import stats

from weakties.experiments.findings.popular_56_27 import ASKED_FOR, SURVEYS
from weakties.experiments.worlds.market_experiment import DEFAULT, FEWER_POSTINGS
from weakties.experiments.worlds.surveys import ASKED, LIKE, QUESTIONS, WORLDS, if_true, odds, reports

HIRES = {"hires": 1000.0, "contact": 600.0, "weak": 410.0, "strong": 190.0}
CONTACTS = {"often": 70.0, "occasionally": 320.0, "rarely": 210.0}


def runs():
    """Two worlds alike at each point; in those with fewer postings the popular pair is exactly true."""
    fewer = {**HIRES, "contact": 830.0, "weak": 560.0, "strong": 270.0}
    return pd.DataFrame(
        [{**DEFAULT, **HIRES, **CONTACTS}] * 2 + [{**FEWER_POSTINGS, **fewer, **CONTACTS}] * 2
    )


def test_each_question_counts_its_people():
    for question in QUESTIONS:
        counts = question.counts(runs()[:1])[0]
        whole = HIRES["hires" if question.people == "all" else "contact"]
        named = {**HIRES, **CONTACTS}
        assert counts.tolist() == [named[question.first], named[question.second], whole - counts[:2].sum()]


def test_a_pair_that_is_exactly_true_is_reported_as_often_as_it_can_be():
    for n in ASKED:
        assert reports(runs(), QUESTIONS[0], "popular", n, "popular").value == pytest.approx(
            if_true(n, "popular"), abs=1e-4
        )


def test_the_chance_of_54_people_by_hand():
    # Weak 29, 30 or 31 of 54 and strong 13 to 16 lie within 3 points of 56 and 27 %.
    p = [0.56, 0.27, 0.17]
    by_hand = sum(
        stats.multinomial.pmf([w, s, 54 - w - s], 54, p) for w in (29, 30, 31) for s in (13, 14, 15, 16)
    )
    assert if_true(54, "popular") == pytest.approx(100 * by_hand)
    assert math.isclose(by_hand, 0.186, abs_tol=0.001)


def test_the_table_of_the_figure_has_every_question_and_the_rows_of_the_finding():
    table = odds(runs()).set_index(["like", "asked", "cut", "people", "world"])
    assert len(table) == len(LIKE) * len(ASKED) * len(QUESTIONS) * len(WORLDS) and table.index.is_unique
    for n, question, world, like in SURVEYS.values():
        row = table.loc[(like, n, question.cut, question.people, world)]
        assert row.value == reports(runs(), question, world, n, like).value


def test_a_survey_is_asked_for_half_of_what_the_claim_promises():
    for p in ASKED_FOR:
        assert p.direction is not None and p.direction.bound == pytest.approx(p.value / 2, abs=0.05)
