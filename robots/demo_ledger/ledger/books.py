"""The ledger's own database. Nothing in it forbids two slips with one memo: a double must be possible to be seen."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from robots.demo_ledger.ledger.slip import LedgerLine, LedgerSlip

STORED = "登録済"
FIRST_NUMBER = 100_001
TABLES = """
CREATE TABLE IF NOT EXISTS slip (
    number INTEGER PRIMARY KEY, customer_code TEXT, customer_name TEXT, slip_date TEXT,
    order_number TEXT, memo TEXT, state TEXT, stored_at TEXT);
CREATE INDEX IF NOT EXISTS slip_memo ON slip (memo);
CREATE TABLE IF NOT EXISTS line (
    slip INTEGER REFERENCES slip, n INTEGER, product_code TEXT, product_name TEXT, quantity TEXT, unit TEXT,
    unit_price TEXT, tax_rate TEXT, PRIMARY KEY (slip, n));
"""
SLIPS = "SELECT number, customer_code, customer_name, slip_date, order_number, memo, state, stored_at FROM slip"
LINES = "SELECT product_code, product_name, quantity, unit, unit_price, tax_rate FROM line WHERE slip = ? ORDER BY n"


class Books:
    """Stores slips and finds them again; one connection, used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._guard = threading.Lock()
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript(TABLES)

    def store(self, slip: LedgerSlip) -> int:
        """Store a slip and return its number."""
        head = (slip.customer_code, slip.customer_name, slip.slip_date.isoformat(), slip.order_number, slip.memo)
        stored_at = datetime.now(UTC).isoformat(timespec="milliseconds")
        with self._guard, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            number = self._next_number()
            self._db.execute("INSERT INTO slip VALUES (?,?,?,?,?,?,?,?)", (number, *head, STORED, stored_at))
            self._db.executemany("INSERT INTO line VALUES (?,?,?,?,?,?,?,?)", _line_rows(number, slip.lines))
        return number

    def find(self, number: int) -> LedgerSlip | None:
        """Return one slip, or None."""
        found = self._select(f"{SLIPS} WHERE number = ?", (number,))
        return found[0] if found else None

    def search(self, memo: str, at_most: int = 200) -> list[LedgerSlip]:
        """Return the slips whose memo is exactly this, newest first; all of them when it is empty."""
        if memo:
            return self._select(f"{SLIPS} WHERE memo = ? ORDER BY number DESC LIMIT ?", (memo, at_most))
        return self._select(f"{SLIPS} ORDER BY number DESC LIMIT ?", (at_most,))

    def every(self) -> list[LedgerSlip]:
        """Return all slips in the order they were stored."""
        return self._select(f"{SLIPS} ORDER BY number", ())

    def close(self) -> None:
        """Close the database."""
        with self._guard:
            self._db.close()

    def _next_number(self) -> int:
        (last,) = self._db.execute("SELECT max(number) FROM slip").fetchone()
        return FIRST_NUMBER if last is None else int(last) + 1

    def _select(self, sql: str, values: tuple[object, ...]) -> list[LedgerSlip]:
        with self._guard:
            return [self._slip(row) for row in self._db.execute(sql, values).fetchall()]

    def _slip(self, row: tuple[int, str, str, str, str, str, str, str]) -> LedgerSlip:
        number, code, name, day, order_number, memo, state, stored_at = row
        lines = tuple(
            LedgerLine(product, title, Decimal(quantity), unit, Decimal(price), Decimal(rate))
            for product, title, quantity, unit, price, rate in self._db.execute(LINES, (number,))
        )
        return LedgerSlip(code, name, date.fromisoformat(day), order_number, memo, lines, number, state, stored_at)


def _line_rows(number: int, lines: Iterable[LedgerLine]) -> list[tuple[object, ...]]:
    return [
        (number, n, line.product_code, line.product_name, f"{line.quantity:f}", line.unit, f"{line.unit_price:f}",
         f"{line.tax_rate:f}")
        for n, line in enumerate(lines, 1)
    ]  # fmt: skip
