"""An accounting system with an HTTP API, on loopback, that can be told to fail as real ones do."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from collections import Counter
from contextlib import suppress
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "first-bearer-token"
CLIENT = ("denpyo", "client-secret-of-ours")
PAGE = 2

API = """\
api: books
auth: {kind: bearer}
masks: [bank_account]
find:
  path: /slips
  query: {memo: "{key}"}
  rows: /slips
  key: /memo
  slip_number: /number
  id: /id
  state: /state
  final: [posted]
  paging: {by: page, parameter: page}
enter:
  path: /slips
  headers: {Idempotency-Key: "{key}"}
  json:
    customer: "{slip.customer_code}"
    order: "{slip.order_number}"
    date: "{slip.slip_date}"
    memo: "{key}"
    total: "{slip.total}"
    lines:
      $lines:
        product: "{line.product_code}"
        quantity: "{line.quantity}"
        price: {$text: "{line.unit_price}"}
        tax: {$number: "{line.tax_rate}", $words: {"0.1": "10", "0.08": "8"}}
        reduced: {$flag: "{line.tax_rate}", $words: {"0.1": "false", "0.08": "true"}}
  slip_number: /slip/number
  refused: {statuses: [422], words: /errors/0/message}
finish: {path: "/slips/{id}/post"}
confirm:
  path: "/slips/{id}"
  compare:
    /slip/memo: "{key}"
    /slip/customer: "{slip.customer_code}"
    /slip/order: "{slip.order_number}"
    /slip/date: "{slip.slip_date}"
    /slip/total: "{slip.total}"
  lines:
    rows: /slip/lines
    compare: {product: "{line.product_code}", quantity: "{line.quantity}", price: "{line.unit_price}"}
