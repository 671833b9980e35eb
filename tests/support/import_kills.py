"""Enter slips and export them in child processes that are killed at each call that changes the disk.

Run as `python -m tests.support.import_kills FOLDER STEP`: for N = 1, 1 + STEP, … a child works in FOLDER/N and is
killed at the N-th such moment (before and after each fsync, rename, link, removal, new folder), a second child carries
on there and is killed at another moment, a third does it to the end. Prints how many moments there are; ends with 1
when a third child fails.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from tests.support.import_files import a_mixed_slip, a_target, an_exporter, changed, shipped
from tests.support.robots import Permission, Steps

CALLS = ("fsync", "replace", "rename", "link", "unlink", "mkdir", "rmdir")
KEYS = tuple(f"KEYKEYKEYKEYAA{letter}2" for letter in "ABC")


class Killer:
    """Counts moments and kills the process at one of them."""

    def __init__(self, at: int) -> None:
        self._left = at

    def wrapped(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """Return the call with a moment before it and one after it."""

        def counted(*args: Any, **named: Any) -> Any:
            self._pass()
            result = real(*args, **named)
            self._pass()
            return result

        return counted

    def _pass(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def work(folder: Path) -> None:
    """Enter every slip that is not there, and export what waits: what agent and clerk do again after a kill."""
    layout, log = changed(shipped(), max_slips=2), Steps()
    target = a_target(folder, layout)
    for key in KEYS:
        if not target.find(key, log):
            target.enter(a_mixed_slip(), key, Permission(), log)
        target.confirm(key, a_mixed_slip(), log)
        if key != KEYS[-1]:
            an_exporter(folder, layout).export()
    an_exporter(folder, layout).export()


def _child(folder: Path, kill_at: int) -> int:
    """Do the work in a child; returns its wait status, 0 when it came to its end."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    try:
        killer = Killer(kill_at)
        for name in CALLS:
            setattr(os, name, killer.wrapped(getattr(os, name)))
        work(folder)
    except BaseException as error:  # noqa: BLE001 - the edge of the child
        sys.stderr.write(f"{folder.name}: {error!r}\n")
        os._exit(1)
    os._exit(0)


def main(base: Path, step: int) -> int:
    """Go through all moments, or every so many of them."""
    for n in count(1, step):
        folder = base / str(n)
        folder.mkdir()
        was_killed = _child(folder, n) == signal.SIGKILL
        _child(folder, 3 + 7 * n % 40)
        if _child(folder, 0) != 0:
            return 1
        if not was_killed:
            sys.stdout.write(f"{n - 1}\n")
            break
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
