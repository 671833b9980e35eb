"""The sample company's day: 48 orders over three ways in, and what ought to become of each."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from agent.demo.sample import Fate, SampleLine, SampleOrder, Way

SEED = 20050401
ORDINARY_MOST = Decimal(600_000)
SATURDAY = 5
SHOWCASE = "P5002"
MACHINE = "P5001"


@dataclass(frozen=True, slots=True)
class _Habit:
    """How one customer orders: its own numbering, its way, and how often on the sample day."""

    customer: str
    prefix: str
    way: Way
    n_orders: int


HABITS = (
    _Habit("C001", "MF-", Way.MAIL_BODY, 3),
    _Habit("C002", "SS", Way.MAIL_CSV, 3),
    _Habit("C003", "RB-26-", Way.MAIL_XLSX, 3),
    _Habit("C004", "TK", Way.MAIL_PDF, 4),
    _Habit("C005", "MS-", Way.MAIL_BODY, 3),
    _Habit("C006", "S", Way.FOLDER_CSV, 4),
    _Habit("C007", "DM", Way.PORTAL, 6),
    _Habit("C008", "HC-", Way.FOLDER_XLSX, 3),
    _Habit("C009", "KH", Way.FOLDER_PDF, 3),
    _Habit("C010", "RD-", Way.MAIL_CSV, 3),
    _Habit("C011", "D", Way.MAIL_XLSX, 3),
    _Habit("C012", "SK-", Way.PORTAL, 4),
)


class _Office:
    """Makes orders out of the masters, the same ones for the same seed and day."""

    def __init__(self, masters: Path, today: date, seed: int) -> None:
        self._customers = {row["code"]: row["name"] for row in _rows(masters / "customers.csv")}
        self._products = {row["code"]: row for row in _rows(masters / "products.csv")}
        self._today = today
        self._dice = random.Random(seed)  # noqa: S311 (sample data, not a secret)

    def line(self, code: str, quantity: int) -> SampleLine:
        """Order so many of one product, at the master's price."""
        row = self._products[code]
        price, rate = Decimal(row["unit_price"]), Decimal(row["tax_rate"])
        return SampleLine(code, row["name"], Decimal(quantity), row["unit"], price, rate)

    def order(self, habit: _Habit, position: int, lines: Sequence[SampleLine] = ()) -> SampleOrder:
        """Make one order of a customer; with lines of its own choice unless they are given."""
        return SampleOrder(
            number=f"{habit.prefix}{1000 + 37 * position + self._dice.randrange(30)}",
            customer_code=habit.customer,
            customer_name=self._customers[habit.customer],
            ordered_on=self._today,
            deliver_on=self._working_day(self._dice.randint(3, 12)),
            lines=tuple(lines) or self._some_lines(),
            way=habit.way,
        )

    def shuffled(self, orders: Sequence[SampleOrder]) -> list[SampleOrder]:
        """Mix the orders as a day does."""
        return self._dice.sample(list(orders), len(orders))

    def _some_lines(self) -> tuple[SampleLine, ...]:
        ordinary = [code for code in self._products if code not in (SHOWCASE, MACHINE)]
        while True:
            codes = self._dice.sample(ordinary, self._dice.choice((1, 1, 2, 2, 3, 3, 4, 5)))
            lines = tuple(self.line(code, self._dice.choice((1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20))) for code in codes)
            if sum(line.amount for line in lines) <= ORDINARY_MOST:
                return lines

    def _working_day(self, days: int) -> date:
        day = self._today + timedelta(days=days)
        return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= SATURDAY else 0)


def sample_orders(masters: Path, today: date, seed: int = SEED) -> tuple[SampleOrder, ...]:
    """Make the day's orders in the sequence they arrive.

    Args:
        masters: Folder of `customers.csv` and `products.csv`.
        today: The day they are ordered on.
        seed: Another one gives another day.

    Returns:
        42 orders to be entered, mixed with one each of: wrong sum, unknown customer, above the approval limit,
        delivery day unreadable; at the end the two that follow an earlier one (see `is_followup`).
    """
    office = _Office(masters, today, seed)
    ordinary = {(habit.customer, n): office.order(habit, n) for habit in HABITS for n in range(habit.n_orders)}
    at_limit = [office.line(SHOWCASE, 4), office.line("P2004", 5), office.line("P1001", 2)]
    ordinary["C008", 0] = replace(ordinary["C008", 0], lines=tuple(at_limit))
    ordinary["C007", 1] = replace(ordinary["C007", 1], lines=(office.line(MACHINE, 2), office.line("P1002", 6)))
    first_wave = [*ordinary.values(), *_waiting(office)]
    followups = [_amended(ordinary["C001", 0]), _duplicate(ordinary["C002", 0])]
    return (*office.shuffled(first_wave), *followups)


def waits(order: SampleOrder) -> bool:
    """Whether an order must end up with a person; one that repeats an earlier one word for word is only linked."""
    return order.fate in (Fate.HELD, Fate.APPROVING, Fate.AMENDED)


def is_followup(order: SampleOrder) -> bool:
    """Whether an order must arrive after the one it repeats or amends."""
    return order.fate in (Fate.AMENDED, Fate.DUPLICATE)


def _waiting(office: _Office) -> Iterator[SampleOrder]:
    """Make the orders that wait for a person from the start."""
    habits = {habit.way: habit for habit in HABITS}
    wrong = office.order(habits[Way.MAIL_XLSX], 20)
    yield replace(wrong, stated_total=wrong.total + 1000, fate=Fate.HELD, reason="check-failed")
    stranger = office.order(habits[Way.FOLDER_CSV], 21)
    name = "株式会社見知らぬ商店"
    yield replace(stranger, customer_code="C999", customer_name=name, fate=Fate.HELD, reason="customer-unknown")
    large = office.order(habits[Way.FOLDER_PDF], 22, [office.line(SHOWCASE, 5), office.line("P4004", 2)])
    yield replace(large, fate=Fate.APPROVING)
    vague = office.order(habits[Way.MAIL_BODY], 23)
    yield replace(vague, stated_deliver_on="なるべく早く", fate=Fate.HELD, reason="undecided")


def _amended(first: SampleOrder) -> SampleOrder:
    """The same customer and number again, with another quantity."""
    changed = replace(first.lines[0], quantity=first.lines[0].quantity + 5)
    return replace(first, lines=(changed, *first.lines[1:]), fate=Fate.AMENDED, reason="order-amended", note="数量増加")


def _duplicate(first: SampleOrder) -> SampleOrder:
    """The same order once more, by another way."""
    return replace(first, way=Way.PORTAL, fate=Fate.DUPLICATE)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
