"""Who may in: the user's sessions, and the tokens of administrator and reader."""

from __future__ import annotations

import hmac
import json
import os
import secrets
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "access.json"


@dataclass(frozen=True, slots=True)
class Access:
    """What opens one practice system; kept in its data folder, so that it stays the same over a restart."""

    user: str
    password: str
    admin_token: str
    export_token: str


def keep_access(data: Path, user: str, password: str) -> Access:
    """Read the access file, or write one that only its owner can read; user and password given win over the file."""
    data.mkdir(parents=True, exist_ok=True)
    path = data / FILE
    known = json.loads(path.read_text()) if path.exists() else {}
    access = Access(
        user=user,
        password=password or known.get("password", "") or secrets.token_urlsafe(9),
        admin_token=known.get("admin_token", "") or secrets.token_hex(16),
        export_token=known.get("export_token", "") or secrets.token_hex(16),
    )
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(asdict(access), file)
    return access


def is_same(given: str, expected: str) -> bool:
    """Compare two secrets in constant time."""
    return hmac.compare_digest(given.encode(), expected.encode())


class Sessions:
    """Log-ins by cookie, each ending after so many idle seconds."""

    def __init__(self) -> None:
        self._ends: dict[str, float] = {}
        self._guard = threading.Lock()

    def open(self, idle_s: float) -> str:
        """Begin a session and return its cookie."""
        with self._guard:
            cookie = secrets.token_urlsafe(18)
            self._ends[cookie] = time.monotonic() + idle_s
            return cookie

    def is_open(self, cookie: str, idle_s: float) -> bool:
        """Whether a session still runs; asking keeps it alive."""
        with self._guard:
            if self._ends.get(cookie, 0.0) < time.monotonic():
                self._ends.pop(cookie, None)
                return False
            self._ends[cookie] = time.monotonic() + idle_s
            return True

    def close(self, cookie: str) -> None:
        """End one session."""
        with self._guard:
            self._ends.pop(cookie, None)

    def close_all(self) -> None:
        """End every session, as a restart of the system would."""
        with self._guard:
            self._ends.clear()
