"""What a pattern of goods leaves beside them: a quantity or sum its match covers unread, rows of a name and a sum."""

from __future__ import annotations

import re
from typing import Any

from agent.extract.altering import is_condition
from agent.extract.elsewhere_words import goods_in
from agent.extract.values import number_in, quantity_in

_LONGEST = 300
"""Characters of a row that are looked at."""
_SUM = r"(?:¥ ?\d[\d,]{0,14}|\d[\d,]{0,14} ?円)"
_MONEY = re.compile(r"[@¥] ?¥?(\d[\d,]{0,14})|(\d[\d,]{0,14}) ?円")
_WITH_TAX = re.compile(rf"\(?税[^\d\s]{{0,4}} ?{_SUM}\)?")
_CHARGE = re.compile(rf"(?P<name>[^\d¥@]{{1,20}}?)[ :…]*(?P<sum>{_SUM})")
_NO_CHARGE = re.compile(r"計$|合計|総額|税|支払|請求|残高|ポイント|単価|価格|予算|限度|最低|以上|未満|金額|前回|前月")


def rest_of(match: Any) -> str:
    """Return what a match covers outside its groups, and the row before and behind it."""
    text: str = match.string
    kept, at = [], 0
    for start, stop in sorted(match.span(index) for index in match.re.groupindex.values()):
        if start >= at:
            kept.append(text[at:start])
            at = stop
    return " ".join([*kept, text[at:]]).replace("\n", " ")


def covers_more(match: Any) -> bool:
    """Whether what a match covers outside its groups counts further goods, or has a sum that is none of its line's.

    A pattern that reads neither price nor amount leaves both there.
    """
    rest = _WITH_TAX.sub(" ", rest_of(match)[:_LONGEST])
    if goods_in(rest):
        return True
    groups = match.groupdict()
    given = [number_in(groups.get(name) or "") for name in ("unit_price", "amount")]
    own = [one for one in given if one is not None]
    if not own:
        return False
    asked = quantity_in(groups.get("quantity") or "")
    known = {*own, *((own[0] * asked[0],) if asked is not None else ())}
    return any(number_in(one or other) not in known for one, other in _MONEY.findall(rest))


def is_charge(text: str) -> bool:
    """Whether a folded row is a name and a sum: `運送費 1200円`; what names a total, a tax or a condition is none."""
    found = _CHARGE.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None or not re.search(r"[^\W\d_]", found["name"]) or is_condition(text):
        return False
    return bool(number_in(found["sum"])) and _NO_CHARGE.search(found["name"].strip()) is None
