"""The ledger's screens, rendered."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from robots.demo_ledger.ledger.entry import MEMO_LENGTH, ORDER_NUMBER_LENGTH, TAX_RATES, Typed
from robots.demo_ledger.ledger.masters import MasterFiles
from robots.demo_ledger.ledger.slip import LedgerSlip

TEMPLATES = Path(__file__).parent / "templates"


class Screens:
    """Renders each screen to bytes."""

    def __init__(self, user: str, masters: MasterFiles) -> None:
        self._pages = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            auto_reload=False,
        )
        self._pages.filters |= {"number": _number, "day": _day}
        self._pages.globals |= {
            "user": user,
            "tax_classes": tuple(TAX_RATES),
            "memo_length": MEMO_LENGTH,
            "order_number_length": ORDER_NUMBER_LENGTH,
        }
        self._masters = masters

    def login(self, user: str = "", next_page: str = "", *, error: bool = False) -> bytes:
        """Show the log-in."""
        return self._render("login.html", typed_user=user, next_page=next_page, error=error)

    def menu(self) -> bytes:
        """Show the menu."""
        return self._render("menu.html", today=today())

    def slips(self, memo: str, slips: list[LedgerSlip]) -> bytes:
        """Show the list of slips."""
        return self._render("slips.html", memo=memo, slips=slips)

    def entry(self, typed: Typed, errors: list[str]) -> bytes:
        """Show the entry screen with what was typed, and what is wrong with it."""
        return self._render("entry.html", typed=typed, errors=errors)

    def confirm(self, typed: Typed, slip: LedgerSlip) -> bytes:
        """Show the slip to be looked at once more, before it is stored."""
        return self._render("confirm.html", typed=typed, slip=slip)

    def done(self, slip: LedgerSlip) -> bytes:
        """Show that a slip was stored, with its number."""
        return self._render("done.html", slip=slip)

    def slip(self, slip: LedgerSlip) -> bytes:
        """Show a stored slip."""
        return self._render("slip.html", slip=slip)

    def customers(self, words: str) -> bytes:
        """Show the customer look-up window."""
        found = [one for one in self._masters.now().customers.values() if words in f"{one.code} {one.name} {one.kana}"]
        return self._render("customers.html", words=words, customers=found)

    def failure(self) -> bytes:
        """Show that the system failed."""
        return self._render("message.html", title="システムエラー", text="システムエラーが発生しました。(E-9001)")

    def not_found(self) -> bytes:
        """Show that there is no such page or slip."""
        return self._render("message.html", title="該当なし", text="指定された画面または伝票はありません。(E-0404)")

    def _render(self, template: str, **values: object) -> bytes:
        return self._pages.get_template(template).render(**values).encode()


def _number(amount: Decimal) -> str:
    return f"{amount.normalize():,f}"


def _day(day: date) -> str:
    return f"{day:%Y/%m/%d}"


def today() -> date:
    """Return the day it is in the ledger's office."""
    return datetime.now(ZoneInfo("Asia/Tokyo")).date()
