"""Refuse to start beside agents that keep their evidence elsewhere: what one took, another could not read."""

from __future__ import annotations

import time

from loguru import logger

from agent.engine.outside import Outside
from agent.store.evidence_marks import agents_apart, apart_error

PATIENCE_S = 75.0
"""Another that starts now leaves its mark meanwhile, which a machine may see a minute late on a network share; one that
was killed counts as dead by then."""
AGAIN_S = 1.0


def require_shared_evidence(outside: Outside, executor_id: str) -> None:
    """Leave this agent's mark in the evidence folder, and see the marks of all others that live.

    Raises:
        EvidenceApartError: One of them works with another folder.
        EvidenceFolderError, DiskFullError: The mark cannot be written, as nothing else could.
    """
    deadline = time.monotonic() + PATIENCE_S
    apart = _marked_and_looked(outside, executor_id)
    if apart:
        logger.bind(agents=apart, folder=str(outside.evidence.folder)).warning("other agents' marks are waited for")
    while apart:
        if time.monotonic() > deadline:
            raise apart_error(apart, outside.evidence)
        time.sleep(AGAIN_S)
        apart = _marked_and_looked(outside, executor_id)


def _marked_and_looked(outside: Outside, executor_id: str) -> list[str]:
    """Write the mark and look for the others': a machine that writes into a shared folder looks into it afresh."""
    outside.evidence.mark(outside.agent, executor_id)
    return agents_apart(outside.database, outside.evidence)
