"""Read a document that no form fits: propose its orders, each marked as read without a form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from agent.core.document import Document
from agent.core.errors import Reason
from agent.core.order import Finding, Order, OrderKind, Severity
from agent.extract.elsewhere_words import goods_in
from agent.extract.extraction import Extraction
from agent.extract.form_file import Reads
from agent.extract.formats import Content
from agent.extract.open_rows import open_rows
from agent.extract.tree import Tree, pages_of_tree
from agent.extract.unseen.answered import answers_told
from agent.extract.unseen.blocks import Block, blocks_of, numbers_in
from agent.extract.unseen.built import Looked, built, kind_of
from agent.extract.unseen.cards import told_in
from agent.extract.unseen.currencies import foreign_of, in_yen
from agent.extract.unseen.fitting import MONEY
from agent.extract.unseen.goods import Goods, Places
from agent.extract.unseen.head import Head, complete, head_of, said_between, said_unread
from agent.extract.unseen.header import Header, is_example, is_past, is_titled
from agent.extract.unseen.kind import (
    advertises,
    kind_in,
    other_paper,
)
from agent.extract.unseen.labels import Found, values_in
from agent.extract.unseen.lines import goods_under
from agent.extract.unseen.prose import Told
from agent.extract.unseen.rows import Rows, rows_of
from agent.extract.unseen.said import add_heading, add_said, add_shop_of_number, add_subject
from agent.extract.unseen.said_sums import sums_said
from agent.extract.unseen.sections import in_sections
from agent.extract.unseen.sent_back import papers_in
from agent.extract.unseen.strips import MAX_CELLS, Strip, strips_of
from agent.extract.unseen.sum_rows import leave_out_open, leave_out_sums
from agent.extract.unseen.told_parts import parts_of
from agent.extract.unseen.tree_counts import counted
from agent.extract.unseen.tree_orders import orders_in
from agent.extract.unseen.tree_pages import TREES, pages_once, single_rows, titles_told, told_of, without_lists
from agent.extract.unseen.unheeded import with_unheeded
from agent.extract.unseen.unlabelled import unnamed
from agent.extract.unseen.unnamed_head import add_token_of_subject, add_unnamed
from agent.extract.unseen.untitled import headers_told
from agent.extract.values import number_in

_TOP_ROWS = 3
_MOST_SINGLE = 5_000
"""Single values of a tree of orders: a dump of settings has more."""


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
    if content.tree is not None:
        return _of_tree(document, content, content.tree, reads)
    return _proposed(document, content, reads)


def _of_tree(document: Document, content: Content, tree: Tree, reads: Reads) -> Extraction | None:
    """Read each order of a tree by itself; where one of them is not read, the tree as a whole."""
    texts = {cell.place: cell.text for page in content.pages for row in page.rows for cell in row.cells}
    singles = sum(len(page.rows) for page in content.pages if not page.is_whole)
    if len(texts) > MAX_CELLS or singles > _MOST_SINGLE:
        return None
    root, unsure = counted(tree.root)
    parts = [pages_of_tree(one, tree.top) for one in orders_in(root, texts)]
    found = [_proposed(document, replace(content, pages=pages, tree=None), reads) for pages in parts]
    if len(found) > 1 and not all(one is not None and one.orders for one in found):
        return _proposed(document, replace(content, tree=None), reads)
    orders = [order for one in found if one is not None for order in one.orders]
    told = (replace(order.with_findings(*unsure), position=at) for at, order in enumerate(orders))
    return Extraction(tuple(told)) if orders else found[0]


def _proposed(document: Document, content: Content, reads: Reads) -> Extraction | None:
    told = told_of(content.pages) if reads in TREES else ()
    content = replace(content, pages=pages_once(content.pages).pages) if reads in TREES else content
    strips, unlike = papers_in(strips_of(content, reads), reads, places_in(reads))
    looked = Looked(document, strips, reads, places_in(reads), kind_in(document, strips))
    headers, is_text = headers_told(looked.strips, looked.places), reads == "text"
    titles = {at for header in headers for at in range(header.first, header.last + 1)}
    said = [strip for at, strip in enumerate(looked.strips) if at not in titles]
    said = titles_told(said) if reads in TREES else said
    paper = other_paper(document, said, is_prose=is_text)
    goods = _goods_of(looked, headers)
    told = told if reads in TREES else foreign_of(looked.strips, goods)
    found = tuple(_of_tables(looked, headers, goods)) if headers else ()
    orders = with_unheeded(found, document, strips, goods)
    if not orders and (is_text or not headers) and not (is_text and advertises(strips)):
        answers = answers_told(strips) if is_text else Told()
        is_told = is_text or looked.kind is not OrderKind.ORDER
        orders = tuple(_of_text(looked, answers if answers.rows else told_in(strips, is_text=is_told)))
    if paper is not None and (orders or headers):
        return Extraction(reason=Reason("no-order-but", {"kind": paper.value}, document.name))
    return (
        Extraction(tuple(in_yen(one.with_findings(*said_unread(unlike)), told) for one in orders)) if orders else None
    )


def places_in(reads: Reads) -> Places:
    """Say what the places of a document's cells are worth."""
    if reads == "text":
        return Places.ROUGH
    return Places.EXACT if reads in ("pdf", "scan") else Places.GRID


