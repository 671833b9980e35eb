"""The runs of actions that a thread of this process works on now; the engine alone knows only which ones began."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Runs:
    """Counts a run as in hand for as long as its block lasts, however that ends."""

    def __init__(self) -> None:
        self._in_hand: set[str] = set()
        self._lock = threading.Lock()

    @contextmanager
    def at_work(self, run: str) -> Iterator[None]:
        """Work on a run."""
        with self._lock:
            self._in_hand.add(run)
        try:
            yield
        finally:
            with self._lock:
                self._in_hand.discard(run)

    def __contains__(self, run: str) -> bool:
        """Whether a thread works on it."""
        with self._lock:
            return run in self._in_hand
