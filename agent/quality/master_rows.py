"""Read the rows of `masters/*.csv`, and name every wrong line with its place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import re2

from agent.core.sentence import Sentence
from agent.marks.findings import FileFinding, Place
from agent.quality.check_digits import is_corporate_number, is_jan
from agent.quality.master import Alias, MasterCustomer, MasterProduct, Price
from agent.quality.normalise import code_key, text_key
from agent.quality.units import pack_in

CUSTOMER_COLUMNS = (
    *("code", "name", "kana", "aliases", "email", "ship_to"),
    *("corporate_number", "number_pattern", "credit_limit"),
)
PRODUCT_COLUMNS = ("code", "name", "aliases", "unit", "unit_price", "tax_rate", "jan", "pack")
OWN_CODE_COLUMNS = ("customer", "written", "product")
PRICE_COLUMNS = ("product", "customer", "unit_price", "since", "until")
STOCK_COLUMNS = ("product", "stock")


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of customers and products, by their folded spelling."""

    customers: Mapping[str, str]
    products: Mapping[str, str]

    @classmethod
    def of(cls, customers: Iterable[MasterCustomer], products: Iterable[MasterProduct]) -> Codes:
        """Take the codes of what was read."""
        return cls(
            {code_key(one.code): one.code for one in customers}, {code_key(one.code): one.code for one in products}
        )


