"""Documents and evidence as files named by their digest, written once and fsynced before anyone leans on them."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from agent.core.delivery import digest_of
from agent.core.errors import ConfigError, TransientError
from agent.core.evidence import Evidence


class DiskFullError(TransientError):
    """There is no room left for a document or a piece of evidence."""

    code = "disk-full"
    hint = "Make room on the disk of the evidence folder; the work goes on by itself."


class EvidenceFolderError(ConfigError):
    """The evidence folder cannot be made or written."""

    code = "evidence-folder"
    hint = "Create the folder, or correct `evidence` in site.yaml."


class EvidenceFiles:
    """The evidence store in a folder: `ab/abcdef…`, one file a digest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EvidenceFolderError(f"{folder}: {error.strerror}", place=str(folder)) from error

    def put(self, name: str, content: bytes, media_type: str) -> Evidence:
        """Store bytes durably; the same bytes again change nothing."""
        digest = digest_of(content)
        path = self._path(digest)
        if not path.exists():
            self._write(path, content)
        return Evidence(name, digest, media_type, len(content))

    def read(self, digest: str) -> bytes:
        """Return the bytes of a digest; FileNotFoundError when they are not there."""
        return self._path(digest).read_bytes()

    def has(self, digest: str) -> bool:
        """Whether a digest's bytes are there."""
        return self._path(digest).exists()

    def digests(self) -> Iterator[str]:
        """Every stored digest, in no order."""
        for path in self._folder.glob("??/*"):
            if not path.name.startswith("."):
                yield path.name

    def remove(self, digest: str) -> None:
        """Remove a file nothing points to (the sweep of orphans)."""
        self._path(digest).unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest

    def _write(self, path: Path, content: bytes) -> None:
        try:
            path.parent.mkdir(exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=".", dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(temporary, path)  # noqa: PTH105 - atomic on every system
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise
            _sync_folder(path.parent)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise DiskFullError(f"no room left in {self._folder}", place=str(self._folder)) from error
            raise EvidenceFolderError(f"{path}: {error.strerror}", place=str(path)) from error


def _sync_folder(folder: Path) -> None:
    """Make a rename durable; systems that cannot sync a folder (Windows) keep it durable themselves."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
