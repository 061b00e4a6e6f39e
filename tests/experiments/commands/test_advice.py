"""weakties advice, over pairs of worlds that are made up, so that a test runs all pieces in seconds."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from tests.analysis.tables_of_advice import paired
from weakties.analysis.league import Question
from weakties.experiments import advice
from weakties.experiments.engine.tasks import tasks_of
from weakties.experiments.league import asked
from weakties.experiments.league.claims import CLAIMS

LIVED: list[tuple[str, float, int]] = []


def made_up(point, seed):
    """A pair of worlds in which a piece brings a tenth of the length of its name in weeks, less where all follow it."""
    names = point["advice"].split("+")
    LIVED.append((point["advice"], point["share"], seed))
    return pd.concat([one_piece(name, point["share"], seed, len(names) == 1) for name in names])


def one_piece(name, share, seed, alone):
    rng = np.random.default_rng([seed % 2**32, *map(ord, name)])
    effect = len(name) / 10 * (1 - 0.5 * share)
    hours = {name: 0.0 if name == "nothing" else 20.0}
    tables = [
        paired({name: effect}, hours, worlds=1, share=share, spread=0.1, rng=rng, outcome=outcome)
        for outcome in (
            "weeks employed",
            "leads heard first",
            "new news",
            "ties gained",
            "ties kept",
            "trust",
        )
    ]
    found = pd.concat(tables).drop_duplicates(["treated", "outcome"])
    return found[alone | (found.treated == "treated")].assign(world=seed)


@pytest.fixture
def advised(weakties, monkeypatch, tmp_path):
    """Runs `weakties advice ... --jobs 1 --out tmp` over made-up worlds."""
    monkeypatch.setattr("weakties.experiments.worlds.advised.advised", made_up)
    LIVED.clear()
    return lambda *words: weakties("advice", *words, "--jobs", 1, "--out", tmp_path)


def test_a_league_of_some_with_the_arms_beside_them(advised, tmp_path):
    said = advised("reconnect", "ask-thirty", "nothing", "--worlds", 7)
    assert said.code == 0, said.err
    pieces = {"reconnect", "ask-thirty", "nothing", *asked.ARMS}
    assert {name for names, *_ in LIVED for name in names.split("+")} == pieces
    parts = len(asked.deals_of(0.01))
    few, some, all_of_them = (len([1 for _, share, _ in LIVED if share == at]) for at in (0.01, 0.1, 1.0))
    assert (few, some, all_of_them) == (
        parts * 7,
        2 * 7,
        6 * 7,
    )  # one world holds six pieces at 1 %, five at 10 %
    assert "takes no hours" in said.err and "ask-thirty: " in said.err
    folder = tmp_path / "advice" / "full"
    rows = pd.read_csv(folder / "league.csv").set_index(["advice", "share"])
    assert rows.value["ask-thirty", 0.01] > rows.value["ask-thirty", 1.0] > 0
    assert rows.rank_low["ask-thirty", 0.01] == 1 and (folder / "league.png").stat().st_size > 10_000
    assert "May be first: Tell 25 people" in said.out and "told from none" in said.out


def test_what_is_saved_is_not_run_again_whatever_was_asked_between(advised):
    advised("reconnect", "--worlds", 2)
    first, new = len(LIVED), 2 * (len(asked.deals_of(0.01)) + 2)
    advised("mentor", "--worlds", 2)
    assert (
        len(LIVED) == first + new
    )  # two worlds: the arms at 100 % are there, but not beside mentor where few follow
    again = advised("reconnect", "--worlds", 2, "--json")
    assert len(LIVED) == first + new
    found = json.loads(again.out)
    assert {row["advice"] for row in found["league"]} == {"reconnect", *asked.ARMS}


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
    advised("reconnect", "--worlds", 2)
    again = json.loads(advised("--why", "--worlds", 2, "--json").out)
    assert {row["advice"] for row in again} == {"reconnect", *asked.ARMS}


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


def test_where_few_follow_there_are_more_worlds_with_fewer_deals_each():
    pieces, size = asked.pieces_of(["reconnect"], None), asked.FULL
    question = Question("weeks employed", 52, "all", 0.01)
    one = asked.Asked(pieces=pieces, shares=size.shares, question=question, per="person", size=size)
    lived = {share: set() for share in size.shares}
    for task in tasks_of(one.design()):
        after = task.settings["after"]
        lived[task.settings["share"]] |= {
            (task.replicate, turn) for turn in range(after, after + task.settings["deals"])
        }
    pairs = {share: (len({r for r, _ in turns}), len(turns)) for share, turns in lived.items()}
    assert pairs == {0.01: (12, 12 * 6), 0.1: (6, 6), 1.0: (6, 6)}


def test_of_worlds_in_which_luck_alone_counts_only_luck_is_told(advised, weakties, tmp_path):
    """Whatever the numbers are, these worlds are the same under the same luck; under other luck they are not."""
    how = ("--rows", 8, "--jobs", 1, "--out", tmp_path)
    said = weakties("sensitivity", "advice", "--pieces", "post", *how, "--json")
    assert said.code == 0, said.err
    total = {(row["quantity"], row["input"]): row["total"] for row in json.loads(said.out)}
    assert {name for name, _ in total} == {"post", *asked.ARMS}
    assert all(value == 0 for (_, name), value in total.items() if name != "chance")
    assert all(total[name, "chance"] > 0.3 for name in ("post", *asked.ARMS))
    folder = tmp_path / "sensitivity-advice"
    assert (folder / "indices.csv").is_file() and len(list(folder.glob("*.png"))) == 1


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("advice", "--finding", "inverted-u"), "--finding: advice has pieces"),
        (("market", "--pieces", "post"), "--pieces are of advice"),
        (("advice", "--pieces", "pst"), "did you mean 'post'?"),
        (("advice",), "no league was run here yet; name pieces"),
    ],
)
def test_what_a_sensitivity_cannot_be_of_is_one_line(weakties, tmp_path, words, line):
    said = weakties("sensitivity", *words, "--out", tmp_path)
    assert said.code == 2 and line in said.err and said.err.count("\n") == 1


@pytest.mark.parametrize("pieces", [1, 3, 5, 6, 13, 39, 47, 100])
def test_where_no_share_is_named_all_pieces_live_in_one_world(pieces):
    from weakties.experiments.league.under import few

    share = few(pieces)
    assert (
        0 < share <= 0.1 and share * pieces <= asked.TOGETHER and share * (pieces + 1) > 0.45
    ) or pieces < 5
    some = tuple(advice.chosen([])[0] for _ in range(pieces))
    question = Question("weeks employed", 52, "all", share)
    one = asked.Asked(pieces=some, shares=(share,), question=question, per="person", size=asked.FULL)
    assert len(one.together(share)) == 1
