"""What stands before every route: whose name the browser called, how large a form may be, and what a page may load."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from fastapi import Request
from fastapi.responses import PlainTextResponse, Response

from agent.console.deps import ConsoleDeps

MAX_FORM_BYTES = 512 * 1024
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
Next = Callable[[Request], Awaitable[Response]]


def guard(deps: ConsoleDeps) -> Callable[[Request, Next], Awaitable[Response]]:
    """Make the middleware. A name other than the console's own is refused, so no foreign page reaches it by DNS."""
    names = {*LOOPBACK, deps.settings.console.host}

    async def stand(request: Request, call_next: Next) -> Response:
        answer = _refusal(request, names) or await _nul_refusal(request) or await call_next(request)
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        if not request.url.path.startswith("/static/"):
            answer.headers.setdefault("Cache-Control", "no-store")
        return answer

    return stand


class LoginLimit:
    """Counts failed log-ins: after 5 for one name from one place, or 30 from one place, it closes for 5 minutes."""

    FOR = timedelta(minutes=5)
    PER_NAME, PER_PLACE = 5, 30

    def __init__(self) -> None:
        self._failures: dict[tuple[str, str], list[datetime]] = {}
        self._mutex = threading.Lock()

    def is_closed(self, place: str, name: str, now: datetime) -> bool:
        """Whether this name may not try from this place now."""
        with self._mutex:
            return self._n(place, name, now) >= self.PER_NAME or self._n(place, "", now) >= self.PER_PLACE

    def failed(self, place: str, name: str, now: datetime) -> None:
        """Note a failure."""
        with self._mutex:
            for key in ((place, name), (place, "")):
                self._failures.setdefault(key, []).append(now)
            if len(self._failures) > 10_000:
                self._forget_old(now)

    def succeeded(self, place: str, name: str) -> None:
        """Forget a name's failures."""
        with self._mutex:
            self._failures.pop((place, name), None)

    def _n(self, place: str, name: str, now: datetime) -> int:
        return sum(1 for at in self._failures.get((place, name), ()) if now - at < self.FOR)

    def _forget_old(self, now: datetime) -> None:
        self._failures = {key: ats for key, ats in self._failures.items() if now - ats[-1] < self.FOR}


def _refusal(request: Request, names: set[str]) -> Response | None:
    host = request.headers.get("host", "")
    name = host if host.endswith("]") else host.rsplit(":", 1)[0] if ":" in host else host
    if name.lower() not in names:
        return PlainTextResponse("This console does not answer to that name.", 421)
    if request.method not in ("GET", "HEAD") and not _is_small(request):
        return PlainTextResponse("That form is too large.", 413)
    return None


async def _nul_refusal(request: Request) -> Response | None:
    """Refuse the NUL character, which no text of ours holds and no database keeps; the form is of a form's size."""
    if "\0" in request.scope["path"] or b"%00" in request.scope["query_string"]:
        return PlainTextResponse("There is nothing here.", 404)
    if request.method not in ("GET", "HEAD") and _has_nul(await request.body()):
        return PlainTextResponse("That form cannot be read.", 422)
    return None


def _has_nul(body: bytes) -> bool:
    return b"\0" in body or b"%00" in body


def _is_small(request: Request) -> bool:
    """Whether a form says its size beforehand and is of a form's size."""
    size = request.headers.get("content-length", "0")
    return "transfer-encoding" not in request.headers and size.isdecimal() and int(size) <= MAX_FORM_BYTES
