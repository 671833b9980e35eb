"""Leases: the right to act on one account or source for a while, guarded by a token that only grows.

Times are the database's own, so the clocks of two machines cannot disagree about who holds a lease.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from agent.store.tables import LeaseRow


def acquire(session: Session, name: str, holder: str, ttl_s: float) -> int | None:
    """Take a lease that is free or run out; return its new token, or None when another holds it."""
    insert = postgresql.insert if _is_postgres(session) else sqlite.insert
    row = {"name": name, "token": 0, "holder": "", "expires": 0.0}
    session.execute(insert(LeaseRow).values(**row).on_conflict_do_nothing())
    now = database_now(session)
    return session.execute(
        sa.update(LeaseRow)
        .where(col(LeaseRow.name) == name, col(LeaseRow.expires) < now)
        .values(token=col(LeaseRow.token) + 1, holder=holder, expires=now + ttl_s)
        .returning(col(LeaseRow.token))
        .execution_options(synchronize_session=False)
    ).scalar()


def holder(session: Session, name: str) -> str:
    """Return who holds a lease now; empty when nobody does."""
    is_held = sa.and_(col(LeaseRow.name) == name, col(LeaseRow.expires) > database_now(session))
    return session.execute(sa.select(col(LeaseRow.holder)).where(is_held)).scalar() or ""


def renew(session: Session, name: str, token: int, ttl_s: float) -> bool:
    """Hold a lease for longer; False when it was taken over."""
    now = database_now(session)
    return _touch(session, name, token, now, {"expires": now + ttl_s})


def fence(session: Session, name: str, token: int, need_s: float) -> bool:
    """Say whether the lease is ours for `need_s` seconds more, and lock its row until the transaction ends."""
    now = database_now(session)
    return _touch(session, name, token, now + need_s, {"token": col(LeaseRow.token)})


def release(session: Session, name: str, token: int) -> None:
    """Give a lease back; another may take it at once."""
    _touch(session, name, token, sa.literal(0.0), {"expires": 0.0, "holder": ""})


def expire_all(session: Session) -> None:
    """End every lease: only for SQLite, where the file's lock proves that no other agent lives."""
    session.execute(sa.update(LeaseRow).values(expires=0.0).execution_options(synchronize_session=False))


def shorten(session: Session, holders: Sequence[str], left_s: float) -> None:
    """Let the leases of holders that are dead run out soon: no later than so many seconds from now."""
    end = database_now(session) + left_s
    statement = sa.update(LeaseRow).where(col(LeaseRow.holder).in_(holders), col(LeaseRow.expires) > end)
    session.execute(statement.values(expires=end).execution_options(synchronize_session=False))


def database_now(session: Session) -> sa.ColumnElement[Any]:
    """The database's own clock, seconds since 1970."""
    if _is_postgres(session):
        return sa.extract("epoch", sa.func.clock_timestamp())
    return sa.literal_column("((julianday('now') - 2440587.5) * 86400.0)")


def _touch(session: Session, name: str, token: int, until: Any, values: dict[str, Any]) -> bool:
    found = session.execute(
        sa.update(LeaseRow)
        .where(col(LeaseRow.name) == name, col(LeaseRow.token) == token, col(LeaseRow.expires) > until)
        .values(**values)
        .returning(col(LeaseRow.token))
        .execution_options(synchronize_session=False)
    ).scalar()
    return found is not None


def _is_postgres(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
