"""Long ties speed simple contagion, and can stop a complex one (CM)."""

from __future__ import annotations

from weakties.experiments.engine.declare import Drawing, Finding
from weakties.experiments.worlds.news import NEWS_EXPERIMENT
from weakties.experiments.worlds.news_criteria import RING, measured_on, published
from weakties.experiments.worlds.news_curves import Line, Plot, curves

KEY = "long-ties"
SOURCE = "Centola and Macy 2007, AJS 113:702"
LINES = [
    Line("one source is enough", "reach, 1 sources", "weak"),
    Line("two needed", "reach, 2 sources", "direct"),
    Line("three needed", "reach, 3 sources", "strong"),
]
SPEED = [Line(line.name, line.measure.replace("reach", "weeks"), line.look) for line in LINES]
CONTAGIONS = [
    Line("simple", "informed, simple", "weak"),
    Line("losing interest (SIR)", "informed, sir", "contact"),
    Line("one chance each (cascade)", "informed, cascade", "null"),
    Line("two sources needed", "informed, threshold", "strong"),
]
X = "ties made long (share)"

FINDING = Finding(
    key=KEY,
    title="Long ties: fast for news, a barrier for what needs several sources",
    claim="Where one source suffices, long ties speed the spread; where several are needed, long ties can stop it.",
    published=published(KEY, SOURCE, "yes", "self-test"),
    experiment=NEWS_EXPERIMENT,
    measure=measured_on(KEY, RING),
    figures=(
        Drawing(
            figure="network_curves",
            prepare=curves(Plot(LINES, X, "share reached", "log")),
            name="long_ties",
        ),
        Drawing(
            figure="network_curves",
            prepare=curves(Plot(SPEED, X, "weeks until 90 % know", "log"), only=(RING,)),
            name="long_ties_speed",
        ),
        Drawing(
            figure="network_curves",
            prepare=curves(Plot(CONTAGIONS, "weeks", "share who know")),
            name="contagions",
        ),
    ),
    notes="Judged on the lattice of Watts and Strogatz, a ring where everybody knows ten, as Centola and Macy rewire it, but "
    "keeping everybody's number of ties; the other networks are in the figure. Contagion starts from a person and his "
    "contacts; a tie tells in the week after.",
)
