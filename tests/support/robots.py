"""What robot tests lean on: evidence in memory, permits, a step log, slips, and the demo ledger as a child."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from agent.browser.lint import load_script
from agent.browser.script import Script
from agent.core.action import Slip, SlipLine
from agent.core.delivery import digest_of
from agent.core.evidence import Evidence
from agent.demo.systems import PracticeSystem
from agent.settings.model import BrowserSettings, TargetSettings
from robots.target import RobotTarget

ROOT = Path(__file__).parents[2]
MASTERS = ROOT / "config" / "masters"
LEDGER_ROBOT = ROOT / "robots" / "demo_ledger" / "robot.yaml"


@dataclass
class MemoryEvidence:
    """Keeps evidence by digest, as the store does."""

    kept: dict[str, bytes] = field(default_factory=dict)
    named: dict[str, bytes] = field(default_factory=dict)

    def put(self, name: str, content: bytes, media_type: str) -> Evidence:
        digest = digest_of(content)
        self.kept[digest] = self.named[name] = content
        return Evidence(name, digest, media_type, len(content))

    def read(self, digest: str) -> bytes:
        if digest not in self.kept:
            raise FileNotFoundError(digest)
        return self.kept[digest]

    def text(self, name: str) -> str:
        """Return a page's text as it was kept."""
        return gzip.decompress(self.named[name]).decode()


@dataclass
class Steps:
    """Hears the steps."""

    heard: list[str] = field(default_factory=list)

    def step(self, text: str) -> None:
        self.heard.append(text)


@dataclass
class Permission:
    """Says yes, or always the same no; counts how often it was asked."""

    why_not: str = ""
    n_asked: int = 0

    def ask(self) -> str | None:
        self.n_asked += 1
        return self.why_not or None


def a_slip(n_lines: int = 2, **changes: object) -> Slip:
    """Make a slip out of the sample company's masters."""
    customer, products = _rows("customers.csv")[0], _rows("products.csv")[:n_lines]
    lines = tuple(_line(n, product) for n, product in enumerate(products, 1))
    total = sum((line.amount for line in lines), Decimal(0))
    values = {"slip_date": date(2026, 4, 1), "order_number": "PO-26-0401", "customer_name": customer["name"], **changes}
    return Slip(kind="sales", customer_code=customer["code"], total=total, lines=lines, **values)  # type: ignore[arg-type]


def _line(n: int, product: dict[str, str]) -> SlipLine:
    quantity, price = Decimal(n + 1), Decimal(product["unit_price"])
    rate = Decimal(product["tax_rate"])
    return SlipLine(n, product["code"], product["name"], quantity, price, quantity * price, rate)


def _rows(name: str) -> list[dict[str, str]]:
    with (MASTERS / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def ledger_script() -> Script:
    """Load the shipped robot of the demo ledger."""
    return load_script(LEDGER_ROBOT.read_text(encoding="utf-8"), "robots/demo_ledger/robot.yaml")


@contextmanager
def a_ledger(folder: Path) -> Iterator[PracticeSystem]:
    """Run the demo ledger over the sample company's masters."""
    ledger = PracticeSystem("robots.demo_ledger.ledger", folder, ("--masters", str(MASTERS)))
    ledger.start()
    try:
        yield ledger
    finally:
        ledger.stop()


def a_robot(ledger: PracticeSystem, evidence: MemoryEvidence, **settings: object) -> RobotTarget:
    """Open the shipped robot on a running ledger."""
    values = {"robot": "demo-ledger", "url": ledger.url, "user": "keiri", "deadline": 60, **settings}
    return RobotTarget(
        ledger_script(),
        TargetSettings.model_validate(values),
        name="demo-ledger",
        password=lambda: ledger.password,
        evidence=evidence,
        browser=BrowserSettings(),
    )
