"""Gather the slips that wait into import files: each slip in exactly one, whatever is killed when."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from agent.core.durable import sync_folder, write_whole
from connectors.import_file.batch import Batch, batch_of
from connectors.import_file.csv_text import content_size
from connectors.import_file.durable import alone
from connectors.import_file.errors import BatchUnknownError, ImportFolderError
from connectors.import_file.folder import MANIFEST, ImportFolder
from connectors.import_file.layout import Layout
from connectors.import_file.render import numbered
from connectors.import_file.slip_file import SlipFile

LEFT_OVER_S = 86_400.0


class Exporter:
    """Makes batches of one target's slips.

    Args:
        folder: Where slips wait and batches lie.
        layout: The product's layout with the site's values.
        target: The target's name, which begins the names of the files.
    """

    def __init__(self, folder: ImportFolder, layout: Layout, target: str) -> None:
        self._folder, self._layout, self._target = folder, layout, target

    def planned(self, after: int = 0, only: Collection[str] | None = None) -> list[Batch]:
        """Return the batches an export would make now; nothing is written.

        Args:
            after: A number that went out, even if its batch lies here no more.
            only: The keys that may go out; None for all.

        Raises:
            BusinessError: The layout was changed and takes a slip no more; names the slip.
            ImportFolderError: The folder cannot be read.
        """
        self._folder.ensure()
        waiting = (file for file in self._folder.all_waiting() if only is None or file.key in only)
        files = [file.by(self._layout) for file in waiting if not self._is_out(file.key)]
        parts = enumerate(self._parts(files), max(self._folder.next_number(), after + 1))
        return [batch_of(number, part, self._layout, self._target) for number, part in parts]

    def export(self, after: int = 0, only: Collection[str] | None = None) -> list[Batch]:
        """Make the batches, one after the other; returns those made now.

        Args:
            after: A number that went out, even if its batch lies here no more.
            only: The keys that may go out; None for all.

        Raises:
            ExportBusyError: Another export of this target is at work.
            BusinessError: The layout was changed and takes a slip no more; nothing is written.
            ImportFolderError: The folder failed; what was made is kept, and the rest waits.
        """
        self._folder.ensure()
        try:
            with alone(self._folder.base / ".export.lock"):
                self._tidy()
                batches = self.planned(after, only)
                for batch in batches:
                    self._make(batch)
                    self._remove(file.key for file in batch.slips)
                return batches
        except OSError as error:
            raise ImportFolderError(f"{error.strerror}: {error.filename}", place=str(self._folder.base)) from error

    def again(self, number: int) -> Batch:
        """Return a batch, and put its file back as it was where somebody changed or removed it.

        Raises:
            BatchUnknownError: There is no such batch.
        """
        batch = self.get_batch(number)
        path = self.path(batch)
        try:
            if not path.is_file() or path.read_bytes() != batch.content:
                write_whole(path, batch.content)
        except OSError as error:
            raise ImportFolderError(f"{error.strerror}: {error.filename}", place=str(path)) from error
        return batch

    def get_batch(self, number: int) -> Batch:
        """Return a batch.

        Raises:
            BatchUnknownError: There is none of this number.
        """
        self._folder.ensure()
        batch = self._folder.batch(number)
        if batch is None:
            raise BatchUnknownError(f"there is no batch {number:06}", number=f"{number:06}")
        return batch

    def numbers(self) -> list[int]:
        """Return the numbers of all batches, in order.

        Raises:
            ImportFolderError: The folder cannot be read.
        """
        self._folder.ensure()
        return self._folder.numbers()

    def keys(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return the keys that have a slip file, and those that are out; read in this order, as a slip goes.

        Raises:
            ImportFolderError: The folder cannot be read.
        """
        self._folder.ensure()
        return self._folder.keys_waiting(), self._folder.keys_out()

    def path(self, batch: Batch) -> Path:
        """Return where a batch's file lies, or will lie."""
        return self._folder.batch_path(batch.number) / batch.file_name

    def _is_out(self, key: str) -> bool:
        return self._folder.number_of(key) is not None

    def _parts(self, files: Sequence[SlipFile]) -> Iterator[list[SlipFile]]:
        """Divide the slips into files that the product takes."""
        part: list[SlipFile] = []
        n_rows = size_bytes = 0
        for file in files:
            more = content_size(self._layout.file, numbered(file.rows, len(files)))  # headings counted too: never short
            if part and not self._fits(len(part) + 1, n_rows + len(file.rows), size_bytes + more):
                yield part
                part, n_rows, size_bytes = [], 0, 0
            part.append(file)
            n_rows, size_bytes = n_rows + len(file.rows), size_bytes + more
        if part:
            yield part

    def _fits(self, n_slips: int, n_rows: int, size_bytes: int) -> bool:
        file = self._layout.file
        limits = ((file.max_slips, n_slips), (file.max_rows, n_rows), (file.max_file_bytes, size_bytes))
        return all(limit is None or size <= limit for limit, size in limits)

    def _make(self, batch: Batch) -> None:
        """Write a batch under a hidden name and rename it into place: from then on its slips are out."""
        making = self._folder.batches / ".making"
        making.mkdir()
        for name, content in ((batch.file_name, batch.content), (MANIFEST, batch.to_bytes())):
            write_whole(making / name, content)
        making.rename(self._folder.batch_path(batch.number))
        sync_folder(self._folder.batches)

    def _tidy(self) -> None:
        """Clear away what killed exports and entries left: half a batch, slips that are out, old half-written files."""
        shutil.rmtree(self._folder.batches / ".making", ignore_errors=True)
        self._folder.sync()  # a batch that was only just renamed: its slips go when it is sure to stay
        self._remove(path.stem for path in self._folder.slips.glob("[!.]*.json") if self._is_out(path.stem))
        for path in self._folder.slips.glob(".*"):
            with contextlib.suppress(FileNotFoundError):  # the agent has just renamed it into its place
                if path.stat().st_mtime < time.time() - LEFT_OVER_S:
                    path.unlink()

    def _remove(self, keys: Iterable[str]) -> None:
        for key in keys:
            self._folder.slip_path(key).unlink(missing_ok=True)
