"""Export the slips of a target with a layout into import files, and note down each batch in the audit log."""

from __future__ import annotations

from sqlmodel import col, select

from agent.audit.event import AuditEvent
from agent.core.action import ActionState
from agent.core.business_day import Clock
from agent.core.errors import DenpyoError
from agent.core.money import plain
from agent.store import audit_log
from agent.store.database import Database
from agent.store.evidence_files import EvidenceFiles
from agent.store.tables import ActionRow, AuditIndexRow
from connectors.import_file.batch import Batch
from connectors.import_file.errors import ExportBusyError, SlipFileMissingError
from connectors.import_file.export import Exporter

KIND = "batch.exported"
N_NAMED = 20


class Exports:
    """One target's exports. A batch is made in its folder first and noted down afterwards.

    What a kill left between the two is noted down by the next export, so that no batch stays without its event. A
    number that was noted down never comes again, even if its batch was taken out of the folder. Only slips that the
    database says are entered go out: one in doubt may be keyed by hand, and would then stand in the product twice.
    """

    def __init__(
        self, exporter: Exporter, target: str, database: Database, evidence: EvidenceFiles, clock: Clock
    ) -> None:
        self._exporter, self._target = exporter, target
        self._database, self._evidence, self._clock = database, evidence, clock

    def planned(self) -> list[Batch]:
        """Return the batches an export would make now; nothing is written.

        Raises:
            BusinessError: The layout was changed and takes a slip no more; names the slip.
            ImportFolderError: The folder cannot be read.
        """
        return self._exporter.planned(self._last(), self._entered())

    def export(self, by: str) -> list[Batch]:
        """Make the batches, note them down, and return those made now.

        Args:
            by: Who exports.

        Raises:
            ExportBusyError: Another export of this target is at work, and notes down what it makes.
            BusinessError: The layout was changed and takes a slip no more; nothing is written.
            ImportFolderError: The folder failed; what was made is kept, and the rest waits.
        """
        try:
            batches = self._exporter.export(self._last(), self._entered())
        except ExportBusyError:
            raise
        except DenpyoError:
            self._note_down(by)
            raise
        self._note_down(by)
        return batches

    def held_back(self) -> frozenset[str]:
        """Return the keys that wait in the folder and do not count as entered.

        Raises:
            ImportFolderError: The folder cannot be read.
        """
        waiting, out = self._exporter.keys()
        return waiting - out - self._entered()

    def require_all_there(self) -> None:
        """Insist that every slip that counts as entered waits in the folder or went out.

        Raises:
            SlipFileMissingError: Some do not; names them.
            ImportFolderError: The folder cannot be read.
        """
        entered = self._entered()
        waiting, out = self._exporter.keys()
        missing = sorted(entered - waiting - out)
        if missing:
            named = ", ".join(missing[:N_NAMED])
            raise SlipFileMissingError(f"{len(missing)} slips lie nowhere: {named}", n=len(missing), keys=named)

    def _entered(self) -> frozenset[str]:
        """Return the keys of this target's slips that are confirmed under this key."""
        with self._database.reading() as session:
            wanted = select(ActionRow.idempotency_key).where(
                col(ActionRow.target) == self._target,
                col(ActionRow.state) == ActionState.ENTERED.value,
                col(ActionRow.slip_number) == col(ActionRow.idempotency_key),
            )
            return frozenset(session.exec(wanted).all())

    def _last(self) -> int:
        """Return the highest number noted down for this target."""
        with self._database.reading() as session:
            noted = session.exec(select(AuditIndexRow.about).where(col(AuditIndexRow.kind) == KIND)).all()
        parts = (about.rpartition("/") for about in noted)
        return max((int(number) for target, _, number in parts if target == self._target), default=0)

    def _note_down(self, by: str) -> None:
        for number in self._exporter.numbers():
            about = f"{self._target}/{number:06}"
            with self._database.transaction() as session:
                wanted = select(AuditIndexRow.event).where(
                    col(AuditIndexRow.kind) == KIND, col(AuditIndexRow.about) == about
                )
                if session.exec(wanted.limit(1)).first() is None:
                    audit_log.append(session, [self._event(self._exporter.get_batch(number), about, by)])

    def _event(self, batch: Batch, about: str, by: str) -> AuditEvent:
        piece = self._evidence.put(batch.file_name, batch.content, "text/csv")
        return AuditEvent(
            KIND,
            "batch",
            about,
            self._clock.now(),
            "person",
            by,
            amount_jpy=int(batch.net),
            values={
                "slips": len(batch.slips),
                "rows": batch.n_rows,
                "total_of": batch.total_of,
                "total": plain(batch.total),
                "keys": tuple(file.key for file in batch.slips),
            },
            evidence=(piece,),
        )
