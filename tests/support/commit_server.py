"""A target of one page that stores a slip on POST and then behaves as told."""

from __future__ import annotations

import socket
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FORM = """<!doctype html><meta charset=utf-8><form method=post action=/commit
  onsubmit="return !window.ask||confirm('登録しますか？')"><input name=memo><button>登録</button></form>"""


class CommitServer(ThreadingHTTPServer):
    """Modes: answer, cut, hold, or a path to redirect to; `form` is the page it shows, a look-up's after `slow_s`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.mode, self.n_slips, self.form, self.slow_s = "answer", 0, FORM, 0.0
        self.bodies: list[str] = []
        self.let_go = threading.Event()
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"

    def close(self) -> None:
        """Stop listening; what is held is let go."""
        self.let_go.set()
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: CommitServer

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        if "key=" in self.path or self.path == "/slow.js":
            self.server.let_go.wait(self.server.slow_s)
        self._answer("<b id=slip>S1</b>" if self.path in ("/stored", "/commit") else self.server.form)

    def do_POST(self) -> None:
        self.server.bodies.append(self.rfile.read(int(self.headers["content-length"])).decode())
        self.server.n_slips += 1
        if self.server.mode == "cut":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True
        elif self.server.mode == "hold":
            self.server.let_go.wait(3)
        elif self.server.mode.startswith("/"):
            self._answer("", 303, location=self.server.mode)
        elif self.server.mode.isdecimal():
            self._answer("failed", int(self.server.mode))
        else:
            self._answer("<b id=slip>S1</b>")

    def _answer(self, body: str, status: int = 200, **headers: str) -> None:
        data = ("<!doctype html><meta charset=utf-8>" + body).encode()
        self.send_response(status)
        for name, value in {"content-type": "text/html", "content-length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)
