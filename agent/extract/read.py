"""From one document to its orders, by the form that fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from agent.core.delivery import Delivery
from agent.core.document import TOO_LARGE, Document
from agent.core.errors import Reason
from agent.core.order import Finding, Order, Severity
from agent.extract import csv_table
from agent.extract.across_titles import among_titles
from agent.extract.archive import Taken, unpacked
from agent.extract.build import order_of
from agent.extract.csv_page import page_beside, page_of
from agent.extract.csv_table import CsvRows
from agent.extract.cutting import cut_page
from agent.extract.doubted import as_doubted
from agent.extract.edocument.model import EDocument
from agent.extract.edocument.order import by_form, extraction_of, is_order
from agent.extract.elsewhere import with_else
from agent.extract.encoding import as_told
from agent.extract.extraction import Extraction, Reading
from agent.extract.fixed_length import read_fixed
from agent.extract.form import Form
from agent.extract.formats import FIXED, Content, Format, as_shown, format_of, kind_of
from agent.extract.labelled import labelled_fields, values_of
from agent.extract.locked import opened
from agent.extract.notes_below import Ended, without_notes
from agent.extract.parting import parted
from agent.extract.parts import document_of, documents_of
from agent.extract.passwords import NONE_KNOWN, LockedError, Passwords
from agent.extract.patterned import lines_on
from agent.extract.programs import is_program
from agent.extract.rate_marks import without_marks
from agent.extract.records import recorded_in
from agent.extract.said_once import with_said_once
from agent.extract.scan.sureness import as_seen
from agent.extract.table import Page, Part
from agent.extract.tabled import from_table
from agent.extract.titled import table_on
from agent.extract.titles import NONE_FOUND
from agent.extract.together import settled
from agent.extract.tree import without_inner
from agent.extract.tripped import survived
from agent.extract.turned import turned
from agent.extract.unreadable import MisfitError, UnreadableError
from agent.extract.unseen.calling import as_called
from agent.extract.unseen.others import other_head
from agent.extract.unseen.read import proposed
from agent.extract.values import folded


def reading_of(
    delivery: Delivery, forms: Sequence[Form], passwords: Passwords = NONE_KNOWN, only: int | None = None
) -> Reading:
    """Take one delivery apart and read every part; `passwords` are those known for its sender.

    With `only`, nothing but the document of this number is read, and nothing is left out beside others.
    """
    try:
        taken = unpacked(documents_of(delivery), passwords)
    except UnreadableError as error:
        return Reading((document_of(delivery),), (Extraction(reason=error.reason),))
    documents = tuple(one.document for one in taken)
    if only is not None:
        read = (_read(one, forms if at == only else None, passwords) for at, one in enumerate(taken))
        return Reading(documents, tuple(read))
    return settled(documents, [_read(one, forms, passwords) for one in taken])


def _read(taken: Taken, forms: Sequence[Form] | None, passwords: Passwords) -> Extraction:
    if taken.is_archive or forms is None:
        return Extraction(reason=taken.reason)
    document = taken.document
    return survived(lambda: orders_of(document, forms, passwords), document.name, is_secret=bool(passwords))


def orders_of(document: Document, forms: Sequence[Form], passwords: Passwords = NONE_KNOWN) -> Extraction:
    """Read the orders of one document by the first form that fits.

    An electronic document is read by its standard, where no form names its sender or source.
    """
    if document.media_type == TOO_LARGE:
        return Extraction(reason=Reason("too-large", {"name": document.name}, document.name))
    if is_program(document.name):
        return Extraction(reason=Reason("document-program", {"name": document.name}, document.name))
    if not document.content:
        return Extraction(reason=Reason("document-unreadable", {"what": "empty"}, document.name))
    format_ = format_of(document)
    if (format_ is None or format_.reads in ("csv", "text")) and any(form.fits(document, "fixed") for form in forms):
        format_ = FIXED
    if format_ is None:
        return Extraction(reason=Reason("document-unreadable", {"what": kind_of(document)}, document.name))
    try:
        document = replace(document, content=opened(document.content, passwords))
    except LockedError as error:
        return Extraction(reason=Reason(error.code, error.values, document.name))
    try:
        edocument = format_.edocument(document.content)
        if edocument is not None:
            return _by_own_form(document, edocument, format_, forms) or extraction_of(document, edocument)
        return _as_shown(document, as_shown(format_, document.content), forms)
    except UnreadableError as error:
        place = f"{document.name} {error.place}".strip()
        return Extraction(reason=Reason(error.code, {**error.values, "why": error.message}, place))


def _by_own_form(document: Document, edocument: EDocument, format_: Format, forms: Sequence[Form]) -> Extraction | None:
    """Read an electronic order by a form that names its sender or source, where one fits."""
    own = [form for form in forms if form.names_sender and form.fits(document, "xml")]
    if not own or format_.reads != "xml" or not is_order(edocument):
        return None
    read = _as_shown(document, format_, own)
    return by_form(document, read, edocument)


def _as_shown(document: Document, format_: Format, forms: Sequence[Form]) -> Extraction:
    fitting = [form for form in forms if form.fits(document, format_.reads)]
    told = next((form.encoding for form in fitting if form.encoding), "")
    content = format_.content(as_told(document.content, told) if told else document.content)
    marked = without_marks(content.pages, is_text=format_.reads == "text")
    content = replace(content, pages=marked.pages)
    found = _by_first_fitting(document, format_, content, fitting) if fitting else _proposed(document, format_, content)
    orders = as_doubted(marked.rated(found.orders), content.pages)
    pages = content.pages if content.csv is None else (page_beside(content.csv, orders),)
    orders = with_else(orders, pages, document.received_at.date())
    return replace(found, orders=as_seen(orders, content.pages, content.pictured) if content.pictured else orders)


def _form_missing(document: Document) -> Reason:
    return Reason("form-missing", {"name": document.name, "sender": document.sender}, document.name)


def _by_first_fitting(document: Document, format_: Format, content: Content, forms: Sequence[Form]) -> Extraction:
    misfits: list[Extraction] = []
    for form in forms:
        try:
            found = with_said_once(tuple(_orders(document, form, content)), form)
            orders = as_called(found, form, content, format_.reads)
        except MisfitError as error:
            place = f"{document.name} {error.place}".strip()
            misfits.append(Extraction((), form.name, Reason(error.code, error.values, place)))
        else:
            return Extraction(orders, form.name, None if orders else Reason("no-orders", {}, document.name))
    if format_.reads != "text":
        return misfits[0]
    seen = _proposed(document, format_, content)
    return next((one for one in misfits if _has_titles(one)), seen) if seen.reason == _form_missing(document) else seen


def _has_titles(misfit: Extraction) -> bool:
    """Whether some titles of a form are there, so that it may be the sender who writes otherwise now."""
    return misfit.reason is not None and misfit.reason.values.get("found", NONE_FOUND) != NONE_FOUND


def _proposed(document: Document, format_: Format, content: Content) -> Extraction:
    """Read what no form fits by the words it uses; a document that does not show goods by them has no form."""
    found = proposed(document, content, format_.reads)
    return Extraction(reason=_form_missing(document)) if found is None else found


def _orders(document: Document, form: Form, content: Content) -> Iterator[Order]:
    rows = content.csv if form.fixed is None else read_fixed(content.raw, form.fixed)
    if rows is not None and not form.is_turned:
        yield from _from_rows(document, form, content, rows)
        return
    shown = content.pages if rows is None else [page_of(rows, most=None)]
    pages = [cut_page(page, form.labels) for page in shown if fnmatchcase(page.name, form.sheet)]
    if not pages:
        raise MisfitError("no sheet of this name", field="sheet", wanted=form.sheet)
    position = 0
    for part in parted(pages, form):
        for order in _from_pages(document, form, part, position, pages):
            yield order
            position += 1


def _from_rows(document: Document, form: Form, content: Content, rows: CsvRows) -> Iterator[Order]:
    head = labelled_fields(Part(list(content.pages)), form, document.received_at.date())
    if form.records is None:
        yield from from_table(
            document,
            form,
            head,
            csv_table.table_in(rows, form.titles, form.until, is_across=form.across is not None),
            0,
        )
        return
    for position, one in enumerate(recorded_in(rows, form, form.records)):
        yield order_of(document, form, position, [*head.written, *one.head], one.rows, head.findings + one.findings)


def _from_pages(document: Document, form: Form, part: Part, position: int, whole: Sequence[Page]) -> Iterator[Order]:
    head = labelled_fields(part, form, document.received_at.date(), whole)
    head = head.with_findings(_ambiguous(part, form), other_head(part, head.written, document.received_at.date()))
    if form.line_pattern is None:
        table = table_on(
            _with_titles_above(part, form),
            form.titles,
            form.until,
            form.labels,
            form.beside,
            among_titles(form.across, document.received_at.date()) if form.across is not None else None,
        )
        ended = Ended(table) if form.joined else without_notes(table, is_list=form.leaves_open)
        yield from from_table(document, form, head.with_findings(ended.findings), ended.table, position)
        return
    lines = lines_on(part.all, form)
    if not lines.rows and not any(written.field == "number" for written in head.written):
        raise MisfitError("no line of an order", field="lines", wanted=form.title)
    yield order_of(document, form, position, head.written, lines.rows, head.findings + lines.findings)


def _with_titles_above(part: Part, form: Form) -> Sequence[Page]:
    """Return the pages with titles above their columns: a table on its side is set upright."""
    if form.is_turned:
        return turned(part.all, form.titles, is_even=form.applies.reads == "csv")
    return without_inner(part.all, form.titles)


def _ambiguous(part: Part, form: Form) -> tuple[Finding, ...]:
    """Stop at a page that gives two order numbers: it may hold two orders, whose lines would run together."""
    place = dict(form.places).get("number")
    if place is None:
        return ()
    numbers = list(dict.fromkeys(folded(written.text) for written in values_of(part.all, form, "number", place)))
    if len(numbers) < 2:
        return ()
    return (Finding("number-ambiguous", Severity.STOP, "number", (("text", numbers[0]), ("other", numbers[1]))),)
