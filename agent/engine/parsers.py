"""Read foreign bytes in bounded child processes, forked from a warm server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from agent.core.delivery import Delivery
from agent.core.errors import ConfigError, Reason, TransientError
from agent.engine.confine import Limits
from agent.engine.parser_wire import FORMS, PING, READ, READY, reading_of, receive_frame, request_head, send_frame
from agent.extract.extraction import Extraction, Reading
from agent.extract.form import load_forms
from agent.extract.parts import document_of

CHILDREN = 4
LIMITS = Limits()
START_S = 30.0
NOT_AN_ANSWER = (OSError, KeyError, TypeError, ValueError, ArithmeticError, AttributeError, RecursionError)
"""How an answer fails that a hostile document made its child write, or not write."""
GRACE_S = 3.0


PasswordsOf = Callable[[Delivery], Sequence[str]]
"""Gives the passwords that may open the files of a delivery: those known for its sender."""


def no_passwords(_delivery: Delivery) -> Sequence[str]:
    """Know no password."""
    return ()


class ParsersDownError(ConfigError):
    """The parser server does not start."""

    code = "parsers-down"
    hint = "Run `denpyo doctor`; reinstalling Denpyo brings missing libraries back."


class _Server:
    """One running server process and the socket it is told by."""

    def __init__(self, forms_texts: Mapping[str, str], limits: Limits) -> None:
        self._limits = limits
        self._control, theirs = socket.socketpair()
        self._lock = threading.Lock()
        with theirs:
            arguments = (theirs.fileno(), limits.seconds, limits.memory_bytes)
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "agent.engine.parser_server", *map(str, arguments)],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
                start_new_session=True,
            )
        self._control.settimeout(START_S)
        self.tell(forms_texts)
        if not self.is_alive:
            self.close()
            raise ParsersDownError("the parser server did not start")

    @property
    def is_alive(self) -> bool:
        """Whether the server answers; a process that is just dying still seems to run."""
        with self._lock:
            try:
                self._control.sendall(PING)
                return self._control.recv(1) == READY
            except OSError:
                return False

    def tell(self, forms_texts: Mapping[str, str]) -> None:
        """Hand over the forms that hold from the next delivery on."""
        with self._lock, suppress(OSError):  # a dead server is found by the next delivery, and a new one told then
            self._control.sendall(FORMS)
            send_frame(self._control, dict(forms_texts))

    def ask(self, delivery: Delivery, passwords: Sequence[str]) -> Reading | None:
        """Have one child read a delivery; None when the child ended without an answer."""
        ours, theirs = socket.socketpair()
        with ours, theirs:
            ours.settimeout(self._limits.clock_seconds + GRACE_S)
            try:
                with self._lock:
                    socket.send_fds(self._control, [READ], [theirs.fileno()])
                theirs.close()
                send_frame(ours, request_head(delivery, passwords), delivery.content)
                frame = receive_frame(ours)
                return None if frame is None else reading_of(*frame, delivery)
            except NOT_AN_ANSWER:
                return None

    def close(self) -> None:
        """End the server; children at work end with their delivery. Closing twice changes nothing."""
        self._control.close()
        try:
            self._process.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Parsers:
    """Reads deliveries, a few at a time, from any thread."""

    def __init__(
        self,
        forms_texts: Mapping[str, str],
        children: int = CHILDREN,
        limits: Limits = LIMITS,
        passwords: PasswordsOf = no_passwords,
    ) -> None:
        load_forms(forms_texts)
        self._passwords = passwords
        self._forms_texts = dict(forms_texts)
        self._limits = limits
        self._places = threading.BoundedSemaphore(children)
        self._lock = threading.Lock()
        self._server: _Server | None = None

    def start(self) -> None:
        """Start the server and wait until it is warm.

        Raises:
            ParsersDownError: It does not start.
        """
        with self._lock:
            if self._server is None:
                self._server = _Server(self._forms_texts, self._limits)

    def read(self, delivery: Delivery) -> Reading:
        """Take a delivery apart and read every document in it.

        What is beyond the limits, or ends its child, comes back as one document with the reason `document-limit`.

        Raises:
            TransientError: The server died twice at this delivery, as on a machine without memory.
        """
        with self._places:
            passwords = self._passwords(delivery)
            for _ in range(2):
                server = self._running_server()
                reading = server.ask(delivery, passwords)
                if reading is not None:
                    return reading
                if server.is_alive:
                    return _beyond_limits(delivery, self._limits)
                self._give_up(server)
        raise TransientError("the parser server died twice")

    def _running_server(self) -> _Server:
        with self._lock:
            if self._server is None:
                try:
                    self._server = _Server(self._forms_texts, self._limits)
                except ParsersDownError as error:
                    raise TransientError("the parser server does not start again") from error
            return self._server

    def _give_up(self, server: _Server) -> None:
        """Forget a dead server, unless another thread has already put a new one in its place."""
        with self._lock:
            if self._server is server:
                self._server = None
            server.close()

    def reload(self, forms_texts: Mapping[str, str]) -> None:
        """Read with other forms from the next delivery on.

        Raises:
            FilesError: They hold findings; the last good forms stay.
        """
        load_forms(forms_texts)
        with self._lock:
            self._forms_texts = dict(forms_texts)
            if self._server is not None:
                self._server.tell(forms_texts)

    def close(self) -> None:
        """End the server."""
        with self._lock:
            if self._server is not None:
                self._server.close()
                self._server = None


def _beyond_limits(delivery: Delivery, limits: Limits) -> Reading:
    values = {"seconds": str(limits.seconds), "mebibytes": str(limits.memory_bytes // 1024**2)}
    reason = Reason("document-limit", values, delivery.name)
    return Reading((document_of(delivery),), (Extraction(reason=reason),))
