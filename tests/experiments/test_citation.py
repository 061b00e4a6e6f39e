"""CITATION.cff names every study that a finding, or a piece of advice, is held against."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
from pathlib import Path

import pytest
import yaml

from weakties.experiments import advice, findings

CITED = yaml.safe_load((Path(__file__).parents[2] / "CITATION.cff").read_text(encoding="utf-8"))["references"]
WITHOUT_A_YEAR = {"Alfonsi", "Lizardo", "Witte"}  # drafts and talks, named without one where they are used
STUDY = re.compile(r"(?P<names>[A-ZÅÉÖ][^\d:;]*?),? (?P<year>(?:19|20)\d\d)\b")


def sources(thing):
    """All that is said under `source` anywhere in a declaration."""
    if isinstance(thing, tuple | list):
        for one in thing:
            yield from sources(one)
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            value = getattr(thing, field.name)
            if field.name == "source":
                yield value
            elif field.name != "experiment":
                yield from sources(value)


def declared():
    """(where, source) of each thing that was published, as declared."""
    for folder, name in ((findings, "FINDING"), (advice, "ADVICE")):
        for module in pkgutil.iter_modules(folder.__path__):
            thing = getattr(importlib.import_module(f"{folder.__name__}.{module.name}"), name, None)
            for source in sources(thing):
                yield module.name, source


def studies(source):
    """(first author, year) of each study in a source; the year is None for what has none."""
    for clause in re.split(r"[;:]", source):
        words = re.sub(r"^[a-z ]+(?=[A-Z])", "", clause.strip())  # "payoffs as in Nowak 2006"
        first = re.split(r",| and | et al", words)[0]
        if first in WITHOUT_A_YEAR:
            yield first, None
        elif found := STUDY.match(words):
            yield re.split(r",| and | et al", found["names"])[0], int(found["year"])


def cited():
    return {(one["authors"][0].get("family-names"), one.get("year")) for one in CITED}


def test_every_study_that_is_named_is_cited():
    named = {(study, where) for where, source in declared() for study in studies(source)}
    assert len({study for study, _ in named}) > 50
    missing = sorted({(str(study), where) for study, where in named if study not in cited()})
    assert not missing, missing


def test_nothing_is_cited_that_is_not_named():
    assert cited() == {study for _, source in declared() for study in studies(source)}


@pytest.mark.parametrize(
    "one", CITED, ids=lambda one: f"{one['authors'][0]['family-names']} {one.get('year')}"
)
def test_a_reference_has_what_the_format_asks_for(one):
    assert one["type"] and one["title"] and all(a.keys() <= {"family-names", "name"} for a in one["authors"])
    assert re.fullmatch(r"10\.\d{4,}/\S+", one.get("doi", "10.1234/x"))
