"""Start a LedgerSMB for a run, and tidy up after runs that were cut off."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from tests.support.ledgersmb import build, company, programs, server
from tests.support.ledgersmb.company import make_company
from tests.support.ledgersmb.place import CACHE, MASTERS, digest_of, drop_unused, locked, made_once
from tests.support.ledgersmb.programs import codename, unpack_programs
from tests.support.ledgersmb.server import LedgerSmb, new_cluster, running_in

PLAY = "play"


@contextmanager
def a_ledgersmb() -> Iterator[LedgerSmb]:
    """Run one for as long as the block lasts."""
    ledger = _begin(f"run-{os.getpid()}", is_ours=True)
    try:
        yield ledger
    finally:
        ledger.stop()
        shutil.rmtree(ledger.folder)


def up() -> LedgerSmb:
    """Start the one to play with, unless it runs."""
    running = running_in(CACHE / PLAY, _programs())
    return running or _begin(PLAY, is_ours=False)


def find_play() -> LedgerSmb | None:
    """Return the one to play with, if it runs."""
    return running_in(CACHE / PLAY, _programs())


def down() -> None:
    """Stop the one to play with and drop what is in it."""
    _end(CACHE / PLAY)


def _begin(name: str, *, is_ours: bool) -> LedgerSmb:
    seed = _seed()
    folder = CACHE / name
    with locked():
        _sweep()
        drop_unused()
        _end(folder)
        folder.mkdir()
        if is_ours:
            _sign(folder)
    shutil.copystat(seed, folder)
    _copy_cluster(seed, folder)
    ledger = LedgerSmb(folder, _programs())
    ledger.start()
    return ledger


def _programs() -> Path:
    return made_once(
        f"programs-{codename()}-{digest_of(Path(programs.__file__), Path(build.__file__))}", unpack_programs
    )


def _seed() -> Path:
    files = [Path(one.__file__) for one in (server, company)]
    tree = _programs()
    return made_once(f"seed-{codename()}-{digest_of(*files, *sorted(MASTERS.glob('*.csv')))}", lambda f: _make(f, tree))


def _make(folder: Path, tree: Path) -> None:
    _sign(folder)
    new_cluster(folder)
    ledger = LedgerSmb(folder, tree)
    try:
        ledger.start()
        make_company(ledger)
    finally:
        ledger.stop()
    (folder / "owner").unlink()


def _copy_cluster(seed: Path, folder: Path) -> None:
    """Copy the cluster with its owner; a cluster that stands still is a few files."""
    shutil.copytree(seed / "data", folder / "data", copy_function=shutil.copy2)
    if os.geteuid() == 0:
        for path in (folder, folder / "data", *(folder / "data").rglob("*")):
            shutil.chown(path, "postgres", "postgres")


def _sign(folder: Path) -> None:
    (folder / "owner").write_text(f"{os.getpid()} {psutil.Process().create_time()}")


def _sweep() -> None:
    """End what runs for owners that died."""
    for signed in CACHE.glob("*/owner"):
        pid, created = signed.read_text().split()
        with suppress(psutil.NoSuchProcess):
            if psutil.Process(int(pid)).create_time() == float(created):
                continue
        _end(signed.parent)


def _end(folder: Path) -> None:
    if folder.exists():
        LedgerSmb(folder, folder).stop()
        shutil.rmtree(folder)
