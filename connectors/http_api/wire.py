"""One HTTP request over a connection of its own: connect, ask, send once, read a bounded answer.

Nothing here repeats anything: no redirect is followed, no connection is used twice, no proxy of the environment is
asked, and certificates are always verified. `ask` is called when the connection stands and the whole request is
written down: what fails before it was not sent, what fails after it may have been.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from agent.browser.errors import CommitUnansweredError, TargetDownError, TargetSlowError
from agent.core.errors import ConfigError, TransientError

MAX_ANSWER_BYTES = 4_000_000
FAULTS = (OSError, http.client.HTTPException, ValueError)


class RequestWrongError(ConfigError):
    """A request cannot be written as the API's description says."""

    code = "api-request"
    hint = "A header or an address holds letters that HTTP does not allow: correct the API's YAML."


class AnswerTooLargeError(TransientError):
    """The answer is larger than any answer about slips should be; nothing of it was believed."""

    code = "answer-too-large"
    hint = "Narrow the search in the API's YAML (`query:`), or ask for smaller pages."


@dataclass(frozen=True, slots=True)
class Request:
    """One request, written out. `path` is the whole path with its query."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, whole. Header names are in small letters."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def is_json(self) -> bool:
        """Say whether it claims to be JSON."""
        kind = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        return kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))


class Wire:
    """The way to one system.

    Args:
        url: Its address; paths are put behind it.
        ca: PEM file of a certificate authority of one's own; None: those of the machine.
    """

    def __init__(self, url: str, ca: str | None = None) -> None:
        self._parts = urlsplit(url)
        if self._parts.scheme not in ("http", "https") or not self._parts.hostname:
            raise RequestWrongError("`url` of the target is no http or https address")
        self._tls = ssl.create_default_context(cafile=ca) if self._parts.scheme == "https" else None

    def look(self, request: Request, timeout_s: float) -> Answer:
        """Make a request that may be made again.

        Raises:
            TransientError: No whole answer came in time.
        """
        sent = _Sent()
        try:
            return self._exchange(request, timeout_s, sent, lambda: None)
        except FAULTS as error:
            raise _unreached(error, sent) from error

    def commit(self, request: Request, timeout_s: float, ask: Callable[[], None]) -> Answer:
        """Make a request that must be made once. `ask` raises when it may not be sent.

        Raises:
            TransientError: It was not sent.
            OutcomeUnknownError: It was sent, and no whole answer came.
        """
        sent = _Sent()
        try:
            return self._exchange(request, timeout_s, sent, ask)
        except (*FAULTS, AnswerTooLargeError) as error:
            if sent.may_have_left:
                said = _said(error, sent)
                raise CommitUnansweredError(f"no whole answer came: {said}", what=said) from error
            raise _unreached(error, sent) from error

    def _exchange(self, request: Request, timeout_s: float, sent: _Sent, ask: Callable[[], None]) -> Answer:
        connection = self._connection(timeout_s)
        try:
            with _ended_after(timeout_s, connection, sent):
                connection.connect()
                self._write(connection, request)
                if sent.is_late:  # it connected too slowly to be cut off; nothing has left
                    raise TimeoutError
                ask()
                sent.may_have_left = True
                connection.endheaders(request.body)
                answer = _read(connection.getresponse())
                if sent.is_late:
                    raise TimeoutError
                return answer
        finally:
            connection.close()

    def _connection(self, timeout_s: float) -> http.client.HTTPConnection:
        """Make a connection that is opened once, by `connect`, and never again by itself."""
        host, port = self._parts.hostname or "", self._parts.port
        made = (
            http.client.HTTPConnection(host, port, timeout=timeout_s)
            if self._tls is None
            else http.client.HTTPSConnection(host, port, timeout=timeout_s, context=self._tls)
        )
        made.auto_open = 0
        return made

    def _write(self, connection: http.client.HTTPConnection, request: Request) -> None:
        """Write the request down; nothing of it leaves before `endheaders`."""
        headers = {"Connection": "close", "Accept": "application/json", **request.headers}
        if request.body is not None:
            headers["Content-Length"] = str(len(request.body))
        try:
            connection.putrequest(request.method, self._parts.path.rstrip("/") + request.path)
        except (ValueError, http.client.InvalidURL):  # their words quote the address and the headers' values
            raise RequestWrongError("the address holds letters that HTTP does not allow") from None
        for name, value in headers.items():
            try:
                connection.putheader(name, value)
            except ValueError:
                raise RequestWrongError(f"the header `{name}` holds letters that HTTP does not allow") from None


@dataclass(slots=True)
class _Sent:
    """How far a request came."""

    may_have_left: bool = False
    is_late: bool = False


@contextmanager
def _ended_after(timeout_s: float, connection: http.client.HTTPConnection, sent: _Sent) -> Iterator[None]:
    """Cut the connection when the time is over, however slowly bytes still drip in."""

    def end() -> None:
        sent.is_late = True
        if connection.sock is not None:
            with suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(timeout_s, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _read(response: http.client.HTTPResponse) -> Answer:
    content = response.read(MAX_ANSWER_BYTES + 1)
    if len(content) > MAX_ANSWER_BYTES:
        raise AnswerTooLargeError(f"the answer is larger than {MAX_ANSWER_BYTES // 1_000_000} MB")
    if response.length:  # fewer bytes came than were announced; a bounded read does not say so itself
        raise http.client.IncompleteRead(content, response.length)
    return Answer(response.status, _headers(response), content)


def _headers(response: http.client.HTTPResponse) -> dict[str, str]:
    """Return the headers by name; what comes on several lines is one list (RFC 9110, 5.3), equal lines once."""
    lines: dict[str, list[str]] = {}
    for name, value in response.getheaders():
        lines.setdefault(name.lower(), []).append(value)
    return {name: ", ".join(dict.fromkeys(values)) for name, values in lines.items()}


def _unreached(error: BaseException, sent: _Sent) -> TransientError:
    if isinstance(error, AnswerTooLargeError):
        return error
    said = _said(error, sent)
    if sent.is_late or isinstance(error, TimeoutError):
        return TargetSlowError("the system did not answer in time")
    return TargetDownError(said, what=said)


def _said(error: BaseException, sent: _Sent) -> str:
    """Name what failed, without a value of the request."""
    if sent.is_late or isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted: {error.verify_message}"
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
