"""What a recorded value stands for: a field of the slip, our key, the account, or just itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from agent.browser.day_format import DAY_FORMAT
from agent.browser.record_days import boxes_of_days, day_formats, piece_formats
from agent.browser.record_deeds import Filled
from agent.browser.record_draft import together
from agent.browser.template import Value
from agent.browser.values import Entry as Wanted
from agent.browser.values import Kind, Reading, day_of, kind_of, number_of, same
from agent.core.action import Slip, SlipLine
from agent.core.money import plain
from agent.core.sentence import Sentence

DAYS = ("slip_date", "ordered_on", "deliver_on")
HEADS = ("customer_code", "order_number", *DAYS, "customer_name", "deliver_to", "total", "note")
LINES = ("product_code", "product_name", "quantity", "unit_price", "amount", "tax_rate")
PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")
SHORTEST_KEY = 10
PERHAPS = (
    (r"(得意先|顧客|取引先|客先|customer).*(コード|番号|code|no|number)", "slip.customer_code"),
    (r"(得意先|顧客|取引先|客先).*名|customer", "slip.customer_name"),
    (r"(注文|発注|客注).*(番号|no)|(order|po|purchase).*(number|no)", "slip.order_number"),
    (r"納期|納入|納品|希望日|お届け|deliver", "slip.deliver_on"),
    (r"(注文|発注|受注)日|order.*date", "slip.ordered_on"),
    (r"日付|(売上|伝票|計上|請求)日|date", "slip.slip_date"),
    (r"(商品|品目|製品).*(コード|番号)|品番|item|part|product.*(code|no)|sku", "line.product_code"),
    (r"(商品|品目|製品)名?|品名|description|product", "line.product_name"),
    (r"数量|個数|qty|quantity", "line.quantity"),
    (r"単価|price", "line.unit_price"),
    (r"税|tax", "line.tax_rate"),
    (r"^金額|amount", "line.amount"),
    (r"合計|total", "slip.total"),
    (r"摘要|備考|メモ|memo|note|remark", "slip.note"),
)
TOTALS = re.compile(r"合計|総額|total|税抜", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """A template, what the robot's YAML must say beside it, and a word for the reader."""

    template: str
    more: dict[str, object] = field(default_factory=dict)
    comment: str = ""
    is_known: bool = True

    @property
    def is_day(self) -> bool:
        """Whether it is a day of the order."""
        return self.template in {f"{{slip.{name}}}" for name in DAYS}


