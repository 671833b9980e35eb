"""Whether a later page of a document names another order, by labels its form does not know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from agent.core.order import Finding, Severity
from agent.extract.labelled import Written
from agent.extract.same_customer import is_same_customer
from agent.extract.table import Part
from agent.extract.unseen.labels import Found, values_in
from agent.extract.unseen.strips import Strip
from agent.extract.values import squeezed

_SURE = 0.9
_LOOKED_FOR = ("number", "customer_code", "customer_name", "deliver_to")


def other_head(part: Part, head: Sequence[Written], near: date) -> Iterator[Finding]:
    """Stop at a later page with another order number; doubt one with another customer, or another place to deliver to.

    What the first page says under a label the form does not know counts as said.

    Args:
        part: The pages that are read as one order.
        head: What the form read of it.
        near: The day the document came.
    """
    pages = [(number, page) for number, page in enumerate(part.pages) if not page.is_whole]
    if not any(number for number, _ in pages):
        return
    strips = [Strip(row.cells, row.place, number, page.reach) for number, page in pages for row in page.rows]
    found = values_in(strips, range(len(strips)), near)
    for name in _LOOKED_FOR:
        first = [one.written.text for one in found if one.field == name and not strips[one.at].page]
        own = [written.text for written in head if written.field == name] or (first if name != "number" else [])
        others = [one for one in found if one.field == name and strips[one.at].page]
        other = next((one for one in others if _is_other(one, own, first)), None)
        if other is None:
            continue
        is_stop = name == "number" and other.confidence >= _SURE
        code = "number-ambiguous" if name == "number" else "value-ambiguous"
        shown = (("text", next(iter(own), "-")), ("other", other.written.text))
        yield Finding(code, Severity.STOP if is_stop else Severity.DOUBT, name, shown)


def _is_other(found: Found, own: Sequence[str], first: Sequence[str]) -> bool:
    """Whether a later page says of a field what the first does not.

    A label of many meanings (`伝票番号`) counts where the number goes on from the order's own: `A-1-2` behind `A-1`.
    """
    text = found.written.text
    if found.field == "customer_name":
        return bool(own) and found.confidence >= _SURE and not any(is_same_customer(text, one) for one in own)
    if squeezed(text) in {squeezed(one) for one in (*own, *first)}:
        return False
    if found.confidence < _SURE:
        return any(squeezed(text).startswith(squeezed(one)) for one in own)
    return bool(own) or found.field in _SAID_ONCE


_SAID_ONCE = frozenset({"customer_code", "deliver_to"})
