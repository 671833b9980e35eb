"""The site's masters, and what a written customer or product is in them. Nothing is matched by likeness.

The rule: a written code or name is one of the master by itself when its folded spelling equals a key of exactly one.
Two candidates are none. What is near is a suggestion (`agent.quality.likely`), for a person to take.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from agent.core.order import Customer
from agent.marks.findings import FilesError
from agent.quality.legal_forms import is_form
from agent.quality.master import Alias, MasterCustomer, MasterProduct, Price
from agent.quality.master_rows import (
    CUSTOMER_COLUMNS,
    OWN_CODE_COLUMNS,
    PRICE_COLUMNS,
    PRODUCT_COLUMNS,
    STOCK_COLUMNS,
    Codes,
    MasterFile,
    customer_of,
    own_code_of,
    price_of,
    product_of,
    stock_of,
)
from agent.quality.normalise import code_key, name_key, product_key

Thing = TypeVar("Thing")
Key = TypeVar("Key")
Named = TypeVar("Named", bound="MasterCustomer | MasterProduct")
Keys = Mapping[str, tuple[Thing, ...]]


@dataclass(frozen=True, slots=True)
class Masters:
    """Customers and products, to be found by code, by name and by alias. A key of two of them finds neither.

    The mappings hold every thing that a folded key may mean; `own_codes` are by customer's code and key, `stock` by
    product's code.
    """

    customers: tuple[MasterCustomer, ...] = ()
    products: tuple[MasterProduct, ...] = ()
    aliases: tuple[Alias, ...] = ()
    prices: Mapping[tuple[str, str], tuple[Price, ...]] = field(default_factory=dict)
    stock: Mapping[str, Decimal] = field(default_factory=dict)
    customer_codes: Keys[MasterCustomer] = field(default_factory=dict)
    customer_names: Keys[MasterCustomer] = field(default_factory=dict)
    product_codes: Keys[MasterProduct] = field(default_factory=dict)
    product_names: Keys[MasterProduct] = field(default_factory=dict)
    own_codes: Mapping[tuple[str, str], tuple[MasterProduct, ...]] = field(default_factory=dict)

    def find_customer(self, written: Customer) -> MasterCustomer | None:
        """Return the customer of this code or corporate number, or without one, of exactly this name or alias."""
        if written.code is not None:
            return _only(self.customer_codes.get(code_key(written.code), ()))
        return self.find_customer_named(written.as_written)

    def find_customer_named(self, name: str | None) -> MasterCustomer | None:
        """Return the customer of exactly this name or alias, spellings folded; 御中 alone is nobody."""
        key = name_key(name) if name else ""
        return _only(self.customer_names.get(key, ())) if key else None

    def find_product(self, code: str | None, name: str | None, customer: str = "") -> MasterProduct | None:
        """Return the product of this code, JAN, alias or customer's own code, or without one, of exactly this name."""
        if code is None:
            return self.find_product_named(name, customer)
        by_code = (*self.product_codes.get(code_key(code), ()), *self._called(customer, code))
        return _only(by_code or self.product_names.get(product_key(code), ()))

    def find_product_named(self, name: str | None, customer: str = "") -> MasterProduct | None:
        """Return the product of exactly this name or alias, spellings folded."""
        if not name:
            return None
        return _only((*self.product_names.get(product_key(name), ()), *self._called(customer, name)))

    def find_price(self, product: MasterProduct, customer: str, day: date | None) -> Decimal | None:
        """Return what a product costs a customer on a day: as agreed with it, or for all, or as the master says.

        Of several agreed prices that hold on the day, the one agreed for the latest first day counts.
        """
        for whose in (customer, ""):
            holding = [price for price in self.prices.get((product.code, whose), ()) if price.holds(day)]
            if holding:
                return max(holding, key=lambda price: price.since or date.min).unit_price
        return product.unit_price

    def _called(self, customer: str, written: str) -> tuple[MasterProduct, ...]:
        return self.own_codes.get((customer, product_key(written)), ()) if customer else ()


