"""From a file's rename into the watched folder to its decision stored, by the real agent.

The baseline in the same run is a bare script that does the visible part alone: watch the folder, read the CSV, write
one row a file into SQLite.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psutil

from agent.demo.documents import file_of
from agent.demo.orders import sample_orders
from agent.demo.sample import Fate, SampleOrder, Way
from agent.demo.systems import sample_site, write_site
from tests.support.command import denpyo

Row = tuple[str, str, str]
POLL_S = 0.0005
VARIABLES = {
    "IMAP_HOST": "127.0.0.1",
    "IMAP_PORT": "1",
    "PORTAL_URL": "http://127.0.0.1:9",
    "LEDGER_URL": "http://127.0.0.1:9",
}
BARE = """
import csv, io, os, sqlite3, sys, time
folder, done, file = sys.argv[1:]
db = sqlite3.connect(file, isolation_level=None)
db.execute("PRAGMA journal_mode=WAL")
db.execute("PRAGMA synchronous=FULL")
db.execute("CREATE TABLE customer_order (n TEXT)")
print("ready", flush=True)
while True:
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        with open(path, encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))[1:]
        db.execute("BEGIN IMMEDIATE")
        db.executemany("INSERT INTO customer_order VALUES (?)", [(number,) for number in {row[0] for row in rows}])
        db.execute("COMMIT")
        os.rename(path, os.path.join(done, name))
    time.sleep(0.001)
