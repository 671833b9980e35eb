"""Station correct: an order as it was read, and what people say stands in the document; the order as they say it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from agent.core.correction import COMPARED, HEAD_FIELDS, LINE_FIELDS, Correction, line_number, reading_of
from agent.core.errors import BusinessError
from agent.core.order import Customer, Finding, Order, OrderKind, OrderLine, Severity
from agent.extract.values import MAX_TEXT, day_in, folded, number_in, rate_in, seen

MAX_LINES = 500
OF_READING = frozenset(
    {
        *(
            "layout-unseen",
            "read-from-picture",
            "value-unclear",
            "value-ambiguous",
            "value-otherwise",
            "value-unnamed",
            "number-ambiguous",
            "kind-unsure",
        ),
        *("rows-unread", "rows-without-quantity", "rows-differ", "sheets-joined", "mail-differs", "total-unsure"),
        *("value-twice", "label-missing", "label-empty", "figures-cut", "quantity-unsure", "size-apart"),
        *(
            "written-elsewhere",
            "figures-joined",
            "box-unticked",
            "across-sum",
            "across-others",
            "part-unsaid",
            "total-of-all",
            "labels-more",
        ),
    }
)
"""Findings that ask whether what was read is what stands there: whoever compared every value has answered them."""


class CorrectionUnreadableError(BusinessError):
    """What a person wrote into a field cannot stand there."""

    code = "correction-unreadable"
    hint = "Write days as 2026-04-01, amounts as 12,000, rates as 10 %."


def correct(order: Order, corrections: Sequence[Correction]) -> Order:
    """Put what people said in place of what was read; pure.

    What they said of another reading is not used, and the order is stopped: its lines may be others now.
    """
    if not corrections:
        return order
    reading = reading_of(order)
    if corrections[-1].reading != reading:
        return order.with_findings(Finding("correction-outdated", Severity.STOP))
    said = _last_words(one for one in corrections if one.reading == reading)
    is_compared = said.pop(COMPARED, "") != ""
    return replace(
        order,
        **_heads(said),
        customer=_customer(order.customer, said),
        lines=_lines(order.lines, said),
        provenance=tuple((path, replace(at, confidence=1.0) if path in said else at) for path, at in order.provenance),
        findings=tuple(_answered(one, is_compared=is_compared) for one in order.findings if not _is_settled(one, said)),
    )


def _last_words(corrections: Iterable[Correction]) -> dict[str, str]:
    """Return the last word on each field."""
    said: dict[str, str] = {}
    for one in corrections:
        said = {field: text for field, text in said.items() if not _is_overruled(field, one)}
        said[one.field] = one.new
    return said


def _is_overruled(field: str, by: Correction) -> bool:
    """Whether a later word takes the place of one on a field; so does a line left out, and a code given of its name."""
    named = by.field.removesuffix("_code") + "_name" if by.field.endswith("_code") and by.new else by.field
    return field in (by.field, named) or field.startswith(f"{by.field}.")


def typed(field: str, text: str) -> Any:
    """Turn a person's text into a field's value; None when it is empty.

    Raises:
        CorrectionUnreadableError: There is no such field, or it cannot hold this.
    """
    text = text.strip()
    if not _is_field(field, text) or len(text) > MAX_TEXT or not _is_writing(text):
        raise CorrectionUnreadableError(field=field, text=text[:MAX_TEXT])
    text = seen(text).strip()
    value = _TYPES.get(field.rpartition(".")[2], str)(text) if text else None
    if text and value is None:
        raise CorrectionUnreadableError(field=field, text=text)
    return value


def _is_writing(text: str) -> bool:
    """Whether a text holds nothing but letters and blanks: no control characters, no halves of letters."""
    return not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text)


def _is_field(field: str, text: str) -> bool:
    number, _, name = line_number(field), *field.rpartition(".")[1:]
    if field.count(".") == 1:
        return number > 0 and not text
    return name in LINE_FIELDS if 0 < number <= MAX_LINES else field in HEAD_FIELDS


def _kind(text: str) -> OrderKind | None:
    return OrderKind(text) if text in tuple(OrderKind) else None


_TYPES: Mapping[str, Callable[[str], Any]] = {
    "kind": _kind,
    "number": folded,
    "customer_code": folded,
    "product_code": folded,
    "tax_rate": rate_in,
    **dict.fromkeys(("ordered_on", "deliver_on"), day_in),
    **dict.fromkeys(("total", "tax", "quantity", "unit_price", "amount"), number_in),
}


def _heads(said: Mapping[str, str]) -> dict[str, Any]:
    names = [name for name in HEAD_FIELDS if name in said and not name.startswith("customer_")]
    values = {name: typed(name, said[name]) for name in names}
    return {name: value for name, value in values.items() if name != "kind" or value is not None}


def _customer(read: Customer, said: Mapping[str, str]) -> Customer:
    """Whoever names the customer's code says who it is, whatever name was written."""
    code = typed("customer_code", said["customer_code"]) if "customer_code" in said else read.code
    written = None if said.get("customer_code") else read.as_written
    return Customer(code=code, as_written=said.get("customer_name", written or "") or None)


def _lines(read: Sequence[OrderLine], said: Mapping[str, str]) -> tuple[OrderLine, ...]:
    """Correct lines, leave out those that are none, and add those that were not read or that begin anew."""
    lines = {line.number: line for line in read if f"lines.{line.number}" not in said}
    for field, text in sorted(said.items()):  # the code before the name that may go with it
        number, name = line_number(field), field.rpartition(".")[2]
        if number and name in LINE_FIELDS:
            line = _named_anew(lines.get(number, OrderLine(number)), name, text)
            lines[number] = replace(line, **{name: typed(field, text)})
    return tuple(lines[number] for number in sorted(lines))


def _named_anew(line: OrderLine, name: str, text: str) -> OrderLine:
    """Drop the written name of a product whose code a person gives: they say which one it is."""
    return replace(line, product_name=None) if name == "product_code" and text else line


def _is_settled(finding: Finding, said: Mapping[str, str]) -> bool:
    """Whether a finding of reading is about a value that a person has given since, or a line they left out."""
    return finding.field in said or f"lines.{line_number(finding.field)}" in said


def _answered(finding: Finding, *, is_compared: bool) -> Finding:
    """Turn a question about the reading into a note once a person compared; what must be there must be given."""
    is_optional = finding.code == "field-unreadable" and finding.severity is Severity.DOUBT
    is_asked = finding.code in OF_READING or is_optional
    return replace(finding, severity=Severity.NOTE) if is_compared and is_asked else finding
