"""What the exit codes of `denpyo` mean."""

from __future__ import annotations

import os
import sys
import threading
from enum import IntEnum
from typing import NoReturn


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    FAILED = 1
    WRONG_USE = 2
    FINDINGS = 3
    STOPPED = 4
    DECLARED_DEAD = 70


_CUT = threading.Event()


def cut() -> None:
    """Note that a thread is still at work for which nobody waits: the process is to end without it."""
    _CUT.set()


def end(code: int) -> NoReturn:
    """End the process once everything was told."""
    if _CUT.is_set():
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)
