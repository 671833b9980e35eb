"""An order read from a picture says so, and how surely each of its values was seen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from agent.core.order import Finding, Order, Provenance, Severity
from agent.extract.table import Page
from agent.extract.titles import key_of

SURE = 0.9
_BY_FORM = "form "


class _Seen(NamedTuple):
    key: str
    confidence: float


def as_seen(orders: Iterable[Order], pages: Sequence[Page], pictured: Collection[str]) -> tuple[Order, ...]:
    """Lower each value's confidence to that of the place it was read from, and stop every order for a person.

    The stop is lifted where each value has a second witness (`agent.quality.release`). A value that is not whole in
    one cell was put together from several, and is not sure.

    Args:
        orders: What was read.
        pages: All pages.
        pictured: The names of those that are pictures; what stands on others is as it was written.
    """
    seen = dict(_places([page for page in pages if page.name in pictured]))
    written = (_BY_FORM, *(f"{page.name} " for page in pages if page.name not in pictured))
    return tuple(_as_seen(order, seen, written) for order in orders)


def _places(pages: Sequence[Page]) -> Iterator[tuple[str, _Seen]]:
    for page in pages:
        for row in page.rows:
            yield row.place, _Seen(key_of(row.text), min(cell.confidence for cell in row.cells))
            yield from ((cell.place, _Seen(key_of(cell.text), cell.confidence)) for cell in row.cells)


def _as_seen(order: Order, seen: dict[str, _Seen], written: tuple[str, ...]) -> Order:
    provenance = tuple(
        (path, at if at.place.startswith(written) else _lowered(at, seen)) for path, at in order.provenance
    )
    unclear = [
        Finding("value-unclear", Severity.DOUBT, path, (("text", at.text),))
        for path, at in provenance
        if at.confidence < SURE
    ]
    return replace(order, provenance=provenance).with_findings(Finding("read-from-picture", Severity.STOP), *unclear)


def _lowered(at: Provenance, seen: dict[str, _Seen]) -> Provenance:
    cell = seen.get(at.place)
    is_whole = cell is not None and key_of(at.text) in cell.key
    return replace(at, confidence=min(at.confidence, cell.confidence if cell is not None and is_whole else 0.0))
