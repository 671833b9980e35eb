"""A delivery's words without its bytes, as the workflow's argument; the bytes stand in the evidence store."""

from __future__ import annotations

import json
from datetime import datetime

from agent.core.delivery import Delivery
from agent.core.ports import EvidenceStore


def seal(delivery: Delivery) -> str:
    """Write what a second run needs to have the same delivery again."""
    words = {
        "source": delivery.source,
        "external_id": delivery.external_id,
        "digest": delivery.digest,
        "name": delivery.name,
        "media_type": delivery.media_type,
        "sender": delivery.sender,
        "received_at": delivery.received_at.isoformat(),
    }
    return json.dumps(words, ensure_ascii=False)


def unseal(envelope: str, evidence: EvidenceStore) -> Delivery:
    """Return the delivery an envelope speaks of, its bytes read from the evidence store."""
    words = json.loads(envelope)
    received_at = datetime.fromisoformat(words.pop("received_at"))
    return Delivery(content=evidence.read(words["digest"]), received_at=received_at, **words)
