"""One order as a person looks it through: its fields, the doubtful first, with what stood where and what is near."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import Session

from agent.core.correction import CORRECTABLE, LINE_FIELDS, Correction, line_number, seen_of, text_of
from agent.core.order import Finding, Order, OrderKind, Provenance, Severity
from agent.engine.stations.correct import OF_READING, CorrectionUnreadableError, typed
from agent.quality.match import is_telling
from agent.store import corrections
from agent.store.actions import find_action_of
from agent.store.orders import get_order, order_of
from agent.store.tables import ExceptionRow

HEADS = ("customer_code", "customer_name", "number", "ordered_on", "deliver_on", "deliver_to", "note", "total", "tax")
YEN = frozenset({"total", "tax", "unit_price", "amount", "quantity"})
NOT_ASKED = 2
UNKNOWN = frozenset({"customer-unknown", "customer-name-differs", "product-unknown", "product-name-differs"})
"""Findings that a name learned would spare the next time."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its text as a person types it, where it stood, what is doubted of it, and who corrected it last."""

    path: str
    text: str
    at: Provenance | None = None
    findings: tuple[Finding, ...] = ()
    corrected: Correction | None = None

    @property
    def name(self) -> str:
        """The field's name, apart from its line."""
        return self.path.rpartition(".")[2]

    @property
    def line(self) -> int:
        """The number of its line; 0 for a field of the order."""
        return line_number(self.path)

    @property
    def severity(self) -> str:
        """How much its worst finding weighs; empty without one that is asked."""
        return next((one.value for one in (Severity.STOP, Severity.DOUBT) if _has(self.findings, one)), "")

    @property
    def near(self) -> tuple[tuple[str, str], ...]:
        """Codes and names of the master that the written one is most like."""
        told = [text for one in self.findings for name, text in one.values if name in ("best", "next")]
        pairs = (text.partition(" ") for text in dict.fromkeys(told))
        return tuple((code, name) for code, _, name in pairs) if self.name in ("customer_code", "product_code") else ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A name that could be learned: `customer` or `lines.2`, and what the document calls it.

    `is_known` says that the master knows the thing already, by its code.
    """

    thing: str
    written: tuple[str, ...]
    is_known: bool


@dataclass(frozen=True, slots=True)
class Review:
    """An order to look through. `order` is as it stands; `seen` names what a person sees of it.

    `doubtful` come first and stand nowhere else; `lines` are the rest by line. `general` are findings of no one field.
    `next_line` is the number a line that was not read would have: no line that was left out had it.
    """

    key: str
    order: Order
    seen: str
    is_open: bool
    asks_to_compare: bool
    general: tuple[Finding, ...]
    doubtful: tuple[Field, ...]
    heads: tuple[Field, ...]
    lines: tuple[tuple[int, tuple[Field, ...]], ...]
    offers: tuple[Offer, ...]
    next_line: int

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields, in the order they are looked through."""
        return (*self.doubtful, *self.heads, *(field for _, fields in self.lines for field in fields))


def find_review(session: Session, number: int) -> Review | None:
    """Return the order a thing in the queue is about, to be looked through; None when it is about no order."""
    item = session.get(ExceptionRow, number)
    if item is None or item.order is None:
        return None
    row = get_order(session, item.order)
    is_waiting = row.state in CORRECTABLE
    is_unkeyed = item.action is None and find_action_of(session, row.key) is None
    is_open = item.resolved_at is None and is_waiting and is_unkeyed
    return review_of(row.key, order_of(row), corrections.of_order(session, row.key), is_open=is_open)


