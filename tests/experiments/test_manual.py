"""The manual: made from what is there, its examples run, its recipes work, its links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
import sys

import pytest
import typer

import weakties
from weakties.experiments import cli, findings, manual
from weakties.simulation.errors import UserError

CALLS = "caller;callee;calls\nAna;Ben;36\nAna;Cleo;12\nBen;Cleo;24\n"
HOW_TO = (manual.DOCS / "howto.md").read_text(encoding="utf-8")
RECIPES = re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", HOW_TO, re.S | re.M)
SNIPPETS = [(name, code) for name, text in RECIPES for code in re.findall(r"```python\n(.*?)```", text, re.S)]


@pytest.fixture(scope="module")
def pages():
    return manual.pages(show=lambda script: f"(what {script.name} prints)")


@pytest.mark.parametrize("name", manual.examples())
def test_the_examples_run(name):
    assert len(manual.printed(manual.examples()[name]).splitlines()) >= 3


def test_an_example_that_fails_is_told(tmp_path):
    (tmp_path / "bad.py").write_text("raise ValueError('no such luck')")
    with pytest.raises(UserError, match=r"bad\.py failed: ValueError: no such luck"):
        manual.printed(tmp_path / "bad.py")


@pytest.mark.parametrize(("name", "code"), SNIPPETS, ids=[name for name, _ in SNIPPETS])
def test_the_recipes_work(name, code, tmp_path):
    (tmp_path / "calls.csv").write_text(CALLS)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0 and done.stdout.strip(), done.stderr


def shell(pages):
    """Every line of shell on the pages that are written by hand."""
    ours = [text for path, text in pages.items() if (manual.DOCS / path.split("/")[-1]).exists()]
    blocks = [block for text in ours for block in re.findall(r"```bash\n(.*?)```", text, re.S)]
    return [line for block in blocks for line in block.splitlines() if line]


def test_the_commands_of_the_manual_can_be_typed(pages):
    lines = shell(pages)
    assert len(lines) > 15 and all(line.startswith(("weakties ", "pip ")) for line in lines)
    for line in lines:
        words = shlex.split(line, comments=True)
        if words[0] == "pip":
            continue
        found = typer.main.get_command(cli.app())
        while hasattr(found, "commands"):
            words = words[1:]
            found = found.commands[words[0]]
        found.make_context(line, words[1:])


def test_reference_has_all_that_is_public(pages):
    for name in weakties.__all__:
        assert f"## {name}\n" in pages["reference.md"], name
    for name in ("read", "layers", "write", "read_log"):
        assert f"### networks.{name}\n" in pages["reference.md"]
    assert ".add_ties(" in pages["reference.md"]
    for command in ("simulate", "sweep", "experiment recommendation"):
        assert f"## weakties {command}\n" in pages["commands.md"]
    assert "| `upto 62` | hires |" in pages["columns.md"]
    assert all(f'<a id="{key}"></a>' in pages["findings.md"] for key in findings.names())


def test_links_lead_to_pages_and_images_that_are_there(pages):
    images = {f"gallery/{path.name}" for path in (manual.ROOT / "figures" / "gallery").glob("*.png")}
    for path, text in pages.items():
        plain = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.S)
        for target in re.findall(r"\]\(([^)\s]+)\)", plain):
            if "://" in target or target.startswith("#"):
                continue
            file, _, place = target.partition("#")
            folder = path.split("/")[:-1]
            while file.startswith("../"):
                folder, file = folder[:-1], file[3:]
            whole = "/".join([*folder, file])
            assert whole in pages or whole in images, f"{path}: {target}"
            assert not place or f'<a id="{place}"></a>' in pages[whole], f"{path}: {target}"


def test_every_page_is_in_the_table_of_contents(pages):
    listed = re.findall(r": (\S+\.md)$", (manual.DOCS / "mkdocs.yml").read_text(), re.M)
    assert sorted(listed) == sorted(pages)


@pytest.mark.skipif(importlib.util.find_spec("material") is None, reason="needs pip install '.[docs]'")
def test_it_is_built(tmp_path, monkeypatch):
    written = manual.pages(show=lambda _: "")
    monkeypatch.setattr(manual, "pages", lambda: written)
    first = manual.build(tmp_path / "docs")
    assert first.is_file() and (first.parent / "howto.html").is_file()
    assert not re.findall(r'(?:src|rel="stylesheet" href)="https?://', first.read_text(encoding="utf-8"))


def test_a_page_has_one_title(pages):
    for path, text in pages.items():
        plain = re.sub(r"```.*?```", "", text, flags=re.S)
        assert len(re.findall(r"^# ", plain, re.M)) == 1, path
