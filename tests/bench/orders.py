"""The orders that every way keys, and whether each became one right slip: the ledger's export says so."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from agent.core.action import Slip, SlipLine
from agent.demo.reader import compare, read_ledger
from agent.demo.sample import SampleLine, SampleOrder, Way
from agent.demo.systems import ROOT, PracticeSystem

LEDGER = "robots.demo_ledger.ledger"
MASTERS = ROOT / "config" / "masters"
N_LINES = 5
DAY = date(2026, 4, 1)


def ledger_options() -> tuple[str, ...]:
    """Return what the ledger is started with."""
    return ("--masters", str(MASTERS))


class Masters:
    """The sample company's customers and products, read once."""

    def __init__(self) -> None:
        self._customers, self._products = _rows("customers.csv"), _rows("products.csv")

    def slip(self, n: int, order_number: str) -> Slip:
        """Return the n-th order: the same customer, products and prices whoever keys it."""
        customer = self._customers[n % len(self._customers)]
        lines = tuple(
            SlipLine(k, one["code"], one["name"], quantity, price, price * quantity, Decimal(one["tax_rate"]))
            for k in range(1, N_LINES + 1)
            for quantity in [Decimal(k + n % 7)]
            for one in [self._products[(n + k) % len(self._products)]]
            for price in [Decimal(one["unit_price"])]
        )
        total = sum((line.amount for line in lines), Decimal(0))
        return Slip("sales", customer["code"], customer["name"], order_number, DAY, total, lines)


@dataclass(slots=True)
class Keyed:
    """Every slip that was keyed, with the number its way was told."""

    slips: list[tuple[Slip, str, str]] = field(default_factory=list)

    def add(self, slip: Slip, memo: str, number: str) -> None:
        """Remember one; `memo` is what stands in its memo field."""
        self.slips.append((slip, memo, number))

    def prove(self, ledger: PracticeSystem) -> int:
        """Read the ledger by its export and count the slips, each right and each once.

        Raises:
            AssertionError: One is missing, doubled, wrong or nobody's.
        """
        booked = read_ledger(ledger.url, ledger.export_token)
        report = compare([_sample(slip) for slip, _, _ in self.slips], booked)
        if not report.is_right:
            raise AssertionError(f"the ledger is not right: {report.differences[:3]}")
        told = {(slip.order_number, memo, number) for slip, memo, number in self.slips}
        stands = {(one.order_number, one.memo, one.number) for one in booked}
        if told != stands:
            raise AssertionError(f"memo or number differ: {sorted(told ^ stands)[:4]}")
        return report.n_right


def as_json(slip: Slip, memo: str) -> dict[str, Any]:
    """Return an order as the scripts type it: texts only."""
    return {
        "customer_code": slip.customer_code,
        "slip_date": slip.slip_date.strftime("%Y/%m/%d"),
        "order_number": slip.order_number,
        "memo": memo,
        "lines": [
            {
                "product_code": line.product_code,
                "quantity": str(line.quantity),
                "unit_price": str(line.unit_price),
                "tax_class": "8%軽減" if line.tax_rate < Decimal("0.1") else "10%",
            }
            for line in slip.lines
        ],
    }


def _sample(slip: Slip) -> SampleOrder:
    lines = tuple(
        SampleLine(one.product_code, one.product_name, one.quantity, "", one.unit_price, one.tax_rate)
        for one in slip.lines
    )
    return SampleOrder(
        slip.order_number, slip.customer_code, slip.customer_name, slip.slip_date, slip.slip_date, lines, Way.FOLDER_CSV
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (MASTERS / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
