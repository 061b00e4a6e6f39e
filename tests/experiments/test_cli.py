"""The command line: one clear line for whatever is wrong, JSON for programs, tables for people, and nothing lost."""

from __future__ import annotations

import errno
import io
import json
from pathlib import Path

import pandas as pd
import pytest

from experiments import findings, scoreboard, store
from simulation.errors import UserError
from simulation.market.records import Records
from tests.experiments import toy

KEYS = {"finding", "quantity", "published", "ours", "low", "high", "n", "verdict"}


@pytest.fixture
def reproduced(weakties, tmp_path):
    """The folder of results of the toy finding, reproduced."""
    assert weakties("reproduce", "--out", tmp_path, "--jobs", 1).code == 0
    return tmp_path


def test_reproduce_runs_judges_and_draws(weakties, tmp_path):
    said = weakties("reproduce", "--out", tmp_path, "--jobs", 1)
    assert said.code == 0 and "heads (from memory)" in said.out and "reproduced" in said.out
    assert f"1 figure in {tmp_path / 'figures'}" in said.out
    files = sorted(path.name for path in (tmp_path / "figures").iterdir())
    assert files == [f"coins.{kind}" for kind in ("csv", "json", "pdf", "png", "svg")]
    verdict = json.loads((tmp_path / "coins/full/verdict.json").read_text())
    sources = json.loads((tmp_path / "figures/coins.json").read_text())
    assert verdict["verdict"] == "reproduced" and verdict["runs"] == sources["runs"]
    _, note = store.read_table(Path(sources["runs"]["path"]))
    assert note["fingerprint"] == sources["runs"]["fingerprint"]
    points = pd.read_csv(tmp_path / "figures/coins.csv")
    assert len(points) == 18


def test_quick_figures_never_pass_for_the_others(weakties, reproduced):
    before = (reproduced / "figures/coins.csv").read_bytes()
    assert weakties("reproduce", "--quick", "--out", reproduced, "--jobs", 1).code == 0
    assert (reproduced / "figures/coins.csv").read_bytes() == before
    assert len(pd.read_csv(reproduced / "figures/quick/coins.csv")) == 6


def test_json_is_a_list_of_rows_and_nothing_else_on_stdout(weakties, tmp_path):
    said = weakties("reproduce", "--json", "--out", tmp_path, "--jobs", 1)
    (row,) = json.loads(said.out)
    assert set(row) >= KEYS
    assert (row["finding"], row["quantity"], row["published"], row["verdict"]) == (
        "coins",
        "heads",
        50,
        "reproduced",
    )
    assert row["low"] < row["ours"] < row["high"] and row["n"] == 6 and row["verified"] == "memory"
    listed = json.loads(weakties("findings", "--json", "--out", tmp_path).out)
    assert listed == [row]


def test_json_of_what_was_not_run_has_nulls(weakties, tmp_path):
    (row,) = json.loads(weakties("findings", "--json", "--out", tmp_path).out)
    assert set(row) >= KEYS and row["ours"] is row["low"] is row["verdict"] is None


def test_one_replicate_gives_null_ends_and_no_verdict(weakties, tmp_path):
    said = weakties("reproduce", "--json", "--out", tmp_path, "--jobs", 1, replicates=1)
    (row,) = json.loads(said.out)
    assert row["low"] is row["high"] is None and row["verdict"] == "undecided" and "too few" in row["because"]


def test_failed_worlds_leave_the_verdict_open(weakties, tmp_path):
    said = weakties("reproduce", "--out", tmp_path, "--jobs", 1, fixed={"fails": 0.5})
    assert said.code == 1 and "undecided" in said.out
    assert "6 of 18 worlds failed, the first with RuntimeError: the coin stood on its edge" in said.err
    assert "Traceback" not in said.err + said.out


def test_a_figure_that_cannot_be_drawn_costs_nothing_else(weakties, tmp_path):
    said = weakties("reproduce", "--out", tmp_path, "--jobs", 1, figure="toy_that_is_not_there")
    assert said.code == 1 and "reproduced" in said.out
    assert "figure 'coins' was not drawn (ModuleNotFoundError" in said.err and "Traceback" not in said.err
    assert (tmp_path / "coins/full/verdict.json").exists()


