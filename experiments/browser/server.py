"""The server of the page: Solara on uvicorn, without internet, on loopback unless told otherwise."""

from __future__ import annotations

import os
import socket
import sys
import threading
import warnings
import webbrowser
from pathlib import Path

from experiments.browser.setting import Setting, build
from simulation.errors import UserError

APP = "experiments.browser.page:page"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
OPEN_TO_OTHERS = (
    "It listens on {host}: whoever reaches this machine over the network can open the page and have it simulate, without a "
    "password and unencrypted. They cannot run code or read files through it. Leave out --host to keep it to yourself."
)


def serve(start: Setting, host: str, port: int, open_browser: bool) -> None:
    """Serve the page until interrupted. Raises UserError when the setting cannot be shown, or the address not be used."""
    model = build(
        start
    )  # what is wrong with a file is said here, in the terminal; and visitors find kernels and network ready
    model.atlas.place(model.atlas.typical)
    model.step()
    for note in model.atlas.notes:
        tell(f"{start.network}: {note}")
    check_address(host, port)
    url = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{port}"
    _configure(host, port)
    import uvicorn

    from experiments.browser import page

    page.START = start
    server = uvicorn.Server(
        uvicorn.Config(
            "solara.server.starlette:app",
            host=host,
            port=port,
            log_level="warning",
            timeout_graceful_shutdown=1,
        )
    )
    tell(f"The page is at {url}   (Ctrl-C stops it)")
    if host not in LOOPBACK:
        tell(OPEN_TO_OTHERS.format(host=host))
    if open_browser:
        threading.Thread(target=_open, args=(server, url), daemon=True).start()
    server.run()


def tell(message: str) -> None:
    """One line for whoever started the server, at once."""
    sys.stdout.write(message + "\n")
    sys.stdout.flush()


def check_address(host: str, port: int) -> None:
    """Raises UserError when nothing can listen at this address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise UserError(
                f"cannot listen on {host}, port {port}: {error.strerror or error}; choose another with --port"
            ) from None


def _configure(host: str, port: int) -> None:
    """Tell Solara what to show, to take its front end from the installed files alone, and to report to nobody."""
    os.environ["SOLARA_APP"] = APP
    os.environ["SERVER_NAME"], os.environ["SERVER_PORT"] = host, str(port)
    warnings.filterwarnings(
        "ignore", module="solara"
    )  # rules of hooks in Mesa's code, cookies of pages within pages
    import solara.settings
    from solara.server import settings

    settings.telemetry.mixpanel_enable = False
    settings.main.mode = "production"
    settings.theme.title = "weak ties"
    settings.theme.show_banner = False
    settings.session.same_site = "lax"
    solara.settings.assets.proxy = True
    solara.settings.assets.cdn = (
        "http://127.0.0.1:9/"  # nothing listens there: what is not installed is missing, not fetched
    )
    if not (Path(settings.assets.proxy_cache_dir) / "@widgetti").is_dir():
        raise UserError("the page's front end is not installed: pip install solara-assets")


def _open(server: object, url: str) -> None:
    while not getattr(server, "started", False):
        threading.Event().wait(0.05)
    webbrowser.open(url)
