"""What is committed: source and small text, nothing binary but the gallery; locks that work anywhere."""

from __future__ import annotations

import re
import tomllib

import pytest

LARGEST = 400_000  # bytes
LOCKS = ("run.txt", "test.txt", "docs.txt")


def name_of(requirement: str) -> str:
    """The distribution's normalised name: 'Mesa[rec]>=3.3' is 'mesa'."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0]).lower()


def locked(text: str) -> dict[str, set[str]]:
    """The versions that a lock holds of each distribution (one, or one for each range of Pythons)."""
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9][\w.-]*)==([^\s;]+)", text, flags=re.MULTILINE):
        versions.setdefault(name_of(name), set()).add(version)
    return versions


def test_no_tracked_file_is_large(tracked, root):
    found = [f"{p.relative_to(root)}: {n} bytes" for p in tracked if (n := p.stat().st_size) > LARGEST]
    assert not found, "\n".join(found)


def test_nothing_binary_outside_the_gallery(tracked, root):
    gallery = root / "figures" / "gallery"
    found = [
        str(p.relative_to(root)) for p in tracked if gallery not in p.parents and b"\0" in p.read_bytes()
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index_and_no_machine(root, lock):
    text = (root / ".lock" / lock).read_text(encoding="utf-8")
    for word in (
        "://",
        "index-url",
        "find-links",
        "trusted-host",
        "pypi",
        "/home",
        "/root",
        "/opt",
        "/tmp",
        " @ ",
    ):
        assert word not in text, f"{word!r} in .lock/{lock}"


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_locked_has_one_version_and_hashes(root, lock):
    text = (root / ".lock" / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())
    assert len(entries) > 50
    bad = [entry.split("\n")[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry]
    assert not bad, bad


def test_the_locks_hold_what_the_project_asks_for(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    run, test, docs = (locked((root / ".lock" / lock).read_text(encoding="utf-8")) for lock in LOCKS)
    assert {name_of(r) for r in project["dependencies"]} <= run.keys(), "run  make lock"
    assert {name_of(r) for r in project["optional-dependencies"]["page"]} <= run.keys(), "run  make lock"
    assert {name_of(r) for r in project["optional-dependencies"]["test"]} <= test.keys(), "run  make lock"
    assert {name_of(r) for r in project["optional-dependencies"]["docs"]} <= docs.keys(), "run  make lock"
    differing = {name for name in run if not run[name] == test.get(name) == docs.get(name)}
    assert not differing, f"the locks disagree on {differing}: run  make lock"


def test_one_version_everywhere(root):
    version = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    citation = re.search(
        r"^version: (\S+)$", (root / "CITATION.cff").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    changes = re.search(r"^## (\S+)", (root / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert citation and changes and {citation[1], changes[1]} == {version}
