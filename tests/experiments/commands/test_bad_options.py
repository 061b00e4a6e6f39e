"""Whatever stands behind an option: one clear line and exit code 2 before anything runs, or a run that ends well."""

from __future__ import annotations

import json

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weakties.experiments.cli import app
from weakties.experiments.worlds.one_recommendation import check as check_experiment
from weakties.simulation.errors import UserError

SMALL = ["--set", "acquaintances=3", "--set", "casual_friends=3", "--set", "friends=3"]
SOON = ["--set", "later=1", "--set", "settling=1"]
LAID = {  # commands that take no time
    "simulate": ["--workers", "40", "--weeks", "3", *SMALL],
    "spread": ["--network", "karate", "--weeks", "3"],
    "sweep": ["--workers", "40", "--weeks", "3", "--burn-in", "1", "--replicates", "1", "--jobs", "1", "--out", "out", *SMALL],
    "experiment recommendation": ["--workers", "60", "--arms", "3", "--weeks", "3", "--out", "out", *SOON, *SMALL],
    "experiment estimators": ["--design", "lab.toml", "--experiments", "20", "--jobs", "1", "--out", "out"],
    "advice": ["reconnect", "--people", "1"],
    "calibrate": ["market", "--show"],
    "sensitivity": ["market", "--rows", "0"],
    "network": ["karate"],
    "log": ["log.csv"],
    "reproduce": ["--quick", "--jobs", "1", "--out", "results"],
    "figures": ["--quick", "--out", "results"],
    "findings": [],
    "parameters": [],
    "view": ["--network", "karate"],
}  # fmt: skip
NUMBERS = [
    "-1",
    "0",
    "1",
    "1.5",
    "-0.0",
    "2147483648",
    "18446744073709551616",
    "9" * 400,
    "-" + "9" * 400,
    "1e400",
    "-1e400",
]
NUMBERS += ["nan", "inf", "-inf", "Infinity", "1e-400", "0x10", "1_0", "٣", "1e5", "1/2", "1;2", "1,2", "2**3"]  # fmt: skip
WORDS = [
    "",
    " ",
    "a" * 300,
    "é",
    "a\nb",
    "=",
    "-",
    "%s",
    "{x}",
    "[red]",
    "None",
    "True",
    "'",
    "layers",
    "layers,",
    "layers,layers",
]
WORDS += [
    "karate",
    "counts",
    "threshold",
    "recommendation",
    ":",
    "::",
    "0:1:nan",
    "1:500:nan",
    "nan:1:3",
    "0:inf:3",
    "-1e308:1e308:3",
]
WORDS += ["0:1:1e400", "1:2:3:4", f"0:{'9' * 400}:3", "0,nan,nan", "a,b"]  # fmt: skip
NAMES = [
    "relay",
    "vacancy_life",
    "bridging",
    "later",
    "shown",
    "arms",
    "workers",
    "weeks",
    "burn_in",
    "network",
    "pieces",
    "threshold",
]
NAMES += ["transmission", "audience", "firm_size", "close_friends", "door", "seed", "nothing", ""]  # fmt: skip


def options() -> list[tuple[str, str]]:
    """Every command with every option that takes a value, and with no option: (command, option)."""
    commands = dict(typer.main.get_command(app()).commands)  # type: ignore[attr-defined]
    for name, command in list(commands.items()):
        if inner := getattr(command, "commands", None):
            commands |= {f"{name} {sub}": each for sub, each in inner.items()}
            del commands[name]
    found = []
    for name, command in commands.items():
        taken = [
            p for p in command.params if p.param_type_name == "option" and not getattr(p, "is_flag", False)
        ]
        found += [(name, max(p.opts, key=len)) for p in taken]
    return found


@st.composite
def lines(draw) -> list[str]:
    """A command line with one bad value, or what may be one."""
    command, option = draw(st.sampled_from(options()))
    value = draw(st.sampled_from(NUMBERS) | st.sampled_from(WORDS))
    if option in ("--set", "--vary") and draw(st.integers(0, 3)):
        value = f"{draw(st.sampled_from(NAMES))}={value}"
    return [*command.split(), *LAID[command], option, value]


@pytest.fixture
def quiet(monkeypatch, tmp_path):
    """Nothing is written outside, and no server is started."""
    monkeypatch.chdir(tmp_path)
    contacts = [f"{n % 5},{5 + n % 3},{n * 43_200}" for n in range(300)]  # 150 days
    (tmp_path / "log.csv").write_text("\n".join(["source,target,time", *contacts]))
    (tmp_path / "lab.toml").write_text("clusters = 20\n[designs.small]\nerror = 0.5\n")
    monkeypatch.setattr("weakties.experiments.browser.server.serve", lambda *_: None)


@given(lines())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_stands_behind_an_option(weakties, quiet, line):
    said = weakties(*line)
    assert said.code in (0, 2), said
    assert "Traceback" not in said.err
    if said.code == 2:
        *before, last = said.err.rstrip("\n").split("\n")
        assert last.startswith("error: ") and len(last) > len("error: ") + 5
        assert not said.out and not any(text.startswith("error") for text in before)


def test_every_command_is_tried():
    assert {command for command, _ in options()} | {"parameters", "findings"} == set(LAID)