def review_of(key: str, order: Order, made: Iterable[Correction], *, is_open: bool) -> Review:
    """Sort an order's fields for looking through."""
    said = tuple(made)
    fields = list(_fields(order, {one.field: one for one in said}))
    numbers = (*(line.number for line in order.lines), *(line_number(one.field) for one in said))
    worst: dict[str, int] = {}
    for one in fields:
        worst[_question(one.path)] = min(worst.get(_question(one.path), NOT_ASKED), _weight(one))
    doubtful = [one for one in fields if worst[_question(one.path)] < NOT_ASKED]
    rest: dict[int, list[Field]] = {}
    for one in fields:
        if worst[_question(one.path)] == NOT_ASKED:
            rest.setdefault(one.line, []).append(one)
    paths = {one.path for one in fields}
    return Review(
        key=key,
        order=order,
        seen=seen_of(order),
        is_open=is_open,
        asks_to_compare=any(one.code in OF_READING and one.severity is not Severity.NOTE for one in order.findings),
        general=tuple(one for one in order.findings if _asked_at(one) not in paths),
        doubtful=tuple(sorted(doubtful, key=lambda one: worst[_question(one.path)])),
        heads=tuple(rest.get(0, ())),
        lines=tuple((line.number, tuple(rest.get(line.number, ()))) for line in order.lines),
        offers=tuple(_offers(order)),
        next_line=max(numbers, default=0) + 1,
    )


def changes(review: Review, texts: Iterable[tuple[str, str]]) -> tuple[dict[str, str], frozenset[str]]:
    """Tell which texts say something else than what stands there, and which no field can hold."""
    shown = {field.path: field.text for field in review.fields}
    changed, wrong = {}, set()
    for path, text in texts:
        before = shown.get(path, "")
        if text.strip() == before:
            continue
        try:
            value = typed(path, text)
        except CorrectionUnreadableError:
            changed[path] = text.strip()
            wrong.add(path)
            continue
        if not _stands(path, before, value):
            changed[path] = text.strip()
    return changed, frozenset(wrong)


def _stands(path: str, before: str, value: object) -> bool:
    """Whether what stood in a field is this value; a text that nobody could type is none."""
    try:
        return bool(typed(path, before) == value)
    except CorrectionUnreadableError:
        return False


def as_typed(order: Order, path: str) -> str:
    """Write a field's value as a clerk does: on one line, thousands grouped, a rate in per cent."""
    text, name = " ".join(text_of(order, path).splitlines()), path.rpartition(".")[2]
    if text and name in YEN:
        return f"{Decimal(text):,}"
    return f"{(Decimal(text) * 100).normalize():f}%" if text and name == "tax_rate" else text


def _paths(order: Order) -> Iterator[str]:
    is_asked = order.kind is not OrderKind.ORDER or any(one.field == "kind" for one in order.findings)
    yield from (("kind",) if is_asked else ())
    yield from HEADS
    yield from (f"lines.{line.number}.{name}" for line in order.lines for name in LINE_FIELDS)


def _fields(order: Order, last: dict[str, Correction]) -> Iterator[Field]:
    at = dict(order.provenance)
    findings: dict[str, tuple[Finding, ...]] = {}
    for one in order.findings:
        findings[_asked_at(one)] = (*findings.get(_asked_at(one), ()), one)
    for path in _paths(order):
        yield Field(path, as_typed(order, path), at.get(path), findings.get(path, ()), last.get(path))


def _asked_at(finding: Finding) -> str:
    """Return the field a finding is asked at: who orders is asked by the code."""
    return "customer_code" if finding.field == "customer" else finding.field


def _question(path: str) -> str:
    """Return what a field belongs to: who orders, and which product, are asked by code and name together."""
    return path.removesuffix("_code").removesuffix("_name")


def _weight(field: Field) -> int:
    return {Severity.STOP.value: 0, Severity.DOUBT.value: 1}.get(field.severity, NOT_ASKED)


def _offers(order: Order) -> Iterator[Offer]:
    """Yield what the document calls customers and products that are not, or not so, in the master.

    A product's name is the customer's own, so that the customer is known first.
    """
    at = dict(order.provenance)
    for finding in order.findings:
        if finding.code in UNKNOWN and finding.severity is not Severity.NOTE:
            number, is_known = line_number(finding.field), finding.code.endswith("-name-differs")
            stem = f"lines.{number}.product" if number else "customer"
            names = ("name",) if is_known else ("code", "name")
            read = [at[f"{stem}_{name}"].text for name in names if f"{stem}_{name}" in at]
            telling = tuple(text for text in read if is_telling(text, "product" if number else "customer"))
            if telling and (order.customer.known or not number):
                yield Offer(f"lines.{number}" if number else "customer", telling, is_known)


def _has(findings: Iterable[Finding], severity: Severity) -> bool:
    return any(one.severity is severity for one in findings)
