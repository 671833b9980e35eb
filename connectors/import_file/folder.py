"""The folder of one target: slips that wait, batches that went out.

    slips/KEY.json                    one slip, renamed into place whole
    batches/000001/manifest.json      a batch; renamed into place as a whole folder, never changed afterwards
    batches/000001/TARGET-000001.csv  its import file

A key that stands in a batch is out, whatever else lies in `slips/`. So a kill between the batch's rename and the
removal of its slips does no harm: they are removed at the next export. Whoever looks for a key looks in `slips/` first
and in `batches/` second, because a slip goes that way.
"""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent.core.durable import sync_folder, write_whole
from connectors.import_file.batch import Batch, batch_from
from connectors.import_file.durable import put_where_free
from connectors.import_file.errors import ImportFolderAwayError, ImportFolderError, SlipFileDamagedError
from connectors.import_file.slip_file import SlipFile, slip_file_from

MARKER = ".denpyo"
MANIFEST = "manifest.json"


class ImportFolder:
    """Slips and batches of one target, on disk. Calls may come from any thread and any number of processes.

    Args:
        base: The folder; made at first use.
        record: File of the site that remembers the folder's marker, so that a share that is away is seen.
    """

    def __init__(self, base: Path, record: Path) -> None:
        self.base, self._record = base, record
        self.slips, self.batches = base / "slips", base / "batches"
        self._number_of: dict[str, int] = {}
        self._path_of: dict[int, Path] = {}
        self._seen: set[str] = set()
        self._lock = threading.Lock()

    def ensure(self) -> None:
        """Make the folder at first use; later, insist that it is the one seen before.

        Raises:
            ImportFolderAwayError: It is not: a share is away, or it was replaced.
            ImportFolderError: It cannot be made or read.
        """
        with self._told():
            known, present = self._known(), self._present()
            if known is not None and present != known:
                raise ImportFolderAwayError(
                    f"the folder is not the one seen before ({self._record})",
                    place=str(self.base),
                    record=self._record,
                )
            if present is None:
                present = self._make()
            if known is None:
                self._remember(present)

    def waiting(self, key: str) -> SlipFile | None:
        """Return the slip that waits under a key.

        Raises:
            ImportFolderError: It cannot be read.
        """
        path = self.slip_path(key)
        with self._told():
            try:
                return _slip_at(path)
            except FileNotFoundError:
                return None

    def all_waiting(self) -> list[SlipFile]:
        """Return all slips that wait, in the order they are to stand in a file: by day, order number and key.

        Raises:
            SlipFileDamagedError: A file is no slip, or lies under another name than its key: somebody copied it.
            ImportFolderError: They cannot be read.
        """
        with self._told():
            files = [_slip_at(path) for path in self.slips.glob("[!.]*.json")]
        return sorted(files, key=lambda file: (file.slip.slip_date, file.slip.order_number, file.key))

    def slip_path(self, key: str) -> Path:
        """Return where the slip of a key waits."""
        if not key.isalnum():
            raise ValueError("a key holds letters and digits only")
        return self.slips / f"{key}.json"

    def number_of(self, key: str) -> int | None:
        """Return the number of the batch a key went out in; None when it did not.

        Raises:
            ImportFolderError: The batches cannot be read.
            BatchDamagedError: One of them is not as it was written.
        """
        with self._lock, self._told():
            self._look()
            return self._number_of.get(key)

    def keys_out(self) -> frozenset[str]:
        """Return the keys of all slips that went out.

        Raises:
            ImportFolderError: The batches cannot be read.
            BatchDamagedError: One of them is not as it was written.
        """
        with self._lock, self._told():
            self._look()
            return frozenset(self._number_of)

    def keys_waiting(self) -> frozenset[str]:
        """Return the keys of all slip files."""
        with self._told():
            return frozenset(path.stem for path in self.slips.glob("[!.]*.json"))

    def numbers(self) -> list[int]:
        """Return the numbers of all batches, in order."""
        with self._lock, self._told():
            self._look()
            return sorted(number for number, path in self._path_of.items() if path.is_dir())

    def next_number(self) -> int:
        """Return a number that no batch seen here has, and no folder's name."""
        with self._lock, self._told():
            self._look()
            named = (int(path.name) for path in self.batches.iterdir() if path.name.isdecimal())
            return max((*self._path_of, *named), default=0) + 1

    def batch(self, number: int) -> Batch | None:
        """Return a batch; None when there is none of this number."""
        with self._lock, self._told():
            self._look()
            path = self._path_of.get(number)
            return self._read(path) if path is not None and path.is_dir() else None

    def batch_path(self, number: int) -> Path:
        """Return where a batch lies, or will lie."""
        path = self._path_of.get(number)
        return path if path is not None and path.is_dir() else self.batches / f"{number:06}"

    def sync(self) -> None:
        """Make durable what was renamed into place, by whomever.

        Raises:
            ImportFolderError: The folder failed; whether it is durable is not sure.
        """
        with self._told():
            for folder in (self.slips, self.batches):
                sync_folder(folder)

    def _look(self) -> None:
        """Read the batches not read yet. A batch whose folder was renamed keeps the number in its manifest."""
        for path in self.batches.iterdir():
            if path.name.startswith(".") or path.name in self._seen or not _is_batch(path):
                continue
            batch = self._read(path)
            self._number_of.update((file.key, batch.number) for file in batch.slips)
            known = self._path_of.get(batch.number)
            if known is None or not known.is_dir() or path.name == batch.name:
                self._path_of[batch.number] = path
            self._seen.add(path.name)

    def _read(self, path: Path) -> Batch:
        manifest = path / MANIFEST
        return batch_from(manifest.read_bytes(), str(manifest))

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise ImportFolderError(f"{error.strerror}: {error.filename or self.base}", place=str(self.base)) from error

    def _known(self) -> str | None:
        try:
            noted = json.loads(self._record.read_text("utf-8"))
        except (FileNotFoundError, ValueError):
            return None
        return str(noted["id"]) if noted.get("path") == str(self.base) else None

    def _present(self) -> str | None:
        try:
            return (self.base / MARKER).read_text("ascii").strip() or None
        except FileNotFoundError:
            return None

    def _make(self) -> str:
        """Make the folders, the marker last: where it stands, they do. Of two who make it at once the first wins."""
        for folder in (self.slips, self.batches):
            folder.mkdir(parents=True, exist_ok=True)
        put_where_free(self.base / MARKER, uuid.uuid4().hex.encode("ascii"))
        sync_folder(self.base.parent)
        return str(self._present())

    def _remember(self, word: str) -> None:
        self._record.parent.mkdir(parents=True, exist_ok=True)
        noted = json.dumps({"path": str(self.base), "id": word}).encode()
        write_whole(self._record, noted)


def _slip_at(path: Path) -> SlipFile:
    """Read a slip file, which lies under its key and no other name."""
    file = slip_file_from(path.read_bytes(), str(path))
    if not path.stem.isalnum() or path.stem != file.key:
        raise SlipFileDamagedError("the file is not named after its key", place=str(path), file=str(path))
    return file


def _is_batch(path: Path) -> bool:
    """Tell a batch from what else lies there; a batch that lost its manifest is one, and cannot be read."""
    return path.name.isdecimal() or (path / MANIFEST).is_file()
