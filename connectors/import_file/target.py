"""The target port, by import file: to enter a slip is to put it into the folder it will be exported from.

The slip number is our key: the product gives its own number only when a clerk imports the file, and the key stands in
the memo column by which the slip is found there.
"""

from __future__ import annotations

from collections.abc import Sequence

from agent.core.action import Slip
from agent.core.durable import put_in_place, write_beside
from agent.core.errors import PermitRefusedError, SlipAlreadyThereError, SlipDiffersError, SlipMissingError
from agent.core.outcome import Confirmed, FoundSlip, Sent
from agent.core.ports import EvidenceStore, Permit, StepLog
from connectors.import_file.compare import require_same
from connectors.import_file.csv_text import rows_in
from connectors.import_file.errors import ImportFolderError, ImportUnansweredError, SlipFileDamagedError
from connectors.import_file.folder import ImportFolder
from connectors.import_file.layout import Layout
from connectors.import_file.slip_file import SlipFile


class ImportFileTarget:
    """Writes slips into one target's folder. Calls may come from any thread.

    Args:
        layout: The product's layout with the site's values.
        folder: Where slips wait and batches lie.
        evidence: Where the rows are kept as they were written and as they were read back.
    """

    def __init__(self, layout: Layout, folder: ImportFolder, evidence: EvidenceStore) -> None:
        self._layout, self._folder, self._evidence = layout, folder, evidence

    def find(self, key: str, log: StepLog) -> Sequence[FoundSlip]:
        """Return the slip under a key: waiting for its export, or gone out in a batch.

        Raises:
            TransientError: The folder cannot be read now; never taken for "not there".
        """
        self._folder.ensure()
        state = ""
        if self._folder.waiting(key) is not None:
            state = "waiting"
        number = self._folder.number_of(key)  # after `slips/`: a slip goes from there to here
        if number is not None:
            state = f"exported in {number:06}"
        log.step(f"look for {key}: {state or 'not there'}")
        return [FoundSlip(key, state)] if state else []

    def enter(self, slip: Slip, key: str, permit: Permit, log: StepLog) -> Sent:
        """Put one slip into the folder, asking the permit just before it is renamed into its place.

        Raises:
            BusinessError: The product would refuse it; nothing is stored.
            TransientError: The folder cannot be used, or the permit said no; nothing is stored.
            OutcomeUnknownError: The folder failed while the slip was being renamed into its place.
        """
        if self.find(key, log):
            raise SlipAlreadyThereError("a slip with this key stands there already", what=key)
        file = SlipFile.of(slip, key, self._layout)
        evidence = self._evidence.put("before-commit", file.content(self._layout), "text/csv")
        log.step(f"write {len(file.rows)} rows of {self._layout.file.layout}")
        path = self._folder.slip_path(key)
        try:
            beside = write_beside(path, file.to_bytes())
        except OSError as error:
            raise ImportFolderError(f"{error.strerror}: {self._folder.base}", place=str(path)) from error
        try:
            why_not = permit.ask()
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        if why_not:
            beside.unlink(missing_ok=True)
            raise PermitRefusedError(f"not now: {why_not}", why=why_not)
        try:
            put_in_place(beside, path)
        except OSError as error:
            raise ImportUnansweredError(f"{error.strerror}: {path}", place=str(path)) from error
        log.step("slip is in its place")
        return Sent(key, (evidence,))

    def confirm(self, key: str, slip: Slip, log: StepLog) -> Confirmed:
        """Read the slip back from the folder and compare it, its rows as the product will read them, with the order.

        Raises:
            BusinessError: There is none, or it differs.
            TransientError: The folder cannot be read now.
        """
        self._folder.ensure()
        file, content, at = self._read_back(key)
        if file.slip != slip:
            raise SlipDiffersError("the slip in the folder is another", field=_first_difference(file.slip, slip))
        if file.layout == self._layout.digest:  # else it is written anew and compared at its export
            try:
                rows = rows_in(self._layout.file, content)
            except ValueError as error:
                raise SlipFileDamagedError(f"{key}: {error}", file=key) from error
            require_same(rows[at : at + len(file.rows)], slip, key, self._layout)
        self._folder.sync()  # it may be there by a rename that failed to be made durable
        log.step(f"read back {key}")
        return Confirmed(key, (self._evidence.put("confirmed", file.content(self._layout), "text/csv"),))

    def close(self) -> None:
        """Nothing is held open."""

    def _read_back(self, key: str) -> tuple[SlipFile, bytes, int]:
        """Return a slip as it lies there, the import file it stands in, and at which row of it."""
        file = self._folder.waiting(key)
        number = self._folder.number_of(key)
        batch = self._folder.batch(number) if number is not None else None
        if batch is not None:
            place = [one.key for one in batch.slips].index(key)
            at = sum(len(one.rows) for one in batch.slips[:place])
            return batch.slips[place], batch.content, at
        if file is None:
            raise SlipMissingError("no slip carries our key")
        return file, file.content(self._layout), 0


def _first_difference(there: Slip, wanted: Slip) -> str:
    return next(name for name in Slip.__dataclass_fields__ if getattr(there, name) != getattr(wanted, name))
