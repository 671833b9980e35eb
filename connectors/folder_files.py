"""Reads, names and moves the files of a watched folder; never follows a link, never overwrites."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import stat
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from agent.core.document import TOO_LARGE

LONGEST_NAME_BYTES = 230  # of 255, so that a note's `.txt` still fits
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".eml": "message/rfc822",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a file looked; a changed or replaced file has another."""

    device: int
    inode: int
    size_bytes: int
    modified_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """Take what matters from a file's status."""
        return cls(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def read_finished(path: Path, limit_bytes: int) -> tuple[bytes, str] | None:
    """Return a plain file's bytes and media type; None when it is gone, no plain file, or still being written.

    A file above the limit is not read: its bytes are then three lines that say how it looked.

    Raises:
        OSError: It is there and may not be read.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ELOOP, errno.EISDIR, errno.ENXIO):
            return None
        raise
    with os.fdopen(descriptor, "rb") as file:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode) or _is_being_written(descriptor):
            return None
        if before.st_size > limit_bytes:
            return _looks_of(before, limit_bytes), TOO_LARGE
        content = file.read()
        if Stamp.of(os.fstat(descriptor)) != Stamp.of(before) or len(content) != before.st_size:
            return None
    return content, MEDIA_TYPES.get(path.suffix.lower(), "application/octet-stream")


def _looks_of(status: os.stat_result, limit_bytes: int) -> bytes:
    lines = (f"size_bytes: {status.st_size}", f"limit_bytes: {limit_bytes}", f"modified_ns: {status.st_mtime_ns}")
    return "\n".join(lines).encode()


def _is_being_written(descriptor: int) -> bool:
    """Whether another program has the file open for writing, as far as the system tells (Linux, local disks).

    The kernel refuses a read lease on a file that is open for writing. The lease is given back at once; should a writer
    come in between, the kernel's signal is one that does nothing by default. Source: fcntl(2), "Leases".
    """
    if sys.platform != "linux":
        return False
    import fcntl

    try:
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    return False


def readable(name: str) -> str:
    """Write a file's name in plain Unicode, whatever encoding its bytes are in, so that it can be stored."""
    raw = os.fsencode(name)
    for encoding in ("utf-8", "cp932"):
        with contextlib.suppress(UnicodeDecodeError):
            return unicodedata.normalize("NFC", raw.decode(encoding))
    return raw.decode("ascii", "backslashreplace")


def marked_name(name: str, mark: str) -> str:
    """Put a mark before a name's ending, cut so that no file system refuses the length."""
    path = Path(name)
    stem, ending = path.stem, f".{mark}{path.suffix}"
    while len(os.fsencode(stem + ending)) > LONGEST_NAME_BYTES and stem:
        stem = stem[:-1]
    return stem + ending


def move_to_free_name(path: Path, folder: Path, names: Iterator[str]) -> Path:
    """Move a file to the first free of these names; nothing is ever overwritten.

    Raises:
        OSError: It cannot be moved, or no name is free.
    """
    for name in names:
        with contextlib.suppress(FileExistsError):
            _rename_new(path, folder / name)
            return folder / name
    raise FileExistsError(errno.EEXIST, "no free name", str(path))


def _rename_new(path: Path, target: Path) -> None:
    """Rename, but fail when the target is there. Shares without hard links look first, then rename."""
    try:
        os.link(path, target, follow_symlinks=False)
    except FileExistsError:
        if not os.path.samestat(path.lstat(), target.lstat()):  # else a rename of ours was killed half-way
            raise
    except (OSError, NotImplementedError):
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "is there", str(target)) from None
        path.rename(target)
        return
    path.unlink()
