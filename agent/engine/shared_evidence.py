"""Refuse to start beside agents that keep their evidence elsewhere: what one took, another could not read."""

from __future__ import annotations

import time

from agent.engine.outside import Outside
from agent.store.alone import DEAD_S
from agent.store.evidence_marks import agents_apart, apart_error

PATIENCE_S = DEAD_S + 5  # another that starts now leaves its mark meanwhile, and one that was killed counts as dead
AGAIN_S = 0.5


def require_shared_evidence(outside: Outside, executor_id: str) -> None:
    """Leave this agent's mark in the evidence folder, and see the marks of all others that live.

    Raises:
        EvidenceApartError: One of them works with another folder.
        EvidenceFolderError, DiskFullError: The mark cannot be written, as nothing else could.
    """
    outside.evidence.mark(outside.agent, executor_id)
    deadline = time.monotonic() + PATIENCE_S
    while apart := agents_apart(outside.database, outside.evidence):
        if time.monotonic() > deadline:
            raise apart_error(apart, outside.evidence)
        time.sleep(AGAIN_S)
