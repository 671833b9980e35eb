"""A threaded HTTP/1.1 server whose pages may drop the connection instead of answering.

Kept-alive connections and the say over the socket are the point: a browser sends a POST a second time when such a
connection ends before the answer, and only a server that owns its sockets can show it.
"""

from __future__ import annotations

import json
import socket
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

HTML = "text/html; charset=utf-8"
MAX_BODY_BYTES = 4_000_000
IDLE_S = 300


class ConnectionDroppedError(Exception):
    """The page wants the connection closed without any answer."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request. Query and form values are lists, since rows of a table repeat their names."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: Message
    body: bytes

    def asked(self, name: str) -> str:
        """Return the first value of a query parameter, or an empty text."""
        return self.query.get(name, [""])[0]

    def form(self) -> Mapping[str, list[str]]:
        """Return the posted fields, empty ones included."""
        return parse_qs(self.body.decode(), keep_blank_values=True)

    def json(self) -> dict[str, Any]:
        """Return the posted JSON object."""
        return dict(json.loads(self.body))

    def cookie(self, name: str) -> str:
        """Return a cookie's value, or an empty text."""
        try:
            found = SimpleCookie(self.headers.get("Cookie", "")).get(name)
        except CookieError:
            return ""
        return found.value if found else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; `headers` come on top of type and length."""

    body: bytes
    media_type: str = HTML
    status: int = 200
    headers: tuple[tuple[str, str], ...] = field(default=())


def redirect(to: str, *headers: tuple[str, str]) -> Answer:
    """Send the browser on with a GET."""
    return Answer(b"", status=303, headers=(("Location", to), *headers))


def as_json(data: object, status: int = 200) -> Answer:
    """Answer a script."""
    return Answer(json.dumps(data, ensure_ascii=False).encode(), "application/json; charset=utf-8", status)


App = Callable[[Request], Answer]


class PracticeServer(ThreadingHTTPServer):
    """Serves one application on loopback; port 0 takes a free one."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, app: App, port: int = 0) -> None:
        self.app = app
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def url(self) -> str:
        """The address people open."""
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hang up; a fault of ours is shown."""
        if not isinstance(sys.exc_info()[1], OSError):
            traceback.print_exc()


class _Handler(BaseHTTPRequestHandler):
    """Turns sockets into requests and answers into one write, so that no delayed acknowledgement costs 40 ms."""

    protocol_version = "HTTP/1.1"
    server_version = "Practice"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = IDLE_S
    server: PracticeServer

    def _serve(self) -> None:
        try:
            self._write(self._ask())
        except ConnectionDroppedError:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)

    do_GET = _serve  # noqa: N815 (the standard library's name)
    do_HEAD = _serve  # noqa: N815
    do_POST = _serve  # noqa: N815

    def _ask(self) -> Answer:
        size = int(self.headers.get("Content-Length") or 0)
        if size > MAX_BODY_BYTES:
            self.close_connection = True
            return Answer(b"too large", status=413)
        parts = urlsplit(self.path)
        query = parse_qs(parts.query, keep_blank_values=True)
        request = Request(self.command, unquote(parts.path), query, self.headers, self.rfile.read(size))
        try:
            return self.server.app(request)
        except ConnectionDroppedError:
            raise
        except Exception:  # noqa: BLE001 (the server's edge: one broken page must not end it)
            traceback.print_exc()
            return Answer("<h1>システムエラー</h1>".encode(), status=500)

    def _write(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        """Keep quiet: the standard error is for faults."""