def _of_text(looked: Looked, told: Told) -> Iterator[Order]:
    near = looked.document.received_at.date()
    found = in_sections(
        values_in(looked.strips, [at for at in range(len(looked.strips)) if at not in told.at], near), looked.strips
    )
    if not told.rows:
        yield from _without_goods(looked, found)
        return
    free = [at for at in range(len(looked.strips)) if at not in told.at]
    found = sorted([*found, *sums_said(looked.strips, free)], key=lambda one: one.at)
    for position, part in enumerate(parts_of(told, looked.strips, found)):
        own = [one for one in found if one.at in part.where]
        head = head_of(own)
        complete(head, looked.strips, part.where)
        add_unnamed(head, looked.strips, part.where, min(part.told.begins), near)
        add_said(head, looked.strips, part.where, near, looked.kind)
        add_subject(head, looked.document.subject, looked.kind, looked.strips)
        add_token_of_subject(head, looked.document.subject, looked.strips)
        add_shop_of_number(head, looked.strips[part.start : max(part.told.begins)])
        written = {written.field for row in part.told.rows for written in row}
        rows = Rows(part.told.rows, dict.fromkeys(written, told.confidence), is_inclusive=told.is_inclusive)
        head.findings += said_unread(told.unread)
        yield from built(looked, rows, head, own, position, is_changed=told.is_changed)


def _without_goods(looked: Looked, found: Sequence[Found]) -> Iterator[Order]:
    """Read a mail that changes or calls off an order by its number without goods, or a letter that calls it off."""
    where, kind = range(len(looked.strips)), kind_of(looked, is_changed=False).kind
    if kind is OrderKind.ORDER or (kind is OrderKind.CHANGE and looked.reads != "text"):
        return
    head = head_of(found)
    complete(head, looked.strips, where)
    add_unnamed(head, looked.strips, where, len(looked.strips), looked.document.received_at.date())
    add_said(head, looked.strips, where, looked.document.received_at.date(), looked.kind)
    add_subject(head, looked.document.subject, looked.kind, looked.strips)
    if "number" in head.written:
        head.findings += said_unread([strip.text for strip in looked.strips if goods_in(strip.text)])
        yield from built(looked, Rows((), {}), head, found, 0)


def _goods_of(looked: Looked, headers: Sequence[Header]) -> list[Goods]:
    strips = looked.strips
    found = [
        goods_under(strips, header, _end_of(looked, header, headers[number + 1 :]), looked.places)
        for number, header in enumerate(headers)
    ]
    for goods in found:
        leave_out_sums(goods)
    return found


def _of_tables(looked: Looked, headers: Sequence[Header], goods: Sequence[Goods]) -> Iterator[Order]:
    strips, near = looked.strips, looked.document.received_at.date()
    inside = {at for one in goods for entry in one.entries for at in entry.rows}
    inside |= {at for header in headers for at in range(header.first, header.last + 1)}
    outside = [at for at in range(len(strips)) if at not in inside]
    found = values_in(strips, outside, near)
    if looked.reads == "text":
        found = sorted([*in_sections(found, strips), *sums_said(strips, outside)], key=lambda one: one.at)
    if looked.reads in TREES:
        found = without_lists(found, strips)
    left_out = _left_out(strips, goods)
    position, above = 0, Head()
    blocks = blocks_of(headers, [one.last for one in goods], found, len(strips))
    for block in blocks:
        firsts = {header.first for header in block.headers} - left_out
        own = [one for one in goods if one.header.first in firsts]
        if not any(one.entries for one in own):
            continue
        labelled = [one for one in found if block.start <= one.at < block.stop]
        head = _head_of_block(looked, block, own, inside, labelled)
        head.inherit(above, found)
        above = head
        if len(blocks) > 1 and looked.reads == "text" and not head.is_unclear("deliver_to"):
            start = max((one.last + 1 for one in goods if one.last < block.headers[0].first), default=0)
            add_heading(head, strips[start : block.headers[0].first])
        for order in _of_block(looked, head, own, labelled, position):
            yield order
            position += 1


def _left_out(strips: Sequence[Strip], goods: Sequence[Goods]) -> set[int]:
    """Return the first rows of tables that are not ordered: earlier orders, and examples where others are filled in."""
    examples = {one.header.first for one in goods if is_example(strips, one.header)}
    is_filled = any(one.entries for one in goods if one.header.first not in examples)
    past = {one.header.first for one in goods if is_past(strips, one.header)}
    return past | examples if is_filled else past


