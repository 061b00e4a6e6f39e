"""The rules that a second process compiles are those that a market then asks for; and there is one only where it helps."""

from __future__ import annotations

import subprocess
import sys

import pytest

from weakties.simulation.market import ahead
from weakties.simulation.market.rules import telling
from weakties.simulation.trust import passing
from weakties.simulation.trust.trusting import living_of

SAME = """
from weakties import JobMarket
from weakties.simulation.market.ahead import compile_rules
from weakties.simulation.market.rules.hire import count_told, due_vacancies, hire
from weakties.simulation.market.rules.leads import find_begun, find_resumed, tell
from weakties.simulation.market.rules.open_vacancies import open_vacancies
from weakties.simulation.market.rules.search_formally import search_formally
from weakties.simulation.market.rules.telling import resume, talk
from weakties.simulation.trust.gossip import gossip, turned
from weakties.simulation.trust.passing import fates

rules = due_vacancies, count_told, hire, search_formally, open_vacancies, {more}
compile_rules("{kind}")
before = [len(rule.signatures) for rule in rules]
JobMarket("layers", workers=300, seed=0, **{numbers}).run(weeks=10)
print(before, [len(rule.signatures) for rule in rules])
"""


@pytest.mark.parametrize(
    ("kind", "numbers", "more"),
    [
        (ahead.STAY, {}, "talk"),
        (ahead.LIVE, {"relations": True}, "talk, resume"),
        (
            ahead.TRUST,
            {"relations": True, "trust": "ratio"},
            "find_begun, find_resumed, tell, fates, gossip, turned",
        ),
    ],
)
def test_what_is_compiled_ahead_is_what_a_market_asks_for(kind, numbers, more):
    """A rule that the market calls with other types than the second process did would be compiled twice, without a word."""
    code = SAME.format(kind=kind, numbers=numbers, more=more)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    once = [1] * (5 + more.count(",") + 1)
    assert done.stdout.strip() == f"{once} {once}"
    numbers = {name: value for name, value in numbers.items() if name != "relations"}
    assert kind == ahead.kind_of(living_of({"relations": "on", **numbers}) if kind != ahead.STAY else None)


@pytest.mark.parametrize("kind", [ahead.LIVE, ahead.TRUST])
def test_a_kernel_that_only_such_a_market_has_tells_whether_it_was_compiled(kind):
    file, name = ahead.LAST[kind].split(".")
    found = [module for module in (telling, passing) if module.__name__.endswith(f".{file}")]
    assert len(found) == 1 and callable(getattr(found[0], name))


@pytest.fixture
def started(monkeypatch):
    """What would be started; what would be done at the end is done by hand."""
    made = []

    class Second:
        def __init__(self, command, **where):
            self.command, self.said = command, []
            made.append(self)

        def terminate(self):
            self.said.append("terminate")

        def wait(self):
            self.said.append("wait")

    monkeypatch.setattr(ahead.subprocess, "Popen", Second)
    monkeypatch.setattr(ahead.atexit, "register", lambda end, second: second.said.append(end))
    monkeypatch.setattr(ahead, "is_new", lambda kernel: True)
    monkeypatch.setattr(ahead, "_cores", lambda: 2)
    return made


def test_a_second_process_is_started_and_ended(started):
    ahead.begin(ahead.TRUST)
    (second,) = started
    assert second.command == [sys.executable, "-P", "-m", ahead.__name__, "trust"]
    end = second.said.pop()
    end(second)
    assert second.said == ["terminate", "wait"]


@pytest.mark.parametrize(("name", "value"), [("is_new", False), ("_cores", 1)])
def test_there_is_none_where_nothing_is_to_be_compiled_or_there_is_one_core(
    started, monkeypatch, name, value
):
    monkeypatch.setattr(ahead, name, lambda *_: value)
    ahead.begin()
    assert not started


def test_a_system_without_room_for_it_goes_on_alone(started, monkeypatch):
    def full(*_, **__):
        raise BlockingIOError("Resource temporarily unavailable")

    monkeypatch.setattr(ahead.subprocess, "Popen", full)
    ahead.begin()
