"""Customers and products of the ledger, read from CSV."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path


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
    customers = [LedgerCustomer(row["code"], row["name"], row["kana"]) for row in _rows(folder / "customers.csv")]
    products = [
        LedgerProduct(row["code"], row["name"], row["unit"], Decimal(row["unit_price"]), Decimal(row["tax_rate"]))
        for row in _rows(folder / "products.csv")
    ]
    return Masters({one.code: one for one in customers}, {one.code: one for one in products})


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
