"""Ordered goods as cards: each a few rows below each other, its values behind labels (`単価: 500円 × 数量: 10袋`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from agent.extract.labelled import Written
from agent.extract.table import is_page_number, shape_of
from agent.extract.unseen.fitting import MONEY
from agent.extract.unseen.form_fields import alone_in, asked_in_grid, label_of, opened
from agent.extract.unseen.item_code import CODE_BEHIND, code_alone
from agent.extract.unseen.item_sums import charges_told
from agent.extract.unseen.labels import label_in
from agent.extract.unseen.prose import Told, are_with_tax, goods_told
from agent.extract.unseen.strips import Strip, is_rule
from agent.extract.unseen.times import multiplied
from agent.extract.unseen.type_titles import TYPE, is_type, settle_types
from agent.extract.unseen.words import head_word, is_label, title_words
from agent.extract.values import number_in, quantity_in, rate_in

_FIELDS = frozenset({"product_code", "product_name", "quantity", "unit", "unit_price", "amount", "tax_rate", "spec"})
_LABEL = re.compile(r"(?:^|[\s×x*=/、,(])(?P<name>[^\s:×=/、,()]{1,14}(?: [A-Za-z]{2,12})?) ?: ?")
_CODED = re.compile(r"[\[(]?(?P<code>[A-Za-z]{1,5}-?\d[A-Za-z0-9\-]{1,14}|\d{8}|\d{13})[\])]?[\s:、,/]+(?P<name>\D.*)")
_NUMBERED = re.compile(r"(?:[【\[(]?\d{1,3}[】\])]|\d{1,3}[.)、]|[・●■◆◇*])\s*")
_HEADING = re.compile(
    r"[【\[■◆●・<]?\s*(?:ご?注文)?(?:商品|明細|内容|品目)\s*(?:情報|内容|明細)?\s*[(\[]?\d{0,2}[)\]]?\s*[】\]>]?"
)
_MONEY = re.compile(r"[¥\\]?\s?\d[\d,]{0,11}\s?円?")
MAX_CELLS, MAX_ROW = 12, 200
_EDGES = " ×xX*=/、,("


@dataclass(slots=True)
class _Card:
    """One card: its values by field, and the rows they stand in."""

    values: dict[str, Written] = field(default_factory=dict)
    at: list[int] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether it says what is ordered, and how many; where it gives price and amount, they agree."""
        if "quantity" not in self.values or not self.values.keys() & {"product_code", "product_name"}:
            return False
        asked = quantity_in(self.values["quantity"].text)
        price, amount = (number_in(self.values[name].text) if name in self.values else None for name in _PRICED)
        return asked is not None and (price is None or amount is None or asked[0] * price == amount)


_PRICED = ("unit_price", "amount")
_PRICES = frozenset(_PRICED)


def told_in(strips: Sequence[Strip], *, is_text: bool) -> Told:
    """Find goods without titles: as cards, or in a text line by line."""
    cards = cards_told(strips)
    return goods_told(strips) if is_text and not cards.rows else cards


def cards_told(strips: Sequence[Strip]) -> Told:
    """Find goods that stand as cards; none when one of them is not whole, or they do not all say the same."""
    cards, copies = _without_copies(_cards(strips))
    if not cards:
        return Told()
    settle_types([card.values for card in cards])
    if all("product_name" not in card.values for card in cards):
        _name(cards, strips)
    named = [card.values.keys() & {"product_code", "product_name", "quantity"} for card in cards]
    if not all(card.is_whole for card in cards) or any(fields != named[0] for fields in named):
        return Told()
    used = frozenset(at for card in (*cards, *copies) for at in card.at)
    charges = list(charges_told(strips)) if any(_PRICES & card.values.keys() for card in cards) else []
    charges = [(at, fields) for at, fields in charges if at not in used]
    rows = (*(tuple(_written(card)) for card in cards), *(_charged(strips, at, fields) for at, fields in charges))
    last = max(at for card in cards for at in card.at)
    between = (at for at in range(min(used), last) if at not in used and not _says_nothing(strips[at]))
    return Told(
        rows,
        used | {at for at, _ in charges},
        tuple(strips[at].text for at in between),
        begins=(*(card.at[0] for card in cards), *(at for at, _ in charges)),
        is_inclusive=are_with_tax(strips, used),
    )


def _charged(strips: Sequence[Strip], at: int, fields: dict[str, str]) -> tuple[Written, ...]:
    return tuple(Written(name, text, strips[at].place) for name, text in fields.items())


