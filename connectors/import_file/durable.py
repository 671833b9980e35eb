"""Files that are whole or not there, whatever dies meanwhile."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from agent.core.durable import sync_folder
from connectors.import_file.errors import ExportBusyError


def written_beside(path: Path, content: bytes) -> Path:
    """Write bytes durably under a hidden name in the same folder, to be renamed into place.

    Raises:
        OSError: The folder cannot be written.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o640)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def put_in_place(beside: Path, path: Path) -> None:
    """Rename what was written beside its place, durably; a file there already is replaced.

    Raises:
        OSError: It failed, and whether the file is in its place is not sure.
    """
    os.replace(beside, path)  # noqa: PTH105 - atomic on every system
    sync_folder(path.parent)


def put_where_free(path: Path, content: bytes) -> None:
    """Write a file whole, unless one is there already. Shares without hard links look first, then rename.

    Raises:
        OSError: The folder cannot be written.
    """
    beside = written_beside(path, content)
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    except (OSError, NotImplementedError):
        if not path.exists():
            put_in_place(beside, path)
    beside.unlink(missing_ok=True)
    sync_folder(path.parent)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold a lock file, which the system lets go when the process dies, however it dies.

    Raises:
        ExportBusyError: Another process holds it.
        OSError: It cannot be locked.
    """
    with path.open("a+b") as file:
        if not _locked(file):
            raise ExportBusyError("another export is at work", place=str(path))
        yield


def _locked(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES):
            return False
        raise
    return True
