"""What the market's documents are drawn from; rows, sums and answers are those of the fresh set's maker."""

from collections.abc import Callable
from datetime import date
from typing import Any

from fresh_maker.base import Document, Drawn, Row, Sums, extra, good, told, yen
from fresh_maker.post import mail
from more_maker.base import Html, kanji

__all__ = (
    "CODED",
    "DOCUMENTS",
    "INCLUSIVE",
    "SHOP",
    "Drawn",
    "Html",
    "Row",
    "Sums",
    "day",
    "document",
    "extra",
    "good",
    "inside",
    "kanji",
    "mail",
    "of_rate",
    "taxed",
    "told",
    "yen",
)
SHOP = "伝票商事オンラインショップ <shop@denpyo-shoji.example>"
CODED = "code name quantity price"
INCLUSIVE = {"tax_mode": "inclusive"}
DOCUMENTS: list[Document] = []


def document(file: str, kind: str, about: str, what: str = "order") -> Callable[[Callable[[], Drawn]], Any]:
    """Enters a document into the set."""

    def enter(draw: Callable[[], Drawn]) -> Callable[[], Drawn]:
        DOCUMENTS.append(Document(file, kind, about, what, draw))
        return draw

    return enter


def day(month: int, number: int) -> date:
    """A day of 2026."""
    return date(2026, month, number)


def taxed(key: str, quantity: int, **over: Any) -> Row:
    """An article of the master at its price with tax."""
    row = good(key, quantity)
    price = int(row.price or 0) * (108 if row.rate == "0.08" else 110) // 100
    return good(key, quantity, **{"price": price, **over})


def of_rate(rows: list[Row], rate: str) -> int:
    """The sum of the rows of one rate."""
    return sum(row.amount or 0 for row in rows if row.rate == rate)


def inside(amount: int, rate: str) -> int:
    """The tax that an amount with tax holds."""
    return amount * 8 // 108 if rate == "0.08" else amount * 10 // 110
