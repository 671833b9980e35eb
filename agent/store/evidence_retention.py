"""Remove evidence whose keeping time is over; its row with the digest stays, and an event of the audit log says so.

First the event and the rows, in one transaction, then the files: a kill between the two leaves files that the log
calls removed already, and the next time finishes them. What is still open is kept whatever its age, and so is every
file that an order's document, a delivery or younger evidence shares. Documents themselves are never touched.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col

from agent.audit.event import AuditEvent, Simple
from agent.store import audit_log
from agent.store.actions import OVER
from agent.store.database import Database
from agent.store.evidence_files import EvidenceFiles
from agent.store.tables import ActionRow, DeliveryRow, DocumentRow, EvidenceRow, ExceptionRow

BATCH = 400  # digests of one event: its line must stay under 64 kB
PICTURES = "image/%"


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long pictures and texts are kept; None is for ever. Whatever is no picture counts as text."""

    pictures: timedelta | None = None
    texts: timedelta | None = None


@dataclass(slots=True)
class Due:
    """What a retention removes, or would: pictures and texts, and their bytes."""

    n_pictures: int = 0
    n_texts: int = 0
    n_bytes: int = 0
    digests: set[str] = field(default_factory=set, repr=False)


@dataclass(frozen=True, slots=True)
class Piece:
    """One file that is due."""

    digest: str
    is_picture: bool
    size_bytes: int


def retain(
    database: Database,
    files: EvidenceFiles,
    keeping: Keeping,
    now: datetime,
    *,
    by: str,
    before: float,
    is_stopping: Callable[[], bool] = lambda: False,
) -> Due:
    """Remove what is past its keeping time. One at a time does this for a folder (`alone`).

    Args:
        database: The site's database.
        files: Its evidence.
        keeping: How long each kind is kept.
        now: The present instant.
        by: Who the audit log says it was.
        before: Seconds since 1970; a file that somebody put since then is left for another time.
        is_stopping: Asked between batches.
    """
    _finish(database, files, before)
    done = Due()
    for n, pieces in enumerate(_batches(database, files, keeping, now, before)):
        if is_stopping():
            break
        at = now + timedelta(microseconds=n)  # each batch has an instant of its own, by which `_finish` knows it
        gone = _remove(database, files, pieces, keeping, now=at, by=by, before=before)
        _count(done, [piece for piece in pieces if piece.digest in gone])
    return done


def look_ahead(database: Database, files: EvidenceFiles, keeping: Keeping, now: datetime, before: float) -> Due:
    """Say what `retain` would remove, and remove nothing."""
    due = Due()
    for pieces in _batches(database, files, keeping, now, before):
        _count(due, pieces)
    return due


def _count(due: Due, pieces: Sequence[Piece]) -> None:
    for piece in pieces:
        due.n_pictures += piece.is_picture
        due.n_texts += not piece.is_picture
        due.n_bytes += piece.size_bytes
        due.digests.add(piece.digest)


def _batches(
    database: Database, files: EvidenceFiles, keeping: Keeping, now: datetime, before: float
) -> Iterator[list[Piece]]:
    """Yield what is due, batch by batch, the oldest first; asked in short transactions."""
    for is_picture, kept_for in ((True, keeping.pictures), (False, keeping.texts)):
        if kept_for is None:
            continue
        after: tuple[datetime, str] = (datetime.min.replace(tzinfo=now.tzinfo), "")
        while True:
            with database.reading() as session:
                page = session.execute(_old(is_picture, now - kept_for, after).limit(BATCH)).all()
                kept = _kept_all_the_same(session, [digest for _, digest, _ in page], now - kept_for, is_picture)
            pieces = {digest: Piece(digest, is_picture, size) for _, digest, size in page if digest not in kept}
            yield [piece for piece in pieces.values() if files.is_older(piece.digest, before)]
            if len(page) < BATCH:
                break
            after = (page[-1][0], page[-1][1])


def _old(is_picture: bool, until: datetime, after: tuple[datetime, str]) -> sa.Select[datetime, str, int]:
    row, at, digest = EvidenceRow, col(EvidenceRow.taken_at), col(EvidenceRow.digest)
    is_later = sa.or_(at > after[0], sa.and_(at == after[0], digest > after[1]))
    return (
        sa.select(at, digest, col(row.size_bytes))
        .where(col(row.removed_at).is_(None), at < until, is_later, _is_kind(is_picture))
        .order_by(at, digest)
    )