@dataclass(slots=True)
class MasterFile:
    """One file of the masters being read: its rows, and what is wrong in them."""

    name: str
    text: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    key: tuple[str, ...]
    findings: list[FileFinding] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        """Yield each row; values that must be there and are not, and keys that stand twice, are findings."""
        reader = csv.DictReader(io.StringIO(self.text.removeprefix("\ufeff"), newline=""))
        lacking = [name for name in self.needed if name not in (reader.fieldnames or ())]
        if lacking:
            message = Sentence("no column {names}", names=", ".join(lacking))
            self.add(1, "column-missing", message, Sentence("First line: {names}", names=",".join(self.columns)))
            return
        seen: dict[tuple[str, ...], int] = {}
        for raw in reader:
            values = {name: (value or "").strip() for name, value in raw.items() if isinstance(name, str)}
            row = Row(self, reader.line_num, values)
            self._check(row, seen)
            yield row

    def _check(self, row: Row, seen: dict[tuple[str, ...], int]) -> None:
        empty = [name for name in self.needed if not row.text(name)]
        if empty:
            self.add(row.line, "value-missing", Sentence("{name} is empty", name=empty[0]))
            return
        key = tuple(code_key(row.text(name)) for name in self.key)
        line = seen.setdefault(key, row.line)
        if line != row.line:
            code = " ".join(row.text(name) for name in self.key if row.text(name))
            message = Sentence("code {code} stands in line {line} too", code=code, line=line)
            self.add(row.line, "code-twice", message, "Keep one of them.")

    def add(self, line: int, code: str, message: str, hint: str = "") -> None:
        """Note a finding."""
        self.findings.append(FileFinding(Place(f"masters/{self.name}", line), code, message, hint))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a master; what cannot be read is noted as a finding and left out."""

    file: MasterFile
    line: int
    values: dict[str, str]

    def text(self, name: str) -> str:
        """Return a value as written; empty where the file has no such column."""
        return self.values.get(name, "")

    def aliases(self) -> tuple[str, ...]:
        """Return the aliases, parted by `;`."""
        return tuple(alias.strip() for alias in self.text("aliases").split(";") if alias.strip())

    def amount(self, name: str, *, below_zero: bool = False) -> Decimal | None:
        """Return an amount, which may be below zero only where that has a meaning."""
        try:
            amount = Decimal(self.text(name)) if self.text(name) else None
        except InvalidOperation:
            amount = Decimal("NaN")
        if amount is not None and not (amount.is_finite() and (below_zero or amount >= 0)):
            message = Sentence("{name} `{text}` is not an amount", name=name, text=self.text(name))
            self.file.add(self.line, "number", message, "Write 1200.")
            return None
        return amount

    def day(self, name: str) -> date | None:
        """Return a day."""
        try:
            return date.fromisoformat(self.text(name)) if self.text(name) else None
        except ValueError:
            message = Sentence("{name} `{text}` is not a day", name=name, text=self.text(name))
            self.file.add(self.line, "day", message, "Write 2026-04-01.")
            return None

    def pattern(self, name: str) -> Any:
        """Return a pattern ready for use."""
        if not self.text(name):
            return None
        options = re2.Options()
        options.log_errors = False
        try:
            return re2.compile(self.text(name), options)
        except re2.error:
            message = Sentence("{name} `{text}` is not a pattern", name=name, text=self.text(name))
            self.file.add(self.line, "pattern", message, "Patterns are RE2: no look-ahead, no back-references.")
            return None

    def code_among(self, name: str, codes: Mapping[str, str]) -> str:
        """Return a code of another master as it stands there; empty stays."""
        text = self.text(name)
        if text and code_key(text) not in codes:
            message = Sentence("{name} `{text}` is not in its master", name=name, text=text)
            self.file.add(self.line, "code-unknown", message, "Correct it or leave the line out.")
        return codes.get(code_key(text), text)

    def claimed(self, name: str, *, holds: bool, code: str, message: str) -> str:
        """Return a value that must satisfy a claim when it is there."""
        text = text_key(self.text(name))
        if text and not holds:
            self.file.add(self.line, code, Sentence(message, text=self.text(name)), "Correct it or leave it empty.")
        return text


def customer_of(row: Row) -> MasterCustomer:
    """Read one customer."""
    number = text_key(row.text("corporate_number")).removeprefix("t")
    wrong = "`{text}` is not a corporate number: its check digit is wrong"
    return MasterCustomer(
        code=row.text("code"),
        name=row.text("name"),
        kana=row.text("kana"),
        aliases=row.aliases(),
        email=row.text("email").lower(),
        ship_to=row.text("ship_to"),
        corporate_number=row.claimed(
            "corporate_number", holds=is_corporate_number(number), code="corporate-number", message=wrong
        ).removeprefix("t"),
        number_pattern=row.pattern("number_pattern"),
        credit_limit=row.amount("credit_limit"),
    )


def product_of(row: Row) -> MasterProduct | None:
    """Read one product."""
    try:
        rate = Decimal(row.text("tax_rate") or "0")
        price = Decimal(row.text("unit_price")) if row.text("unit_price") else None
        if not 0 <= rate < 1 or (price is not None and not price.is_finite()):
            raise InvalidOperation
    except InvalidOperation:
        message = Sentence(
            "unit_price `{price}` or tax_rate `{rate}` is not a number",
            price=row.text("unit_price"),
            rate=row.text("tax_rate"),
        )
        row.file.add(row.line, "number", message, "Write 1200 and 0.1.")
        return None
    jan, pack = row.text("jan"), row.text("pack")
    no_jan = "`{text}` is not a JAN code: its check digit is wrong"
    row.claimed("jan", holds=is_jan(text_key(jan)), code="jan", message=no_jan)
    row.claimed("pack", holds=pack_in(_as_pack(pack)) is not None, code="pack", message="`{text}` is not a pack")
    return MasterProduct(
        row.text("code"), row.text("name"), rate, row.aliases(), row.text("unit"), price, jan, _as_pack(pack)
    )


def own_code_of(row: Row, codes: Codes) -> Alias:
    """Read what one customer calls a product."""
    customer = row.code_among("customer", codes.customers)
    return Alias("product", row.text("written"), row.code_among("product", codes.products), customer)


def price_of(row: Row, codes: Codes) -> Price | None:
    """Read one agreed price."""
    price, since, until = row.amount("unit_price"), row.day("since"), row.day("until")
    product, customer = row.code_among("product", codes.products), row.code_among("customer", codes.customers)
    return None if price is None else Price(product, price, customer, since, until)


def stock_of(row: Row, codes: Codes) -> tuple[str, Decimal] | None:
    """Read how much of a product there is to sell, in its unit; below zero where more is promised than there is."""
    stock = row.amount("stock", below_zero=True)
    return None if stock is None else (row.code_among("product", codes.products), stock)


def _as_pack(text: str) -> str:
    """Let a bare number of pieces (`24`, `24本`) be a pack."""
    return text if not text or pack_in(text) else f"{text}入"