class Sheet:
    """What the person keyed from: one slip where an order was given, our key, and nothing else.

    Args:
        slip: The order given; None where the person keyed from something we do not see.
        key: The key the person was asked to type into a memo field.
    """

    def __init__(self, slip: Slip | None, key: str) -> None:
        self.slip, self.key = slip, key

    def head(self, one: Filled) -> Meaning:
        """Say what a field outside of line tables stands for."""
        if one.secret:
            return Meaning("{account.totp}" if one.is_code else "{account.password}")
        if self.is_key(one.value):
            return self._key(one)
        found = self._head_field(one) if one.control not in ("checkbox", "radio") else None
        return found or self._literal(one, "slip.")

    def days(self, filled: Sequence[Filled]) -> dict[int, Meaning | None]:
        """Say what boxes for year, month and day stand for, where together they hold a day of the order.

        Returns:
            By the identity of each word that was heard of them; None where another says it.
        """
        found: dict[int, Meaning | None] = {}
        for boxes in boxes_of_days(filled):
            days = [(name, getattr(self.slip, name)) for name in self._by_label(boxes.heard[0].name.label, DAYS)]
            known = [(name, forms) for name, day in days if (forms := piece_formats(boxes.last, day))]
            for name, forms in known[:1]:
                found |= {id(one): None for one in boxes.heard}
                if boxes.speaker is not None:
                    found[id(boxes.speaker)] = Meaning(f"{{slip.{name}}}", {"day_format": forms})
                else:
                    said = zip(boxes.last, forms, strict=True)
                    found |= {id(box): Meaning(f"{{slip.{name}}}", {"day_format": form}) for box, form in said}
        return found

    def _by_label(self, label: str, names: Sequence[str]) -> list[str]:
        """List the fields that the order fills, first the one that a label suggests."""
        held = [name for name in names if self.slip is not None and getattr(self.slip, name) not in ("", None)]
        return sorted(held, key=lambda name: f"slip.{name}" != perhaps(label))

    def column(self, label: str, cells: Sequence[Filled]) -> Meaning | None:
        """Say what a column stands for, by all its rows; None where the order does not know it."""
        lines = self.slip.lines if self.slip else ()
        if not lines or len(cells) > len(lines):
            return None
        pairs = list(zip(cells, lines, strict=False))
        fitting = [name for name in LINES if all(_holds(cell, getattr(line, name), name) for cell, line in pairs)]
        if len(fitting) > 1:
            likely = perhaps(label)
            fitting = [name for name in fitting if f"line.{name}" == likely] or fitting
        if fitting:
            return Meaning(f"{{line.{fitting[0]}}}", _more(fitting[0], "", cells[0]))
        return _tax(pairs)

    def unknown_column(self, label: str, cells: Sequence[Filled]) -> Meaning:
        """Say what a column holds that no order explains: what its heading suggests, or its first row's words."""
        likely = perhaps(label)
        if self.slip is None and likely.startswith("line."):
            more = _words_of_taxes(cells) if likely == "line.tax_rate" else {}
            said = Sentence("by its heading; the first row held {value}", value=cells[0].shown)
            return Meaning(f"{{{likely}}}", more, said, is_known=False)
        if len({cell.shown for cell in cells}) == 1:
            return Meaning(cells[0].shown, comment=Sentence("the same in every row"), is_known=False)
        said = Sentence("differs by row, and no field of the order says so")
        return Meaning(cells[0].shown, comment=said, is_known=False)

    def shown(self, label: str, value: str) -> Meaning | None:
        """Say what a value shown beside a label stands for; None where it is nothing of ours."""
        if self.is_key(value):
            return Meaning("{key}")
        for name in HEADS if self.slip else ():
            if name == "total" and not TOTALS.search(label):
                continue
            if _equal(getattr(self.slip, name), Reading(value, value, checked=False), name):
                return Meaning(f"{{slip.{name}}}", {"kind": "code"} if name == "customer_name" else {})
        return None

    def in_text(self, text: str, slip_number: str = "") -> str:
        """Put templates into an address or the words of a button, for whole parts of it only."""
        if slip_number and text == slip_number:
            return "{slip_number}"
        for value, template in self._texts(slip_number):
            text = re.sub(rf"(?<![\w-]){re.escape(value)}(?![\w-])", template.replace("\\", ""), text)
        return text

    def _texts(self, slip_number: str) -> list[tuple[str, str]]:
        known = [(self.key, "{key}"), (slip_number, "{slip_number}")]
        if self.slip is not None:
            known += [(getattr(self.slip, name), f"{{slip.{name}}}") for name in ("customer_code", "order_number")]
            known += [(self.slip.customer_name, "{slip.customer_name}")]
        return [(value, template) for value, template in known if len(value) > 2]

    def is_key(self, value: str) -> bool:
        """Say whether a value is our key, or as much of it as a short field holds."""
        typed = value.strip().upper()
        return len(typed) >= SHORTEST_KEY and self.key.startswith(typed)

    def _key(self, one: Filled) -> Meaning:
        typed = len(one.value.strip())
        said = Sentence("our key: by it the slip is found again")
        short = Sentence("it holds {n} characters: `key_length: {n}` in the target's file", n=typed)
        return Meaning("{key}", comment=together(said, short if typed < len(self.key) else ""))

    def _head_field(self, one: Filled) -> Meaning | None:
        for name in self._by_label(one.name.label, HEADS):
            value = getattr(self.slip, name)
            if _holds(one, value, name):
                return Meaning(f"{{slip.{name}}}", _more(name, value, one))
        return None

    def _literal(self, one: Filled, room: str) -> Meaning:
        likely = perhaps(one.name.label)
        if self.slip is None and likely.startswith(room):
            return Meaning(one.shown, comment=Sentence('perhaps "{{{field}}}"', field=likely), is_known=False)
        why = "" if self.slip is None else Sentence("not in the order: the same on every slip")
        return Meaning(one.shown, comment=why, is_known=False)


def perhaps(label: str) -> str:
    """Name the field of a slip that a label suggests; empty where it suggests none."""
    return next((name for pattern, name in PERHAPS if re.search(pattern, label, re.IGNORECASE)), "")


def _holds(one: Filled, value: Value, name: str) -> bool:
    return _equal(value, Reading(one.value, one.words, checked=False), name, one.control)


def _equal(value: Value, reading: Reading, name: str, control: str = "") -> bool:
    if value in ("", None) or isinstance(value, bool):
        return False
    kind = Kind.CODE if name.endswith("_name") else kind_of(value, name)
    if isinstance(value, date):
        return day_of(reading.value) == value or bool(day_formats(value, reading.value))
    if isinstance(value, Decimal):
        return number_of(reading.value) == value or number_of(reading.words) == value
    return same(Wanted("", value, kind), reading, control)


def _more(name: str, value: Value, one: Filled) -> dict[str, object]:
    """Say what must stand beside the template: how the day is written, how a name is compared."""
    if isinstance(value, date) and one.control != "date":
        forms = day_formats(value, one.value)
        return {"day_format": forms[0]} if forms and forms[0] != DAY_FORMAT else {}
    return {"kind": "code"} if name.endswith("_name") else {}


def _tax(pairs: Sequence[tuple[Filled, SlipLine]]) -> Meaning | None:
    """A column of rates by their words: 10%, 8%軽減."""
    if not all(_rate(cell.shown) == line.tax_rate for cell, line in pairs):
        return None
    return Meaning("{line.tax_rate}", _words_of_taxes([cell for cell, _ in pairs]))


def _words_of_taxes(cells: Sequence[Filled]) -> dict[str, object]:
    words = {plain(rate): cell.shown for cell in cells if (rate := _rate(cell.shown)) is not None}
    for option in cells[0].options:
        rate = _rate(option)
        if rate is not None:
            words.setdefault(plain(rate), option)
    return {"words": words} if words else {}


def _rate(text: str) -> Decimal | None:
    match = PERCENT.search(text)
    return Decimal(match.group(1)) / 100 if match else None