def test_findings_shows_claim_source_and_how_far_it_was_checked(weakties, reproduced):
    said = weakties("findings", "--out", reproduced)
    for text in (
        "coins: reproduced",
        "Half of the tosses",
        "Source: A. Gambler 1654. Verified: memory.",
        "50.0 %",
    ):
        assert text in said.out
    assert "not run yet" in weakties("findings", "--out", reproduced / "nowhere").out


def test_findings_shows_those_asked_for(weakties, tmp_path):
    said = weakties("findings", "coins", "--out", tmp_path)
    assert said.code == 0 and said.out.startswith("coins: not run yet")
    wrong = weakties("findings", "coin", "--out", tmp_path)
    assert wrong.code == 2 and "coins" in wrong.err and not wrong.out


def test_figures_are_drawn_again_from_saved_results(weakties, reproduced):
    before = {p.name: p.read_bytes() for p in (reproduced / "figures").iterdir()}
    for path in (reproduced / "figures").iterdir():
        path.unlink()
    assert weakties("figures", "coins", "--out", reproduced).code == 0
    after = {p.name: p.read_bytes() for p in (reproduced / "figures").iterdir()}
    assert after == before  # to the byte: no clock in them


def test_figures_without_results_say_what_to_do(weakties, tmp_path):
    said = weakties("figures", "coins", "--out", tmp_path)
    assert said.code == 2
    assert said.err == "error: no saved results for 'coins': run weakties reproduce coins\n"
    assert weakties("figures", "--out", tmp_path).code == 2


BAD = [
    (["reprodce"], "No such command 'reprodce'. Did you mean 'reproduce'?"),
    (["reproduce", "--quik"], "did you mean --quick?"),
    (["reproduce", "coin"], "no finding 'coin'; did you mean 'coins'?"),
    (["reproduce", "--jobs", "-1"], "Invalid value for '--jobs'"),
    (["reproduce", "--jobs", "two"], "Invalid value for '--jobs'"),
    (["figures", "coin"], "no figure 'coin'; did you mean 'coins'?"),
    (["simulate", "--set", "vacancy_lfie=2"], "no parameter 'vacancy_lfie'; did you mean 'vacancy_life'?"),
    (["simulate", "--set", "vacancy_life=-2"], "vacancy_life = -2 weeks: must be at least"),
    (["simulate", "--set", "vacancy_life=long"], "vacancy_life = long weeks: must be a number"),
    (["simulate", "--set", "vacancy_life"], "must have the form name=value"),
    (["simulate", "--set", "relay=0", "--set", "relay=1"], "--set relay stands twice"),
    (["simulate", "--network", "layrs"], "no network 'layrs'; did you mean 'layers'?"),
    (["simulate", "--network", "none.csv"], "no file none.csv"),
    (["simulate", "--network", "karate", "--workers", "50"], "--workers goes with generated networks"),
    (["simulate", "--observed", "52"], "--rate and --observed go with networks that are read"),
    (["simulate", "--network", "karate", "--rate", "cuonts"], "counts"),
    (["simulate", "--network", "karate", "--rate", "counts"], "weeks"),
    (["simulate", "--seed", "-1"], "seed = -1: must lie in"),
    (["simulate", "--weeks", "0"], "Invalid value for '--weeks'"),
    (["simulate", "--weeks", "5", "--burn-in", "5"], "must be less than weeks"),
    (["sweep"], "Missing option '--out'"),
    (["sweep", "--vary", "relai=0,1"], "no parameter 'relai'; did you mean 'relay'?"),
    (["sweep", "--vary", "relay=0,2"], "relay = 2: must be at most 1"),
    (["sweep", "--vary", "relay"], "must have the form name=2,4,8 or name=2:16:8"),
    (["sweep", "--vary", "relay=0:1"], "must have the form name=from:to:count"),
    (["sweep", "--vary", "relay=0:1:1"], "the count must be a whole number from 2"),
    (["sweep", "--vary", "relay=0,0"], "list every value once"),
    (["sweep", "--vary", "relay=0", "--vary", "relay=1"], "--vary relay stands twice"),
    (["sweep", "--vary", "relay=0,1", "--set", "relay=0"], "both varied and set"),
    (["sweep", "--network", "layers,cavemen"], "no network generator 'cavemen'; did you mean 'caveman'?"),
    (["sweep", "--measure", "chain_length"], "no measure 'chain_length'; did you mean 'chain_lengths'?"),
    (["sweep", "--weeks", "10", "--burn-in", "10"], "must be more than burn_in"),
    (["sweep", "--vary", "workers=100.5"], "must be a whole number"),
    (["sweep", "--replicates", "0"], "Invalid value for '--replicates'"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "message"), BAD, ids=[" ".join(arguments) for arguments, _ in BAD])
