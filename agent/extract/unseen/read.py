"""Read a document that no form fits: propose its orders, each marked as read without a form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from agent.core.document import Document
from agent.core.errors import Reason
from agent.core.order import Finding, Order, OrderKind, Provenance, Severity
from agent.extract.build import order_of
from agent.extract.elsewhere_words import goods_in
from agent.extract.extraction import Extraction
from agent.extract.form import Form, load_forms
from agent.extract.form_file import Reads
from agent.extract.formats import Content
from agent.extract.unseen.blocks import Block, blocks_of, numbers_in
from agent.extract.unseen.cards import told_in
from agent.extract.unseen.fitting import MONEY
from agent.extract.unseen.head import Head, complete, head_of, said_unread
from agent.extract.unseen.header import Header, headers_in, is_past
from agent.extract.unseen.kind import doubtful_kind, kind_in, other_paper
from agent.extract.unseen.labels import Found, label_in, values_in
from agent.extract.unseen.lines import Goods, Places, goods_under
from agent.extract.unseen.prose import Told
from agent.extract.unseen.rows import Rows, rows_of
from agent.extract.unseen.said import add_said
from agent.extract.unseen.strips import Strip, example_pages, strips_of
from agent.extract.unseen.sums import Sums, sums_of

_FORM = """
form: unseen
applies: {reads: text}
fields:
  ordered_on: {label: 発注日, date: md}
  deliver_on: {label: 納期, date: md}
lines:
  columns: {product_name: 商品名, quantity: 数量}
"""
_WITH_TAX = re.compile(
    r"(価格|金額|単価|表示)(は|には|が)?(すべて|全て|全部)?.{0,4}税込|税込(価格|表示|単価|金額)?(です|で表示|にて)|内税(です|表示)"
)
_BEFORE_TAX = re.compile("税抜|税別")
_SUMS = frozenset({"total", "subtotal", "grand", "tax", "inner_tax"})


@dataclass(frozen=True, slots=True)
class Looked:
    """A document as the reader looks at it."""

    document: Document
    strips: tuple[Strip, ...]
    reads: Reads
    places: Places
    kind: OrderKind


def proposed(document: Document, content: Content, reads: Reads) -> Extraction | None:
    """Propose the orders of a document without a form.

    Args:
        document: What no form fits.
        content: Its rows.
        reads: How it is read.

    Returns:
        The orders, each with the finding `layout-unseen`; a reason, when it says itself that it is no order; or None
        when no goods are found in it.
    """
    strips = strips_of(content, reads)
    looked = Looked(document, strips, reads, places_in(reads), kind_in(document, strips))
    headers = _asking(strips, headers_in(strips))
    told = Told() if headers else told_in(looked.strips, is_text=reads == "text")
    if not headers and not told.rows:
        return _called_off(looked)
    paper = other_paper(document, looked.strips, is_prose=reads == "text")
    if paper is not None:
        return Extraction(reason=Reason("no-order-but", {"kind": paper.value}, document.name))
    orders = tuple(_of_text(looked, told) if told.rows else _of_tables(looked, headers))
    return Extraction(orders) if orders else None


def _asking(strips: Sequence[Strip], headers: Sequence[Header]) -> list[Header]:
    """Leave out titles on a sheet that shows how to fill in the others."""
    examples = example_pages(strips)
    return [header for header in headers if strips[header.first].page not in examples] or list(headers)


def places_in(reads: Reads) -> Places:
    """Say what the places of a document's cells are worth."""
    if reads == "text":
        return Places.ROUGH
    return Places.EXACT if reads in ("pdf", "scan") else Places.GRID


def _called_off(looked: Looked) -> Extraction | None:
    """Propose a cancellation that lists no goods, where it names the order it calls off."""
    if looked.kind is not OrderKind.CANCEL:
        return None
    goods = [strip.text for strip in looked.strips if goods_in(strip.text)]
    order = next(_of_text(looked, Told(unread=tuple(goods))))
    return Extraction((order,)) if order.number is not None else None


def _of_text(looked: Looked, told: Told) -> Iterator[Order]:
    where = [at for at in range(len(looked.strips)) if at not in told.at]
    found = values_in(looked.strips, where, looked.document.received_at.date())
    head = head_of(found)
    complete(head, looked.strips, where, min(told.at, default=len(looked.strips)))
    add_said(head, looked.strips, where, looked.document.received_at.date(), looked.kind)
    rows = Rows(told.rows, {written.field: told.confidence for row in told.rows for written in row})
    head.findings += said_unread(told.unread)
    yield from _built(looked, rows, head, found, 0)


def _of_tables(looked: Looked, headers: Sequence[Header]) -> Iterator[Order]:
    strips, near = looked.strips, looked.document.received_at.date()
    goods = [
        goods_under(strips, header, _stop(strips, header, headers[number + 1 :]), looked.places)
        for number, header in enumerate(headers)
    ]
    inside = {entry.at for one in goods for entry in one.entries}
    inside |= {at for header in headers for at in range(header.first, header.last + 1)}
    outside = [at for at in range(len(strips)) if at not in inside]
    found = values_in(strips, outside, near)
    position, above = 0, Head()
    for block in blocks_of(headers, [one.last for one in goods], found, len(strips)):
        own = [one for one in goods if one.header in block.headers and not is_past(strips, one.header)]
        if not any(one.entries for one in own):
            continue
        labelled = [one for one in found if block.start <= one.at < block.stop]
        head = _head_of_block(looked, block, own, inside, labelled)
        head.inherit(above)
        above = head
        for order in _of_block(looked, head, own, labelled, position):
            yield order
            position += 1


