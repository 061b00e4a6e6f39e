"""weakties view: the interactive page."""

from __future__ import annotations

from typing import Annotated

import typer

from experiments.options import Network, Seed, Sets, check_choice, settings


def command(
    network: Network = "layers",
    model: Annotated[
        str, typer.Option("--model", metavar="NAME", help="job-market, or news.")
    ] = "job-market",
    workers: Annotated[int, typer.Option("--workers", min=1, help="People of a generated network.")] = 2_000,
    seed: Seed = 0,
    set_: Sets = None,
    host: Annotated[
        str, typer.Option("--host", help="Where to listen; others can reach 0.0.0.0.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Where to listen.")] = 8765,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open it in a browser.")] = True,
) -> None:
    """Watch leads and news travel, in a browser.

    Starts a server on this machine and opens its page. It needs no internet.
    """
    check_choice(model, ["job-market", "news"], "model")
    from experiments.browser.server import serve
    from experiments.browser.setting import Setting, check

    values = settings(set_)
    setting = Setting(model=model, network=network, workers=workers, seed=seed, values=values)
    check(setting)
    serve(setting, host, port, open_browser)
