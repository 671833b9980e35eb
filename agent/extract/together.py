"""What the documents of one delivery gave, put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agent.core.document import Document
from agent.extract.extraction import Extraction, Reading
from agent.extract.parts import is_aside
from agent.extract.unseen.copies import without_copies
from agent.extract.unseen.covering import with_covering


def settled(documents: Sequence[Document], read: Sequence[Extraction]) -> Reading:
    """Put together what the documents of one delivery gave.

    A body or picture beside a document that can be read is not asked for orders in vain: it gives no reason.
    """
    extractions = with_covering(documents, without_copies(documents, read))
    has_main = any(not is_aside(document) for document in documents)
    has_orders = any(extraction.orders for extraction in extractions)
    return Reading(
        tuple(documents),
        tuple(
            _without_reason(extraction) if (has_main or has_orders) and is_aside(document) else extraction
            for document, extraction in zip(documents, extractions, strict=True)
        ),
    )


def _without_reason(extraction: Extraction) -> Extraction:
    return replace(extraction, reason=None)
