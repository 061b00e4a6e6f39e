"""Through whom do jobs and news reach people? What the toolkit offers a script or a notebook:

from weakties import CalvoJackson, InformationSpread, JobMarket, Scenario, Ties, effects, networks, sweep, twins

This is the front door of the package; behind it are its rooms: weakties.simulation, .analysis, .figures and .experiments.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from weakties.simulation.compiled import keep_apart

if TYPE_CHECKING:
    from weakties.experiments.worlds.sweeping import sweep
    from weakties.simulation import networks
    from weakties.simulation.calvo_jackson.model import CalvoJackson
    from weakties.simulation.chance import normal, uniform
    from weakties.simulation.counterfactual.one_by_one import effects
    from weakties.simulation.counterfactual.twins import twins
    from weakties.simulation.errors import UserError, WeakTiesWarning
    from weakties.simulation.market.job_market import JobMarket
    from weakties.simulation.market.records import Records
    from weakties.simulation.mechanisms.mechanism import Mechanism
    from weakties.simulation.mechanisms.now import Now
    from weakties.simulation.parameters import parameter
    from weakties.simulation.poisson import poisson
    from weakties.simulation.scenario import Scenario
    from weakties.simulation.spread.model import InformationSpread
    from weakties.simulation.ties import Kind, Ties

__all__ = [
    "CalvoJackson",
    "InformationSpread",
    "JobMarket",
    "Kind",
    "Mechanism",
    "Now",
    "Records",
    "Scenario",
    "Ties",
    "UserError",
    "WeakTiesWarning",
    "effects",
    "networks",
    "normal",
    "parameter",
    "poisson",
    "sweep",
    "twins",
    "uniform",
]

keep_apart()  # what numba compiles, before it compiles anything

# Loaded when first asked for: compiled kernels and Mesa take a second, and `weakties --help` needs neither.
_HOME = {
    "CalvoJackson": "weakties.simulation.calvo_jackson.model",
    "InformationSpread": "weakties.simulation.spread.model",
    "JobMarket": "weakties.simulation.market.job_market",
    "Kind": "weakties.simulation.ties",
    "Mechanism": "weakties.simulation.mechanisms.mechanism",
    "Now": "weakties.simulation.mechanisms.now",
    "Records": "weakties.simulation.market.records",
    "Scenario": "weakties.simulation.scenario",
    "Ties": "weakties.simulation.ties",
    "UserError": "weakties.simulation.errors",
    "WeakTiesWarning": "weakties.simulation.errors",
    "effects": "weakties.simulation.counterfactual.one_by_one",
    "normal": "weakties.simulation.chance",
    "parameter": "weakties.simulation.parameters",
    "poisson": "weakties.simulation.poisson",
    "sweep": "weakties.experiments.worlds.sweeping",
    "twins": "weakties.simulation.counterfactual.twins",
    "uniform": "weakties.simulation.chance",
}


def __getattr__(name: str) -> Any:
    if name == "networks":
        return import_module("weakties.simulation.networks")
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
