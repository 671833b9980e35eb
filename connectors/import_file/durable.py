"""Import files in a folder that other programs read, and one export at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent.core.durable import put_in_place, sync_folder, try_lock, write_beside
from connectors.import_file.errors import ExportBusyError


def put_where_free(path: Path, content: bytes) -> None:
    """Write a file whole, unless one is there already. Shares without hard links look first, then rename.

    Raises:
        OSError: The folder cannot be written.
    """
    beside = write_beside(path, content)
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
        if not try_lock(file):
            raise ExportBusyError("another export is at work", place=str(path))
        yield
