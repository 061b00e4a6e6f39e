"""The scoreboard: as wide as the terminal, as exact as it is sure, and directions in words."""

from __future__ import annotations

import io

import pytest

from tests.experiments import toy
from weakties.experiments import findings
from weakties.experiments.engine import scoreboard


@pytest.mark.parametrize("width", [80, 120])
def test_the_scoreboard_fits(width, tmp_path):
    from rich.console import Console

    from weakties.experiments.engine import runner

    finding = toy.finding()
    rows = scoreboard.judge(finding, runner.run(finding.experiment, tmp_path, jobs=1), quick=False)
    console = Console(width=width, record=True, file=io.StringIO())
    console.print(scoreboard.table(rows * 3, width))
    text = console.export_text()
    assert max(len(line.rstrip()) for line in text.splitlines()) <= width
    for word in ("coins", "heads", "50.0 %", "(45.0 to 55.0)", "reproduced"):
        assert word in text
    assert "…" not in text


def test_markdown(tmp_path):
    from weakties.experiments.engine import runner

    finding = toy.finding()
    runs = runner.run(finding.experiment, tmp_path, jobs=1)
    rows = scoreboard.judge(finding, runs, quick=False)
    lines = scoreboard.markdown(rows, [finding]).splitlines()
    assert len(lines) == 3
    assert lines[2].startswith(
        "| Coins are fair (`coins`) | heads (from memory): 50.0 % (45.0 to 55.0), ours "
    )
    assert lines[2].endswith("| reproduced |")


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
    assert scoreboard.with_interval(*numbers) == text


def test_directions_are_shown_in_words():
    """No table shows the bound of a direction as if it had been the published number; the README's least of all."""
    shipped = findings.chosen([])
    rows = [row for finding in shipped for row in scoreboard.judge(finding, None, quick=False)]
    for row in rows:
        level = row.published.value != 0 or "no trend" in row.published.definition
        assert level or row.words in ("above 0", "below 0"), (
            row.finding,
            row.published.quantity,
        )
        assert row.plain()["published_in_words"] == (row.words or None)
    said = {(row.finding, row.published.quantity): row.said() for row in rows}
    assert said["trapping", "slower in proportion than equal"] == "above 0"
    assert said["industries", "strong ties, all channels"] == "below 0"
    assert said["strong-tie-value", "strong tie / weak tie"] == "at least 1 times"
    assert said["granovetter-contacts", "often"] == "16.7 % (9.0 to 28.7)"
    assert "slower in proportion than equal: above 0, ours not run" in scoreboard.markdown(rows, shipped)
