"""What every layout draws from: firms, articles, dates, and the answer a document states."""

import csv
import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

MASTERS = Path(__file__).parents[4] / "config" / "masters"
US = "伝票商事株式会社"
WEEK = "月火水木金土日"
HEAD = (
    "number ordered_on deliver_on customer_code customer_name deliver_to tax_mode total tax gross".split()  # noqa: SIM905
)
LINE = "product_code product_name quantity unit unit_price amount tax_rate deliver_on".split()  # noqa: SIM905
UNLISTED_FIRMS = (
    ("株式会社つばめ台ベーカリー", "長野県架空市つばめ台2-14 製造棟"),
    ("合同会社もりのキッチン", "群馬県例示市森下31-2 1階厨房"),
    ("医療法人社団青葉坂会", "東京都架空市青葉坂5-5 栄養課"),
    ("株式会社大和田リゾート", "沖縄県架空郡大和田村88 搬入口B"),
    ("社会福祉法人ひだまり園", "岡山県例示市日当町7-1 調理室"),
    ("有限会社丸福酒店", "新潟県見本市本町通4-20"),
)
UNLISTED_GOODS = (
    ("架空トマトケチャップ 1kg", "袋", 420, "0.08"),
    ("ホールトマト缶 2550g", "缶", 690, "0.08"),
    ("冷凍ミックスベジタブル 1kg", "袋", 380, "0.08"),
    ("業務用マヨネーズ 10kg", "箱", 4650, "0.08"),
    ("パスタ 1.7mm 5kg", "袋", 1980, "0.08"),
    ("無塩バター 450g", "個", 890, "0.08"),
    ("ドライイースト 500g", "袋", 960, "0.08"),
    ("弁当容器 BF-57 黒 50枚", "袋", 1250, "0.1"),
    ("竹割箸 24cm 100膳", "袋", 540, "0.1"),
    ("ラップフィルム 45cm×50m", "本", 610, "0.1"),
    ("透明フードパック 中 100枚", "袋", 780, "0.1"),
    ("不織布キャップ 白 100枚入", "箱", 1180, "0.1"),
)


@dataclass
class Firm:
    """Somebody who orders."""

    name: str
    address: str
    code: str
    email: str
    tel: str
    person: str


@dataclass
class Line:
    """An article of an order with all that a layout may show of it."""

    product_code: str
    product_name: str
    quantity: int
    unit: str
    unit_price: int
    tax_rate: str
    own: str
    jan: str
    deliver_on: date | None = None
    note: str = ""

    @property
    def amount(self) -> int:
        """Price times quantity."""
        return self.unit_price * self.quantity

    @property
    def stem(self) -> str:
        """The name without its last word."""
        return self.product_name.rpartition(" ")[0]

    @property
    def spec(self) -> str:
        """The last word of the name."""
        return self.product_name.rpartition(" ")[2]


@dataclass
class Order:
    """An order with all that a layout may show of it."""

    number: str
    ordered_on: date
    deliver_on: date
    firm: Firm
    lines: list[Line]
    tax_mode: str = "exclusive"
    customer_name: str = field(init=False)
    customer_code: str = field(init=False)
    deliver_to: str = field(init=False)

    def __post_init__(self) -> None:
        self.customer_name, self.customer_code, self.deliver_to = self.firm.name, self.firm.code, self.firm.address

    @property
    def total(self) -> int:
        """The sum before tax."""
        return sum(line.amount for line in self.lines)

    def tax_of(self, rate: str) -> int:
        """The tax of one rate, cut to whole yen."""
        return self.base_of(rate) * (8 if rate == "0.08" else 10) // 100

    def base_of(self, rate: str) -> int:
        """The sum of the lines of one rate."""
        return sum(line.amount for line in self.lines if line.tax_rate == rate)

    @property
    def tax(self) -> int:
        """The tax of both rates."""
        return self.tax_of("0.08") + self.tax_of("0.1")

    @property
    def gross(self) -> int:
        """The sum with tax."""
        return self.total + self.tax


