"""README and ODD say what is so: generated parts are up to date, commands exist, snippets run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import pytest

from weakties.experiments import documents, findings
from weakties.experiments.engine import scoreboard, words, written

README = documents.README.read_text()
ODD = documents.ODD.read_text()
SHELL = [block.strip() for block in re.findall(r"```bash\n(.*?)```", README, re.S)]
PYTHON = re.findall(r"```python\n(.*?)```", README, re.S)


def test_the_tables_of_parameters_are_those_declared():
    assert documents.odd(ODD) == ODD, "run: make documents"


def test_the_table_of_findings_names_them_all():
    table = README.split("<!-- findings: begin -->")[1].split("<!-- findings: end -->")[0]
    missing = [key for key in findings.names() if f"`{key}`" not in table and f"#{key})" not in table]
    assert missing == [], "run: make documents"


def test_the_page_of_findings_says_what_is_declared():
    """Every claim, number, role, margin, source and note; what came out is as of the last `make documents`."""
    page = documents.PAGE.read_text()
    assert page.startswith(written.HEAD), "run: make documents"
    sections = dict(zip(re.findall(r'<a id="(.+)"></a>', page), page.split('<a id="')[1:], strict=True))
    assert list(sections) == findings.names(), "run: make documents"
    for finding in findings.chosen([]):
        section = sections[finding.key]
        parts = [finding.title, finding.claim, finding.notes, *written.declared(finding)]
        parts += [f"| {words.quantity(p)} | {words.published(p)}" for p in finding.published]
        parts += [f"| {scoreboard.BOARDS[p.role]} | published |" for p in finding.published]
        assert [part for part in parts if part not in section] == [], "run: make documents"


def test_what_the_readme_links_to_on_other_pages_is_there():
    root = documents.README.parent
    linked = re.findall(r"\]\(([^)#:]+)#([^)]+)\)", README)
    assert [name for file, name in linked if name not in places((root / file).read_text())] == []


def places(page: str) -> set[str]:
    """What of a page can be linked to: its anchors, and its headings as forges and MkDocs name them."""
    headings = re.findall(r"^#+ (.+)$", page, re.M)
    named = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return named | set(re.findall(r'<a id="(.+?)"></a>', page))


def test_the_generator_writes_elsewhere_what_is_to_be_looked_at(tmp_path):
    before = {path: path.read_bytes() for path in (documents.README, documents.ODD, documents.PAGE)}
    documents.main(tmp_path / "nothing", tmp_path / "look")
    assert (tmp_path / "look" / "findings.md").read_text().count("\n| [") == len(findings.names())
    assert (tmp_path / "look" / "page.md").read_text().startswith(written.HEAD)
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("snippet", PYTHON, ids=range(len(PYTHON)))
def test_the_snippets_run(snippet, tmp_path):
    """As printed; and what the last comment says that it prints, it prints."""
    done = subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning:__main__", "-c", snippet],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    said = re.findall(r"-?\d+\.\d+", snippet.rpartition("#")[2])
    assert said and re.findall(r"-?\d+\.\d+", done.stdout) == said


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


@pytest.mark.parametrize("page", ["README.md", "experiments/docs/believe.md"])
def test_pictures_and_files_that_are_named_are_there(page):
    path = documents.README.parent / page
    named = re.findall(r"\]\(([^)#:]+)[)#]", path.read_text())
    assert len(named) > 5
    assert [name for name in named if not (path.parent / name).exists()] == []


def test_what_has_no_saved_results_keeps_what_is_printed_of_it(tmp_path, monkeypatch):
    """All of README's table and the page but what has never been run; and p are counted out of what is printed."""
    for name in ("README", "PAGE", "ODD"):
        copy = tmp_path / name
        copy.write_text(getattr(documents, name).read_text())
        monkeypatch.setattr(documents, name, copy)
    documents.main(tmp_path / "nothing")
    for name, before in (("README", README), ("PAGE", (documents.ROOT / written.PAGE).read_text())):
        assert (tmp_path / name).read_text() == before, name
