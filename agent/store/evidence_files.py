"""Documents and evidence as files named by their digest, written once and fsynced before anyone leans on them.

A file's time says when somebody last put it. That is what keeps a file from being removed whose row is still on its
way: it is taken out of sight first, and given back when it was put meanwhile. A file out of sight can still be read,
and the next sweep gives back what a killed one left there.

An orphan is set aside first, where it can still be read; its time then says when that was.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from urllib.parse import quote

from agent.core.delivery import digest_of
from agent.core.durable import put_in_place, sync_folder, write_beside
from agent.core.errors import ConfigError, TransientError
from agent.core.evidence import Evidence

HALF_WRITTEN = ".new-"
SWEPT, ASIDE = ".swept-", ".orphan-"
MARK = ".agent-"
REPLACED = (errno.ENOENT, errno.ESTALE)  # on a network share also while another machine writes it anew


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

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self._folder

    def mark(self, agent: str, process: str) -> None:
        """Leave an agent's mark, the id of its process and the number of the file, in place of its last one."""
        path = self._mark(agent)
        self._write(path, process.encode())
        with self._writing(path), path.open("a", encoding="utf-8") as file:
            file.write(f"\n{_number(path, file)}")

    def mark_of(self, agent: str) -> str:
        """Return the id in an agent's mark; empty where it left none here, or the file is a copy of one.

        Raises:
            EvidenceFolderError: The folder cannot be read.
        """
        path = self._mark(agent)
        try:
            with path.open(encoding="utf-8") as file:
                process, _, number = file.read().partition("\n")
                own = _number(path, file)
            return "" if number and own and number != own else process
        except OSError as error:
            if error.errno in REPLACED:
                return ""
            raise EvidenceFolderError(f"{self._folder}: {error.strerror}", place=str(self._folder)) from error

    def put(self, name: str, content: bytes, media_type: str) -> Evidence:
        """Store bytes durably; the same bytes again only say that they are wanted now."""
        digest = digest_of(content)
        path = self._path(digest)
        if not _is_touched(path):
            self._write(path, content)
        return Evidence(name, digest, media_type, len(content))

    def read(self, digest: str) -> bytes:
        """Return the bytes of a digest; FileNotFoundError when they are not there."""
        for path in self._places(digest):
            with contextlib.suppress(FileNotFoundError):
                return path.read_bytes()
        return self._path(digest).read_bytes()

    def has(self, digest: str) -> bool:
        """Whether a digest's bytes are there."""
        return any(path.exists() for path in self._places(digest))

    def digests(self) -> Iterator[str]:
        """Every stored digest, in no order."""
        for path in self._folder.glob("??/*"):
            if not path.name.startswith("."):
                yield path.name

    def aged(self, before: float) -> Iterator[list[str]]:
        """Yield, folder by folder, the digests that nobody put since an instant (seconds since 1970).

        What a killed sweep left out of sight is given back first, as if it had been put now.
        """
        for folder in sorted(self._folder.glob("??")):
            entries = list(os.scandir(folder))
            for entry in entries:
                if entry.name.startswith(SWEPT):
                    self._give_back(Path(entry.path), entry.name.removeprefix(SWEPT))
            yield [entry.name for entry in entries if not entry.name.startswith(".") and _is_older(entry, before)]

    def is_older(self, digest: str, before: float) -> bool:
        """Whether a digest's file is there and nobody put it since the instant."""
        try:
            return self._path(digest).stat().st_mtime < before
        except FileNotFoundError:
            return False

    def remove(self, digest: str, before: float) -> bool:
        """Remove a file for good, unless somebody put it since the instant. One agent at a time does this."""
        hidden = self._hidden(digest, SWEPT)
        try:
            if not self._hide(digest, hidden, before):
                return False
            hidden.unlink()
        except FileNotFoundError:  # another sweep of the same folder gave it back
            return False
        return True

    def set_aside(self, digest: str, before: float) -> bool:
        """Take an orphan out of sight, unless somebody put it since the instant; it can still be read."""
        hidden, aside = self._hidden(digest, SWEPT), self._hidden(digest, ASIDE)
        try:
            if not self._hide(digest, hidden, before):
                return False
            os.utime(hidden)  # before it stands aside, so that a kill in between leaves it to be given back
            hidden.replace(aside)
        except FileNotFoundError:
            return False
        sync_folder(aside.parent)
        return True

    def set_aside_before(self, before: float) -> list[str]:
        """Return the digests that were set aside before an instant."""
        entries = (entry for folder in self._folder.glob("??") for entry in os.scandir(folder))
        aside = [entry for entry in entries if entry.name.startswith(ASIDE) and _is_older(entry, before)]
        return sorted(entry.name.removeprefix(ASIDE) for entry in aside)

    def take_back(self, digest: str) -> None:
        """Put what was set aside back in sight: something points to it again."""
        self._give_back(self._hidden(digest, ASIDE), digest)

    def discard(self, digest: str) -> bool:
        """Remove for good what was set aside; False when somebody took it back."""
        try:
            self._hidden(digest, ASIDE).unlink()
        except FileNotFoundError:
            return False
        return True

    def remove_half_written(self, before: float) -> int:
        """Remove what a killed `put` left of files that were never finished; return how many."""
        left = [
            Path(entry.path)
            for folder in self._folder.glob("??")
            for entry in os.scandir(folder)
            if entry.name.startswith(HALF_WRITTEN) and _is_older(entry, before)
        ]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def _hide(self, digest: str, hidden: Path, before: float) -> bool:
        """Take a file out of sight; False, and it stays, where somebody put it since the instant or it is not there."""
        if not self.is_older(digest, before):
            return False
        os.replace(self._path(digest), hidden)  # noqa: PTH105 - atomic on every system
        if hidden.stat().st_mtime < before:
            return True
        self._give_back(hidden, digest)
        return False

    def _give_back(self, hidden: Path, digest: str) -> None:
        """Put a file back in sight, as young as one put anew meanwhile, whose bytes are the same."""
        path = self._path(digest)
        os.utime(hidden)
        os.replace(hidden, path)  # noqa: PTH105 - over a file that is there
        sync_folder(path.parent)

    def _hidden(self, digest: str, prefix: str) -> Path:
        return self._path(digest).with_name(prefix + digest)

    def _places(self, digest: str) -> tuple[Path, ...]:
        return self._path(digest), self._hidden(digest, SWEPT), self._hidden(digest, ASIDE)

    def _mark(self, agent: str) -> Path:
        return self._folder / f"{MARK}{quote(agent, safe='')}"

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest

    def _write(self, path: Path, content: bytes) -> None:
        with self._writing(path):
            path.parent.mkdir(exist_ok=True)
            put_in_place(write_beside(path, content, mode=0o600, prefix=HALF_WRITTEN), path)

    @contextlib.contextmanager
    def _writing(self, path: Path) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise DiskFullError(f"no room left in {self._folder}", place=str(self._folder)) from error
            raise EvidenceFolderError(f"{path}: {error.strerror}", place=str(path)) from error


def _number(path: Path, file: IO[str]) -> str:
    """Return the number by which every machine knows an open file, and no copy is known.

    Empty where the file system makes numbers up: it then lists the file under another one than it opens it by.
    """
    number = os.fstat(file.fileno()).st_ino
    with os.scandir(path.parent) as entries:
        listed = next((entry.inode() for entry in entries if entry.name == path.name), 0)
    return str(number) if number and number == listed else ""


def _is_touched(path: Path) -> bool:
    """Mark a file as wanted now; False when it is not there, or must be written anew for that."""
    try:
        os.utime(path)
    except OSError:
        return False
    return True


def _is_older(entry: os.DirEntry[str], before: float) -> bool:
    try:
        return entry.stat().st_mtime < before
    except FileNotFoundError:
        return False
