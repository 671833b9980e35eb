"""Slips of an import file survive kill -9 at every moment: each stands in exactly one batch, once."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.support.import_kills import KEYS

ROOT = Path(__file__).parents[2]
MEMO, AMOUNT = 16, 14  # columns of 弥生会計


@pytest.mark.faults
@pytest.mark.timeout(300)
@pytest.mark.proves("D9")
@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.long)])
def test_a_slip_stands_in_one_batch_whenever_the_process_is_killed(tmp_path, step):
    """At moments before and after each change on disk, twice over: one row set per slip, none missing."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.import_kills", str(tmp_path), str(step)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 60

    for folder in tmp_path.iterdir():
        rows = [row for path in folder.glob("keiri/batches/*/*.csv") for row in read(path)]
        assert Counter(row[MEMO][:16] for row in rows) == dict.fromkeys(KEYS, 2), folder.name
        assert sum(int(row[AMOUNT]) for row in rows) == len(KEYS) * 19370
        assert not list(folder.glob("keiri/slips/*.json")), folder.name
        assert not list(folder.glob("keiri/batches/.making")), folder.name


def read(path: Path) -> list[list[str]]:
    """Read an import file without any of the code that wrote it."""
    return list(csv.reader(io.StringIO(path.read_bytes().decode("cp932"), newline="")))
