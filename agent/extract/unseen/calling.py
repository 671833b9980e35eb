"""What a document that a form reads calls itself: a form says where values stand, not what paper they stand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agent.core.order import Finding, Order, OrderKind, Severity
from agent.extract.form import Form
from agent.extract.form_file import Reads
from agent.extract.formats import Content
from agent.extract.unseen.header import titles_in
from agent.extract.unseen.kind import doubtful_kind, other_title, titled_kind
from agent.extract.unseen.strips import Strip, strips_of

_TITLED: frozenset[Reads] = frozenset({"pdf", "scan", "sheet", "text"})


def as_called(orders: Sequence[Order], form: Form, content: Content, reads: Reads) -> tuple[Order, ...]:
    """Let a title make an order its change or cancellation; doubt an order that speaks of one, or is another paper.

    A form that reads the field `kind` has said where that stands, and its word counts.
    """
    if "kind" in {*dict(form.places), *(title.field for title in form.titles)}:
        return tuple(orders)
    strips, is_prose = strips_of(content, reads), reads == "text"
    kind = titled_kind(_above_lines(strips, orders)) if reads in _TITLED and len(orders) == 1 else OrderKind.ORDER
    said = doubtful_kind(strips, kind, is_prose=False) or other_title(strips, is_prose=is_prose)
    doubts = (Finding("kind-unsure", Severity.DOUBT, "kind", (("text", said),)),) if said else ()
    return tuple(_called(order, kind, doubts) for order in orders)


def _above_lines(strips: Sequence[Strip], orders: Sequence[Order]) -> Sequence[Strip]:
    """Return the rows above the first of the goods and their titles, or all where there are none.

    A remark beside goods and a column of theirs, 取消, are no title of the paper.
    """
    places = {at.place for order in orders for path, at in order.provenance if path.startswith("lines.")}
    rows = enumerate(strips)
    first = next((at for at, strip in rows if any(cell.place in places for cell in strip.cells)), len(strips))
    return [strip for strip in strips[:first] if not titles_in(strip, 0).is_lines]


def _called(order: Order, kind: OrderKind, doubts: Sequence[Finding]) -> Order:
    if order.kind is not OrderKind.ORDER:
        return order
    return replace(order, kind=kind).with_findings(*doubts)
