"""From one document to its orders, by the form that fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from agent.core.delivery import Delivery
from agent.core.document import TOO_LARGE, Document
from agent.core.errors import Reason
from agent.core.order import Finding, Order, Severity
from agent.extract import csv_table
from agent.extract.archive import unpacked
from agent.extract.build import order_of
from agent.extract.edocument.order import extraction_of
from agent.extract.extraction import Extraction, Reading
from agent.extract.form import LINE_FIELDS, Form
from agent.extract.formats import Content, Format, format_of
from agent.extract.labelled import Written, labelled_fields, values_of
from agent.extract.locked import opened
from agent.extract.parts import document_of, documents_of, is_aside
from agent.extract.passwords import NONE_KNOWN, LockedError, Passwords
from agent.extract.table import Page, Table, table_on
from agent.extract.unreadable import MisfitError, UnreadableError
from agent.extract.unseen.copies import without_copies
from agent.extract.unseen.read import proposed
from agent.extract.values import folded

_GROUPED_BY = ("number", "customer_code", "customer_name")


def reading_of(delivery: Delivery, forms: Sequence[Form], passwords: Passwords = NONE_KNOWN) -> Reading:
    """Take one delivery apart and read every part; `passwords` are those known for its sender.

    A body or picture beside a document that can be read is not asked for orders in vain: it gives no reason.
    """
    try:
        taken = unpacked(documents_of(delivery), passwords)
    except UnreadableError as error:
        return Reading((document_of(delivery),), (Extraction(reason=error.reason),))
    documents = tuple(one.document for one in taken)
    read = [
        Extraction(reason=one.reason) if one.is_archive else orders_of(one.document, forms, passwords) for one in taken
    ]
    extractions = without_copies(documents, read)
    has_main = any(not is_aside(document) for document in documents)
    has_orders = any(extraction.orders for extraction in extractions)
    return Reading(
        documents,
        tuple(
            _without_reason(extraction) if (has_main or has_orders) and is_aside(document) else extraction
            for document, extraction in zip(documents, extractions, strict=True)
        ),
    )


def _without_reason(extraction: Extraction) -> Extraction:
    return replace(extraction, reason=None)


def orders_of(document: Document, forms: Sequence[Form], passwords: Passwords = NONE_KNOWN) -> Extraction:
    """Read the orders of one document: an electronic document by its standard, others by the first form that fits."""
    if document.media_type == TOO_LARGE:
        return Extraction(reason=Reason("too-large", {"name": document.name}, document.name))
    format_ = format_of(document)
    if format_ is None:
        kind = document.media_type or "unknown"
        return Extraction(reason=Reason("document-unreadable", {"what": kind}, document.name))
    try:
        document = replace(document, content=opened(document.content, passwords))
    except LockedError as error:
        return Extraction(reason=Reason(error.code, error.values, document.name))
    fitting = [form for form in forms if form.fits(document, format_.reads)]
    try:
        edocument = format_.edocument(document.content)
        if edocument is not None:
            return extraction_of(document, edocument)
        return _by_first_fitting(document, format_, fitting) if fitting else _without_form(document, format_)
    except UnreadableError as error:
        place = f"{document.name} {error.place}".strip()
        return Extraction(reason=Reason(error.code, {**error.values, "why": error.message}, place))


def _form_missing(document: Document) -> Reason:
    return Reason("form-missing", {"name": document.name, "sender": document.sender}, document.name)


def _by_first_fitting(document: Document, format_: Format, forms: Sequence[Form]) -> Extraction:
    content = format_.content(document.content)
    misfits: list[Extraction] = []
    for form in forms:
        try:
            orders = tuple(_orders(document, form, content))
        except MisfitError as error:
            place = f"{document.name} {error.place}".strip()
            misfits.append(Extraction((), form.name, Reason(error.code, error.values, place)))
        else:
            return Extraction(orders, form.name, None if orders else Reason("no-orders", {}, document.name))
    return _proposed(document, format_, content) if format_.reads == "text" else misfits[0]


def _without_form(document: Document, format_: Format) -> Extraction:
    return _proposed(document, format_, format_.content(document.content))


def _proposed(document: Document, format_: Format, content: Content) -> Extraction:
    """Read what no form fits by the words it uses; a document that does not show goods by them has no form."""
    found = proposed(document, content, format_.reads, is_aligned=".html" not in format_.endings)
    return Extraction(reason=_form_missing(document)) if found is None else found


def _orders(document: Document, form: Form, content: Content) -> Iterator[Order]:
    if content.csv is not None:
        head = labelled_fields(content.pages, form) if form.places else ()
        yield from _from_table(document, form, head, csv_table.table_in(content.csv, form.titles), 0)
        return
    pages = [page for page in content.pages if fnmatchcase(page.name, form.sheet)]
    if not pages:
        raise MisfitError("no sheet of this name", field="sheet", wanted=form.sheet)
    position = 0
    for group in _by_number(pages, form):
        for order in _from_pages(document, form, group, position):
            yield order
            position += 1


def _by_number(pages: Sequence[Page], form: Form) -> list[list[Page]]:
    """Part pages into orders: a page with another order number begins the next one."""
    place = dict(form.places).get("number")
    groups: list[list[Page]] = []
    current = ""
    for page in pages:
        first = next(iter(values_of([page], form, "number", place)), None) if place else None
        if not groups or (first is not None and current and folded(first.text) != current):
            groups.append([])
        current = folded(first.text) if first is not None else current
        groups[-1].append(page)
    return groups


def _from_pages(document: Document, form: Form, pages: Sequence[Page], position: int) -> Iterator[Order]:
    head = labelled_fields(pages, form)
    if form.line_pattern is None:
        table = table_on(pages, form.titles, form.until)
        yield from _from_table(document, form, head, table, position, _ambiguous(pages, form))
        return
    rows = list(_matched_rows(pages, form))
    if not rows and not any(written.field == "number" for written in head):
        raise MisfitError("no line of an order", field="lines", wanted=form.title)
    yield order_of(document, form, position, head, rows, _ambiguous(pages, form))


def _ambiguous(pages: Sequence[Page], form: Form) -> tuple[Finding, ...]:
    """Stop at a page that gives two order numbers: it may hold two orders, whose lines would run together."""
    place = dict(form.places).get("number")
    if place is None:
        return ()
    numbers = list(dict.fromkeys(folded(written.text) for written in values_of(pages, form, "number", place)))
    if len(numbers) < 2:
        return ()
    return (Finding("number-ambiguous", Severity.STOP, "number", (("text", numbers[0]), ("other", numbers[1]))),)


def _matched_rows(pages: Sequence[Page], form: Form) -> Iterator[list[Written]]:
    for page in pages:
        for row in page.rows:
            match = form.line_pattern.search(folded(row.text))
            if match is not None:
                groups = match.groupdict()
                yield [Written(name, groups[name] or "", row.place) for name in LINE_FIELDS if name in groups]


def _from_table(
    document: Document,
    form: Form,
    head: Sequence[Written],
    table: Table,
    position: int,
    findings: tuple[Finding, ...] = (),
) -> Iterator[Order]:
    """Make one order of the table, or one per order number where the number stands in a column."""
    head_columns = [(name, index) for name, index in table.columns if name not in LINE_FIELDS]
    line_columns = [(name, index) for name, index in table.columns if name in LINE_FIELDS]
    taken = _taker(table)
    if not head_columns:
        rows = [taken(number, line_columns) for number in range(len(table.rows))]
        yield order_of(document, form, position, head, rows, findings)
        return
    for offset, numbers in enumerate(_groups(table)):
        own_head = [*head, *taken(numbers[0], head_columns)]
        rows = [taken(number, line_columns) for number in numbers]
        found = findings + _differing(table, numbers, head_columns)
        yield order_of(document, form, position + offset, own_head, rows, found)


def _taker(table: Table) -> Callable[[int, Sequence[tuple[str, int]]], list[Written]]:
    def taken(number: int, columns: Sequence[tuple[str, int]]) -> list[Written]:
        row = table.rows[number]
        return [Written(name, row[index], table.place(number, index)) for name, index in columns if row[index]]

    return taken


def _groups(table: Table) -> list[list[int]]:
    """Gather the rows of each order, in the order of their first row."""
    columns = [index for name, index in table.columns if name in _GROUPED_BY]
    groups: dict[tuple[str, ...], list[int]] = {}
    for number, row in enumerate(table.rows):
        groups.setdefault(tuple(row[index].strip() for index in columns), []).append(number)
    return list(groups.values())


def _differing(table: Table, numbers: Sequence[int], columns: Sequence[tuple[str, int]]) -> tuple[Finding, ...]:
    """Note a field of the order that its rows do not agree on."""
    first = table.rows[numbers[0]]
    found = []
    for name, index in columns:
        other = next(
            (table.rows[number][index] for number in numbers if table.rows[number][index] != first[index]), None
        )
        if other is not None:
            found.append(Finding("rows-differ", Severity.DOUBT, name, (("text", first[index]), ("other", other))))
    return tuple(found)
