"""What the documents of the trades are drawn from; rows, sums and answers are those of the fresh set's maker."""

from collections.abc import Callable, Iterable
from datetime import date
from html import escape
from typing import Any

from fresh_maker.base import Document, Drawn, Row, Sums, extra, told, yen
from fresh_maker.post import mail
from more_maker.base import WEEK, Html, era, kanji, short, slash, wide

__all__ = (
    "CODED",
    "DOCUMENTS",
    "NAMED",
    "PRICED",
    "Drawn",
    "Html",
    "Row",
    "Sums",
    "day",
    "document",
    "era",
    "extra",
    "kanji",
    "listed",
    "mail",
    "rows",
    "short",
    "slash",
    "table",
    "told",
    "week",
    "wide",
    "yen",
)
NAMED = "name quantity unit"
CODED = "code name quantity unit"
PRICED = "code name quantity unit price amount"
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


def week(when: date) -> str:
    """3月5日(木)."""
    return f"{when.month}月{when.day}日({WEEK[when.weekday()]})"


def rows(fields: str, text: str, rate: str | None = None) -> list[Row]:
    """Rows of a text, one a line, their fields parted by |; those not named stay empty."""
    found = []
    for line in text.strip().splitlines():
        cells: dict[str, Any] = dict(zip(fields.split(), (cell.strip() for cell in line.split("|")), strict=True))
        for number in ("quantity", "price"):
            if cells.get(number, "").isdigit():
                cells[number] = int(cells[number])
        found.append(Row(**{"code": None, "rate": rate, **cells}))
    return found


def listed(lines: Iterable[Row], write: Callable[[Row], str], between: str = "\n") -> str:
    """The rows as a hand writes them, one below the other."""
    return between.join(map(write, lines))


def table(titles: str, lines: Iterable[Iterable[Any]], look: str = "border=1") -> str:
    """A table of HTML; numbers get thousands marks."""
    head = "".join(f"<th>{title}</th>" for title in titles.split(","))
    body = "".join(f"<tr>{''.join(map(_cell, line))}</tr>" for line in lines)
    return f"<table {look}><tr>{head}</tr>{body}</table>"


def _cell(value: Any) -> str:
    if isinstance(value, int):
        return f"<td align=right>{value:,}</td>"
    return f"<td>{escape(str(value)) if value is not None else ''}</td>"