def _end_of(looked: Looked, header: Header, following: Sequence[Header]) -> int:
    """Return where the rows of a table end at the latest; in a tree each list has titles of its own."""
    stop = _stop(looked.strips, header, following)
    if looked.reads not in TREES:
        return stop
    page = looked.strips[header.last].page
    return next((at for at in range(header.last + 1, stop) if looked.strips[at].page != page), stop)


def _stop(strips: Sequence[Strip], header: Header, following: Sequence[Header]) -> int:
    """Return where the rows of a table end at the latest: at the next titles, or where their page begins.

    A page that begins with titles of its own, such as those of a list of prices, is none of the table's.
    """
    stop = following[0].first if following else len(strips)
    pages = {strips[at].page: at for at in range(stop - 1, header.last, -1)}
    pages.pop(strips[header.last].page, None)
    if following and strips[stop].page != strips[header.last].page:
        pages.setdefault(strips[stop].page, stop)
        stop = pages[strips[stop].page]
    titled = (at for at in sorted(pages.values()) if at < stop and _begins_anew(strips, at))
    return next(titled, stop)


def _begins_anew(strips: Sequence[Strip], first: int) -> bool:
    """Whether a page has titles in one of its first rows, whatever they are of."""
    rows = range(first, min(first + _TOP_ROWS, len(strips)))
    return any(is_titled(strips[at], at) for at in rows if strips[at].page == strips[first].page)


def _head_of_block(
    looked: Looked, block: Block, goods: Sequence[Goods], inside: set[int], own: Sequence[Found]
) -> Head:
    where = [at for at in range(_top(looked.strips, inside, block.start), block.stop) if at not in inside]
    head = head_of(own)
    complete(head, looked.strips, where)
    named = single_rows(looked.strips, where) if looked.reads in TREES else where
    add_unnamed(head, looked.strips, named, goods[0].header.first, looked.document.received_at.date())
    add_said(head, looked.strips, where, looked.document.received_at.date(), looked.kind)
    _several_numbers(head, own, block)
    head.findings += said_between(own, [entry.at for one in goods for entry in one.entries])
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
    sums = (number_in(one.written.text) for one in found if one.field in MONEY)
    stated = frozenset(value for value in sums if value is not None)
    for one in goods:
        one.stated = stated
        leave_out_open(one)
    for offset, rows in enumerate(rows_of(goods, is_numbered="number" in head.written, is_of_firm=head.is_of_firm)):
        each = replace(head, written=dict(head.written), confidence=dict(head.confidence), findings=list(head.findings))
        each.findings += _of_layout(looked, goods)
        yield from built(looked, rows, each, found, position + offset)


def _several_numbers(head: Head, found: Sequence[Found], block: Block) -> None:
    """Stop at rows that give two order numbers but cannot be parted: two orders would run together."""
    numbers = numbers_in(found, block.start, block.stop)
    if len(numbers) > 1:
        values = (("text", numbers[0].written.text), ("other", numbers[1].written.text))
        head.findings = [finding for finding in head.findings if finding.field != "number"]
        head.findings.append(Finding("number-ambiguous", Severity.STOP, "number", values))


def _of_layout(looked: Looked, goods: Sequence[Goods]) -> Iterator[Finding]:
    example = next((one for one in goods if one.entries and is_example(looked.strips, one.header)), None)
    if example is not None:
        place = looked.strips[example.header.first].place
        values = (("place", place), ("text", place.rpartition("!")[0][:80]))
        yield Finding("written-elsewhere", Severity.DOUBT, "lines", values)
    told = dict.fromkeys(named for one in goods if one.entries for named in one.header.told)
    yield from (unnamed(f"lines.{name}", title) for name, title in told)
    yield from said_unread([text for one in goods for text in one.unread])
    unasked = [looked.strips[at] for one in goods for at in one.unasked]
    if unasked:
        n_asked = sum(len(one.entries) for one in goods)
        weight = Severity.NOTE if len(unasked) > n_asked else Severity.DOUBT
        where = sorted(at for one in goods for at in [*one.unasked, *(entry.at for entry in one.entries)])
        span = (looked.strips[where[0]].place, looked.strips[where[-1]].place)
        yield open_rows([strip.text for strip in unasked], span, weight)
    sheets = {looked.strips[one.header.first].page for one in goods if one.entries}
    if looked.reads == "sheet" and len(sheets) > 1:
        yield Finding("sheets-joined", Severity.DOUBT, "lines", (("n", str(len(sheets))),))
    lists = dict.fromkeys(looked.strips[one.header.first].place for one in goods if one.entries)
    if looked.reads in TREES and len(lists) > 1:
        shown = (("text", ", ".join(lists)[:80]), ("n", str(len(lists))))
        yield Finding("lists-joined", Severity.DOUBT, "lines", shown)
