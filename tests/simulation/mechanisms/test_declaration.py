"""What a mechanism declares is checked when it is declared, and what it does whenever it has acted: in words, one line each."""

from __future__ import annotations

import random

import numpy as np
import pytest
from numba import njit

from tests.tasks.mechanisms_of_users import Bias, JobFair, Rumour
from weakties import InformationSpread, JobMarket, Mechanism, UserError, networks
from weakties.simulation.chance import Purpose
from weakties.simulation.mechanisms.mechanism import purpose_of

TIES = networks.caveman(workers=60, seed=0, acquaintances=10, casual_friends=5)


def refused(act, *words):
    with pytest.raises(UserError) as error:
        act()
    text = str(error.value)
    assert "\n" not in text and all(word in text for word in words), text


def declared(**body):
    return type("Thing", (Mechanism,), {"__module__": __name__, **body})


def run(weeks=3, **body):
    JobMarket(TIES, seed=0, mechanisms=[declared(**body)], positions=1.2).run(weeks)


def test_what_cannot_be_declared():
    refused(lambda: declared(before_talking=lambda self, now: None), "before_talking", "before_talk")
    refused(lambda: declared(zzz=lambda self, now: None), "zzz", "on_telling")
    refused(lambda: declared(name="Job Fair"), "Job Fair", "small letters")
    refused(lambda: declared(reads="position"), "reads", "tuple")
    refused(lambda: declared(__annotations__={"x": float}, x=1.0), "x", "parameter(...)")


def test_parameters_are_checked_like_ours():
    refused(lambda: JobFair(invited=2), "job_fair: invited = 2", "at most 1")
    refused(lambda: JobFair(invitd=1), "invitd", "invited")
    refused(lambda: JobFair(in_week=1.5), "whole number")
    refused(lambda: JobMarket(TIES, seed=0, mechanisms=[JobFair], **{"job_fair.invited": -1}), "at least 0")
    refused(
        lambda: JobMarket(TIES, seed=0, mechanisms=[JobFair], **{"fair.invited": 1}), "no mechanism 'fair'"
    )
    market = JobMarket(TIES, seed=0, mechanisms=[JobFair], **{"job_fair.invited": 0.25})
    assert market.own == (JobFair(invited=0.25),)
    assert next(iter(market.records.provenance["mechanisms"].values()))["job_fair.invited"] == 0.25


def test_what_a_model_cannot_run():
    def market(*mechanisms):
        return lambda: JobMarket(TIES, seed=0, mechanisms=mechanisms)

    refused(market(declared()), "never acts")
    refused(market(declared(reads=("salary",), after_week=lambda self, now: None)), "salary", "position")
    refused(
        market(declared(writes=("position",), after_week=lambda self, now: None)), "position", "may write"
    )
    refused(market(Bias(), Bias(told=0.1)), "two mechanisms", "bias")
    refused(market(3), "3", "Mechanism")
    refused(market("tests.tasks.mechanisms_of_users:Nobody"), "Nobody")
    refused(market("no_such_module:Thing"), "no_such_module")
    refused(market("Thing"), "module:Class")
    refused(lambda: JobMarket(TIES, seed=0, mechanisms=Bias()), "list")
    refused(
        lambda: InformationSpread(TIES, seed=0, mechanisms=[Rumour()]), "rumour acts before hiring", "spread"
    )


def test_columns_that_were_not_declared():
    refused(lambda: run(after_week=lambda self, now: now.position), "position", "reads")
    refused(lambda: run(after_week=lambda self, now: now.salary), "salary", "there is")
    refused(lambda: run(before_talk=lambda self, now: now.tell([0], [0])), "tellings", "writes")

    def write(self, now):
        now.looking[:] = False

    @njit
    def compiled(looking):
        looking[0] = True

    refused(lambda: run(reads=("looking",), after_week=write), "did not declare", "writes")
    refused(
        lambda: run(reads=("looking",), after_week=lambda self, now: compiled(now.looking)), "did not declare"
    )

    def stop(self, leads):
        leads.listener[:] = 0

    refused(lambda: run(on_telling=lambda self, now, leads: stop(self, leads)), "did not declare")
    run(writes=("looking",), after_week=write)


@njit
def compiled_luck():
    return np.random.random()  # noqa: NPY002


@pytest.mark.parametrize("draw", [random.random, np.random.rand, compiled_luck, lambda: np.random.seed(1)])  # noqa: NPY002
def test_luck_without_an_address(draw):
    compiled_luck()

    def act(self, now):
        draw()

    refused(lambda: run(after_week=act), "no address", "now.uniform")


def test_answers_of_the_wrong_kind():
    for answer in (None, True, [True], np.ones(2, bool)):
        refused(lambda: run(on_telling=lambda self, now, leads: answer), "on_telling returns", "bool")  # noqa: B023
    refused(lambda: run(on_telling=lambda self, now, leads: np.ones(len(leads.teller))), "float64", "bool")
    nan = lambda self, now, candidates: np.full(len(candidates.person), np.nan)  # noqa: E731
    refused(lambda: run(20, before_hiring=nan), "nan")
    refused(lambda: run(after_week=lambda self, now: 1), "returns nothing")
    refused(lambda: run(begin=lambda self, now: None, after_week=lambda self, now: None), "dictionary")
    taken = {"begin": lambda self, now: {"people": np.zeros(3)}, "after_week": lambda self, now: None}
    refused(lambda: run(**taken), "people")

    def lose(self, now):
        now.heard = now.heard | True

    kept = {"begin": lambda self, now: {"heard": np.zeros(3, bool)}}
    refused(lambda: run(**kept, after_week=lose), "now.heard[:]")

    def add(self, now):
        now.heard |= True

    run(**kept, after_week=add)


def test_telling_of_what_is_not_there():
    def tell(*given, **more):
        act = lambda self, now: now.tell(*given, **more)  # noqa: E731
        return lambda: run(writes=("tellings",), before_talk=act)

    refused(tell([0, 1], [0]), "one for each")
    refused(tell([60], [0]), "0 to 59")
    refused(tell([True], [0]), "whole numbers")
    refused(tell([0], [0], channel="post"), "formal or direct")
    refused(lambda: run(writes=("tellings", "opened"), before_talk=lambda self, now: None), "opened")
    held = lambda self, now: now.tell([0], [int(np.argmax(now.opened < 0))])  # noqa: E731
    refused(lambda: run(reads=("opened",), writes=("tellings",), before_talk=held), "no vacancy")


def test_its_purpose_is_none_of_ours_and_its_own():
    assert all(purpose_of(name) > max(Purpose) for name in ("a", "job_fair"))
    assert JobFair().purpose == purpose_of("job_fair") != Bias().purpose


def test_who_is_favoured_is_hired():
    """Of those who apply, who is favoured by 100 standard deviations comes first; who is not let apply is never hired."""

    class Favour(Mechanism):
        def before_hiring(self, now, candidates):
            return np.where(candidates.person < 30, 100.0, -np.inf)

    market = JobMarket(TIES, seed=0, mechanisms=[Favour()])
    market.run(60)
    assert len(market.hires) and (market.hires.worker < 30).all()