def test_bad_input_gets_one_line_and_exit_code_2(weakties, tmp_path, arguments, message):
    out = [] if arguments in (["sweep"], ["reprodce"]) else ["--out", tmp_path / "out"]
    said = weakties(*arguments, *out)
    assert said.code == 2 and said.out == ""
    last = said.err.splitlines()[-1]
    assert last.startswith("error: ") and message in last and "Traceback" not in said.err
    assert not (tmp_path / "out").exists()


COMMANDS = [
    ["reproduce", "--jobs", "1"],
    ["simulate", "--workers", "50", "--weeks", "5"],
    ["sweep", "--workers", "50", "--weeks", "5", "--burn-in", "1", "--replicates", "1", "--jobs", "1"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=[c[0] for c in COMMANDS])
def test_a_file_where_the_folder_should_be(weakties, tmp_path, command):
    (tmp_path / "file").write_text("precious")
    said = weakties(*command, "--out", tmp_path / "file")
    assert said.code == 2 and said.err.splitlines()[-1].startswith("error: cannot write to ")
    assert "--out" in said.err and "Traceback" not in said.err
    assert (tmp_path / "file").read_text() == "precious"


@pytest.mark.parametrize("command", COMMANDS, ids=[c[0] for c in COMMANDS])
def test_a_full_disk(weakties, tmp_path, command, monkeypatch):
    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pyarrow.parquet.write_table", full)
    said = weakties(*command, "--out", tmp_path / "out")
    assert said.code == 2 and "No space left on device" in said.err.splitlines()[-1]
    assert not [path for path in (tmp_path / "out").rglob("*") if path.suffix in (".part", ".parquet")]


def test_a_damaged_file_is_named(weakties, reproduced):
    (reproduced / "coins/full/runs.parquet").write_bytes(b"PAR1 and nothing more")
    said = weakties("reproduce", "--out", reproduced, "--jobs", 1)
    assert (
        said.code == 2
        and "runs.parquet" in said.err
        and "remove it" in said.err
        and "Traceback" not in said.err
    )


@pytest.mark.parametrize(
    "command", ["", "reproduce", "findings", "figures", "simulate", "sweep", "parameters"]
)
def test_help(weakties, command):
    said = weakties(*[command] if command else [], "--help")
    assert said.code == 0 and f"Usage: weakties {command}".strip() in said.out and not said.err


def test_no_command_is_help(weakties):
    assert weakties().out == weakties("--help").out and "reproduce --quick" in weakties().out


def test_version(weakties):
    said = weakties("--version")
    assert said.code == 0 and said.out.startswith("weakties")


def test_parameters_are_those_that_are_declared(weakties):
    from simulation.parameters import MarketParameters, NetworkParameters

    shown = weakties("parameters").out
    listed = {row["name"]: row for row in json.loads(weakties("parameters", "--json").out)}
    for declared in (NetworkParameters, MarketParameters):
        for name, info in declared.model_fields.items():
            assert name in shown
            assert listed[name]["default"] == info.default and listed[name]["source"]


# simulate and sweep


def test_simulate_sums_up_and_writes_records(weakties, tmp_path):
    arguments = ["simulate", "--workers", 300, "--weeks", 60, "--seed", 0, "--out", tmp_path]
    said = weakties(*arguments)
    assert said.code == 0 and "300 people" in said.out and "occasionally" in said.out
    kept = Records.read(tmp_path)
    assert kept.provenance["seed"] == 0 and kept.weekly.week.max() == 60
    lines = {(x["group"], x["quantity"]): x for x in json.loads(weakties(*arguments, "--json").out)}
    hires = kept.hires[kept.hires.week > 15]
    for channel in ("contact", "formal", "direct"):
        share = 100 * (hires.channel == channel).mean()
        line = lines["hires", channel]
        assert line["value"] == pytest.approx(share) and line["low"] <= share <= line["high"]
    assert sum(lines["popular", name]["value"] for name in ("strong", "weak", "other")) == pytest.approx(100)


@pytest.mark.parametrize("network", ["karate", "lesmis"])
def test_simulate_on_a_real_network_says_how_it_read_it(weakties, network):
    said = weakties("simulate", "--network", network, "--weeks", 20)
    assert said.code == 0 and "contact rates" in said.err


SWEEP = [
    "sweep",
    "--vary",
    "relay=0,0.1",
    "--workers",
    60,
    "--weeks",
    20,
    "--burn-in",
    5,
    "--replicates",
    2,
    "--jobs",
    1,
]


def test_a_sweep_is_kept_grows_and_is_summed_up_again_without_running(weakties, tmp_path):
    assert weakties(*SWEEP, "--out", tmp_path).code == 0
    runs = pd.read_parquet(tmp_path / "runs.parquet")
    assert len(runs) == 4 and set(runs.relay) == {0, 0.1}
    again = weakties(*SWEEP, "--measure", "unemployment", "--out", tmp_path)
    assert again.code == 0 and "worlds" not in again.err and "unemployment" in again.out
    grown = [*SWEEP[:2], "relay=0,0.1,0.2", *SWEEP[3:]]
    assert "4 of 6 worlds are saved" in weakties(*grown, "--out", tmp_path).err
    summary = pd.read_csv(tmp_path / "summary.csv")
    assert set(summary.quantity) == {"contact", "formal", "direct"} and len(summary) == 9
    by_hand = pd.read_parquet(tmp_path / "runs.parquet").query("relay == 0.1")
    value = summary.query("relay == 0.1 and quantity == 'contact'")["value"].item()
    assert value == pytest.approx(100 * by_hand.contact.sum() / by_hand.hires.sum())


def test_another_sweep_does_not_overwrite_one(weakties, tmp_path):
    weakties(*SWEEP, "--out", tmp_path)
    before = (tmp_path / "runs.parquet").read_bytes()
    said = weakties(*SWEEP, "--seed", 1, "--out", tmp_path)
    assert said.code == 2 and "holds results of another design; choose another folder" in said.err
    assert (tmp_path / "runs.parquet").read_bytes() == before


def test_a_sweep_over_networks_as_json(weakties, tmp_path):
    said = weakties(
        *SWEEP[:2], "relay=0.1", *SWEEP[3:], "--network", "layers,caveman", "--json", "--out", tmp_path
    )
    rows = json.loads(said.out)
    assert {row["network"] for row in rows} == {"layers", "caveman"} and set(rows[0]) >= {
        "value",
        "low",
        "high",
        "n",
    }


# The scoreboard


@pytest.mark.parametrize("width", [80, 120])
def test_the_scoreboard_fits(width, tmp_path):
    from rich.console import Console

    from experiments import runner

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
    from experiments import runner

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
        assert row.published.value != 0 or row.words in ("above 0", "below 0"), (
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


# The findings that ship


def test_every_finding_is_declared_whole():
    """A file in the folder is a finding: its key is its name, and what it says can be judged and drawn."""
    from experiments.drawing import jobs_of

    shipped = findings.chosen([])
    assert {"popular-56-27", "granovetter-contacts", "granovetter-channels", "granovetter-chains"} <= {
        finding.key for finding in shipped
    }
    for finding in shipped:
        assert finding.claim and finding.title and finding.published
        assert all(p.source and p.verified for p in finding.published)
        judged = finding.judge if isinstance(finding.judge, dict) else {}
        assert set(judged) <= {p.quantity for p in finding.published}, (
            "a judge of a quantity that is not published"
        )
    for job in jobs_of(shipped):
        assert (Path(__file__).parents[2] / "figures" / f"{job.drawing.figure}.py").exists()


def test_a_file_without_a_finding_is_told(tmp_path, monkeypatch):
    (tmp_path / "empty_one.py").write_text("")
    monkeypatch.setattr(findings, "__path__", [str(tmp_path)])
    with pytest.raises(UserError, match=r"must hold FINDING = Finding\(key='empty-one'"):
        findings.get("empty-one")
