"""The labour market, calibrated to Granovetter's three tables."""

from __future__ import annotations

from weakties.experiments.calibration.registry import Calibration, Counts, Uncertain
from weakties.simulation.talk.frequency import YEARLY

NO_SOURCE = "assumption: wide on purpose"
GRANOVETTER = "Granovetter 1973, AJS 78(6):1360-1380"

MARKET = Calibration(
    key="market",
    written="2026-11-25",
    question="Which labour markets give Granovetter's three tables at once, and what else do they say?",
    inputs=(
        Uncertain(
            name="vacancy_life", low=3, high=8, why="construction to health services, US (DHI-DFH measure)"
        ),
        Uncertain(name="relay", low=0, high=0.05, why=NO_SOURCE),
        Uncertain(name="announced", low=0, high=0.1, why=NO_SOURCE),
        Uncertain(name="formal_search", low=1, high=30, scale="log", why=NO_SOURCE),
        Uncertain(name="direct_search", low=1, high=30, scale="log", why=NO_SOURCE),
        Uncertain(name="willingness", low=0.25, high=1, why=NO_SOURCE),
        Uncertain(name="transferability", low=0.05, high=0.5, why=NO_SOURCE),
        Uncertain(name="on_the_job", low=0.02, high=0.2, why=NO_SOURCE),
        Uncertain(name="team_size", low=2, high=10, why=NO_SOURCE),
        Uncertain(
            name="colleague_rate",
            low=2,
            high=8,
            why="seen most days, talked to about jobs or not: assumption",
        ),
        Uncertain(
            name="acquaintance_rate",
            low=YEARLY / 6,
            high=YEARLY,
            scale="log",
            why="from once in six years to once a year: assumption",
        ),
        Uncertain(name="rate_spread", low=0.3, high=0.9, why=NO_SOURCE),
        Uncertain(name="sociability", low=0.2, high=0.8, why=NO_SOURCE),
    ),
    tables=(
        Counts(
            name="contact seen (G1)",
            classes={"often": 9, "occasionally": 30, "rarely": 15},
            source=GRANOVETTER,
            verified="yes",
        ),
        Counts(
            name="channel (G2), without the other 19 of 282",
            classes={"contact": 157, "formal": 53, "direct": 53},
            source="Granovetter 1974",
            verified="yes",
        ),
        Counts(
            name="steps (G3)",
            classes={"chain 0": 25, "chain 1": 29, "chain 2": 8, "chain more": 2},
            source=GRANOVETTER,
            verified="memory",
        ),
    ),
    amended=(
        "2026-11-25, four minutes after it was written and before the run: 1/52 and 1/312 a week are called once a year and a "
        "sixth of that; the first is the same number, the second but for its last bit.",
    ),
    world={"network": "layers", "workers": 4_000, "weeks": 200, "burn_in": 60},
    held_out={
        "popular-56-27": "all rows: the popular claim contradicts the channels that are fitted",
        "strong-tie-value": "all rows",
        "schooling": "all rows",
        "industries": "all rows",
        "credit-versus-contribution": "all rows",
        "granovetter-with-relations": "all rows",
        "inverted-u": "all rows",
        "intensity-flip": "all rows",
    },
)