"""


class Books:
    """What the system holds and how it behaves. Each fault happens as often as its count says, then no more."""

    def __init__(self) -> None:
        self.slips: list[dict[str, Any]] = []
        self.faults: Counter[str] = Counter()
        self.requests: list[str] = []
        self.retry_after = "0"
        self.honours_key = True
        self.filters = True
        self.links = False  # whether pages are told by Link lines, `next` before `last`
        self.token = TOKEN
        self.refresh_token = ""
        self.n_tokens = 0
        self.shift: list[dict[str, Any]] = []  # slips somebody else enters, one in front at each page read
        self.lock = threading.RLock()

    def takes(self, fault: str) -> bool:
        """Say whether a fault happens now."""
        with self.lock:
            happens = self.faults[fault] > 0
            self.faults[fault] -= happens
            return happens

    def store(self, posted: dict[str, Any], key: str) -> dict[str, Any]:
        """Store a slip, or return the one that was stored under this idempotency key."""
        with self.lock:
            if self.honours_key and key:
                for slip in self.slips:
                    if slip["idempotency"] == key:
                        return slip
            n = len(self.slips) + 1
            slip = {**posted, "id": 1000 + n, "number": f"INV-{n:05d}", "state": "draft", "idempotency": key}
            slip["bank_account"] = "普通 1234567"
            self.slips.append(slip)
            return slip

    def of(self, key: str) -> list[dict[str, Any]]:
        """Return the slips that carry a key."""
        with self.lock:
            return [slip for slip in self.slips if slip["memo"] == key]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    books: Books

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def _serve(self) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):
            self._answer()

    def _answer(self) -> None:
        books, parts = self.books, urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        with books.lock:
            books.requests.append(f"{self.command} {parts.path}")
        if parts.path == "/token":
            return self._hand_out(parse_qs(body.decode()))
        is_entry = self.command == "POST" and parts.path == "/v1/slips"
        if self._fails(is_entry=is_entry):
            return None
        if self.headers.get("Authorization") != f"Bearer {books.token}":
            return self._send(401, {"errors": [{"message": "token"}]})
        if is_entry:
            return self._enter(json.loads(body, parse_float=Decimal))
        if self.command == "GET" and parts.path == "/v1/slips":
            return self._list({name: values[0] for name, values in parse_qs(parts.query).items()})
        return self._one(parts.path)

    def _fails(self, *, is_entry: bool) -> bool:
        """Do what was planned instead of answering; faults of the entry alone begin with `entry_`."""
        where, books = ("entry_" if is_entry else "look_"), self.books
        if books.takes(f"{where}throttled"):
            self._send(429, {}, {"Retry-After": books.retry_after})
        elif books.takes(f"{where}unavailable"):
            self._send(503, {}, {"Retry-After": books.retry_after} if books.retry_after else {})
        elif books.takes(f"{where}error"):
            self._send(500, {"error": "internal"})
        elif books.takes(f"{where}redirected"):
            self._send(302, {}, {"Location": "/elsewhere"})
        elif books.takes(f"{where}lost_request"):
            self._drop()
        elif books.takes(f"{where}html"):
            self._raw(200, b"<html>maintenance</html>", "text/html")
        elif books.takes(f"{where}huge"):
            self._raw(200, b'{"slips": [], "pad": "' + b"x" * 5_000_000 + b'"}')
        elif books.takes(f"{where}slow"):
            time.sleep(2)
            self._drop()
        else:
            return False
        return True

    def _enter(self, posted: dict[str, Any]) -> None:
        books, key = self.books, self.headers.get("Idempotency-Key", "")
        if books.takes("entry_refused"):
            return self._send(422, {"errors": [{"message": "得意先がありません"}]})
        slip = books.store(posted, key)
        if books.takes("entry_repeated"):  # a proxy on the way delivers the request a second time
            books.store(posted, key)
        if books.takes("entry_lost_answer"):
            return self._drop()
        if books.takes("entry_reset"):
            return self._reset()
        if books.takes("entry_error_after"):
            return self._send(502, {"error": "bad gateway"})
        if books.takes("entry_html_after"):
            return self._raw(200, b"<html>ok</html>", "text/html")
        if books.takes("entry_slow_after"):
            time.sleep(2)
        if books.takes("entry_cut"):
            return self._raw(201, b'{"slip": {"number": "INV', announce=500)
        if books.takes("entry_drip"):
            return self._drip()
        return self._send(201, {"slip": slip})

    def _list(self, query: dict[str, str]) -> None:
        books = self.books
        with books.lock:
            if books.shift:
                books.slips.insert(0, books.shift.pop())
            n, memo = int(query.get("page", "1")), query.get("memo", "")
            found = [slip for slip in books.slips if memo in slip["memo"]] if books.filters else list(books.slips)
            last = max(1, -(-len(found) // PAGE))
            told = [f'</v1/slips?page={page}>; rel="{rel}"' for page, rel in ((n + 1, "next"), (last, "last"))]
            headers = {"Link": "\n".join(told if n < last else told[1:])} if books.links else None
            return self._send(200, {"slips": found[(n - 1) * PAGE : n * PAGE], "total": len(found)}, headers)

    def _one(self, path: str) -> None:
        name = path.removeprefix("/v1/slips/").removesuffix("/post")
        for slip in self.books.slips:
            if str(slip["id"]) == name:
                if path.endswith("/post"):
                    slip["state"] = "posted"
                return self._send(200, {"slip": slip})
        return self._send(404, {"errors": [{"message": "not found"}]})

    def _hand_out(self, form: dict[str, list[str]]) -> None:
        """Hand out access tokens; a refresh token is worth one use, and its follower comes with the answer."""
        books, grant = self.books, form["grant_type"][0]
        if grant == "refresh_token" and form["refresh_token"][0] != books.refresh_token:
            return self._send(400, {"error": "invalid_grant"})
        books.n_tokens += 1
        books.token = f"access-token-{books.n_tokens}"
        told = {"access_token": books.token, "token_type": "bearer", "expires_in": 3600}
        if grant == "refresh_token":
            books.refresh_token = told["refresh_token"] = f"refresh-token-{books.n_tokens}"
        return self._send(200, told)

    def _send(self, status: int, told: object, headers: dict[str, str] | None = None) -> None:
        self._raw(status, json.dumps(told, default=float).encode(), headers=headers)

    def _raw(
        self,
        status: int,
        content: bytes,
        kind: str = "application/json; charset=utf-8",
        headers: dict[str, str] | None = None,
        announce: int | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(announce or len(content)))
        for name, value in (headers or {}).items():
            for line in value.split("\n"):
                self.send_header(name, line)
        self.end_headers()
        self.wfile.write(content)
        self.close_connection = True

    def _drip(self) -> None:
        self.send_response(201)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b" ")
            time.sleep(0.05)

    def _drop(self) -> None:
        self.close_connection = True

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self.close_connection = True


class ApiServer:
    """The system, listening until it is stopped."""

    def __init__(self, tls: tuple[Path, Path] | None = None) -> None:
        self.books = Books()
        handler = type("Handler", (_Handler,), {"books": self.books})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        if tls is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*tls)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        self.root = f"http{'s' if tls else ''}://127.0.0.1:{self._server.server_port}"
        self.url = f"{self.root}/v1"

    def stop(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
