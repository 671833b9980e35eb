"""A sealed audit log to verify and to tamper with."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from agent.audit.event import AuditEvent
from agent.audit.verify import Report
from agent.core.business_day import FixedClock
from agent.core.evidence import Evidence
from agent.engine.sealer import Sealer
from agent.store import audit_log
from agent.store.audit_proof import prove
from agent.store.checkpoint_files import CheckpointFiles
from agent.store.database import Database
from agent.store.evidence_files import EvidenceFiles

BEGAN = datetime(2026, 4, 1, 0, 0, tzinfo=UTC)


def an_event(n: int, evidence: tuple[Evidence, ...] = (), kind: str = "order.decided") -> AuditEvent:
    """Make the n-th event of a busy morning."""
    return AuditEvent(
        kind,
        "order",
        f"order-{n}",
        BEGAN + timedelta(seconds=n),
        actor="agent-1",
        order=f"order-{n}",
        partner=f"C{n % 7:03}",
        amount_jpy=1_000 * n,
        day=date(2026, 4, 1) + timedelta(days=n % 30),
        rule="over-limit",
        values={"decision": "enter", "target": "demo-ledger", "name": "株式会社山田商事"},
        evidence=evidence,
    )


@dataclass
class AuditedSite:
    """A database with its sealer, evidence, and the checkpoint an auditor carried away."""

    database: Database
    folder: Path
    key: str = ""
    outside: list[tuple[str, str]] = field(default_factory=list)
    sealer: Sealer = field(init=False)

    def __post_init__(self) -> None:
        self.files = CheckpointFiles(self.folder / "checkpoints")
        self.evidence = EvidenceFiles(self.folder / "evidence")
        self.open()

    def open(self) -> None:
        """Start the sealer anew, as a restarted agent does."""
        key_file = self.folder / "keys" / "audit.pem"
        self.sealer = Sealer(self.database, self.folder / "checkpoints", key_file, FixedClock(BEGAN))

    def write(self, events: Sequence[AuditEvent]) -> None:
        """Store events in one transaction."""
        with self.database.transaction() as session:
            audit_log.append(session, events)

    def seal(self) -> int:
        """Seal, and let the auditor carry away the key and the newest checkpoint."""
        n = self.sealer.seal_once()
        self.key = self.sealer.key.line
        self.outside = [(f"outside {name}", note) for name, note in self.files.notes()[-1:]]
        return n

    def photographed(self, text: str) -> Evidence:
        """Store a piece of evidence."""
        return self.evidence.put(f"{text}.png", text.encode(), "image/png")

    def tamper(self, *statements: str) -> None:
        """Change the database by hand, as one who may drop triggers."""
        with self.database.writer.begin() as connection:
            audit_log.drop_triggers(connection)
            for statement in statements:
                connection.exec_driver_sql(statement)
            audit_log.create_triggers(connection)

    def verify(self, *, evidence: bool = False) -> Report:
        """Verify with what the auditor kept."""
        return prove(self.database, self.files, self.key, self.outside, self.evidence if evidence else None)

    def codes(self, *, evidence: bool = False) -> set[str]:
        """Return the codes of what verify finds."""
        return {finding.code for finding in self.verify(evidence=evidence).findings}


def sha256(text: str) -> str:
    """Return a text's digest."""
    return hashlib.sha256(text.encode()).hexdigest()