def _is_kind(is_picture: bool) -> sa.ColumnElement[bool]:
    pictured = col(EvidenceRow.media_type).like(PICTURES)
    return pictured if is_picture else sa.not_(pictured)


def _kept_all_the_same(session: Session, digests: Collection[str], until: datetime, is_picture: bool) -> set[str]:
    """Return those of these digests that something younger, open, or of another kind holds on to."""
    row, wanted = EvidenceRow, list(digests)
    is_at_work = sa.exists().where(col(ActionRow.key) == row.action, col(ActionRow.state).not_in(OVER))
    is_asked = sa.exists().where(col(ExceptionRow.action) == row.action, col(ExceptionRow.resolved_at).is_(None))
    holds = sa.or_(col(row.taken_at) >= until, sa.not_(_is_kind(is_picture)), is_at_work, is_asked)
    stands = col(row.removed_at).is_(None)
    asks = [sa.select(col(row.digest)).where(col(row.digest).in_(wanted), stands, holds)]
    asks += [
        sa.select(digest).where(digest.in_(wanted)) for digest in (col(DocumentRow.digest), col(DeliveryRow.digest))
    ]
    return {digest for ask in asks for digest in session.execute(ask).scalars()}


def _remove(
    database: Database,
    files: EvidenceFiles,
    pieces: Sequence[Piece],
    keeping: Keeping,
    *,
    now: datetime,
    by: str,
    before: float,
) -> set[str]:
    """Write down that these are removed, then remove them; what was held on to meanwhile stays."""
    if not pieces:
        return set()
    is_picture = pieces[0].is_picture
    kept_for = keeping.pictures if is_picture else keeping.texts
    assert kept_for is not None
    wanted = [piece.digest for piece in pieces]
    with database.transaction() as session:
        kept = _kept_all_the_same(session, wanted, now - kept_for, is_picture)
        gone = [digest for digest in wanted if digest not in kept]
        session.execute(
            sa.update(EvidenceRow)
            .where(col(EvidenceRow.digest).in_(gone), col(EvidenceRow.removed_at).is_(None))
            .values(removed_at=now)
            .execution_options(synchronize_session=False)
        )
        audit_log.append(session, [_event(gone, is_picture, kept_for.days, now, by)] if gone else [])
    for digest in gone:
        files.remove(digest, before)
    return set(gone)


def _event(digests: list[str], is_picture: bool, kept_days: int, now: datetime, by: str) -> AuditEvent:
    values: dict[str, Simple] = {
        "digests": tuple(digests),
        "what": "picture" if is_picture else "text",
        "kept_days": kept_days,
    }
    return AuditEvent("evidence.removed", "evidence", "retention", now, actor=by, values=values)


def _finish(database: Database, files: EvidenceFiles, before: float) -> None:
    """Remove the files of what was written down last: a kill may have come before them."""
    row = EvidenceRow
    newest = sa.select(sa.func.max(col(row.removed_at))).scalar_subquery()
    with database.reading() as session:
        told = set(session.execute(sa.select(col(row.digest)).where(col(row.removed_at) == newest)).scalars())
        asks = [
            sa.select(col(row.digest)).where(col(row.digest).in_(told), col(row.removed_at).is_(None)),
            *(
                sa.select(digest).where(digest.in_(told))
                for digest in (col(DocumentRow.digest), col(DeliveryRow.digest))
            ),
        ]
        wanted_again = {digest for ask in asks for digest in session.execute(ask).scalars()}
    for one in told - wanted_again:
        files.remove(one, before)


def sizes(session: Session) -> list[tuple[str, int, int, int]]:
    """Return what evidence there is by media type: (type, pieces, bytes, pieces removed), the largest first."""
    row = EvidenceRow
    stands = col(row.removed_at).is_(None)
    n_bytes = sa.func.coalesce(sa.func.sum(sa.case((stands, row.size_bytes), else_=0)), 0)
    ask = (
        sa.select(col(row.media_type), sa.func.count(), n_bytes, sa.func.count(col(row.removed_at)))
        .group_by(col(row.media_type))
        .order_by(n_bytes.desc())
    )
    return [(kind, int(n), int(size), int(gone)) for kind, n, size, gone in session.execute(ask)]


def settled_before() -> float:
    """Return the instant before which a file must have been put to be removed: a run of today may still want it."""
    return time.time() - timedelta(days=1).total_seconds()