def _without_copies(cards: Sequence[_Card]) -> tuple[list[_Card], list[_Card]]:
    """Part cards from those that say the same once more, as a shop's mail does under the address they go to."""
    half = len(cards) // 2
    own, more = list(cards[:half]), list(cards[half:])
    texts = [{name: value.text for name, value in card.values.items()} for card in cards]
    pairs = list(zip(texts[:half], texts[half:], strict=False))
    is_copied = len(own) == len(more) > 0 and all(copy and copy.items() <= one.items() for one, copy in pairs)
    is_less = any(len(copy) < len(one) for one, copy in pairs)
    return (own, more) if is_copied and is_less else (list(cards), [])


def _says_nothing(strip: Strip) -> bool:
    """Whether a row between cards is a rule, a page's number, or a heading over each of them."""
    return is_rule(strip.text) or is_page_number(strip.text) or _HEADING.fullmatch(strip.text) is not None


def _cards(strips: Sequence[Strip]) -> list[_Card]:
    """Gather labelled values; a field that comes again begins the next card.

    Sums that stand last are the order's, but the first of them where each card above has one.
    """
    valued = _valued(strips)
    sums = [_is_sum(one, strips[one.at]) for one in valued]
    n_last = next((count for count, is_sum in enumerate(reversed(sums)) if not is_sum), len(sums))
    above = valued[: len(valued) - n_last]
    is_of_card = any(sums[: len(above)]) or len(_parted(above)) == n_last == 1
    return _parted(valued[: len(above) + (n_last > 0 and is_of_card)])


class _Valued(NamedTuple):
    """The values of one row, the number their labels carry, and the row below where the value stands there."""

    at: int
    values: list[Written]
    number: str
    below: int | None = None


def _valued(strips: Sequence[Strip]) -> list[_Valued]:
    found: list[_Valued] = []
    alone: list[_Valued] = []
    below = -1
    for at, strip in enumerate(strips):
        if at == below:
            continue
        asked = asked_in_grid(strips, at)
        if asked is not None:
            below = at + 1
            found.append(_Valued(at, [asked, Written("quantity", strips[below].text, strips[below].place)], "", below))
            continue
        name = alone_in(strips, at)
        field_ = _field(label_of(name).name) if name else None
        if field_ is not None and name and not _is_over_names(strips, at, field_, label_of(name).number):
            below = at + 1
            value = Written(field_, strips[below].text, strips[below].place)
            found.append(_Valued(at, [value], label_of(name).number, below))
        elif values := _values(strip) or _amount_of(strip, found, at):
            found.append(_Valued(at, values, _number_of(strip)))
        elif code := code_alone(strip.text):
            alone.append(_Valued(at, [Written("product_code", code, strip.place)], ""))
    is_coded = any(one.field == "product_code" for each in found for one in each.values)
    return found if is_coded else sorted([*found, *alone], key=lambda one: one.at)


def _amount_of(strip: Strip, above: Sequence[_Valued], at: int) -> list[Written]:
    """Read a sum that stands alone below price and quantity, and is what they multiply to."""
    own = {one.field: one.text for one in above[-1].values} if above and above[-1].at == at - 1 else {}
    money, asked = number_in(strip.text), quantity_in(own.get("quantity", ""))
    price = number_in(own.get("unit_price", ""))
    if money is None or price is None or asked is None or asked[0] * price != money:
        return []
    return [Written("amount", strip.text, strip.place)]


def _is_over_names(strips: Sequence[Strip], at: int, field_: str, number: str) -> bool:
    """Whether `[商品]` stands over cards that begin with their name: the row below it is counted in the next one."""
    if field_ != "product_name" or number or at + 2 >= len(strips):
        return False
    return any(one.field in ("quantity", "unit_price", "amount") for one in _values(strips[at + 2]))


def _number_of(strip: Strip) -> str:
    match = _LABEL.search(opened(strip.text))
    return label_of(match["name"]).number if match is not None else ""


def _parted(valued: Sequence[_Valued]) -> list[_Card]:
    """Part values into cards: by the numbers of their labels, else where a field comes again."""
    cards: list[_Card] = []
    numbers: list[str] = []
    for at, values, number, below in valued:
        names = [one.field for one in values]
        if len(set(names)) < len(names):
            return []
        known = numbers.index(number) if number and number in numbers else len(cards) - 1
        is_new = number not in numbers if number else any(name in cards[-1].values for name in names) if cards else True
        if is_new:
            cards.append(_Card())
            numbers.append(number)
            known = len(cards) - 1
        if number and any(name in cards[known].values for name in names):
            return []
        cards[known].values |= {one.field: one for one in values}
        cards[known].at += [at] if below is None else [at, below]
    return cards


def _is_sum(one: _Valued, strip: Strip) -> bool:
    """Whether a row is nothing but a sum behind its label, which may be that of an order."""
    return [value.field for value in one.values] == ["amount"] and _MONEY.fullmatch(strip.text) is None