def _stop(strips: Sequence[Strip], header: Header, following: Sequence[Header]) -> int:
    """Return where the rows of a table end at the latest: at the next titles, or where their page begins."""
    if not following:
        return len(strips)
    page = strips[following[0].first].page
    if page == strips[header.last].page:
        return following[0].first
    return next(at for at in range(header.last + 1, len(strips)) if strips[at].page == page)


def _head_of_block(
    looked: Looked, block: Block, goods: Sequence[Goods], inside: set[int], own: Sequence[Found]
) -> Head:
    where = [at for at in range(_top(looked.strips, inside, block.start), block.stop) if at not in inside]
    head = head_of(own)
    complete(head, looked.strips, where, goods[0].header.first)
    add_said(head, looked.strips, where, looked.document.received_at.date(), looked.kind)
    _several_numbers(head, own, block)
    return head


def _top(strips: Sequence[Strip], inside: set[int], start: int) -> int:
    """Return where an order begins that has a page of its own: at the top of it, with the title."""
    top = start
    while top and strips[top - 1].page == strips[start].page:
        top -= 1
        if top in inside:
            return start
    return top


def _of_block(
    looked: Looked, head: Head, goods: Sequence[Goods], found: Sequence[Found], position: int
) -> Iterator[Order]:
    for offset, rows in enumerate(rows_of(goods)):
        each = replace(head, written=dict(head.written), confidence=dict(head.confidence), findings=list(head.findings))
        each.findings += _of_layout(looked, goods)
        yield from _built(looked, rows, each, found, position + offset)


def _several_numbers(head: Head, found: Sequence[Found], block: Block) -> None:
    """Stop at rows that give two order numbers but cannot be parted: two orders would run together."""
    numbers = numbers_in(found, block.start, block.stop)
    if len(numbers) > 1:
        values = (("text", numbers[0].written.text), ("other", numbers[1].written.text))
        head.findings = [finding for finding in head.findings if finding.field != "number"]
        head.findings.append(Finding("number-ambiguous", Severity.STOP, "number", values))


def _of_layout(looked: Looked, goods: Sequence[Goods]) -> Iterator[Finding]:
    yield from said_unread([text for one in goods for text in one.unread])
    unasked = [text for one in goods for text in one.unasked]
    if unasked:
        n_asked = sum(len(one.entries) for one in goods)
        weight = Severity.NOTE if len(unasked) > n_asked else Severity.DOUBT
        yield Finding("rows-without-quantity", weight, "lines", (("text", unasked[0][:80]), ("n", str(len(unasked)))))
    sheets = {looked.strips[one.header.first].page for one in goods if one.entries}
    if looked.reads == "sheet" and len(sheets) > 1:
        yield Finding("sheets-joined", Severity.DOUBT, "lines", (("n", str(len(sheets))),))


def _built(looked: Looked, rows: Rows, head: Head, found: Sequence[Found], position: int) -> Iterator[Order]:
    for name, (written, confidence) in rows.head.items():
        head.take(name, written, confidence)
    inclusive = rows.is_inclusive or any(_says_with_tax(strip) for strip in looked.strips)
    sums = sums_of([one for one in found if one.field in _SUMS], rows.sum, inclusive=inclusive)
    for written, confidence in sums.head:
        if written.field not in head.written:
            head.take(written.field, written, confidence)
    prose = looked.reads == "text"
    has_kind = "kind" in rows.head
    kind = OrderKind.ORDER if has_kind else looked.kind
    doubtful = "" if has_kind else doubtful_kind(looked.strips, kind, is_prose=prose)
    findings = [
        Finding("layout-unseen", Severity.STOP),
        *head.findings,
        *rows.findings,
        *sums.findings,
        *([Finding("kind-unsure", Severity.DOUBT, "kind", (("text", doubtful),))] if doubtful else []),
    ]
    form = _form(inclusive=sums.inclusive)
    order = order_of(looked.document, form, position, head.written.values(), rows.rows, findings)
    order = order if has_kind else replace(order, kind=kind)
    yield _with_confidence(_with_net(order, sums), head, rows)


def _says_with_tax(strip: Strip) -> bool:
    text = strip.text
    return (
        len(strip.cells) < 3
        and _WITH_TAX.search(text) is not None
        and _BEFORE_TAX.search(text) is None
        and not any(label is not None and label.word.field in MONEY for label in map(label_in, _texts(strip)))
    )


def _texts(strip: Strip) -> list[str]:
    return [cell.text for cell in strip.cells]


def _form(*, inclusive: bool) -> Form:
    [form] = load_forms({"": _FORM})
    return replace(form, prices="inclusive") if inclusive else form


def _with_net(order: Order, sums: Sums) -> Order:
    """Put the total before tax in place of the stated one, which includes the stated tax."""
    return order if sums.net is None else replace(order, total=sums.net)


def _with_confidence(order: Order, head: Head, rows: Rows) -> Order:
    def sure(path: str, provenance: Provenance) -> Provenance:
        name = path.rsplit(".", 1)[-1]
        known = rows.confidence if path.startswith("lines.") else head.confidence
        return replace(provenance, confidence=known.get(name, 1.0))

    return replace(order, provenance=tuple((path, sure(path, at)) for path, at in order.provenance))
