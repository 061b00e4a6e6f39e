"""Which names say something about a world: the parameters that each model reads, and the error for any other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from weakties.simulation.advice.parameters import AdviceParameters
from weakties.simulation.errors import UserError
from weakties.simulation.market.mechanism_parameters import Mechanisms
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.parameters import NetworkParameters, Parameters, check_name
from weakties.simulation.recommendation.parameters import RecommendationParameters
from weakties.simulation.relations.parameters import RELATIONS, RelationParameters
from weakties.simulation.spread.parameters import SpreadParameters
from weakties.simulation.trust.parameters import TRUST, TrustParameters

MODELS: Mapping[str, tuple[type[Parameters], ...]] = {
    "market": (MarketParameters, Mechanisms, RelationParameters, TrustParameters),
    "spread": (SpreadParameters, RelationParameters),
    "recommendation": (
        MarketParameters,
        Mechanisms,
        RelationParameters,
        TrustParameters,
        RecommendationParameters,
    ),
}
"""What is lived, and whose numbers it reads beside those of a generated network."""


def parameters_of(model: str, generated: bool) -> list[str]:
    """The parameters that mean anything in such a world."""
    kinds = (*((NetworkParameters,) if generated else ()), *MODELS[model])
    return [name for kind in kinds for name in kind.model_fields]


def checked(values: dict[str, Any], model: str, generated: bool, beside: Iterable[str]) -> dict[str, Any]:
    """The values. Raises UserError for the first name that says nothing about such a world; beside: what else may stand."""
    shaping = NetworkParameters.model_fields
    known = dict.fromkeys([*parameters_of(model, generated), RELATIONS, TRUST, *beside])
    for name in values:
        if name in shaping and name not in known:
            raise UserError(f"{name} shapes generated networks; it has no effect on a network that is given")
        if name in AdviceParameters.model_fields and name not in known:
            raise UserError(f"{name} acts where advice is followed (weakties advice); it has no effect here")
        check_name(name, known)
    return values
