"""Files are whole or not there; a folder is synced where the system can; a lock has one holder."""

from __future__ import annotations

import errno
import fcntl
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from agent.core.durable import sync_folder, try_lock, write_whole


def test_a_folder_that_is_away_is_named_as_such(tmp_path: Path):
    """What could not be synced is never taken for durable."""
    sync_folder(tmp_path)

    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "away")


def test_on_windows_a_folder_is_left_to_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """There no folder can be opened; nothing is tried, not even where it is away."""
    away = tmp_path / "away"
    with monkeypatch.context() as patched:
        patched.setattr(os, "name", "nt")
        sync_folder(away)


def test_a_file_is_replaced_whole(tmp_path: Path):
    """The new bytes and mode stand under the name, and nothing beside it."""
    path = tmp_path / "note"
    path.write_bytes(b"old")

    write_whole(path, b"new", mode=0o600)

    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["note"]


def test_what_cannot_be_written_or_renamed_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A full disk, or a folder under that name: the old file stands, the half-written one is gone."""
    path = tmp_path / "note"
    path.mkdir()
    with pytest.raises(IsADirectoryError):
        write_whole(path, b"new")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", _full)
        with pytest.raises(OSError, match="no room"):
            write_whole(tmp_path / "other", b"new")

    assert [one.name for one in tmp_path.iterdir()] == ["note"]


def _full(_handle: int) -> None:
    raise OSError("no room")


def test_a_lock_has_one_holder(tmp_path: Path):
    """The second is told so; once the first lets go, it may."""
    with (tmp_path / "lock").open("a+b") as first, (tmp_path / "lock").open("a+b") as second:
        held = try_lock(first), try_lock(second)
        first.close()
        assert (*held, try_lock(second)) == (True, False, True)


def test_a_lock_that_fails_is_no_holder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A share that knows no locks is a fault to be told, not another process at work."""
    with monkeypatch.context() as patched, (tmp_path / "lock").open("a+b") as file:
        patched.setattr(fcntl, "flock", _no_locks)
        with pytest.raises(OSError, match="no locks"):
            try_lock(file)


def test_windows_has_locks_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """There the first byte of the file is locked."""
    locked: list[tuple[int, int]] = []
    own = SimpleNamespace(LK_NBLCK=2, locking=lambda _handle, how, n_bytes: locked.append((how, n_bytes)))
    with monkeypatch.context() as patched, (tmp_path / "lock").open("a+b") as file:
        patched.setattr(sys, "platform", "win32")
        patched.setitem(sys.modules, "msvcrt", own)
        assert try_lock(file)

    assert locked == [(2, 1)]


def _no_locks(_file: object, _how: int) -> None:
    raise OSError(errno.ENOLCK, "no locks")
