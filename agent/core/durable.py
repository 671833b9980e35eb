"""Files that are whole or not there, whatever dies meanwhile, and locks that die with their holder."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from pathlib import Path
from typing import IO

BUSY = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable; systems that cannot sync a folder (Windows) keep it durable themselves.

    Raises:
        OSError: The folder cannot be synced; whether the last rename outlives a power cut is not sure.
    """
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_beside(path: Path, content: bytes, *, mode: int = 0o640, prefix: str = ".new-") -> Path:
    """Write bytes durably under a hidden name in the same folder, to be put in place; returns where.

    Raises:
        OSError: The folder cannot be written; nothing is left there.
    """
    handle, name = tempfile.mkstemp(prefix=prefix, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def put_in_place(beside: Path, path: Path) -> None:
    """Rename what was written beside its place, durably; a file there already is replaced.

    Raises:
        OSError: It failed, and whether the file is in its place is not sure.
    """
    try:
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_whole(path: Path, content: bytes, *, mode: int = 0o640) -> None:
    """Replace a file whole, so that a power cut leaves the old one or the new one.

    Raises:
        OSError: The folder cannot be written.
    """
    put_in_place(write_beside(path, content, mode=mode), path)


def try_lock(file: IO[bytes]) -> bool:
    """Lock an open file, which the system lets go when the process dies; False where another process holds it.

    Raises:
        OSError: It cannot be locked at all.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in BUSY:
            return False
        raise
    return True
