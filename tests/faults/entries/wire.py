"""Stands between a robot and an accounting system, request by request, and does to each what it is told."""

from __future__ import annotations

import http.client
import socket
import struct
import threading
from dataclasses import dataclass, replace
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol

HOP_BY_HOP = ("connection", "keep-alive", "transfer-encoding", "content-length")
FORWARD_S = 90.0
SILENT_S = 30.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One request; `lane` names the proxy it came through, `line` is the client's port and the proxy's."""

    lane: str
    method: str
    path: str
    body: bytes
    line: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Answered:
    """The target's answer, whole."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def with_body(self, body: bytes) -> Answered:
        """Return the same answer with another page."""
        return replace(self, body=body)


class Deed(Enum):
    """What becomes of a request or its answer."""

    PASS = auto()
    CLOSE = auto()
    RESET = auto()
    SILENT = auto()  # the connection stays open and nothing comes


class Watcher(Protocol):
    """Decides; called in the thread of the connection, which it may hold up."""

    def asked(self, asked: Asked) -> Deed:
        """Decide on a request before the target hears of it."""
        ...

    def answered(self, asked: Asked, answer: Answered) -> tuple[Deed, Answered]:
        """Decide on an answer before the client hears of it."""
        ...

    def passed(self, asked: Asked) -> None:
        """Hear that an answer was handed on whole."""
        ...


class Wire(ThreadingHTTPServer):
    """One proxy, one lane: listens on a port of its own for as long as it is open."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, lane: str, target_port: int, watcher: Watcher) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.lane, self.target_port, self.watcher = lane, target_port, watcher
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self) -> str:
        """The address a robot is given."""
        return f"http://127.0.0.1:{self.server_port}"

    def close(self) -> None:
        """Listen no more."""
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hang up or were killed."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: Wire

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _serve(self) -> None:
        size = int(self.headers.get("content-length") or 0)
        line = (self.client_address[1], self.server.server_port)
        asked = Asked(self.server.lane, self.command, self.path, self.rfile.read(size), line)
        deed = self.server.watcher.asked(asked)
        if deed is not Deed.PASS:
            self._end(deed)
            return
        try:
            answer = self._forward(asked)
        except (OSError, http.client.HTTPException):
            self._end(Deed.CLOSE)
            return
        deed, answer = self.server.watcher.answered(asked, answer)
        if deed is Deed.PASS:
            self._hand_on(answer)
            self.server.watcher.passed(asked)
        else:
            self._end(deed)

    do_GET = do_POST = do_HEAD = _serve  # noqa: N815 (the standard library's names)

    def _forward(self, asked: Asked) -> Answered:
        """Ask the target once, on a connection of its own: nothing here sends a second time."""
        line = http.client.HTTPConnection("127.0.0.1", self.server.target_port, timeout=FORWARD_S)
        try:
            headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
            line.request(asked.method, asked.path, asked.body or None, headers)
            got = line.getresponse()
            kept = tuple((name, value) for name, value in got.getheaders() if name.lower() not in HOP_BY_HOP)
            return Answered(got.status, kept, got.read())
        finally:
            line.close()

    def _hand_on(self, answer: Answered) -> None:
        self.send_response_only(answer.status)
        for name, value in (*answer.headers, ("Content-Length", str(len(answer.body)))):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)
        self.wfile.flush()

    def _end(self, deed: Deed) -> None:
        self.close_connection = True
        if deed is Deed.SILENT:
            self.connection.settimeout(SILENT_S)
            self.connection.recv(1)
        if deed is Deed.RESET:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        else:
            self.connection.shutdown(socket.SHUT_RDWR)
