"""Hold what was read against the answer, field by field, and say which differences nobody would have seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

from agent.core.order import Order, OrderLine
from tests.bench.extraction.answers import LEFT_OUT, Example
from tests.bench.extraction.known import Known
from tests.bench.extraction.reading import Read, ReadOrder
from tests.bench.extraction.telling import plainly, squeezed

How = Literal["wrong", "missing", "invented", "lost"]

HEAD = (
    "kind", "number", "ordered_on", "deliver_on", "customer_code", "customer_name", "deliver_to",
    "tax_mode", "total", "tax", "gross",
)  # fmt: skip
LINE = (
    "product_code", "product_name", "quantity", "unit", "unit_price", "amount", "tax_rate", "deliver_on",
)  # fmt: skip
_HEAD_HELD = {one.name for one in fields(Order)} | {"customer_code", "customer_name"}
_LINE_HELD = {one.name for one in fields(OrderLine)}
NOT_HELD = (
    *(name for name in HEAD if name not in _HEAD_HELD),
    *(f"lines.{name}" for name in LINE if name not in _LINE_HELD),
)
"""Fields of an answer that an order has no place for: nothing is compared."""


class Difference(NamedTuple):
    """One field that is not as the answer has it; silent when no person is asked before it is keyed."""

    path: str
    how: How
    told: Any
    read: Any
    place: str
    silent: bool


@dataclass(slots=True)
class Score:
    """What reading one document came to."""

    example: Example
    read: Read
    n_fields: int = 0
    n_right: int = 0
    orders_right: int = 0
    unaided: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def reviewed(self) -> bool:
        """Whether a person is asked: a reason instead of orders, or an order that waits."""
        return bool(self.read.reasons) or any(order.waits for order in self.read.orders)

    def silent(self, *hows: How) -> int:
        """How many differences of these kinds nobody would have seen."""
        return sum(one.silent and one.how in hows for one in self.differences)


def score(example: Example, read: Read, known: Known) -> Score:
    """Compare one document's orders with its answer.

    A field that was read and is not what the document says is wrong, one that was not read is missing. An order or a
    line that the document does not hold is invented, one of its own that was not read is lost.
    """
    found = Score(example, read)
    lost_unseen = not read.reasons and not (read.orders and all(order.waits for order in read.orders))
    for number, (told, order) in enumerate(_pairs(example.orders, read.orders)):
        path = f"orders.{number}"
        if told is None:
            assert order is not None
            found.differences.append(
                Difference(path, "invented", None, order.read.number, _place(order, "number"), not order.waits)
            )
        elif order is None:
            found.n_fields += sum(_told_fields(told))
            found.differences.append(Difference(path, "lost", told["number"], None, "", lost_unseen))
        else:
            _score_order(found, path, told, order, known)
    return found


def _score_order(found: Score, path: str, told: dict[str, Any], order: ReadOrder, known: Known) -> None:
    compared = list(_compared(told, order, known))
    different = [one for one in compared if not one.is_right]
    found.n_fields += sum(one.counts for one in compared)
    found.n_right += sum(one.counts and one.is_right for one in compared)
    found.differences += [
        Difference(f"{path}.{one.path}", one.how, one.told, one.read, _place(order, one.path), not order.waits)
        for one in different
    ]
    found.orders_right += not different
    found.unaided += not different and not order.waits and not found.read.reasons


class _Compared(NamedTuple):
    """One field of the answer beside what was read; it counts as a field where either has a value."""

    path: str
    told: Any
    read: Any
    how: How
    is_right: bool

    @property
    def counts(self) -> bool:
        return self.told is not None or not self.is_right


def _told_fields(told: dict[str, Any]) -> Iterator[bool]:
    """Yield one truth for each field the answer has a value for."""
    yield from (told[name] not in (None, LEFT_OUT) for name in HEAD if name in _HEAD_HELD)
    for line in told["lines"]:
        yield from (line[name] not in (None, LEFT_OUT) for name in LINE if name in _LINE_HELD)


def _pairs(
    told: Sequence[dict[str, Any]], read: Sequence[ReadOrder]
) -> list[tuple[dict[str, Any] | None, ReadOrder | None]]:
    """Pair orders by number, the rest in the order they stand."""
    rest, pairs = list(read), []
    for order in told:
        number = plainly("number", order["number"])
        same = next((one for one in rest if number and plainly("number", one.read.number) == number), None)
        if same is not None:
            rest.remove(same)
        pairs.append((order, same))
    filled = [(order, one if one is not None else (rest.pop(0) if rest else None)) for order, one in pairs]
    return [*filled, *((None, one) for one in rest)]


def _compared(told: dict[str, Any], order: ReadOrder, known: Known) -> Iterator[_Compared]:
    for name in HEAD:
        if name in _HEAD_HELD and told[name] is not LEFT_OUT:
            yield (
                _customer(name, told, order, known)
                if name.startswith("customer_")
                else _beside(name, name, told[name], getattr(order.read, name))
            )
    yield from _lines(told["lines"], order, known)


def _beside(path: str, name: str, told: Any, read: Any) -> _Compared:
    told, read = plainly(name, told), plainly(name, read)
    return _Compared(path, told, read, "missing" if read is None else "wrong", told == read)


def _customer(name: str, told: dict[str, Any], order: ReadOrder, known: Known) -> _Compared:
    """Compare the customer's code or name; where the master knows both, one of them may follow from the other."""
    read = order.read.customer.code if name == "customer_code" else order.read.customer.as_written
    plain = _beside(name, name, told[name], read)
    if plain.is_right or (name == "customer_name" and plain.read is not None):
        return plain
    customer, meant = order.checked.customer, _meant(told, known)
    return plain._replace(is_right=customer.known and meant is not None and customer.code == meant)


