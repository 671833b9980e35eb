"""A busy folder: slow writers, renames, replacements, killed readers, a share that goes and comes."""

from __future__ import annotations

import multiprocessing
import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from agent.core.delivery import Delivery, Settlement
from agent.core.errors import TransientError
from connectors.folder import FolderConfig, FolderSource
from tests.support.sources import ContextDouble

pytestmark = pytest.mark.integration


def a_source(folder: Path, **settings: object) -> FolderSource:
    """Open a source on `in`, with a real clock."""
    values = {"connector": "folder", "path": folder / "in", "quiet": 0, **settings}
    source = FolderSource(FolderConfig.model_validate(values), ContextDouble(folder, ticks=True))
    source.check()
    return source


def whole(number: int, version: int = 1) -> bytes:
    """Write an order that says itself whether it is whole."""
    return f"{number},{version},{'x' * 200},end".encode()


def drop_files(folder: Path, numbers: range, seed: int) -> None:
    """Drop files in the three ways people do: written slowly, renamed into place, and replaced afterwards."""
    chance = random.Random(seed)
    for number in numbers:
        path, content = folder / "in" / f"{number}.csv", whole(number)
        if number % 3 == 0:
            with path.open("wb") as file:
                for start in range(0, len(content), 100):
                    file.write(content[start : start + 100])
                    file.flush()
                    time.sleep(chance.random() / 500)
            continue
        for version in range(1, 2 + number % 3):
            fresh = folder / f"{number}.new"
            fresh.write_bytes(whole(number, version))
            fresh.replace(path)
            time.sleep(chance.random() / 1000)


@pytest.mark.proves("A4")
def test_thousand_files_slow_renamed_and_replaced_are_all_read_whole(tmp_path):
    """Each of 1,000 files is delivered, only whole ones are, and the newest bytes of each end in `done`."""
    (tmp_path / "in").mkdir()
    source = a_source(tmp_path)
    writers = [threading.Thread(target=drop_files, args=(tmp_path, range(first, 1000, 4), first)) for first in range(4)]
    for writer in writers:
        writer.start()
    received: dict[str, Delivery] = {}
    while any(writer.is_alive() for writer in writers) or list((tmp_path / "in").glob("*.csv")):
        for delivery in source.deliveries():
            received[delivery.key] = delivery
            source.settle(delivery, Settlement.ACCEPT)
        source.wait(0.2)
    source.close()

    contents = {delivery.content for delivery in received.values()}
    assert all(content.endswith(b",end") for content in contents)
    newest = {whole(n, 1 + n % 3) for n in range(1000)}
    assert newest <= contents
    assert newest <= {path.read_bytes() for path in (tmp_path / "in" / "done").iterdir()}


def _take_for_ever(folder: Path, received: Path) -> None:
    """Take and settle; the same delivery is settled the same way each time, as the engine does."""
    source = a_source(folder)
    while True:
        for delivery in source.deliveries():
            stored = received / delivery.key.replace("/", "_")
            stored.write_bytes(delivery.content)
            source.settle(delivery, [Settlement.ACCEPT, Settlement.REJECT][sum(delivery.content) % 2])
        source.wait(0.1)


@pytest.mark.faults
def test_killed_at_any_moment_every_file_is_received_and_filed_once(tmp_path):
    """A reader killed again and again between and during settlements loses no file and files each once."""
    inbox, received = tmp_path / "in", tmp_path / "received"
    inbox.mkdir()
    received.mkdir()
    for number in range(300):
        (inbox / f"{number}.csv").write_bytes(whole(number))
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload([__name__])
    for kill_at in range(25, 301, 25):
        reader = processes.Process(target=_take_for_ever, args=(tmp_path, received))
        reader.start()
        wait_until(lambda kill_at=kill_at: len(list(received.iterdir())) >= kill_at)
        reader.kill()
        reader.join()
    source = a_source(tmp_path)
    for delivery in source.deliveries():
        source.settle(delivery, Settlement.ACCEPT)
    source.close()

    filed = [path for sub in ("done", "error") for path in (inbox / sub).glob("*.csv")]
    assert len(list(received.iterdir())) == 300
    assert sorted(path.read_bytes() for path in filed) == sorted(whole(number) for number in range(300))


def wait_until(is_so: Callable[[], bool], seconds: float = 30) -> None:
    """Look often until it is so."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.001)


def test_share_that_vanishes_and_returns_is_never_taken_for_empty(tmp_path):
    """While the share is away each look says so; when it is back, all files are there."""
    (tmp_path / "in").mkdir()
    source = a_source(tmp_path, events="polling", poll=0.01)
    for number in range(20):
        (tmp_path / "in" / f"{number}.csv").write_bytes(whole(number))
    assert len(list(source.deliveries())) == 20
    for _ in range(3):
        (tmp_path / "in").rename(tmp_path / "unmounted")
        with pytest.raises(TransientError):
            list(source.deliveries())
        (tmp_path / "in").mkdir()
        with pytest.raises(TransientError):
            list(source.deliveries())
        (tmp_path / "in").rmdir()
        (tmp_path / "unmounted").rename(tmp_path / "in")
        assert len(list(source.deliveries())) == 20
    source.close()
