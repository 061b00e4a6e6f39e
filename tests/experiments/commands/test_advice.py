"""weakties advice, over pairs of worlds that are made up, so that a test runs all pieces in seconds."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from tests.experiments.commands.advice_made_up import LIVED, advised
from weakties.experiments import advice
from weakties.experiments.league import asked
from weakties.experiments.league.claims import CLAIMS
from weakties.experiments.league.companies import DEALS, LITTLE_DEALS, deals_of

__all__ = ["advised"]  # a fixture


def test_a_league_of_some_with_the_arms_beside_them(advised, tmp_path):
    said = advised("reconnect", "ask-thirty", "nothing", "--worlds", 7)
    assert said.code == 0, said.err
    pieces = {"reconnect", "ask-thirty", "nothing", *asked.ARMS}
    assert {name for names, *_ in LIVED for name in names.split("+")} == pieces
    parts = len(deals_of(0.01, LITTLE_DEALS)) + len(deals_of(0.01, DEALS))
    few, some, all_of_them = (len([1 for _, share, _ in LIVED if share == at]) for at in (0.01, 0.1, 1.0))
    # at 1 % the two that take little live by themselves; at 10 % one world holds five
    assert (few, some, all_of_them) == (parts * 7, 2 * 7, 6 * 7)
    assert "takes no hours" in said.err and "ask-thirty: " in said.err
    folder = tmp_path / "advice" / "full"
    rows = pd.read_csv(folder / "league.csv").set_index(["advice", "share"])
    assert rows.value["ask-thirty", 0.01] > rows.value["ask-thirty", 1.0] > 0
    assert rows.rank_low["ask-thirty", 0.01] == 1 and (folder / "league.png").stat().st_size > 10_000
    assert "May be first: Tell 25 people" in said.out and "told from none" in said.out


def test_what_is_saved_is_not_run_again_whatever_was_asked_between(advised):
    advised("reconnect", "--worlds", 2)
    parts = len(deals_of(0.01, LITTLE_DEALS)) + len(deals_of(0.01, DEALS))
    first, new = len(LIVED), 2 * (parts + 2)
    advised("mentor", "--worlds", 2)
    # two worlds: the arms at 100 % are there; where few follow they are not without reconnect, nor is mentor, by itself
    assert len(LIVED) == first + new
    again = advised("reconnect", "--worlds", 2, "--json")
    assert len(LIVED) == first + new
    found = json.loads(again.out)
    assert {row["advice"] for row in found["league"]} == {"reconnect", *asked.ARMS}


@pytest.mark.parametrize("columns", [80, 140])
def test_the_league_fits_its_terminal(advised, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = advised("reconnect", "ask-thirty", "--worlds", 2).out.splitlines()
    head, row = (next(n for n, line in enumerate(lines) if word in line) for word in ("ranks", "Tell 25"))
    between = "\n".join(lines[head - 2 : row + 3])
    assert ("per person" in between) == ("(ask-thirty)" in between) == (columns == 140)
    assert len(lines[row]) <= columns and "follow it" in between


def test_few_worlds_tell_no_ranks(advised):
    said = advised("reconnect", "--worlds", 3)
    assert "nothing is told apart" in said.out and "1 to 4" in said.out


def test_explain_tells_what_happened(advised):
    assert "Not run here yet: weakties advice reconnect" in advised("explain", "reconnect").out
    advised("reconnect", "--worlds", 2)
    told = advised("explain", "reconnect").out
    assert "Here, 1 in 100 follow it:" in told and "Glitz 2017" in told and "Not run" not in told


def test_claims_have_their_rows(advised):
    found = json.loads(advised("reconnect", "ask-thirty", "ask-thirty-close", "--worlds", 6, "--json").out)[
        "claims"
    ]
    told = {row["claim"]: row for row in found}
    assert told["Tell weak ties first."]["told"] == "failed"  # the other name is longer
    assert told["Reconnect with former colleagues."]["told"] == "held"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("recnnect",), "no advice 'recnnect'; did you mean 'reconnect'?"),
        (("reconnect", "--hours", 1), "--hours 1: reconnect takes 1.5 hours a week"),
        (("--shares", "10,101"), "101 % of people; must be above 0 and at most 100"),
        (("--shares", "ten"), "'ten' is no number"),
        (("--shares", "10,10"), "list every share once"),
        (("--shares", "nan"), "must be above 0"),
        (("--for", "out of wrk"), "did you mean 'out of work'?"),
        (("--outcome", "weeks employd"), "did you mean 'weeks employed'?"),
        (("--per", "own hour"), "did you mean 'own hours'?"),
        (("--weeks", 0), "--weeks 0: must be from 1 to 520"),
        (("--people", 3), "--people 3: must be from 500"),
        (("--mine", "wek=3"), "did you mean 'weak'?"),
        (("--mine", "weak"), "'weak' is not of the form name=number"),
        (("--mine", "weak=x"), "'x' is no number"),
        (("--mine", "weak=-1"), "weak = -1"),
        (("--set", "gosip=1"), "did you mean 'gossip'?"),
        (("--set", "workers=100"), "advice has --people"),
        (("--set", "learnt=2"), "learnt = 2: must be at most 1"),
        (("--set", "relations=off", "--set", "trust=none"), "advice acts on ties that live"),
        (("--why",), "no league was run here yet"),
        (("--why", "--robust"), "one after the other"),
        (("--robust", "--set", "trust=sum"), "--robust varies trust itself"),
        (("explain",), "explain which advice?"),
        (("explain", "reconect"), "did you mean 'reconnect'?"),
    ],
)
def test_bad_input_is_one_line_before_anything_runs(advised, words, line):
    said = advised(*words)
    assert said.code == 2 and line in said.err and said.err.count("\n") == 1 and not LIVED


def test_every_claim_is_about_pieces_that_exist():
    names = set(advice.names())
    assert {claim.advice for claim in CLAIMS} | {claim.against for claim in CLAIMS if claim.against} <= names
    assert set(asked.ARMS) <= names


def test_why_switches_one_mechanism_off_after_the_other(advised, tmp_path):
    from weakties.experiments.league.why import AS_IT_IS, WITHOUT

    said = advised("reconnect", "--why", "--worlds", 2)
    assert said.code == 0, said.err
    assert len(LIVED) == 2 * len(WITHOUT) and {share for _, share, _ in LIVED} == {0.1}
    rows = pd.read_csv(tmp_path / "advice" / "full" / "why.csv").set_index(["advice", "without"])
    assert rows.lost["reconnect", AS_IT_IS] == 0 and set(rows.index.get_level_values(1)) == set(WITHOUT)
    assert (rows.lost.abs() < 1e-9).all()  # these worlds know nothing of mechanisms
    assert rows.q.isna().all() and "told: of all 0 differences" in said.out
    advised("reconnect", "--worlds", 2)
    again = json.loads(advised("--why", "--worlds", 2, "--json").out)
    assert {row["advice"] for row in again} == {"reconnect", *asked.ARMS}


def test_of_many_differences_few_are_told_by_chance():
    """Nothing is lost in any world: by themselves about one in twenty has an interval beside 0; of all together none is told."""
    from weakties.experiments.league.why import none_lost, with_q

    rng = np.random.default_rng(3)
    p = [none_lost(rng.normal(size=6)) for _ in range(400)]
    assert 7 <= np.sum(np.array(p) < 0.05) <= 36  # binomial(400, 0.05): 7 to 36 with 99.9 %
    assert (with_q(pd.DataFrame({"p": p})).q > 0.05).all()
    found = with_q(pd.DataFrame({"p": [*p, none_lost(5 + rng.normal(size=12)), np.nan]})).q
    assert found.iloc[-2] < 0.01 and np.isnan(found.iloc[-1])
    assert np.isnan(none_lost(np.zeros(6))) and np.isnan(none_lost(np.ones(1)))


def test_every_mechanism_that_is_switched_off_is_a_parameter_that_acts():
    from weakties.experiments.league.why import WITHOUT

    for changed in WITHOUT.values():
        asked.check_world(changed, "")


def test_another_declaration_is_another_world():
    piece = advice.get("reconnect")
    one, other = asked._point((piece,), 0.1, None), asked._point((piece,), 0.1, 3.0)
    assert one[asked.DIGEST] != other[asked.DIGEST] and other["hours"] == 3.0


def test_every_action_is_said_in_words(weakties):
    """Of each piece that runs: a sentence for each of its actions, and no code."""
    from weakties.experiments import advice

    for piece in advice.chosen(()):
        said = weakties("advice", "explain", piece.name)
        assert said.code == 0 and said.out.count("  They ") == len(piece.actions)
        assert "(hours=" not in said.out and "They ," not in said.out


def test_what_says_nothing_to_a_list_is_refused(weakties):
    said = weakties("advice", "list", "--shares", "1")
    assert said.code == 2 and said.err.strip() == "error: advice list runs nothing: leave out --shares"


def test_robust_marks_what_holds_under_all_assumptions(advised, tmp_path):
    from weakties.experiments.league.under import ELSEWHERE

    said = advised("reconnect", "nothing", "--robust", "--worlds", 6)
    assert said.code == 0, said.err
    assert len(LIVED) == 6 * len(ELSEWHERE)
    rows = pd.read_csv(tmp_path / "advice" / "full" / "robust.csv").set_index("advice")
    assert rows.holds["reconnect"] and rows.better["reconnect"] == len(ELSEWHERE) == rows.under["reconnect"]
    assert not rows.holds["nothing"]  # it takes no hours
    assert f"{len(ELSEWHERE)} of {len(ELSEWHERE)}" in said.out and "trust: product" in said.out
    assert advised("reconnect", "nothing", "--robust", "--worlds", 6, "--json").code == 0
    assert len(LIVED) == 6 * len(ELSEWHERE)


def test_what_hangs_on_an_assumption_is_not_marked():
    from weakties.experiments.league.under import AS_IT_IS, holding

    ends = {AS_IT_IS: (1.0, 0.5, 1.5), "slump": (0.2, -0.5, 0.9)}
    table = pd.DataFrame(
        [
            {
                "advice": "mentor",
                "under": name,
                "value": v,
                "low": a,
                "high": b,
                "rank_low": n + 1.0,
                "rank_high": n + 2.0,
            }
            for n, (name, (v, a, b)) in enumerate(ends.items())
        ]
    )
    (row,) = holding(table).to_dict("records")
    assert not row["holds"] and (row["better"], row["worse"], row["under"]) == (1, 0, 2)
    assert (row["least"], row["most"], row["rank_low"], row["rank_high"]) == (0.2, 1.0, 1.0, 3.0)
