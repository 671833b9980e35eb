"""Take back a name that people have taught."""

from __future__ import annotations

from agent.audit.event import AuditEvent
from agent.core.business_day import Clock
from agent.quality.master import Alias
from agent.store import aliases, audit_log
from agent.store.database import Database


def remove_alias(database: Database, clock: Clock, number: int, by: str, why: str = "") -> Alias | None:
    """Let an alias hold no more, with its event; None when none of this number does."""
    now = clock.now()
    with database.transaction() as session:
        removed = aliases.remove(session, number, now, by)
        if removed is not None:
            told = {"number": str(number), "thing": removed.thing, "written": removed.written}
            told |= {"customer": removed.customer, "why": why}
            about = AuditEvent("alias.removed", "alias", removed.code, now, "person", by, values=told)
            audit_log.append(session, [about])
    return removed