class Deck:
    """Draws the data of one document; the same layout and variant always give the same."""

    def __init__(self, layout: str, variant: int) -> None:
        self.rng = random.Random(f"more/{layout}/{variant}")
        self.variant = variant
        self.goods = _goods()

    def firm(self, *, listed: bool | None = None) -> Firm:
        """A firm of the master, or one that is in none."""
        rows = _rows("customers")
        listed = self.rng.random() < 0.7 if listed is None else listed
        pick = self.rng.choice(rows)
        name, address, code, email = pick["name"], pick["ship_to"], pick["code"], pick["email"]
        if not listed:
            name, address = self.rng.choice(UNLISTED_FIRMS)
            code, email = f"C9{self.rng.randrange(10, 99)}", f"info@k{self.rng.randrange(100, 999)}.example"
        tel = f"0{self.rng.randrange(3, 9)}-0000-{self.rng.randrange(1000, 9999)}"
        return Firm(name, address, code, email, tel, self.rng.choice("相沢 馬場 千田 土井 榎本 深谷 後藤 久松".split()))  # noqa: SIM905

    def lines(self, count: int) -> list[Line]:
        """Articles without repetition, mostly of the master."""
        picks = self.rng.sample(self.goods[:25], max(1, count - count // 4)) + self.rng.sample(
            self.goods[25:], count // 4
        )
        self.rng.shuffle(picks)
        return [self._line(*pick) for pick in picks]

    def _line(self, code: str, name: str, unit: str, price: int, rate: str) -> Line:
        quantity = (
            self.rng.choice((1, 1, 2)) if price > 50000 else self.rng.choice((1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 30))
        )
        own = f"{self.rng.choice('ABKZ')}{self.rng.randrange(100, 999)}-{self.rng.randrange(10, 99)}"
        return Line(code, name, quantity, unit, price, rate, own, jan(f"49{self.rng.randrange(10**9, 10**10)}"))

    def day(self) -> date:
        """A working day between autumn and the turn of the year."""
        found = date(2026, 9, 1) + timedelta(days=self.rng.randrange(120))
        return found - timedelta(days=max(0, found.weekday() - 4))

    def order(self, count: int, number: str = "######", *, listed: bool | None = None) -> Order:
        """An order; every # of the number becomes a digit."""
        day = self.day()
        later = day + timedelta(days=self.rng.randrange(3, 12))
        later += timedelta(days=2 if later.weekday() > 4 else 0)
        return Order(self.digits(number), day, later, self.firm(listed=listed), self.lines(count))

    def digits(self, pattern: str) -> str:
        """The pattern with a digit for every #."""
        return re.sub("#", lambda _: str(self.rng.randrange(1, 10)), pattern)


def jan(stem: str) -> str:
    """A JAN code with its check digit."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(stem))
    return stem + str(-total % 10)


def _rows(master: str) -> list[dict[str, str]]:
    with (MASTERS / f"{master}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def _goods() -> list[tuple[str, str, str, int, str]]:
    listed = [
        (row["code"], row["name"], row["unit"], int(row["unit_price"]), row["tax_rate"]) for row in _rows("products")
    ][:25]
    return listed + [
        (f"X{place:03d}", name, unit, price, rate) for place, (name, unit, price, rate) in enumerate(UNLISTED_GOODS, 1)
    ]


def plain(value: Any) -> Any:
    """A value as an answer writes it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFKC", value).split())
    return value if value is None else str(value)


def told(order: Order, head: str, line: str, *, kind: str = "order", each: Any = None, **over: Any) -> dict[str, Any]:
    """The answer to an order of which a document shows the named fields only."""
    shown, row_shown = head.split(), line.split()
    answer: dict[str, Any] = {"kind": kind}
    for name in HEAD:
        answer[name] = plain(over[name] if name in over else getattr(order, name) if name in shown else None)
    rows = []
    for item in order.lines:
        row = {name: getattr(item, name) if name in row_shown else None for name in LINE}
        row.update(each(item) if each else {})
        rows.append({name: plain(value) for name, value in row.items()})
    answer["lines"] = rows
    return answer


def extra_line(name: str, amount: int, **over: Any) -> dict[str, Any]:
    """The answer to a line of postage, discount or points."""
    row: dict[str, Any] = dict.fromkeys(LINE)
    row.update(product_name=name, amount=amount, **over)
    return {key: plain(value) for key, value in row.items()}


@dataclass
class Html:
    """A page that a browser prints, as PDF or as a picture."""

    body: str
    paper: str = "pdf"
    seed: int = 0


@dataclass
class Drawn:
    """A document and what it states."""

    content: bytes | Html
    orders: list[dict[str, Any]]
    judgement: dict[str, str] | None = None


@dataclass
class Layout:
    """A way to lay out orders."""

    slug: str
    ext: str
    kind: str
    about: str
    what: str
    draw: Callable[[Deck], Drawn]


LAYOUTS: list[Layout] = []


def layout(
    slug: str, ext: str, kind: str, about: str, what: str = "order"
) -> Callable[[Callable[[Deck], Drawn]], Callable[[Deck], Drawn]]:
    """Enters a layout into the set."""

    def enter(draw: Callable[[Deck], Drawn]) -> Callable[[Deck], Drawn]:
        LAYOUTS.append(Layout(slug, ext, kind, about, what, draw))
        return draw

    return enter


def kanji(day: date, *, week: bool = False) -> str:
    """2026年11月5日, with the weekday if asked."""
    return f"{day.year}年{day.month}月{day.day}日" + (f"({WEEK[day.weekday()]})" if week else "")


def era(day: date) -> str:
    """令和8年11月5日."""
    return f"令和{day.year - 2018}年{day.month}月{day.day}日"


def slash(day: date) -> str:
    """2026/11/05."""
    return f"{day:%Y/%m/%d}"


def short(day: date) -> str:
    """11/5(木)."""
    return f"{day.month}/{day.day}({WEEK[day.weekday()]})"


def wide(text: Any) -> str:
    """The text in full-width letters."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in str(text))
