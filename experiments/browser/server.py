"""The server of the page: Solara on uvicorn, without internet, on loopback unless told otherwise."""

from __future__ import annotations

import os
import socket
import sys
import threading
import warnings
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from weakties.experiments.browser import compiling
from weakties.experiments.browser.atlases import atlas
from weakties.experiments.browser.guard import ANY, Guard, digests
from weakties.experiments.browser.room import ABANDONED, PAGES, Room
from weakties.experiments.browser.setting import Setting, build
from weakties.simulation.errors import UserError
from weakties.simulation.market import ahead

if TYPE_CHECKING:
    import uvicorn

APP = "weakties.experiments.browser.page:page"
MESSAGE = 64 * 1024  # bytes of a message that a page may send; its own have a few hundred
CONNECTIONS = 200  # open at once, those that fetch the front end included
PATIENCE = 5.0  # seconds that the terminal waits for the first world, before the page is served and says what it waits for
LOOPBACK = ("127.0.0.1", "::1", "localhost")
OPEN_TO_OTHERS = (
    "It listens on {host}: whoever reaches this machine over the network can open the page and have it simulate, without a "
    "password and unencrypted. They cannot run code or read files through it. Leave out --host to keep it to yourself."
)


def serve(start: Setting, host: str, port: int, open_browser: bool) -> None:
    """Serve the page until interrupted. Raises UserError when the setting cannot be shown, or the address not be used."""
    read = (
        None if start.generated else atlas(start)
    )  # what is wrong with a file is said before anything is served
    check_address(host, port)
    _configure(host, port)
    preparing = Preparing(start, Guard(host, crowded, _farewell), address(host, port))
    preparing.start()
    try:
        preparing.settled.wait()
        del read  # the first world has it
        _serve(preparing, host, port, open_browser)
    except KeyboardInterrupt:
        if (
            preparing.is_alive()
        ):  # a thread that compiles heeds nobody, and leaving by the door would wait for it
            sys.stdout.flush()
            os._exit(130)
        raise


def _serve(preparing: Preparing, host: str, port: int, open_browser: bool) -> None:
    """Serve what is being prepared, from when there is something to show."""
    import uvicorn

    if preparing.error is not None:
        raise preparing.error
    server = preparing.server = uvicorn.Server(
        uvicorn.Config(
            preparing.guard,
            host=host,
            port=port,
            log_level="warning",
            lifespan="on",
            proxy_headers=False,
            ws_max_size=MESSAGE,
            limit_concurrency=CONNECTIONS,
            timeout_graceful_shutdown=1,
        )
    )
    if host not in LOOPBACK:
        tell(OPEN_TO_OTHERS.format(host=host))
    if open_browser:
        threading.Thread(target=_open, args=(server, preparing.url), daemon=True).start()
    server.run()
    if preparing.error is not None:
        raise preparing.error


class Preparing(threading.Thread):
    """Makes the first world and lives its first week, so that visitors find network and rules ready; then opens the door.

    settled  whether there is anything to serve: the page, or what is being done, because that takes long
    """

    def __init__(self, start: Setting, guard: Guard, url: str) -> None:
        super().__init__(name="preparing", daemon=True)
        self.setting, self.guard, self.url = start, guard, url
        self.settled = threading.Event()
        self.error: BaseException | None = None
        self.server: uvicorn.Server | None = None
        self.first: Any = None  # kept: what everybody begins with is made once

    def run(self) -> None:
        """Prepare; what goes wrong is kept for whoever waits (`error`), and ends the server."""
        try:
            self._prepare()
        except BaseException as error:
            self.error = error
            if self.server is not None:
                self.server.should_exit = True
        finally:
            self.settled.set()

    def _prepare(self) -> None:
        slow = threading.Timer(PATIENCE, self.settled.set)
        slow.daemon = True
        slow.start()
        ahead.begin(self.setting.ties)
        with compiling.told(self._compiling):
            self.first = build(self.setting)
            self.first.atlas.place(self.first.atlas.typical)
            self.first.step()
        slow.cancel()
        for note in self.first.atlas.notes:
            tell(f"{self.setting.network}: {note}")
        from solara.server import app, server, starlette

        from weakties.experiments.browser import page

        page.ROOM = Room(self.setting)
        app.ensure_apps_initialized()
        self.guard.scripts = digests(server.read_root("/", "") or "")
        self.guard.app = starlette.app
        tell(f"The page is at {self.url}   (Ctrl-C stops it)")

    def _compiling(self) -> None:
        self.guard.doing = compiling.ABOUT
        tell(f"{compiling.ABOUT.capitalize()}. {self.url} opens when it is done.")
        self.settled.set()


def crowded(kernel: str) -> bool:
    """Whether so many pages are open that one more cannot even be told so."""
    from solara.server.kernel_context import contexts

    return kernel not in contexts and len(contexts) >= PAGES


def _farewell() -> None:
    """Close what visitors have open."""
    from solara.server import starlette

    starlette.on_shutdown()


def address(host: str, port: int) -> str:
    """Where a browser on this machine finds the page."""
    name = "127.0.0.1" if host in ANY else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}"


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
    settings.kernel.cull_timeout = ABANDONED
    settings.main.root_path = ""  # and not what a request says
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
