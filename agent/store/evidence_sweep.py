"""Find the evidence files nothing points to: their transaction was undone, or the agent killed before it.

What points to a file: a delivery, a document, a piece of evidence, or an event of the audit log that names it. An
orphan is set aside first and removed once it lay there for as long again: after an old backup of the database was
restored by mistake, its younger files are orphans until somebody notices.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import col, select

from agent.audit.verify import pieces_in
from agent.store.database import Database
from agent.store.evidence_files import EvidenceFiles
from agent.store.tables import AuditEventRow, DeliveryRow, DocumentRow, EvidenceRow

CHUNK = 500  # digests asked for at once: SQLite binds at most some thousands of values
PAGE = 5_000
AT_MOST = 10_000  # orphans a sweep holds in hand; the next sweep goes on


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep did: files looked at, orphans set aside and removed, files removed that were never written whole."""

    n_looked_at: int = 0
    n_set_aside: int = 0
    n_removed: int = 0
    n_half_written: int = 0


def sweep(
    database: Database, files: EvidenceFiles, before: float, is_stopping: Callable[[], bool] = lambda: False
) -> Swept:
    """Set aside the files nothing points to that nobody put since an instant (seconds since 1970).

    What was set aside before that instant is removed, or taken back where something points to it now.

    The caller makes sure that no run which began before that instant is still to store what points to its files.
    Killed at any place, it is done again from the start. One sweep of a folder at a time (`alone`).
    """
    aside = files.set_aside_before(before)[:AT_MOST]
    orphans = set(aside) - _in_tables(database, aside)
    n_looked_at = 0
    for digests in files.aged(before):
        if is_stopping() or len(orphans) >= AT_MOST:
            break
        n_looked_at += len(digests)
        orphans |= set(digests) - _in_tables(database, digests)
    for named in _in_log(database) if orphans else ():
        orphans -= named
        if is_stopping():
            return Swept(n_looked_at)
    return Swept(
        n_looked_at,
        n_removed=sum(_settle(files, digest, is_orphan=digest in orphans) for digest in aside),
        n_set_aside=sum(files.set_aside(digest, before) for digest in sorted(orphans - set(aside))),
        n_half_written=files.remove_half_written(before),
    )


def _settle(files: EvidenceFiles, digest: str, *, is_orphan: bool) -> bool:
    """Remove what was set aside and is an orphan still; take back what is not. Returns whether it was removed."""
    if is_orphan:
        return files.discard(digest)
    files.take_back(digest)
    return False


def _in_tables(database: Database, digests: Collection[str]) -> set[str]:
    """Return which of these digests a row points to; asked after the files were looked at."""
    asked, found = list(digests), set[str]()
    for at in range(0, len(asked), CHUNK):
        some = asked[at : at + CHUNK]
        rows = (col(table.digest) for table in (DeliveryRow, DocumentRow, EvidenceRow))
        with database.reading() as session:
            found |= set(session.execute(sa.union(*(select(row).where(row.in_(some)) for row in rows))).scalars())
    return found


def _in_log(database: Database) -> Iterator[set[str]]:
    """Yield the digests that events name, page by page in short transactions."""
    after = 0
    while True:
        page = select(AuditEventRow.id, AuditEventRow.body).where(col(AuditEventRow.id) > after)
        with database.reading() as session:
            rows = session.execute(page.order_by(col(AuditEventRow.id)).limit(PAGE)).all()
        yield {digest for _, body in rows if '"sha256"' in body for _, digest in pieces_in(body.encode())}
        if len(rows) < PAGE:
            return
        after = rows[-1][0]
