"""The world: chance, ties, networks, a labour market, the spread of news. Knows no other room.

from simulation import CalvoJackson, InformationSpread, JobMarket, Ties, networks
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from simulation.compiled import keep_apart

if TYPE_CHECKING:
    from simulation import networks
    from simulation.calvo_jackson import CalvoJackson
    from simulation.errors import UserError, WeakTiesWarning
    from simulation.market.job_market import JobMarket
    from simulation.market.records import Records
    from simulation.spread.model import InformationSpread
    from simulation.ties import Kind, Ties

__all__ = [
    "CalvoJackson",
    "InformationSpread",
    "JobMarket",
    "Kind",
    "Records",
    "Ties",
    "UserError",
    "WeakTiesWarning",
    "networks",
]

keep_apart()  # what numba compiles, before it compiles anything

# Loaded when first asked for: compiled kernels and Mesa take a second, and `weakties --help` needs neither.
_HOME = {
    "CalvoJackson": "simulation.calvo_jackson",
    "InformationSpread": "simulation.spread.model",
    "JobMarket": "simulation.market.job_market",
    "Kind": "simulation.ties",
    "Records": "simulation.market.records",
    "Ties": "simulation.ties",
    "UserError": "simulation.errors",
    "WeakTiesWarning": "simulation.errors",
}


def __getattr__(name: str) -> Any:
    if name == "networks":
        return import_module("simulation.networks")
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
