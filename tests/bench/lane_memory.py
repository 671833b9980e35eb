"""What a lane takes over many entries: PSS of its driver and all processes of its browser, looked at while it works."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path

from agent.demo.systems import PracticeSystem
from robots.target import RobotTarget
from tests.bench.entry import enter, open_robot
from tests.bench.orders import LEDGER, Keyed, Masters, ledger_options

LOOK_EVERY_S = 0.5


class Scale(threading.Thread):
    """Weighs a lane again and again until `stop`; `most_bytes` is the most it saw."""

    def __init__(self, target: RobotTarget) -> None:
        super().__init__(name="scale", daemon=True)
        self._target, self._is_over = target, threading.Event()
        self.most_bytes = 0

    def run(self) -> None:
        """Look twice a second."""
        while not self._is_over.wait(LOOK_EVERY_S):
            self.most_bytes = max(self.most_bytes, self._target.browser_use().memory_bytes)

    def stop(self) -> None:
        """Look no more."""
        self._is_over.set()
        self.join()


def measure(n: int) -> int:
    """Key so many slips in one lane, its browser renewed as a site's is; return the most bytes it took.

    Raises:
        AssertionError: A slip is not right in the ledger, or the lane could not be weighed.
    """
    masters, keyed = Masters(), Keyed()
    with tempfile.TemporaryDirectory() as folder:
        ledger = PracticeSystem(LEDGER, Path(folder), ledger_options())
        ledger.start()
        target = open_robot(ledger, Path(folder) / "evidence")
        scale = Scale(target)
        scale.start()
        try:
            for at in range(n):
                slip, key = masters.slip(at, f"MEMORY-{at}"), f"MEMORY{at:010}"
                keyed.add(slip, key, enter(target, slip, key))
            scale.stop()
            keyed.prove(ledger)
        finally:
            target.close()
            ledger.stop()
    if not scale.most_bytes:
        raise AssertionError("the lane could not be weighed")
    return scale.most_bytes
