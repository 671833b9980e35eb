"""The site's masters, and what a written customer or product is in them. Nothing is matched by likeness."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from agent.core.order import Customer
from agent.core.sentence import Sentence
from agent.marks.findings import FileFinding, FilesError, Place
from agent.quality.normalise import code_key, name_key, text_key

Found = TypeVar("Found")

CUSTOMER_COLUMNS = ("code", "name", "kana", "aliases", "email", "ship_to")
PRODUCT_COLUMNS = ("code", "name", "aliases", "unit", "unit_price", "tax_rate")
_NEEDED = {"customers.csv": ("code", "name"), "products.csv": ("code", "name", "tax_rate")}
_COLUMNS = {"customers.csv": CUSTOMER_COLUMNS, "products.csv": PRODUCT_COLUMNS}


@dataclass(frozen=True, slots=True)
class MasterCustomer:
    """One customer of the master."""

    code: str
    name: str
    kana: str = ""
    aliases: tuple[str, ...] = ()
    email: str = ""
    ship_to: str = ""


@dataclass(frozen=True, slots=True)
class MasterProduct:
    """One product of the master; the price is yen before tax, None where it is agreed each time."""

    code: str
    name: str
    tax_rate: Decimal
    aliases: tuple[str, ...] = ()
    unit: str = ""
    unit_price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Masters:
    """Customers and products, to be found by code, by name and by alias. A name of two of them finds neither."""

    customers: tuple[MasterCustomer, ...] = ()
    products: tuple[MasterProduct, ...] = ()
    customer_codes: Mapping[str, MasterCustomer] = field(default_factory=dict)
    customer_names: Mapping[str, MasterCustomer] = field(default_factory=dict)
    product_codes: Mapping[str, MasterProduct] = field(default_factory=dict)
    product_names: Mapping[str, MasterProduct] = field(default_factory=dict)

    def find_customer(self, written: Customer) -> MasterCustomer | None:
        """Return the customer of this code, or where no code is written, of exactly this name or alias."""
        if written.code is not None:
            return self.customer_codes.get(code_key(written.code))
        return self.find_customer_named(written.as_written)

    def find_customer_named(self, name: str | None) -> MasterCustomer | None:
        """Return the customer of exactly this name or alias, spellings folded."""
        return self.customer_names.get(name_key(name)) if name else None

    def find_product(self, code: str | None, name: str | None) -> MasterProduct | None:
        """Return the product of this code or alias, or where no code is written, of exactly this name or alias."""
        if code is not None:
            key = code_key(code)
            return self.product_codes.get(key) or self.product_names.get(key)
        return self.find_product_named(name)

    def find_product_named(self, name: str | None) -> MasterProduct | None:
        """Return the product of exactly this name or alias, spellings folded."""
        return self.product_names.get(text_key(name)) if name else None


def load_masters(customers_csv: str, products_csv: str) -> Masters:
    """Read the masters.

    Args:
        customers_csv: Text of `masters/customers.csv`; several aliases are parted by `;`.
        products_csv: Text of `masters/products.csv`.

    Raises:
        FilesError: Every wrong line of both, with its place.
    """
    findings: list[FileFinding] = []
    customers = [_customer(row) for _, row in _rows("customers.csv", customers_csv, findings)]
    products = [
        product
        for line, row in _rows("products.csv", products_csv, findings)
        if (product := _product(line, row, findings)) is not None
    ]
    if findings:
        raise FilesError(findings)
    return Masters(
        customers=tuple(customers),
        products=tuple(products),
        customer_codes={code_key(customer.code): customer for customer in customers},
        customer_names=_unique((name_key(name), one) for one in customers for name in (one.name, *one.aliases)),
        product_codes={code_key(product.code): product for product in products},
        product_names=_unique((text_key(name), one) for one in products for name in (one.name, *one.aliases)),
    )


def _rows(file: str, text: str, findings: list[FileFinding]) -> list[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    needed = _NEEDED[file]
    lacking = [name for name in needed if name not in (reader.fieldnames or ())]
    if lacking:
        message = Sentence("no column {names}", names=", ".join(lacking))
        findings.append(
            _finding(
                file, 1, "column-missing", message, Sentence("First line: {names}", names=",".join(_COLUMNS[file]))
            )
        )
        return []
    rows: list[tuple[int, dict[str, str]]] = []
    codes: dict[str, int] = {}
    for raw in reader:
        row = {name: (value or "").strip() for name, value in raw.items() if isinstance(name, str)}
        line = reader.line_num
        empty = [name for name in needed if not row[name]]
        if empty:
            findings.append(_finding(file, line, "value-missing", Sentence("{name} is empty", name=empty[0])))
        elif code_key(row["code"]) in codes:
            message = Sentence(
                "code {code} stands in line {line} too", code=row["code"], line=codes[code_key(row["code"])]
            )
            findings.append(_finding(file, line, "code-twice", message, "Keep one of them."))
        codes.setdefault(code_key(row["code"]), line)
        rows.append((line, row))
    return rows


def _finding(file: str, line: int, code: str, message: str, hint: str = "") -> FileFinding:
    return FileFinding(Place(f"masters/{file}", line), code, message, hint)


def _customer(row: dict[str, str]) -> MasterCustomer:
    return MasterCustomer(
        code=row["code"],
        name=row["name"],
        kana=row.get("kana", ""),
        aliases=_aliases(row),
        email=row.get("email", "").lower(),
        ship_to=row.get("ship_to", ""),
    )


def _product(line: int, row: dict[str, str], findings: list[FileFinding]) -> MasterProduct | None:
    try:
        rate = Decimal(row["tax_rate"] or "0")
        price = Decimal(row["unit_price"]) if row.get("unit_price") else None
        if not 0 <= rate < 1 or (price is not None and not price.is_finite()):
            raise InvalidOperation
    except InvalidOperation:
        message = Sentence(
            "unit_price `{price}` or tax_rate `{rate}` is not a number",
            price=row.get("unit_price", ""),
            rate=row["tax_rate"],
        )
        findings.append(_finding("products.csv", line, "number", message, "Write 1200 and 0.1."))
        return None
    return MasterProduct(row["code"], row["name"], rate, _aliases(row), row.get("unit", ""), price)


def _aliases(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(alias.strip() for alias in row.get("aliases", "").split(";") if alias.strip())


def _unique(pairs: Iterable[tuple[str, Found]]) -> dict[str, Found]:
    """Map each key to the one thing it names; a key of two things names neither."""
    found: dict[str, Found] = {}
    shared: set[str] = set()
    for key, thing in pairs:
        if found.setdefault(key, thing) is not thing:
            shared.add(key)
    return {key: thing for key, thing in found.items() if key not in shared}
