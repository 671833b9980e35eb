"""Run a program that ends when whoever started it ends, however that happens.

`python -m agent.demo.guard PROGRAM ARGUMENT…`: the standard input is a pipe that the starter holds; its end, also after
a kill -9, ends the program. Its own process group keeps the terminal's Ctrl-C away, so that the agent can finish the
slip in hand before the systems it works on go.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import IO

STOP_S = 5


def start_guarded(
    command: Sequence[str], *, output: IO[bytes] | int, errors: IO[bytes] | int
) -> subprocess.Popen[bytes]:
    """Start a program under the guard, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "agent.demo.guard", *command],
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=errors,
        start_new_session=True,
    )


def stop_guarded(child: subprocess.Popen[bytes], *, at_once: bool = False) -> None:
    """End a guarded program: in its own time, or at once as a power cut would."""
    if not at_once:
        child.terminate()
        try:
            child.wait(STOP_S)
        except subprocess.TimeoutExpired:
            at_once = True
    if at_once and child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            pipe.close()


def main() -> int:
    """Run the program named by the arguments; return its exit code."""
    child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    threading.Thread(target=_end_with_starter, args=(child,), daemon=True).start()
    return child.wait()


def _end_with_starter(child: subprocess.Popen[bytes]) -> None:
    while os.read(0, 4096):
        pass
    child.terminate()


if __name__ == "__main__":
    sys.exit(main())
