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
    for job in jobs_of(shipped):
        assert (Path(__file__).parents[2] / "figures" / f"{job.drawing.figure}.py").exists()


ROLES = {
    "granovetter-channels": {"fitted"},  # four numbers to three tables
    "granovetter-contacts": {"fitted"},
    "granovetter-chains": {"fitted"},
    "popular-region": {"fitted"},  # the nearest world was looked for
    "industries": {"built in"},
    "calvo-jackson": {"self-test"},
    "mechanisms": {"own question"},
    "assumptions": {"own question"},
}


def test_roles_are_those_that_the_notes_own_up_to():
    for key, roles in ROLES.items():
        assert {p.role for p in findings.get(key).published} == roles
    fitted = {
        (finding.key, p.quantity)
        for finding in findings.chosen(["tie-survival", "social-signature"])
        for p in finding.published
        if p.role == "fitted"
    }
    assert fitted == {("tie-survival", "there again after 1 window"), ("social-signature", "exponent")}


def test_nobody_is_said_to_have_published_what_we_ask_ourselves():
    """Rows about the truth, which no study can see, carry no author's name; whoever publishes nothing has no source."""
    for finding in findings.chosen([]):
        for p in finding.published:
            if "truth" in p.quantity or p.verified == "not published":
                assert p.role == "own question" and p.source.startswith("our own question"), p.quantity
            assert (p.source.startswith("our own question")) == (p.verified == "not published")


def test_the_contradiction_between_two_targets_is_declared():
    """The claim's 17 % without a contact against Granovetter's 44 %."""
    against = [p for p in findings.get("popular-56-27").published if p.contradicts]
    assert {p.quantity: p.value for p in against} == {"weak": 56, "strong": 27, "other": 17}
    contact = next(p for p in findings.get("granovetter-channels").published if p.quantity == "contact")
    assert all("granovetter-channels" in p.contradicts for p in against)
    assert round(100 - contact.value) == 44 and "44 %" in against[0].contradicts


def test_a_file_without_a_finding_is_told(tmp_path, monkeypatch):
    (tmp_path / "empty_one.py").write_text("")
    monkeypatch.setattr(findings, "__path__", [str(tmp_path)])
    with pytest.raises(UserError, match=r"must hold FINDING = Finding\(key='empty-one'"):
        findings.get("empty-one")
