"""Read a document that no form fits: propose its orders, each marked as read without a form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from agent.core.document import Document
from agent.core.errors import Reason
from agent.core.order import Finding, Order, OrderKind, Provenance, Severity
from agent.extract.build import order_of
from agent.extract.extraction import Extraction
from agent.extract.form import Form, load_forms
from agent.extract.form_file import Reads
from agent.extract.formats import Content
from agent.extract.unseen.blocks import Block, blocks_of, numbers_in
from agent.extract.unseen.cards import told_in
from agent.extract.unseen.head import Head, add_arrival, complete, head_of, said_unread
from agent.extract.unseen.header import Header, headers_in, is_past
from agent.extract.unseen.kind import doubtful_kind, kind_in, other_paper
from agent.extract.unseen.labels import Found, values_in
from agent.extract.unseen.lines import Goods, Places, goods_under
from agent.extract.unseen.prose import Told
from agent.extract.unseen.rows import Rows, rows_of
from agent.extract.unseen.strips import Strip, strips_of
from agent.extract.unseen.sums import Sums, sums_of
from agent.extract.unseen.twins import one_below_other

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
    looked = Looked(document, one_below_other(strips_of(content, reads)), reads, places_in(reads))
    headers = headers_in(looked.strips)
    told = Told() if headers else told_in(looked.strips, is_text=reads == "text")
    if not headers and not told.rows:
        return None
    paper = other_paper(document, looked.strips, is_prose=reads == "text")
    if paper is not None:
        return Extraction(reason=Reason("no-order-but", {"kind": paper.value}, document.name))
    orders = tuple(_of_text(looked, told) if told.rows else _of_tables(looked, headers))
    return Extraction(orders) if orders else None


def places_in(reads: Reads) -> Places:
    """Say what the places of a document's cells are worth."""
    if reads == "text":
        return Places.ROUGH
    return Places.EXACT if reads in ("pdf", "scan") else Places.GRID


def _of_text(looked: Looked, told: Told) -> Iterator[Order]:
    where = [at for at in range(len(looked.strips)) if at not in told.at]
    found = values_in(looked.strips, where, looked.document.received_at.date())
    head = head_of(found)
    complete(head, looked.strips, where, min(told.at))
    add_arrival(head, looked.strips, where, looked.document.received_at.date())
    rows = Rows(told.rows, {written.field: told.confidence for row in told.rows for written in row})
    head.findings += said_unread(told.unread)
    yield from _built(looked, rows, head, found, 0)


def _of_tables(looked: Looked, headers: Sequence[Header]) -> Iterator[Order]:
    strips, near = looked.strips, looked.document.received_at.date()
    goods = [
        goods_under(strips, header, _stop(strips, header, headers[number + 1 :]), looked.places)
        for number, header in enumerate(headers)
    ]
    inside = {at for one in goods for entry in one.entries for at in entry.rows}
    inside |= {at for header in headers for at in range(header.first, header.last + 1)}
    outside = [at for at in range(len(strips)) if at not in inside]
    found = values_in(strips, outside, near)
    position = 0
    blocks = blocks_of(headers, [one.last for one in goods], found, len(strips))
    for before, block in pairwise(blocks):
        block.start = _top_of_page(strips, block.start, max(one.last for one in goods if one.header in before.headers))
        before.stop = block.start
    for block in blocks:
        own = [one for one in goods if one.header in block.headers and not is_past(strips, one.header)]
        for order in _of_block(looked, block, own, found, position):
            yield order
            position += 1


def _top_of_page(strips: Sequence[Strip], start: int, ended: int) -> int:
    """Return where an order begins: at the top of its page, where no goods of the order before it stand there."""
    page = strips[start].page
    return start if page == strips[ended].page else next(at for at, strip in enumerate(strips) if strip.page == page)


def _stop(strips: Sequence[Strip], header: Header, following: Sequence[Header]) -> int:
    """Return where the rows of a table end at the latest: at the next titles, or where their page begins."""
    if not following:
        return len(strips)
    page = strips[following[0].first].page
    if page == strips[header.last].page:
        return following[0].first
    return next(at for at in range(header.last + 1, len(strips)) if strips[at].page == page)


def _of_block(
    looked: Looked, block: Block, goods: Sequence[Goods], found: Sequence[Found], position: int
) -> Iterator[Order]:
    if not any(one.entries for one in goods):
        return
    inside = {
        at
        for one in goods
        for at in [*(at for entry in one.entries for at in entry.rows), *range(one.header.first, one.header.last + 1)]
    }
    where = [at for at in range(block.start, block.stop) if at not in inside]
    own = [one for one in found if block.start <= one.at < block.stop]
    head = head_of(own)
    complete(head, looked.strips, where, goods[0].header.first)
    add_arrival(head, looked.strips, where, looked.document.received_at.date())
    _several_numbers(head, own, block)
    for offset, rows in enumerate(rows_of(goods)):
        each = replace(head, written=dict(head.written), confidence=dict(head.confidence), findings=list(head.findings))
        each.findings += _of_layout(looked, goods)
        yield from _built(looked, rows, each, own, position + offset)


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
    kind = OrderKind.ORDER if has_kind else kind_in(looked.document, looked.strips)
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
    return len(strip.cells) < 3 and _WITH_TAX.search(text) is not None and _BEFORE_TAX.search(text) is None


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
