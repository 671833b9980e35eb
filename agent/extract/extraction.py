"""What reading gives, apart from how it is done: these values cross from the child process to the agent."""

from __future__ import annotations

from dataclasses import dataclass

from agent.core.document import Document
from agent.core.errors import Reason
from agent.core.order import Order


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document gave: its orders, or the reason why there are none. `form` is empty when none was found."""

    orders: tuple[Order, ...] = ()
    form: str = ""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one delivery gave: its documents, and an extraction for each, in the same order."""

    documents: tuple[Document, ...]
    extractions: tuple[Extraction, ...]