def _values(strip: Strip) -> list[Written]:
    """Return a row's values of goods: those behind labels, or price and quantity with × between."""
    if len(strip.cells) > MAX_CELLS or sum(len(cell.text) for cell in strip.cells) > MAX_ROW:
        return []
    text = opened(strip.text)
    found = [(match, label_of(match["name"]).name) for match in _LABEL.finditer(text)]
    if not found:
        return multiplied(strip, strip.text) or _labelled_cells(strip)
    if len(found) == 1 and _field(found[0][1]) == "unit_price":
        priced = multiplied(strip, text[found[0][0].end() :].strip())
        if priced:
            return priced
    values: list[Written] = []
    for number, (match, name) in enumerate(found):
        stop = found[number + 1][0].start() if number + 1 < len(found) else len(text)
        field_ = _field(name)
        if field_ is None:
            return []
        value, _, amount = text[match.end() : stop].strip(_EDGES).partition("=")
        values += [Written(field_, value.strip(_EDGES), strip.place)] if value.strip(_EDGES) else []
        if number_in(amount) is not None:
            values.append(Written("amount", amount.strip(), strip.place))
    return _with_one_spec(values)


def _with_one_spec(values: list[Written]) -> list[Written]:
    """Join what one row says of size and colour: `サイズ: L / 色: 緑`."""
    specs = [one for one in values if one.field == "spec"]
    others = [one for one in values if one.field != "spec"]
    return [*others, specs[0]._replace(text=" ".join(one.text for one in specs))] if specs else values


def _field(name: str) -> str | None:
    """Return the field of a line that a label names; a sum is the order's, unless it can only be the line's."""
    head = head_word(name)
    if is_type(name):
        return TYPE
    if head is not None and head.field in MONEY and head.field != "subtotal":
        return None
    return next((word.field for word in title_words(name) if word.field in _FIELDS), None)


def _labelled_cells(strip: Strip) -> list[Written]:
    """Read `商品コード | P1001 | 数量 | 10`: every other cell is a label."""
    cells = [cell for cell in strip.cells if cell.text]
    fields = [_field(cell.text) for cell in cells[::2]]
    values = [cell for cell in cells[1::2] if not is_label(cell.text)]
    if not fields or None in fields or len(values) != len(fields):
        return []
    return [Written(name, cell.text, cell.place) for name, cell in zip(fields, values, strict=True) if name]


def _name(cards: Sequence[_Card], strips: Sequence[Strip]) -> None:
    """Name each card by the row above its first, where that is a text of its own; a code before it is the code."""
    named: list[tuple[_Card, str, int]] = []
    for number, card in enumerate(cards):
        above = _above(strips, card.at[0], cards[number - 1].at[-1] + 1 if number else 0)
        text = strips[above].text if above >= 0 and strips[above].page == strips[card.at[0]].page else ""
        if not re.search(r"[^\W\d_]", text) or label_in(text) is not None:
            return
        named.append((card, _NUMBERED.sub("", text, count=1) if _NUMBERED.match(text) else text, above))
    coded = [_CODED.fullmatch(text) for _, text, _ in named]
    shapes = {shape_of(match["code"]) for match in coded if match is not None}
    is_coded = all(coded) and len(shapes) == 1 and not any("product_code" in card.values for card in cards)
    for (card, text, at), match in zip(named, coded, strict=True):
        place = strips[at].place
        if is_coded and match is not None:
            card.values["product_code"] = Written("product_code", match["code"], place)
        card.values["product_name"] = Written(
            "product_name", match["name"] if is_coded and match is not None else text, place
        )
        card.at.insert(0, at)


def _above(strips: Sequence[Strip], at: int, first: int) -> int:
    """Return the row that names a card: the first of its cell, or the one above it; none before the `first`."""
    above = at - 1
    while above > first and strips[above - 1].place == strips[at].place:
        above -= 1
    return above


def _written(card: _Card) -> Iterator[Written]:
    """Yield a card's fields; goods without a code are named by name and size."""
    spec = card.values.get("spec")
    values = card.values if "product_code" in card.values else _with_code(card.values)
    for name, written in values.items():
        if name == "product_name" and spec is not None and "product_code" not in values:
            yield written._replace(text=f"{written.text} {spec.text}")
        elif name != "spec" and (name != "tax_rate" or rate_in(written.text) is not None):
            yield written


def _with_code(values: dict[str, Written]) -> dict[str, Written]:
    """Part a code in brackets behind the name from it: `見本茶(P1001)`."""
    name = values.get("product_name")
    match = CODE_BEHIND.fullmatch(name.text) if name is not None else None
    if name is None or match is None:
        return values
    code = name._replace(field="product_code", text=match["code"])
    return {"product_code": code, **values, "product_name": name._replace(text=match["name"])}
