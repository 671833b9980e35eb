"""Read foreign bytes in bounded child processes, forked from a warm server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from agent.core.delivery import Delivery
from agent.core.errors import ConfigError, Reason, TransientError
from agent.engine.confine import Limits
from agent.engine.parser_wire import (
    COLD,
    FORMS,
    PING,
    READ,
    READY,
    SCANS,
    TRIED,
    Json,
    changes_of,
    lesson_head,
    reading_of,
    receive_frame,
    request_head,
    send_frame,
)
from agent.extract.extraction import Extraction, Reading
from agent.extract.form import load_forms
from agent.extract.parts import document_of
from agent.extract.teaching import Changes, Lesson
from agent.extract.together import settled

CHILDREN = 4
LIMITS = Limits()
START_S = 30.0
NO_DOCUMENT = -1
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


def _environment() -> dict[str, str]:
    """Return all a server is told of ours; no library in it starts a thread, which a confined child could not."""
    ours = {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    alone = {"OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}
    return ours | alone | {name: os.environ[name] for name in ("TESSDATA_PREFIX",) if name in os.environ}


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
                env=_environment(),
                start_new_session=True,
            )
        self._control.settimeout(START_S)
        self._tried: dict[str, str] = {}
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

    def ask(
        self, delivery: Delivery, passwords: Sequence[str], only: int | None, forms: Mapping[str, str] | None
    ) -> Reading | None:
        """Have one child read a delivery, or one document of it; None when the child ended without an answer.

        The first scan is read twice: a child cannot load what reads it, its server can.
        """
        try:
            head = request_head(delivery, passwords, only, is_tried=forms is not None)
            frame = self._warm_answer(head, delivery.content, forms)
            return None if frame is None else reading_of(*frame, delivery)
        except NOT_AN_ANSWER:
            return None

    def teach(
        self, delivery: Delivery, passwords: Sequence[str], forms: Mapping[str, str], lesson: Lesson
    ) -> tuple[Changes, ...] | None:
        """Have one child look for changes to a form; None when it ended without an answer."""
        try:
            frame = self._warm_answer(lesson_head(delivery, passwords, forms, lesson), delivery.content)
            return None if frame is None else changes_of(frame[0])
        except NOT_AN_ANSWER:
            return None

    def _warm_answer(
        self, head: Json, content: bytes, forms: Mapping[str, str] | None = None
    ) -> tuple[Json, bytes] | None:
        frame = self._answer(head, content, forms)
        if frame == (COLD, b""):
            with self._lock:
                self._control.sendall(SCANS)
            frame = self._answer(head, content, forms)
        return frame

    def _answer(self, head: Json, content: bytes, forms: Mapping[str, str] | None) -> tuple[Json, bytes] | None:
        ours, theirs = socket.socketpair()
        with ours, theirs:
            ours.settimeout(self._limits.clock_seconds + GRACE_S)
            with self._lock:
                self._load_to_try(forms)
                socket.send_fds(self._control, [READ], [theirs.fileno()])
            theirs.close()
            send_frame(ours, head, content)
            return receive_frame(ours)

    def _load_to_try(self, forms: Mapping[str, str] | None) -> None:
        """Have the server load forms that do not hold yet, once for all that is read by them."""
        if forms is not None and forms != self._tried:
            self._control.sendall(TRIED)
            send_frame(self._control, dict(forms))
            self._tried = dict(forms)

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

    def read(self, delivery: Delivery, typed: Sequence[str] = (), forms: Mapping[str, str] | None = None) -> Reading:
        """Take a delivery apart and read every document in it; passwords just typed are tried before those known.

        With `forms` it is read by these instead of those that hold.

        A document that is beyond the limits, or ends its child, comes back with the reason `document-limit`; those
        beside it are read each by a child of its own, for as long as one delivery may take by the clock.

        Raises:
            TransientError: The server died twice at this delivery, as on a machine without memory.
        """
        with self._places:
            passwords = (*typed, *self._passwords(delivery))
            return self._asked(delivery, passwords, forms) or self._one_by_one(delivery, passwords, forms)

    def teach(self, delivery: Delivery, forms: Mapping[str, str], lesson: Lesson) -> tuple[Changes, ...]:
        """Return changes to a form by which it reads a document as a person corrected it; none where none is found.

        The search is bounded as reading is: one that comes to no end finds nothing.
        """
        with self._places:
            return self._running_server().teach(delivery, self._passwords(delivery), forms, lesson) or ()

    def _asked(
        self, delivery: Delivery, passwords: Sequence[str], forms: Mapping[str, str] | None, only: int | None = None
    ) -> Reading | None:
        """Have a delivery read, or one document of it; None when that is beyond the limits."""
        for _ in range(2):
            server = self._running_server()
            reading = server.ask(delivery, passwords, only, forms)
            if reading is not None or server.is_alive:
                return reading
            self._give_up(server)
        raise TransientError("the parser server died twice")

    def _one_by_one(self, delivery: Delivery, passwords: Sequence[str], forms: Mapping[str, str] | None) -> Reading:
        apart = self._asked(delivery, passwords, forms, NO_DOCUMENT)
        if apart is None:
            return _beyond_limits(delivery, self._limits)
        until = time.monotonic() + self._limits.clock_seconds
        extractions = list(apart.extractions)
        for number, document in enumerate(apart.documents):
            may_ask = len(extractions) > 1 and time.monotonic() < until
            reading = self._asked(delivery, passwords, forms, number) if may_ask else None
            beyond = Extraction(reason=_reason(document.name, self._limits))
            extractions[number] = beyond if reading is None else reading.extractions[number]
        return settled(apart.documents, extractions)

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
    return Reading((document_of(delivery),), (Extraction(reason=_reason(delivery.name, limits)),))


def _reason(name: str, limits: Limits) -> Reason:
    values = {"seconds": str(limits.seconds), "mebibytes": str(limits.memory_bytes // 1024**2)}
    return Reason("document-limit", values, name)
