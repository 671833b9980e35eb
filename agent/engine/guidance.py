"""Keep what orders are decided by, before the first is: whole, by version, with its event."""

from __future__ import annotations

from datetime import datetime

from agent.engine.events import Writer
from agent.engine.outside import Guidance
from agent.store import audit_log, orders
from agent.store.database import Database


def keep_guidance(database: Database, guidance: Guidance, agent: str, now: datetime) -> None:
    """Store the ruleset's text when it was never used, and note that it is in force from now on."""
    ruleset = guidance.ruleset
    with database.transaction() as session:
        orders.keep_ruleset(session, ruleset.version, ruleset.text, now)
        audit_log.append(session, [Writer(now, agent).plain("ruleset.loaded", "ruleset", ruleset.version)])
