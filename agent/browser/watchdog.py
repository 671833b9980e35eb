"""Ends the browser of a call that ran past its deadline: a page that hangs in a script would hold its lane for ever."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from time import monotonic

import psutil

DRIVER_GRACE_S = 10.0


@dataclass(eq=False, slots=True)
class Watch:
    """One call under watch: the processes to end, first the browser, then what drives it."""

    ends_at: float
    processes: list[psutil.Process]
    n_ended: int = 0

    @property
    def has_struck(self) -> bool:
        """Whether the deadline passed and the browser was ended."""
        return self.n_ended > 0


@dataclass(slots=True)
class Watchdog:
    """One thread for all lanes; it sleeps until the nearest deadline."""

    _watches: list[Watch] = field(default_factory=list)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _thread: threading.Thread | None = None

    @contextmanager
    def within(self, seconds: float, processes: list[psutil.Process]) -> Iterator[Watch]:
        """Let the block run so long; past it, end the first process, and after a grace the next."""
        watch = Watch(monotonic() + seconds, processes)
        self._begin(watch)
        try:
            yield watch
        finally:
            with self._changed:
                self._watches.remove(watch)

    def _begin(self, watch: Watch) -> None:
        with self._changed:
            self._watches.append(watch)
            if self._thread is None:
                self._thread = threading.Thread(target=self._guard, name="watchdog", daemon=True)
                self._thread.start()
            self._changed.notify()

    def _guard(self) -> None:
        with self._changed:
            while True:
                for watch in [one for one in self._watches if one.ends_at <= monotonic()]:
                    _strike(watch)
                nearest = min((one.ends_at for one in self._watches), default=None)
                self._changed.wait(None if nearest is None else max(0.0, nearest - monotonic()))


def _strike(watch: Watch) -> None:
    if watch.n_ended < len(watch.processes):
        with suppress(psutil.NoSuchProcess):  # psutil compares the start time: a number used again is not killed
            watch.processes[watch.n_ended].kill()
    watch.n_ended += 1
    watch.ends_at = monotonic() + DRIVER_GRACE_S


WATCHDOG = Watchdog()
