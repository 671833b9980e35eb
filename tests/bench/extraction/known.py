"""The sample masters as the scoring reads them by itself: it does not ask the matching which it measures."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.bench.extraction.telling import squeezed

MASTERS = Path(__file__).parents[3] / "config" / "masters"


@dataclass(frozen=True, slots=True)
class Known:
    """Codes of the products, codes of the customers, and whose code a customer's name or alias is."""

    products: frozenset[str]
    customers: frozenset[str]
    named: Mapping[str, str]


def known() -> Known:
    """Read the sample site's masters."""
    customers = list(_rows("customers.csv"))
    return Known(
        frozenset(row["code"] for row in _rows("products.csv")),
        frozenset(row["code"] for row in customers),
        {
            squeezed(name): row["code"]
            for row in customers
            for name in (row["name"], *row["aliases"].split(";"))
            if name
        },
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (MASTERS / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
