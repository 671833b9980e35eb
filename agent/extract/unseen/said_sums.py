"""Sums that sentences state: `合計金額は5,000円(税別)になります`, `5,000円(税抜)+消費税500円=5,500円`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.extract.labelled import Written
from agent.extract.unseen.items import item_in, spread
from agent.extract.unseen.label_words import label_in
from agent.extract.unseen.labels import Found
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.vocabulary import WEAK

MAX_SAID = 200
_MONEY = r"(?:[¥\\]\s?\d[\d,]{0,11}|\d[\d,]{0,11}\s?円)"
_TAXED = r"(?:\(?(?:消費)?(?P<{}>税込み?|税抜き?|税別|外税|内税)\)?)?"
_STATED = re.compile(
    rf"(?P<what>(?:総?合計|総計|総額|小計|計|(?:消費)?税抜き?|税込み?|税別|消費税等?|代金|請求額)(?:金額|額)?)"
    rf"{_TAXED.format('before')}(?:は|が|で|にて|:|、)?\s?(?P<money>{_MONEY})\s?{_TAXED.format('behind')}"
    rf"|(?P<plain>{_MONEY})\s?\(?(?P<said>税込み?|税抜き?|税別)\)?"
)
_OTHERS = re.compile(
    "単価|あたり|当たり|につき|前回|次回|先月|先日|昨年|送料|見積|以上の|以上で|以内|以下|未満|超え|予算|上限|でした|値引|割引"
)
"""What a sentence speaks of whose sum is none of this order, or not all of it."""
_OF_ONE = re.compile("[^、]{1,40}[はが] ?")


def sums_said(strips: Sequence[Strip], where: Sequence[int]) -> Iterator[Found]:
    """Yield the sums that rows without a label state beside goods.

    Args:
        strips: All rows of a text.
        where: The rows outside the goods.
    """
    for at in where:
        text = strips[at].text
        is_said = len(text) <= MAX_SAID and not _OTHERS.search(text) and item_in(spread(text)) is None
        if any(label_in(cell.text) is not None for cell in strips[at].cells):
            is_said = False
        for match in _STATED.finditer(text) if is_said else ():
            if match["plain"] and _OF_ONE.fullmatch(text[: match.start()].rpartition("、")[2]):
                continue
            word = match["what"] or ""
            taxed = match["before"] or match["behind"] or match["said"] or word
            yield _found(strips[at], at, word or match["said"], match["money"] or match["plain"], taxed)


def _found(strip: Strip, at: int, label: str, money: str, taxed: str) -> Found:
    field, tax = "total", ""
    if label.startswith("消費税") and "抜" not in label:
        field = "tax"
    elif re.search("税込|内税", taxed):
        field, tax = "grand", "inclusive"
    elif re.search("税抜|税別|外税", taxed) or label.startswith("小計"):
        field, tax = "subtotal", "exclusive"
    written = Written(field, money.replace(" ", ""), strip.place)
    return Found(field, written, WEAK, tax, at, label, "said")
