"""What a pattern of goods leaves beside them: a quantity or sum its match covers unread, rows of a name and a sum."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from agent.extract.altering import is_condition
from agent.extract.elsewhere_words import goods_in
from agent.extract.values import number_in, quantity_in

_LONGEST = 2000
"""Characters that are looked at: what a person wrote is shorter."""
_NAMED = re.compile(r"[^\W\d_]{2}")
_SUM = r"(?:¥ ?\d[\d,]{0,14}|\d[\d,]{0,14} ?円)"
_MONEY = re.compile(r"[@¥] ?¥?(\d[\d,]{0,14})|(\d[\d,]{0,14}) ?円")
_WITH_TAX = re.compile(rf"\(?税[^\d\s]{{0,4}} ?{_SUM}\)?")
_CHARGE = re.compile(rf"(?P<name>[^\d¥@]{{1,20}}?)[ :…]*(?P<sum>{_SUM})")
_NO_CHARGE = re.compile(
    r"計$|合計|総額|税|支払|請求|残高|ポイント|単価|価格|予算|限度|最低|以上|未満|金額|前回|前月|本体|代金|定価|売価"
    r"|total|tax|amount|balance",
    re.IGNORECASE,
)

_OF_ALL = re.compile(
    r"(?:[おご]|商品|注文|今回|税込|税抜){0,4}(?:小計|合計|総計|計|支払い?|請求|総額|total)(?:総額|金額|合計|額)?"
    r"(?:\([^()]{1,8}\))?[ :…]*",
    re.IGNORECASE,
)


class Lying(NamedTuple):
    """A match in its row, and from where to where the row is its own: beside it others may lie."""

    match: Any
    start: int
    stop: int


def lying(matches: Sequence[Any]) -> list[Lying]:
    """Part a row among the matches in it; what stands between two is looked at with both."""
    starts = [0, *(match.end() for match in matches[:-1])]
    stops = [*(match.start() for match in matches[1:]), len(matches[0].string)]
    return [Lying(*each) for each in zip(matches, starts, stops, strict=True)]


def rest_of(one: Lying) -> list[str]:
    """Return the texts outside a match's groups, from the one before the first to the one behind the last."""
    match, at, stop_all = one
    text: str = match.string[:stop_all].replace("\n", " ")
    kept = []
    for start, stop in sorted(match.span(index) for index in match.re.groupindex.values()):
        if start >= at:
            kept.append(text[at:start])
            at = stop
    return [*kept, text[at:]]


def covers_more(one: Lying) -> bool:
    """Whether what stands outside a match's groups counts further goods, or has a sum that is none of its line's.

    Between two groups a pack or a list price may stand: there it is both, or none. A pattern that reads neither price
    nor amount leaves both there.
    """
    before, *between, behind = (_WITH_TAX.sub(" ", text[:_LONGEST]) for text in rest_of(one))
    own = _own_sums(one.match.groupdict())
    ends = (before, behind)
    if any(_NAMED.search(text) and goods_in(text) for text in ends) or any(_has_both(text) for text in between):
        return True
    sums = [number_in(one or other) for text in ends for one, other in _MONEY.findall(text)]
    return bool(own) and not own.issuperset(sums)


def _has_both(text: str) -> bool:
    return _MONEY.search(text) is not None and goods_in(text)


def _own_sums(groups: Mapping[str, str | None]) -> set[Decimal | None]:
    """Return price and amount of a line, the one that is not read worked out; none where neither is read."""
    asked = quantity_in(groups.get("quantity") or "")
    number = asked[0] if asked is not None and asked[0] else Decimal(1)
    given = (number_in(groups.get(name) or "") for name in ("unit_price", "amount"))
    return {sum_ for one in given if one is not None for sum_ in (one, one * number, one / number)}


def is_charge(text: str) -> bool:
    """Whether a folded row is a name and a sum: `運送費 1200円`; what names a total, a tax or a condition is none."""
    found = _CHARGE.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None or not re.search(r"[^\W\d_]", found["name"]) or is_condition(text):
        return False
    return bool(number_in(found["sum"])) and _NO_CHARGE.search(found["name"].strip()) is None


def is_of_all(text: str) -> bool:
    """Whether a folded row is a name for the sum of all goods, and figures: `お支払額 2,850円`."""
    name = re.match(r"[^\d¥@\-▲△]{1,30}", text[:_LONGEST])
    return name is not None and _OF_ALL.fullmatch(name[0].strip()) is not None
