"""A code before or behind the name of an article on one line: `P-1 見本茶`, `見本茶 (P1001)`."""

from __future__ import annotations

import re

from agent.extract.unseen.words import title_words
from agent.extract.values import folded

MAX_ALONE = 32
_CODE = re.compile(
    r"[\[(【]?(?P<code>[A-Za-z]{1,5}-?\d[A-Za-z0-9\-]{0,14}|\d{8}|\d{13}|\d{3,6}-\d{1,6})[\])】]?(?:[\s:、,/|]+)(?P<name>\S.*)"
)
CODE_WITHIN = re.compile(
    r"\s*[(\[/、]?\s*(?:SKU|品番|商品(?:コード|番号|ID)|型番|JAN(?:コード)?|品目コード|貴社品番)\s?:\s?"
    r"(?P<code>[A-Za-z0-9][A-Za-z0-9\-_]{2,20})(?![A-Za-z0-9\-_])[)\]]?",
    re.IGNORECASE,
)
CODE_BEHIND = re.compile(
    r"(?P<name>.*\S)\s*[\[(【](?:品番|商品(?:コード|番号)|型番|コード)?:?\s?"
    r"#?(?P<code>[A-Za-z]{1,5}-?\d{3}[A-Za-z0-9\-]{0,12}|[a-z]{2,8}-[a-z]{0,3}\d{2,6}|\d{8}|\d{13})[\])】]"
)

_ALONE = re.compile(r"(?P<name>[^\s:]{2,10}) (?P<code>(?=[^\d]{0,8}\d)[A-Za-z0-9][A-Za-z0-9\-]{3,19})")


def code_alone(text: str) -> str:
    """Return the code that stands alone behind its title, without a colon: `ISBN 9784000000016`."""
    match = _ALONE.fullmatch(folded(text)) if len(text) <= MAX_ALONE else None
    is_code = match is not None and any(word.field == "product_code" for word in title_words(match["name"]))
    return match["code"] if match is not None and is_code else ""


def code_before(name: str) -> tuple[str, str] | None:
    """Part `P-1 見本茶` and `見本茶 (P1001)` into code and name."""
    match = CODE_BEHIND.fullmatch(name) or _CODE.fullmatch(name)
    return None if match is None else (match["code"], match["name"].strip())
