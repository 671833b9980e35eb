"""What a confined process may not do."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from agent.engine.confine import Limits, confine

pytestmark = [pytest.mark.integration, pytest.mark.skipif(sys.platform != "linux", reason="Landlock and seccomp")]

ORDINARY = Limits()


def run_confined(act: Callable[[], object], limits: Limits = ORDINARY) -> int:
    """Run an act in a confined child: 0 it could, 1 it was refused, negative the signal that ended it."""
    child = os.fork()
    if child == 0:
        confine(limits)
        try:
            act()
        except (OSError, MemoryError):
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


@pytest.mark.parametrize(
    "act",
    [
        lambda: Path("/etc/passwd").read_text(),
        lambda: Path("/tmp/denpyo-confined").touch(),
        lambda: list(Path("/").iterdir()),
        lambda: socket.socket(),
        lambda: socket.socketpair(),
        lambda: subprocess.run(["/bin/true"]),
        lambda: os.fork(),
        lambda: os.kill(os.getppid(), 0),
        lambda: bytearray(2**31),
    ],
    ids=["read", "write", "list", "socket", "socketpair", "program", "process", "signal", "memory"],
)
def test_confined_process_is_refused(act):
    """Files, network, programs, processes, signals and memory beyond the limit are refused."""
    assert run_confined(act) == 1


def test_confined_process_may_reckon():
    """What needs nothing of the system works as before."""
    assert run_confined(lambda: sum(range(10**6))) == 0


def test_endless_process_is_ended():
    """Time is bounded by the clock, also for one that sleeps."""
    assert run_confined(lambda: signal.pause(), Limits(seconds=1)) == -signal.SIGALRM
