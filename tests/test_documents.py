"""README and ODD say what is so: generated parts are up to date, commands exist, snippets run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import pytest

from weakties.experiments import documents, findings

README = documents.README.read_text()
ODD = documents.ODD.read_text()
SHELL = [block.strip() for block in re.findall(r"```bash\n(.*?)```", README, re.S)]
PYTHON = re.findall(r"```python\n(.*?)```", README, re.S)


def test_the_tables_of_parameters_are_those_declared():
    assert documents.odd(ODD) == ODD, "run: make documents"


def test_the_table_of_findings_names_them_all():
    table = README.split("<!-- findings: begin -->")[1].split("<!-- findings: end -->")[0]
    assert [key for key in findings.names() if f"`{key}`" not in table] == [], "run: make documents"


@pytest.mark.parametrize("snippet", PYTHON, ids=range(len(PYTHON)))
def test_the_snippets_run(snippet, tmp_path):
    """As printed, but for shorter runs."""
    short = re.sub(r"weeks=\d[\d_]*", "weeks=30", snippet)
    done = subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning:__main__", "-c", short],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_the_commands_exist_with_these_options():
    """Every `weakties` line of the README is understood: its command is there, and has each option that is used."""
    lines = [
        line.split("#")[0] for block in SHELL for line in block.splitlines() if line.startswith("weakties")
    ]
    assert len(lines) >= 5
    for line in lines:
        words = shlex.split(line)
        called = words[1:3] if words[1] == "experiment" else words[1:2]
        shown = subprocess.run(
            [
                sys.executable,
                "-c",
                f"from weakties.experiments.cli import main; main([*{called!r}, '--help'])",
            ],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for option in (word.split("=")[0] for word in words[2:] if word.startswith("--")):
            assert option in shown, f"{line!r}: no {option}"


def test_pictures_and_files_named_in_the_readme_are_there():
    root = documents.README.parent
    named = re.findall(r"\]\(([^)#:]+)\)", README)
    assert [name for name in named if not (root / name).exists()] == []
