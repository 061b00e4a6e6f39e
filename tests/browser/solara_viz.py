"""Mesa's SolaraViz with our components, as in a notebook."""

from __future__ import annotations

import solara
from mesa.visualization import Slider, SolaraViz

from weakties.experiments.browser.components import charts_view, network_view
from weakties.experiments.browser.market import ShownMarket

MODEL = ShownMarket("layers", workers=100, seed=0)
LIFE = Slider("life of a vacancy", value=5.0, min=1.0, max=20.0, step=1.0)
PARAMETERS = {"network": "layers", "workers": 100, "seed": 0, "vacancy_life": LIFE}


@solara.component
def page():
    SolaraViz(
        MODEL,
        components=[network_view, charts_view],
        model_params=PARAMETERS,
    )
