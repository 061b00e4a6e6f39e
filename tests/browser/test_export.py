"""What the page gives to take home works when it is pasted."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.browser.serving import ROOT, WEAKTIES
from weakties.experiments.browser import export
from weakties.experiments.browser.presets import PRESETS, named
from weakties.experiments.browser.setting import Setting, build
from weakties.experiments.worlds.one_network import Reading

SMALL = (
    ("--weeks 300", "--weeks 30"),
    ("--burn-in 100", "--burn-in 10"),
    ("--replicates 10", "--replicates 1"),
    ("weeks=300", "weeks=40"),
    ("week > 100", "week > 20"),
    ("workers=2000", "workers=500"),
    ("range(0, 10)", "range(0, 2)"),
)


def paste(text, folder):
    """Run a command as pasted into a shell, in a folder, with `weakties` on the path; smaller than given, to be quick."""
    for long, short in SMALL:
        text = text.replace(long, short)
    command = folder / "weakties"
    command.write_text(f"#!/bin/sh\nexec {sys.executable} -c '{WEAKTIES}' \"$@\"\n")
    command.chmod(0o755)
    path = {"PATH": f"{folder}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["bash", "-c", text],
        cwd=folder,
        env={**os.environ, **path},
        capture_output=True,
        text=True,
        timeout=200,
    )


def test_the_sweep_runs_as_pasted(tmp_path):
    setting = Setting(workers=100, seed=3, values={"relay": 0.05, "acquaintances": 100})
    text = export.as_sweep(setting, "vacancy_life")
    assert "--set relay=0.05" in text and "--vary vacancy_life=" in text
    done = paste(text, tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "results/sweep/runs.parquet").is_file()


def test_a_file_is_read_as_it_was_for_the_page(tmp_path):
    file = tmp_path / "calls.csv"
    file.write_text("source,target,weight\na,b,30\nb,c,2\nc,d,5\na,d,1\n")
    setting = Setting(network=str(file), reading=Reading(rate="counts", weeks="10"))
    assert build(setting).ties.contact_rate.max() == 3.0
    assert not setting.same_network(Setting(network=str(file)))
    done = paste(export.as_simulation(setting), tmp_path)
    assert done.returncode == 0 and "--rate counts" in export.as_simulation(setting), done.stderr
    script = export.as_script(Setting(model="news", network=str(file), reading=setting.reading))
    assert "rate='counts', weeks='10'" in script
    exec(script.replace("weeks=300", "weeks=3"), {})  # ours, and what the page gives to take home


def test_the_simulation_runs_as_pasted(tmp_path):
    file = tmp_path / "my village.csv"
    file.write_text("source,target,contact_rate\na,b,3\nb,c,0.02\nc,d,0.5\na,d,1\n")
    setting = Setting(network=str(file), values={"separation": 0.05})
    (only,) = export.texts(setting, "relay")
    done = paste(only["text"], tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "results/run/hires.parquet").is_file()


def test_the_spread_runs_as_pasted(tmp_path):
    setting = Setting(
        model="news", workers=100, contagion="threshold", values={"transmission": 0.3, "threshold": 3}
    )
    command, _ = export.texts(setting, "willingness")
    done = paste(command["text"], tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "results/news/adoptions.parquet").is_file()


@pytest.mark.parametrize("preset", PRESETS, ids=lambda p: p.name)
def test_every_preset_can_be_taken_home(preset):
    texts = {text["name"]: text["text"] for text in export.texts(preset.setting, "willingness")}
    for name in preset.setting.acting:
        assert all(name in text for text in texts.values())
    if "wt-design" in texts:
        given = {}
        exec(texts["wt-design"], given)
        points = given["design"].grid()
        assert len(points) == len(export.varied(preset.setting, "willingness")) >= 2
        assert preset.setting.acting.items() <= points[0].items()
        assert given["design"].seed == preset.setting.seed


def test_where_digital_intensity_acts_the_script_shows_it(tmp_path):
    setting = named("digital industry").setting
    (only,) = export.texts(setting, "digital_talk")
    done = paste(f"{sys.executable} - <<'END'\n{only['text']}\nEND", tmp_path)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    values = export.varied(setting, "digital_talk")
    assert len(lines) == 2 * len(values)
    for value, more, less in zip(values, lines[::2], lines[1::2], strict=True):
        assert (
            f"digital_talk = {value}, more digital" in more
            and f"digital_talk = {value}, less digital" in less
        )
        assert all("% of hires through contacts are over weak ties (" in line for line in (more, less))


def test_the_page_says_which_weeks_it_counts_and_the_command_does_not():
    shown = build(Setting(workers=100))
    assert "from week 1 on" in shown.note and f"first {export.BURN_IN} weeks" in shown.note
    karate = Setting(network="karate")
    assert f"--burn-in {export.BURN_IN}" in export.texts(karate, "relay")[0]["text"]
    assert f"--burn-in {export.BURN_IN}" in export.texts(Setting(), "relay")[0]["text"]


def test_what_is_taken_home_varies_a_parameter_where_the_page_asks_for_one():
    for preset in PRESETS:
        setting = preset.setting
        for name in ("willingness", "acquaintances"):
            other = export.texts(setting, name) != export.texts(
                setting, "noise" if setting.model == "news" else "relay"
            )
            assert other == export.varies(setting)


def test_the_design_is_that_of_a_world():
    from weakties.experiments.worlds.market_experiment import world

    given = {}
    exec(export.as_design(Setting(workers=100, values={"relay": 0.1}), "vacancy_life"), given)
    point = {**given["design"].grid()[0], "weeks": 20, "burn_in": 5}
    assert world(point, seed=0)["people"] == 100


def test_the_script_spreads_the_same_news(capsys):
    setting = next(p.setting for p in PRESETS if p.setting.model == "news")
    given = {}
    exec(export.as_script(setting).replace("weeks=300", "weeks=12"), given)
    shown = build(setting)
    shown.run(weeks=12)
    assert (given["news"].informed_week == shown.informed_week).all()
    assert "informed" in capsys.readouterr().out
