"""Hears when a file is finished in a folder, and remembers how long each file has looked the same."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.api import BaseObserver

from connectors.folder_files import Stamp

WRITING = timedelta(seconds=1)


@dataclass(slots=True)
class Patience:
    """Since when each file has looked the same; `due` is when the next one has done so for long enough."""

    quiet: timedelta
    due: datetime | None = None
    _since: dict[str, tuple[Stamp, datetime]] = field(default_factory=dict)

    def begin_look(self, names: set[str]) -> None:
        """Forget files that are gone."""
        self.due = None
        self._since = {name: seen for name, seen in self._since.items() if name in names}

    def look_again(self, now: datetime) -> None:
        """Look once more soon: a file is open for writing, and its closing may have rung already."""
        self.due = min(self.due or now + WRITING, now + WRITING)

    def is_over(self, name: str, stamp: Stamp, now: datetime) -> bool:
        """Whether the file has been unchanged long enough; else note when it will be.

        Its own date does not count: copies keep the date of the original, and servers have clocks of their own.
        """
        if not self.quiet:
            return True
        known, since = self._since.get(name, (None, now))
        if known != stamp:
            since = now
            self._since[name] = (stamp, now)
        ready_at = since + self.quiet
        if now >= ready_at:
            return True
        self.due = min(self.due or ready_at, ready_at)
        return False


class _Bell(FileSystemEventHandler):
    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._ring()


class FolderWatch:
    """Rings when a file is finished in the folder: closed after writing, renamed or linked into it."""

    def __init__(self, folder: Path, ring: Callable[[], None]) -> None:
        self._folder, self._bell = folder, _Bell(ring)
        self._observer: BaseObserver | None = None
        self._watched: tuple[int, int] | None = None

    def arm(self) -> bool:
        """Watch the folder that stands at the path now; False when the system gives no events.

        A share mounted over the folder, or a folder made anew, is another one and is watched anew.
        """
        status = self._folder.stat()
        place = (status.st_dev, status.st_ino)
        if self._watched == place and self._is_alive():
            return True
        self.close()
        observer = _observer()
        try:
            observer.schedule(self._bell, str(self._folder))
            observer.start()
        except OSError:  # the system's limit of watches is reached
            return False
        self._observer, self._watched = observer, place
        return True

    def close(self) -> None:
        """Stop watching."""
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()
        self._observer = self._watched = None

    def _is_alive(self) -> bool:
        return self._observer is not None and all(emitter.is_alive() for emitter in self._observer.emitters)


def _observer() -> BaseObserver:
    """Make the system's observer; on Linux one that never asks for IN_MOVED_FROM.

    watchdog holds such an event back for 0.5 s to find its other half, and all behind it wait with it; each file we
    settle would be one.
    """
    if sys.platform != "linux":
        from watchdog.observers import Observer

        return Observer()
    from watchdog.observers.inotify import InotifyEmitter
    from watchdog.observers.inotify_c import InotifyConstants, Mask

    class FinishedFiles(InotifyEmitter):
        def get_event_mask_from_filter(self) -> Mask:
            asked = InotifyConstants
            return Mask(asked.IN_CREATE | asked.IN_CLOSE_WRITE | asked.IN_MOVED_TO | asked.IN_DELETE_SELF)

    return BaseObserver(FinishedFiles)
