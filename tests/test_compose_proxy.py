"""The proxy in front of a web server that tells what reached it: TLS, addresses, the limit, compression."""

from __future__ import annotations

import http.client
import json
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.compose_file import services
from tests.compose_proxy import HOST, Proxy

MEGABYTE = 1_000_000


class Tells(BaseHTTPRequestHandler):
    """Answers with the headers that came, and how long the body was."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        size = 0
        left = int(self.headers.get("Content-Length", 0))
        while left and (piece := self.rfile.read(min(left, 65536))):
            size += len(piece)
            left -= len(piece)
        answer = json.dumps({"size": size, "headers": dict(self.headers), "filling": "x" * 2000}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST

    def log_message(self, format: str, *args: object) -> None:
        """Nothing; the test says what went wrong."""


@pytest.fixture(scope="module")
def proxy(at_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """The proxy, running; not well before, and stopped when asked."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Tells) as web:
        threading.Thread(target=web.serve_forever, daemon=True).start()
        made = Proxy(services(at_root)["proxy"], at_root, tmp_path_factory.mktemp("proxy"), web.server_port)
        assert not made.is_well(), "well before it was started"
        made.start()
        yield made
        assert made.stop() == 0
        web.shutdown()


def test_proxy_passes_its_own_health_check(proxy: Proxy) -> None:
    assert proxy.is_well()


def test_visitor_cannot_choose_an_address_or_a_scheme(proxy: Proxy) -> None:
    """What a visitor claims is replaced by what the proxy saw: web believes one proxy (TRUSTED_PROXIES)."""
    line = proxy.connection()
    lies = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http", "X-Forwarded-Host": "evil.example"}
    line.request("GET", "/", headers=lies)
    came = json.load(line.getresponse())["headers"]
    assert came["X-Forwarded-For"] == "127.0.0.1"
    assert came["X-Forwarded-Proto"] == "https"
    assert came["X-Forwarded-Host"] == came["Host"] == HOST


def test_web_is_reached_by_the_site_s_name_alone(proxy: Proxy) -> None:
    line = proxy.connection()
    line.request("GET", "/", headers={"Host": "another.example"})
    assert line.getresponse().read() == b""
    with pytest.raises(ssl.SSLError):
        proxy.connection("another.example")


def test_plain_http_leads_to_tls(proxy: Proxy) -> None:
    line = http.client.HTTPConnection("127.0.0.1", proxy.http, timeout=60)
    line.request("GET", "/avtaler/", headers={"Host": HOST})
    answer = line.getresponse()
    assert (answer.status, answer.headers["Location"]) == (308, f"https://{HOST}/avtaler/")


@pytest.mark.parametrize(("megabytes", "status"), [(24, 200), (26, 413)])
def test_what_is_too_big_stops_at_the_proxy(proxy: Proxy, megabytes: int, status: int) -> None:
    line = proxy.connection()
    line.request("POST", "/", body=bytes(megabytes * MEGABYTE))
    answer = line.getresponse()
    assert answer.status == status
    if status == 200:
        assert json.load(answer)["size"] == megabytes * MEGABYTE


@pytest.mark.parametrize("kind", ["gzip", "zstd"])
def test_pages_are_compressed(proxy: Proxy, kind: str) -> None:
    line = proxy.connection()
    line.request("GET", "/", headers={"Accept-Encoding": kind})
    assert line.getresponse().headers["Content-Encoding"] == kind
