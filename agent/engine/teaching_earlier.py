"""What a form has read lately: a change that one document teaches must not read the others otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from agent.core.correction import Correction
from agent.core.delivery import Delivery
from agent.core.order import Order
from agent.engine.answering import delivery_of
from agent.engine.commands import RefusedError
from agent.engine.outside import Outside
from agent.engine.stations.correct import correct
from agent.extract.extraction import Reading
from agent.extract.form_tests import expected_of
from agent.store import corrections
from agent.store.tables import DocumentRow

MOST = 12
SEARCHED = 200

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Earlier:
    """One delivery with what is read in it, and what people said stands there, each order's values by their paths."""

    delivery: Delivery
    read: Sequence[Values]
    meant: Sequence[Values]


class Earlier:
    """The last deliveries of a form, as they are read now."""

    def __init__(self, outside: Outside, form: str, texts: Mapping[str, str], besides: str) -> None:
        """Read them, all but the one that teaches, by its document's key."""
        self._outside = outside
        with outside.database.reading() as session:
            found = [
                (one, corrections.of_delivery(session, key)) for key, one in _last(session, outside, form, besides)
            ]
        self._found = [self._known(one, said, texts) for one, said in found]

    def are_read_alike(self, texts: Mapping[str, str]) -> bool:
        """Whether they are read by other texts of the forms as now, or as people corrected them."""
        return all(
            _is_alike(one, [_values(order) for order in self._orders(one.delivery, texts)]) for one in self._found
        )

    def _known(
        self, delivery: Delivery, said: Mapping[tuple[str, int], tuple[Correction, ...]], texts: Mapping[str, str]
    ) -> _Earlier:
        orders = self._orders(delivery, texts)
        meant = [_values(correct(order, said.get((order.document, order.position), ()))) for order in orders]
        return _Earlier(delivery, [_values(order) for order in orders], meant)

    def _orders(self, delivery: Delivery, texts: Mapping[str, str]) -> list[Order]:
        reading: Reading = self._outside.parsers.read(delivery, forms=texts)
        return [order for found in reading.extractions for order in found.orders]


def _last(session: Session, outside: Outside, form: str, besides: str) -> list[tuple[str, Delivery]]:
    statement = select(DocumentRow).where(DocumentRow.form == form)
    rows = session.exec(statement.order_by(col(DocumentRow.received_at).desc()).limit(SEARCHED)).all()
    own = session.get(DocumentRow, besides)
    documents = {row.delivery: row.key for row in rows if own is None or row.delivery != own.delivery}
    found = ((key, _reached(session, outside, document)) for key, document in list(documents.items())[:MOST])
    return [(key, delivery) for key, delivery in found if delivery is not None]


def _reached(session: Session, outside: Outside, document: str) -> Delivery | None:
    """Return a delivery whose bytes are still kept, and kept here."""
    try:
        return delivery_of(session, outside, document)
    except RefusedError:
        return None


def _is_alike(known: _Earlier, now: Sequence[Values]) -> bool:
    if len(now) != len(known.read):
        return False
    return all(
        new.get(path) in (old.get(path), meant.get(path))
        for new, old, meant in zip(now, known.read, known.meant, strict=True)
        for path in {*new, *old, *meant}
    )


def _values(order: Order) -> Values:
    return dict(_paths(order))


def _paths(order: Order) -> Iterator[tuple[str, str]]:
    for name, value in expected_of(order).items():
        if name != "lines":
            yield name, value
            continue
        for number, line in enumerate(value, 1):
            yield from ((f"lines.{number}.{field}", text) for field, text in line.items())
