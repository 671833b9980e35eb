"""Money in another currency than yen, told by what stands under a key, label or title of currencies, and left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, pairwise

from agent.core.order import Finding, Order, Severity
from agent.extract.unseen.goods import Goods
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.words import bare
from agent.extract.values import folded

_CURRENCY = re.compile(r".{0,40}(?:currency(?:code|id|iso)?|通貨(?:コード|cd|単位|種別)?|curcy|waerk?s?)|cur|curr|ccy")
_YEN = frozenset({"jpy", "yen", "円", "¥", "日本円", "392", "y", "円貨"})
_KNOWN = re.compile(
    r"usd?|eur|gbp|cny|rmb|krw|twd|hkd|sgd|thb|vnd|aud|cad|chf|us\$|[$€£₩]|(?:米|us|カナダ|豪|香港|台湾)?ドル|ユーロ|ポンド|(?:人民)?元|ウォン|バーツ",
    re.IGNORECASE,
)
_NONE = frozenset({"", "false", "true", "0", "1", "no", "-", "なし"})
_MONEY = re.compile(r"(?:lines\.\d+\.)?(?:unit_price|amount|total|tax)")
_SHOWN = 80


def foreign_in(named: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield currencies other than yen.

    Args:
        named: Values, each with the key, label or title it stands under.
    """
    for name, text in named:
        said = folded(text).casefold()
        if said not in _NONE and said not in _YEN and _CURRENCY.fullmatch(bare(re.split("[.@]", name)[-1])):
            yield text


def foreign_of(strips: Sequence[Strip], goods: Sequence[Goods]) -> tuple[Finding, ...]:
    """Stop at a currency other than yen beside a label, or in a column of goods."""
    columns = (
        (title.cell.text, entry.text(index))
        for one in goods
        for index, title in enumerate(one.header.titles)
        for entry in one.entries
    )
    named = chain(columns, (pair for strip in strips for pair in _labelled(strip)))
    known = (one for one in named if _KNOWN.fullmatch(folded(one[1]).strip()))
    return tuple(map(not_in_yen, islice(foreign_in(known), 1)))


def _labelled(strip: Strip) -> Iterator[tuple[str, str]]:
    """Yield what may be a label and its value: in one cell with a colon between them, or in two."""
    texts = [cell.text[:_SHOWN] for cell in strip.cells if cell.text]
    yield from pairwise(text.rstrip(":： ") for text in texts)
    parts = (re.split("[:：]", text, maxsplit=1) for text in texts)
    yield from ((one[0], one[1]) for one in parts if len(one) > 1)


def not_in_yen(currency: str) -> Finding:
    """Say that money is in another currency."""
    return Finding("currency-foreign", Severity.STOP, "total", (("currency", currency[:_SHOWN]),))


def in_yen(order: Order, told: Sequence[Finding]) -> Order:
    """Add what was told to an order; money in another currency than yen is left out."""
    if any(one.code == "currency-foreign" for one in told):
        lines = tuple(replace(line, unit_price=None, amount=None) for line in order.lines)
        kept = tuple((path, at) for path, at in order.provenance if not _MONEY.fullmatch(path))
        order = replace(order, lines=lines, total=None, tax=None, provenance=kept)
    return order.with_findings(*told)
