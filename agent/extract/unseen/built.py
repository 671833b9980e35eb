"""The order of a document without a form: its rows, its head, its sums and its kind put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from agent.core.document import Document
from agent.core.order import Finding, Order, OrderKind, Provenance, Severity
from agent.extract.build import order_of
from agent.extract.form import Form, load_forms
from agent.extract.form_file import Reads
from agent.extract.unseen.fitting import MONEY
from agent.extract.unseen.goods import Places
from agent.extract.unseen.head import Head
from agent.extract.unseen.kind import Called, deed_in, doubtful_kind, is_named, spoken_kind
from agent.extract.unseen.label_words import label_in
from agent.extract.unseen.labels import Found
from agent.extract.unseen.rows import Rows
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.sums import Sums, sums_of
from agent.extract.unseen.tree_pages import is_with_tax
from agent.extract.unseen.unlabelled import unnamed
from agent.extract.unseen.vouched_sums import vouched_sums

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


@dataclass(frozen=True)
class Looked:
    """A document as the reader looks at it; what all its rows say is found once, however many orders they hold."""

    document: Document
    strips: tuple[Strip, ...]
    reads: Reads
    places: Places
    kind: OrderKind

    @cached_property
    def called(self) -> Called:
        """What kind of order it is, where its goods put no quantity in place of another."""
        return _called(self, is_changed=False)

    @cached_property
    def says_with_tax(self) -> bool:
        """Whether a row says that prices include tax."""
        return any(_says_with_tax(strip) for strip in self.strips)


def kind_of(looked: Looked, *, is_changed: bool) -> Called:
    """Say what kind of order a document is, and the text that makes it doubtful."""
    return _called(looked, is_changed=True) if is_changed else looked.called


def _called(looked: Looked, *, is_changed: bool) -> Called:
    kind, is_prose = looked.kind, looked.reads == "text"
    if kind is OrderKind.ORDER and is_prose:
        return spoken_kind(looked.strips, is_changed=is_changed)
    if kind is not OrderKind.ORDER and not is_named(looked.document, looked.strips):
        return Called(kind, deed_in(looked.strips))
    return Called(kind, doubtful_kind(looked.strips, kind, is_prose=is_prose))


def built(
    looked: Looked, rows: Rows, head: Head, found: Sequence[Found], position: int, *, is_changed: bool = False
) -> Iterator[Order]:
    """Make the order of some rows and what was said beside them."""
    for name, (written, confidence) in rows.head.items():
        if name != "ordered_on" or head.confidence.get(name, 0.0) <= confidence:
            head.take(name, written, confidence)
    for name in {finding.field for finding in rows.findings} & head.written.keys() - head.labels.keys():
        head.written.pop(name)
    inclusive = rows.is_inclusive or looked.says_with_tax
    labelled = [one for one in found if one.field in MONEY]
    vouched = list(vouched_sums(looked.strips, head.where, labelled, rows.sum))
    sums = sums_of([*labelled, *vouched], rows.sum, inclusive=inclusive)
    for written, confidence in sums.head:
        if written.field not in head.written:
            head.take(written.field, written, confidence)
    has_kind = "kind" in rows.head
    kind, doubtful = Called(OrderKind.ORDER) if has_kind else kind_of(looked, is_changed=is_changed)
    findings = [
        Finding("layout-unseen", Severity.STOP),
        *head.findings,
        *rows.findings,
        *sums.findings,
        *(unnamed(one.field.removeprefix("inner_"), one.written.text) for one in vouched),
        *([Finding("kind-unsure", Severity.DOUBT, "kind", (("text", doubtful),))] if doubtful else []),
    ]
    form = _form(inclusive=sums.inclusive)
    order = order_of(looked.document, form, position, head.written.values(), rows.rows, findings)
    order = order if has_kind else replace(order, kind=kind)
    yield _with_confidence(_with_net(order, sums), head, rows)


def _says_with_tax(strip: Strip) -> bool:
    text = strip.text
    if len(strip.cells) == 2 and is_with_tax(strip.cells[0].text, strip.cells[1].text):
        return True
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
