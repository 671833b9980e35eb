"""Days and sums of an electronic document that its standard's reader has no place for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.core.order import Finding, Order, Provenance, Severity
from agent.extract.edocument.model import EDocument
from agent.extract.edocument.taking import iso_day_in, number_in
from agent.extract.xml_tree import Element

MOST, _SHOWN = 3, 80
_DAY = re.compile(r"Deliver|Planned|Requested|Despatch|Arrival|ShipTo")
_NO_SUM = re.compile(r"Tax|Allowance|Prepaid|Rounding|Gross")
_LINE = re.compile(r"Line(?:Item)?(?:\[\d+\])?/")


def unread_in(root: Element, found: EDocument) -> tuple[Provenance, ...]:
    """Return the elements with a day to deliver on or a sum that say what nothing that was read says, each once."""
    seen = {_value(at.text) for _, at in found.provenance}
    unread = []
    for one in _leaves(root):
        value = _value(one.text)
        if _says(one) and value not in seen:
            seen.add(value)
            unread.append(Provenance(one.place, one.text))
    return tuple(unread)


def of_unread(found: EDocument, order: Order) -> Iterator[Finding]:
    """Name them: those that may say what the order lacks are doubted."""
    lacks_amount = any(line.amount is None for line in order.lines)
    known = {finding.field for finding in order.findings}
    doubted = {"deliver_on": order.deliver_on is None and "deliver_on" not in known, "lines": lacks_amount}
    n_of = dict.fromkeys(doubted, 0)
    for at in found.unread:
        name = "deliver_on" if iso_day_in(at.text) is not None else "lines"
        n_of[name] += 1
        is_doubted = doubted[name] and (name != "lines" or _LINE.search(at.place) is not None)
        if n_of[name] <= MOST:
            shown = (("place", at.place), ("text", at.text[:_SHOWN]))
            yield Finding("written-elsewhere", Severity.DOUBT if is_doubted else Severity.NOTE, name, shown)


def _leaves(element: Element) -> Iterator[Element]:
    for child in element.children:
        yield from _leaves(child)
    if not element.children and element.text:
        yield element


def _says(element: Element) -> bool:
    if iso_day_in(element.text) is not None:
        return _DAY.search(element.place) is not None
    is_sum = element.name.endswith("Amount") and not _NO_SUM.search(element.place)
    return is_sum and bool(number_in(element.text))


def _value(text: str) -> object:
    return iso_day_in(text) or number_in(text) or text
