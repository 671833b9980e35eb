"""Tryton 7.0 for real: a database of its own in a folder, and a door that may lose an answer on its way back.

The Python that has `trytond`, `trytond_account_invoice` and `proteus` (7.0) is named by TRYTON_PYTHON. It stands in an
environment of its own, never in Denpyo's.
"""

from __future__ import annotations

import os
import socket
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path

HERE = Path(__file__).parent
PASSWORD = "tryton-admin-password"
DATABASE = "books"
START_S = 60


class Door:
    """Passes one request a connection on, and the answer back, unless this one shall be lost."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self.loses = b""  # an answer to a request that holds this is lost, once
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Take no more."""
        self._listening.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                threading.Thread(target=self._pass, args=(client,), daemon=True).start()

    def _pass(self, client: socket.socket) -> None:
        with client, socket.create_connection(("127.0.0.1", self._port)) as server:
            request = _whole(client)
            server.sendall(request)
            answer = b"".join(iter(lambda: server.recv(65536), b""))
            if self.loses and self.loses in request:
                self.loses = b""
                return
            client.sendall(answer)


class Tryton:
    """The server as a child process."""

    def __init__(self, python: str, folder: Path, customer_code: str) -> None:
        self._python, self._folder = python, folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self._settings = folder / "trytond.conf"
        self._settings.write_text(f"[database]\nuri = sqlite://\npath = {folder}\n[web]\nlisten = 127.0.0.1:{port}\n")
        (folder / f"{DATABASE}.sqlite").touch()
        (folder / "password").write_text(PASSWORD)
        self._run(
            "trytond-admin", "-d", DATABASE, "-u", "account_invoice", "--activate-dependencies", "--email", "a@b.jp"
        )
        self._call([python, str(HERE / "company.py"), str(self._settings), DATABASE, customer_code])
        self._child = subprocess.Popen(
            self._command("trytond", "-d", DATABASE), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._await(port)
        self.door = Door(port)

    def stop(self) -> None:
        """End it."""
        self.door.close()
        self._child.terminate()
        self._child.wait(10)

    def _command(self, program: str, *options: str) -> list[str]:
        return [self._python, str(Path(self._python).with_name(program)), "-c", str(self._settings), *options]

    def _run(self, program: str, *options: str) -> None:
        self._call(self._command(program, *options))

    def _call(self, command: list[str]) -> None:
        there = {**os.environ, "TRYTONPASSFILE": str(self._folder / "password"), "PYTHONWARNINGS": "ignore"}
        done = subprocess.run(command, env=there, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def _await(self, port: int) -> None:
        until = time.monotonic() + START_S
        while time.monotonic() < until:
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            time.sleep(0.1)
        raise AssertionError("Tryton did not start")


def _whole(client: socket.socket) -> bytes:
    """Read one request whole, by its Content-Length."""
    request = b""
    while b"\r\n\r\n" not in request:
        request += client.recv(65536)
    head, _, body = request.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    while len(body) < int(lengths[0] if lengths else 0):
        body += client.recv(65536)
    return head + b"\r\n\r\n" + body
