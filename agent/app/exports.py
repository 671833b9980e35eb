"""Export the slips of a target with a layout into import files, and note down each batch in the audit log."""

from __future__ import annotations

from sqlmodel import col, select

from agent.audit.event import AuditEvent
from agent.core.business_day import Clock
from agent.core.money import plain
from agent.store import audit_log
from agent.store.database import Database
from agent.store.evidence_files import EvidenceFiles
from agent.store.tables import AuditIndexRow
from connectors.import_file.batch import Batch
from connectors.import_file.export import Exporter

KIND = "batch.exported"


class Exports:
    """One target's exports. A batch is made in its folder first and noted down afterwards.

    What a kill left between the two is noted down by the next export, so that no batch stays without its event.
    """

    def __init__(
        self, exporter: Exporter, target: str, database: Database, evidence: EvidenceFiles, clock: Clock
    ) -> None:
        self._exporter, self._target = exporter, target
        self._database, self._evidence, self._clock = database, evidence, clock

    def export(self, by: str) -> list[Batch]:
        """Make the batches, note them down, and return those made now.

        Args:
            by: Who exports.

        Raises:
            ExportBusyError: Another export of this target is at work.
            BusinessError: The layout was changed and takes a slip no more; nothing is written.
            ImportFolderError: The folder failed; what was made is kept, and the rest waits.
        """
        try:
            return self._exporter.export()
        finally:
            self._note_down(by)

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
