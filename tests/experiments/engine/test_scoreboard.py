"""The scoreboard: boards by role, as wide as the terminal, as exact as it is sure; directions in words; severity."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.experiments import toy
from weakties.analysis.agreement import holm
from weakties.analysis.uncertainty import Estimate
from weakties.experiments import findings
from weakties.experiments.engine import scoreboard, severity, shown, words, written
from weakties.experiments.engine.scoreboard import BOARDS, Row
from weakties.experiments.engine.verdicts import Columns, Verdict, above
from weakties.simulation.errors import UserError

WORDS = ["reproduced", "not reproduced", "undecided"]


@pytest.fixture
def rows(tmp_path):
    from weakties.experiments.engine import runner

    finding = toy.finding()
    return scoreboard.judge(finding, runner.run(finding.experiment, tmp_path, jobs=1), quick=False)


def printed(what, width: int) -> str:
    from rich.console import Console

    console = Console(width=width, record=True, file=io.StringIO())
    console.print(what)
    text = console.export_text()
    assert max(len(line.rstrip()) for line in text.splitlines()) <= width
    assert "…" not in text
    return text


@pytest.mark.parametrize("width", [80, 120])
def test_the_scoreboard_fits(width, rows):
    text = printed(shown.details(rows * 3, width, named=True), width)
    for word in (
        "coins",
        "heads",
        "50.0 %",
        "(45.0 to 55.0)",
        "reproduced",
        "n = 400",
        "p 0.",
        "cannot be told",
    ):
        assert word in text
    text = printed(shown.boards([(toy.finding(), rows)], width), width)
    for word in ("published, predicted", "coins", "50.0 % (45.0 to 55.0)", "reproduced"):
        assert word in text


@pytest.mark.parametrize("width", [80, 120])
def test_every_finding_that_ships_fits_before_it_is_run(width):
    listed = [(one, scoreboard.judge(one, None, quick=False)) for one in findings.chosen([])]
    printed(shown.boards(listed, width), width)
    for _, own in listed:
        printed(shown.details(own, width), width)


def test_the_readme_has_one_line_a_finding(rows):
    lines = written.lines([(toy.finding(), rows)]).splitlines()
    assert lines[2].startswith(
        "| [Coins are fair](experiments/findings/README.md#coins) | predicted | heads (from memory): 50 % → "
    )
    assert lines[2].endswith("| ✓ reproduced |")
    assert len(lines) == 5 and lines[4].startswith("Predicted numbers with a p")


def test_the_lines_of_the_readme_can_be_read_on_a_phone():
    listed = [(one, scoreboard.judge(one, None, quick=False)) for one in findings.chosen([])]
    lines = [line for line in written.lines(listed).splitlines() if line.startswith("| [")]
    assert len(lines) == len(listed)
    for line in lines:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        assert len(cells) == 4 and len(cells[0].split("](")[0]) <= 72 and len(cells[2]) <= 110, line


def test_the_page_has_every_row_and_declaration(rows):
    text = written.page([(toy.finding(), rows)])
    for part in (
        '<a id="coins"></a>',
        "| heads (from memory) | 50.0 % (45.0 to 55.0), n = 400 |",
        "Margin 3 points: a gambler",
        "A. Gambler 1654",
    ):
        assert part in text


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ((55.5556, 42.4, 68.0, "%"), "55.6 % (42.4 to 68.0)"),
        ((13.216, None, None, "%"), "13.216 %"),
        ((13.1912, 13.08, 13.30, "%"), "13.19 % (13.08 to 13.30)"),
        ((0.05031, 0.0477, 0.0528, ""), "0.0503 (0.0477 to 0.0528)"),
        ((5.0, float("-inf"), float("inf"), ""), "5"),
        ((float("nan"), 0, 1, "%"), "none"),
        ((175.0, 175.0, 175.0, "weeks"), "175 weeks (175 to 175)"),
        ((0.123456, 0.123456, 0.123456, ""), "0.12346 (0.12346 to 0.12346)"),
    ],
)
def test_numbers_are_as_exact_as_they_are_sure(numbers, text):
    assert words.with_interval(*numbers) == text


def test_directions_are_shown_in_words():
    """No table shows the bound of a direction as if it had been the published number; the README's least of all."""
    said = {(one.key, p.quantity): words.published(p) for one in findings.chosen([]) for p in one.published}
    assert said["trapping", "slower in proportion than equal"] == "above 0"
    assert said["industries-measured", "strong ties"] == "below 0"
    assert said["strong-tie-value", "strong tie / weak tie"] == "above 1 times"
    assert said["inverted-u", "OLS, mutual contacts"] == "above 0 (0.0000317)"
    assert said["granovetter-contacts", "often"] == "16.7 % (9.0 to 28.7)"
    listed = [(one, scoreboard.judge(one, None, quick=False)) for one in findings.chosen(["trapping"])]
    assert "slower in proportion than equal: above 0 → not run" in written.lines(listed)


