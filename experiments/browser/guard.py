"""The door of the page: who may speak to the server, and what a browser may do with what it is sent.

Whatever listens on this machine can be reached by every page that is open in a browser on it: a page from elsewhere may send
requests and open a websocket, or have its own name lead here (DNS rebinding). So a request must ask for this server by a name
that it goes by (Host), a websocket must come from the server's own page (Origin), and no other page may show this one in a frame.
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import re
import socket
import time
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

ANY = ("0.0.0.0", "::")  # listening on all addresses of the machine
CLOSED = {
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",  # for browsers that do not know frame-ancestors
    b"referrer-policy": b"same-origin",  # "no-referrer" would take the origin out of the page's own farewell
    b"cross-origin-resource-policy": b"same-origin",
}
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "connect-src 'self' ws://{host}; img-src 'self' data:; font-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "script-src 'self' 'unsafe-eval'{scripts}"
)
"""Vue compiles its templates in the browser ('unsafe-eval') and puts styles inline; inline scripts are let in by digest."""
READY_SOON = (
    '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>weak ties</title>'
    "<style>:root {{ color-scheme: light dark }} body {{ font: 16px/1.5 sans-serif; margin: 4em auto; max-width: 34em }}</style>"
    "<h1>weak ties</h1><p>Getting ready: {doing} ({seconds:.0f} seconds so far).</p><p>The page opens by itself.</p>"
)


class Guard:
    """An ASGI application around the page's own, which is put in when it is ready (`app`); until then it says what is going on.

    host      the address or name that the server was told to listen on
    crowded   whether a websocket for this page (a kernel's id) is one too many
    farewell  what to do when the server stops
    """

    def __init__(self, host: str, crowded: Callable[[str], bool], farewell: Callable[[], None]) -> None:
        self.host, self.crowded, self.farewell = host, crowded, farewell
        self.app: App | None = None
        self.doing = "loading, and building the network"
        self.scripts: tuple[str, ...] = ()
        self._began = time.monotonic()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        headers = _headers(scope)
        refusal = self._refusal(scope, headers)
        if refusal:
            await _answer(scope, receive, send, *refusal)
        elif self.app is None:
            page = READY_SOON.format(doing=self.doing, seconds=time.monotonic() - self._began)
            await _answer(scope, receive, self._closed(send, headers), 503, page, "text/html")
        else:
            await self.app(scope, receive, self._closed(send, headers))

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        """(status, why) for whom is not let in."""
        host, origin = headers.get("host", ""), headers.get("origin")
        if not goes_by(host, self.host):
            name = "its address" if self.host in ANY else self.host
            return 421, f"This server does not go by that name. Ask for it by {name}, or as localhost."
        websocket = scope["type"] == "websocket"
        asks = scope.get("method", "") in ("GET", "HEAD")
        if origin != f"http://{host}" and (websocket or not asks or origin is not None):
            return 403, "Only the server's own page may ask for this."
        if websocket and self.app is not None and self.crowded(kernel_of(scope["path"])):
            return 503, "Too many pages are open. Close one, or come back later."
        return None

    def _closed(self, send: Send, headers: dict[str, str]) -> Send:
        """`send`, with the headers that tell a browser how little it may do with an answer."""
        policy = POLICY.format(
            host=headers["host"], scripts="".join(f" '{digest}'" for digest in self.scripts)
        )
        added = [*CLOSED.items(), (b"content-security-policy", policy.encode())]

        async def closed(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *added]}
            await send(message)

        return closed

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.shutdown":
                self.farewell()
            await send({"type": message["type"] + ".complete"})
            if message["type"] == "lifespan.shutdown":
                return


def goes_by(asked: str, host: str) -> bool:
    """Whether a server that listens on `host` is asked for by a name of its own: a loopback name, or `host`; where it listens
    on all addresses, any address (no name of somebody else's can be one) and the machine's name."""
    found = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?", asked)
    if found is None:
        return False
    name = found[1].strip("[]").lower()
    machine = {socket.gethostname().lower(), socket.getfqdn().lower()} if host in ANY else set()
    if name in {"localhost", host.lower(), *machine, *(f"{m}.local" for m in machine)}:
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or host in ANY


def digests(page: str) -> tuple[str, ...]:
    """The inline scripts of a page as a content security policy names them."""
    scripts = re.findall(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", page, re.DOTALL | re.IGNORECASE)
    found = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts)
    return tuple(dict.fromkeys(f"sha256-{digest}" for digest in found))


def kernel_of(path: str) -> str:
    """The kernel that a websocket asks for: /jupyter/api/kernels/<id>/channels."""
    parts = path.strip("/").split("/")
    return parts[3] if len(parts) > 3 else ""


def _headers(scope: Scope) -> dict[str, str]:
    """The headers of a request; one that stands twice is worth nothing."""
    pairs: Iterable[tuple[bytes, bytes]] = scope.get("headers", ())
    found: dict[str, str] = {}
    for name, value in pairs:
        key = name.decode("latin-1").lower()
        found[key] = "" if key in found and key in ("host", "origin") else value.decode("latin-1")
    return found


async def _answer(
    scope: Scope, receive: Receive, send: Send, status: int, text: str, kind: str = "text/plain"
) -> None:
    """Answer by oneself, to a websocket as well, which is then not opened."""
    start, body = "http.response.start", "http.response.body"
    if scope["type"] == "websocket":
        await receive()
        start, body = f"websocket.{start}", f"websocket.{body}"
    headers = [(b"content-type", f"{kind}; charset=utf-8".encode()), (b"retry-after", b"2")]
    await send({"type": start, "status": status, "headers": headers})
    await send({"type": body, "body": text.encode()})
