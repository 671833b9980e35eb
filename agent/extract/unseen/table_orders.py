"""The orders of a document's tables: their goods in blocks, each with the head that stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from agent.core.order import Finding, Order, Severity
from agent.extract.open_rows import open_rows
from agent.extract.unseen.blocks import Block, blocks_of, numbers_in
from agent.extract.unseen.built import Looked, built
from agent.extract.unseen.fitting import MONEY
from agent.extract.unseen.goods import Goods
from agent.extract.unseen.head import Head, head_of, said_between, said_unread
from agent.extract.unseen.head_sender import complete
from agent.extract.unseen.header import Header, is_example, is_past, is_titled
from agent.extract.unseen.labels import Found, values_in
from agent.extract.unseen.lines import goods_under
from agent.extract.unseen.rows import rows_of
from agent.extract.unseen.said import add_heading, add_said
from agent.extract.unseen.said_sums import sums_said
from agent.extract.unseen.sections import in_sections
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.sum_rows import leave_out_open, leave_out_sums
from agent.extract.unseen.tree_pages import TREES, single_rows, without_lists
from agent.extract.unseen.unlabelled import unnamed
from agent.extract.unseen.unnamed_head import add_unnamed
from agent.extract.values import number_in

_TOP_ROWS = 3


def goods_of(looked: Looked, headers: Sequence[Header]) -> list[Goods]:
    """Read the goods under each title row, sums among them left out."""
    strips = looked.strips
    found = [
        goods_under(strips, header, _end_of(looked, header, headers[number + 1 :]), looked.places)
        for number, header in enumerate(headers)
    ]
    for goods in found:
        leave_out_sums(goods)
    return found


def of_tables(looked: Looked, headers: Sequence[Header], goods: Sequence[Goods]) -> Iterator[Order]:
    """Yield the orders of some tables: one of each block, or several where rows say so."""
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
