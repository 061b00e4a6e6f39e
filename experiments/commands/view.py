"""weakties view: the interactive page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated, Any

import typer

from weakties.experiments.options import (
    Columns,
    Conversation,
    DropSelfTies,
    NamedWorld,
    Network,
    Observed,
    OwnMechanisms,
    Rate,
    Seed,
    Sets,
    Unit,
    check_choice,
    settings,
)
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    from weakties.experiments.browser.setting import Setting


EXAMPLES = (
    "weakties view",
    "weakties view --network lesmis --model news",
    "weakties view --set relations=on --set trust=ratio",
)


def command(
    network: Network = "layers",
    workers: Annotated[
        int | None, typer.Option("--workers", metavar="N", min=1, help="People of a generated network.")
    ] = None,
    model: Annotated[
        str, typer.Option("--model", metavar="NAME", help="job-market, or news.")
    ] = "job-market",
    contagion: Annotated[
        str, typer.Option("--contagion", metavar="KIND", help="Of news: simple, sir, cascade, threshold.")
    ] = "simple",
    rate: Rate = "auto",
    observed: Observed = None,
    unit: Unit = None,
    conversation: Conversation = None,
    drop_self_ties: DropSelfTies = False,
    columns: Columns = "",
    seed: Seed = 0,
    world: NamedWorld = None,
    assign: Sets = None,
    mechanism: OwnMechanisms = None,
    host: Annotated[
        str, typer.Option("--host", help="Where to listen; 0.0.0.0: for others, too.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Where to listen.")] = 8765,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open it in a browser.")] = True,
) -> None:
    """Watch leads and news travel, in a browser.

    Starts a server on this machine and opens its page. It needs no internet. A mechanism of your own has a switch
    there, and a slider for each of its parameters.
    """
    check_choice(model, ["job-market", "news"], "model")
    check_choice(contagion, ["simple", "sir", "cascade", "threshold"], "contagion")
    check_installed()
    from weakties.experiments.browser.server import serve

    about = {"model": model, "network": network, "seed": seed, "contagion": contagion}
    reading = (rate, observed, unit, conversation, drop_self_ties, columns)
    start = _in_world(_start({**about, **_with_own(mechanism or (), assign)}, reading), world)
    serve(_checked(start, workers), host, port, open_browser)


def _start(about: dict[str, Any], reading: tuple[Any, ...]) -> Setting:
    """The world to start with, as the options say it."""
    from weakties.experiments.browser.living_or_not import ties_of
    from weakties.experiments.browser.setting import Setting
    from weakties.experiments.worlds.one_network import Reading

    ties, values = ties_of(about["values"], about["model"])
    return Setting(**{**about, "values": values, "ties": ties}, reading=Reading(*reading))


def _in_world(start: Setting, world: str | None) -> Setting:
    """The same in the world of that name, where what is set wins over it."""
    from weakties.simulation.named_worlds import WORLD, resolved

    if world is None:
        return start
    read = {name for name in start.declared if start.acts(name)}
    return replace(start, values=resolved({WORLD: world, **start.values}, read))


def _with_own(mechanism: Sequence[str], assign: list[str] | None) -> dict[str, Any]:
    """Mechanisms of one's own and the values set, those included in which a mechanism differs from its defaults by itself."""
    from weakties.simulation.mechanisms.given import found

    own = found(",".join(mechanism))
    there = {k: v for one in own for k, v in one.values.items() if v != type(one)().values[k]}
    return {"mechanisms": tuple(type(one) for one in own), "values": {**there, **settings(assign)}}


def _checked(start: Setting, workers: int | None) -> Setting:
    """The world to start with, of so many people. Raises UserError for what does nothing in it."""
    from weakties.experiments.browser.setting import check
    from weakties.experiments.worlds.one_network import AUTO, find

    if start.generated and start.reading != AUTO:
        find(start.network, None, start.seed, start.reading)  # which refuses it
    if workers is not None:
        if not start.generated:
            raise UserError(
                "--workers goes with generated networks; a network that is read has its own people"
            )
        start = start.sized(workers)
    check(start)
    return start


def check_installed() -> None:
    """Raises UserError where the libraries of the page, an extra of the project, are not there."""
    if any(find_spec(name) is None for name in ("ipyvuetify", "solara")):
        raise UserError(
            "the page needs more libraries: pip install 'weak-ties[page]' (in a checkout: pip install '.[page]')"
        )
