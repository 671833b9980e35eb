"""Hold the stored audit log against its signed checkpoints, its search index and its evidence.

The log is read page by page in short transactions, so a verification of hours neither holds up a writer nor grows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from agent.audit.verify import Report, Row, Verifier, pieces_in
from agent.core.ports import EvidenceStore
from agent.store import audit_seals
from agent.store.checkpoint_files import CheckpointFiles
from agent.store.database import Database
from agent.store.tables import AuditEventRow, AuditIndexRow, AuditSealRow, DocumentRow, EvidenceRow

PAGE = 5_000
LATE = timedelta(
    hours=1
)  # on PostgreSQL a transaction may store its events after higher numbered ones, but not so late
_INDEX: tuple[Any, ...] = tuple(
    getattr(AuditIndexRow, name) for name in ("at", "kind", "actor", "about", "order", "partner", "amount_jpy", "day")
)


def prove(
    database: Database,
    checkpoints: CheckpointFiles,
    key: str,
    outside: Sequence[tuple[str, str]] = (),
    evidence: EvidenceStore | None = None,
    progress: Callable[[int], None] = lambda _n: None,
) -> Report:
    """Verify the site's audit log.

    Args:
        database: The site's database; only read.
        checkpoints: The site's own checkpoints.
        key: The public key line, best the one an auditor kept.
        outside: (name, text) of checkpoints kept elsewhere.
        evidence: The evidence store, to look at every piece too.
        progress: Told the number of events now and then.

    Raises:
        ValueError: `key` is no key line.
    """
    notes = [*checkpoints.notes(), *outside]  # read before the size: the log only grows
    verifier = Verifier(key, notes, None if evidence is None else _reader(evidence), progress)
    for row in sealed_rows(database):
        verifier.take(row)
    for row, is_late in _unsealed_rows(database):
        verifier.take_unsealed(row, is_late=is_late)
    for event in _stray_index(database):
        verifier.take_stray_index(event)
    if evidence is not None:
        for about, name, digest in _claims(database):
            if not verifier.is_named(about, name, digest) and not _is_named_now(database, about, name, digest):
                verifier.note_claim(about, name)
    return verifier.finish()


def sealed_rows(database: Database) -> Iterator[Row]:
    """Yield the events that have a place now, by place."""
    with database.reading() as session:
        size = audit_seals.count_sealed(session)
    after = -(2**62)  # a row put in below the first place is found as well
    while True:
        seal = AuditSealRow
        ask = (
            sa.select(col(seal.position), col(seal.event), col(AuditEventRow.body), col(AuditEventRow.leaf), *_INDEX)
            .select_from(seal)
            .join(AuditEventRow, col(AuditEventRow.id) == seal.event, isouter=True)
            .join(AuditIndexRow, col(AuditIndexRow.event) == seal.event, isouter=True)
            .where(col(seal.position) > after, col(seal.position) < size)
            .order_by(col(seal.position))
        )
        with database.reading() as session:
            page = session.execute(ask.limit(PAGE)).all()
        for position, event, body, leaf, *index in page:
            yield Row(position, _bytes(body), event, leaf, _index(index))
        if len(page) < PAGE:
            return
        after = page[-1][0]


def _unsealed_rows(database: Database) -> Iterator[tuple[Row, bool]]:
    """Yield the events without a place, and whether each should have had one."""
    newest, newest_at = _newest_sealed(database)
    after = 0
    while True:
        with database.reading() as session:
            page = session.execute(_unsealed_after(after).limit(PAGE)).all()
        for number, body, leaf, *index in page:
            is_early = number < newest and (index[0] is None or index[0] < newest_at)
            yield Row(None, _bytes(body), number, leaf, _index(index)), is_early
        if len(page) < PAGE:
            return
        after = page[-1][0]


def _unsealed_after(number: int) -> sa.Select[Any]:
    event = col(AuditEventRow.id)
    return (
        sa.select(event, col(AuditEventRow.body), col(AuditEventRow.leaf), *_INDEX)
        .join(AuditIndexRow, col(AuditIndexRow.event) == event, isouter=True)
        .where(event > number, ~sa.exists().where(col(AuditSealRow.event) == event))
        .order_by(event)
    )


def _newest_sealed(database: Database) -> tuple[int, datetime]:
    """Return the highest event number that has a place, and the instant before which no other can be without one."""
    with database.reading() as session:
        number = session.execute(select(sa.func.max(col(AuditSealRow.event)))).scalar_one() or 0
        row = session.get(AuditIndexRow, number)
    if database.is_sqlite or row is None:
        return number, datetime.max.replace(tzinfo=UTC)
    return number, row.at - LATE


def _stray_index(database: Database) -> list[int]:
    """Return events the search index names and the log does not hold; the first thousand."""
    row = AuditIndexRow
    ask = select(row.event).where(~sa.exists().where(col(AuditEventRow.id) == row.event)).limit(1_000)
    with database.reading() as session:
        return list(session.execute(ask).scalars())


def _claims(database: Database) -> Iterator[tuple[str, str, str]]:
    """Yield what the tables of documents and pictures say of the evidence: about, name, digest."""
    asks: tuple[Any, ...] = (
        select(EvidenceRow.action, EvidenceRow.name, EvidenceRow.digest),
        select(DocumentRow.key, DocumentRow.name, DocumentRow.digest),
    )
    for ask in asks:
        with database.reading() as session:
            yield from (tuple(row) for row in session.execute(ask.execution_options(yield_per=PAGE)))


def _is_named_now(database: Database, about: str, name: str, digest: str) -> bool:
    """Look again: the piece may have been stored, with its event, after the events were read."""
    ask = select(AuditEventRow.body).join(AuditIndexRow, col(AuditIndexRow.event) == AuditEventRow.id)
    with database.reading() as session:
        bodies = session.execute(ask.where(AuditIndexRow.about == about)).scalars()
        return any((name, digest) in pieces_in(_bytes(body) or b"") for body in bodies)


def _reader(store: EvidenceStore) -> Callable[[str], bytes | None]:
    def read(digest: str) -> bytes | None:
        try:
            return store.read(digest)
        except FileNotFoundError:
            return None

    return read


def _bytes(body: Any) -> bytes | None:
    """Return a body's bytes; a hand may have changed even the type."""
    return body.encode("utf-8", "replace") if isinstance(body, str) else body


def _index(values: Sequence[Any]) -> tuple[Any, ...] | None:
    """Write the index's columns as the body does; None when there is no such row."""
    at, kind, actor, about, order, partner, amount_jpy, day = values
    if at is None:
        return None
    instant = at.astimezone(UTC).isoformat("T", "microseconds")[:26] + "Z"
    return (instant, kind, actor, about, order, partner, amount_jpy, None if day is None else day.isoformat())
