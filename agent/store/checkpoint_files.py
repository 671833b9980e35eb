"""Signed checkpoints in a folder outside the database: one note a day, replaced whole as the log grows.

The newest note vouches for every event before it; older days stay, so that a difference can be dated. Each write is
fsynced before it counts.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from agent.audit.checkpoint import Checkpoint, CheckpointInvalidError, LogKey, read
from agent.core.durable import write_whole
from agent.core.errors import ConfigError

KEY_FILE = "log.pub"


class CheckpointFolderError(ConfigError):
    """The folder of checkpoints cannot be made, read or written."""

    code = "checkpoint-folder"
    hint = "Create the folder and make room in it, or correct `checkpoints` in site.yaml."


class CheckpointForeignError(ConfigError):
    """A kept checkpoint was not signed by this site's key."""

    code = "checkpoint-foreign"
    hint = "Put the site's own signing key back, or move the checkpoints of the other key elsewhere and keep them."


class CheckpointFiles:
    """The notes in a folder, and the public key beside them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def notes(self) -> list[tuple[str, str]]:
        """Return name and text of every note, by day."""
        try:
            return [(path.name, path.read_text("utf-8", "replace")) for path in sorted(self._folder.glob("*.note"))]
        except OSError as error:
            raise CheckpointFolderError(f"it cannot be read: {error.strerror}", place=str(self._folder)) from error

    def find_key(self) -> str | None:
        """Return the public key line, None when none was published."""
        path = self._folder / KEY_FILE
        return path.read_text("utf-8", "replace").strip() if path.is_file() else None

    def newest(self, key: LogKey) -> Checkpoint | None:
        """Return the checkpoint over the most events.

        Raises:
            CheckpointForeignError: A note is not this key's; nothing is signed beside it.
        """
        return max((self._read(name, note, key) for name, note in self.notes()), key=_size, default=None)

    def publish(self, key: LogKey) -> None:
        """Put the public key beside the notes."""
        if self.find_key() != key.line:
            self._write(KEY_FILE, f"{key.line}\n")

    def keep(self, checkpoint: Checkpoint, note: str, day: date, key: LogKey) -> None:
        """Store a note as the day's, unless the day's already covers more (another agent was quicker)."""
        name = f"{day.isoformat()}.note"
        path = self._folder / name
        if path.is_file() and _size(self._read(name, path.read_text("utf-8", "replace"), key)) > checkpoint.size:
            return
        self._write(name, note)

    def _read(self, name: str, note: str, key: LogKey) -> Checkpoint:
        try:
            return read(note, key)
        except CheckpointInvalidError as error:
            raise CheckpointForeignError(str(error), place=str(self._folder / name)) from error

    def _write(self, name: str, text: str) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._folder / name, text.encode(), mode=0o644)
        except OSError as error:
            raise CheckpointFolderError(
                f"{name} cannot be written: {error.strerror}", place=str(self._folder)
            ) from error


def _size(checkpoint: Checkpoint) -> int:
    return checkpoint.size
