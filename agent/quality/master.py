"""What the site's masters hold: customers, products, prices, and what customers call a product."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class MasterCustomer:
    """One customer of the master. `number_pattern` is how its order numbers look (RE2), `credit_limit` is yen."""

    code: str
    name: str
    kana: str = ""
    aliases: tuple[str, ...] = ()
    email: str = ""
    ship_to: str = ""
    corporate_number: str = ""
    number_pattern: Any = None
    credit_limit: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MasterProduct:
    """One product of the master; the price is yen before tax, None where it is agreed each time.

    `pack` is how many pieces its unit holds, or in what lots its pieces are sold.
    """

    code: str
    name: str
    tax_rate: Decimal
    aliases: tuple[str, ...] = ()
    unit: str = ""
    unit_price: Decimal | None = None
    jan: str = ""
    pack: str = ""


@dataclass(frozen=True, slots=True)
class Price:
    """An agreed price, yen before tax, for one customer or (empty) for all, on the days from `since` to `until`."""

    product: str
    unit_price: Decimal
    customer: str = ""
    since: date | None = None
    until: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether it holds on a day; where no day is known, only a price without days does."""
        if day is None:
            return self.since is None and self.until is None
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Alias:
    """What a customer or product is called on paper, as a person has said: `written` means the one of this `code`.

    Where `customer` is given, a product is called so by that customer alone.
    """

    thing: Literal["customer", "product"]
    written: str
    code: str
    customer: str = ""
