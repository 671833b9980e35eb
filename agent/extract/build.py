"""Turn written texts into an order: values typed, each with its provenance; what cannot be read is a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from agent.core.document import Document
from agent.core.money import plain
from agent.core.order import Customer, Finding, Order, OrderKind, OrderLine, Provenance, Severity
from agent.extract.elsewhere_words import tells
from agent.extract.form import Form
from agent.extract.labelled import DAYS, NUMBERS, Written
from agent.extract.values import (
    MAX_TEXT,
    MAX_VALUE,
    SAME_AS_ABOVE,
    day_in,
    folded,
    is_error,
    number_in,
    quantity_in,
    rate_in,
    seen,
)

_THOUSANDS = re.compile(r"[-−▲△]?[1-9]\d{0,2}\.\d{3}(?!\d)")
_DECIMALS = re.compile(r"[-−▲△]?[¥\\]?[\d,]+\.\d{2}(?:円)?")
_BARE_POWER = re.compile("[十拾百千万億]+円?")
"""The name of a place above a figure's box, no amount: 十万, 千."""
_MANY = 3
_WITH_POINTS = frozenset({"json", "xml"})
"""Formats in which a point always parts the decimals."""
_CODES = frozenset({"number", "customer_code", "product_code"})


@dataclass(slots=True)
class _Reading:
    """The order being read: what was typed so far, where it stood, what was found.

    It `has_decimals` when its other figures show that a point parts the decimals.
    """

    form: Form
    near: date
    has_decimals: bool = False
    provenance: list[tuple[str, Provenance]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def typed(self, written: Iterable[Written], path: str = "") -> dict[str, Any]:
        """Type the values of one order head or line, noting provenance and what cannot be read."""
        values: dict[str, Any] = {}
        quantity = ""
        for name, text, place in written:
            if not text or text.isspace():
                continue
            value = None if _says_nothing(path, text.strip()) else self._value(name, text)
            if value is None:
                shown = (("text", seen(text)[:MAX_TEXT]), ("place", place))
                weight = Severity.DOUBT if name in DAYS else Severity.STOP
                self.findings.append(Finding("field-unreadable", weight, path + name, shown))
                continue
            self.provenance.append((path + name, Provenance(place, seen(text))))
            if name == "quantity":
                quantity = seen(text)
                value, values["_unit"] = value
            values[name] = value
        self._doubt_thousands(values, quantity, path)
        return self._with_one_unit(values, path)

    def fixed(self, row: Sequence[Written], number: int) -> dict[str, Any]:
        """Return what the form says of every line and this one does not; doubt a line that says another."""
        values: dict[str, Any] = {}
        for name, text in self.form.of_lines:
            value, said = self._value(name, text), self._said(row, name)
            if said is None:
                self.provenance.append((f"lines.{number}.{name}", Provenance(f"form {self.form.name}", text)))
                values[name] = value
            elif said != value:
                shown = (("text", str(said)), ("other", text))
                self.findings.append(Finding("value-otherwise", Severity.DOUBT, f"lines.{number}.{name}", shown))
        return values

    def _said(self, row: Sequence[Written], name: str) -> Any:
        """Return what a line says of a field itself: in its own text, or as the unit behind its quantity."""
        texts = {one.field: one.text for one in row if one.text.strip()}
        if name == "unit" and name not in texts:
            asked = quantity_in(texts.get("quantity", ""))
            return asked[1] if asked is not None else None
        return self._value(name, texts[name]) if name in texts else None

    def _doubt_thousands(self, values: dict[str, Any], written: str, path: str) -> None:
        """Doubt a quantity `1.000`, which may be a thousand, unless price and amount say that it is one."""
        quantity, price, amount = (values.get(name) for name in ("quantity", "unit_price", "amount"))
        if quantity is None or self.has_decimals or self.form.applies.reads in _WITH_POINTS:
            return
        is_vouched_for = None not in (price, amount) and quantity * price == amount and amount != 0
        if _THOUSANDS.match(folded(written)) and not is_vouched_for:
            shown = (("text", written), ("value", plain(quantity)), ("other", plain(quantity * 1000)))
            self.findings.append(Finding("quantity-unsure", Severity.DOUBT, f"{path}quantity", shown))

    def _with_one_unit(self, values: dict[str, Any], path: str) -> dict[str, Any]:
        """Take the unit glued to the quantity where no other is written; doubt two that differ."""
        glued = values.pop("_unit", None)
        unit = values.setdefault("unit", glued) if glued is not None else None
        if unit is not None and folded(unit).casefold() != folded(glued).casefold():
            shown = (("text", unit), ("other", glued))
            self.findings.append(Finding("value-otherwise", Severity.DOUBT, f"{path}unit", shown))
        return values

    def _value(self, name: str, text: str) -> Any:
        if name in NUMBERS:
            return None if _BARE_POWER.fullmatch(folded(text)) else number_in(text)
        if name in _CODES:
            return _bounded(folded(seen(text)), MAX_VALUE)
        if name in DAYS:
            return day_in(text, self.form.day_styles.get(name, "ymd"), self.near)
        if name == "quantity":
            return quantity_in(text)
        if name == "kind":
            return _kind_in(text, self.form)
        return rate_in(text) if name == "tax_rate" else _bounded(seen(text).strip(), MAX_TEXT)


def order_of(
    document: Document,
    form: Form,
    position: int,
    head: Iterable[Written],
    rows: Sequence[Sequence[Written]],
    findings: Iterable[Finding] = (),
) -> Order:
    """Build one order.

    Args:
        document: Where it stands.
        form: How it was read.
        position: Its number in the document, from 0.
        head: Fields of the order.
        rows: Fields of each line; rows in which nothing is ordered are left out.
        findings: What reading has found already.
    """
    reading = _Reading(form, document.received_at.date(), _has_decimals(rows), findings=list(findings))
    values = reading.typed(head)
    lines: list[OrderLine] = []
    for row in rows:
        if _is_ordered(row):
            number = len(lines) + 1
            lines.append(
                OrderLine(number=number, **reading.typed(row, f"lines.{number}.") | reading.fixed(row, number))
            )
        else:
            reading.findings += _told_in(row)
    code, name = values.pop("customer_code", None), values.pop("customer_name", None)
    values.setdefault("kind", kind_of(document, form))
    order = Order(
        document=document.key,
        source=document.source,
        position=position,
        customer=Customer(code=code, as_written=name),
        lines=tuple(lines),
        provenance=tuple(reading.provenance),
        findings=tuple(reading.findings),
        **values,
    )
    return before_tax(order) if form.prices == "inclusive" else order


def _has_decimals(rows: Sequence[Sequence[Written]]) -> bool:
    """Whether a point parts the decimals: prices have two, or many quantities have three zeros each and no price has.

    `2.400` for a price shows a point between thousands, and settles nothing.
    """
    texts = [(name, folded(text).strip()) for row in rows for name, text, _ in row if text.strip()]
    money = [text for name, text in texts if name in NUMBERS]
    if any(_THOUSANDS.match(text) for text in money):
        return False
    quantities = [text for name, text in texts if name == "quantity"]
    is_zeros = len(quantities) >= _MANY and all(re.match(r"[\d,]+\.000(?!\d)", text) for text in quantities)
    return is_zeros or any(_DECIMALS.fullmatch(text) for text in money)


def kind_of(document: Document, form: Form) -> OrderKind:
    """Tell an order from its change and its cancellation by subject and file name; a cancellation wins."""
    return _kind_in(f"{document.subject} {document.name}", form) or OrderKind.ORDER


def _kind_in(text: str, form: Form) -> OrderKind | None:
    kinds = {kind for kind, pattern in form.kinds if pattern is not None and pattern.search(folded(text))}
    return next((kind for kind in (OrderKind.CANCEL, OrderKind.CHANGE, OrderKind.ORDER) if kind in kinds), None)


def _bounded(text: str, most: int) -> str | None:
    return text if 0 < len(text) <= most else None


def _says_nothing(path: str, text: str) -> bool:
    """Whether a text is a spreadsheet's error; in a line also a mark for "as above" with nothing above it."""
    return is_error(text) or (bool(path) and text in SAME_AS_ABOVE)


def _is_ordered(row: Sequence[Written]) -> bool:
    """Whether a row asks for something: ready-made rows of a form hold at most a unit and a zero."""
    for name, text, _ in row:
        if name in ("product_code", "product_name") and text.strip():
            return True
        if name in ("quantity", "amount") and text.strip() and number_in(text) != 0:
            return True
    return False


def _told_in(row: Sequence[Written]) -> Iterator[Finding]:
    """Doubt a row that orders nothing, but holds a text that may: `追加 輪ゴム3箱` under the price."""
    written = [one for one in row if one.text.strip()]
    text = " ".join(one.text for one in written)
    if tells(text[:MAX_TEXT]):
        values = (("place", written[0].place), ("text", text[:80]))
        yield Finding("written-elsewhere", Severity.DOUBT, "lines", values)


def before_tax(order: Order) -> Order:
    """Turn written prices that include tax into prices before tax, where that is exact.

    A price that does not divide exactly, or whose rate is not written, is left out with a finding.
    """
    findings: list[Finding] = []
    lines = []
    for line in order.lines:
        price, amount = _without_tax(line.unit_price, line.tax_rate), _without_tax(line.amount, line.tax_rate)
        if (price is None) != (line.unit_price is None) or (amount is None) != (line.amount is None):
            findings.append(Finding("price-includes-tax", Severity.STOP, f"lines.{line.number}.unit_price"))
        lines.append(replace(line, unit_price=price, amount=amount))
    total = order.total - order.tax if order.total is not None and order.tax is not None else None
    return replace(order, lines=tuple(lines), total=total).with_findings(*findings)


def _without_tax(price: Decimal | None, rate: Decimal | None) -> Decimal | None:
    if price is None or rate is None:
        return None
    before = (price / (1 + rate)).quantize(Decimal("0.01"))
    return before if before * (1 + rate) == price else None
