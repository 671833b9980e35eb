"""Sums that stand between ordered goods: subtotals, and what is carried from one page to the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from agent.extract.table import Cell
from agent.extract.titles import key_of
from agent.extract.values import number_in, quantity_in

_SUM = re.compile(
    r"[\[(【〔<]?(?:\d{1,2}%(?:対象)?)?(?:小計|頁計|ページ計|中計|累計|subtotal)(?:[(\[]?(?:税率?)?\d{0,2}%?(?:対象|分|税抜|税別|最終|本頁|当頁)?[)\]]?)?[\])】〕>]?"
    r"|.{0,8}(?:繰越|繰り越し|次頁へ|次ページへ|前頁より|前ページより)(?:し|す|ぐ|続く|つづく|高|額|金額|合計)?[\])】〕>]?"
    r"|(?:carried|brought)(?:forward|over)",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"[\[(【〔<*]*(?:総?合計|総計|計|(?:grand)?total)[\])】〕>*:]*", re.IGNORECASE)
_LIKELY = re.compile("計|越|頁|ページ|total|forward|over", re.IGNORECASE)
_OF_SUM = re.compile("税|計|対象|請求|支払|%|total|tax", re.IGNORECASE)
_LONGEST = 40
_UNIT = re.compile("点|件|品目?|行|種類?|アイテム")
_COUNT = re.compile(rf"[(\[]?\d{{1,5}}(?:{_UNIT.pattern})[)\]]?")
_COUNTED = re.compile(rf"((?:小|合|総|中)?計){_COUNT.pattern}")


def sum_words_in(texts: Iterable[str]) -> set[str]:
    """Return the texts that are words for a sum, of whatever kind, with a count of articles or without."""
    likely = (text for text in texts if len(text) <= _LONGEST and _LIKELY.search(text))
    return {text for text in likely if _is_sum(_COUNT.sub("", key_of(text)))}


def _is_sum(word: str) -> bool:
    return _SUM.fullmatch(word) is not None or _TOTAL.fullmatch(word) is not None


def has_sum_word(texts: Iterable[str]) -> bool:
    """Whether a text of a row below a table speaks of a sum or a rate."""
    return any(_OF_SUM.search(text) for text in texts)


def is_sum_row(texts: Sequence[str]) -> bool:
    """Whether a row of a CSV that has a word for a sum is nothing but that, numbers and counts of articles."""
    return sum(1 for text in texts if text.strip() and quantity_in(text) is None and not _is_count(text)) == 1


def _is_count(text: str) -> bool:
    return _COUNT.fullmatch(key_of(text)) is not None


def is_sum_between(cells: Sequence[Cell]) -> bool:
    """Whether a row is nothing but the word for such a sum and its numbers: it asks for no goods.

    With a count of articles (小計 2点) that holds of a total, too, and wherever cells part the word and its count.
    """
    texts = [cell.text for cell in cells if cell.text.strip()]
    words = [text for text in texts if number_in(text) is None]
    if len(words) == 1 and _SUM.fullmatch(key_of(words[0])) is not None:
        return True
    if not words or sum(map(len, words)) > _LONGEST:
        return False
    counted = _COUNTED.match(key_of("".join(texts[texts.index(words[0]) :])))
    rest = [text for text in words if not _is_count(text) and _UNIT.fullmatch(key_of(text)) is None]
    return counted is not None and _COUNT.sub("", key_of("".join(rest))) == counted[1]