BAD = [
    (["sweep", "--vary", "relay=1:500:nan"], "both ends and the count must be finite"),
    (["sweep", "--vary", "relay=0:1e400:3"], "both ends and the count must be finite"),
    (["sweep", "--vary", f"relay=0:{'9' * 400}:3"], "both ends and the count must be finite"),
    (["sweep", "--vary", "relay=-1e308:1e308:3"], "both ends and the count must be finite"),
    (["sweep", "--workers", "18446744073709551616"], "must be a whole number from 1 to 2147483647"),
    (["sweep", "--workers", "2000000000"], "of memory are needed"),
    (["sweep", "--vary", "workers=100,2000000000"], "of memory are needed"),
    (["sweep", "--weeks", "99999999999"], "must be a whole number from 1 to 1000000"),
    (["sweep", "--replicates", "99999999999"], "worlds: at most 1000000 in one sweep"),
    (["sweep", "--jobs", "18446744073709551616"], "'--jobs'"),
    (["sweep", "--workers", "3"], "too few for 5 close friends"),
    (["sweep", "--vary", "bridging=0,0.5"], "bridging does nothing in layers: all its rows would be the same"),
    (["simulate", "--workers", "18446744073709551616"], "'--workers'"),
    (["simulate", "--workers", "2000000000"], "of memory are needed"),
    (["simulate", "--weeks", "99999999999"], "'--weeks'"),
    (["simulate", "--set", "relay=2"], "relay = 2: must be at most 1"),
    (["spread", "--workers", "2000000000"], "of memory are needed"),
    (["spread", "--set", "pieces=1000000"], "of memory are needed"),
    (["spread", "--network", "karate", "--set", "pieces=1000000", "--set", "threshold=30", "--contagion", "threshold"], "memory"),
    (["experiment", "recommendation", "--set", "later=1;2"], "later = 1;2 weeks: must be a whole number"),
    (["experiment", "recommendation", "--set", "door=0.5"], "door = 0.5: must be 0 or 1"),
    (["experiment", "recommendation", "--set", "shown=0"], "shown = 0 people: must be at least 1"),
    (["experiment", "recommendation", "--replay", "nan"], "'--replay'"),
    (["experiment", "recommendation", "--workers", "2000000000"], "of memory are needed"),
    (["experiment", "recommendation", "--seed", "-1"], "seed = -1"),
    (["experiment", "estimators", "--seed", "-1"], "seed = -1"),
    (["experiment", "estimators", "--design", "none.toml"], "none.toml: No such file"),
    (["experiment", "estimators", "--experiments", "5"], "'--experiments'"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "message"), BAD, ids=[" ".join(a)[:60] for a, _ in BAD])
def test_what_would_never_end_or_not_fit_is_said_before(weakties, tmp_path, monkeypatch, arguments, message):
    monkeypatch.setattr("weakties.experiments.engine.room.available", lambda: 8e9)
    said = weakties(*arguments, "--out", tmp_path / "out")
    assert said.code == 2 and said.out == "" and message in said.err.splitlines()[-1]
    assert said.err.splitlines()[-1].startswith("error: ")
    assert len(said.err.splitlines()) == 1 or "karate" in arguments  # which says how it was read
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "command",
    [
        "simulate",
        "spread",
        "sweep",
        "experiment recommendation",
        "experiment estimators",
        "network",
        "reproduce",
        "figures",
    ],
)
@pytest.mark.parametrize("name", ["", " ", "a" * 300])
def test_a_folder_that_is_none(weakties, quiet, tmp_path, command, name):
    before = sorted(tmp_path.iterdir())
    said = weakties(*command.split(), *LAID[command], "--out", name)
    assert said.code == 2 and said.err.splitlines()[-1].startswith("error: ") and "--out" in said.err
    assert sorted(tmp_path.iterdir()) == before


def test_what_some_networks_do_not_read_is_named(weakties, tmp_path):
    small = [*LAID["sweep"][:10], *SMALL, "--out", tmp_path / "out"]
    said = weakties("sweep", *small, "--vary", "bridging=0,0.5", "--network", "layers,caveman")
    assert said.code == 0 and "bridging does nothing in the network layers" in said.err
    assert "caveman" not in said.err
    said = weakties("simulate", *LAID["simulate"], "--set", "reinforcement=0.5", "--network", "caveman")
    assert said.code == 0 and "reinforcement does nothing in the network caveman" in said.err
    said = weakties(
        "spread", "--workers", 40, *SMALL, "--set", "community_size=20", "--network", "small_world"
    )
    assert said.code == 0 and "community_size does nothing in the network small_world" in said.err
    said = weakties("simulate", *LAID["simulate"], "--set", "community_size=20")
    assert said.code == 0 and "does nothing" not in said.err


def test_replay_is_checked_in_python_as_well():
    with pytest.raises(UserError, match="must be a share"):
        check_experiment({"workers": 60, "weeks": 80, "arms": 3}, 0, float("nan"))


def test_the_spread_of_many_pieces_is_a_median_and_a_share(weakties):
    """Of pieces that start in either half of a network in two halves, none reaches 90 %; a mean would say so of one alone."""
    arguments = ["spread", "--network", "karate", "--weeks", "12", "--set", "pieces=200", "--json"]
    found = json.loads(weakties(*arguments).out)
    share, median = found["pieces that 50% come to know, share"], found["weeks until 50% know, median"]
    assert 0.5 < share < 1 and median is not None and 1 <= median <= 12
    one = json.loads(weakties(*arguments[:-3], "--json").out)
    assert "weeks until 50% know" in one and not any("pieces" in name for name in one)
