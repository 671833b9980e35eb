"""A form page that changes each round: its labels, their order and layout, the kinds of controls, ids and names.

    for form in rounds(seed=1, n=10):
        page.set_content(form.html)
        ...                                    # fill `form.entries`, or type `form.texts` in another way
        held = page.evaluate(HELD)
        assert form.wrong(held) == {}

The same seed gives the same rounds. Only `HELD` looks at the names by which the page itself knows its fields.
"""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from agent.browser.values import Entry, Kind
from tests.browser.pages import (
    caption_above,
    cell_beside,
    code_button_name,
    definition_list,
    flex_rows,
    heading_beside,
    label_for,
    label_loose,
    label_wraps,
    line_breaks,
    marked,
    nested_tables,
    placed_by_pixels,
    same_cell,
    three_pairs_a_row,
)
from tests.browser.pages import page as document

N_FIELDS = 7
OPTIONS = ("外税", "内税", "非課税", "免税")
TEXTS = ("株式会社甲", "乙工業 大阪", "第2倉庫", "PO-26-0401", "至急", "東京都千代田区1-2-3")
LABELS = (
    ("得意先名", "text"),
    ("納品先名", "text"),
    ("納品先住所", "text"),
    ("客先注文番号", "text"),
    ("摘要", "text"),
    ("備考", "area"),
    ("担当者", "text"),
    ("税区分", "list"),
    ("部門", "list"),
    ("支払条件", "list"),
    ("伝票日付", "day"),
    ("納期", "day"),
    ("請求締日", "text day"),
    ("数量", "number"),
    ("値引額", "text number"),
    ("直送", "tick"),
    ("至急扱い", "tick"),
)
LAYOUTS: tuple[Callable[..., str], ...] = (
    caption_above,
    cell_beside,
    code_button_name,
    definition_list,
    flex_rows,
    heading_beside,
    label_for,
    label_loose,
    label_wraps,
    line_breaks,
    marked,
    nested_tables,
    placed_by_pixels,
    same_cell,
    three_pairs_a_row,
)
HELD = """() => Object.fromEntries([...document.querySelectorAll('[data-truth]')].filter((one) => one.dataset.truth)
  .map((one) => [one.dataset.truth, one.type === 'checkbox' ? String(one.checked)
    : one.selectedOptions ? one.selectedOptions[0].text : one.value]))"""


@dataclass(frozen=True, slots=True)
class RandomForm:
    """One round. `texts` is what each field must hold in the end, in the page's own writing; the rest stays empty."""

    html: str
    entries: tuple[Entry, ...]
    texts: Mapping[str, str]

    def wrong(self, held: Mapping[str, str]) -> dict[str, str]:
        """Name the fields that hold something else than was ordered, those that were to stay empty included."""
        empty = ("", "false")
        return {
            name: text
            for name, text in held.items()
            if (name in self.texts and text != self.texts[name]) or (name not in self.texts and text not in empty)
        }


def rounds(seed: int, n: int) -> Iterator[RandomForm]:
    """Yield so many forms, each other than the one before."""
    draw = random.Random(seed)
    for _ in range(n):
        yield _form(draw)


def _form(draw: random.Random) -> RandomForm:
    kinds = dict(draw.sample(LABELS, N_FIELDS + draw.randint(0, 4)))
    asked = draw.sample(sorted(kinds), N_FIELDS)
    layout = draw.choice(LAYOUTS)

    def control(label: str, attributes: str = "", truth: str = "") -> str:
        name = "".join(draw.choices(string.ascii_lowercase, k=8))
        return _control(kinds[label], f"name={name} data-truth='{truth or label}' {attributes}")

    labels = list(kinds)
    draw.shuffle(labels)
    html = document(f"{layout(labels, control, draw)}<button type=button>登録</button>")
    values = {label: _value(kinds[label], draw) for label in asked}
    entries = tuple(Entry(label, value, kind) for label, (value, kind, _) in values.items())
    return RandomForm(html, entries, {label: text for label, (_, _, text) in values.items()})


def _control(kind: str, rest: str) -> str:
    if kind == "area":
        return f"<textarea rows=1 {rest}></textarea>"
    if kind == "list":
        return f"<select {rest}><option>{''.join(f'<option>{one}' for one in OPTIONS)}</select>"
    types = {"day": "date", "number": "number", "tick": "checkbox"}
    return f"<input type={types.get(kind, 'text')} {rest}>"


def _value(kind: str, draw: random.Random) -> tuple[str | Decimal | date | bool, Kind, str]:
    """A value, how it is compared, and how it stands in the control."""
    if kind in ("day", "text day"):
        day = date(2026, draw.randint(1, 12), draw.randint(1, 28))
        return day, Kind.DAY, day.isoformat() if kind == "day" else day.strftime("%Y/%m/%d")
    if kind in ("number", "text number"):
        number = Decimal(draw.randint(1, 99_999))
        return number, Kind.NUMBER, str(number)
    if kind == "tick":
        return True, Kind.FLAG, "true"
    if kind == "list":
        words = draw.choice(OPTIONS)
        return words, Kind.CHOICE, words
    text = draw.choice(TEXTS)
    return text, Kind.TEXT, text
