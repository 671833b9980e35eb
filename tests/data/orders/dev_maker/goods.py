"""Who orders and what there is: the sample masters, and strangers that stand in no master."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

MASTERS = Path(__file__).parents[4] / "config" / "masters"
US = "伝票商事株式会社"


class Firm(NamedTuple):
    """A customer; `code` is our code for it, empty for one we do not know."""

    code: str
    name: str
    place: str
    tel: str
    mail: str
    short: str


class Article(NamedTuple):
    """What can be ordered; `jan` and `their` are the codes others have for it."""

    code: str
    name: str
    unit: str
    price: int
    rate: Decimal
    jan: str
    their: str


def _rows(name: str) -> list[dict[str, str]]:
    with (MASTERS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def jan_of(number: int) -> str:
    """Return a JAN of the range kept for use inside a company, with its check digit."""
    digits = f"20{number:010d}"
    weighed = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits))
    return f"{digits}{-weighed % 10}"


FIRMS = [
    Firm(
        row["code"],
        row["name"],
        row["ship_to"],
        f"000-{at:04d}-{at * 7 % 10000:04d}",
        row["email"],
        row["aliases"].split(";")[0],
    )
    for at, row in enumerate(_rows("customers.csv"), 1)
]
STRANGERS = [
    Firm(
        "",
        "株式会社あおぞら架空商店",
        "長野県架空市東1-2-3",
        "000-7001-0001",
        "buy@aozora-kakuu.example",
        "㈱あおぞら架空商店",
    ),
    Firm(
        "",
        "有限会社みなと見立て食堂",
        "兵庫県見立市港町4-5",
        "000-7002-0002",
        "shokudo@minato-mitate.example",
        "㈲みなと見立て食堂",
    ),
    Firm(
        "",
        "仮名食品工業株式会社",
        "岡山県仮名市工業団地6",
        "000-7003-0003",
        "koubai@kamei-foods.example",
        "仮名食品工業㈱",
    ),
    Firm("", "喫茶ななしの", "愛媛県七志野町7-8", "000-7004-0004", "nanashino@cafe.example", "喫茶ななしの"),
]
ARTICLES = [
    Article(
        row["code"],
        row["name"],
        row["unit"],
        int(row["unit_price"]),
        Decimal(row["tax_rate"]),
        jan_of(at),
        f"A-{at:03d}",
    )
    for at, row in enumerate(_rows("products.csv"), 1)
    if row["unit_price"]
]
STRANGE = [
    Article("X9001", "架空ジャム いちご 140g", "個", 430, Decimal("0.08"), jan_of(901), "Z-901"),
    Article("X9002", "架空シロップ メープル 500ml", "本", 980, Decimal("0.08"), jan_of(902), "Z-902"),
    Article("X9003", "仮名タオル 白 10枚組", "組", 1200, Decimal("0.1"), jan_of(903), "Z-903"),
]