"""


class Watched:
    """A folder somebody watches, and the database where the decisions appear."""

    def __init__(self, incoming: Path, database: Path) -> None:
        self.incoming = incoming
        self._staging = incoming.parent / "staging"
        self._staging.mkdir(exist_ok=True)
        self._connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, isolation_level=None)

    def stage(self, name: str, content: bytes) -> Path:
        """Write a file beside the folder, finished, to be renamed into it."""
        path = self._staging / name
        path.write_bytes(content)
        return path

    def drop(self, path: Path) -> None:
        """Rename a finished file into the folder."""
        path.rename(self.incoming / path.name)

    def n_orders(self) -> int:
        """Count what is stored."""
        return int(self._connection.execute("SELECT count(*) FROM customer_order").fetchone()[0])

    def until(self, n: int, timeout_s: float = 60) -> float:
        """Wait until so many are stored; return the instant it was seen."""
        deadline = time.perf_counter() + timeout_s
        version = -1
        while time.perf_counter() < deadline:
            seen = self._connection.execute("PRAGMA data_version").fetchone()[0]
            if seen != version and self.n_orders() >= n:
                return time.perf_counter()
            version = seen
            time.sleep(POLL_S)
        raise TimeoutError(f"{self.n_orders()} of {n}")


def orders(n: int, start: int = 0) -> list[SampleOrder]:
    """Ordinary orders of the customer who sends CSV files to the folder."""
    day = sample_orders(sample_site() / "masters", datetime.now(UTC).date())
    pattern = [one for one in day if one.way is Way.FOLDER_CSV and one.fate is Fate.ENTERED]
    return [replace(pattern[n % len(pattern)], number=f"B{start + n:06d}") for n in range(n)]


@contextmanager
def the_agent(folder: Path) -> Iterator[tuple[Watched, psutil.Process, float]]:
    """Run the real agent on a site whose target is paused, so that only intake is measured; yields its start time."""
    site = write_site(folder / "site", 0)
    for name in ("mail", "portal"):
        (site / "sources" / f"{name}.yaml").unlink()
    environment = os.environ | VARIABLES
    _keep_password(site)
    subprocess.run(denpyo(site, "database", "migrate"), env=environment, check=True, capture_output=True)
    _pause(site)
    started = time.perf_counter()
    with (folder / "agent.log").open("wb") as log:
        agent = subprocess.Popen(denpyo(site, "run"), env=environment, stdout=log, stderr=log)
    _until_ready(folder / "agent.log", agent)
    ready_s = time.perf_counter() - started
    try:
        yield Watched(site / "incoming", site / "var" / "denpyo.db"), psutil.Process(agent.pid), ready_s
    finally:
        agent.send_signal(signal.SIGTERM)
        agent.wait(60)


@contextmanager
def the_bare_script(folder: Path) -> Iterator[Watched]:
    """Run the baseline."""
    incoming, done = folder / "incoming", folder / "done"
    incoming.mkdir(parents=True)
    done.mkdir()
    database = folder / "bare.db"
    command = [sys.executable, "-c", BARE, str(incoming), str(done), str(database)]
    bare = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert bare.stdout is not None
    bare.stdout.readline()
    time.sleep(0.5)
    try:
        yield Watched(incoming, database)
    finally:
        bare.kill()
        bare.wait()
        bare.stdout.close()


def one_by_one(watched: Watched, n: int, start: int, pause_s: float) -> list[float]:
    """Drop files of one order, each after the one before was decided; seconds each."""
    times = []
    for at, order in enumerate(orders(n, start)):
        path = watched.stage(f"one{start + at}.csv", file_of([order]).content)
        expected = watched.n_orders() + 1
        began = time.perf_counter()
        watched.drop(path)
        times.append(watched.until(expected) - began)
        time.sleep(pause_s)
    return times


def at_once(watched: Watched, n: int, start: int) -> float:
    """Drop n files of one order as fast as they can be renamed; seconds until all are decided."""
    paths = [watched.stage(f"many{start + at}.csv", file_of([one]).content) for at, one in enumerate(orders(n, start))]
    expected = watched.n_orders() + n
    began = time.perf_counter()
    for path in paths:
        watched.drop(path)
    return watched.until(expected) - began


def one_large(watched: Watched, n: int, start: int) -> float:
    """Drop one file of n orders; seconds until all are decided."""
    path = watched.stage(f"large{start}.csv", file_of(orders(n, start)).content)
    expected = watched.n_orders() + n
    began = time.perf_counter()
    watched.drop(path)
    return watched.until(expected) - began


def run(n_single: int = 200) -> list[Row]:
    """Measure agent and baseline, interleaved; rows of what, agent, baseline."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with the_bare_script(folder / "bare") as bare, the_agent(folder) as (ours, process, ready_s):
            time.sleep(2)
            single: tuple[list[float], list[float]] = ([], [])
            for block in range(0, n_single, 20):
                single[0].extend(one_by_one(ours, 20, block, 0.12))
                single[1].extend(one_by_one(bare, 20, block, 0.02))
            time.sleep(5)
            burst = at_once(ours, 100, 10_000), at_once(bare, 100, 10_000)
            time.sleep(8)
            large = one_large(ours, 1000, 20_000), one_large(bare, 1000, 20_000)
            memory_mb = process.memory_info().rss / 1024**2
    return [
        ("machine's load before the start", f"{load:.2f}", ""),
        ("start to ready", f"{ready_s:.1f} s", ""),
        (
            f"one file dropped → decided, p50 of {n_single}",
            _ms(statistics.median(single[0])),
            _ms(statistics.median(single[1])),
        ),
        (f"one file dropped → decided, p95 of {n_single}", _ms(_p95(single[0])), _ms(_p95(single[1]))),
        ("100 files at once → decided", f"{burst[0]:.2f} s", f"{burst[1]:.2f} s"),
        ("one CSV of 1,000 orders → decided", f"{large[0]:.2f} s", f"{large[1]:.2f} s"),
        ("resident memory after 1,300 orders", f"{memory_mb:.0f} MB", ""),
    ]


def _keep_password(site: Path) -> None:
    from agent.settings.secrets import Secrets

    Secrets(site).set("ledger-password", "not-used")


def _pause(site: Path) -> None:
    connection = sqlite3.connect(site / "var" / "denpyo.db")
    with connection:
        connection.execute(
            "INSERT INTO pause (target, by, since, reason) VALUES ('*', 'bench', '2026-01-01 00:00:00', '')"
        )
    connection.close()


def _until_ready(log: Path, agent: subprocess.Popen[bytes]) -> None:
    deadline = time.perf_counter() + 30
    while b"http://" not in log.read_bytes():  # the console's address, in whatever language the site speaks
        if agent.poll() is not None or time.perf_counter() > deadline:
            raise RuntimeError(log.read_text())
        time.sleep(0.01)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]
