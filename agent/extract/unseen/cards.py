"""Ordered goods as cards: each a few rows below each other, its values behind labels (`単価: 500円 × 数量: 10袋`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import dropwhile

from agent.extract.labelled import Written
from agent.extract.titles import is_page_number, shape_of
from agent.extract.unseen.card_values import Valued, is_sum, values_in_rows
from agent.extract.unseen.item_code import CODE_BEHIND
from agent.extract.unseen.item_sums import charges_told
from agent.extract.unseen.label_words import label_in
from agent.extract.unseen.prose import Told, are_with_tax, goods_told
from agent.extract.unseen.strips import Strip, is_rule
from agent.extract.unseen.type_titles import settle_types
from agent.extract.values import number_in, quantity_in, rate_in

_CODED = re.compile(r"[\[(]?(?P<code>[A-Za-z]{1,5}-?\d[A-Za-z0-9\-]{1,14}|\d{8}|\d{13})[\])]?[\s:、,/]+(?P<name>\D.*)")
_NUMBERED = re.compile(r"(?:[【\[(]?\d{1,3}[】\])]|\d{1,3}[.)、]|[・●■◆◇*])\s*")
_HEADING = re.compile(
    r"[【\[■◆●・<]?\s*(?:ご?注文)?(?:商品|明細|内容|品目)\s*(?:情報|内容|明細)?\s*[(\[]?\d{0,2}[)\]]?\s*[】\]>]?"
)


@dataclass(slots=True)
class _Card:
    """One card: its values by field, the rows they stand in, and the number that its labels carry."""

    values: dict[str, Written] = field(default_factory=dict)
    at: list[int] = field(default_factory=list)
    number: str = ""

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
    cards, halves = _whole_of(cards)
    settle_types([card.values for card in cards])
    if all("product_name" not in card.values for card in cards):
        _name(cards, strips)
    named = [card.values.keys() & {"product_code", "product_name", "quantity"} for card in cards]
    if not all(card.is_whole for card in cards) or any(fields != named[0] for fields in named):
        return Told()
    used = frozenset(at for card in (*cards, *copies, *halves) for at in card.at)
    charges = list(charges_told(strips)) if any(_PRICES & card.values.keys() for card in cards) else []
    charges = [(at, fields) for at, fields in charges if at not in used]
    rows = (*(tuple(_written(card)) for card in cards), *(_charged(strips, at, fields) for at, fields in charges))
    last = max(at for card in cards for at in card.at)
    between = (at for at in range(min(used), last) if at not in used and not _says_nothing(strips[at]))
    return Told(
        rows,
        used | {at for at, _ in charges},
        (*(strips[at].text for card in halves for at in card.at), *(strips[at].text for at in between)),
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


def _whole_of(cards: Sequence[_Card]) -> tuple[list[_Card], list[_Card]]:
    """Part the cards of numbered labels from those left half open, `商品2` without `数量2`: a person asks for these."""
    whole = [card for card in cards if card.is_whole]
    halves = [card for card in cards if not card.is_whole]
    return (whole, halves) if whole and all(card.number for card in cards) else (list(cards), [])


def _says_nothing(strip: Strip) -> bool:
    """Whether a row between cards is a rule, a page's number, or a heading over each of them."""
    return is_rule(strip.text) or is_page_number(strip.text) or _HEADING.fullmatch(strip.text) is not None


def _cards(strips: Sequence[Strip]) -> list[_Card]:
    """Gather labelled values; a field that comes again begins the next card.

    Sums that stand first or last are the order's, but the first of the last where each card above has one.
    """
    valued = list(dropwhile(lambda one: is_sum(one, strips[one.at]), values_in_rows(strips)))
    sums = [is_sum(one, strips[one.at]) for one in valued]
    n_last = next((count for count, is_sum in enumerate(reversed(sums)) if not is_sum), len(sums))
    above = valued[: len(valued) - n_last]
    is_of_card = any(sums[: len(above)]) or len(_parted(above)) == n_last == 1
    return _parted(valued[: len(above) + (n_last > 0 and is_of_card)])


def _parted(valued: Sequence[Valued]) -> list[_Card]:
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
            cards.append(_Card(number=number))
            numbers.append(number)
            known = len(cards) - 1
        if number and any(name in cards[known].values for name in names):
            return []
        cards[known].values |= {one.field: one for one in values}
        cards[known].at += [at] if below is None else [at, below]
    return cards


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
