"""Stands between a browser and LedgerSMB, passes everything on, and loses one answer when it is told to."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress

SAVE = b"action=post&"
CHUNK = 65_536


class Relay:
    """Listens on a port of its own and passes bytes both ways.

    Args:
        port: Where LedgerSMB listens.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._when_saved: Callable[[], None] | None = None
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/"
        threading.Thread(target=self._serve, daemon=True).start()

    def lose_next_answer(self, when_saved: Callable[[], None] = lambda: None) -> None:
        """Close the connection instead of passing on what the next Save is answered; do something first."""
        self._when_saved = when_saved

    def close(self) -> None:
        """Listen no more."""
        self._listener.close()

    def _serve(self) -> None:
        with suppress(OSError):  # closed
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._pass_on, args=(client,), daemon=True).start()

    def _pass_on(self, client: socket.socket) -> None:
        with client, suppress(OSError), socket.create_connection(("127.0.0.1", self._port)) as server:
            losing = threading.Event()
            threading.Thread(target=self._pass_back, args=(server, client, losing), daemon=True).start()
            while sent := client.recv(CHUNK):
                if SAVE in sent and self._when_saved is not None:
                    losing.set()
                server.sendall(sent)

    def _pass_back(self, server: socket.socket, client: socket.socket, losing: threading.Event) -> None:
        with suppress(OSError):
            while got := server.recv(CHUNK):
                if losing.is_set():
                    break
                client.sendall(got)
            if losing.is_set():
                when_saved, self._when_saved = self._when_saved, None
                assert when_saved is not None
                when_saved()
            client.shutdown(socket.SHUT_RDWR)
