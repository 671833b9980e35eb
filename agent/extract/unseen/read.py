"""Read a document that no form fits: propose its orders, each marked as read without a form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from agent.core.document import Document
from agent.core.errors import Reason
from agent.core.order import Order, OrderKind
from agent.extract.elsewhere_words import goods_in
from agent.extract.extraction import Extraction
from agent.extract.form_file import Reads
from agent.extract.formats import Content
from agent.extract.tree import Tree, pages_of_tree
from agent.extract.unseen.answered import answers_told
from agent.extract.unseen.built import Looked, built, kind_of
from agent.extract.unseen.cards import told_in
from agent.extract.unseen.currencies import foreign_of, in_yen
from agent.extract.unseen.goods import Places
from agent.extract.unseen.head import head_of, said_unread
from agent.extract.unseen.head_sender import complete
from agent.extract.unseen.kind import (
    advertises,
    kind_in,
    other_paper,
)
from agent.extract.unseen.labels import Found, values_in
from agent.extract.unseen.prose import Told
from agent.extract.unseen.rows import Rows
from agent.extract.unseen.said import add_said, add_shop_of_number, add_subject
from agent.extract.unseen.said_sums import sums_said
from agent.extract.unseen.sections import in_sections
from agent.extract.unseen.sent_back import papers_in
from agent.extract.unseen.strips import MAX_CELLS, strips_of
from agent.extract.unseen.table_orders import goods_of, of_tables
from agent.extract.unseen.told_parts import parts_of
from agent.extract.unseen.tree_counts import counted
from agent.extract.unseen.tree_orders import orders_in
from agent.extract.unseen.tree_pages import TREES, pages_once, titles_told, told_of
from agent.extract.unseen.unheeded import with_unheeded
from agent.extract.unseen.unnamed_head import add_token_of_subject, add_unnamed
from agent.extract.unseen.untitled import headers_told

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
    goods = goods_of(looked, headers)
    told = told if reads in TREES else foreign_of(looked.strips, goods)
    found = tuple(of_tables(looked, headers, goods)) if headers else ()
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