def _meant(told: dict[str, Any], known: Known) -> str | None:
    """Return the code of the customer in the master that the answer's code or name is."""
    code, name = told["customer_code"], told["customer_name"]
    if isinstance(code, str):
        return code if code in known.customers else None
    return known.named.get(squeezed(name)) if isinstance(name, str) else None


def _lines(told: Sequence[dict[str, Any]], order: ReadOrder, known: Known) -> Iterator[_Compared]:
    for told_line, line, checked in _line_pairs(told, order):
        if told_line is None:
            yield _Compared(f"lines.{line.number}", None, _said(line), "invented", False)
        elif line is None and all(value is LEFT_OUT for value in told_line.values()):
            continue
        elif line is None:
            yield _Compared(f"lines.{told.index(told_line) + 1}", told_line["product_name"], None, "lost", False)
            yield from (
                _Compared(f"lines.{told.index(told_line) + 1}.{name}", told_line[name], None, "missing", False)
                for name in LINE
                if name in _LINE_HELD and told_line[name] not in (None, LEFT_OUT)
            )
        else:
            for name in LINE:
                if name in _LINE_HELD and told_line[name] is not LEFT_OUT:
                    yield _beside(f"lines.{line.number}.{name}", name, told_line[name], getattr(line, name))
            yield from _resolved(told_line, checked, known)


def _resolved(told: dict[str, Any], checked: OrderLine, known: Known) -> Iterator[_Compared]:
    """Where the document has our own code, the product it was taken for must be that one."""
    code = told["product_code"]
    if code in known.products and checked.known and checked.product_code != code:
        yield _Compared(f"lines.{checked.number}.product_code", code, checked.product_code, "wrong", False)


def _line_pairs(
    told: Sequence[dict[str, Any]], order: ReadOrder
) -> Iterator[tuple[dict[str, Any] | None, OrderLine | None, OrderLine | None]]:
    """Pair lines where they stand; where some are lost or invented, by what they ask for."""
    read = list(zip(order.read.lines, order.checked.lines, strict=True))
    if len(told) == len(read):
        yield from ((one, *two) for one, two in zip(told, read, strict=True))
        return
    by_name = any(line["product_code"] is LEFT_OUT for line in told)
    matcher = SequenceMatcher(
        None,
        [_asked(None if by_name else line["product_code"], line["product_name"]) for line in told],
        [_asked(None if by_name else line.product_code, line.product_name) for line, _ in read],
        autojunk=False,
    )
    for tag, begin, end, from_, to in matcher.get_opcodes():
        if tag == "equal":
            yield from ((one, *two) for one, two in zip(told[begin:end], read[from_:to], strict=True))
        else:
            yield from ((one, None, None) for one in told[begin:end])
            yield from ((None, *two) for two in read[from_:to])


def _asked(code: Any, name: Any) -> Any:
    return plainly("product_code", code) or plainly("product_name", None if name is LEFT_OUT else name)


def _said(line: OrderLine) -> str:
    return " ".join(str(part) for part in (line.product_code, line.product_name, line.quantity) if part is not None)


def _place(order: ReadOrder, path: str) -> str:
    return next((where.place for name, where in order.read.provenance if name == path), "")
