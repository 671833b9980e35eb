"""What the exit codes of `denpyo` mean."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    FAILED = 1
    WRONG_USE = 2
    FINDINGS = 3
    STOPPED = 4
    DECLARED_DEAD = 70
