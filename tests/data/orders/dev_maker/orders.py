"""Orders drawn by a seed, and the answer a reader of the document could give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from random import Random
from typing import Any

from tests.data.orders.dev_maker.goods import ARTICLES, FIRMS, STRANGE, STRANGERS, Article, Firm

HEAD = [
    "number",
    "ordered_on",
    "deliver_on",
    "customer_code",
    "customer_name",
    "deliver_to",
    "tax_mode",
    "total",
    "tax",
    "gross",
]
LINE = ["product_code", "product_name", "quantity", "unit", "unit_price", "amount", "tax_rate", "deliver_on"]
ALL = "product_code product_name quantity unit unit_price amount"


@dataclass(frozen=True)
class Line:
    """One ordered article."""

    article: Article
    quantity: Decimal
    price: Decimal
    name: str = ""
    deliver_on: date | None = None

    @property
    def amount(self) -> Decimal:
        return (self.quantity * self.price).quantize(Decimal(1), ROUND_FLOOR)

    @property
    def row(self) -> list[Any]:
        """Code, name, quantity, unit, price and amount, numbers as numbers."""
        article = self.article
        return [article.code, article.name, int(self.quantity), article.unit, int(self.price), int(self.amount)]

    @property
    def shown_name(self) -> str:
        return self.name or self.article.name


@dataclass(frozen=True)
class Ordered:
    """One order as the customer means it."""

    number: str
    ordered_on: date
    deliver_on: date
    firm: Firm
    lines: tuple[Line, ...] = ()
    kind: str = "order"
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def net(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal(0))

    def net_at(self, rate: str) -> Decimal:
        return sum((line.amount for line in self.lines if line.article.rate == Decimal(rate)), Decimal(0))

    def tax_at(self, rate: str) -> Decimal:
        return (self.net_at(rate) * Decimal(rate)).quantize(Decimal(1), ROUND_FLOOR)

    @property
    def tax(self) -> Decimal:
        return self.tax_at("0.08") + self.tax_at("0.1")

    @property
    def gross(self) -> Decimal:
        return self.net + self.tax


def drawn(
    draw: Random,
    number: str,
    *,
    firm: Firm | None = None,
    n_lines: Sequence[int] = (2, 7),
    strangers: bool = False,
) -> Ordered:
    """Draw an order; with `strangers`, of somebody or something that stands in no master."""
    ordered_on = date(2026, 2, 2) + timedelta(draw.randrange(140))
    unknown = strangers and draw.random() < 0.6
    articles = draw.sample(ARTICLES, draw.randint(*n_lines))
    if strangers and (not unknown or draw.random() < 0.4):
        articles[draw.randrange(len(articles))] = draw.choice(STRANGE)
    return Ordered(
        number=number,
        ordered_on=ordered_on,
        deliver_on=ordered_on + timedelta(draw.randint(2, 12)),
        firm=firm or draw.choice(STRANGERS if unknown else FIRMS),
        lines=tuple(Line(one, Decimal(_quantity(draw)), Decimal(one.price)) for one in articles),
    )


def same_day(orders: Sequence[Ordered]) -> list[Ordered]:
    """Let the orders of one document be of one day, each with its own time to deliver."""
    day = orders[0].ordered_on
    return [replace(one, ordered_on=day, deliver_on=day + (one.deliver_on - one.ordered_on)) for one in orders]


def _quantity(draw: Random) -> int:
    return draw.choice([1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 24, 30, 36, 50, 100, 120, 1200])


def answer(order: Ordered, head: str, line: str = ALL, mode: str | None = None, **other: Any) -> dict[str, Any]:
    """Write the answer: the fields that stand in the document, all others null.

    Args:
        order: What is meant.
        head: Fields of the order the document says, with blanks between.
        line: Fields of a line it says.
        mode: Whether its prices are before tax; None where it says no word about it.
        other: Fields that are written another way in this document.
    """
    values = {
        "number": order.number,
        "ordered_on": order.ordered_on,
        "deliver_on": order.deliver_on,
        "customer_code": order.firm.code,
        "customer_name": order.firm.name,
        "deliver_to": order.firm.place,
        "total": order.net,
        "tax": order.tax,
        "gross": order.gross,
    } | other
    wanted = {*head.split(), *other}
    told = {name: plain(values.get(name)) if name in wanted else None for name in HEAD}
    lines = [_line_answer(one, line.split()) for one in order.lines]
    return {"kind": order.kind, **told, "tax_mode": mode, "lines": lines}


def _line_answer(line: Line, wanted: Sequence[str]) -> dict[str, Any]:
    article = line.article
    codes = {"jan": article.jan, "their": article.their, "product_code": article.code}
    code = next((codes[name] for name in wanted if name in codes), None)
    values = {
        "product_code": code,
        "product_name": line.shown_name,
        "quantity": line.quantity,
        "unit": article.unit,
        "unit_price": line.price,
        "amount": line.amount,
        "tax_rate": article.rate,
        "deliver_on": line.deliver_on,
    }
    shown = {*wanted, "product_code"}
    return {name: plain(values[name]) if name in shown else None for name in LINE}


def plain(value: Any) -> str | None:
    """Write a value as answers hold it."""
    if value is None or value == "":
        return None
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def with_tax(order: Ordered) -> Ordered:
    """Return the order with prices that include tax: of those that come out at whole yen."""
    lines = [
        replace(one, price=one.price * (1 + one.article.rate))
        for one in order.lines
        if (one.price * (1 + one.article.rate)) % 1 == 0
    ]
    return replace(order, lines=tuple(lines))


def yen(amount: Decimal | int) -> str:
    """Write an amount with commas."""
    return f"{int(amount):,}"


def era(day: date) -> str:
    """Write a day in 令和."""
    return f"令和{day.year - 2018}年{day.month}月{day.day}日"
