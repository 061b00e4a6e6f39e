"""What an attacker needs: websockets from anywhere, and a look at what the server holds."""

from __future__ import annotations

import json
import socket
import time
from uuid import uuid4

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.browser.serving import ask


def websocket(port, origin="own", host=None, kernel=None):
    """A websocket as the page opens it, from whomever and to whatever name; raises InvalidStatus when it is not let in."""
    host = host or f"127.0.0.1:{port}"
    return connect(
        f"ws://{host}/jupyter/api/kernels/{kernel or uuid4()}/channels?session_id={uuid4()}",
        sock=socket.create_connection(("127.0.0.1", port)),
        origin=f"http://{host}" if origin == "own" else origin,
        compression=None,
    )


def refused(port, **how):
    """The status with which a websocket is refused."""
    with pytest.raises(InvalidStatus) as stop, websocket(port, **how):
        pass
    return stop.value.response.status_code


def kernels(port):
    """How many worlds, or places for one, the server holds."""
    return json.loads(ask(port, "/resourcez")[2])["kernels"]["total"]


def until(holds, seconds=20):
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)
