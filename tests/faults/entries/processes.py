"""A robot as a process of its own: started, ordered, killed whole or in parts, and started again."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from tests.faults.entries.plan import Kind

ROOT = Path(__file__).parents[3]
STARTS_WITHIN_S = 60.0
STOPS_WITHIN_S = 60.0
DRIVER = "playwright/driver"
LOOKS, BETWEEN_LOOKS_S = 5, 0.05


class RobotProcess:
    """One Python program that says `ready` and takes orders by line."""

    def __init__(self, words: Sequence[str], log: Path) -> None:
        self._words, self._log = tuple(words), log
        self._child: subprocess.Popen[str] | None = None
        self._guard = threading.Lock()

    @property
    def is_up(self) -> bool:
        """Whether it runs."""
        return self._child is not None and self._child.poll() is None

    def start(self) -> None:
        """Start it and wait until it is ready; what is left of one that died is put away."""
        self._put_away()
        with self._log.open("ab") as log:
            child = subprocess.Popen(
                [sys.executable, "-m", *self._words],
                cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
            )  # fmt: skip
        assert child.stdout is not None
        said = child.stdout.readline()
        if said != "ready\n":
            raise RuntimeError(f"{self._words[0]} did not start: {self._log.read_text()[-1500:]}")
        self._child = child

    def say(self, line: str) -> None:
        """Give it an order; one that died hears nothing."""
        child = self._child
        with self._guard, suppress(OSError, ValueError):
            if child is not None and child.stdin is not None:
                child.stdin.write(f"{line}\n")
                child.stdin.flush()

    def kill(self) -> None:
        """End it with kill -9."""
        if self._child is not None:
            self._child.send_signal(signal.SIGKILL)

    def stop(self) -> None:
        """End it in order."""
        if self._child is not None and self._child.stdin is not None:
            with self._guard, suppress(OSError):
                self._child.stdin.close()
        self._put_away()

    def _put_away(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.wait(STOPS_WITHIN_S)
            for pipe in (child.stdin, child.stdout):
                with suppress(OSError):  # what was written last may never have been read
                    if pipe is not None:
                        pipe.close()


def find_parts(kind: Kind, line: tuple[int, int]) -> list[psutil.Process]:
    """Return the browser, driver or pages behind an open connection; empty when they are gone already.

    `line` is the client's port and the one it is connected to.
    """
    for _ in range(LOOKS):  # processes come and go while all of them are looked at
        with suppress(psutil.Error):
            owner = _owner_of(line)
            if owner is not None and (found := list(_parts(kind, owner))):
                return found
        time.sleep(BETWEEN_LOOKS_S)
    return []


def kill_all(processes: Sequence[psutil.Process]) -> bool:
    """End processes with kill -9; False when all were gone already."""
    return sum(_killed(one) for one in processes) > 0


def _killed(process: psutil.Process) -> bool:
    with suppress(psutil.Error):
        process.kill()
        return True
    return False


def _owner_of(line: tuple[int, int]) -> psutil.Process | None:
    for one in psutil.net_connections("tcp4"):
        if one.laddr and one.raddr and (one.laddr.port, one.raddr.port) == line and one.pid:
            return psutil.Process(one.pid)
    return None


def _parts(kind: Kind, owner: psutil.Process) -> Iterator[psutil.Process]:
    """Find them from whoever holds the connection: the browser's network process, or the driver that sent a commit."""
    driver = next((one for one in (owner, *owner.parents()) if DRIVER in one.cmdline()[0]), None)
    if driver is None:
        return
    if kind is Kind.DRIVER_KILLED:
        yield driver
    elif kind is Kind.BROWSER_KILLED:
        yield from driver.children()
    else:
        for one in driver.children(recursive=True):
            if "--type=renderer" in one.cmdline():
                yield one
