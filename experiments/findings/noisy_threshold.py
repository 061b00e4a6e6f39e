"""A little adoption below the threshold restores the advantage of long ties (EM)."""

from __future__ import annotations

from weakties.experiments.engine.declare import Drawing, Finding
from weakties.experiments.worlds.news import NEWS_EXPERIMENT
from weakties.experiments.worlds.news_criteria import RING, measured_on, published
from weakties.experiments.worlds.news_curves import Line, Plot, curves

KEY = "noisy-threshold"
SOURCE = "Eckles, Mossel, Rahimian, Sen 2024, Nature Human Behaviour"
LINES = [
    Line("three sources needed", "reach, 3 sources", "strong"),
    Line("with noise", "reach, 3 sources, noise", "weak"),
]
SPEED = [Line(line.name, line.measure.replace("reach", "weeks"), line.look) for line in LINES]
X = "ties made long (share)"

FINDING = Finding(
    key=KEY,
    title="A little noise gives long ties back their advantage",
    claim="If one source below the threshold convinces now and then, of order n^(-1/threshold), long ties speed it.",
    published=published(KEY, SOURCE, "yes", "self-test"),
    experiment=NEWS_EXPERIMENT,
    measure=measured_on(KEY, RING),
    figures=(
        Drawing(
            figure="network_curves",
            prepare=curves(Plot(LINES, X, "share reached", "log")),
            name="noisy_threshold",
        ),
        Drawing(
            figure="network_curves",
            prepare=curves(Plot(SPEED, X, "weeks until 90 % know", "log"), only=(RING,)),
            name="noisy_threshold_speed",
        ),
    ),
    notes="Each source that tells convinces by itself once, with probability n^(-1/3); drawn anew every week it would spread "
    "the contagion everywhere in the end. On the ring as in long-ties. With all ties long, noise of this order does not "
    "help: the published result keeps the short ties, too.",
)
