"""A calibration whose posterior is known: a share, by counts, and a place, by a moment."""

from __future__ import annotations

from weakties.experiments.calibration.registry import Calibration, Counts, Moment, Uncertain
from weakties.simulation.chance import Purpose, generator

HIRES = 200_000  # of a world: its own luck is nothing beside that of a sample of 30


def world(point, seed):
    """Counts with the share of the point, and a number that is the place itself."""
    if point["share"] > point.get("fails_above", 1):
        raise RuntimeError("the world ended")
    a = generator(seed, Purpose.EXPERIMENT).binomial(HIRES, point["share"])
    return {"a": float(a), "b": float(HIRES - a), "where": point["place"], "seed_seen": seed % 1000}


def calibration(**common) -> Calibration:
    return Calibration(
        key="toy",
        written="1763-12-23",
        question="Which share, and which place?",
        inputs=(
            Uncertain(name="share", low=0, high=1, why="Bayes"),
            Uncertain(name="place", low=-1, high=1, why="Price"),
        ),
        tables=(Counts(name="urn", classes={"a": 9, "b": 21}, source="Bayes 1763", verified="memory"),),
        moments=(Moment(name="where", value=0.4, discrepancy=0.1, source="Price", verified="memory"),),
        world=common,
        held_out={"coins": "all rows"},
    )
