"""Customers and products of the ledger, read from CSV."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

FILES = ("customers.csv", "products.csv")


@dataclass(frozen=True, slots=True)
class LedgerCustomer:
    """One customer of the ledger."""

    code: str
    name: str
    kana: str


@dataclass(frozen=True, slots=True)
class LedgerProduct:
    """One product of the ledger; the price is yen before tax, the rate a fraction (0.1)."""

    code: str
    name: str
    unit: str
    unit_price: Decimal
    tax_rate: Decimal


@dataclass(frozen=True, slots=True)
class Masters:
    """Both tables by code."""

    customers: dict[str, LedgerCustomer]
    products: dict[str, LedgerProduct]


def load_masters(folder: Path) -> Masters:
    """Read `customers.csv` and `products.csv` (UTF-8, one heading row)."""
    customers_file, products_file = map(folder.joinpath, FILES)
    customers = [LedgerCustomer(row["code"], row["name"], row["kana"]) for row in _rows(customers_file)]
    products = [
        LedgerProduct(row["code"], row["name"], row["unit"], Decimal(row["unit_price"]), Decimal(row["tax_rate"]))
        for row in _rows(products_file)
    ]
    return Masters({one.code: one for one in customers}, {one.code: one for one in products})


class MasterFiles:
    """The masters as their files say now: read again when a file was changed, as a real system's clerk would do."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._looks = self._look()
        self._masters = load_masters(folder)

    def now(self) -> Masters:
        """Return both tables; while a file is missing or half written, as they were before."""
        looks = self._look()
        if looks != self._looks:
            try:
                self._masters = load_masters(self._folder)
            except (OSError, ValueError, KeyError, TypeError, InvalidOperation):
                return self._masters
            self._looks = looks
        return self._masters

    def _look(self) -> tuple[tuple[int, int], ...]:
        try:
            return tuple((one.stat().st_mtime_ns, one.stat().st_size) for one in map(self._folder.joinpath, FILES))
        except OSError:
            return ()


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
