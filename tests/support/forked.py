"""Programs in processes of their own that may be killed: forked from one that has loaded what they need."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = tuple(f"tests.support.{name}_killed" for name in ("correct", "teach", "unlock"))
PATIENCE_S = 180.0
_PROCESSES = multiprocessing.get_context("forkserver")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: its exit code (negative: the signal that killed it), and what it wrote."""

    code: int | None
    out: str
    err: str


def run(program: str, *arguments: str, die_at: str = "") -> Ended:
    """Run a program's `main` with its arguments to its end, killed at a fail point if one is named."""
    _PROCESSES.set_forkserver_preload([*PROGRAMS, __name__])
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        process = _PROCESSES.Process(target=_child, args=(program, arguments, die_at, str(out), str(err)))
        process.start()
        process.join(PATIENCE_S)
        if process.is_alive():
            process.kill()
            process.join()
        return Ended(process.exitcode, out.read_text("utf-8"), err.read_text("utf-8"))


def _child(program: str, arguments: tuple[str, ...], die_at: str, out: str, err: str) -> None:
    for number, file in ((1, out), (2, err)):
        opened = os.open(file, os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    os.environ["DENPYO_DIE_AT"] = die_at
    importlib.reload(importlib.import_module("agent.engine.fail_points"))
    sys.argv = [program, *arguments]
    importlib.import_module(program).main()