def load_masters(
    customers_csv: str, products_csv: str, own_codes_csv: str = "", prices_csv: str = "", stock_csv: str = ""
) -> Masters:
    """Read the masters.

    Args:
        customers_csv: Text of `masters/customers.csv`; several aliases are parted by `;`.
        products_csv: Text of `masters/products.csv`.
        own_codes_csv: Text of `masters/customer_products.csv`: what a customer calls a product; empty without it.
        prices_csv: Text of `masters/prices.csv`: prices agreed for days or customers; empty without it.
        stock_csv: Text of `masters/stock.csv`: what there is to sell; empty without it.

    Raises:
        FilesError: Every wrong line of all, with its place.
    """
    customer_file = MasterFile("customers.csv", customers_csv, CUSTOMER_COLUMNS, ("code", "name"), ("code",))
    product_file = MasterFile("products.csv", products_csv, PRODUCT_COLUMNS, ("code", "name", "tax_rate"), ("code",))
    called = ("customer", "written")
    own_file = MasterFile("customer_products.csv", own_codes_csv, OWN_CODE_COLUMNS, OWN_CODE_COLUMNS, called)
    agreed = ("product", "customer", "since")
    price_file = MasterFile("prices.csv", prices_csv, PRICE_COLUMNS, ("product", "unit_price"), agreed)
    stock_file = MasterFile("stock.csv", stock_csv, STOCK_COLUMNS, STOCK_COLUMNS, ("product",))
    customers = [customer_of(row) for row in customer_file.rows()]
    products = [product for row in product_file.rows() if (product := product_of(row)) is not None]
    codes = Codes.of(customers, products)
    aliases = [own_code_of(row, codes) for row in own_file.rows()] if own_codes_csv else []
    prices = [price for row in price_file.rows() if (price := price_of(row, codes)) is not None] if prices_csv else []
    stock = [held for row in stock_file.rows() if (held := stock_of(row, codes)) is not None] if stock_csv else []
    files = (customer_file, product_file, own_file, price_file, stock_file)
    findings = [one for file in files for one in file.findings]
    if findings:
        raise FilesError(findings)
    return replace(masters_of(customers, products, aliases, prices), stock=dict(stock))


def masters_of(
    customers: Iterable[MasterCustomer],
    products: Iterable[MasterProduct],
    aliases: Iterable[Alias] = (),
    prices: Iterable[Price] = (),
) -> Masters:
    """Put masters together so that they are found by their keys; an alias of a thing that is not there is left out."""
    people, things, known = tuple(customers), tuple(products), tuple(aliases)
    customer_codes = _keys((code_key(key), one) for one in people for key in (one.code, *_numbers(one)))
    product_codes = _keys((code_key(key), one) for one in things for key in (one.code, one.jan) if key)
    called = _meant(known, "customer", customer_codes)
    meant = _meant(known, "product", product_codes)
    return Masters(
        customers=people,
        products=things,
        aliases=known,
        prices=_keys(((price.product, price.customer), price) for price in prices),
        customer_codes=_keys(
            (*_pairs(customer_codes), *((code_key(alias.written), one) for alias, one in called)),
        ),
        customer_names=_keys(
            (name_key(name), one) for name, one in (*_names(people), *((alias.written, one) for alias, one in called))
        ),
        product_codes=product_codes,
        product_names=_keys(
            (product_key(name), one)
            for name, one in (*_names(things), *((alias.written, one) for alias, one in meant if not alias.customer))
        ),
        own_codes=_keys(((alias.customer, product_key(alias.written)), one) for alias, one in meant if alias.customer),
    )


def learned(masters: Masters, aliases: Iterable[Alias]) -> Masters:
    """Add what people have said a customer or product is called.

    A learned name never overrules the master: where it means another thing there, both are candidates and a person is
    asked again.
    """
    prices = [price for agreed in masters.prices.values() for price in agreed]
    found = masters_of(masters.customers, masters.products, (*masters.aliases, *aliases), prices)
    return replace(found, stock=masters.stock)


def is_telling(written: str, thing: str) -> bool:
    """Whether a name tells one from another: 御中 and 株式会社 alone do not."""
    key = name_key(written) if thing == "customer" else product_key(written)
    return key != "" and not is_form(key)


def _keys(pairs: Iterable[tuple[Key, Thing]]) -> dict[Key, tuple[Thing, ...]]:
    """Map each key to every thing it may mean."""
    found: dict[Key, tuple[Thing, ...]] = {}
    for key, thing in pairs:
        before = found.get(key, ())
        if thing not in before:
            found[key] = (*before, thing)
    return found


def _pairs(keys: Keys[Thing]) -> Iterator[tuple[str, Thing]]:
    """Give a mapping's keys again, each with every thing it may mean."""
    return ((key, one) for key, things in keys.items() for one in things)


def _only(candidates: Iterable[Thing]) -> Thing | None:
    """Return the one candidate; none where there are two."""
    different = list(dict.fromkeys(candidates))
    return different[0] if len(different) == 1 else None


def _names(things: Iterable[Named]) -> Iterator[tuple[str, Named]]:
    for one in things:
        for name in (one.name, *one.aliases):
            yield name, one


def _numbers(customer: MasterCustomer) -> tuple[str, ...]:
    """Return the corporate number, as it stands alone and as a registration number."""
    number = customer.corporate_number
    return (number, f"T{number}") if number else ()


def _meant(aliases: Iterable[Alias], thing: str, codes: Keys[Thing]) -> list[tuple[Alias, Thing]]:
    found = ((alias, _only(codes.get(code_key(alias.code), ()))) for alias in aliases if alias.thing == thing)
    return [(alias, one) for alias, one in found if one is not None]
