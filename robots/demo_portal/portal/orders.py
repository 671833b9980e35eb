"""The portal's orders, each with the file a supplier downloads."""

from __future__ import annotations

import base64
import sqlite3
import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

OPEN = "未取込"
TAKEN = "取込済"
TABLE = """
CREATE TABLE IF NOT EXISTS portal_order (
    id INTEGER PRIMARY KEY, number TEXT UNIQUE, ordered_on TEXT, buyer TEXT, title TEXT, total INTEGER,
    file_name TEXT, content BLOB, state TEXT, is_reserve INTEGER, n_downloads INTEGER);
"""
SHOWN = """SELECT number, ordered_on, buyer, title, total, file_name, content, state, n_downloads
           FROM portal_order WHERE NOT is_reserve"""
ADD = """INSERT OR IGNORE INTO portal_order
         (number, ordered_on, buyer, title, total, file_name, content, state, n_downloads, is_reserve)
         VALUES (?,?,?,?,?,?,?,?,?,?)"""


@dataclass(frozen=True, slots=True)
class PortalOrder:
    """One order of the portal; `content` is the file as the buyer's system wrote it, `total` yen before tax."""

    number: str
    ordered_on: date
    buyer: str
    title: str
    total: int
    file_name: str
    content: bytes
    state: str = OPEN
    n_downloads: int = 0


def order_from_json(one: dict[str, Any]) -> PortalOrder:
    """Read an order handed in by the administrator; `content` is base64.

    Raises:
        KeyError, ValueError: A value is missing or of the wrong kind.
    """
    return PortalOrder(
        number=str(one["number"]),
        ordered_on=date.fromisoformat(one["ordered_on"]),
        buyer=str(one["buyer"]),
        title=str(one["title"]),
        total=int(one["total"]),
        file_name=str(one["file_name"]),
        content=base64.b64decode(one["content"], validate=True),
    )


class Orders:
    """Keeps the orders, newest first; those in reserve are not shown until they are released."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._guard = threading.Lock()
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript(TABLE)

    def add(self, orders: list[PortalOrder], *, is_reserve: bool = False) -> None:
        """Register orders; one that is there already stays as it is."""
        rows = [
            (one.number, one.ordered_on.isoformat(), one.buyer, one.title, one.total, one.file_name, one.content,
             one.state, 0, is_reserve)
            for one in orders
        ]  # fmt: skip
        with self._guard, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany(ADD, rows)

    def release(self, n: int) -> None:
        """Show so many orders of the reserve, as if they had just come in."""
        sql = """UPDATE portal_order SET is_reserve = 0, id = (SELECT max(id) + 1 FROM portal_order)
                 WHERE id = (SELECT min(id) FROM portal_order WHERE is_reserve)"""
        with self._guard:
            for _ in range(n):
                self._db.execute(sql)

    def page(self, state: str, page: int, size: int) -> list[PortalOrder]:
        """Return one page, counted from 1; an empty state means all."""
        return self._select(
            "(? = '' OR state = ?) ORDER BY id DESC LIMIT ? OFFSET ?", state, state, size, (page - 1) * size
        )

    def count(self, state: str) -> int:
        """Count what all pages together show."""
        sql = "SELECT count(*) FROM portal_order WHERE NOT is_reserve AND (? = '' OR state = ?)"
        with self._guard:
            (n,) = self._db.execute(sql, (state, state)).fetchone()
        return int(n)

    def find(self, number: str) -> PortalOrder | None:
        """Return one order, or None."""
        found = self._select("number = ?", number)
        return found[0] if found else None

    def set_state(self, number: str, state: str) -> None:
        """Mark an order taken, or open again."""
        self._change("UPDATE portal_order SET state = ? WHERE number = ?", state, number)

    def count_download(self, number: str) -> None:
        """Note that an order's file was fetched."""
        self._change("UPDATE portal_order SET n_downloads = n_downloads + 1 WHERE number = ?", number)

    def close(self) -> None:
        """Close the database."""
        with self._guard:
            self._db.close()

    def _change(self, sql: str, *values: object) -> None:
        with self._guard:
            self._db.execute(sql, values)

    def _select(self, where: str, *values: object) -> list[PortalOrder]:
        with self._guard:
            rows = self._db.execute(f"{SHOWN} AND {where}", values).fetchall()
        return [PortalOrder(row[0], date.fromisoformat(row[1]), *row[2:]) for row in rows]
