"""The tests of a form as they stand in its file, each expected value typed and with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from agent.core.order import Order, OrderKind
from agent.core.sentence import Sentence
from agent.extract.form_expected import ExpectedLine, ExpectedOrder, FormTest
from agent.extract.form_file import LINE_FIELDS, FormFile
from agent.extract.values import day_in, folded, number_in, rate_in
from agent.marks.findings import FileFinding, FilesError, Place
from agent.marks.reader import Marked, Path

_TYPES: Mapping[str, Callable[[str], Any]] = {
    "tax_rate": rate_in,
    **dict.fromkeys(("ordered_on", "deliver_on"), day_in),
    **dict.fromkeys(("total", "tax", "quantity", "unit_price", "amount"), number_in),
}


@dataclass(frozen=True, slots=True)
class ExpectedField:
    """One field that must be read so; None must not be read. `path` is that of an order (`lines.2.quantity`)."""

    path: str
    value: Any
    place: Place


@dataclass(frozen=True, slots=True)
class FormCase:
    """One test: a document, how it came, and for each order it holds the fields named and the number of lines."""

    place: Place
    document: str
    name: str
    source: str
    sender: str
    subject: str
    media_type: str
    received_on: date | None
    orders: tuple[tuple[tuple[ExpectedField, ...], int], ...]


def cases_of(marked: Marked, file: FormFile) -> tuple[FormCase, ...]:
    """Read the tests of a form.

    Raises:
        FilesError: A value no such field can hold, or a day without a year that no day of arrival tells.
    """
    findings: list[FileFinding] = []
    has_short_days = any(place.date == "md" for place in file.fields.values())
    cases = []
    for number, test in enumerate(file.tests):
        path: Path = ("tests", number)
        received = day_in(test.received_on)
        if received is None and (test.received_on or has_short_days):
            said = "`received_on` must say on which day the document came: days without a year are read by it"
            findings.append(marked.finding((*path, "received_on"), "test-day", said, "Write a day such as 2026-04-01."))
        orders = tuple(
            (tuple(_fields(marked, (*path, "orders", at), order, findings)), len(order.lines))
            for at, order in enumerate(test.orders)
        )
        cases.append(_case(marked.place(path), test, received, orders))
    if findings:
        raise FilesError(findings)
    return tuple(cases)


def value_in(order: Order, path: str) -> Any:
    """Return a field's value as it is compared: texts folded, the customer as written."""
    name = path.rpartition(".")[2]
    if name.startswith("customer_"):
        value = order.customer.code if name == "customer_code" else order.customer.as_written
    elif path.startswith("lines."):
        value = getattr(order.lines[int(path.split(".")[1]) - 1], name)
    else:
        value = getattr(order, name)
    return folded(value) if isinstance(value, str) and not isinstance(value, OrderKind) else value


def _case(place: Place, test: FormTest, received: date | None, orders: Any) -> FormCase:
    name = test.name or test.document.rpartition("/")[2]
    given = (test.document, name, test.source, test.sender, test.subject, test.media_type)
    return FormCase(place, *given, received, orders)


def _fields(marked: Marked, path: Path, order: ExpectedOrder, findings: list[FileFinding]) -> Iterator[ExpectedField]:
    """Yield the fields a test names, each typed as the form types it."""
    for name in sorted(order.model_fields_set - {"lines"}):
        yield from _field(marked, (*path, name), name, getattr(order, name), findings)
    for number, line in enumerate(order.lines):
        for name in _named(line):
            there = (*path, "lines", number, name)
            yield from _field(marked, there, f"lines.{number + 1}.{name}", getattr(line, name), findings)


def _named(line: ExpectedLine) -> tuple[str, ...]:
    return tuple(name for name in LINE_FIELDS if name in line.model_fields_set)


def _field(marked: Marked, at: Path, path: str, text: Any, findings: list[FileFinding]) -> Iterator[ExpectedField]:
    value = text if not text or isinstance(text, OrderKind) else _TYPES.get(path.rpartition(".")[2], folded)(text)
    if text and value is None:
        said = Sentence("`{text}` cannot stand in `{field}`", text=text, field=path)
        findings.append(
            marked.finding(at, "test-value", said, "Write days as 2026-04-01, amounts as 12000, rates as 8%.")
        )
    yield ExpectedField(path, value if text else None, marked.place(at))