def row(role: str, word: str, p: float | None = None, **more) -> Row:
    published = replace(toy.HEADS, role=role, quantity=more.pop("quantity", role), **more)
    told = Columns(agreement=p, together=bool(published.table))
    return Row("coins", published, Estimate(50, 49, 51, 6), Verdict(word, ""), told=told)


@given(st.lists(st.tuples(st.sampled_from(list(BOARDS)), st.sampled_from(WORDS)), min_size=1, max_size=8))
def test_predicted_rows_alone_count(drawn):
    """Other boards leave the word of a finding with predicted rows as it is; without any it is not "reproduced"."""
    every = [row(role, word) for role, word in drawn]
    predicted = [one for one in every if one.published.role == "predicted"]
    stands = scoreboard.standing(every)
    if predicted:
        assert stands == scoreboard.standing(predicted) and stands.role == "predicted"
    else:
        assert stands.role != "predicted" and "reproduced" not in stands.said
    against = row("predicted", "contradiction", contradicts="another")
    assert scoreboard.standing([*every, against]) == stands  # and fails nobody


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_the_correction_counts_predicted_tests_once(p):
    tests = [row("predicted", "undecided", x, quantity=str(n)) for n, x in enumerate(p)]
    table = [row("predicted", "undecided", 0.03, quantity=f"t{n}", table="t") for n in range(3)]
    others = [row("fitted", "undecided", 1e-9), row("predicted", "contradiction", 1e-9, contradicts="x")]
    known = scoreboard.corrected([*tests, *table, *others])
    assert len(known) == len(p) + 1
    assert list(known.values()) == holm([*p, 0.03])


def test_severity_is_read_and_shown(tmp_path, monkeypatch):
    file = tmp_path / "severity.csv"
    monkeypatch.setattr(severity, "FILE", file)
    (own,) = scoreboard.judge(toy.finding(), None, quick=False)
    assert own.severity is None and "none run" in printed(shown.details([own], 120), 120)
    file.write_text("finding,quantity,passed,worlds\ncoins,heads,71,100\n")
    (own,) = scoreboard.judge(toy.finding(), None, quick=False)
    assert own.severity.share == 0.71 and own.plain({})["severity"] == 0.71
    assert "71 %" in printed(shown.details([own], 120), 120) and "71 %" in printed(
        shown.details([own], 80), 80
    )


@pytest.mark.parametrize(
    "text",
    ["quantity,passed\n", "finding,quantity,passed,worlds\na,b,3,2\n", "finding,quantity,passed,worlds\na,b,x,2\n",
     "finding,quantity,passed,worlds\na,b,0,0\n"],
)  # fmt: skip
def test_a_broken_severity_file_is_told(tmp_path, text):
    file = tmp_path / "severity.csv"
    file.write_text(text)
    with pytest.raises(UserError, match=r"severity\.csv: "):
        severity.known(file)


def test_a_sign_is_told_apart_from_the_size():
    published = replace(toy.HEADS, direction=above(40), count=None, n=None)
    finding = replace(toy.finding(), published=(published,))
    (own,) = scoreboard.rows_of(finding, False, {"heads": Estimate(70, 69, 71, 6)})
    assert (own.told.sign, own.told.size, own.word) == ("held", "larger", "reproduced")
    assert own.told.chance == pytest.approx(1) and own.told.agreement < 0.001
