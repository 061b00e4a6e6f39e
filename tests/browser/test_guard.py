"""The attacker's part: other pages in the same browser, names that lead here, too many and too much, against the real server."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from uuid import uuid4

import pytest
from websockets.exceptions import ConnectionClosed

from tests.browser.attacking import refused, websocket
from tests.browser.serving import ask, served
from weakties.experiments.browser.guard import digests, goes_by
from weakties.experiments.browser.server import MESSAGE

EVIL = "http://evil.example"


@pytest.fixture(scope="module")
def port():
    with served("--workers", "100") as url:
        yield int(url.rsplit(":", 1)[1])


def test_a_websocket_is_for_the_servers_own_page(port):
    with websocket(port) as own:
        own.ping()
    for origin in (
        EVIL,
        None,
        "null",
        f"https://127.0.0.1:{port}",
        f"http://localhost:{port}",
        "http://127.0.0.1:1",
    ):
        assert refused(port, origin=origin) == 403, origin


def test_a_name_of_somebody_else_that_leads_here_is_refused(port):
    for host in (
        f"evil.example:{port}",
        "evil.example",
        f"127.0.0.1.evil.example:{port}",
        f"localhost.evil.example:{port}",
    ):
        assert refused(port, host=host) == 421, host
        assert ask(port, Host=host)[0] == 421, host
    for host in ("", "127.0.0.1:80:80", "a b", "192.0.2.7", "0.0.0.0", f"127.0.0.1:{port}/x", "[::2]"):
        assert ask(port, Host=host)[0] in (400, 421), host
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}", "LOCALHOST", "127.0.0.2"):
        assert ask(port, Host=host)[0] == 200, host


def test_no_other_page_may_ask_for_anything_to_be_done(port):
    own = f"http://127.0.0.1:{port}"
    close = f"/_solara/api/close/{uuid4()}?session_id=x"
    assert ask(port, close, "POST", Origin=own)[0] == 200
    assert ask(port, close, "POST", Origin=EVIL)[0] == ask(port, close, "POST")[0] == 403
    assert ask(port, "/", Origin=EVIL)[0] == ask(port, "/", Origin="null")[0] == 403


@pytest.mark.parametrize("path", ["/", "/static/main-vuetify.js", "/no/such/thing"])
def test_browsers_are_told_how_little_they_may_do_with_an_answer(port, path):
    status, headers, text = ask(port, path)
    policy = headers["content-security-policy"]
    for rule in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"):
        assert rule in policy
    scripts = policy.partition("script-src")[2]
    assert "'unsafe-inline'" not in scripts and "http" not in scripts and f"ws://127.0.0.1:{port}" in policy
    assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers
    if path == "/":
        assert status == 200 and digests(text) and all(digest in scripts for digest in digests(text))


def test_a_message_that_is_too_long_ends_the_connection(port):
    with websocket(port) as own:
        own.send("x" * (MESSAGE + 1))
        with pytest.raises(ConnectionClosed) as stop:
            for _ in range(20):
                own.recv(timeout=20)
    assert stop.value.rcvd.code == 1009
    for nonsense in ("", "{}", "[" * 10_000, '{"header": {"msg_type": "execute_request"}}', b"\0" * 64):
        with websocket(port) as own, pytest.raises((ConnectionClosed, TimeoutError)):
            own.send(nonsense)
            for _ in range(20):
                own.recv(timeout=2)
    assert ask(port)[0] == 200


ATTACK = """<!doctype html><meta charset="utf-8"><iframe src="{url}/"></iframe>
<script>
const found = {{}};
const settle = (what, value) => {{ found[what] = value; }};
const socket = new WebSocket("{socket}/jupyter/api/kernels/{kernel}/channels?session_id=x");
socket.onopen = () => settle("socket", "open");
socket.onerror = () => settle("socket", "refused");
fetch("{url}/").then((answer) => answer.text()).then((text) => settle("read", text), () => settle("read", "refused"));
const sent = () => settle("sent", 1);
fetch("{url}/_solara/api/close/x?session_id=x", {{ method: "POST", mode: "no-cors" }}).then(sent, sent);
const script = document.createElement("script");
script.src = "{url}/static/main-vuetify.js";
script.onload = () => settle("script", "loaded");
script.onerror = () => settle("script", "refused");
document.head.append(script);
</script>"""


@pytest.mark.browser
def test_a_page_from_elsewhere_in_the_same_browser_gets_nothing(browser, port):
    class Evil(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            own = f"127.0.0.1:{port}"
            self.wfile.write(
                ATTACK.format(url=f"http://{own}", socket=f"ws://{own}", kernel=uuid4()).encode()
            )

        def log_message(self, *_):
            pass

    elsewhere = ThreadingHTTPServer(("127.0.0.1", 0), Evil)
    Thread(target=elsewhere.serve_forever, daemon=True).start()
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{elsewhere.server_port}/")
    page.wait_for_function("Object.keys(found).length === 4")
    assert page.evaluate("found") == {"socket": "refused", "read": "refused", "script": "refused", "sent": 1}
    framed = page.frames[1]
    assert framed.url.startswith("chrome-error:") or not framed.locator("#app").count()
    page.close()
    elsewhere.shutdown()


@pytest.mark.parametrize(
    ("asked", "host", "lets"),
    [
        ("localhost:8765", "127.0.0.1", True),
        ("lab.example:8765", "lab.example", True),
        ("LAB.example", "lab.example", True),
        ("10.1.2.3:8765", "10.1.2.3", True),
        ("localhost", "10.1.2.3", True),
        ("10.1.2.4:8765", "10.1.2.3", False),
        ("10.1.2.3:8765", "127.0.0.1", False),
        ("10.1.2.3:8765", "0.0.0.0", True),
        ("[2001:db8::1]:8765", "::", True),
        ("evil.example:8765", "0.0.0.0", False),
        ("evil.example", "::", False),
        ("10.1.2.3.evil.example", "0.0.0.0", False),
        ("localhost:8765\r\nx: y", "127.0.0.1", False),
        ("", "0.0.0.0", False),
    ],
)
def test_the_names_a_server_goes_by(asked, host, lets):
    assert goes_by(asked, host) == lets
