"""The findings that ship: each is declared whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from weakties.experiments import findings
from weakties.simulation.errors import UserError


def test_every_finding_is_declared_whole():
    """A file in the folder is a finding: its key is its name, and what it says can be judged and drawn."""
    from weakties.experiments.engine.drawing import jobs_of

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
