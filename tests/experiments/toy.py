"""A toy finding: worlds so small that a test can run hundreds. Heads in a number of tosses of a coin."""

from __future__ import annotations

import os
import time

from weakties.analysis.uncertainty import Estimate, pooled_share
from weakties.experiments.engine.declare import Design, Drawing, Experiment, Finding, Published
from weakties.experiments.engine.verdicts import margin
from weakties.simulation.chance import Purpose, generator


def coin(point, seed):
    """Counts of heads and tails.

    TOY_WAIT (seconds, in the environment) makes it slow; the bias `fails` raises, the bias `kills` ends the process;
    `witness` is a file in which every world that is run leaves a line.
    """
    if point.get("witness"):
        with open(point["witness"], "a") as file:
            file.write(f"{point['bias']} {seed}\n")
    time.sleep(float(os.environ.get("TOY_WAIT", "0")))
    if point["bias"] == point.get("fails"):
        raise RuntimeError("the coin stood\non its edge")
    if point["bias"] == point.get("kills"):
        os._exit(9)
    heads = generator(seed, Purpose.EXPERIMENT).binomial(point["tosses"], point["bias"])
    return {"heads": int(heads), "tails": int(point["tosses"] - heads)}


def shares(runs) -> dict[str, Estimate]:
    at = runs[runs.bias == 0.5]
    return {"heads": pooled_share(at.heads, at.heads + at.tails).scaled(100)}


def design(**more) -> Design:
    fixed = {"tosses": 1000, **more.pop("fixed", {})}
    return Design(**{"replicates": 6, "seed": 7, "vary": {"bias": [0.3, 0.5, 0.7]}, **more}, fixed=fixed)


def experiment(key: str = "coins", **more) -> Experiment:
    return Experiment(key=key, world=coin, design=design(**more), quick=design(**{**more, "replicates": 2}))


HEADS = Published(
    quantity="heads", value=50, low=45, high=55, n=400, count=200, unit="%", source="A. Gambler 1654", verified="memory",
    role="predicted", margin=margin(3, "a gambler would notice"),
)  # fmt: skip


def finding(figure: str = "toy", **more) -> Finding:
    return Finding(
        key="coins",
        title="Coins are fair",
        claim="Half of the tosses of a coin are heads.",
        published=(HEADS,),
        experiment=experiment(**more),
        measure=shares,
        figures=(Drawing(figure=figure),),
    )
