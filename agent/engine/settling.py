"""Measure a target's own slowness by a clock that nobody can set.

Whether a slip that was sent and is not found may be keyed again depends on how long ago it was sent. The machine's
wall clock may be set by hours meanwhile, so that a commit still under way looks hours old. Here time is counted from
the moment this process let the commit out, or first met an action that another process had sent.
"""

from __future__ import annotations

import threading
import time
from datetime import datetime


class Settling:
    """Knows since when each commit is out; kept in memory, since a process that starts anew counts anew.

    A commit is named by its action and the instant the database has of it: one that another agent sent in between is
    new to us, and counts from now.
    """

    def __init__(self) -> None:
        self._since: dict[str, tuple[datetime | None, float]] = {}
        self._lock = threading.Lock()

    def begin(self, action: str, sending_at: datetime) -> None:
        """Note that an action's commit leaves now."""
        with self._lock:
            self._since[action] = (sending_at, time.monotonic())

    def left_s(self, action: str, sending_at: datetime | None, settle_for_s: float) -> float:
        """Return how many seconds of the target's slowness are left."""
        with self._lock:
            known, since = self._since.get(action, (None, 0.0))
            if known is None or known != sending_at:
                since = time.monotonic()
                self._since[action] = (sending_at, since)
        return max(0.0, since + settle_for_s - time.monotonic())

    def end(self, action: str) -> None:
        """Forget an action that came to its end."""
        with self._lock:
            self._since.pop(action, None)
