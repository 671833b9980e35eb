"""A screen without a monitor: Xvfb, on a display number of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def a_screen() -> Iterator[str]:
    """Start one and set DISPLAY; the test is skipped where there is no Xvfb."""
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("no Xvfb (Debian's package xvfb)")
    read, write = os.pipe()
    command = [program, "-displayfd", str(write), "-screen", "0", "1280x1000x24", "-nolisten", "tcp"]
    running = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        display = f":{told.readline().strip()}"
    before = os.environ.get("DISPLAY")
    os.environ["DISPLAY"] = display
    try:
        yield display
    finally:
        os.environ.pop("DISPLAY")
        if before is not None:
            os.environ["DISPLAY"] = before
        running.terminate()
        running.wait()
