"""The action of a slip in the database, with all that it comes from."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from agent.core.action import ActionState
from agent.store.database import Database
from agent.store.tables import ActionRow, DeliveryRow, DocumentRow, OrderRow

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)


def store_action(
    database: Database, key: str, state: str | ActionState, target: str = "my-ledger", **more: Any
) -> None:
    """Store an action of a target in a state, with more of its columns, and the order it comes from."""
    received = {"received_at": NOW, "source": "s", "media_type": "text/csv", "name": "n", "digest": "d"}
    order = {"document": key, "source": "s", "content_digest": "c", "linked": "new", "kind": "order", "body": {}}
    named = {"target": target, "account": target, "idempotency_key": key, "slip": {}}
    for row in (
        DeliveryRow(key=key, external_id=key, settlement="", **received),
        DocumentRow(key=key, delivery=key, size_bytes=1, **received),
        OrderRow(key=key, **order, state="decided", received_at=NOW),
        ActionRow(key=key, order=key, **named, state=state, changed_at=NOW, **more),
    ):
        with database.transaction() as session:
            session.add(row)
