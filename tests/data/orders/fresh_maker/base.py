"""What the documents are drawn from: rows of articles, their sums, and the answers to them."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from more_maker.base import HEAD, LINE, MASTERS, Html, plain

ONE_RATE = "the paper names one rate of tax for its whole sum, none for a line"
FIELDS = dict(zip("code name quantity unit price amount rate day".split(), LINE, strict=True))  # noqa: SIM905
with (MASTERS / "products.csv").open(encoding="utf-8", newline="") as _source:
    GOODS = {row["code"]: row for row in csv.DictReader(_source)}


@dataclass(frozen=True)
class Row:
    """An article as a hand writes it; price in yen, rate as a fraction."""

    code: str | None
    name: str
    quantity: int | str
    unit: str | None = None
    price: int | str | None = None
    rate: str | None = None
    day: date | None = None
    note: str = ""

    @property
    def amount(self) -> int | None:
        """Price times quantity."""
        return None if self.price is None else int(Decimal(self.price) * Decimal(self.quantity))

    @property
    def percent(self) -> str:
        """8% or 10%."""
        return "8%" if self.rate == "0.08" else "10%"


def good(key: str, quantity: int, **over: Any) -> Row:
    """An article of the master, with what a hand writes otherwise."""
    known = GOODS[key]
    fields = {"code": key, "name": known["name"], "unit": known["unit"], "price": int(known["unit_price"])}
    return Row(**{**fields, "rate": known["tax_rate"], "quantity": quantity, **over})


class Sums:
    """The sums of rows; tax is cut to whole yen for each rate."""

    def __init__(self, rows: Iterable[Row], *more: int) -> None:
        rows = list(rows)
        self.total = sum(row.amount or 0 for row in rows) + sum(more)
        self.base8 = sum(row.amount or 0 for row in rows if row.rate == "0.08")
        self.base10 = self.total - self.base8
        self.tax8, self.tax10 = self.base8 * 8 // 100, self.base10 * 10 // 100
        self.tax = self.tax8 + self.tax10
        self.gross = self.total + self.tax

    @property
    def head(self) -> dict[str, Any]:
        """The fields of an order that states all sums."""
        return {"tax_mode": "exclusive", "total": self.total, "tax": self.tax, "gross": self.gross}


def told(rows: Iterable[Row], shown: str, *, kind: str = "order", **head: Any) -> dict[str, Any]:
    """The answer to an order of which a document shows the named fields of its lines only."""
    if unknown := set(head) - set(HEAD) | set(shown.split()) - set(FIELDS):
        raise ValueError(unknown)
    lines = [
        {field: plain(getattr(row, word)) if word in shown.split() else None for word, field in FIELDS.items()}
        for row in rows
    ]
    return {"kind": kind, **{field: plain(head.get(field)) for field in HEAD}, "lines": lines}


def extra(name: str, amount: int, **over: Any) -> dict[str, Any]:
    """The answer to a line of postage, discount or points."""
    row = {**dict.fromkeys(LINE), "product_name": name, "amount": amount, **over}
    return {field: plain(value) for field, value in row.items()}


@dataclass
class Drawn:
    """A document, what it states, and where readers may differ."""

    content: bytes | Html
    orders: list[dict[str, Any]]
    judgement: dict[str, str] | None = None


@dataclass(frozen=True)
class Document:
    """A hand of its own."""

    file: str
    kind: str
    about: str
    what: str
    draw: Callable[[], Drawn]


DOCUMENTS: list[Document] = []


def document(file: str, kind: str, about: str, what: str = "order") -> Callable[[Callable[[], Drawn]], Any]:
    """Enters a document into the set."""

    def enter(draw: Callable[[], Drawn]) -> Callable[[], Drawn]:
        DOCUMENTS.append(Document(file, kind, about, what, draw))
        return draw

    return enter


def yen(value: Any) -> str:
    """12,345."""
    return f"{value:,}"
